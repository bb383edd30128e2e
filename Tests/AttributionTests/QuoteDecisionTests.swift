import Testing
import TextModel

@testable import Attribution

/// What is kept of the quotes that were put together, what act they are, and how far they are trusted.
@Suite struct QuoteDecisionTests {
  /// Sentences with an attribution, by the words that it is known by.
  static let kept: [AttributionCase] = [
    .init("said", "The minister said on Monday that the bridge would be closed for a year."),
    .init("found", "The report found that half of the wells were dry."),
    .init("warned", "Police warned that the river could rise again."),
  ]

  @Test(arguments: kept)
  func attribution(_ row: AttributionCase) throws {
    let attributor = try Attributor()
    let cues = attributor.quotes(in: row.text).compactMap(\.cue).map { attributor.document.string($0.range) }
    #expect(cues == [row.id])
  }

  /// Sentences whose verb is one of the lists, and which attribute nothing.
  static let silent = [
    "The bag offers three pockets and a strap.",
    "You want a pan that heats evenly.",
    "The striker added a second goal before the break.",
    "This trail features steep climbs and loose stones.",
    "The shop released a new coat in March.",
  ]

  @Test(arguments: silent)
  func noAttribution(_ text: String) throws {
    #expect(try Attributor().quotes(in: text).isEmpty)
  }

  /// A quote whose source may be somebody else is trusted less; one whose source is plain is not.
  @Test func marginCounts() {
    let file = "feature\tweight\tuses\nbias\t2\t9\ncontent\t1\t9\nmargin pronoun 0\t-3\t9\n"
    let tables = AttributionTables(files: [("attribution/quote-name.tsv", Array(file.utf8))])
    let document = Document()
    document.sources = [Source(name: "Ann Lee", kind: .person, rule: "source.name", confidence: 1)]
    document.quotes = [Resolution(.name), Resolution(.pronoun, margin: 0.1), Resolution(.pronoun, margin: 5)].map {
      var quote = Quote(
        kind: .indirect, spans: [], sentence: UTF8Range(0, 0), rule: "quote.source-cue-that", confidence: 0.9)
      quote.source = 0
      quote.resolution = $0
      return quote
    }
    var stage = QuoteConfidence(tables: tables)
    stage.process(document)
    let plain = Odds.share(2 + Odds.of(0.9))
    #expect(abs(document.quotes[0].confidence - plain) < 0.001)
    #expect(abs(document.quotes[1].confidence - Odds.share(-1 + Odds.of(0.9))) < 0.001)
    #expect(abs(document.quotes[2].confidence - plain) < 0.001)
  }

  /// Without weights nothing changes.
  @Test func noWeights() {
    let document = Document()
    document.quotes = [
      Quote(kind: .direct, spans: [], sentence: UTF8Range(0, 0), rule: "quote.speaker-turn", confidence: 0.4)
    ]
    var stage = QuoteConfidence(tables: AttributionTables())
    stage.process(document)
    #expect(document.quotes[0].confidence == 0.4)
  }
}
