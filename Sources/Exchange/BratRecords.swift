import Judgements
import Records

/// Writes what brat's annotations say as records: documents and quotes, so that corrections come home as gold.
package enum BratRecords {
  /// The records of a document. Its id is the name of its files where that is one, else a hash of its text.
  package static func write(_ document: BratDocument, to writer: inout JSONLinesWriter) {
    let id = self.id(of: document)
    writer.beginObject()
    field("type", "document", &writer)
    field("id", id, &writer)
    field("origin", document.name + ".txt", &writer)
    field("text", string(document.text[...]), &writer)
    writer.endObject()
    writer.endLine()
    for (number, quote) in document.quotes.enumerated() {
      write(quote, id: "\(id)/q\(number + 1)", document: id, document.text, to: &writer)
    }
  }

  private static func id(of document: BratDocument) -> String {
    let digits = document.name.split(separator: "-").first.map { $0.dropFirst() } ?? ""
    if document.name.hasPrefix("d"), digits.count == 16, digits.allSatisfy(\.isHexDigit) { return document.name }
    var hash = WordHash()
    hash.add(document.text)
    return "d" + hash.digits
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static func field(_ key: StaticString, _ value: String?, _ writer: inout JSONLinesWriter) {
    writer.key(key)
    writer.string(orNull: value)
  }

  private static func offsets(_ range: Range<Int>, _ text: [Unicode.Scalar], _ writer: inout JSONLinesWriter) {
    field("text", string(text[range]), &writer)
    writer.key("start")
    writer.integer(range.lowerBound)
    writer.key("end")
    writer.integer(range.upperBound)
  }

  private static func write(
    _ quote: BratQuote, id: String, document: String, _ text: [Unicode.Scalar], to writer: inout JSONLinesWriter
  ) {
    writer.beginObject()
    field("type", "quote", &writer)
    field("id", id, &writer)
    field("document", document, &writer)
    field("kind", quote.kind ?? "indirect", &writer)
    field("text", quote.spans.map { string(text[$0]) }.joined(separator: " "), &writer)
    writer.key("spans")
    writer.beginArray()
    for span in quote.spans { pair(span, &writer) }
    writer.endArray()
    writer.key("cue")
    if let cue = quote.cue {
      writer.beginObject()
      let at = cue
      field("text", string(text[at]), &writer)
      field("lemma", quote.cueLemma ?? string(text[at]), &writer)
      writer.key("start")
      writer.integer(at.lowerBound)
      writer.key("end")
      writer.integer(at.upperBound)
      field("class", quote.cueClass ?? "statement", &writer)
      writer.endObject()
    } else {
      writer.null()
    }
    writer.key("source")
    writeSource(of: quote, document, text, to: &writer)
    writer.key("negated")
    writer.bool(quote.isNegated)
    writer.key("hedged")
    writer.bool(quote.isHedged)
    writer.key("sentence")
    pair(sentence(of: quote), &writer)
    field("rule", "gold.brat", &writer)
    writer.key("confidence")
    writer.integer(1)
    field("act", quote.act, &writer)
    writer.endObject()
    writer.endLine()
  }

  /// From the first to the last word of all that belongs to it.
  private static func sentence(of quote: BratQuote) -> Range<Int> {
    let parts = quote.spans + [quote.cue, quote.mention].compactMap { $0 }
    return (parts.map(\.lowerBound).min() ?? 0)..<(parts.map(\.upperBound).max() ?? 0)
  }

  private static func pair(_ range: Range<Int>, _ writer: inout JSONLinesWriter) {
    writer.beginArray()
    writer.integer(range.lowerBound)
    writer.integer(range.upperBound)
    writer.endArray()
  }

  private static func writeSource(
    of quote: BratQuote, _ document: String, _ text: [Unicode.Scalar], to writer: inout JSONLinesWriter
  ) {
    guard let name = quote.sourceName ?? quote.mention.map({ string(text[$0]) }) else { return writer.null() }
    writer.beginObject()
    field("id", nil, &writer)
    field("name", name, &writer)
    field("kind", quote.sourceKind ?? "unknown", &writer)
    writer.key("anonymous")
    writer.bool(quote.isAnonymous)
    writer.key("mention")
    if let mention = quote.mention {
      writer.beginObject()
      offsets(mention, text, &writer)
      field("form", "name", &writer)
      writer.endObject()
    } else {
      writer.null()
    }
    writer.endObject()
  }
}
