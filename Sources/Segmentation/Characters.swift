/// What a character is to the tokenizer.
enum CharacterKind: UInt8 {
  case blank, letter, digit, mark
  /// `'`, `’`, `‘`: an apostrophe or a quotation mark.
  case apostrophe
  /// `-`, `‐`, `‑`: joins the parts of a word.
  case hyphen
}

/// Small tests on bytes of UTF-8, and the kinds of characters beyond ASCII.
enum Characters {
  @inline(__always) static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }
  /// Whether a blank may begin with a byte.
  @inline(__always) static func mayBeBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte >= 0x7F }

  /// The top bit of every byte of a word that is no ASCII letter or digit.
  @inline(__always) static func others(in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // Sums of bytes below 0x80 never reach the next byte.
    let plain = word & (ones &* 0x7F)
    let small = plain | ones &* 0x20
    let letters = (small &+ ones &* (0x80 - 0x61)) & ~(small &+ ones &* (0x80 - 0x7B))
    let digits = (plain &+ ones &* (0x80 - 0x30)) & ~(plain &+ ones &* (0x80 - 0x3A))
    return (~(letters | digits) | word) & (ones &* 0x80)
  }

  /// The top bit of every byte of a word that is no ASCII letter.
  @inline(__always) static func otherThanLetters(in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let small = word & (ones &* 0x7F) | ones &* 0x20
    let letters = (small &+ ones &* (0x80 - 0x61)) & ~(small &+ ones &* (0x80 - 0x7B))
    return (~letters | word) & (ones &* 0x80)
  }

  /// The code point at `position` and its length in bytes; a broken sequence counts as one byte each.
  @inline(__always) static func scalar(
    _ text: UnsafeBufferPointer<UInt8>, at position: Int, limit: Int
  ) -> (value: UInt32, length: Int) {
    let first = text[position]
    if first < 0xC2 { return (UInt32(first), 1) }
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard first < 0xF5, position + length <= limit else { return (0xFFFD, 1) }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      let byte = text[position + offset]
      guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return (value, length)
  }

  /// The kind of a code point from 0x80 on. What is neither blank, digit nor a known mark counts as a letter.
  static func kind(_ value: UInt32) -> CharacterKind {
    switch value {
    case 0..<0xA0, 0xA0, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F, 0x3000, 0xFEFF: .blank
    case 0xBC...0xBE, 0x2150...0x215E, 0x2189: .digit
    case 0xAA, 0xAD, 0xB5, 0xBA: .letter
    case 0x2010, 0x2011: .hyphen
    case 0x2018, 0x2019, 0x2BC, 0xFF07: .apostrophe
    case 0xA1...0xBF, 0xD7, 0xF7, 0x2012...0x2027, 0x2030...0x205E, 0x2070...0x2BFF, 0x3001...0x303F: .mark
    case 0xE000...0xF8FF, 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFFF0...0xFFFF, 0x1F000...0x1FAFF: .mark
    default: .letter
    }
  }
}
