/// What a field of a record can hold, as JSON Schema says it.
package indirect enum SchemaType: Sendable {
  case string
  case pattern(StaticString)
  case constant(StaticString)
  case words([String])
  case boolean
  case integer
  case number
  /// A share of one.
  case share
  case array(SchemaType)
  /// A pair of code point offsets.
  case pair
  case object([SchemaField])
  case nullable(SchemaType)
  /// A type of `$defs`.
  case reference(StaticString)

  /// Writes the type as a JSON Schema.
  package func write(to writer: inout JSONLinesWriter) {
    writer.beginObject()
    writeKeywords(to: &writer)
    writer.endObject()
  }

  private func writeKeywords(to writer: inout JSONLinesWriter) {
    switch self {
    case .string: writeType("string", to: &writer)
    case .pattern(let pattern):
      writeType("string", to: &writer)
      writer.key("pattern")
      writer.string("\(pattern)")
    case .constant(let word):
      writer.key("const")
      writer.string("\(word)")
    case .words(let words):
      writer.key("enum")
      writer.beginArray()
      for word in words { writer.string(word) }
      writer.endArray()
    case .boolean: writeType("boolean", to: &writer)
    case .integer:
      writeType("integer", to: &writer)
      writer.key("minimum")
      writer.integer(0)
    case .number: writeType("number", to: &writer)
    case .share: writeShare(to: &writer)
    case .array(let element):
      writeType("array", to: &writer)
      writer.key("items")
      element.write(to: &writer)
    case .pair: writePair(to: &writer)
    case .object(let fields): Self.writeObject(fields, to: &writer)
    case .nullable(let type):
      writer.key("anyOf")
      writer.beginArray()
      type.write(to: &writer)
      writer.beginObject()
      writeType("null", to: &writer)
      writer.endObject()
      writer.endArray()
    case .reference(let name):
      writer.key("$ref")
      writer.string("#/$defs/\(name)")
    }
  }

  private func writeType(_ name: String, to writer: inout JSONLinesWriter) {
    writer.key("type")
    writer.string(name)
  }

  private func writeShare(to writer: inout JSONLinesWriter) {
    writeType("number", to: &writer)
    writer.key("minimum")
    writer.integer(0)
    writer.key("maximum")
    writer.integer(1)
  }

  private func writePair(to writer: inout JSONLinesWriter) {
    writeType("array", to: &writer)
    writer.key("items")
    SchemaType.integer.write(to: &writer)
    writer.key("minItems")
    writer.integer(2)
    writer.key("maxItems")
    writer.integer(2)
  }

  /// Writes the keywords of a closed object: all fields required, no others allowed.
  package static func writeObject(_ fields: [SchemaField], to writer: inout JSONLinesWriter) {
    writer.key("type")
    writer.string("object")
    writer.key("properties")
    writer.beginObject()
    for field in fields {
      writer.key(field.name)
      field.type.write(to: &writer)
    }
    writer.endObject()
    writer.key("required")
    writer.beginArray()
    for field in fields { writer.string("\(field.name)") }
    writer.endArray()
    writer.key("additionalProperties")
    writer.bool(false)
  }
}

/// A field of a record: its name and what it can hold.
package struct SchemaField: Sendable {
  package var name: StaticString
  package var type: SchemaType
  package init(_ name: StaticString, _ type: SchemaType) {
    self.name = name
    self.type = type
  }
}
