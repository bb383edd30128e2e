import TextModel

/// How often a rule's quotes are right where a condition holds, measured on annotated articles.
///
/// `rule<TAB>condition<TAB>right<TAB>all`; the condition is the band of the score. A row is drawn to the mean of all by
/// as much as `prior` quotes weigh.
struct ConfidenceTable: Sendable {
  /// The bands of a candidate's probability: below 0.5, 0.6 … 0.95, above.
  static let bounds: [Float] = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98]
  private static let prior: Float = 20

  private var rows: [String: Float] = [:]
  private var mean: Float = 0.5

  init(file: [UInt8]) {
    var right: Float = 0
    var all: Float = 0
    var read: [(String, Float, Float)] = []
    TableFile(file).forEachRow { fields in
      guard fields.count >= 4, let rights = Float(fields[2]), let count = Float(fields[3]) else { return }
      read.append(("\(fields[0]) \(fields[1])", rights, count))
      right += rights
      all += count
    }
    if all > 0 { mean = right / all }
    for (key, rights, count) in read { rows[key] = (rights + Self.prior * mean) / (count + Self.prior) }
  }

  /// The name of a probability's band.
  static func condition(_ probability: Float) -> String {
    "score-\(bounds.filter { $0 <= probability }.count)"
  }

  /// The confidence of a quote of a rule, whose candidate has the probability.
  func confidence(rule: String, probability: Float) -> Float {
    rows["\(rule) \(Self.condition(probability))"] ?? (rows.isEmpty ? probability : mean)
  }
}
