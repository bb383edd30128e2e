/// The types of the records as other programs declare them, made from the fields that each type declares.
public enum SchemaExport: String, Sendable, CaseIterable {
  /// JSON Schema 2020-12.
  case json
  /// Arrow schemas in the JSON form of Arrow's integration tests, by type.
  case arrow
  /// The types of columns as pandas names them, by type: what `DataFrame.astype` takes.
  case pandas
  /// Tables with keys and indices, for SQLite and DuckDB alike.
  case sql
  /// Spark's `StructType` in JSON, by type.
  case spark

  /// The text, with its line end.
  public var bytes: [UInt8] {
    switch self {
    case .json: Schema.json()
    case .arrow: Self.byType { ArrowSchema.write($0, to: &$1) }
    case .spark: Self.byType { SparkSchema.write($0, to: &$1) }
    case .pandas: Self.byType { PandasTypes.write($0, to: &$1) }
    case .sql: Array(SQLSchema.text.utf8)
    }
  }

  private static func byType(_ write: ([SchemaColumn], inout JSONLinesWriter) -> Void) -> [UInt8] {
    var writer = JSONLinesWriter()
    writer.beginObject()
    for kind in RecordKind.allCases {
      writer.key(kind.word)
      write(SchemaColumn.columns(of: kind), &writer)
    }
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }
}

/// A field of a record with a type that all columnar formats have.
struct SchemaColumn: Sendable {
  indirect enum Kind: Sendable {
    case text, boolean, integer, double
    case list(Kind)
    case structure([SchemaColumn])
  }
  var name: StaticString
  var kind: Kind
  var isNullable: Bool
  /// A text that is a day.
  var isDay = false

  /// The columns of a type, in the order of its fields.
  static func columns(of kind: RecordKind) -> [SchemaColumn] {
    Schema.fields(of: kind).map(column)
  }

  private static func column(_ field: SchemaField) -> SchemaColumn {
    if case .nullable(let type) = field.type {
      return SchemaColumn(name: field.name, kind: kind(type), isNullable: true, isDay: isDay(type))
    }
    return SchemaColumn(name: field.name, kind: kind(field.type), isNullable: false, isDay: isDay(field.type))
  }

  private static func isDay(_ type: SchemaType) -> Bool {
    if case .pattern(let pattern) = type { "\(pattern)" == "\(SharedFields.dayPattern)" } else { false }
  }

  private static func kind(_ type: SchemaType) -> Kind {
    switch type {
    case .string, .pattern, .constant, .words: .text
    case .boolean: .boolean
    case .integer: .integer
    case .number, .share: .double
    case .array(let element): .list(kind(element))
    case .pair: .list(.integer)
    case .object(let fields): .structure(fields.map(column))
    case .nullable(let inner): kind(inner)
    case .reference(let name): .structure(Schema.fields(named: "\(name)").map(column))
    }
  }
}

/// Arrow: a field is an object with name, type and children.
enum ArrowSchema {
  static func write(_ columns: [SchemaColumn], to writer: inout JSONLinesWriter) {
    writer.beginObject()
    writer.key("fields")
    writer.beginArray()
    for column in columns { write(column.name, column.kind, column.isNullable, &writer) }
    writer.endArray()
    writer.endObject()
  }

  private static func write(
    _ name: StaticString, _ kind: SchemaColumn.Kind, _ isNullable: Bool, _ writer: inout JSONLinesWriter
  ) {
    writer.beginObject()
    writer.key("name")
    writer.word(name)
    writer.key("nullable")
    writer.bool(isNullable)
    writer.key("type")
    writeType(kind, &writer)
    writer.key("children")
    writer.beginArray()
    switch kind {
    case .list(let element): write("item", element, false, &writer)
    case .structure(let columns): for column in columns { write(column.name, column.kind, column.isNullable, &writer) }
    default: break
    }
    writer.endArray()
    writer.endObject()
  }

  private static func writeType(_ kind: SchemaColumn.Kind, _ writer: inout JSONLinesWriter) {
    writer.beginObject()
    writer.key("name")
    switch kind {
    case .text: writer.word("utf8")
    case .boolean: writer.word("bool")
    case .list: writer.word("list")
    case .structure: writer.word("struct")
    case .integer:
      writer.word("int")
      writer.key("isSigned")
      writer.bool(true)
      writer.key("bitWidth")
      writer.integer(64)
    case .double:
      writer.word("floatingpoint")
      writer.key("precision")
      writer.word("DOUBLE")
    }
    writer.endObject()
  }
}

/// Spark: a `StructType` as `StructType.fromJson` takes it.
enum SparkSchema {
  static func write(_ columns: [SchemaColumn], to writer: inout JSONLinesWriter) {
    writer.beginObject()
    writer.key("type")
    writer.word("struct")
    writer.key("fields")
    writer.beginArray()
    for column in columns {
      writer.beginObject()
      writer.key("name")
      writer.word(column.name)
      writer.key("type")
      writeType(column.kind, &writer)
      writer.key("nullable")
      writer.bool(column.isNullable)
      writer.key("metadata")
      writer.beginObject()
      writer.endObject()
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }

  private static func writeType(_ kind: SchemaColumn.Kind, _ writer: inout JSONLinesWriter) {
    switch kind {
    case .text: writer.word("string")
    case .boolean: writer.word("boolean")
    case .integer: writer.word("long")
    case .double: writer.word("double")
    case .structure(let columns): write(columns, to: &writer)
    case .list(let element):
      writer.beginObject()
      writer.key("type")
      writer.word("array")
      writer.key("elementType")
      writeType(element, &writer)
      writer.key("containsNull")
      writer.bool(false)
      writer.endObject()
    }
  }
}

/// pandas: an object with the name of a type a column. Those of integers and truth values that may be null have a null of
/// their own there; what is nested stays objects of Python.
enum PandasTypes {
  static func write(_ columns: [SchemaColumn], to writer: inout JSONLinesWriter) {
    writer.beginObject()
    for column in columns {
      writer.key(column.name)
      writer.word(name(of: column))
    }
    writer.endObject()
  }

  private static func name(of column: SchemaColumn) -> StaticString {
    switch column.kind {
    case .text: "string"
    case .boolean: column.isNullable ? "boolean" : "bool"
    case .integer: column.isNullable ? "Int64" : "int64"
    case .double: "float64"
    case .list, .structure: "object"
    }
  }
}

/// SQL: a table a type. What is nested in a record has columns of its own (`source.name` in `source_name`); lists are JSON.
enum SQLSchema {
  /// All statements, each ended by a semicolon and a line end.
  static var text: String {
    let tables = RecordKind.allCases.map(table)
    return (tables + indices).map { $0 + ";\n" }.joined()
  }

  private static let indices = [
    ("documents", "published"), ("documents", "duplicate_of"), ("entities", "document"), ("entities", "name"),
    ("sources", "document"), ("sources", "name"), ("quotes", "document"), ("quotes", "source_id"),
    ("quotes", "source_name"), ("numbers", "document"), ("numbers", "quote"), ("dates", "document"), ("dates", "iso"),
  ].map { "CREATE INDEX \($0.0)_\($0.1) ON \($0.0) (\"\($0.1)\")" }

  /// The table of a type: the name of its file without the end.
  private static func table(of kind: RecordKind) -> String {
    let name = String(kind.fileName.dropLast(".jsonl".count))
    var lines: [String] = []
    for column in SchemaColumn.columns(of: kind) where "\(column.name)" != "type" {
      add(column, prefix: "", isNullable: false, kind, to: &lines)
    }
    return "CREATE TABLE \(name) (\n\(lines.joined(separator: ",\n"))\n)"
  }

  private static func add(
    _ column: SchemaColumn, prefix: String, isNullable: Bool, _ kind: RecordKind, to lines: inout [String]
  ) {
    let name = prefix + "\(column.name)"
    let isNullable = isNullable || column.isNullable
    if case .structure(let inner) = column.kind {
      for column in inner { add(column, prefix: name + "_", isNullable: isNullable, kind, to: &lines) }
      return
    }
    var rest = isNullable ? "" : " NOT NULL"
    if name == "id" { rest = " PRIMARY KEY" }
    if name == "document", kind != .error { rest += " REFERENCES documents (\"id\")" }
    lines.append("  \"\(name)\" \(type(column))\(rest)")
  }

  private static func type(_ column: SchemaColumn) -> String {
    if column.isDay { return "DATE" }
    return switch column.kind {
    case .text: "VARCHAR"
    case .boolean: "BOOLEAN"
    case .integer: "BIGINT"
    case .double: "DOUBLE"
    case .list, .structure: "JSON"
    }
  }
}
