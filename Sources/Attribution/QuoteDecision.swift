import GazetteerIndex
import TextModel

/// Decides of every quote that was put together whether it is an attribution at all, and how likely content and source are
/// right: weighed sums over its construction, its cue's sense, who its source is, what the content is, and the document.
///
/// *The shop offers free returns* has the verb, the subject and the object of an attribution, and is none: a shop that offers
/// things does not speak.
final class QuoteDecision {
  let reading: Reading
  let tables: AttributionTables
  private let nouns: SubjectNouns
  /// What is counted of the document.
  private var document = DocumentSigns()

  /// How much of the content stands in quotation marks.
  static let kinds = ["direct", "indirect", "mixed"]  // names: kinds of quotes
  /// What follows the content's last word.
  enum Tail: UInt8, CaseIterable { case quotation, sentence, comma, inside }
  /// The log odds of being an attribution from which a quote is kept.
  static let threshold: Float = 0

  /// The share of quotes that are right below which none is kept: what is more likely wrong than right by so much is of no
  /// use to a reader. In reports on politics, where beliefs and plans are news, it is the first, elsewhere more by up to
  /// the second.
  private static let (leastInReports, leastElsewhere): (Float, Float) = (0.05, 0.07)

  init(reading: Reading, tables: AttributionTables, gazetteers: Gazetteers) {
    self.reading = reading
    self.tables = tables
    nouns = SubjectNouns(gazetteers)
  }

  /// The log odds of being right below which no quote of the document is kept.
  var leastRight: Float {
    Odds.of(Self.leastInReports + Self.leastElsewhere * (1 - document.report))
  }

  /// There are weights to decide by.
  var isLearnt: Bool { tables.hasQuoteWeights }

  /// Counts what the document's words say of it: before the first quote of it is weighed. O(tokens).
  func read(_ candidates: [CueCandidate], lexicon: CueLexicon) {
    document = DocumentSigns(reading, candidates, lexicon)
    document.weigh(tables.reportWeights)
  }

  /// The log odds that a quote is an attribution.
  func keepOdds(of quote: FoundQuote, _ candidate: CueCandidate?, lexicon: CueLexicon) -> Float {
    var sum: Float = 0
    let weights = tables.keepWeights
    forEachFeature(of: quote, candidate, lexicon) { sum += weights.weight($0) }
    return sum
  }

  /// The log odds that a quote's content and source are right, and that it is of words that were said or written, not of
  /// an attitude.
  func odds(
    of quote: FoundQuote, _ candidate: CueCandidate?, lexicon: CueLexicon
  ) -> (right: Float, speech: Float) {
    var odds: (right: Float, speech: Float) = (0, 0)
    let (right, speech) = (tables.rightWeights, tables.speechWeights)
    forEachFeature(of: quote, candidate, lexicon) {
      odds.right += right.weight($0)
      odds.speech += speech.weight($0)
    }
    return odds
  }

  /// Calls `body` with every feature of a quote.
  @inline(__always)
  func forEachFeature(
    of quote: FoundQuote, _ candidate: CueCandidate?, _ lexicon: CueLexicon, _ body: (Feature) -> Void
  ) {
    let rule = quote.rule.rawValue
    let sense = sense(of: quote, candidate, lexicon)
    let kind = kind(of: quote.pieces)
    body(Feature(QuoteFeature.bias))
    let score = min(max(candidate?.score ?? 2, -4), 6)
    body(Feature(QuoteFeature.score, value: score))
    body(Feature(QuoteFeature.ruleScore, rule, value: score))
    if score < 0 { body(Feature(QuoteFeature.weak)) }
    body(Feature(QuoteFeature.rule, rule))
    body(Feature(QuoteFeature.sense, sense))
    body(Feature(QuoteFeature.senseRule, sense, rule))
    body(Feature(QuoteFeature.kind, kind))
    body(Feature(QuoteFeature.kindSense, kind, sense))
    if let candidate {
      body(Feature(QuoteFeature.cueClass, candidate.cueClass))
      body(Feature(QuoteFeature.classRule, candidate.cueClass, rule))
      body(Feature(QuoteFeature.lemma, value: candidate.odds))
      body(Feature(QuoteFeature.lemmaSense, sense, value: candidate.odds))
      body(Feature(QuoteFeature.right, candidate.frame.right.rawValue))
      body(Feature(QuoteFeature.senseRight, sense, candidate.frame.right.rawValue))
      let tag = TokenClass(tag: reading.tag(candidate.head).rawValue).rawValue
      body(Feature(QuoteFeature.shape, candidate.frame.shape.rawValue, tag))
      body(Feature(QuoteFeature.source, candidate.source.kind.rawValue))
      if let group = candidate.group {
        if group.isNegated { body(Feature(QuoteFeature.negated)) }
        if group.isModal { body(Feature(QuoteFeature.modal)) }
      }
      if reading.row(candidate.head).pointee.flags.contains(.heading) { body(Feature(QuoteFeature.heading)) }
    }
    subjectFeatures(of: quote, rule: rule, sense: sense, body)
    contentFeatures(of: quote.pieces, rule: rule, body)
    body(Feature(QuoteFeature.said, value: document.said))
    body(Feature(QuoteFeature.saidSense, sense, value: document.said))
    body(Feature(QuoteFeature.quoted, value: document.quoted))
    reportFeatures(rule: rule, sense: sense, kind: kind, cueClass: candidate?.cueClass ?? 0, body)
    body(Feature(QuoteFeature.quotedSense, sense, value: document.quoted))
    body(Feature(QuoteFeature.people, value: document.people))
    body(Feature(QuoteFeature.peopleSense, sense, value: document.people))
    body(Feature(QuoteFeature.parties, value: document.parties))
    body(Feature(QuoteFeature.partiesSense, sense, value: document.parties))
    body(Feature(QuoteFeature.addressed, value: document.addressed))
    body(Feature(QuoteFeature.addressedSense, sense, value: document.addressed))
    body(Feature(QuoteFeature.firstPerson, value: document.firstPerson))
  }

  /// What is another matter in reports on politics: there *She wants the road closed* is news.
  @inline(__always)
  private func reportFeatures(rule: UInt8, sense: UInt8, kind: UInt8, cueClass: UInt8, _ body: (Feature) -> Void) {
    let value = document.report
    body(Feature(QuoteFeature.report, value: value))
    body(Feature(QuoteFeature.reportSense, sense, value: value))
    body(Feature(QuoteFeature.reportRule, rule, value: value))
    body(Feature(QuoteFeature.reportSenseRule, sense, rule, value: value))
    body(Feature(QuoteFeature.reportClass, cueClass, value: value))
    body(Feature(QuoteFeature.reportKind, kind, value: value))
  }

  @inline(__always)
  private func subjectFeatures(of quote: FoundQuote, rule: UInt8, sense: UInt8, _ body: (Feature) -> Void) {
    let head = quote.source.flatMap { reading.head(of: $0) }
    let subject = nouns.kind(of: head, source: quote.source, in: reading).rawValue
    body(Feature(QuoteFeature.subject, subject))
    body(Feature(QuoteFeature.reportSubject, subject, value: document.report))
    body(Feature(QuoteFeature.subjectRule, subject, rule))
    body(Feature(QuoteFeature.subjectSense, subject, sense))
    if let source = quote.source {
      if subject == SubjectKind.it.rawValue || subject == SubjectKind.they.rawValue {
        let before = antecedent(of: source.lowerBound).rawValue
        body(Feature(QuoteFeature.antecedent, subject == SubjectKind.it.rawValue ? 0 : 1, before))
      }
      let name = source.reduce(UInt8(0)) { max($0, reading.row($1).pointee.name.rawValue) }
      body(Feature(QuoteFeature.subjectName, name))
      if source.count > 1 { body(Feature(QuoteFeature.determiner, reading.tokenClass(source.lowerBound).rawValue)) }
    }
  }

  /// What *it* or *they* is likely to be: the subject of the first verb before it in its sentence, else of the first one in
  /// the sentence before. *The bank cut its rates. It said …*.
  private func antecedent(of pronoun: Int) -> SubjectKind {
    let start = reading.sentenceStart(pronoun)
    for (low, limit) in [(start, pronoun), (reading.sentenceStart(start - 1), start)] {
      guard low < limit, low >= 0, let verb = (low..<limit).first(where: { reading.hasFiniteGroup(at: $0) }),
        let group = reading.group(at: verb)
      else { continue }
      let subject = reading.subject(of: group)
      guard !subject.isEmpty else { continue }
      return nouns.kind(of: reading.head(of: subject.tokens), source: subject.tokens, in: reading)
    }
    return .none
  }

  @inline(__always)
  private func contentFeatures(of pieces: Pieces, rule: UInt8, _ body: (Feature) -> Void) {
    let count = pieces.reduce(0) { $0 + $1.count }
    let length = Self.length(count)
    let isFinite = pieces.contains { $0.prefix(60).contains { reading.hasFiniteGroup(at: $0) } }
    body(Feature(QuoteFeature.length, length))
    body(Feature(QuoteFeature.lengthRule, length, rule))
    body(Feature(QuoteFeature.finite, isFinite ? 1 : 0, rule))
    body(Feature(QuoteFeature.starts, reading.tokenClass(pieces.first?.lowerBound ?? -1).rawValue))
    body(Feature(QuoteFeature.tail, tail(of: pieces.last ?? 0..<0).rawValue))
    body(Feature(QuoteFeature.pieces, UInt8(min(3, max(1, pieces.count)) - 1)))
  }

  private static func length(_ count: Int) -> UInt8 {
    count < 2 ? 0 : count < 3 ? 1 : count < 5 ? 2 : count < 9 ? 3 : count < 16 ? 4 : count < 31 ? 5 : 6
  }

  private func sense(of quote: FoundQuote, _ candidate: CueCandidate?, _ lexicon: CueLexicon) -> UInt8 {
    guard let candidate else { return CueSense.say.rawValue }
    if candidate.entry >= 0 { return lexicon.entries[candidate.entry].sense.rawValue }
    switch candidate.frame.shape {
    case .preposition, .colon: return CueSense.say.rawValue
    default: return CueSense.none.rawValue
    }
  }

  private func tail(of piece: Range<Int>) -> Tail {
    let end = piece.upperBound
    if reading.closing(end - 1) >= 0 { return .quotation }
    switch reading.closed(end) {
    case .stop, .question, .exclamation: return .sentence
    case .comma: return .comma
    default: return end >= reading.count || end >= reading.sentenceLimit(end - 1) ? .sentence : .inside
    }
  }

  /// The place in `kinds`.
  private func kind(of pieces: Pieces) -> UInt8 {
    var (inside, outside) = (false, false)
    let rows = reading.row(0)
    for piece in pieces {
      for token in piece.clamped(to: 0..<reading.count) where !rows[token].traits.contains(.punctuation) {
        if rows[token].marks.contains(.quoted) { inside = true } else { outside = true }
        if inside && outside { return 2 }
      }
    }
    return inside ? 0 : 1
  }
}

/// What the words of a document say of its kind, each between 0 and about 2.
private struct DocumentSigns {
  /// How often something is surely said; how much stands in quotation marks; how often the reader is spoken to; how often
  /// the author says *I*.
  var said: Float = 0
  var quoted: Float = 0
  var addressed: Float = 0
  var firstPerson: Float = 0
  /// How much of it is names of persons; of groups, as of parties.
  var people: Float = 0
  var parties: Float = 0

  /// How far it reports on politics, 0 to 1.
  var report: Float = 0

  init() {}

  /// Finds out how far the document reports on politics.
  mutating func weigh(_ weights: WeightTable) {
    let signs: [(ReportFeature, Float)] = [
      (.bias, 1), (.said, said), (.quoted, quoted), (.people, people), (.parties, parties), (.addressed, addressed),
      (.firstPerson, firstPerson),
    ]
    report = Odds.share(signs.reduce(0) { $0 + weights.weight(Feature($1.0, value: $1.1)) })
  }

  init(_ reading: Reading, _ candidates: [CueCandidate], _ lexicon: CueLexicon) {
    let count = Float(max(100, reading.count))
    var (quotedCount, you, me, persons, groups) = (0, 0, 0, 0, 0)
    let rows = reading.row(0)
    for token in 0..<reading.count {
      let row = rows[token]
      if row.name == .person { persons += 1 } else if row.name == .group { groups += 1 }
      if row.marks.contains(.quoted) {
        quotedCount += 1
      } else if row.closed == .you {
        you += 1
      } else if row.closed == .i {
        me += 1
      }
    }
    var saidCount = 0
    for candidate in candidates where candidate.probability > 0.9 && candidate.entry >= 0 {
      if lexicon.entries[candidate.entry].sense == .say { saidCount += 1 }
    }
    said = min(2, Float(saidCount) / count * 60)
    quoted = min(2, Float(quotedCount) / count * 4)
    addressed = min(2, Float(you) / count * 80)
    people = min(2, Float(persons) / count * 25)
    parties = min(2, Float(groups) / count * 60)
    firstPerson = min(2, Float(me) / count * 80)
  }
}

/// What the nouns at the head of sources stand for, by the lists of role nouns and occupations.
private struct SubjectNouns {
  private let roles: UInt8
  private let occupations: UInt8
  /// The entries of role nouns, and what they stand for; nil of those that were not met yet.
  private let entries: Range<Int32>
  private let kinds: FlatBuffer<SubjectKind?>
  private let gazetteers: Gazetteers
  private let column: Int?

  init(_ gazetteers: Gazetteers) {
    self.gazetteers = gazetteers
    roles = gazetteers.list(named: "word.role-noun")?.id ?? 255
    occupations = gazetteers.list(named: "person.occupation")?.id ?? 255
    entries = gazetteers.entries(of: roles)
    column = gazetteers.column("kind", of: roles)
    kinds = FlatBuffer(capacity: entries.count)
    kinds.resize(to: entries.count)
    kinds.mutableElements.update(repeating: nil)
  }

  /// What a role noun stands for.
  private func kind(ofRole entry: Int32) -> SubjectKind {
    guard let column, entries.contains(entry) else { return .human }
    let place = Int(entry - entries.lowerBound)
    if let known = kinds[place] { return known }
    let kind: SubjectKind = gazetteers.withValue(column, of: entry) { value in
      switch String(decoding: value, as: UTF8.self) {
      case "organization": .body  // names: a value of the column
      case "document": .document  // names: a value of the column
      default: .human
      }
    }
    kinds[place] = kind
    return kind
  }

  /// What the head of a source is.
  func kind(of head: Int?, source: Range<Int>?, in reading: Reading) -> SubjectKind {
    guard source != nil, let head else { return source == nil ? .none : .other }
    switch reading.closed(head) {
    case .i: return .first
    case .we: return .plural
    case .you: return .reader
    case .he, .she: return .he
    case .they: return .they
    case .it: return .it
    case .who, .whom, .whose: return .who
    case .which: return .which
    case .that, .what: return .which
    case .this: return .demonstrative
    default: break
    }
    switch reading.tag(head) {
    case .PRP: return .he
    case .PRPS: return .he
    case .WP: return .who
    case .WDT: return .which
    case .CD: return .number
    case .NNP, .NNPS: return nameKind(head, reading)
    case .NN, .NNS: return noun(head, reading)
    default: return reading.has(.vague, head) ? .someone : reading.tag(head) == .DT ? .demonstrative : .other
    }
  }

  private func nameKind(_ head: Int, _ reading: Reading) -> SubjectKind {
    switch reading.row(head).pointee.name {
    case .person: .person
    case .place: .place
    case .organization: .organization
    case .group: .group
    case .none: listed(head, reading) ?? .name
    }
  }

  private func noun(_ head: Int, _ reading: Reading) -> SubjectKind {
    if let kind = listed(head, reading) { return kind }
    if reading.has(.document, head) || reading.has(.issued, head) { return .document }
    switch reading.row(head).pointee.name {
    case .person: return .person
    case .organization: return .organization
    case .group: return .group
    default: return reading.tag(head) == .NNS ? .things : .thing
    }
  }

  /// What the lists say of a noun that is one of theirs by itself or as the end of a longer entry.
  private func listed(_ head: Int, _ reading: Reading) -> SubjectKind? {
    let document = reading.document
    var start = head
    while start >= max(0, head - 2) {
      var index = start < document.firstMatch.count ? Int(document.firstMatch[start]) : -1
      while index >= 0, index < document.gazetteerMatches.count {
        let match = document.gazetteerMatches[index]
        if match.tokens.limit == head + 1 {
          if match.list == roles { return kind(ofRole: match.entry) }
          if match.list == occupations { return .human }
        }
        index = Int(match.next)
      }
      start -= 1
    }
    return nil
  }
}
