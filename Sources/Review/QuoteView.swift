/// Shows a quote for reading: a first line that is easy to search, where it stands, who says it by which words, and the
/// quote in its sentence.
public struct QuoteView: Sendable {
  private let terminal: Terminal

  /// Shows quotes on a terminal.
  public init(_ terminal: Terminal) { self.terminal = terminal }

  /// The lines of a quote that stands at a place among those shown, the last one empty: who says it by which word, how and
  /// when; where it stands; and its sentence, with those round it where `context` has them.
  public func lines(of quote: ReviewedQuote, at position: QuotePosition, context: Range<Int>? = nil) -> [String] {
    [heading(of: quote, at: position)] + linesBelowHead(of: quote, context: context)
  }

  /// The lines of a quote without the first.
  public func linesBelowHead(of quote: ReviewedQuote, context: Range<Int>? = nil) -> [String] {
    // Places are for copying, and are never broken.
    let (origin, offsets) = place(of: quote)
    let rest = "\(offsets)  \(quote.id)  \(quote.rule)"
    let whole = "  " + SafeText.shown("\(origin)  \(rest)")
    let isWide = SafeText.width(of: whole) > terminal.width
    let lines = isWide ? ["  " + SafeText.shown(origin), "  " + SafeText.shown(rest)] : [whole]
    return lines + [""] + TextWrapper(terminal, indent: 2).lines(of: passage(of: quote, context: context)) + [""]
  }

  /// The lines of a quote above the words that it stands in: what it is, where, and who says it.
  package func headLines(of quote: ReviewedQuote) -> [String] {
    var lines = TextWrapper(terminal, indent: 0).lines(of: StyledText(heading(of: quote), .heading))
    // A place is for copying: it is never broken, however narrow the terminal.
    let (origin, offsets) = place(of: quote)
    let day = quote.document.published.map { "  \($0)" } ?? ""
    lines.append("  " + SafeText.shown("\(origin)  \(offsets)  \(quote.id)\(day)"))
    return lines + TextWrapper(terminal, indent: 2).lines(of: attribution(of: quote))
  }

  /// The paragraphs that a quote stands in, with a content, a cue and a source marked.
  package func paragraph(
    of quote: ReviewedQuote, spans: [Range<Int>], cue: Range<Int>?, mention: Range<Int>?
  ) -> StyledText {
    let blocks = quote.document.blocks.map(\.range)
    let first = spans.first?.lowerBound ?? quote.sentence.lowerBound
    let last = spans.last?.upperBound ?? quote.sentence.upperBound
    let start = blocks.last { $0.lowerBound <= min(first, quote.sentence.lowerBound) }?.lowerBound ?? 0
    let end = blocks.first { $0.upperBound >= max(last, quote.sentence.upperBound) }?.upperBound
    return marked(
      quote.document.text, from: min(start, first), to: max(last, end ?? quote.document.text.count),
      Self.marks(spans: spans, cue: cue, mention: mention))
  }

  /// The lines above the quotes of a document, the last one empty.
  public func lines(of document: ReviewedDocument) -> [String] {
    let title = document.title ?? document.origin
    let day = document.published.map { "  \($0)" } ?? ""
    var lines = TextWrapper(terminal, indent: 0).lines(of: StyledText("■ \(title)\(day)", .heading))
    if let url = document.url, !url.isEmpty { lines.append("  " + address(url)) }
    return lines + [""]
  }

  /// An address, as a link where the terminal has links and the address nothing in it that could end one.
  private func address(_ url: String) -> String {
    let isPlain = url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    guard terminal.hasLinks, isPlain, url.hasPrefix("https://") || url.hasPrefix("http://") else {
      return SafeText.shown(url)
    }
    return "\u{1B}]8;;\(url)\u{1B}\\\(url)\u{1B}]8;;\u{1B}\\"
  }

  /// One line, whatever the width: what matters least is left out where there is no room for it.
  public func heading(of quote: ReviewedQuote, at position: QuotePosition) -> String {
    let number = "▸ \(position)  "
    var parts = [quote.kind]
    if quote.record["source"]["anonymous"].isTrue { parts.append("anonymous") }
    if quote.record["negated"].isTrue { parts.append("negated") }
    if quote.record["hedged"].isTrue { parts.append("hedged") }
    parts.append(Self.hundredths(quote.confidence))
    parts += [quote.document.published, quote.document.outlet].compactMap { $0 }
    let cue = quote.record["cue"]["lemma"].string.map { "  \(SafeText.shown($0))" } ?? ""
    let name = SafeText.shown(quote.sourceName ?? "no source")
    let room = max(0, terminal.width - SafeText.width(of: number) - SafeText.width(of: cue))
    let shown = SafeText.cut(name, to: max(8, room))
    var used = SafeText.width(of: number) + SafeText.width(of: shown) + SafeText.width(of: cue)
    var text = StyledText(number, .heading)
    text.append(shown, quote.sourceName == nil ? .plain : .source)
    text.append(cue, .cue)
    for part in parts {
      let width = SafeText.width(of: part) + 2
      guard used + width <= terminal.width else { break }
      text.append("  " + part, .plain)
      used += width
    }
    return TextWrapper(Terminal(width: 1000, hasColor: terminal.hasColor), indent: 0).lines(of: text).first ?? number
  }

  private func heading(of quote: ReviewedQuote) -> String {
    let number = quote.id.split(separator: "/").last.map(String.init) ?? quote.id
    let source = quote.sourceName ?? "no source"
    return "▸ \(number)  \(quote.kind)  \(Self.hundredths(quote.confidence))  \(source)  \(quote.rule)"
  }

  private func place(of quote: ReviewedQuote) -> (origin: String, offsets: String) {
    let start = quote.spans[0].lowerBound
    let end = quote.spans[quote.spans.count - 1].upperBound
    return (quote.document.place(of: start), "\(start)-\(end)")
  }

  private func attribution(of quote: ReviewedQuote) -> StyledText {
    var text = StyledText()
    text.append("source ", .label)
    text.append(quote.sourceName ?? "none", quote.sourceName == nil ? .plain : .source)
    if let kind = quote.record["source"]["kind"].string { text.append(" (\(kind))", .plain) }
    if quote.record["source"]["anonymous"].isTrue { text.append(", anonymous", .plain) }
    if let lemma = quote.record["cue"]["lemma"].string {
      text.append("  cue ", .label)
      text.append(lemma, .cue)
      text.append(" (\(quote.record["cue"]["class"].string ?? ""))", .plain)
    }
    if quote.record["negated"].isTrue { text.append("  negated", .label) }
    if quote.record["hedged"].isTrue { text.append("  hedged", .label) }
    return text
  }

  /// The text from the first to the last word of the quote and of its sentence, with content, cue and source marked.
  private func passage(of quote: ReviewedQuote, context: Range<Int>?) -> StyledText {
    let nearby = Self.marks(spans: quote.spans, cue: quote.cue, mention: quote.mention).filter {
      Self.distance($0.range, quote.sentence) < Self.reach || $0.style == .content
    }
    let first = min(quote.sentence.lowerBound, nearby.first?.range.lowerBound ?? quote.sentence.lowerBound)
    let last = max(quote.sentence.upperBound, nearby.map(\.range.upperBound).max() ?? 0)
    let count = quote.document.text.count
    return marked(
      quote.document.text, from: max(0, min(first, context?.lowerBound ?? first)),
      to: min(count, max(last, context?.upperBound ?? last)), nearby)
  }

  private typealias Mark = (range: Range<Int>, style: TextStyle)

  private static func marks(spans: [Range<Int>], cue: Range<Int>?, mention: Range<Int>?) -> [Mark] {
    var marks: [Mark] = spans.map { ($0, .content) }
    if let cue { marks.append((cue, .cue)) }
    if let mention { marks.append((mention, .source)) }
    return marks.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  private func marked(_ text: [Unicode.Scalar], from first: Int, to last: Int, _ marks: [Mark]) -> StyledText {
    var styled = StyledText()
    var position = first
    for mark in marks where mark.range.lowerBound >= position && mark.range.upperBound <= last {
      styled.append(text[position..<mark.range.lowerBound], .context)
      styled.appendMarked(text[mark.range], mark.style)
      position = mark.range.upperBound
    }
    if position < last { styled.append(text[position..<last], .context) }
    return styled
  }

  /// A source that is named further away than this is not shown in the passage.
  private static let reach = 600

  private static func distance(_ one: Range<Int>, _ other: Range<Int>) -> Int {
    max(0, one.lowerBound - other.upperBound, other.lowerBound - one.upperBound)
  }

  /// A share with two places.
  package static func hundredths(_ value: Double) -> String {
    let whole = Int((min(max(value, 0), 1) * 100).rounded())
    return "\(whole / 100).\(whole % 100 < 10 ? "0" : "")\(whole % 100)"
  }
}
