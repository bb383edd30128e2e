import Testing

@testable import Genres

/// Words of lines and parts of addresses, in small letters.
@Suite struct LineWordsTests {
  @Test(arguments: [
    ("How to Plant: 7 Tips", ["how", "to", "plant", "7", "tips"]), ("Don’t stop", ["don't", "stop"]),
    ("“Best” of—us", ["best", "of", "us"]), ("Q&A, e.g. Åre", ["q&a", "e.g.", "Åre"]), ("", []), ("—", []),
    ("Ca\u{301}", ["ca\u{301}"]),
  ])
  func words(line: String, words: [String]) {
    var found: [String] = []
    LineWords.forEach(in: line) { found.append($0) }
    #expect(found == words)
  }

  @Test func noMoreThanForty() {
    var count = 0
    LineWords.forEach(in: String(repeating: "a ", count: 500)) { _ in count += 1 }
    #expect(count == 40)
  }

  @Test(arguments: [
    ("https://Blog.Example.com/News/2024/a-b-c?x=1", ["blog.example.com", "news", "2024", "a-b-c"]),
    ("http://example.com", ["example.com"]), ("http://example.com/#top", ["example.com"]),
  ])
  func addresses(address: String, parts: [String]) {
    #expect(LineWords.parts(ofAddress: address)?.map { LineWords.string($0) } == parts)
  }

  @Test(arguments: ["", "example.com/news", "https://", "mailto:a@b.c", "https:///"]) func noAddress(_ text: String) {
    #expect(LineWords.parts(ofAddress: text) == nil)
  }

  @Test(arguments: [("He said \"no\"", true), ("‘No’", true), ("“No”", true), ("It’s no", false), ("", false)])
  func quotationMarks(line: String, has: Bool) { #expect(LineWords.hasQuotationMark(line) == has) }
}
