import TextModel

/// How often a rule's quotes are right where a condition holds, measured on annotated articles.
///
/// Rows of `rule<TAB>condition<TAB>right<TAB>all`, of three kinds: the band of the score; the kind of the quote, the form of
/// its source and the band (`direct.pronoun.score-6`); and these with what else a `QuoteMeasure` knows
/// (`direct.pronoun.quotation.1.1.score-6`). Each is drawn to the wider one before it, the first to the mean of all, by as
/// much as so many quotes weigh.
struct ConfidenceTable: Sendable {
  private static let prior: Float = 20
  private static let detailPrior: Float = 12
  private static let forms: [Mention.Form?] = [nil, .name, .nominal, .pronoun]
  private static let conditions = 3 * 4 * QuoteMeasure.bands

  /// The rules that the file names.
  let rules: [String]
  /// For each of them, and at the end for a rule that was never measured, the share by kind, form and band.
  let shares: [Float]
  /// The shares of the narrowest rows, in the order of their keys.
  let details: [Detail]

  /// For each of `shares` where its rows of `details` begin, and where the last ones end.
  private let starts: [Int32]

  /// A narrow row: a number for all that it holds for, and its share.
  struct Detail: Sendable {
    var key: UInt32
    var share: Float
  }

  /// What was compiled; shares that are not as many as there should be are none.
  init(rules: [String], shares: [Float], details: [Detail]) {
    self.rules = rules
    self.shares = shares.count == (rules.count + 1) * Self.conditions ? shares : []
    self.details = details
    var starts: [Int32] = []
    var next = 0
    for wide in 0...self.shares.count {
      while next < details.count, Int(details[next].key) < wide * Self.keys { next += 1 }
      starts.append(Int32(truncatingIfNeeded: next))
    }
    self.starts = starts
  }

  /// Reads the file.
  init(file: [UInt8]) {
    var rows: [String: (right: Float, all: Float)] = [:]
    var rules: [String] = []
    var narrow: [(rule: Int, condition: Substring, right: Float, all: Float)] = []
    var sum: (right: Float, all: Float) = (0, 0)
    TableFile(file).forEachRow { fields in
      guard fields.count >= 4, let right = Float(fields[2]), let all = Float(fields[3]) else { return }
      rows["\(fields[0]) \(fields[1])"] = (right, all)
      if rules.last != String(fields[0]), !rules.contains(String(fields[0])) { rules.append(String(fields[0])) }
      narrow.append((rules.firstIndex(of: String(fields[0])) ?? 0, fields[1], right, all))
      guard fields[1].hasPrefix("score") else { return }
      sum.right += right
      sum.all += all
    }
    let mean = sum.all > 0 ? sum.right / sum.all : 0.5
    let shares = rows.isEmpty ? [] : (rules + [""]).flatMap { Self.shares(of: $0, rows: rows, mean: mean) }
    var details: [Detail] = []
    for row in narrow {
      guard let (key, wide) = Self.key(rule: row.rule, condition: row.condition) else { continue }
      details.append(
        Detail(key: key, share: (row.right + Self.detailPrior * shares[wide]) / (row.all + Self.detailPrior)))
    }
    details.sort { $0.key < $1.key }
    self.init(rules: rules, shares: shares, details: details)
  }

  private static func shares(
    of rule: String, rows: [String: (right: Float, all: Float)], mean: Float
  ) -> [Float] {
    var shares: [Float] = []
    for kind in Quote.Kind.allCases {
      for form in forms {
        for band in 0..<QuoteMeasure.bands {
          let wide = rows["\(rule) score-\(band)"] ?? (0, 0)
          let share = (wide.right + prior * mean) / (wide.all + prior)
          let narrow = rows["\(rule) \(kind.rawValue).\(form?.rawValue ?? "none").score-\(band)"] ?? (0, 0)
          shares.append((narrow.right + prior * share) / (narrow.all + prior))
        }
      }
    }
    return shares
  }

  /// The key of a narrow condition and the place of its wider share; nil for others.
  private static func key(rule: Int, condition: Substring) -> (key: UInt32, wide: Int)? {
    let parts = condition.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 6, let kind = Quote.Kind.allCases.firstIndex(where: { $0.rawValue == parts[0] }),
      let form = forms.firstIndex(where: { ($0?.rawValue ?? "none") == parts[1] }),
      let tail = QuoteMeasure.Tail.allCases.first(where: { "\($0)" == parts[2] }),
      let source = QuoteMeasure.sources.firstIndex(of: String(parts[3])),
      let cue = QuoteMeasure.cues.firstIndex(of: String(parts[4])),
      let band = (0..<QuoteMeasure.bands).first(where: { "score-\($0)" == parts[5] })
    else { return nil }
    let wide = rule * conditions + (kind * 4 + form) * QuoteMeasure.bands + band
    return (key(wide: wide, tail: tail, source: UInt8(source), cue: UInt8(cue)), wide)
  }

  /// So many keys belong to one of `shares`.
  private static let keys = 4 * 8 * 4

  private static func key(wide: Int, tail: QuoteMeasure.Tail, source: UInt8, cue: UInt8) -> UInt32 {
    UInt32(truncatingIfNeeded: ((wide * 4 + Int(tail.rawValue)) * 8 + Int(source)) * 4 + Int(cue))
  }

  /// The number of a rule, to ask by; that of a rule that was never measured where the file does not name it. O(rules).
  func number(of rule: String) -> Int { rules.firstIndex(of: rule) ?? rules.count }

  /// Where a confidence is found: its narrow row's key, and the place of its wider share.
  struct Place {
    fileprivate var key: UInt32
    fileprivate var wide: Int
  }

  /// Where the confidence of a quote of a rule is found; nil where there are none.
  func place(rule: Int, kind: Quote.Kind, form: Mention.Form?, measure: QuoteMeasure) -> Place? {
    guard !shares.isEmpty, rule >= 0, rule <= rules.count else { return nil }
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
    let wide = rule * Self.conditions + (kindNumber * 4 + formNumber) * QuoteMeasure.bands + measure.bandNumber
    return Place(key: Self.key(wide: wide, tail: measure.tail, source: measure.source, cue: measure.cue), wide: wide)
  }

  /// The share at a place. O(rows of its rule, kind, form and band).
  func share(at place: Place) -> Float {
    for index in Int(starts[place.wide])..<Int(starts[place.wide + 1]) where details[index].key == place.key {
      return details[index].share
    }
    return shares[place.wide]
  }

  /// The confidence of a quote of a rule.
  func confidence(rule: Int, kind: Quote.Kind, form: Mention.Form?, measure: QuoteMeasure) -> Float {
    place(rule: rule, kind: kind, form: form, measure: measure).map(share(at:)) ?? measure.probability
  }
}

/// The shares that a worker has met, each in one place of memory: asked for when it is known which, read later.
final class KnownShares {
  private struct Row: BitwiseCopyable {
    var key: UInt32
    var share: Float
  }
  private static let count = 4096
  private let rows = FlatBuffer<Row>(capacity: count)

  init() { for _ in 0..<Self.count { rows.append(Row(key: .max, share: 0)) } }

  private func row(_ place: ConfidenceTable.Place) -> UnsafeMutablePointer<Row> {
    rows.address(of: Int((place.key &* 0x9E37_79B1) >> 20))
  }

  func prefetch(_ place: ConfidenceTable.Place) { row(place).prefetch(0) }

  /// The share at a place of a table.
  func share(at place: ConfidenceTable.Place, of table: ConfidenceTable) -> Float {
    let row = row(place)
    if row.pointee.key != place.key { row.pointee = Row(key: place.key, share: table.share(at: place)) }
    return row.pointee.share
  }
}
