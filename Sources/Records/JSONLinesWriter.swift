import TextModel

/// Writes JSON by hand into a byte buffer: keys in the order of the calls, no object a value.
///
/// What is written is always valid UTF-8 and valid JSON: strings are escaped, and a number that JSON cannot say becomes
/// `null`.
public struct JSONLinesWriter: Sendable {
  /// What has been written so far.
  public private(set) var bytes: [UInt8] = []
  /// A value stands before the next one.
  private var needsComma = false

  /// Makes an empty writer.
  public init() {}

  /// Empties the buffer and keeps its memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Hands over the buffer and begins a new one.
  public mutating func take() -> [UInt8] {
    let taken = bytes
    bytes = []
    needsComma = false
    return taken
  }

  /// Makes room for so many bytes in one piece: a buffer that grows by doubling is there twice while it moves.
  public mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

  // MARK: Structure

  /// Opens an object: `{`.
  public mutating func beginObject() { open(UInt8(ascii: "{")) }
  /// Closes the innermost object: `}`.
  public mutating func endObject() { close(UInt8(ascii: "}")) }
  /// Opens an array: `[`.
  public mutating func beginArray() { open(UInt8(ascii: "[")) }
  /// Closes the innermost array: `]`.
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  /// Ends a line, and with it a record.
  public mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  /// Writes a key of the program's own, which needs no escapes.
  public mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  // MARK: Values

  /// Writes `null`.
  public mutating func null() { literal("null") }

  /// Writes `true` or `false`.
  public mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

  /// Writes a whole number.
  public mutating func integer(_ value: Int) {
    separate()
    appendDigits(value)
    needsComma = true
  }

  /// Writes a number in its shortest form, whole ones without a fraction (`4500`, `3.5`); `null` where it is not finite.
  public mutating func number(_ value: Double) {
    guard value.isFinite else { return null() }
    if value.rounded() == value, abs(value) < 1e15 { return integer(Int(value)) }
    separate()
    bytes.append(contentsOf: value.description.utf8)
    needsComma = true
  }

  /// Writes a share of one, rounded to three places (`0.97`); `null` where it is not finite.
  public mutating func confidence(_ value: Float) {
    guard value.isFinite else { return null() }
    number((Double(value) * 1000).rounded() / 1000)
  }

  /// Writes a string.
  public mutating func string(_ value: String) {
    separate()
    var copy = value
    bytes.append(UInt8(ascii: "\""))
    copy.withUTF8 { appendEscaped($0) }
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// Writes a string of the program's own, which needs no escapes.
  public mutating func word(_ word: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// Writes a string, or `null` where there is none.
  public mutating func string(orNull value: String?) {
    if let value { string(value) } else { null() }
  }

  /// Writes a stretch of valid UTF-8 as a string.
  public mutating func string(_ text: [UInt8], in range: Range<Int>) {
    beginString()
    stringPart(text, in: range)
    endString()
  }

  /// Begins a string that is written in parts.
  public mutating func beginString() {
    separate()
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes a part of a string: a stretch of valid UTF-8.
  public mutating func stringPart(_ text: [UInt8], in range: Range<Int>) {
    text.withUnsafeBufferPointer { appendEscaped(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Writes a part of a string: bytes that need no escapes.
  public mutating func stringPart(plain part: some Sequence<UInt8>) { bytes.append(contentsOf: part) }

  /// Writes a part of a string: the digits of a whole number.
  public mutating func stringPart(digits value: Int) { appendDigits(value) }

  /// Ends a string that was written in parts.
  public mutating func endString() {
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  // MARK: Bytes

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func literal(_ word: StaticString) {
    separate()
    bytes.append(contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    needsComma = true
  }

  private mutating func appendDigits(_ value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for index in text.indices {
      let byte = text[index]
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      appendEscape(of: byte)
      start = index + 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
  }

  private mutating func appendEscape(of byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\n"): bytes.append(UInt8(ascii: "n"))
    case UInt8(ascii: "\r"): bytes.append(UInt8(ascii: "r"))
    case UInt8(ascii: "\t"): bytes.append(UInt8(ascii: "t"))
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    default:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: "u00".utf8)
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    }
  }
}
