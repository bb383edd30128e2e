import Records

/// The tables of records over documents: which columns they have, and the row of a record.
public enum StoryTables {
  /// The columns of a type.
  public static func columns(of kind: StoryKind) -> [Table.Column] {
    switch kind {
    case .story:
      [
        .init("story"), .init("begins"), .init("documents", isNumeric: true), .init("origins", isNumeric: true),
        .init("title"), .init("outlets"), trust,
      ]
    case .reuse:
      [
        .init("document"), .init("from"), .init("grade"), .init("share", isNumeric: true),
        .init("of", isNumeric: true), .init("why"), .init("credited"), trust,
      ]
    case .change: [.init("reuse"), .init("kind"), .init("what"), .init("from"), .init("text"), trust]
    case .saying:
      [
        .init("story"), .init("source"), .init("kind"), .init("quotes", isNumeric: true),
        .init("wordings", isNumeric: true), .init("altered"), .init("text"), trust,
      ]
    case .identity:
      [
        .init("identity"), .init("kind"), .init("name"), .init("documents", isNumeric: true), .init("also"),
        .init("roles"), .init("first"), .init("last"), trust,
      ]
    case .figure: [.init("story"), .init("counted"), .init("values"), .init("unit"), .init("agree"), trust]
    }
  }

  private static let trust = Table.Column("conf", isNumeric: true)

  /// The row of a record.
  public static func row(of record: JSONValue, _ kind: StoryKind) -> [String] {
    func text(_ key: String) -> String { record[key].string ?? "" }
    func strings(_ key: String) -> [String] { record[key].elements.compactMap(\.string) }
    func share(_ key: String) -> String { QuoteView.hundredths(record[key].number ?? 0) }
    let trust = share("confidence")
    switch kind {
    case .story:
      let origins = record["origins"].integer.map(String.init) ?? ""
      return [
        text("id"), text("begins"), "\(record["documents"].elements.count)", origins, text("title"),
        strings("outlets").joined(separator: ", "), trust,
      ]
    case .reuse:
      let isCredited = record["credited"].isTrue ? "yes" : ""
      return [
        text("document"), text("from"), text("grade"), share("share"), share("of"), text("why"), isCredited, trust,
      ]
    case .change: return [text("reuse"), text("kind"), text("what"), text("from_text"), text("text"), trust]
    case .saying:
      return [
        text("story"), text("source"), text("kind"), "\(record["quotes"].elements.count)",
        "\(record["variants"].elements.count)", record["altered"].isTrue ? "yes" : "", text("text"), trust,
      ]
    case .identity:
      let others = record["names"].elements.compactMap { $0["name"].string }.filter { $0 != record["name"].string }
      return [
        text("id"), text("kind"), text("name"), record["documents"].integer.map(String.init) ?? "",
        others.joined(separator: ", "), strings("roles").joined(separator: ", "), text("first"), text("last"), trust,
      ]
    case .figure:
      let values = record["values"].elements.map(value)
      let agree = record["agree"].isTrue ? "yes" : "no"
      return [text("story"), text("counted"), values.joined(separator: " · "), text("unit"), agree, trust]
    }
  }

  /// A value as people write it: *at least 80*, *4500 to 6000*.
  private static func value(_ record: JSONValue) -> String {
    let figures = ["low", "high"].map { record[$0].number.map(RecordTables.figure) }
    if let exact = record["value"].number.map(RecordTables.figure) {
      return record["bound"].string == "about" ? "about \(exact)" : exact
    }
    if let low = figures[0], let high = figures[1] { return "\(low) to \(high)" }
    return "\(record["bound"].string ?? "") \(figures[0] ?? figures[1] ?? "")"
  }
}
