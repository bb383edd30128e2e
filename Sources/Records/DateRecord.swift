import TextModel

/// The record of a date or a time of day.
enum DateRecord {
  static let fields: [SchemaField] =
    [
      SchemaField("type", .constant("date")),
      SchemaField("id", .pattern("^d[0-9a-f]{16}(-[1-9][0-9]*)?/d[1-9][0-9]*$")),
      SchemaField("document", SharedFields.documentID),
      SchemaField("text", .string),
      SchemaField("start", .integer),
      SchemaField("end", .integer),
      SchemaField("iso", .nullable(.string)),
      SchemaField("grain", .words(DateExpression.Grain.allCases.map(\.rawValue))),
      SchemaField("anchored", .boolean),
      SchemaField("quote", .nullable(SharedFields.quoteID)),
      SchemaField("source", .nullable(.reference("speaker"))),
    ] + SharedFields.origin + [
      SchemaField("from", .nullable(SharedFields.day)), SchemaField("to", .nullable(SharedFields.day)),
    ]
}

extension RecordWriter {
  /// Writes the record of a date.
  mutating func writeDate(_ index: Int) {
    beginRecord("date", .date, index)
    writer.key("text")
    text(view.dates[index].range)
    startAndEnd(view.dates[index].range)
    writer.key("iso")
    writer.string(orNull: view.dates[index].iso)
    writer.key("grain")
    writer.word(view.dates[index].grain.word)
    writer.key("anchored")
    writer.bool(view.dates[index].isAnchored)
    writeGivenBy(quote: view.dates[index].quote)
    origin(rule: view.dates[index].rule, confidence: view.dates[index].confidence)
    writer.key("from")
    writer.string(orNull: view.dates[index].firstDay)
    writer.key("to")
    writer.string(orNull: view.dates[index].lastDay)
    endRecord()
  }
}
