import Records
import Testing

@Suite struct JSONValueWritingTests {
  static let rows: [(id: String, text: String)] = [
    ("offsets stay whole", #"{"start":14,"spans":[[0,2],[5,9]]}"#), ("a fraction", #"{"value":3.5,"confidence":0.5}"#),
    ("words", #"{"a":null,"b":true,"c":"x\"y\\n\u001b","d":[],"e":{}}"#),
    ("keys from anywhere", #"{"a\"b":[1,"2",[3]]}"#),
  ]

  @Test(arguments: rows) func aValueIsWrittenAsItWasRead(_ id: String, _ text: String) throws {
    var writer = JSONLinesWriter()
    writer.value(try JSONParser.value(of: Array(text.utf8)))
    #expect(String(decoding: writer.bytes, as: UTF8.self) == text, "\(id)")
  }
}
