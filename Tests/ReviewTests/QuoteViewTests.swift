import TestSupport
import Records
import Review
import Testing

@Suite struct QuoteViewTests {
  private func quote(_ more: String = "", url: String = "https://a.example/1", name: String = "Ada Quist") throws
    -> ReviewedQuote
  {
    let document = """
      {"id":"d1","origin":"a.txt","title":"Storm","published":"2016-12-05","url":"\(url)","outlet":"a.example",
       "text":"It blew. It rained. The dam will hold, Ada Quist said. It did. All slept.",
       "blocks":[{"start":0,"end":73,"role":"body","line":1}]}
      """
    let record = """
      {"id":"d1/q1","kind":"indirect","spans":[[20,37]],"cue":{"lemma":"say","start":49,"end":53},\(more)
       "source":{"name":"\(name)","anonymous":false,"mention":{"start":39,"end":48}},"sentence":[20,54],"confidence":0.9}
      """
    let shown = ReviewedDocument(try JSONParser.value(of: Array(document.utf8)))
    return try #require(ReviewedQuote(try JSONParser.value(of: Array(record.utf8)), in: shown))
  }

  static let heads: [(width: Int, head: String)] = [
    (100, "▸ 312 of 11,026  Ada Quist  say  indirect  negated  0.90  2016-12-05  a.example"),
    (70, "▸ 312 of 11,026  Ada Quist  say  indirect  negated  0.90  2016-12-05"),
    (40, "▸ 312 of 11,026  Ada Quist  say"), (20, "▸ 312 of 11,026  Ada Qui…  say"),
  ]

  @Test(arguments: heads) func theHeadIsOneLine(_ width: Int, _ head: String) throws {
    let view = QuoteView(Terminal(width: width, hasColor: false))
    let position = QuotePosition(number: 312, total: 11_026)
    #expect(view.heading(of: try quote(#""negated":true,"#), at: position) == head)
  }

  static let links: [(url: String, isLink: Bool)] = [
    ("https://a.example/1?x=%C3%A9", true), ("http://a.example/", true), ("javascript:alert(1)", false),
    ("https://a.example/é", false), ("https://a.example/a b", false),
    ("https://a.example/\\u001b]52;c;eA==\\u0007", false),
  ]

  @Test(arguments: links) func onlyPlainAddressesAreLinks(_ url: String, _ isLink: Bool) throws {
    let document = try quote(url: url).document
    let linked = QuoteView(Terminal(width: 80, hasColor: true, hasLinks: true)).lines(of: document)[1]
    #expect(linked.contains("\u{1B}]8;;http") == isLink)
    #expect(isLink || !linked.contains("\u{1B}"))
    #expect(!QuoteView(Terminal(width: 80, hasColor: true)).lines(of: document)[1].contains("\u{1B}"))
  }

  static let contexts: [(count: Int, shown: String?)] = [
    (0, nil), (1, "It rained. The dam will hold, Ada Quist said. It did."),
    (9, "It blew. It rained. The dam will hold, Ada Quist said. It did. All slept."),
  ]

  @Test(arguments: contexts) func showsTheSentencesRound(_ count: Int, _ shown: String?) throws {
    let quote = try quote()
    var sentences = ContextSentences(count, words: ProjectWords.classes)
    let range = sentences.range(round: quote)
    let text = "It blew. It rained. The dam will hold, Ada Quist said. It did. All slept.".unicodeScalars.map { $0 }
    #expect(range.map { String(String.UnicodeScalarView(text[$0])) } == shown)
  }

  @Test func orders() throws {
    let one = try quote(name: "Bob")
    let other = try quote(name: "ann")
    for order in QuoteOrder.allCases { #expect(!(order.key(of: one) < order.key(of: one))) }
    #expect(QuoteOrder.source.key(of: other) < QuoteOrder.source.key(of: one))
    #expect(!(QuoteOrder.source.key(of: one) < QuoteOrder.source.key(of: other)))
  }

  @Test(arguments: [(7, nil, "7"), (1234, nil, "1,234"), (1, 1_000_000, "1 of 1,000,000"), (999, 999, "999 of 999")])
  func tellsThePosition(_ number: Int, _ total: Int?, _ shown: String) {
    #expect(QuotePosition(number: number, total: total).description == shown)
  }
}
