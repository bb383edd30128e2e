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
    ] + SharedFields.origin
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
    endRecord(rule: view.entities[index].rule, confidence: view.entities[index].confidence)
  }
}
