import Extraction
import TextModel
import Testing

@Suite struct ResultOrderTests {
  @Test func referencesFollowWhatTheyReferTo() {
    let document = Document()
    document.text = Array(repeating: 0x61, count: 100)
    func entity(_ name: String, at start: Int) -> Entity {
      var entity = Entity(kind: .person, name: name, rule: "person.x", confidence: 1)
      entity.mentions = [
        Mention(range: UTF8Range(start + 20, start + 22), form: .pronoun),
        Mention(range: UTF8Range(start, start + 2), form: .name),
      ]
      return entity
    }
    document.entities = [entity("second", at: 40), entity("first", at: 10)]
    var source = Source(name: "second", kind: .person, rule: "source.x", confidence: 1)
    source.entity = 0
    document.sources = [source, Source(name: "nowhere", kind: .unknown, rule: "source.x", confidence: 1)]
    document.sources[0].mentions = [Mention(range: UTF8Range(40, 42), form: .name)]
    document.sources.swapAt(0, 1)
    var late = Quote(
      kind: .direct, spans: [UTF8Range(50, 60)], sentence: UTF8Range(0, 9), rule: "quote.late", confidence: 1)
    late.source = 1
    let early = Quote(
      kind: .direct, spans: [UTF8Range(5, 9)], sentence: UTF8Range(0, 9), rule: "quote.early", confidence: 1)
    document.quotes = [late, early]
    func figure(at start: Int) -> Figure {
      Figure(
        range: UTF8Range(start, start + 1), kind: .count, bound: .exact, sentence: UTF8Range(0, 9), rule: "n",
        confidence: 1)
    }
    document.figures = [figure(at: 55), figure(at: 51)]
    document.figures[1].of = 0
    document.figures[0].quote = 0
    document.figures[1].quote = 7

    var order = ResultOrder()
    order.process(document)

    #expect(document.entities.map(\.name) == ["first", "second"])
    #expect(document.entities[0].mentions.map(\.range.start.value) == [10, 30])
    #expect(document.sources.map(\.name) == ["second", "nowhere"])
    #expect(document.sources[0].entity == 1)
    #expect(document.quotes.map(\.rule) == ["quote.early", "quote.late"])
    #expect(document.quotes[1].source == 0)
    #expect(document.figures.map(\.range.start.value) == [51, 55])
    #expect(document.figures[0].of == 1)
    #expect(document.figures[1].quote == 1)
    #expect(document.figures[0].quote == nil)
  }
}
