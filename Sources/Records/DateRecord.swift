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
    ] + SharedFields.origin
}

extension RecordWriter {
  /// Writes the record of a date.
  mutating func writeDate(_ index: Int) {
    let date = document.dates[index]
    beginRecord("date", .date, index)
    writer.key("text")
    text(date.range)
    startAndEnd(date.range)
    writer.key("iso")
    writer.string(orNull: date.iso)
    writer.key("grain")
    writer.string(date.grain.rawValue)
    writer.key("anchored")
    writer.bool(date.isAnchored)
    writeGivenBy(quote: date.quote)
    endRecord(rule: date.rule, confidence: date.confidence)
  }
}
