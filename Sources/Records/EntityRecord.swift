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
    let entity = document.entities[index]
    beginRecord("entity", .entity, index)
    writer.key("kind")
    writer.string(entity.kind.rawValue)
    writer.key("name")
    writer.string(entity.name)
    writer.key("ref")
    writer.string(orNull: entity.ref)
    writer.key("descriptors")
    strings(entity.descriptors)
    writer.key("mentions")
    mentions(entity.mentions)
    endRecord(rule: entity.rule, confidence: entity.confidence)
  }
}
