/// A line of JSON as flat nodes: no object a value, the memory used again for the next line.
///
/// Records come back in by the million; of most of their fields nobody wants the value. A node says where its value stands
/// in the line and which node comes after it and all that is inside it.
struct JSONTape {
  /// What a node is. `escaped` is a string with escapes in it.
  enum Kind: UInt8 { case null, isFalse, isTrue, number, string, escaped, array, object }

  /// A value; of an object, a key and its value by turns lie inside.
  struct Node {
    var kind: Kind
    /// The first byte of the value; of a string, behind its quotation mark.
    var start: Int32
    var end: Int32
    /// The node behind this one and all inside it.
    var next: Int32
  }

  private(set) var nodes: [Node] = []
  private(set) var bytes: [UInt8] = []
  private static let depthLimit = 64
  /// Offsets are of 32 bits.
  static let lineLimit = 1 << 30

  /// Reads a line that is one value; says what is wrong where it is none. O(bytes).
  mutating func read(_ line: UnsafeBufferPointer<UInt8>) -> String? {
    bytes.removeAll(keepingCapacity: true)
    nodes.removeAll(keepingCapacity: true)
    guard line.count < Self.lineLimit else { return "the line is too long" }
    bytes.append(contentsOf: line)
    var parser = Parser(line: line, nodes: nodes)
    nodes = []
    let failure = parser.whole()
    nodes = parser.nodes
    return failure
  }

  private struct Parser {
    let line: UnsafeBufferPointer<UInt8>
    var nodes: [Node]
    var position = 0

    mutating func whole() -> String? {
      guard value(depth: 0) else { return "no JSON at byte \(position + 1)" }
      skipBlanks()
      return position == line.count ? nil : "something follows the value at byte \(position + 1)"
    }

    private mutating func skipBlanks() {
      while position < line.count, line[position] == 0x20 || line[position] &- 9 < 5 { position &+= 1 }
    }

    private mutating func add(_ kind: Kind, _ start: Int, _ end: Int) {
      nodes.append(
        Node(kind: kind, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), next: 0))
      nodes[nodes.count - 1].next = Int32(truncatingIfNeeded: nodes.count)
    }

    private mutating func value(depth: Int) -> Bool {
      skipBlanks()
      guard position < line.count, depth < JSONTape.depthLimit else { return false }
      switch line[position] {
      case UInt8(ascii: "\""): return string()
      case UInt8(ascii: "{"): return container(.object, closing: UInt8(ascii: "}"), depth: depth)
      case UInt8(ascii: "["): return container(.array, closing: UInt8(ascii: "]"), depth: depth)
      case UInt8(ascii: "n"): return word("null", .null)
      case UInt8(ascii: "t"): return word("true", .isTrue)
      case UInt8(ascii: "f"): return word("false", .isFalse)
      default: return number()
      }
    }

    private mutating func container(_ kind: Kind, closing: UInt8, depth: Int) -> Bool {
      let node = nodes.count
      add(kind, position, position)
      position += 1
      skipBlanks()
      var isFirst = true
      while position < line.count, line[position] != closing {
        if !isFirst {
          guard line[position] == UInt8(ascii: ",") else { return false }
          position += 1
          skipBlanks()
        }
        isFirst = false
        if kind == .object {
          guard position < line.count, line[position] == UInt8(ascii: "\""), string() else { return false }
          skipBlanks()
          guard position < line.count, line[position] == UInt8(ascii: ":") else { return false }
          position += 1
        }
        guard value(depth: depth + 1) else { return false }
        skipBlanks()
      }
      guard position < line.count else { return false }
      position += 1
      nodes[node].end = Int32(truncatingIfNeeded: position)
      nodes[node].next = Int32(truncatingIfNeeded: nodes.count)
      return true
    }

    private mutating func string() -> Bool {
      position += 1
      let start = position
      var isEscaped = false
      while position < line.count {
        let byte = line[position]
        if byte == UInt8(ascii: "\"") {
          add(isEscaped ? .escaped : .string, start, position)
          position += 1
          return true
        }
        if byte == UInt8(ascii: "\\") {
          isEscaped = true
          position &+= 1
        }
        position &+= 1
      }
      position = min(position, line.count)
      return false
    }

    private mutating func number() -> Bool {
      let start = position
      while position < line.count, Self.isOfNumber(line[position]) { position += 1 }
      guard position > start else { return false }
      add(.number, start, position)
      return true
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
      byte &- 0x30 < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
        || byte | 0x20 == UInt8(ascii: "e")
    }

    private mutating func word(_ word: StaticString, _ kind: Kind) -> Bool {
      let length = word.utf8CodeUnitCount
      guard position + length <= line.count else { return false }
      for index in 0..<length where line[position + index] != word.utf8Start[index] { return false }
      add(kind, position, position + length)
      position += length
      return true
    }
  }
}

// MARK: Values

extension JSONTape {
  /// The whole line.
  static let root = 0

  /// The node of a key's value; nil where the node is no object or has no such key, or where the value is `null`.
  func member(_ object: Int?, _ key: StaticString) -> Int? {
    guard let object, object < nodes.count, nodes[object].kind == .object else { return nil }
    var node = object + 1
    let end = Int(nodes[object].next)
    while node < end {
      let value = node + 1
      if isEqual(node, key) { return nodes[value].kind == .null ? nil : value }
      node = Int(nodes[value].next)
    }
    return nil
  }

  /// Whether an object has a key at all.
  func hasKey(_ object: Int, _ key: StaticString) -> Bool {
    guard object < nodes.count, nodes[object].kind == .object else { return false }
    var node = object + 1
    while node < Int(nodes[object].next) {
      if isEqual(node, key) { return true }
      node = Int(nodes[node + 1].next)
    }
    return false
  }

  private func isEqual(_ node: Int, _ word: StaticString) -> Bool {
    let start = Int(nodes[node].start)
    guard Int(nodes[node].end) - start == word.utf8CodeUnitCount else { return false }
    for index in 0..<word.utf8CodeUnitCount where bytes[start + index] != word.utf8Start[index] { return false }
    return true
  }

  /// The elements of an array.
  func elements(_ array: Int?) -> [Int] {
    guard let array, nodes[array].kind == .array else { return [] }
    var found: [Int] = []
    var node = array + 1
    while node < Int(nodes[array].next) {
      found.append(node)
      node = Int(nodes[node].next)
    }
    return found
  }

  /// The bytes of a string, its escapes read; nil of anything else.
  func utf8(_ node: Int?) -> [UInt8]? {
    guard let node else { return nil }
    let range = Int(nodes[node].start)..<Int(nodes[node].end)
    switch nodes[node].kind {
    case .string: return Array(bytes[range])
    case .escaped: return Self.unescaped(bytes[range])
    default: return nil
    }
  }

  /// The text of a string.
  func string(_ node: Int?) -> String? { utf8(node).map { String(decoding: $0, as: UTF8.self) } }

  /// Whether the value is `true`.
  func isTrue(_ node: Int?) -> Bool { node.map { nodes[$0].kind == .isTrue } ?? false }

  /// The number; nil of anything else.
  func number(_ node: Int?) -> Double? {
    guard let node, nodes[node].kind == .number else { return nil }
    return Double(String(decoding: bytes[Int(nodes[node].start)..<Int(nodes[node].end)], as: UTF8.self))
  }

  /// The number where it is whole and can be an offset.
  func integer(_ node: Int?) -> Int? {
    guard let node, nodes[node].kind == .number else { return nil }
    var value = 0
    for index in Int(nodes[node].start)..<Int(nodes[node].end) {
      let digit = bytes[index] &- 0x30
      guard digit < 10, value < 1 << 40 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\\"), index < bytes.endIndex else {
        text.append(byte)
        continue
      }
      let escape = bytes[index]
      index += 1
      switch escape {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "u"): text.append(contentsOf: String(scalar(bytes, &index)).utf8)
      default: text.append(escape)
      }
    }
    return text
  }

  /// The code point of `XXXX` behind `\u`, or of a pair of them; U+FFFD for half a pair.
  private static func scalar(_ bytes: ArraySlice<UInt8>, _ index: inout Int) -> Character {
    func digits() -> UInt32? {
      guard index + 4 <= bytes.endIndex else { return nil }
      defer { index += 4 }
      return UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
    }
    guard let first = digits() else { return "\u{FFFD}" }
    if first & 0xFC00 == 0xD800, index + 6 <= bytes.endIndex, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    {
      index += 2
      if let second = digits(), let scalar = Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF) {
        return Character(scalar)
      }
    }
    return Character(Unicode.Scalar(first) ?? "\u{FFFD}")
  }
}
