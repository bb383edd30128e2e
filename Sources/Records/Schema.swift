import TextModel

/// The JSON Schema (2020-12) of the records, made from the fields that each record type declares beside its writer.
public enum Schema {
  /// The schema as one line of JSON with its line end.
  public static func json() -> [UInt8] {
    var writer = JSONLinesWriter()
    writer.beginObject()
    writer.key("$schema")
    writer.string("https://json-schema.org/draft/2020-12/schema")
    writer.key("title")
    writer.string("A line of Hearsay's records")
    writer.key("oneOf")
    writer.beginArray()
    for kind in RecordKind.allCases.map(\.rawValue) + StoryKind.allCases.map(\.rawValue) {
      writer.beginObject()
      writer.key("$ref")
      writer.string("#/$defs/\(kind)")
      writer.endObject()
    }
    writer.endArray()
    writer.key("$defs")
    writer.beginObject()
    for (name, fields) in definitions + StoryRecords.all {
      writer.key(name)
      writer.beginObject()
      SchemaType.writeObject(fields, to: &writer)
      writer.endObject()
    }
    writer.endObject()
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  /// The fields of a record type.
  static func fields(of kind: RecordKind) -> [SchemaField] { fields(named: kind.rawValue) }

  /// The fields of a type of `$defs`.
  static func fields(named name: String) -> [SchemaField] { definitions.first { "\($0.name)" == name }?.fields ?? [] }

  private static let definitions: [(name: StaticString, fields: [SchemaField])] = [
    ("document", DocumentRecord.fields), ("entity", EntityRecord.fields), ("source", SourceRecord.fields),
    ("quote", QuoteRecord.fields), ("number", NumberRecord.fields), ("date", DateRecord.fields),
    ("error", ErrorRecord.fields), ("mention", SharedFields.mention), ("speaker", SharedFields.speaker),
  ]
}

/// Fields that several record types have.
enum SharedFields {
  static let documentID = SchemaType.pattern("^d[0-9a-f]{16}(-[1-9][0-9]*)?$")
  static let quoteID = SchemaType.pattern("^d[0-9a-f]{16}(-[1-9][0-9]*)?/q[1-9][0-9]*$")
  static let sourceID = SchemaType.pattern("^d[0-9a-f]{16}(-[1-9][0-9]*)?/s[1-9][0-9]*$")
  static let dayPattern: StaticString = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
  static let day = SchemaType.pattern(dayPattern)

  /// Words that refer to an entity or a source.
  static let mention = [
    SchemaField("start", .integer), SchemaField("end", .integer), SchemaField("text", .string),
    SchemaField("form", .words(["name", "nominal", "pronoun"])),
  ]

  /// Who is given for a quote, a number or a date.
  static let speaker = [
    SchemaField("id", sourceID), SchemaField("name", .string),
    SchemaField("kind", .words(Source.Kind.allCases.map(\.rawValue))), SchemaField("anonymous", .boolean),
    SchemaField("mention", .nullable(.reference("mention"))),
  ]

  /// The rule that made a record, and how far to trust it.
  static let origin = [SchemaField("rule", .string), SchemaField("confidence", .share)]
}
