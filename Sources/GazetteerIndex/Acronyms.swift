/// Acronyms of two to four letters: many bodies have the same, and so have things that are no bodies (*ICU*, *CPI*).
///
/// In a list with the column `known` one counts by itself only where its line has it there; of any other the text has to
/// say what it stands for.
public enum Acronyms {
  /// The value of `only-if` that a name has by being such an acronym.
  public static let condition = "acronym"  // names: a condition

  /// Whether a name is two to four capitals, with points between them or not.
  public static func isShort(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    var letters = 0
    for byte in name where byte != 0x2E {
      guard byte >= 0x41, byte <= 0x5A else { return false }
      letters += 1
    }
    return letters >= 2 && letters <= 4
  }
}

extension GazetteerRow {
  /// Whether one of the names between `|` in a column is these bytes.
  func has(_ name: UnsafeBufferPointer<UInt8>, in column: Int, of text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard column < fields.count else { return false }
    return text[fields[column]].split(separator: 0x7C).contains { $0.elementsEqual(name) }
  }
}
