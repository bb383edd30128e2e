import GazetteerIndex
import RuleLanguage
import TextModel

/// Finds numbers with their bounds, units and what they count: fills `Document.figures` in the order of the text.
///
/// Runs after `DateTagging`: what is a date is no number.
public struct NumberTagging: Stage {
  private var matcher: PhaseMatcher
  private var selection = FindSelection()
  private let rules: RuleSet
  private let ids: NumberFieldIDs
  private let reader: NumberReader
  private let shares: QuantityShares

  /// One number as found, with its tokens.
  private struct Found {
    var figure: Figure
    var span: TokenRange
    var rule: RuleID
  }

  /// A stage for these rules and lists, one a worker.
  public init(
    rules: RuleSet, gazetteers: Gazetteers, confidence: QuantityConfidence = QuantityConfidence(file: [])
  ) {
    matcher = PhaseMatcher(rules: rules, gazetteers: gazetteers, phase: "number")
    self.rules = rules
    ids = NumberFieldIDs(rules)
    shares = QuantityShares(confidence, of: rules, count: ids.ruleCount)
    reader = NumberReader(WordLists(gazetteers))
  }

  /// Finds the numbers of the document.
  public mutating func process(_ document: Document) {
    var dates: [TokenRange] = []
    for annotation in document.annotations where annotation.kind == .date { dates.append(annotation.tokens) }
    var found: [Found] = []
    let (ids, rules) = (ids, rules)
    let finder = Finder(DocumentWords(document: document, table: reader.table), reader)
    selection.select(&matcher, in: document, blocked: dates) { find in
      let fields = ids.fields(of: find)
      if fields.form == .none { return true }
      let before = found.count
      finder.forEachReading(fields, span: find.span) { reading, span in
        found.append(
          Found(
            figure: finder.figure(reading, at: span, rule: rules.ruleName(find.rule), confidence: find.confidence),
            span: span, rule: find.rule))
      }
      return found.count > before
    }
    guard !found.isEmpty else { return }
    take(found, into: document)
  }

  /// Gives back what a large document needed.
  public mutating func rest() {
    matcher.rest()
    selection = FindSelection()
  }

  /// Adds what was found to the document, in the order of the text.
  private func take(_ found: [Found], into document: Document) {
    let order = found.indices.sorted { (found[$0].span.start, $0) < (found[$1].span.start, $1) }
    document.figures.reserveCapacity(found.count)
    for index in order { document.figures.append(found[index].figure) }
    document.annotate(
      order.map { index in
        Annotation(
          kind: .number, tokens: found[index].span, rule: found[index].rule,
          confidence: found[index].figure.confidence)
      })
    finish(document, spans: order.map { found[$0].span })
    measure(document, rules: order.map { found[$0].rule })
  }

  /// How far to trust each: how often its rule was right where as much was known.
  private func measure(_ document: Document, rules: [RuleID]) {
    let setting = QuantityConfidence.setting(of: document)
    for (index, rule) in rules.enumerated() {
      let figure = document.figures[index]
      let known: QuantityConfidence.Known = figure.unit == nil && figure.counted == nil ? .bare : .counted
      if let share = shares.share(of: rule, known, setting) {
        document.figures[index].confidence = share
      }
    }
  }

  /// What needs all figures of the document: units shared in a list, what is counted, parts and conversions.
  private func finish(_ document: Document, spans: [TokenRange]) {
    let words = DocumentWords(document: document, table: reader.table)
    let phrase = CountedPhrase(words, taken: selection.isTaken)
    for index in document.figures.indices {
      document.figures[index].counted = phrase.counted(by: document.figures[index].kind, at: spans[index])
    }
    let parts = PartsOfWhole(words, spans: spans)
    parts.share()
    parts.carryCurrency()
    let money = MoneyContext(words, reader.lists, spans: spans)
    money.nameCountries()
    money.nameSums()
    parts.tie()
    ChangeReader(words, reader.lists, spans: spans).read()
  }
}

/// Turns a find of the phase `number` into figures.
private struct Finder {
  let document: Document
  let words: DocumentWords
  let reader: NumberReader

  init(_ words: DocumentWords, _ reader: NumberReader) {
    self.words = words
    self.reader = reader
    document = words.document
  }

  /// Calls `body` with the figures of a find and their spans: none where it is no number after all, two where a verb of
  /// change or a descending order shows that *from … to …* is no range.
  func forEachReading(_ fields: NumberFields, span: TokenRange, _ body: (NumberReading, TokenRange) -> Void) {
    var fields = fields
    var span = span
    let context = NumberContext(words)
    if let bound = fields.bound, !context.isBound(bound, before: fields.value ?? fields.high) {
      fields.bound = nil
      span = TokenRange(bound.limit, span.limit)
    }
    // *some 60 or more*: what stands after the figure says it better.
    if let bound = fields.bound, fields.tail != nil, bound.first == span.first {
      fields.bound = nil
      span = TokenRange(bound.limit, span.limit)
    }
    dropMargin(&fields, &span)
    dropPlus(&fields, &span)
    guard let parts = split(fields, span: span) else {
      guard !span.isEmpty, let reading = reader.reading(fields, in: document) else { return }
      if context.accepts(reading, fields, at: span) { body(reading, span) }
      return
    }
    var readings: [(NumberReading, TokenRange)] = []
    for (part, tokens) in parts {
      guard !tokens.isEmpty, let reading = reader.reading(part, in: document) else { return }
      if context.accepts(reading, part, at: tokens) { readings.append((reading, tokens)) }
    }
    for (reading, tokens) in readings { body(reading, tokens) }
  }

  func figure(_ reading: NumberReading, at span: TokenRange, rule: String, confidence: Float) -> Figure {
    let sentence = document.sentences[Int(document.sentenceOfToken[span.first])].tokens
    var figure = Figure(
      range: reading.range ?? document.range(of: span), kind: reading.kind, bound: reading.bound,
      sentence: document.range(of: sentence), rule: rule, confidence: confidence)
    figure.value = reading.value
    figure.low = reading.low
    figure.high = reading.high
    figure.unit = reading.unit
    figure.parts = reading.parts
    figure.note = reading.note
    if reading.range == nil { endWithoutStop(&figure, span, sentence) }
    if let sign = sign(before: span.first), let value = figure.value, value > 0 {
      figure.value = -value
      figure.range.start = document.tokens[sign].range.start
    }
    return figure
  }

  /// *-1.5%*: a minus sign written to the figure, with a blank before it.
  private func sign(before token: Int) -> Int? {
    let sign = token - 1
    guard sign >= 0, !document.tokens[token].flags.contains(.spaceBefore),
      words.has(sign, .sign)
    else { return nil }
    let flags = document.tokens[sign].flags
    return flags.contains(.spaceBefore) || flags.contains(.blockStart) ? sign : nil
  }

  /// *€2.5 million plus €40,000*: a sum, no bound.
  private func dropPlus(_ fields: inout NumberFields, _ span: inout TokenRange) {
    guard let tail = fields.tail, tail.count == 1, tail.limit == span.limit, words.has(tail.first, .plus),
      tail.limit < document.tokens.count,
      document.shape(tail.limit).contains(.hasDigit) || words.has(tail.limit, .currencySign)
    else { return }
    fields.tail = nil
    span = TokenRange(span.first, tail.first)
  }

  /// *It is 10 km.*: the stop of an abbreviated unit at the end of a sentence is the sentence's.
  private func endWithoutStop(_ figure: inout Figure, _ span: TokenRange, _ sentence: TokenRange) {
    guard span.limit == sentence.limit, span.count > 1, document.shape(span.limit - 1).contains(.sentenceEnd) else {
      return
    }
    figure.range.end = document.tokens[span.limit - 2].range.end
  }

  /// *a margin of error of plus or minus 3 points*: the sign is none of the figure's.
  private func dropMargin(_ fields: inout NumberFields, _ span: inout TokenRange) {
    guard let value = fields.value, value.first > 1, value.count > 1,
      words.has(value.first, .negative), words.has(value.first - 1, .or)
    else { return }
    fields.value = TokenRange(value.first + 1, value.limit)
    if span.first == value.first { span = TokenRange(span.first + 1, span.limit) }
  }

  /// *rose from $7.25 to $12*, *49 percent to 41 percent*: two figures.
  private func split(_ fields: NumberFields, span: TokenRange) -> [(NumberFields, TokenRange)]? {
    guard let low = fields.low, let high = fields.high, fields.form != .score, fields.form != .votes else { return nil }
    let isFrom = words.has(span.first, .from)
    guard isFrom && isChange(before: span.first) || isDescending(low, high) || isPair(fields, low, high) else {
      return nil
    }
    var first = fields
    first.value = low
    first.low = nil
    first.high = nil
    var second = first
    second.value = high
    second.bound = nil
    // *12 basis points to 4.2 percent*: each has its own unit.
    if let other = fields.lesser {
      second.unit = other
      (first.lesser, second.lesser) = (nil, nil)
    }
    let unit = fields.unit
    let isSignBefore = unit.map { $0.limit <= low.first } ?? false
    let firstEnd = unit.map { $0.first >= low.limit && $0.limit <= high.first ? $0.limit : low.limit } ?? low.limit
    let hasSecondSign = isSignBefore && high.first - 1 > low.limit
    return [
      (first, TokenRange(isSignBefore ? unit?.first ?? low.first : low.first, firstEnd)),
      (second, TokenRange(hasSecondSign ? high.first - 1 : high.first, span.limit)),
    ]
  }

  /// *ages 20 and 22* are two, *aged between 20 and 22* is one.
  private func isPair(_ fields: NumberFields, _ low: TokenRange, _ high: TokenRange) -> Bool {
    fields.form == .age && words.has(high.first - 1, .and) && !words.has(low.first - 1, .between)
  }

  private func isChange(before token: Int) -> Bool {
    let start = document.sentences[Int(document.sentenceOfToken[token])].tokens.first
    return (max(start, token - 3)..<token).contains {
      reader.lists.match(reader.lists.change, at: $0, in: document) != nil
    }
  }

  private func isDescending(_ low: TokenRange, _ high: TokenRange) -> Bool {
    guard let from = reader.figures.read(low, in: document)?.value.double,
      let to = reader.figures.read(high, in: document)?.value.double
    else { return false }
    // *10 or 500* are two figures, *two or three* is one.
    let isOr = (low.limit..<high.first).contains { words.has($0, .or) }
    // *rose by 550 to 78,900*, *fell $2 to $71*: by how much, and to what.
    let isStep =
      low.first > 1
      && (words.has(low.first - 1, .by) || words.has(low.first - 2, .by) || isChange(before: low.first))
    return from > to && high.count == 1 || (isOr || isStep) && (from >= to || to > 6 * from.magnitude)
  }
}
