import Testing

@testable import Stories

@Suite struct TapeTests {
  /// Lines that are no JSON.
  static let broken = [
    "", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1", "[1,2", "{\"a\":\"b", "{\"a\":1}x", "nul", "{\"a\":1,,\"b\":2}",
    String(repeating: "[", count: 100),
  ]

  @Test(arguments: broken) func saysWhatIsWrong(_ line: String) {
    var tape = JSONTape()
    #expect(Array(line.utf8).withUnsafeBufferPointer { tape.read($0) } != nil)
  }

  @Test func readsValues() {
    var tape = JSONTape()
    let line = #"{"a": "x\u00e9\n", "b": [1, 22], "c": {"d": null}, "e": true, "f": -1.5}"#
    #expect(Array(line.utf8).withUnsafeBufferPointer { tape.read($0) } == nil)
    #expect(tape.string(tape.member(JSONTape.root, "a")) == "xé\n")
    #expect(tape.elements(tape.member(JSONTape.root, "b")).map { tape.integer($0) } == [1, 22])
    #expect(tape.member(tape.member(JSONTape.root, "c"), "d") == nil)
    #expect(tape.isTrue(tape.member(JSONTape.root, "e")))
    #expect(tape.number(tape.member(JSONTape.root, "f")) == -1.5)
  }
}
