/// The types of records; the raw value is the word that `"type"` has.
public enum RecordKind: String, Sendable, CaseIterable {
  case document, entity, source, quote, number, date, error

  /// The file that `--split` writes records of the type to.
  public var fileName: String {
    self == .entity ? "entities.jsonl" : rawValue + "s.jsonl"
  }

  /// The word that `"type"` has.
  var word: StaticString {
    switch self {
    case .document: "document"
    case .entity: "entity"
    case .source: "source"
    case .quote: "quote"
    case .number: "number"
    case .date: "date"
    case .error: "error"
    }
  }

  /// The letter of the type's ids within a document, in ASCII (`q` of `d…/q7`); a blank where records have none.
  var letter: UInt8 {
    switch self {
    case .document, .error: UInt8(ascii: " ")
    case .entity: UInt8(ascii: "e")
    case .source: UInt8(ascii: "s")
    case .quote: UInt8(ascii: "q")
    case .number: UInt8(ascii: "n")
    case .date: UInt8(ascii: "d")
    }
  }
}
