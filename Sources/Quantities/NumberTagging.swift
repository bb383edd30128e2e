import GazetteerIndex
import RuleLanguage
import TextModel

/// Finds numbers with their bounds, units and what they count: fills `Document.figures` in the order of the text.
///
/// Runs after `DateTagging`: what is a date is no number.
public struct NumberTagging: Stage {
  private var matcher: PhaseMatcher
  private let rules: RuleSet
  private let ids: NumberFieldIDs
  private let reader: NumberReader
  private let lists: WordLists

  /// A stage for these rules and lists, one a worker.
  public init(rules: RuleSet, gazetteers: Gazetteers) {
    let lists = WordLists(gazetteers)
    matcher = PhaseMatcher(rules: rules, gazetteers: gazetteers, phase: "number")
    self.rules = rules
    self.lists = lists
    ids = NumberFieldIDs(rules)
    reader = NumberReader(lists)
  }

  /// Finds the numbers of the document.
  public mutating func process(_ document: Document) {
    let first = document.annotations.count
    matcher.annotate(document)
    guard document.annotations.count > first else { return }
    let found = document.annotations[first...].filter { $0.kind == .number }.sorted {
      $0.tokens.start < $1.tokens.start
    }
    let dates = document.annotations.filter { $0.kind == .date }.map(\.tokens)
    var spans: [TokenRange] = []
    var kinds: [String] = []
    for annotation in found where !dates.contains(where: { $0.overlaps(annotation.tokens) }) {
      add(annotation, to: document, spans: &spans, kinds: &kinds)
    }
    count(document, spans: spans, dates: dates)
    PartsOfWhole(document, spans: spans).tie()
    removeRejected(document, from: first, kept: spans)
  }

  private func add(_ annotation: Annotation, to document: Document, spans: inout [TokenRange], kinds: inout [String]) {
    var fields = ids.fields(of: annotation, in: document)
    let context = NumberContext(document)
    var span = annotation.tokens
    if let bound = fields.bound, !context.isBound(bound) {
      fields.bound = nil
      span = TokenRange(bound.limit, span.limit)
    }
    if let parts = change(fields, span: span, in: document) {
      for (part, tokens) in parts { add(part, at: tokens, annotation, to: document, spans: &spans) }
      return
    }
    add(fields, at: span, annotation, to: document, spans: &spans)
  }

  private func add(
    _ fields: NumberFields, at span: TokenRange, _ annotation: Annotation, to document: Document,
    spans: inout [TokenRange]
  ) {
    guard let reading = reader.reading(fields, in: document),
      NumberContext(document).accepts(reading, fields, at: span)
    else { return }
    var range = document.range(of: span)
    if let own = reading.range { range = own }
    let sentence = document.sentences[Int(document.sentenceOfToken[span.first])].tokens
    var figure = Figure(
      range: range, kind: reading.kind, bound: reading.bound, sentence: document.range(of: sentence),
      rule: rules.ruleName(annotation.rule), confidence: annotation.confidence)
    figure.value = reading.value
    figure.low = reading.low
    figure.high = reading.high
    figure.unit = reading.unit
    figure.parts = reading.parts
    figure.note = reading.note
    applySign(&figure, span)
    document.figures.append(figure)
    spans.append(span)

    func applySign(_ figure: inout Figure, _ span: TokenRange) {
      // *-1.5%*: a minus sign written to the figure, with a blank before it.
      let sign = span.first - 1
      guard sign >= 0, let value = figure.value, ["-", "−"].contains(document.vocabulary.string(document.lower(sign))),
        !document.tokens[span.first].flags.contains(.spaceBefore),
        document.tokens[sign].flags.contains(.spaceBefore) || document.tokens[sign].flags.contains(.blockStart)
      else { return }
      figure.value = -value
      figure.range.start = document.tokens[sign].range.start
    }
  }

  /// *rose from $7.25 to $12*: two figures where the verb is one of change.
  private func change(_ fields: NumberFields, span: TokenRange, in document: Document) -> [(NumberFields, TokenRange)]?
  {
    guard let low = fields.low, let high = fields.high, fields.kind != "score", fields.kind != "votes",
      document.vocabulary.string(document.lower(span.first)) == "from"
    else { return nil }
    let start = document.sentences[Int(document.sentenceOfToken[span.first])].tokens.first
    let isChange = (max(start, span.first - 3)..<span.first).contains {
      lists.match(lists.change, at: $0, in: document) != nil
    }
    guard isChange else { return nil }
    var first = fields
    first.value = low
    first.low = nil
    first.high = nil
    var second = first
    second.value = high
    let sign = fields.unit.map { $0.limit <= low.first } ?? false
    let firstEnd =
      fields.unit.map { $0.first >= low.limit && $0.limit <= high.first ? $0.limit : low.limit } ?? low.limit
    let secondStart = sign && high.first - 1 >= firstEnd && high.first - 1 > low.limit ? high.first - 1 : high.first
    return [
      (first, TokenRange(sign ? fields.unit?.first ?? low.first : low.first, firstEnd)),
      (second, TokenRange(secondStart, span.limit)),
    ]
  }

  private func count(_ document: Document, spans: [TokenRange], dates: [TokenRange]) {
    let phrase = CountedPhrase(document) { token in dates.contains { $0.contains(token) } }
    for index in document.figures.indices {
      document.figures[index].counted = phrase.counted(by: document.figures[index].kind, at: spans[index])
    }
  }

  /// Takes out the annotations of this phase that are no numbers after all.
  private func removeRejected(_ document: Document, from first: Int, kept: [TokenRange]) {
    let starts = Set(kept.map(\.start))
    let isRejected = document.annotations[first...].contains { $0.kind == .number && !starts.contains($0.tokens.start) }
    guard isRejected else { return }
    document.removeAnnotations { $0.kind == .number && !starts.contains($0.tokens.start) }
  }
}
