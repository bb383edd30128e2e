import Testing
import TextModel

@testable import Attribution

@Suite struct SpeakerTurnsTests {
  /// A document, a block a line, and its turns as `label|content`.
  struct Row: Sendable, CustomTestStringConvertible {
    let id: String
    let text: String
    let turns: [String]
    var testDescription: String { id }
  }

  static let rows: [Row] = [
    Row(
      id: "capitals",
      text: "HOST: Is the mine shut?\nMS. ODELL: It is. [LAUGHS] For now.\nHOST: Thank you both.",
      turns: ["HOST|Is the mine shut?", "MS. ODELL|It is. [LAUGHS] For now.", "HOST|Thank you both."]),
    Row(
      id: "names with an aside",
      text: "Ann Lee (chair): Who is next?\nJo Roe: I am.\nAnn Lee: Go on.",
      turns: ["Ann Lee (chair)|Who is next?", "Jo Roe|I am.", "Ann Lee|Go on."]),
    Row(
      id: "question and answer",
      text: "Q. When does it open?\nA. In May.\nQ. Who pays?\nA. We do.",
      turns: ["Q.|When does it open?", "A.|In May.", "Q.|Who pays?", "A.|We do."]),
    Row(
      id: "question and answer with colons",
      text: "Q: When does it open?\nA: In May.\nQ: Who pays?",
      turns: ["Q|When does it open?", "A|In May.", "Q|Who pays?"]),
    Row(
      id: "over blocks, but not after the last turn",
      text: "ROE: First this.\nThen that.\nLEE: No.\nROE: Why?\nThe talks go on.",
      turns: ["ROE|First this.\nThen that.", "LEE|No.", "ROE|Why?"]),
    Row(
      id: "what is reported in a turn is part of it",
      text: "ROE: She says the dam is safe.\nLEE: I doubt it.\nROE: So do I.",
      turns: ["ROE|She says the dam is safe.", "LEE|I doubt it.", "ROE|So do I."]),
    Row(
      id: "a further word after what would be a link",
      text: "WATCH OFFICER: Go below.\nPILOT: Why?\nWATCH OFFICER: It is the fog.",
      turns: ["WATCH OFFICER|Go below.", "PILOT|Why?", "WATCH OFFICER|It is the fog."]),
    Row(id: "fact box", text: "Venue: the town hall\nFounded: 1902\nVenue: the pier", turns: []),
    Row(id: "no label comes back", text: "ROE: First this.\nLEE: Then that.\nMOE: Done.", turns: []),
    Row(id: "one label only", text: "ROE: First this.\nROE: Then that.\nROE: Done.", turns: []),
    Row(
      id: "links",
      text: "Read more: The dam is safe.\nWatch: The dam bursts.\nRead more: The dam is shut.", turns: []),
    Row(
      id: "small letters",
      text: "the rule: never swim alone.\nthe reason: it is deep.\nthe rule: never dive.", turns: []),
  ]

  @Test(arguments: rows) func turns(_ row: Row) throws {
    let attributor = try Attributor()
    let quotes = attributor.quotes(in: row.text).filter { $0.rule == QuoteRule.turn.name }
    let document = attributor.document
    #expect(
      quotes.map { quote in
        let label = quote.mention.map { document.string($0.range) } ?? ""
        return label + "|" + quote.spans.map { document.string($0) }.joined(separator: " / ")
      } == row.turns)
  }
}
