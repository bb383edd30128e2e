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
  private static let bands = 9
  private static let forms: [Mention.Form?] = [nil, .name, .nominal, .pronoun]
  private static let conditions = 3 * 4 * bands

  /// The rules that the file names.
  let rules: [String]
  /// For each of them, and at the end for a rule that was never measured, the share by kind, form and band.
  let shares: [Float]

  /// What was compiled; shares that are not as many as there should be are none.
  init(rules: [String], shares: [Float]) {
    self.rules = rules
    self.shares = shares.count == (rules.count + 1) * Self.conditions ? shares : []
  }

  /// Reads the file.
  init(file: [UInt8]) {
    var rows: [String: (right: Float, all: Float)] = [:]
    var rules: [String] = []
    var sum: (right: Float, all: Float) = (0, 0)
    TableFile(file).forEachRow { fields in
      guard fields.count >= 4, let right = Float(fields[2]), let all = Float(fields[3]) else { return }
      rows["\(fields[0]) \(fields[1])"] = (right, all)
      if rules.last != String(fields[0]), !rules.contains(String(fields[0])) { rules.append(String(fields[0])) }
      guard fields[1].hasPrefix("score") else { return }
      sum.right += right
      sum.all += all
    }
    let mean = sum.all > 0 ? sum.right / sum.all : 0.5
    let shares = rows.isEmpty ? [] : (rules + [""]).flatMap { Self.shares(of: $0, rows: rows, mean: mean) }
    self.init(rules: rules, shares: shares)
  }

  private static func shares(
    of rule: String, rows: [String: (right: Float, all: Float)], mean: Float
  ) -> [Float] {
    var shares: [Float] = []
    for kind in Quote.Kind.allCases {
      for form in forms {
        for band in 0..<bands {
          let wide = rows["\(rule) score-\(band)"] ?? (0, 0)
          let share = (wide.right + prior * mean) / (wide.all + prior)
          let narrow = rows["\(rule) \(kind.rawValue).\(form?.rawValue ?? "none").score-\(band)"] ?? (0, 0)
          shares.append((narrow.right + prior * share) / (narrow.all + prior))
        }
      }
    }
    return shares
  }

  private static func band(_ probability: Float) -> Int {
    var band = 0
    for bound in bounds where bound <= probability { band += 1 }
    return band
  }

  /// The name of a probability's band.
  static func condition(_ probability: Float) -> String { "score-\(band(probability))" }

  /// The number of a rule, to ask by; that of a rule that was never measured where the file does not name it. O(rules).
  func number(of rule: String) -> Int { rules.firstIndex(of: rule) ?? rules.count }

  /// The confidence of a quote of a rule, whose candidate has the probability. O(1).
  func confidence(rule: Int, kind: Quote.Kind, form: Mention.Form?, probability: Float) -> Float {
    guard !shares.isEmpty, rule >= 0, rule <= rules.count else { return probability }
    let kindNumber =
      switch kind {
      case .direct: 0
      case .indirect: 1
      case .mixed: 2
      }
    let formNumber =
      switch form {
      case nil: 0
      case .name: 1
      case .nominal: 2
      case .pronoun: 3
      }
    return shares[rule * Self.conditions + (kindNumber * 4 + formNumber) * Self.bands + Self.band(probability)]
  }
}
