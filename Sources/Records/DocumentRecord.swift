import TextModel

/// The record of a document: what is known of it, its text and its paragraphs.
enum DocumentRecord {
  static let fields: [SchemaField] = [
    SchemaField("type", .constant("document")),
    SchemaField("id", SharedFields.documentID),
    SchemaField("key", .nullable(.string)),
    SchemaField("origin", .string),
    SchemaField("url", .nullable(.string)),
    SchemaField("canonical", .nullable(.string)),
    SchemaField("title", .nullable(.string)),
    SchemaField("byline", .array(.string)),
    SchemaField("site", .nullable(.string)),
    SchemaField("section", .nullable(.string)),
    SchemaField("published", .nullable(SharedFields.day)),
    SchemaField("published_at", .nullable(.string)),
    SchemaField("modified", .nullable(SharedFields.day)),
    SchemaField("language", .nullable(.string)),
    SchemaField("credits", .array(.string)),
    SchemaField("rights", .nullable(.string)),
    SchemaField("not_article", .nullable(.string)),
    SchemaField("text_hash", .nullable(.pattern("^t[0-9a-f]{16}$"))),
    SchemaField("duplicate_of", .nullable(SharedFields.documentID)),
    SchemaField("text", .string),
    SchemaField("blocks", .array(.object(blockFields))),
    SchemaField("genre", .nullable(.words(Metadata.Genre.allCases.map(\.rawValue)))),
    SchemaField("outlet", .nullable(.string)),
  ]

  private static let blockFields: [SchemaField] = [
    SchemaField("start", .integer), SchemaField("end", .integer),
    SchemaField("role", .words(Block.Role.allCases.map(\.rawValue))), SchemaField("line", .integer),
    SchemaField("byte", .nullable(.integer)),
  ]
}

extension RecordWriter {
  /// Writes the record of the document itself.
  mutating func writeDocument(_ document: Document, textHash: UInt64?, hasText: Bool) {
    let metadata = document.metadata
    writer.beginObject()
    writer.key("type")
    writer.word("document")
    writer.key("id")
    documentID()
    writer.key("key")
    writer.string(orNull: metadata.key)
    writer.key("origin")
    writer.string(metadata.origin)
    writer.key("url")
    writer.string(orNull: metadata.url)
    writer.key("canonical")
    writer.string(orNull: metadata.canonical)
    writer.key("title")
    writer.string(orNull: metadata.title)
    writer.key("byline")
    strings(metadata.byline)
    writer.key("site")
    writer.string(orNull: metadata.site)
    writer.key("section")
    writer.string(orNull: metadata.section)
    writeDates(of: metadata)
    writer.key("credits")
    strings(metadata.credits)
    writer.key("rights")
    writer.string(orNull: metadata.rights)
    writer.key("not_article")
    writer.string(orNull: metadata.notArticle)
    writer.key("text_hash")
    writer.string(orNull: textHash.map { "t" + DocumentID.text(of: $0) })
    writer.key("duplicate_of")
    duplicatePosition = writer.count
    writer.null()
    writer.key("text")
    text(bytes: hasText ? view.text.indices : 0..<0)
    writeBlocks(document.blocks)
    writer.key("genre")
    writer.word(orNull: metadata.genre?.word)
    writer.key("outlet")
    writer.string(orNull: metadata.outlet)
    writer.endObject()
    writer.endLine()
  }

  private mutating func writeDates(of metadata: Metadata) {
    writer.key("published")
    writer.string(orNull: metadata.published)
    writer.key("published_at")
    writer.string(orNull: metadata.publishedAt)
    writer.key("modified")
    writer.string(orNull: metadata.modified)
    writer.key("language")
    writer.string(orNull: metadata.language)
  }

  private mutating func writeBlocks(_ blocks: [Block]) {
    writer.key("blocks")
    writer.beginArray()
    for block in blocks {
      writer.beginObject()
      startAndEnd(block.range)
      writer.key("role")
      writer.word(block.role.word)
      writer.key("line")
      writer.integer(Int(max(0, block.line)))
      writer.key("byte")
      if let byte = block.byte { writer.integer(Int(byte)) } else { writer.null() }
      writer.endObject()
    }
    writer.endArray()
  }
}
