/// Levels a text for comparing: words in small letters with one blank between them, no marks, no apostrophes.
enum Normalizer {
  /// Appends the levelled text and returns the number of its words. O(bytes).
  @discardableResult
  static func append(_ text: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) -> Int {
    var words = 0
    var isInWord = false
    let first = out.count
    var index = 0
    while index < text.count {
      let byte = text[index]
      if ASCII.isLetter(byte) || ASCII.isDigit(byte) || (byte >= 0x80 && !isMark(text, at: index)) {
        if !isInWord {
          if out.count > first { out.append(0x20) }
          words += 1
          isInWord = true
        }
        out.append(ASCII.lower(byte))
        index += 1
        while index < text.count, text[index] & 0xC0 == 0x80 {
          out.append(text[index])
          index += 1
        }
      } else {
        let isApostrophe = byte == 0x27 || (byte == 0xE2 && index + 2 < text.count && text[index + 2] == 0x99)
        if !isApostrophe { isInWord = false }
        index += 1
        while index < text.count, text[index] & 0xC0 == 0x80 { index += 1 }
      }
    }
    return words
  }

  /// General punctuation, Latin-1 marks, guillemets.
  private static func isMark(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index + 1 < text.count else { return false }
    switch text[index] {
    case 0xC2: return text[index + 1] < 0xC0 && text[index + 1] != 0xAA && text[index + 1] != 0xBA
    case 0xE2: return text[index + 1] <= 0xAF
    default: return false
    }
  }

  static func levelled(_ text: String) -> [UInt8] {
    var out: [UInt8] = []
    var copy = text
    copy.withUTF8 { _ = append($0, to: &out) }
    return out
  }
}
