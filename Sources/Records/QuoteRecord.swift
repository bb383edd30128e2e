import TextModel

/// The record of a quote: what is said, by whom, by which words.
enum QuoteRecord {
  static let fields: [SchemaField] =
    [
      SchemaField("type", .constant("quote")),
      SchemaField("id", SharedFields.quoteID),
      SchemaField("document", SharedFields.documentID),
      SchemaField("kind", .words(Quote.Kind.allCases.map(\.rawValue))),
      SchemaField("text", .string),
      SchemaField("spans", .array(.pair)),
      SchemaField("cue", .nullable(.object(cueFields))),
      SchemaField("source", .nullable(.reference("speaker"))),
      SchemaField("negated", .boolean),
      SchemaField("hedged", .boolean),
      SchemaField("sentence", .pair),
      SchemaField("numbers", .array(.pattern("^d[0-9a-f]{16}(-[1-9][0-9]*)?/n[1-9][0-9]*$"))),
      SchemaField("dates", .array(.pattern("^d[0-9a-f]{16}(-[1-9][0-9]*)?/d[1-9][0-9]*$"))),
    ] + SharedFields.origin + [SchemaField("act", .words(Quote.Act.allCases.map(\.rawValue)))]

  private static let cueFields: [SchemaField] = [
    SchemaField("text", .string), SchemaField("lemma", .string), SchemaField("start", .integer),
    SchemaField("end", .integer), SchemaField("class", .words(Cue.Class.allCases.map(\.rawValue))),
  ]
}

extension RecordWriter {
  /// Writes the record of a quote.
  mutating func writeQuote(_ index: Int) {
    beginRecord("quote", .quote, index)
    writer.key("kind")
    writer.word(view.quotes[index].kind.word)
    writer.key("text")
    writeQuoteText(of: view.quotes[index].spans)
    writer.key("spans")
    writer.beginArray()
    for span in view.quotes[index].spans { pair(span) }
    writer.endArray()
    writer.key("cue")
    writeCue(view.quotes[index].cue)
    writer.key("source")
    speaker(ofQuote: index)
    writer.key("negated")
    writer.bool(view.quotes[index].isNegated)
    writer.key("hedged")
    writer.bool(view.quotes[index].isHedged)
    writer.key("sentence")
    pair(view.quotes[index].sentence)
    writeFigures(ofQuote: index)
    origin(rule: view.quotes[index].rule, confidence: view.quotes[index].confidence)
    writer.key("act")
    writer.word(view.quotes[index].act.word)
    endRecord()
  }

  private mutating func writeCue(_ cue: Cue?) {
    guard let cue else { return writer.null() }
    writer.beginObject()
    writer.key("text")
    text(cue.range)
    writer.key("lemma")
    writer.string(cue.lemma)
    startAndEnd(cue.range)
    writer.key("class")
    writer.word(cue.cueClass.word)
    writer.endObject()
  }

  private mutating func writeFigures(ofQuote index: Int) {
    writer.key("numbers")
    writer.beginArray()
    for number in selected.figures(ofQuote: index) { recordID(.number, number) }
    writer.endArray()
    writer.key("dates")
    writer.beginArray()
    for date in selected.dates(ofQuote: index) { recordID(.date, date) }
    writer.endArray()
  }
}
