import TextModel

/// A failure of a JSON text: what was expected and at which byte.
struct JSONScanError: Error {
  var reason: String
  /// In bytes from the beginning.
  var position: Int
}

/// Steps through a JSON text value by value, without recursion and without a tree.
struct JSONScanner {
  /// What begins at the position.
  enum Kind { case object, array, string, number, literal, end }

  let bytes: UnsafeBufferPointer<UInt8>
  var position: Int
  /// Line breaks and tabs inside strings, comments and trailing commas are let through (JSON-LD in pages).
  let isLenient: Bool
  /// How deep values may nest.
  static let maxDepth = 512

  init(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int = 0, lenient: Bool = false) {
    self.bytes = bytes
    self.position = position
    isLenient = lenient
  }

  mutating func skipBlanks() {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
        position += 1
      } else if isLenient, byte == 0x2F, skipComment() {
        continue
      } else {
        return
      }
    }
  }

  private mutating func skipComment() -> Bool {
    guard position + 1 < bytes.count else { return false }
    if bytes[position + 1] == 0x2F {
      while position < bytes.count, bytes[position] != 0x0A { position += 1 }
      return true
    }
    guard bytes[position + 1] == 0x2A else { return false }
    position += 2
    while position + 1 < bytes.count, !(bytes[position] == 0x2A && bytes[position + 1] == 0x2F) { position += 1 }
    position = min(position + 2, bytes.count)
    return true
  }

  mutating func kind() -> Kind {
    skipBlanks()
    guard position < bytes.count else { return .end }
    switch bytes[position] {
    case 0x7B: return .object
    case 0x5B: return .array
    case 0x22: return .string
    case 0x2D, 0x30...0x39: return .number
    default: return .literal
    }
  }

  /// Takes a byte of structure if it comes next.
  mutating func take(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  func failure(_ expected: String) -> JSONScanError {
    JSONScanError(reason: "expected \(expected)", position: position)
  }

  /// Takes a string, decoded into `text`; nil drops it.
  mutating func string(into text: inout [UInt8]) throws(JSONScanError) {
    guard take(0x22) else { throw failure("a string") }
    text.removeAll(keepingCapacity: true)
    while true {
      let start = position
      position = plainEnd(from: start)
      // A long string gets the room that is left in the line at once, not twice what it needs by and by.
      if text.count + position - start > max(1 << 16, text.capacity) {
        text.reserveCapacity(text.count + bytes.count - start)
      }
      text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<position]))
      guard position < bytes.count else { throw failure("'\"' at the end of the string") }
      if bytes[position] == 0x22 {
        position += 1
        return
      }
      guard bytes[position] == 0x5C else { throw failure("no control character in a string") }
      try escape(into: &text)
    }
  }

  /// The place of the next quotation mark, backslash or control character (those count where not lenient), or the end.
  private func plainEnd(from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let raw = UnsafeRawBufferPointer(bytes)
    var place = start
    // A byte of zero in `x` shows as a high bit in `(x - ones) & ~x & highs`; here for all three at once.
    while place + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      let quote = word ^ (ones &* 0x22)
      let slash = word ^ (ones &* 0x5C)
      let low = isLenient ? 0 : (word &- ones &* 0x20) & ~word
      // Above the lowest bit others may be set that should not.
      let found = ((quote &- ones) & ~quote | (slash &- ones) & ~slash | low) & highs
      if found != 0 { return place + found.trailingZeroBitCount >> 3 }
      place += 8
    }
    while place < bytes.count, bytes[place] != 0x22, bytes[place] != 0x5C, bytes[place] >= 0x20 || isLenient {
      place += 1
    }
    return place
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONScanError) {
    guard position + 1 < bytes.count else { throw failure("an escape") }
    let letter = bytes[position + 1]
    position += 2
    switch letter {
    case 0x22, 0x5C, 0x2F: text.append(letter)
    case 0x62: text.append(0x08)
    case 0x66: text.append(0x0C)
    case 0x6E: text.append(0x0A)
    case 0x72: text.append(0x0D)
    case 0x74: text.append(0x09)
    case 0x75: Self.append(try codePoint(), to: &text)
    default:
      guard isLenient else { throw JSONScanError(reason: "expected an escape", position: position - 1) }
      text.append(letter)
    }
  }

  private static func append(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
    // NUL is no text, however it is written.
    let value = scalar.value == 0 ? 0xFFFD : scalar.value
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: value >> shift & 0x3F | 0x80) }
    switch value {
    case ..<0x80: text.append(UInt8(truncatingIfNeeded: value))
    case ..<0x800:
      text.append(UInt8(truncatingIfNeeded: value >> 6 | 0xC0))
      text.append(tail(0))
    case ..<0x10000:
      text.append(UInt8(truncatingIfNeeded: value >> 12 | 0xE0))
      text.append(tail(6))
      text.append(tail(0))
    default:
      text.append(UInt8(truncatingIfNeeded: value >> 18 | 0xF0))
      text.append(tail(12))
      text.append(tail(6))
      text.append(tail(0))
    }
  }

  /// Takes the four digits after `\u`, and the second half of a surrogate pair; U+FFFD for half a pair.
  private mutating func codePoint() throws(JSONScanError) -> Unicode.Scalar {
    let first = try fourDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    if first < 0xDC00, position + 1 < bytes.count, bytes[position] == 0x5C, bytes[position + 1] == 0x75 {
      let before = position
      position += 2
      let second = try fourDigits()
      if second >= 0xDC00, second < 0xE000,
        let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
      {
        return scalar
      }
      position = before
    }
    return "\u{FFFD}"
  }

  private mutating func fourDigits() throws(JSONScanError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard position < bytes.count, let digit = ASCII.hexDigit(bytes[position]) else {
        throw failure("four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  /// Takes a string without decoding it.
  mutating func skipString() throws(JSONScanError) {
    guard take(0x22) else { throw failure("a string") }
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == 0x22 { return }
      if byte == 0x5C { position += 1 }
    }
    position = bytes.count
    throw failure("'\"' at the end of the string")
  }

  /// Takes a number or a word (`true`, `null`), as it stands.
  mutating func word() throws(JSONScanError) -> String {
    skipBlanks()
    let start = position
    while position < bytes.count, ASCII.isJSONWord(bytes[position]) { position += 1 }
    guard position > start else { throw failure("a value") }
    let word = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
    let isNumber = bytes[start] == 0x2D || ASCII.isDigit(bytes[start])
    guard isLenient || isNumber || ["true", "false", "null"].contains(word) else {  // names: of JSON
      throw JSONScanError(reason: "expected a value", position: start)
    }
    return word
  }

  /// Takes a value of any kind and drops it.
  mutating func skipValue() throws(JSONScanError) {
    var open: [UInt8] = []
    repeat {
      switch kind() {
      case .object, .array:
        guard open.count < Self.maxDepth else { throw failure("values nested less than \(Self.maxDepth) deep") }
        open.append(bytes[position] + 2)
        position += 1
        if try openValue(closing: open[open.count - 1]) { continue }
        open.removeLast()
      case .string: try skipString()
      case .number, .literal: _ = try word()
      case .end: throw failure("a value")
      }
      try closeValues(&open)
    } while !open.isEmpty
  }

  /// Takes the close of an empty object or array (false), or the first key of an object (true).
  private mutating func openValue(closing close: UInt8) throws(JSONScanError) -> Bool {
    if take(close) { return false }
    if close == 0x7D { try key() }
    return true
  }

  private mutating func key() throws(JSONScanError) {
    try skipString()
    guard take(0x3A) else { throw failure("':'") }
  }

  /// After a value: takes the closes that follow, or a comma and the next key.
  private mutating func closeValues(_ open: inout [UInt8]) throws(JSONScanError) {
    while let close = open.last {
      if take(0x2C) {
        if isLenient, take(close) {
          open.removeLast()
          continue
        }
        if close == 0x7D { try key() }
        return
      }
      guard take(close) else { throw failure("',' or '\(Character(Unicode.Scalar(close)))'") }
      open.removeLast()
    }
  }

  /// Takes an object and calls `body` with each key, the scanner at its value, which `body` takes or leaves.
  mutating func object(_ body: (inout JSONScanner, [UInt8]) throws(JSONScanError) -> Void) throws(JSONScanError) {
    guard take(0x7B) else { throw failure("'{'") }
    if take(0x7D) { return }
    var key: [UInt8] = []
    while true {
      try string(into: &key)
      guard take(0x3A) else { throw failure("':'") }
      skipBlanks()
      let before = position
      try body(&self, key)
      if position == before { try skipValue() }
      if take(0x2C) {
        if isLenient, take(0x7D) { return }
        continue
      }
      guard take(0x7D) else { throw failure("',' or '}'") }
      return
    }
  }

  /// Takes an array and calls `body` at each of its values, which `body` takes or leaves.
  mutating func array(_ body: (inout JSONScanner) throws(JSONScanError) -> Void) throws(JSONScanError) {
    guard take(0x5B) else { throw failure("'['") }
    if take(0x5D) { return }
    while true {
      skipBlanks()
      let before = position
      try body(&self)
      if position == before { try skipValue() }
      if take(0x2C) {
        if isLenient, take(0x5D) { return }
        continue
      }
      guard take(0x5D) else { throw failure("',' or ']'") }
      return
    }
  }
}
