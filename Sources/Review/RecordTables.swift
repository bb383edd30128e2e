import Records

/// A column of a table of records, and what it has of a record.
public struct RecordColumn: Sendable {
  /// Its heading, by which `--columns` names it.
  public let name: String
  /// The column as a table has it.
  public let column: Table.Column
  /// Whether it is shown where the user names no columns: in a terminal, and in a file.
  let isShown: Bool
  let isWritten: Bool
  /// The text of the column in a row.
  public let value: @Sendable (RecordRow) -> String

  init(
    _ name: String, isNumeric: Bool = false, isPath: Bool = false, isMain: Bool = false, shown: Bool = false,
    written: Bool = true, _ value: @escaping @Sendable (RecordRow) -> String
  ) {
    self.name = name
    column = Table.Column(name, isNumeric: isNumeric, isPath: isPath, isMain: isMain)
    isShown = shown
    isWritten = written
    self.value = value
  }
}

/// A record with what a row says of the document that it is of.
public struct RecordRow: Sendable {
  let record: JSONValue
  let document: JSONValue
  let reviewed: ReviewedDocument
  /// The story of the document, where stories were read.
  let story: String

  /// Makes the row of a record.
  public init(_ record: JSONValue, document: JSONValue, reviewed: ReviewedDocument, story: String = "") {
    self.record = record
    self.document = document
    self.reviewed = reviewed
    self.story = story
  }

  func text(_ key: String) -> String { record[key].string ?? "" }
  func figure(_ key: String) -> String { record[key].number.map(RecordTables.figure) ?? "" }
  func isTrue(_ key: String) -> String { record[key].isTrue ? "yes" : "" }
  var source: JSONValue { record["source"] }

  /// The sentence or sentences of the record, as they stand in the document.
  var sentence: String {
    guard let range = record["sentence"].pair(limit: reviewed.text.count) else { return "" }
    return String(String.UnicodeScalarView(reviewed.text[range]))
  }

  /// Where the record begins: origin and line.
  var place: String {
    let start = record["start"].integer ?? record["spans"].elements.first?.elements.first?.integer
    guard let start = start ?? record["mentions"].elements.first?["start"].integer else { return reviewed.origin }
    return reviewed.place(of: start)
  }

  /// The registrable domain that the record says, else the site or the host.
  var outlet: String { document["outlet"].string ?? RecordCounts.outlet(of: document) }
}

/// The tables of record types: which columns they have.
public enum RecordTables {
  /// All columns of a type, in the order of a file.
  public static func columns(of kind: RecordKind) -> [RecordColumn] {
    switch kind {
    case .document: documents
    case .quote: [id] + context + quotes + trust
    case .number: [id] + context + numbers + trust
    case .date: [id] + context + dates + trust
    case .entity: [id] + context + entities + trust
    case .source: [id] + context + sources + trust
    case .error:
      [
        RecordColumn("origin", isPath: true, shown: true) { $0.text("origin") },
        RecordColumn("stage", shown: true) { $0.text("stage") },
        RecordColumn("reason", isMain: true, shown: true) { $0.text("reason") },
      ]
    }
  }

  /// The columns that the user names, or the usual ones; nil and the name that is none where there is one.
  public static func columns(
    of kind: RecordKind, named names: [String], forTerminal: Bool
  ) -> (columns: [RecordColumn], unknown: String?) {
    let all = columns(of: kind)
    if names.isEmpty { return (all.filter { forTerminal ? $0.isShown : $0.isWritten }, nil) }
    let found = names.map { name in all.first { $0.name == name } }
    let unknown = zip(names, found).first { $0.1 == nil }?.0
    return (found.compactMap { $0 }, unknown)
  }

  private static let id = RecordColumn("id") { $0.text("id") }

  /// What a row says of its document.
  private static let context = [
    RecordColumn("place", isPath: true, shown: true) { $0.place },
    RecordColumn("published") { $0.document["published"].string ?? "" },
    RecordColumn("outlet") { $0.outlet },
    RecordColumn("url", isPath: true) { $0.document["url"].string ?? $0.document["canonical"].string ?? "" },
    RecordColumn("title") { $0.document["title"].string ?? "" },
    RecordColumn("story") { $0.story },
  ]

  private static let trust = [
    RecordColumn("conf", isNumeric: true, shown: true) { QuoteView.hundredths($0.record["confidence"].number ?? 0) },
    RecordColumn("rule") { $0.text("rule") },
  ]

  private static let documents = [
    RecordColumn("id") { $0.text("id") },
    RecordColumn("origin", isPath: true, shown: true) { $0.text("origin") },
    RecordColumn("published", shown: true) { $0.text("published") },
    RecordColumn("outlet", shown: true) { $0.outlet },
    RecordColumn("url", isPath: true) { $0.document["url"].string ?? $0.document["canonical"].string ?? "" },
    RecordColumn("title", isMain: true, shown: true) { $0.text("title") },
    RecordColumn("byline") { $0.record["byline"].elements.compactMap(\.string).joined(separator: "; ") },
    RecordColumn("genre") { $0.text("genre") },
    RecordColumn("language") { $0.text("language") },
    RecordColumn("credits") { $0.record["credits"].elements.compactMap(\.string).joined(separator: "; ") },
    RecordColumn("not article") { $0.text("not_article") },
    RecordColumn("duplicate of", shown: true) { $0.text("duplicate_of") },
    RecordColumn("story") { $0.story },
  ]

  private static let quotes = [
    RecordColumn("kind", shown: true) { $0.text("kind") },
    RecordColumn("act") { $0.text("act") },
    RecordColumn("source", shown: true) { $0.source["name"].string ?? "" },
    RecordColumn("source kind") { $0.source["kind"].string ?? "" },
    RecordColumn("anonymous") { $0.source["anonymous"].isTrue ? "yes" : "" },
    RecordColumn("cue", shown: true) { $0.record["cue"]["text"].string ?? "" },
    RecordColumn("quote", isMain: true, shown: true) { $0.text("text") },
    RecordColumn("sentence") { $0.sentence },
    RecordColumn("negated") { $0.isTrue("negated") },
    RecordColumn("hedged") { $0.isTrue("hedged") },
  ]

  private static let numbers = [
    RecordColumn("kind", shown: true) { $0.text("kind") },
    RecordColumn("bound", shown: true) { $0.text("bound") },
    RecordColumn("value", isNumeric: true, shown: true) { value(of: $0.record) },
    RecordColumn("low", isNumeric: true, shown: true) { $0.figure("low") },
    RecordColumn("high", isNumeric: true, shown: true) { $0.figure("high") },
    RecordColumn("unit", shown: true) { $0.text("unit") },
    RecordColumn("counted", shown: true) { $0.text("counted") },
    RecordColumn("change") { $0.text("change") },
    RecordColumn("source", shown: true) { $0.source["name"].string ?? "" },
    RecordColumn("text", isMain: true, shown: true) { $0.text("text") },
    RecordColumn("sentence") { $0.sentence },
    RecordColumn("quote") { $0.text("quote") },
  ]

  private static let dates = [
    RecordColumn("iso", shown: true) { $0.text("iso") },
    RecordColumn("from") { $0.text("from") },
    RecordColumn("to") { $0.text("to") },
    RecordColumn("grain", shown: true) { $0.text("grain") },
    RecordColumn("source", shown: true) { $0.source["name"].string ?? "" },
    RecordColumn("text", isMain: true, shown: true) { $0.text("text") },
    RecordColumn("quote") { $0.text("quote") },
  ]

  private static let entities = [
    RecordColumn("kind", shown: true) { $0.text("kind") },
    RecordColumn("subtype") { $0.text("subtype") },
    RecordColumn("name", isMain: true, shown: true) { $0.text("name") },
    RecordColumn("mentions", isNumeric: true, shown: true) { "\($0.record["mentions"].elements.count)" },
    RecordColumn("ref", shown: true) { $0.text("ref") },
    RecordColumn("country") { $0.text("country") },
    RecordColumn("gender") { $0.text("gender") },
    RecordColumn("descriptors") { $0.record["descriptors"].elements.compactMap(\.string).joined(separator: "; ") },
  ]

  private static let sources = [
    RecordColumn("kind", shown: true) { $0.text("kind") },
    RecordColumn("name", isMain: true, shown: true) { $0.text("name") },
    RecordColumn("role") { $0.text("role") },
    RecordColumn("anonymous", shown: true) { $0.isTrue("anonymous") },
    RecordColumn("count", isNumeric: true, shown: true) { $0.figure("count") },
    RecordColumn("mentions", isNumeric: true, shown: true) { "\($0.record["mentions"].elements.count)" },
    RecordColumn("affiliations") { $0.record["affiliations"].elements.compactMap(\.string).joined(separator: "; ") },
    RecordColumn("condition", shown: true) { $0.text("condition") },
  ]

  /// The one figure of a number, or those of a score.
  private static func value(of record: JSONValue) -> String {
    let parts = record["parts"].elements.compactMap(\.number)
    return parts.isEmpty ? record["value"].number.map(figure) ?? "" : parts.map(figure).joined(separator: "-")
  }

  static func figure(_ value: Double) -> String {
    value.rounded() == value && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
