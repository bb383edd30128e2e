import Records
import Testing

@Suite struct JSONParserTests {
  static let values: [(text: String, value: JSONValue)] = [
    ("null", .null), (" true ", .bool(true)), ("-12.5e1", .number(-125)), ("[]", .array([])), ("{}", .object([])),
    (#""a\n\"\\\/\u00e9""#, .string("a\n\"\\/é")), (#""\ud83d\ude00""#, .string("😀")),
    (#""\ud83d""#, .string("\u{FFFD}")),
    (#"[1, "b", null]"#, .array([.number(1), .string("b"), .null])),
    (#"{"a": {"b": [2]}}"#, .object([.init(key: "a", value: .object([.init(key: "b", value: .array([.number(2)]))]))])),
  ]

  @Test(arguments: values) func reads(_ text: String, _ value: JSONValue) throws {
    #expect(try JSONParser.value(of: Array(text.utf8)) == value)
  }

  static let faults = [
    "", " ", "nul", "tru", "[1,]", "[1", "{\"a\"}", "{\"a\":}", "{a:1}", "\"abc", "\"\\", "\"\\u12", "\"\\x\"", "1 2",
    "+1",
    "nan", "infinity", ".5", "-", "--1", String(repeating: "[", count: 100_000),
  ]

  @Test(arguments: faults) func refuses(_ text: String) {
    #expect(throws: JSONError.self) { try JSONParser.value(of: Array(text.utf8)) }
  }
}
