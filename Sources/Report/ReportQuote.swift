import Records
import Review

/// A quote as a report lists it: the passage as markup, and what it can be searched and sorted by.
struct ReportQuote: Sendable {
  var html: String
  var confidence: Double
  var id: String

  /// Makes an item of a list; `place` is the outlet and the day.
  init(_ quote: ReviewedQuote, outlet: String) {
    confidence = quote.confidence
    id = quote.id
    var html = HTMLText()
    let kind = Self.word(quote.kind)
    let isNamed = quote.sourceName != nil && !quote.record["source"]["anonymous"].isTrue
    html.raw(
      "<li class=\"q\" data-k=\"\(kind)\" data-n=\"\(isNamed ? 1 : 0)\" data-c=\"\(QuoteView.hundredths(confidence))\"><blockquote>"
    )
    html.raw(Self.passage(of: quote))
    html.raw("</blockquote><p class=\"m\">")
    if let name = quote.sourceName {
      html.raw("<b>")
      html.text(name)
      html.raw("</b> · ")
    }
    let place = ([outlet, quote.document.published ?? ""].filter { !$0.isEmpty }).joined(separator: ", ")
    if let address = HTMLText.address(quote.document.url) {
      html.raw("<a rel=\"noreferrer noopener\" href=\"\(address)\">")
      html.text(place)
      html.raw("</a>")
    } else {
      html.text(place.isEmpty ? quote.document.origin : place)
    }
    html.text(" · \(quote.kind)")
    if let act = quote.record["act"].string, act != "speech" { html.text(", \(act)") }
    let end = quote.spans[quote.spans.count - 1].upperBound
    html.text(
      " · \(quote.rule) · \(QuoteView.hundredths(confidence)) · \(quote.spans[0].lowerBound) to \(end) · \(quote.id)")
    html.raw("</p></li>")
    self.html = html.html
  }

  /// A word for an attribute of the page: letters only.
  private static func word(_ text: String) -> String { text.filter { $0.isASCII && $0.isLetter } }

  /// More than this of a passage is cut.
  private static let length = 700

  /// The sentence and what of the content stands outside it, with content, cue and source marked.
  static func passage(of quote: ReviewedQuote) -> String {
    var marks = quote.spans.map { (range: $0, tag: "c") }
    if let cue = quote.cue { marks.append((cue, "u")) }
    if let mention = quote.mention, mention.upperBound + length > quote.sentence.lowerBound,
      mention.lowerBound < quote.sentence.upperBound + length
    {
      marks.append((mention, "s"))
    }
    marks.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    let first = min(quote.sentence.lowerBound, marks.first?.range.lowerBound ?? quote.sentence.lowerBound)
    let last = max(quote.sentence.upperBound, marks.map(\.range.upperBound).max() ?? 0)
    let limit = min(last, first + length)
    var html = ""
    var position = first
    for mark in marks where mark.range.lowerBound >= position && mark.range.lowerBound < limit {
      html += HTMLText.escaped(quote.document.text[position..<mark.range.lowerBound])
      let end = min(mark.range.upperBound, limit)
      html +=
        "<mark class=\"\(mark.tag)\">" + HTMLText.escaped(quote.document.text[mark.range.lowerBound..<end]) + "</mark>"
      position = end
    }
    if position < limit { html += HTMLText.escaped(quote.document.text[position..<limit]) }
    return html + (limit < last ? " …" : "")
  }
}
