import Records
import Review

/// Quotes as tasks of annotation tools: the paragraph of each with content, cue and source labelled, one JSON object a line.
package enum SpanTasks {
  /// The tool.
  package enum Tool: Sendable {
    /// `spans` of objects; a reader accepts or rejects.
    case prodigy
    /// `label` of triples; a reader corrects.
    case doccano
  }

  /// The lines of a document.
  package static func write(_ group: RecordGroup, for tool: Tool, to writer: inout JSONLinesWriter) {
    let document = ReviewedDocument(group.document)
    for record in group[.quote] {
      if let quote = ReviewedQuote(record, in: document) { write(quote, tool, to: &writer) }
    }
  }

  /// The labelled stretches of a quote, in code points of the document.
  package static func labels(of quote: ReviewedQuote) -> [(range: Range<Int>, label: String)] {
    var labels = quote.spans.map { (range: $0, label: "CONTENT") }
    if let cue = quote.cue { labels.append((cue, "CUE")) }
    if let mention = quote.mention { labels.append((mention, "SOURCE")) }
    return labels.filter { !$0.range.isEmpty }.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  /// The paragraphs that a quote and its source stand in.
  package static func passage(of quote: ReviewedQuote) -> Range<Int> {
    let labels = labels(of: quote)
    let first = min(quote.sentence.lowerBound, labels.first?.range.lowerBound ?? .max)
    let last = max(quote.sentence.upperBound, labels.map(\.range.upperBound).max() ?? 0)
    let blocks = quote.document.blocks.map(\.range)
    let start = blocks.last { $0.lowerBound <= first }?.lowerBound ?? 0
    let end = blocks.first { $0.upperBound >= last }?.upperBound ?? quote.document.text.count
    return min(start, first)..<max(last, end)
  }

  private static func write(_ quote: ReviewedQuote, _ tool: Tool, to writer: inout JSONLinesWriter) {
    let passage = passage(of: quote)
    var view = String.UnicodeScalarView()
    view.append(contentsOf: quote.document.text[passage])
    writer.beginObject()
    writer.key("text")
    writer.string(String(view))
    writer.key(tool == .prodigy ? "spans" : "label")
    writer.beginArray()
    for (range, label) in labels(of: quote) {
      write(range.lowerBound - passage.lowerBound, range.upperBound - passage.lowerBound, label, tool, to: &writer)
    }
    writer.endArray()
    writer.key("meta")
    writer.beginObject()
    writer.key("quote")
    writer.string(quote.id)
    writer.key("offset")
    writer.integer(passage.lowerBound)
    writer.key("source")
    writer.string(orNull: quote.sourceName)
    writer.key("rule")
    writer.string(quote.rule)
    writer.key("confidence")
    writer.confidence(Float(quote.confidence))
    writer.endObject()
    writer.endObject()
    writer.endLine()
  }

  private static func write(
    _ start: Int, _ end: Int, _ label: String, _ tool: Tool, to writer: inout JSONLinesWriter
  ) {
    if tool == .doccano {
      writer.beginArray()
      writer.integer(start)
      writer.integer(end)
      writer.string(label)
      writer.endArray()
      return
    }
    writer.beginObject()
    writer.key("start")
    writer.integer(start)
    writer.key("end")
    writer.integer(end)
    writer.key("label")
    writer.string(label)
    writer.endObject()
  }
}
