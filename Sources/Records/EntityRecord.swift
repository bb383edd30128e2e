import TextModel

/// The record of a person, place, organization or group of a document.
enum EntityRecord {
  static let fields: [SchemaField] =
    [
      SchemaField("type", .constant("entity")),
      SchemaField("id", .pattern("^d[0-9a-f]{16}(-[1-9][0-9]*)?/e[1-9][0-9]*$")),
      SchemaField("document", SharedFields.documentID),
      SchemaField("kind", .words(Entity.Kind.allCases.map(\.rawValue))),
      SchemaField("name", .string),
      SchemaField("ref", .nullable(.string)),
      SchemaField("descriptors", .array(.string)),
      SchemaField("mentions", .array(.reference("mention"))),
    ] + SharedFields.origin + [
      SchemaField("gender", .nullable(.words(["female", "male"]))),
      SchemaField("country", .nullable(.pattern("^[A-Z]{2}$"))),
      SchemaField("subtype", .nullable(.string)),
    ]
}

extension RecordWriter {
  /// Writes the record of an entity.
  mutating func writeEntity(_ index: Int) {
    beginRecord("entity", .entity, index)
    writer.key("kind")
    writer.word(view.entities[index].kind.word)
    writer.key("name")
    writer.string(view.entities[index].name)
    writer.key("ref")
    writer.string(orNull: view.entities[index].ref)
    writer.key("descriptors")
    strings(view.entities[index].descriptors)
    writer.key("mentions")
    mentions(view.entities[index].mentions)
    origin(rule: view.entities[index].rule, confidence: view.entities[index].confidence)
    writer.key("gender")
    writer.word(orNull: view.entities[index].gender?.word)
    writer.key("country")
    writer.string(orNull: view.entities[index].country)
    writer.key("subtype")
    writer.string(orNull: view.entities[index].subtype)
    endRecord()
  }
}
