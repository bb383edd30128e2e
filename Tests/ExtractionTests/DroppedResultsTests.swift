import GazetteerIndex
import RuleLanguage
import Testing
import TextModel

@testable import Extraction

/// Entities and sources of constructions that are switched off.
@Suite struct DroppedResultsTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var id: String
    var dropped: String
    var entities: [String]
    var sources: [String]
    /// For each source its entity, for each quote its source, by name.
    var entityOfSource: [String?]
    var sourceOfQuote: [String?]
    var testDescription: String { id }
  }

  static let rows = [
    Row(
      id: "a source", dropped: "source.pronoun", entities: ["Ann", "Troy"], sources: ["Troy"],
      entityOfSource: ["Troy"], sourceOfQuote: [nil, "Troy"]),
    Row(
      id: "an entity", dropped: "person.list", entities: ["Troy"], sources: ["they", "Troy"],
      entityOfSource: [nil, "Troy"], sourceOfQuote: ["they", "Troy"]),
    Row(
      id: "the entity of a source", dropped: "place.list", entities: ["Ann"], sources: ["they", "Troy"],
      entityOfSource: [nil, nil], sourceOfQuote: ["they", "Troy"]),
  ]

  @Test(arguments: rows) func whatStays(_ row: Row) throws {
    let base = Constructions.names.map {
      "construction \($0)\n  note It.\n  example <name>A</name>\n  example <name>B</name>\n  counterexample C\n"
    }.joined()
    let rules = try RuleSet.compile(
      sources: [("own", Array("drop \(row.dropped)\n".utf8))], over: [("base", Array(base.utf8))],
      gazetteers: try Gazetteers.compile([]))
    let document = Document()
    document.entities = [
      Entity(kind: .person, name: "Ann", rule: "person.list", confidence: 1),
      Entity(kind: .place, name: "Troy", rule: "place.list", confidence: 1),
    ]
    document.sources = [
      Source(name: "they", kind: .unknown, rule: "source.pronoun", confidence: 1),
      Source(name: "Troy", kind: .place, rule: "source.named", confidence: 1),
    ]
    document.sources[1].entity = 1
    document.quotes = [0, 1].map { source in
      var quote = Quote(
        kind: .direct, spans: [UTF8Range(0, 1)], sentence: UTF8Range(0, 1), rule: "quote.passive", confidence: 1)
      quote.source = source
      return quote
    }
    var stage = try #require(DroppedResults(rules))
    stage.process(document)
    #expect(document.entities.map(\.name) == row.entities)
    #expect(document.sources.map(\.name) == row.sources)
    #expect(document.sources.map { $0.entity.map { document.entities[$0].name } } == row.entityOfSource)
    #expect(document.quotes.map { $0.source.map { document.sources[$0].name } } == row.sourceOfQuote)
  }

  /// The stage is left out where it has nothing to do.
  @Test func nothingIsDropped() { #expect(DroppedResults(RuleSet()) == nil) }
}
