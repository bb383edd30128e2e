import Extraction
import Testing
import TextModel

@Suite struct WeakQuotesTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var id: String
    var rule = "quote.source-cue-object"
    var confidence: Float
    var isMeasured = true
    var stays: Bool
    var testDescription: String { id }
  }

  static let rows = [
    Row(id: "weak", confidence: 0.1, stays: false),
    Row(id: "strong", confidence: 0.9, stays: true),
    Row(id: "just enough", confidence: WeakQuotes.least, stays: true),
    Row(id: "a rule of the analyst's", rule: "quote.mine", confidence: 0.1, stays: true),
    Row(id: "not measured", confidence: 0.1, isMeasured: false, stays: true),
  ]

  /// A quote of a row behind a strong one; each has a source and a number of its own.
  @Test(arguments: rows) func whatStays(_ row: Row) {
    let document = Document()
    document.text = Array(repeating: 0x61, count: 100)
    func quote(at start: Int, _ rule: String, _ confidence: Float, source: Int) -> Quote {
      var quote = Quote(
        kind: .direct, spans: [UTF8Range(start, start + 5)], sentence: UTF8Range(0, 9), rule: rule,
        confidence: confidence)
      quote.source = source
      return quote
    }
    document.sources = ["first", "second"].map { Source(name: $0, kind: .person, rule: "source.x", confidence: 1) }
    document.quotes = [
      quote(at: 10, row.rule, row.confidence, source: 0), quote(at: 30, "quote.passive", 0.9, source: 1),
    ]
    document.figures = [12, 32].map {
      Figure(
        range: UTF8Range($0, $0 + 1), kind: .count, bound: .exact, sentence: UTF8Range(0, 9), rule: "n", confidence: 1)
    }
    document.figures[0].quote = 0
    document.figures[1].quote = 1
    var stage = WeakQuotes(isMeasured: row.isMeasured)
    stage.process(document)
    #expect(document.sources.map(\.name) == (row.stays ? ["first", "second"] : ["second"]))
    #expect(document.quotes.map(\.source) == (row.stays ? [0, 1] : [0]))
    #expect(document.figures.map(\.quote) == (row.stays ? [0, 1] : [nil, 0]))
  }
}
