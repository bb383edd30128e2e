import Records

/// The tables of record types: which columns they have, and the row of a record.
public enum RecordTables {
  /// The types that have a table.
  public static let kinds: [RecordKind] = [.document, .quote, .number, .date, .entity, .source, .error]

  /// The columns of a type.
  public static func columns(of kind: RecordKind) -> [Table.Column] {
    switch kind {
    case .document:
      [place, .init("published"), .init("site"), .init("title"), .init("duplicate of")]
    case .quote: [place, .init("kind"), .init("source"), .init("cue"), .init("quote"), trust]
    case .number:
      [
        place, .init("kind"), .init("bound"), .init("value", isNumeric: true), .init("low", isNumeric: true),
        .init("high", isNumeric: true), .init("unit"), .init("counted"), .init("source"),
        .init("text"), trust,
      ]
    case .date: [place, .init("iso"), .init("grain"), .init("source"), .init("text"), trust]
    case .entity:
      [place, .init("kind"), .init("name"), .init("mentions", isNumeric: true), .init("ref"), trust]
    case .source:
      [
        place, .init("kind"), .init("name"), .init("anonymous"), .init("count", isNumeric: true),
        .init("mentions", isNumeric: true), .init("condition"), trust,
      ]
    case .error: [place, .init("stage"), .init("reason")]
    }
  }

  private static let place = Table.Column("document", isPath: true)
  private static let trust = Table.Column("conf", isNumeric: true)

  /// The row of a record of a document.
  public static func row(of record: JSONValue, _ kind: RecordKind, in document: ReviewedDocument) -> [String] {
    func text(_ key: String) -> String { record[key].string ?? "" }
    func figure(_ key: String) -> String { record[key].number.map(Self.figure) ?? "" }
    let source = record["source"]["name"].string ?? ""
    let confidence = QuoteView.hundredths(record["confidence"].number ?? 0)
    let mentions = "\(record["mentions"].elements.count)"
    switch kind {
    case .document: return [document.origin, text("published"), text("site"), text("title"), text("duplicate_of")]
    case .quote:
      let start = record["spans"].elements.first?.elements.first?.integer ?? 0
      let cue = record["cue"]["text"].string ?? ""
      return [document.place(of: start), text("kind"), source, cue, text("text"), confidence]
    case .number:
      return [
        document.place(of: record["start"].integer ?? 0), text("kind"), text("bound"), value(of: record), figure("low"),
        figure("high"), text("unit"), text("counted"), source, text("text"), confidence,
      ]
    case .date:
      let place = document.place(of: record["start"].integer ?? 0)
      return [place, text("iso"), text("grain"), source, text("text"), confidence]
    case .entity: return [document.origin, text("kind"), text("name"), mentions, text("ref"), confidence]
    case .source:
      let anonymous = record["anonymous"].isTrue ? "yes" : ""
      return [
        document.origin, text("kind"), text("name"), anonymous, figure("count"), mentions, text("condition"),
        confidence,
      ]
    case .error: return [text("origin"), text("stage"), text("reason")]
    }
  }

  /// The one figure of a number, or those of a score.
  private static func value(of record: JSONValue) -> String {
    let parts = record["parts"].elements.compactMap(\.number)
    return parts.isEmpty ? record["value"].number.map(figure) ?? "" : parts.map(figure).joined(separator: "-")
  }

  static func figure(_ value: Double) -> String {
    value.rounded() == value && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
