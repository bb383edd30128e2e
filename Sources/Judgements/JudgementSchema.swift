import Records

/// The JSON Schema (2020-12) of a line of judgements.
public enum JudgementSchema {
  /// The schema as one line of JSON with its line end.
  public static func json() -> [UInt8] {
    var writer = JSONLinesWriter()
    writer.beginObject()
    writer.key("$schema")
    writer.string("https://json-schema.org/draft/2020-12/schema")
    writer.key("title")
    writer.string("A line of Hearsay's judgements")
    SchemaType.writeObject(Judgement.fields, to: &writer)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }
}
