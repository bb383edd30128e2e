/// The types of records; the raw value is the word that `"type"` has.
public enum RecordKind: String, Sendable, CaseIterable {
  case document, entity, source, quote, number, date, error

  /// The file that `--split` writes records of the type to.
  public var fileName: String {
    self == .entity ? "entities.jsonl" : rawValue + "s.jsonl"
  }

  /// The letter of the type's ids within a document (`q` of `d…/q7`); nil where records have none.
  public var letter: Character? {
    switch self {
    case .document, .error: nil
    case .entity: "e"
    case .source: "s"
    case .quote: "q"
    case .number: "n"
    case .date: "d"
    }
  }
}
