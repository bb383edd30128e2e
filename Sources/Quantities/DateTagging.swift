import GazetteerIndex
import RuleLanguage
import TextModel

/// Finds dates and times of day: fills `Document.dates` in the order of the text.
///
/// Relative ones are reckoned from the document's own day (`Metadata.published`), or from the date that the text named
/// last. Runs before `NumberTagging`, which leaves alone what is a date.
public struct DateTagging: Stage {
  private var figures: PhaseMatcher
  private var matcher: PhaseMatcher
  private var selection = FindSelection()
  private let rules: RuleSet
  private let reader: DateReader
  private let table: FigureWords
  private let low: FieldID?
  private let high: FieldID?
  /// For each rule how its finds are read.
  private let forms: [DateForm]
  private let shares: QuantityShares

  /// A date as found, with the two ends of a from-to.
  private struct Found {
    let span: TokenRange
    let rule: RuleID
    let confidence: Float
    let form: DateForm
    let low: TokenRange?
    let high: TokenRange?
  }

  /// A stage for these rules and lists, one a worker.
  public init(
    rules: RuleSet, gazetteers: Gazetteers, confidence: QuantityConfidence = QuantityConfidence(file: [])
  ) {
    figures = PhaseMatcher(rules: rules, gazetteers: gazetteers, phase: "figure")
    matcher = PhaseMatcher(rules: rules, gazetteers: gazetteers, phase: "date")
    self.rules = rules
    table = FigureWords(gazetteers.words)
    reader = DateReader(WordLists(gazetteers))
    low = rules.field(named: "low")
    high = rules.field(named: "high")
    forms = rules.constants(of: rules.field(named: "form")).map { $0.flatMap(DateForm.init(rawValue:)) ?? .plain }
    shares = QuantityShares(confidence, of: rules, count: forms.count)
  }

  /// Gives back what a large document needed.
  public mutating func rest() {
    figures.rest()
    matcher.rest()
    selection = FindSelection()
  }

  /// Finds the dates of the document, and before them the figures that dates and numbers are made of.
  public mutating func process(_ document: Document) {
    figures.annotate(document)
    var found: [Found] = []
    let (forms, low, high) = (forms, low, high)
    let words = DocumentWords(document: document, table: table)
    let context = DateContext(words)
    selection.select(&matcher, in: document, blocked: []) { find in
      let rule = Int(find.rule.rawValue)
      let form = forms.indices.contains(rule) ? forms[rule] : .plain
      if form == .none { return true }
      guard context.accepts(find.span, form: form) else { return false }
      found.append(
        Found(
          span: find.span, rule: find.rule, confidence: find.confidence, form: form,
          low: low.flatMap { find.tokens(of: $0) }, high: high.flatMap { find.tokens(of: $0) }))
      return true
    }
    guard !found.isEmpty else { return }
    found.sort { $0.span.start < $1.span.start }
    var resolver = DateResolver(reference: document.metadata.published.flatMap { CivilDate(iso: $0) })
    let setting = QuantityConfidence.setting(of: document)
    var annotations: [Annotation] = []
    var lastStated: TokenRange?
    for find in found {
      resolver.isNearAnchor = isNear(find.span, lastStated, in: document)
      let value = value(of: find, words, resolver: resolver)
      var date = DateExpression(
        range: document.range(of: find.span), iso: value.iso, grain: value.grain, isAnchored: value.isAnchored,
        rule: rules.ruleName(find.rule), confidence: find.confidence)
      let known: QuantityConfidence.Known = value.iso == nil ? .open : value.isAnchored ? .reckoned : .stated
      if let share = shares.share(of: find.rule, known, setting) { date.confidence = share }
      if value.iso != nil { (date.firstDay, date.lastDay) = (value.first?.text, value.last?.text) }
      document.dates.append(date)
      annotations.append(Annotation(kind: .date, tokens: find.span, rule: find.rule, confidence: find.confidence))
      if value.first != nil { resolver.anchor = value }
      if value.first != nil, !value.isAnchored { lastStated = find.span }
    }
    document.annotate(annotations)
  }

  /// Whether a date with its own year stands in the same sentence or the one before.
  private func isNear(_ span: TokenRange, _ stated: TokenRange?, in document: Document) -> Bool {
    guard let stated else { return false }
    let distance = document.sentenceOfToken[span.first] - document.sentenceOfToken[stated.first]
    guard distance == 0 || distance == 1 else { return false }
    return !document.tokens[span.first].flags.contains(.blockStart)
      && document.sentences[Int(document.sentenceOfToken[span.first])].block
        == document.sentences[Int(document.sentenceOfToken[stated.first])].block
  }

  private func value(of find: Found, _ words: DocumentWords, resolver: DateResolver) -> DateValue {
    let document = words.document
    switch find.form {
    case .nineEleven: return .day(CivilDate(year: 2001, month: 9, day: 11), anchored: false)
    case .vague: return .unknown(.year)
    default: break
    }
    let tense = TenseReader(words).tense(at: find.span)
    if find.form == .tight {
      guard let (first, last) = reader.halves(find.span, in: document) else { return .unknown(.interval) }
      return interval(first, last, tense: tense, resolver: resolver)
    }
    if let first = find.low, let last = find.high {
      return interval(first, last, span: find.span, tense: tense, in: document, resolver: resolver)
    }
    guard var parts = reader.parts(find.span, in: document) else { return .unknown(.day) }
    adjust(&parts, form: find.form)
    return resolver.value(parts, tense: tense)
  }

  private func adjust(_ parts: inout DateParts, form: DateForm) {
    switch form {
    case .part:
      // *last night* is the night of the day before; *this morning* is of the document's own day.
      parts.dayStep = parts.step == -1 ? -1 : 0
      parts.step = nil
      parts.hour = nil
    case .shortYear:
      if parts.year == nil, let short = parts.day ?? parts.hour ?? parts.count.map({ Int($0) }) {
        parts.year = short + (short < 50 ? 2000 : 1900)
      }
      (parts.day, parts.hour, parts.count) = (nil, nil, nil)
    case .ago:
      if parts.count == nil { parts.count = (parts.day ?? parts.hour ?? parts.year).map { Double($0) } }
      (parts.day, parts.hour, parts.year) = (nil, nil, nil)
    case .hour:
      parts.hour = parts.count.map { Int($0) } ?? parts.day
      parts.minute = 0
      (parts.count, parts.day) = (nil, nil)
    case .ancient:
      if parts.year == nil { parts.year = parts.day ?? parts.count.map { Int($0) } }
      parts.day = nil
      parts.hour = nil
    case .season:
      // *the winter of 1962-63*: the second year says nothing more.
      (parts.day, parts.hour, parts.count) = (nil, nil, nil)
    default: break
    }
  }

  private func interval(
    _ low: TokenRange, _ high: TokenRange, span: TokenRange, tense: Tense, in document: Document,
    resolver: DateResolver
  ) -> DateValue {
    guard var first = reader.parts(low, in: document), let last = reader.parts(high, in: document) else {
      return .unknown(.interval)
    }
    // What stands after both ends (*from 5 to 6 p.m. on Friday*) is of both.
    if high.limit < span.limit, let rest = reader.parts(TokenRange(high.limit, span.limit), in: document), rest.hasDate
    {
      (first.weekday, first.month, first.day, first.year, first.dayStep) =
        (rest.weekday, rest.month, rest.day, rest.year, rest.dayStep)
    }
    return interval(first, last, tense: tense, resolver: resolver)
  }

  private func interval(_ first: DateParts, _ last: DateParts, tense: Tense, resolver: DateResolver) -> DateValue {
    var (first, last) = (first, last)
    DateInterval.complete(&first, &last)
    let end = resolver.value(last, tense: tense)
    if first.year == nil, let month = first.month, let year = end.last?.year, last.month != nil {
      first.year = (month, first.day ?? 1) > (last.month ?? 12, last.day ?? 31) ? year - 1 : year
    }
    var start = resolver.value(first, tense: tense)
    // *this Monday through Saturday*, told on Saturday: the one behind comes after the one before.
    if first.weekday != nil, last.weekday != nil, first.month == nil, let from = start.first, let to = end.first,
      from > to
    {
      if tense == .past {
        start = .day(from.adding(days: -7), anchored: true)
      } else {
        return DateInterval.join(start, .day(to.adding(days: 7), anchored: true))
      }
    }
    return DateInterval.join(start, end)
  }
}

/// How a find of the phase `date` is read: the constant `form` of its rule.
enum DateForm: String, Sendable {
  case none, vague, part, ago, ancient, year, month, day, weekend, near, years, season, hour, tight
  case nineEleven = "nine-eleven"
  case shortYear = "short-year"
  /// Nothing particular.
  case plain = ""
}

/// Joins the two ends of a from-to.
enum DateInterval {
  /// Gives each end what only the other one states: *Aug. 3-7*, *2-3 September*, *2015-16*, *5 to 6 p.m.*
  static func complete(_ first: inout DateParts, _ last: inout DateParts) {
    if let year = first.year, first.month == nil, last.year == nil, let short = last.day ?? last.hour, last.month == nil
    {
      last.year = year / 100 * 100 + short
      last.day = nil
      last.hour = nil
    }
    if last.hasTime, !first.hasTime, first.month == nil, let hour = first.day ?? first.count.map({ Int($0) }) {
      first.hour = hour
      first.minute = 0
      first.day = nil
      first.count = nil
    }
    if last.hasTime, first.isAfternoon == nil, last.isAfternoon == true, let from = first.hour, let to = last.hour,
      from < 12, from + 12 <= to
    {
      first.hour = from + 12
    }
    if first.month == nil, first.day != nil { first.month = last.month }
    if last.month == nil, last.day != nil { last.month = first.month }
    if first.year == nil, first.month != nil { first.year = last.year }
    if last.year == nil, let year = first.year, let from = first.month, let to = last.month {
      last.year = to < from ? year + 1 : year
    }
  }

  /// The interval between two values; unknown where an end is.
  static func join(_ first: DateValue, _ last: DateValue) -> DateValue {
    guard var from = first.iso, var to = last.iso else { return .unknown(.interval) }
    if let slash = from.firstIndex(of: "/") { from = String(from[..<slash]) }
    if let slash = to.firstIndex(of: "/") { to = String(to[to.index(after: slash)...]) }
    return DateValue(
      iso: "\(from)/\(to)", grain: .interval, isAnchored: first.isAnchored || last.isAnchored, first: first.first,
      last: last.last)
  }
}
