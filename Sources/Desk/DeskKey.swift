/// A key that was pressed.
package enum DeskKey: Sendable, Equatable {
  case character(Unicode.Scalar)
  case enter, escape, backspace, interrupt, redraw
  case up, down, left, right
}

/// Makes keys of the bytes that a terminal in raw mode sends.
package struct DeskKeyReader: Sendable {
  private var bytes: [UInt8] = []

  /// Makes a reader that waits for nothing.
  package init() {}

  /// Takes bytes in; the keys that are whole. An escape at the end of what came together is the key itself.
  package mutating func keys(of input: some Sequence<UInt8>) -> [DeskKey] {
    bytes += input
    var keys: [DeskKey] = []
    var index = 0
    while index < bytes.count {
      guard let (key, length) = Self.key(in: bytes[index...]) else { break }
      if let key { keys.append(key) }
      index += length
    }
    bytes.removeFirst(index)
    return keys
  }

  /// The first key and its length; a key of nil is one that means nothing, and nil waits for more bytes.
  private static func key(in bytes: ArraySlice<UInt8>) -> (DeskKey?, Int)? {
    guard let first = bytes.first else { return nil }
    switch first {
    case 0x03, 0x04: return (.interrupt, 1)
    case 0x08, 0x7F: return (.backspace, 1)
    case 0x0A, 0x0D: return (.enter, 1)
    case 0x0C: return (.redraw, 1)
    case 0x1B: return escape(bytes.dropFirst())
    case 0x00..<0x20: return (nil, 1)
    case 0x20..<0x7F: return (.character(Unicode.Scalar(first)), 1)
    default: return character(bytes)
    }
  }

  /// A sequence that begins with an escape: arrows, and others that mean nothing.
  private static func escape(_ rest: ArraySlice<UInt8>) -> (DeskKey?, Int) {
    guard let second = rest.first, second == UInt8(ascii: "[") || second == UInt8(ascii: "O") else {
      return (.escape, 1)
    }
    var length = 2
    for byte in rest.dropFirst() {
      length += 1
      guard (0x40...0x7E).contains(byte) else { continue }
      switch byte {
      case UInt8(ascii: "A"): return (.up, length)
      case UInt8(ascii: "B"): return (.down, length)
      case UInt8(ascii: "C"): return (.right, length)
      case UInt8(ascii: "D"): return (.left, length)
      default: return (nil, length)
      }
    }
    return (nil, length)
  }

  /// A character of several bytes; a byte that begins none means nothing.
  private static func character(_ bytes: ArraySlice<UInt8>) -> (DeskKey?, Int)? {
    let first = bytes.first ?? 0
    guard (0xC2...0xF4).contains(first) else { return (nil, 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    let rest = bytes.dropFirst().prefix(length - 1)
    if rest.contains(where: { $0 & 0xC0 != 0x80 }) { return (nil, 1) }
    guard bytes.count >= length else { return nil }
    let text = String(decoding: bytes.prefix(length), as: UTF8.self)
    return (text.unicodeScalars.first.flatMap { $0 == "\u{FFFD}" ? nil : .character($0) }, length)
  }
}
