/// The words of a headline, a section or an address in small letters, byte by byte.
enum LineWords {
  /// Calls `body` with the words of a line, at most forty; an apostrophe is as it is typed.
  static func forEach(in line: String, _ body: (String) -> Void) {
    var word: [UInt8] = []
    var count = 0
    func finish() {
      guard !word.isEmpty else { return }
      count += 1
      if count <= 40 { body(string(word)) }
      word.removeAll(keepingCapacity: true)
    }
    for byte in line.utf8 {
      if word.suffix(2).elementsEqual([0xE2, 0x80]) {
        // A curly apostrophe is a straight one; other curly marks and dashes part words.
        word.removeLast(2)
        if byte == 0x99 { word.append(0x27) } else { finish() }
      } else if isPart(byte) {
        word.append(small(byte))
      } else {
        finish()
      }
    }
    finish()
  }

  /// Letters, digits, what is not ASCII and the marks *\' & . -*.
  private static func isPart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80 || byte == 0x27 || byte == 0x26 || byte == 0x2E
      || byte == 0x2D
  }

  private static func small(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// A straight or a curly quotation mark that opens.
  static func hasQuotationMark(_ line: String) -> Bool {
    var (earlier, before): (UInt8, UInt8) = (0, 0)
    for byte in line.utf8 {
      if byte == 0x22 || earlier == 0xE2 && before == 0x80 && (byte == 0x9C || byte == 0x98) { return true }
      (earlier, before) = (before, byte)
    }
    return false
  }

  /// The host of an address and the parts of its path in small letters; nil where it is none. What stands behind *?* or *#*
  /// and behind four hundred bytes is left out.
  static func parts(ofAddress address: String) -> [ArraySlice<UInt8>]? {
    var bytes: [UInt8] = []
    for byte in address.utf8.prefix(400) {
      if byte == 0x3F || byte == 0x23 { break }
      bytes.append(small(byte))
    }
    guard let colon = bytes.firstIndex(of: 0x3A), bytes[colon...].starts(with: [0x3A, 0x2F, 0x2F]) else { return nil }
    let parts = bytes[(colon + 3)...].split(separator: 0x2F)
    return parts.isEmpty ? nil : parts
  }

  static func string(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
