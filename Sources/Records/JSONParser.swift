import Glibc

/// Why a text is no JSON.
public struct JSONError: Error, Sendable, CustomStringConvertible {
  /// The byte of the text at which it shows, from 0.
  public var offset: Int
  /// Lower case, no full stop.
  public var reason: String

  /// What is wrong, and where.
  public var description: String { "\(reason) at byte \(offset + 1)" }
}

/// Reads one value of JSON; arrays and objects may lie in one another 64 deep.
public struct JSONParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var depth = 0
  private static let depthLimit = 64

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Reads a text that is one value. O(bytes).
  public static func value(of text: [UInt8]) throws(JSONError) -> JSONValue {
    let result = text.withUnsafeBufferPointer { bytes -> Result<JSONValue, JSONError> in
      do throws(JSONError) {
        var parser = JSONParser(bytes)
        return .success(try parser.whole())
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private mutating func whole() throws(JSONError) -> JSONValue {
    let value = try value()
    skipBlanks()
    guard position == bytes.count else { throw failure("something follows the value") }
    return value
  }

  private func failure(_ reason: String) -> JSONError { JSONError(offset: position, reason: reason) }

  private mutating func skipBlanks() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    skipBlanks()
    guard position < bytes.count else { throw failure("the value is missing") }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try nested(object)
    case UInt8(ascii: "["): return try nested(array)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ read: (inout JSONParser) throws(JSONError) -> JSONValue
  ) throws(JSONError) -> JSONValue {
    guard depth < Self.depthLimit else { throw failure("values nest too deep") }
    depth += 1
    position += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private var object: (inout JSONParser) throws(JSONError) -> JSONValue {
    { (parser: inout JSONParser) throws(JSONError) -> JSONValue in try parser.readObject() }
  }

  private var array: (inout JSONParser) throws(JSONError) -> JSONValue {
    { (parser: inout JSONParser) throws(JSONError) -> JSONValue in try parser.readArray() }
  }

  private mutating func readObject() throws(JSONError) -> JSONValue {
    var members: [JSONValue.Member] = []
    skipBlanks()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipBlanks()
      let key = try string()
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw failure("':' is missing") }
      members.append(JSONValue.Member(key: key, value: try value()))
      skipBlanks()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw failure("',' or '}' is missing") }
    }
  }

  private mutating func readArray() throws(JSONError) -> JSONValue {
    var elements: [JSONValue] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      elements.append(try value())
      skipBlanks()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(UInt8(ascii: ",")) else { throw failure("',' or ']' is missing") }
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
    let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes[position...].starts(with: expected) else { throw failure("the value is none of JSON's") }
    position += expected.count
    return value
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = position
    while position < bytes.count, Self.isOfNumber(bytes[position]) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let first = text.utf8.first, first == UInt8(ascii: "-") || first &- 0x30 < 10, let number = Double(text)
    else {
      position = start
      throw failure("the value is none of JSON's")
    }
    return .number(number)
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
      || byte | 0x20 == UInt8(ascii: "e")
  }

  // MARK: Strings

  private mutating func string() throws(JSONError) -> String {
    guard take(UInt8(ascii: "\"")) else { throw failure("a string is missing") }
    var text: [UInt8] = []
    while position < bytes.count {
      let start = position
      while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\\") {
        position += 1
      }
      text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<position]))
      if take(UInt8(ascii: "\"")) { return String(decoding: text, as: UTF8.self) }
      if position < bytes.count { try escape(into: &text) }
    }
    throw failure("a string is never closed")
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    position += 1
    guard position < bytes.count else { throw failure("a string is never closed") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "u"): text.append(contentsOf: String(try scalar()).utf8)
    default: throw failure("the escape is none of JSON's")
    }
  }

  /// The code point of `\uXXXX`, or of a pair of them; U+FFFD for half a pair.
  private mutating func scalar() throws(JSONError) -> Character {
    let first = try fourDigits()
    if first & 0xFC00 == 0xD800, bytes[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
      let after = position
      position += 2
      let second = try fourDigits()
      if second & 0xFC00 == 0xDC00, let scalar = Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF) {
        return Character(scalar)
      }
      position = after
    }
    return Character(Unicode.Scalar(first) ?? "\u{FFFD}")
  }

  private mutating func fourDigits() throws(JSONError) -> UInt32 {
    guard position + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw failure("four hexadecimal digits are missing") }
    position += 4
    return value
  }
}
