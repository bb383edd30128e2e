import RuleLanguage
import Synchronization
import TextModel

/// How often the numbers and dates of a rule are right where a condition holds, measured on sentences and pages that were
/// read (`Rules/learnt/quantities.tsv`, made by `Learning/learners/quantities.py`).
///
/// Rows of `rule<TAB>condition<TAB>right<TAB>all`. A condition has two words: what is known of the find, and what kind of
/// document it stands in. A rule's share under a condition is drawn to what rule and condition have each by themselves, and
/// that to the mean of the phase, by as much as so many finds weigh.
public struct QuantityConfidence: Sendable {
  /// What is known of a number or a date.
  enum Known: String, CaseIterable {
    /// A number that has a unit, or of which the text says what it counts; one of which nothing is known.
    case counted, bare
    /// A date that has its year itself, that took another day to know, and that stays open.
    case stated, reckoned, open
  }

  /// What kind of document it stands in.
  enum Setting: String, CaseIterable {
    /// News, features, opinion, sport and the like; guides, shops, forums; nobody knows.
    case news, other, none
  }

  private struct Count: Sendable {
    var right: Float = 0
    var all: Float = 0

    static func += (one: inout Count, other: Count) {
      one.right += other.right
      one.all += other.all
    }
  }

  private static let conditions = Known.allCases.count * Setting.allCases.count
  private static let (conditionPrior, rulePrior, prior): (Float, Float, Float) = (20, 10, 8)

  /// The file, as it is compiled.
  public let file: [UInt8]
  private let counts: Counts

  /// What is counted in the file, read when it is asked for first: many a document has no number.
  private final class Counts: Sendable {
    let read = Mutex<(rows: [String: [Count]], phases: [String: [Count]])?>(nil)
  }

  /// Takes a file; lines that are no rows are passed over.
  public init(file: [UInt8]) {
    self.file = file
    counts = Counts()
  }

  /// By rule and by phase how many finds were right under each condition.
  private var table: (rows: [String: [Count]], phases: [String: [Count]]) {
    counts.read.withLock { known in
      if let known { return known }
      let read = Self.table(of: file)
      known = read
      return read
    }
  }

  private static func table(of file: [UInt8]) -> (rows: [String: [Count]], phases: [String: [Count]]) {
    var rows: [String: [Count]] = [:]
    var phases: [String: [Count]] = [:]
    for line in file.split(separator: 0x0A) where line.first != 0x23 {
      let cells = line.split(separator: 0x09)
      guard cells.count == 4, let right = Float(string(cells[2])), let all = Float(string(cells[3])), all > 0,
        let place = place(named: string(cells[1]))
      else { continue }
      let count = Count(right: right, all: all)
      rows[string(cells[0]), default: nothing][place] += count
      phases[string(cells[0].prefix { $0 != 0x2E }), default: nothing][place] += count
    }
    return (rows, phases)
  }

  private static func string(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  private static let nothing = [Count](repeating: Count(), count: conditions)

  /// The place of a condition by its two words.
  private static func place(named name: String) -> Int? {
    let words = name.split(separator: ".")
    guard words.count == 2, let known = Known(rawValue: String(words[0])),
      let setting = Setting(rawValue: String(words[1]))
    else { return nil }
    return place(known, setting)
  }

  /// The place of a condition among a rule's shares.
  static func place(_ known: Known, _ setting: Setting) -> Int {
    let known = Known.allCases.firstIndex(of: known) ?? 0
    return known * Setting.allCases.count + (Setting.allCases.firstIndex(of: setting) ?? 0)
  }

  /// The names of all conditions: the column of the table.
  public static var conditionNames: [String] {
    Known.allCases.flatMap { known in Setting.allCases.map { "\(known.rawValue).\($0.rawValue)" } }
  }

  /// The shares of a rule by condition; none where nothing was measured.
  fileprivate func shares(of rule: String) -> [Float] {
    let table = table
    guard !table.rows.isEmpty else { return [] }
    let phase = table.phases[String(decoding: rule.utf8.prefix { $0 != 0x2E }, as: UTF8.self)] ?? Self.nothing
    let own = table.rows[rule] ?? Self.nothing
    let all = Self.sum(phase)
    let mean = (all.right + 1) / (all.all + 2)
    let total = Self.sum(own)
    let ruleShare = (total.right + Self.rulePrior * mean) / (total.all + Self.rulePrior)
    return (0..<Self.conditions).map { place in
      let condition = phase[place]
      let share = (condition.right + Self.conditionPrior * mean) / (condition.all + Self.conditionPrior)
      let wide = min(max(ruleShare * share / mean, 0.02), 0.99)
      return (own[place].right + Self.prior * wide) / (own[place].all + Self.prior)
    }
  }

  private static func sum(_ counts: [Count]) -> Count {
    var sum = Count()
    for count in counts { sum += count }
    return sum
  }

  /// The setting of a document.
  static func setting(of document: Document) -> Setting {
    if document.metadata.notArticle != nil { return .other }
    switch document.metadata.genre {
    case nil: return .none
    case .news?, .feature?, .opinion?, .interview?, .letter?, .sport?, .pressRelease?, .transcript?: return .news
    case .review?, .guide?, .blog?, .listing?: return .other
    }
  }
}

/// The shares of rules, each worked out when it is asked for first.
final class QuantityShares {
  private let confidence: QuantityConfidence
  private let rules: RuleSet
  /// By rule; nil of those that nobody has asked for.
  private var known: [[Float]?]

  init(_ confidence: QuantityConfidence, of rules: RuleSet, count: Int) {
    self.confidence = confidence
    self.rules = rules
    known = [[Float]?](repeating: nil, count: count)
  }

  /// The share of a rule under a condition; nil where nothing was measured.
  func share(
    of rule: RuleID, _ known: QuantityConfidence.Known, _ setting: QuantityConfidence.Setting
  ) -> Float? {
    let number = Int(rule.rawValue)
    guard self.known.indices.contains(number) else { return nil }
    let shares = self.known[number] ?? confidence.shares(of: rules.ruleName(rule))
    self.known[number] = shares
    let place = QuantityConfidence.place(known, setting)
    return shares.indices.contains(place) ? shares[place] : nil
  }
}
