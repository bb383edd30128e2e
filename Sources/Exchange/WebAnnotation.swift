import Judgements
import Records
import Review

/// Quotes as annotations of the W3C's Web Annotation model, one JSON-LD object a line.
///
/// The target is the page with a selector a piece of the content: its offsets in code points of the document's text
/// (`TextPositionSelector`), and its words with 32 code points on either side (`TextQuoteSelector`), which are found again in a
/// page that has changed.
package enum WebAnnotation {
  /// The lines of a document.
  package static func write(_ group: RecordGroup, to writer: inout JSONLinesWriter) {
    let document = ReviewedDocument(group.document)
    for record in group[.quote] {
      if let quote = ReviewedQuote(record, in: document) { write(quote, to: &writer) }
    }
  }

  private static func write(_ quote: ReviewedQuote, to writer: inout JSONLinesWriter) {
    writer.beginObject()
    writer.key("@context")
    writer.string("http://www.w3.org/ns/anno.jsonld")
    writer.key("id")
    writer.string("urn:hearsay:\(quote.id)")
    writer.key("type")
    writer.string("Annotation")
    writer.key("motivation")
    writer.string("identifying")
    writer.key("body")
    writer.beginArray()
    body(quote.sourceName ?? "", purpose: "identifying", to: &writer)
    for tag in [quote.kind, quote.record["cue"]["class"].string, quote.rule].compactMap({ $0 }) {
      body(tag, purpose: "tagging", to: &writer)
    }
    writer.endArray()
    writer.key("target")
    writer.beginArray()
    for span in quote.spans { target(span, quote.document, to: &writer) }
    writer.endArray()
    writer.endObject()
    writer.endLine()
  }

  private static func body(_ value: String, purpose: String, to writer: inout JSONLinesWriter) {
    guard !value.isEmpty else { return }
    writer.beginObject()
    writer.key("type")
    writer.string("TextualBody")
    writer.key("purpose")
    writer.string(purpose)
    writer.key("value")
    writer.string(value)
    writer.key("format")
    writer.string("text/plain")
    writer.endObject()
  }

  private static func target(_ span: Range<Int>, _ document: ReviewedDocument, to writer: inout JSONLinesWriter) {
    let piece = JudgedQuote.piece(at: span, in: document.text)
    writer.beginObject()
    writer.key("source")
    writer.string(isAddress(document.url) ? document.url ?? "" : "urn:hearsay:\(document.id)")
    writer.key("selector")
    writer.beginArray()
    writer.beginObject()
    writer.key("type")
    writer.string("TextPositionSelector")
    writer.key("start")
    writer.integer(span.lowerBound)
    writer.key("end")
    writer.integer(span.upperBound)
    writer.endObject()
    writer.beginObject()
    writer.key("type")
    writer.string("TextQuoteSelector")
    writer.key("exact")
    writer.string(piece.text)
    writer.key("prefix")
    writer.string(piece.before)
    writer.key("suffix")
    writer.string(piece.after)
    writer.endObject()
    writer.endArray()
    writer.endObject()
  }

  /// Whether a text is an address that an identifier of JSON-LD may be.
  private static func isAddress(_ url: String?) -> Bool {
    guard let url, url.hasPrefix("http://") || url.hasPrefix("https://") else { return false }
    return url.unicodeScalars.allSatisfy { $0.value > 0x20 && !"<>\"{}|\\^`".unicodeScalars.contains($0) }
  }
}
