import TextModel

/// Small helpers on bytes and stretches of bytes of pages.
extension ASCII {
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

  static func hexDigit(_ byte: UInt8) -> UInt8? {
    if isDigit(byte) { return byte - 0x30 }
    let letter = byte | 0x20
    return letter &- 0x61 < 6 ? letter - 0x57 : nil
  }

  /// Whether no byte is above 0x7F. O(bytes).
  static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    return all < 0x80
  }

  /// A byte of a number or of `true`, `false`, `null`.
  static func isJSONWord(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == 0x2D || byte == 0x2B || byte == 0x2E
  }

  /// Whether the bytes at `position` are `word` (given in small letters), in any case.
  static func matches(_ word: StaticString, in bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
    let count = word.utf8CodeUnitCount
    guard position >= 0, position + count <= bytes.count else { return false }
    let start = word.utf8Start
    for index in 0..<count where lower(bytes[position + index]) != start[index] { return false }
    return true
  }

  /// The first place of `word` (given in small letters) at or after `position`, in any case.
  static func find(_ word: StaticString, in bytes: UnsafeBufferPointer<UInt8>, from position: Int = 0) -> Int? {
    let count = word.utf8CodeUnitCount
    guard count > 0, bytes.count >= count else { return nil }
    let first = word.utf8Start[0]
    var index = max(0, position)
    while index + count <= bytes.count {
      if lower(bytes[index]) == first, matches(word, in: bytes, at: index) { return index }
      index += 1
    }
    return nil
  }

  /// The first place of `word` (given in small letters), in any case.
  static func find(_ word: [UInt8], in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !word.isEmpty, bytes.count >= word.count else { return nil }
    return (0...bytes.count - word.count).first { start in
      word.indices.allSatisfy { lower(bytes[start + $0]) == word[$0] }
    }
  }

  /// The string without blanks at its ends and with one for every run inside, or nil where nothing is left.
  static func squashed(_ text: some Sequence<UInt8>) -> String? {
    var out: [UInt8] = []
    var isBlankPending = false
    var isAfterC2 = false
    for byte in text {
      if isAfterC2, byte == 0xA0 {
        out.removeLast()
        if out.last == 0x20 { out.removeLast() }
        isBlankPending = true
      } else if isBlank(byte) {
        isBlankPending = true
      } else {
        if isBlankPending, !out.isEmpty { out.append(0x20) }
        isBlankPending = false
        out.append(byte)
      }
      isAfterC2 = byte == 0xC2
    }
    return out.isEmpty ? nil : String(decoding: out, as: UTF8.self)
  }
}
