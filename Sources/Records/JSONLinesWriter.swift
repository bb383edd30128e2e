import TextModel

/// Writes JSON by hand into a buffer of bytes: keys in the order of the calls, no object a value.
///
/// What is written is always valid UTF-8 and valid JSON: strings are escaped, and a number that JSON cannot say becomes
/// `null`.
public struct JSONLinesWriter: ~Copyable {
  private var buffer = ByteBuffer()
  /// 1 where a value stands before the next one, which then has a comma before it.
  private var comma = 0

  /// Makes an empty writer.
  public init() {}

  /// The number of bytes written so far.
  public var count: Int { buffer.count }

  /// A copy of what has been written so far.
  public var bytes: [UInt8] { Array(UnsafeRawBufferPointer(start: buffer.start, count: buffer.count)) }

  /// Empties the buffer and keeps its memory.
  public mutating func removeAll() {
    buffer.removeAll()
    comma = 0
  }

  /// Hands over what was written and begins anew.
  mutating func take() -> RecordBytes {
    comma = 0
    return buffer.take()
  }

  /// Makes room for so many bytes in one piece: a buffer that grows by doubling is there twice while it moves.
  public mutating func reserveCapacity(_ count: Int) { buffer.reserve(count) }

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
    buffer.reserve(1)
    buffer.put(UInt8(ascii: "\n"))
    comma = 0
  }

  /// Writes a key of the program's own, which needs no escapes.
  @inline(__always) public mutating func key(_ name: StaticString) {
    separate(before: name.utf8CodeUnitCount + 3)
    buffer.put(UInt8(ascii: "\""))
    buffer.put(name)
    buffer.put(UInt16(0x3A22), length: 2)  // ":
    comma = 0
  }

  /// Writes a key from anywhere.
  public mutating func key(named name: String) {
    string(name)
    stringPart(plain: UInt8(ascii: ":"))
    comma = 0
  }

  // MARK: Values

  /// Writes `null`.
  public mutating func null() { literal("null") }

  /// Writes `true` or `false`.
  public mutating func bool(_ value: Bool) {
    if value { literal("true") } else { literal("false") }
  }

  /// Writes a whole number.
  public mutating func integer(_ value: Int) {
    separate(before: 0)
    buffer.append(digits: value)
    comma = 1
  }

  /// Writes the keys `start` and `end` with their whole numbers, none below nought.
  mutating func startAndEnd(_ start: Int, _ end: Int) {
    buffer.reserve(72)
    buffer.put(UInt8(ascii: ","), length: comma)
    buffer.put("\"start\":")
    buffer.put(digits: start)
    buffer.put(",\"end\":")
    buffer.put(digits: end)
    comma = 1
  }

  /// Writes an array of two whole numbers, none below nought.
  mutating func pair(_ first: Int, _ second: Int) {
    buffer.reserve(64)
    buffer.put(UInt8(ascii: ","), length: comma)
    buffer.put(UInt8(ascii: "["))
    buffer.put(digits: first)
    buffer.put(UInt8(ascii: ","))
    buffer.put(digits: second)
    buffer.put(UInt8(ascii: "]"))
    comma = 1
  }

  /// Writes a mention up to the text of it, which comes as a part of a string.
  mutating func beginMention(_ start: Int, _ end: Int) {
    buffer.reserve(96)
    buffer.put(UInt8(ascii: ","), length: comma)
    buffer.put("{\"start\":")
    buffer.put(digits: start)
    buffer.put(",\"end\":")
    buffer.put(digits: end)
    buffer.put(",\"text\":\"")
  }

  /// Writes what comes behind the text of a mention.
  mutating func endMention(form: StaticString) {
    buffer.reserve(form.utf8CodeUnitCount + 16)
    buffer.put("\",\"form\":\"")
    buffer.put(form)
    buffer.put(UInt16(0x7D22), length: 2)  // "}
    comma = 1
  }

  /// Begins an object with the keys `type`, `id` and `document`; returns where both ids end but for the letter and number
  /// of the record.
  mutating func beginRecord(
    _ type: StaticString, id digits: SIMD16<UInt8>, letter: UInt8, number: Int
  ) -> (record: Int, document: Int) {
    buffer.reserve(128 + type.utf8CodeUnitCount)
    buffer.put("{\"type\":\"")
    buffer.put(type)
    buffer.put("\",\"id\":\"d")
    buffer.put(digits, length: 16)
    let record = buffer.count
    buffer.put(UInt8(ascii: "/"))
    buffer.put(letter)
    buffer.put(digits: number)
    buffer.put("\",\"document\":\"d")
    buffer.put(digits, length: 16)
    let document = buffer.count
    buffer.put(UInt8(ascii: "\""))
    comma = 1
    return (record, document)
  }

  /// Writes a number in its shortest form that every reader takes for a double (`4500.0`, `3.5`); `null` where it is not
  /// finite.
  public mutating func number(_ value: Double) {
    guard value.isFinite else { return null() }
    if value.rounded() == value, abs(value) < 1e15 {
      integer(Int(value))
      return plain(".0")
    }
    separate(before: 0)
    plain(value.description)
    comma = 1
  }

  /// Writes a share of one, rounded to three places (`0.97`, `1.0`); `null` where it is not finite.
  public mutating func confidence(_ value: Float) {
    guard value.isFinite else { return null() }
    guard value > 0, value < 1 else { return number((Double(value) * 1000).rounded() / 1000) }
    let digits = Int(Double(value) * 1000 + 0.5)
    guard digits > 0, digits < 1000 else { return number(Double(digits / 1000)) }
    separate(before: 8)
    buffer.put("0.")
    buffer.put(UInt8(ascii: "0") + UInt8(digits / 100))
    if digits % 100 != 0 { buffer.put(UInt8(ascii: "0") + UInt8(digits / 10 % 10)) }
    if digits % 10 != 0 { buffer.put(UInt8(ascii: "0") + UInt8(digits % 10)) }
    comma = 1
  }

  /// Writes a string.
  public mutating func string(_ value: String) {
    beginString()
    let isWritten: Void? = value.utf8.withContiguousStorageIfAvailable { buffer.appendEscaped($0) }
    if isWritten == nil { Array(value.utf8).withUnsafeBufferPointer { buffer.appendEscaped($0) } }
    endString()
  }

  /// Writes a string of the program's own, which needs no escapes.
  @inline(__always) public mutating func word(_ word: StaticString) {
    separate(before: word.utf8CodeUnitCount + 2)
    buffer.put(UInt8(ascii: "\""))
    buffer.put(word)
    buffer.put(UInt8(ascii: "\""))
    comma = 1
  }

  /// Writes a string of the program's own, or `null` where there is none.
  mutating func word(orNull word: StaticString?) {
    if let word { self.word(word) } else { null() }
  }

  /// Writes a string, or `null` where there is none.
  public mutating func string(orNull value: String?) {
    if let value { string(value) } else { null() }
  }

  /// Writes a stretch of valid UTF-8 as a string.
  public mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
    beginString()
    buffer.appendEscaped(text)
    endString()
  }

  /// Begins a string that is written in parts.
  public mutating func beginString() {
    separate(before: 1)
    buffer.put(UInt8(ascii: "\""))
  }

  /// Writes a part of a string: a stretch of valid UTF-8.
  public mutating func stringPart(_ text: UnsafeBufferPointer<UInt8>) { buffer.appendEscaped(text) }

  /// Writes a part of a string: a stretch of the text that a map was made of.
  mutating func stringPart(
    _ stretch: Range<Int>, of text: UnsafeBufferPointer<UInt8>, _ escapes: borrowing EscapeMap
  ) { buffer.appendEscaped(stretch, of: text, escapes) }

  /// Writes a part of a string: a character that needs no escape.
  public mutating func stringPart(plain byte: UInt8) {
    buffer.reserve(1)
    buffer.put(byte)
  }

  /// Writes a part of a string: 16 bytes that need no escapes.
  mutating func stringPart(plain part: SIMD16<UInt8>) {
    buffer.reserve(16)
    buffer.put(part, length: 16)
  }

  /// Writes a part of a string: the digits of a whole number.
  public mutating func stringPart(digits value: Int) { buffer.append(digits: value) }

  /// Ends a string that was written in parts.
  public mutating func endString() {
    buffer.reserve(1)
    buffer.put(UInt8(ascii: "\""))
    comma = 1
  }

  // MARK: Bytes

  private mutating func open(_ bracket: UInt8) {
    separate(before: 1)
    buffer.put(bracket)
    comma = 0
  }

  private mutating func close(_ bracket: UInt8) {
    buffer.reserve(1)
    buffer.put(bracket)
    comma = 1
  }

  /// Makes room for a value of so many bytes, with the comma that it needs before it.
  @inline(__always) private mutating func separate(before length: Int) {
    buffer.reserve(length + 1)
    buffer.put(UInt8(ascii: ","), length: comma)
  }

  @inline(__always) private mutating func literal(_ word: StaticString) {
    separate(before: word.utf8CodeUnitCount)
    buffer.put(word)
    comma = 1
  }

  private mutating func plain(_ text: String) {
    for byte in text.utf8 { stringPart(plain: byte) }
  }
}
