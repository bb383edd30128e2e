import TextModel

/// How often a rule's quotes are right where a condition holds, measured on annotated articles.
///
/// Rows of `rule<TAB>condition<TAB>right<TAB>all`; a condition is the band of the score, alone or after the kind of the
/// quote and the form of its source (`direct.pronoun.score-6`). A row with both is drawn to the row of the band alone, and
/// that to the mean of all, by as much as `prior` quotes weigh.
struct ConfidenceTable: Sendable {
  /// The bands of a candidate's probability: below 0.5, 0.6 … 0.95, above.
  static let bounds: [Float] = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99]
  private static let prior: Float = 20

  private var rows: [String: (right: Float, all: Float)] = [:]
  private var mean: Float = 0.5

  init(file: [UInt8]) {
    var right: Float = 0
    var all: Float = 0
    TableFile(file).forEachRow { fields in
      guard fields.count >= 4, let rights = Float(fields[2]), let count = Float(fields[3]) else { return }
      rows["\(fields[0]) \(fields[1])"] = (rights, count)
      guard fields[1].hasPrefix("score") else { return }
      right += rights
      all += count
    }
    if all > 0 { mean = right / all }
  }

  /// The name of a probability's band.
  static func condition(_ probability: Float) -> String {
    "score-\(bounds.filter { $0 <= probability }.count)"
  }

  /// The confidence of a quote of a rule, whose candidate has the probability.
  func confidence(rule: String, kind: Quote.Kind, form: Mention.Form?, probability: Float) -> Float {
    guard !rows.isEmpty else { return probability }
    let band = Self.condition(probability)
    let wide = rows["\(rule) \(band)"] ?? (0, 0)
    let share = (wide.right + Self.prior * mean) / (wide.all + Self.prior)
    let narrow = rows["\(rule) \(kind).\(form.map { "\($0)" } ?? "none").\(band)"] ?? (0, 0)
    return (narrow.right + Self.prior * share) / (narrow.all + Self.prior)
  }
}
