import GazetteerIndex
import RuleLanguage
import TextModel

/// Finds dates and times of day: fills `Document.dates` in the order of the text.
///
/// Relative ones are reckoned from the document's own day (`Metadata.published`), or from the date that the text named
/// last. Runs before `NumberTagging`, which leaves alone what is a date.
public struct DateTagging: Stage {
  private var matcher: PhaseMatcher
  private let rules: RuleSet
  private let reader: DateReader
  private let low: FieldID?
  private let high: FieldID?
  private let form: FieldID?

  /// A stage for these rules and lists, one a worker.
  public init(rules: RuleSet, gazetteers: Gazetteers) {
    matcher = PhaseMatcher(rules: rules, gazetteers: gazetteers, phase: "date")
    self.rules = rules
    reader = DateReader(WordLists(gazetteers))
    low = rules.field(named: "low")
    high = rules.field(named: "high")
    form = rules.field(named: "form")
  }

  /// Finds the dates of the document.
  public mutating func process(_ document: Document) {
    let first = document.annotations.count
    matcher.annotate(document)
    guard document.annotations.count > first else { return }
    let found = document.annotations[first...].filter { $0.kind == .date }.sorted { $0.tokens.start < $1.tokens.start }
    var resolver = DateResolver(reference: document.metadata.published.flatMap { CivilDate(iso: $0) })
    var kept = Set<Int32>()
    for annotation in found {
      guard let (value, range) = value(of: annotation, in: document, resolver: resolver) else { continue }
      document.dates.append(
        DateExpression(
          range: range, iso: value.iso, grain: value.grain, isAnchored: value.isAnchored,
          rule: rules.ruleName(annotation.rule), confidence: annotation.confidence))
      kept.insert(annotation.tokens.start)
      if value.first != nil { resolver.anchor = value }
    }
    guard kept.count < found.count else { return }
    document.removeAnnotations { $0.kind == .date && !kept.contains($0.tokens.start) }
  }

  private func value(of annotation: Annotation, in document: Document, resolver: DateResolver)
    -> (DateValue, UTF8Range)?
  {
    let span = annotation.tokens
    let form = constant(of: annotation, in: document)
    guard form != "none", DateContext(document).accepts(span, form: form) else { return nil }
    let range = document.range(of: trimmed(span, in: document))
    if form == "nine-eleven" { return (.day(CivilDate(year: 2001, month: 9, day: 11), anchored: false), range) }
    let tense = TenseReader(document).tense(at: span)
    if let first = tokens(low, of: annotation, in: document), let last = tokens(high, of: annotation, in: document) {
      return interval(first, last, span: span, tense: tense, in: document, resolver: resolver).map { ($0, range) }
    }
    guard var parts = reader.parts(span, in: document) else { return (.unknown(.day), range) }
    adjust(&parts, form: form)
    return (resolver.value(parts, tense: tense), range)
  }

  private func adjust(_ parts: inout DateParts, form: String) {
    switch form {
    case "part":
      // *last night* is the night of the day before; *this morning* is of the document's own day.
      parts.dayStep = parts.step == -1 ? -1 : 0
      parts.step = nil
      parts.hour = nil
    case "ancient":
      if parts.year == nil { parts.year = parts.day ?? parts.count.map { Int($0) } }
      parts.day = nil
      parts.hour = nil
    default: break
    }
  }

  /// The span without a leading article or preposition that a rule's modifier has let in.
  private func trimmed(_ span: TokenRange, in document: Document) -> TokenRange {
    var first = span.first
    while first < span.limit - 1, document.vocabulary.string(document.lower(first)) == "the" { first += 1 }
    return TokenRange(first, span.limit)
  }

  private func constant(of annotation: Annotation, in document: Document) -> String {
    guard let form, case .constant(let index)? = document.field(form, of: annotation) else { return "" }
    return rules.constant(index)
  }

  private func tokens(_ field: FieldID?, of annotation: Annotation, in document: Document) -> TokenRange? {
    guard let field, case .tokens(let range)? = document.field(field, of: annotation) else { return nil }
    return range
  }

  private func interval(
    _ low: TokenRange, _ high: TokenRange, span: TokenRange, tense: Tense, in document: Document,
    resolver: DateResolver
  ) -> DateValue? {
    guard var first = reader.parts(low, in: document), var last = reader.parts(high, in: document) else {
      return .unknown(.interval)
    }
    // What stands after both ends (*from 5 to 6 p.m. on Friday*) is of both.
    if high.limit < span.limit, let rest = reader.parts(TokenRange(high.limit, span.limit), in: document), rest.hasDate
    {
      (first.weekday, first.month, first.day, first.year, first.dayStep) =
        (rest.weekday, rest.month, rest.day, rest.year, rest.dayStep)
    }
    DateInterval.complete(&first, &last)
    return DateInterval.join(resolver.value(first, tense: tense), resolver.value(last, tense: tense), last)
  }
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
  static func join(_ first: DateValue, _ last: DateValue, _ parts: DateParts) -> DateValue {
    guard var from = first.iso, var to = last.iso else { return .unknown(.interval) }
    if let slash = from.firstIndex(of: "/") { from = String(from[..<slash]) }
    if let slash = to.firstIndex(of: "/") { to = String(to[to.index(after: slash)...]) }
    return DateValue(
      iso: "\(from)/\(to)", grain: .interval, isAnchored: first.isAnchored || last.isAnchored, first: first.first,
      last: last.last)
  }
}
