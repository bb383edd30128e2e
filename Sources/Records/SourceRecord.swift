import TextModel

/// The record of a source of a document: who is speaking, once however many ways it is mentioned.
enum SourceRecord {
  static let fields: [SchemaField] =
    [
      SchemaField("type", .constant("source")),
      SchemaField("id", SharedFields.sourceID),
      SchemaField("document", SharedFields.documentID),
      SchemaField("name", .string),
      SchemaField("kind", .words(Source.Kind.allCases.map(\.rawValue))),
      SchemaField("entity", .nullable(.pattern("^d[0-9a-f]{16}(-[1-9][0-9]*)?/e[1-9][0-9]*$"))),
      SchemaField("anonymous", .boolean),
      SchemaField("condition", .nullable(.string)),
      SchemaField("count", .nullable(.integer)),
      SchemaField("affiliations", .array(.string)),
      SchemaField("mentions", .array(.reference("mention"))),
    ] + SharedFields.origin + [SchemaField("role", .nullable(.string))]
}

extension RecordWriter {
  /// Writes the record of a source.
  mutating func writeSource(_ index: Int) {
    beginRecord("source", .source, index)
    writer.key("name")
    writer.string(view.sources[index].name)
    writer.key("kind")
    writer.word(view.sources[index].kind.word)
    writer.key("entity")
    if let entity = view.sources[index].entity, view.entities.indices.contains(entity) {
      recordID(.entity, entity)
    } else {
      writer.null()
    }
    writer.key("anonymous")
    writer.bool(view.sources[index].isAnonymous)
    writer.key("condition")
    writer.string(orNull: view.sources[index].condition)
    writer.key("count")
    if let count = view.sources[index].count, count >= 0 { writer.integer(count) } else { writer.null() }
    writer.key("affiliations")
    strings(view.sources[index].affiliations)
    writer.key("mentions")
    mentions(view.sources[index].mentions)
    origin(rule: view.sources[index].rule, confidence: view.sources[index].confidence)
    writer.key("role")
    writer.string(orNull: view.sources[index].role)
    endRecord()
  }
}
