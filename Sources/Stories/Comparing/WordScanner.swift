import Entities

/// A word or a mark of a text.
struct ScannedPiece {
  enum Kind { case word, mark }
  var kind: Kind
  /// In bytes.
  var start: Int
  var end: Int
  /// The first code point, and how many there are.
  var scalar: Int
  var length: Int
  /// Of a word.
  var hash: UInt64 = 0
  /// Of a mark: its code point.
  var value: UInt32 = 0
  var isCapital = false
  var isDigit = false
  var hasVowel = false
  /// *U.S.*
  var isDotted = false
}

/// Reads words and marks of a text one by one, counting code points.
struct WordScanner {
  private let text: UnsafeBufferPointer<UInt8>
  private var position = 0
  /// The code point of the next piece.
  private(set) var scalar = 0
  private var folded: [UInt8] = []

  init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// Goes on to a code point that lies ahead.
  mutating func skip(toScalar target: Int) {
    while position < text.count, scalar < target {
      position += Self.width(text[position])
      scalar += 1
    }
  }

  /// The next piece before a code point; nil where there is none.
  mutating func next(limit: Int) -> ScannedPiece? {
    guard position < text.count, scalar < limit else { return nil }
    return isWordByte(at: position) ? word(limit: limit) : mark()
  }

  private mutating func mark() -> ScannedPiece {
    let start = position
    let piece = ScannedPiece(
      kind: .mark, start: start, end: min(text.count, start + Self.width(text[start])), scalar: scalar, length: 1,
      value: value(at: start))
    position = piece.end
    scalar += 1
    return piece
  }

  private mutating func word(limit: Int) -> ScannedPiece {
    var piece = ScannedPiece(kind: .word, start: position, end: position, scalar: scalar, length: 0)
    folded.removeAll(keepingCapacity: true)
    piece.isCapital =
      text[position] &- 0x41 < 26 || text[position] == 0xC3 && position + 1 < text.count && text[position + 1] < 0x9F
    piece.isDigit = text[position] &- 0x30 < 10
    while position < text.count, scalar < limit {
      if isWordByte(at: position) {
        take(&piece)
      } else if let joint = joint(at: position, limit: limit) {
        if joint == .apostrophe { folded.append(UInt8(ascii: "'")) }
        if joint == .dot { piece.isDotted = true }
        position += Self.width(text[position])
        scalar += 1
      } else {
        break
      }
    }
    piece.end = min(position, text.count)
    piece.length = scalar - piece.scalar
    piece.hash = folded.withUnsafeBufferPointer { CommonWords.hash(of: $0) }
    return piece
  }

  private mutating func take(_ piece: inout ScannedPiece) {
    let byte = text[position]
    let width = Self.width(byte)
    if width == 1 {
      let small = byte &- 0x41 < 26 ? byte | 0x20 : byte
      folded.append(small)
      switch small {
      case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"):
        piece.hasVowel = true
      default: break
      }
    } else {
      for index in position..<min(text.count, position + width) { folded.append(text[index]) }
      piece.hasVowel = true
    }
    position += width
    scalar += 1
  }

  private enum Joint { case apostrophe, dot, comma }

  /// What joins two parts of a word: *don't*, *4,500*, *1.1*, *U.S.*
  private func joint(at place: Int, limit: Int) -> Joint? {
    let byte = text[place]
    let width = Self.width(byte)
    let behind = place + width
    guard behind < text.count, scalar + 1 < limit, isWordByte(at: behind), place > 0 else { return nil }
    let before = text[place - 1]
    let isBetweenDigits = before &- 0x30 < 10 && text[behind] &- 0x30 < 10
    switch byte {
    case UInt8(ascii: "'"): return .apostrophe
    case 0xE2: return value(at: place) == 0x2019 ? .apostrophe : nil
    case UInt8(ascii: ","): return isBetweenDigits ? .comma : nil
    case UInt8(ascii: "."):
      if isBetweenDigits { return .dot }
      // *U.S*: single capitals.
      let isSingle = place < 2 || !isWordByte(at: place - 2)
      let isCapital = before &- 0x41 < 26 && text[behind] &- 0x41 < 26
      return isSingle && isCapital ? .dot : nil
    default: return nil
    }
  }

  /// Letters, digits, and what is beyond ASCII and no punctuation.
  private func isWordByte(at place: Int) -> Bool {
    let byte = text[place]
    if byte < 0x80 { return byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 }
    if byte == 0xC2 { return place + 1 < text.count && text[place + 1] == 0xAA }
    if byte == 0xE2 { return place + 1 < text.count && text[place + 1] >= 0xB0 }
    if byte == 0xE3 { return place + 1 < text.count && text[place + 1] != 0x80 }
    return byte >= 0xC3 && byte != 0xEF && byte < 0xF0
  }

  private func value(at place: Int) -> UInt32 {
    let byte = text[place]
    let width = Self.width(byte)
    guard width > 1, place + width <= text.count else { return UInt32(byte) }
    var value = UInt32(byte) & (0x7F >> UInt32(width))
    for index in place + 1..<place + width { value = value << 6 | UInt32(text[index] & 0x3F) }
    return value
  }

  private static func width(_ byte: UInt8) -> Int { byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4 }
}
