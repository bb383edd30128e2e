import Records
import Testing

@Suite struct JSONLinesWriterTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let id: String
    let write: @Sendable (inout JSONLinesWriter) -> Void
    let expected: String
    var testDescription: String { id }
  }

  static let rows: [Row] = [
    Row(id: "a whole number that readers take for a double", write: { $0.number(4500) }, expected: "4500.0"),
    Row(id: "fraction in its shortest form", write: { $0.number(0.1) }, expected: "0.1"),
    Row(id: "third", write: { $0.number(1.0 / 3) }, expected: "0.3333333333333333"),
    Row(id: "minus nought", write: { $0.number(-0.0) }, expected: "0.0"),
    Row(id: "negative", write: { $0.number(-12.5) }, expected: "-12.5"),
    Row(id: "large whole number", write: { $0.number(123_456_789_012_345) }, expected: "123456789012345.0"),
    Row(id: "larger than whole numbers are exact", write: { $0.number(1e300) }, expected: "1e+300"),
    Row(id: "infinity is no JSON", write: { $0.number(.infinity) }, expected: "null"),
    Row(id: "not a number is no JSON", write: { $0.number(.nan) }, expected: "null"),
    Row(id: "smallest integer", write: { $0.integer(.min) }, expected: "-9223372036854775808"),
    Row(id: "confidence to three places", write: { $0.confidence(0.87312) }, expected: "0.873"),
    Row(id: "confidence of one", write: { $0.confidence(1) }, expected: "1.0"),
    Row(id: "marks that JSON needs escaped", write: { $0.string("a\"b\\c") }, expected: #""a\"b\\c""#),
    Row(id: "line breaks and tabs", write: { $0.string("a\r\n\tb") }, expected: #""a\r\n\tb""#),
    Row(id: "control characters", write: { $0.string("\u{0}\u{1B}\u{1F}") }, expected: #""\u0000\u001b\u001f""#),
    Row(id: "other scripts stay as they are", write: { $0.string("é日😀") }, expected: "\"é日😀\""),
    Row(id: "no string", write: { $0.string(orNull: nil) }, expected: "null"),
    Row(
      id: "commas between values, none after a key",
      write: {
        $0.beginObject()
        $0.key("a")
        $0.beginArray()
        $0.integer(1)
        $0.beginArray()
        $0.endArray()
        $0.bool(true)
        $0.endArray()
        $0.key("b")
        $0.null()
        $0.endObject()
      }, expected: #"{"a":[1,[],true],"b":null}"#),
  ]

  @Test(arguments: rows) func writes(_ row: Row) throws {
    var writer = JSONLinesWriter()
    row.write(&writer)
    let bytes = writer.bytes
    #expect(String(decoding: bytes, as: UTF8.self) == row.expected)
    _ = try JSONParser.value(of: bytes)
  }

  @Test func linesBeginAnew() {
    var writer = JSONLinesWriter()
    writer.integer(1)
    writer.endLine()
    writer.integer(2)
    writer.endLine()
    let bytes = writer.bytes
    #expect(bytes == Array("1\n2\n".utf8))
    writer.removeAll()
    let count = writer.count
    #expect(count == 0)
  }

  /// Text is looked at eight bytes at a time: an escape at every place, with every length before and after it.
  @Test(arguments: ["\"", "\\", "\n", "\u{1}", "\u{1F}"]) func escapesEverywhere(_ mark: String) throws {
    for before in 0..<18 {
      for after in 0..<18 {
        let text =
          String(repeating: "aé ", count: 9).prefix(before) + mark + String(repeating: "z", count: after) + mark
        var writer = JSONLinesWriter()
        writer.string(String(text))
        let bytes = writer.bytes
        #expect(try JSONParser.value(of: bytes).string == String(text))
      }
    }
  }

  @Test func digitsOfEveryLength() {
    for power in 0..<18 {
      let ten = (0..<power).reduce(1) { product, _ in product * 10 }
      for value in [ten - 1, ten, ten + 1, 7 * ten, -ten] {
        var writer = JSONLinesWriter()
        writer.integer(value)
        let bytes = writer.bytes
        #expect(String(decoding: bytes, as: UTF8.self) == String(value))
      }
    }
  }

  @Test func confidencesOfThreePlaces() {
    for thousandths in 0...1000 {
      var writer = JSONLinesWriter()
      writer.confidence(Float(thousandths) / 1000)
      let bytes = writer.bytes
      let expected = (Double(thousandths) / 1000).description
      #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }
  }
}
