import Testing
import TextModel

@testable import Attribution

/// Where cue, source and content begin and end.
@Suite struct AttributedSpanTests {
  static let rows: [AttributionCase] = [
    .init(
      "second verb behind a passive",
      "<source>She</source> declined to say which plants would be affected but <cue>added</cue> <content>that “no decision has been taken”</content>."
    ),
    .init(
      "subject of a misread verb",
      "Shares in Brantel fell after <source>the company</source> cut its forecast for the year and <cue>said</cue> <content>it would lay off a third of its staff</content>."
    ),
    .init(
      "relative before as",
      "<source>The judge</source> <cue>praised</cue> <content>the carer, who cannot be named for legal reasons, as “extraordinarily brave”</content>."
    ),
    .init(
      "label that looks like a verb",
      "“We are late,” the mayor said. “Two men died,” he said.\n<source>Met Éireann</source><cue>:</cue> <content>“A further band of rain will move in from the west.”</content>"
    ),
    .init(
      "handle that tweets",
      "<source>@PortNews</source> <cue>tweets</cue>: <content>“The ferry will not sail before noon today.”</content>"),
    .init(
      "dateline without a dash",
      "MUNICH <content>The state is ready to talk</content>, <source>a minister</source> <cue>said</cue> on Monday."),
    .init(
      "clock", "14:32 <content>A bridge has fallen in the storm</content>, <source>police</source> <cue>said</cue>."),
    .init(
      "went on",
      "<source>He</source> <cue>went on to say</cue> <content>that the supplier had been told</content>."),
    .init(
      "has since",
      "<source>Ciarán Walsh, the band’s drummer,</source> <cue>has since said</cue> <content>that he understands her</content>."
    ),
    .init(
      "two subjects of what is said",
      "<source>Ortega</source> <cue>said</cue> <content>schools in Leith and Portobello promised it</content>."),
    .init(
      "clause that begins before its quotation",
      "<source>A spokesman</source> <cue>said</cue> <content>the minister “makes no apology for keeping people safe”</content>."
    ),
    .init(
      "occasion between two parts",
      "<content>Inflation</content>, <source>she</source> <cue>said</cue> in a speech in Bonn, <content>was far too high</content>."
    ),
    .init(
      "a jury has heard",
      "<content>A chef spent the money on a yacht</content>, <source>a jury</source> <cue>has heard</cue>."),
    .init(
      "verb of no list behind its source",
      "<content>“I would not change a single thing,”</content> <source>he</source> <cue>harrumphed</cue>."),
    .init(
      "verb of no list before its source",
      "<content>“I would not change a single thing,”</content> <cue>harrumphed</cue> <source>the coach</source>."),
    .init(
      "noun of a plural phrase that is its verb",
      "<source>Analysts at Lyle Capital</source> <cue>estimate</cue> <content>that the bank lost half of it</content>."),
    .init(
      "noun before a name",
      "<content>“She was a mother to all of us,”</content> <source>another friend, Ann Lee</source> <cue>said</cue>."
    ),
    .init(
      "clause and colon",
      "<source>Our reporter Ann Lee</source> is in Troy<cue>:</cue> <content>“The wind is picking up again here.”</content>"
    ),
    .init(
      "quotation behind what is told",
      "Dr. Foley explains that warm seas bring rain. <content>“Nobody can say that it was chance.”</content>"),
    .init(
      "adverb between commas",
      "<source>The chairman, Sunday Agbo</source>, however, <cue>described</cue> <content>the promise as an insult</content>."
    ),
    .init(
      "time, not who is told",
      "<source>She</source> <cue>remembers</cue> <content>the first time a stranger greeted her</content>."),
    .init(
      "adverb of manner",
      "<source>She</source> <cue>said flatly</cue>: <content>“I do not think it matters to them.”</content>"),
    .init(
      "subject past an infinitive",
      "<source>Danladi</source> appealed to them to remain calm, <cue>stressing</cue> <content>that the debt was old</content>."
    ),
    .init(
      "statement before what it says",
      "<source>The firm</source> <cue>said in a statement</cue> <content>that the plant was safe</content>."),
    .init(
      "second verb behind a quoted source",
      "<source>He</source> said that the supplier had been asked to stop selling the shoes, and <cue>added</cue> <content>that families “have been patient”</content>."
    ),
    .init(
      "list as the subject of what is said",
      "<source>Officials</source> <cue>said</cue> <content>the road, the bridge and the school were closed</content>."),
    .init(
      "verb taken for a noun behind a quotation",
      "<content>“Nobody was told of the second leak,”</content> <source>the memo</source> <cue>states</cue>."),
    .init(
      "verb taken for a noun before its source",
      "<content>“We had to build the whole thing anew,”</content> <cue>notes</cue> <source>Ann Lee of the yard</source>."
    ),
    .init(
      "verb taken for a noun behind a name",
      "<source>Harbour Watch</source> <cue>reports</cue> <content>the average boat costs less than a car</content>."),
    .init(
      "agent at the end",
      "<content>The bridge</content> <cue>was declared</cue> <content>safe</content> by <source>the mayor</source>."),
    .init(
      "halves round an inverted cue",
      "<content>The key to the whole plan</content>, <cue>says</cue> <source>the mayor</source>, <content>is clean water</content>."
    ),
    .init(
      "quotation before the rest of its clause",
      "<content>“We are not going to sign this” in any form</content>, <source>Lee</source> <cue>said</cue>."),
    .init(
      "paragraphs that open and do not close",
      "<content>“We were told to wait at the gate.\n“Nobody came for us,”</content> <source>Ann Lee</source> <cue>said</cue>."
    ),
    .init("reportedly", "<content>The boat</content> <cue>reportedly</cue> <content>sank in the night</content>."),
    .init(
      "as somebody says",
      "<content>The road is closed for good</content>, as <source>the mayor</source> <cue>says</cue>."),
    .init(
      "question before an answer",
      "When asked, “Is it over for the yard?” <source>Lee</source> <cue>replied</cue>: <content>“It is over for all of us.”</content>"
    ),
    .init(
      "what is added after a comma",
      "<content>The figure is low</content>, <source>she</source> <cue>said</cue>, but it has been checked."),
  ]

  @Test(arguments: rows)
  func span(_ row: AttributionCase) throws {
    let attributor = try Attributor()
    let found = attributor.quotes(in: row.text).map { attributor.marked($0) }
    #expect(found.contains(row.marked), "found \(found)")
  }

  static let silent: [AttributionCase] = [
    .init("not authorised", "The engineers were not authorised to discuss the failure."),
    .init("a pronoun alone", "They did not mention it."),
    .init("who is told alone", "The clerk told them on Monday."),
    .init("a time, not a clock's", "10:30 is a time of day."),
    .init("a product that offers", "The kettle offers four settings and a lid that locks."),
    .init("a reader who wants", "You may want to soak the beans overnight."),
  ]

  @Test(arguments: silent)
  func nothing(_ row: AttributionCase) throws {
    let attributor = try Attributor()
    #expect(attributor.quotes(in: row.text).isEmpty)
  }

  /// Of two cues for one content the likelier one stays.
  @Test func sameContent() {
    func quote(_ head: Int, _ probability: Float) -> FoundQuote {
      FoundQuote(
        cue: head..<head + 1, source: nil, pieces: [4..<12], candidate: -1, head: head, probability: probability,
        rule: .object)
    }
    var selection = QuoteSelection()
    selection.choose([quote(1, 0.6), quote(2, 0.9)], tokens: 20)
    #expect(selection.chosen == [1])
    selection.choose([quote(1, 0.9), quote(2, 0.6)], tokens: 20)
    #expect(selection.chosen == [0])
  }

  /// What an explanation tells of the ends of a content: what was weighed where it goes on, and where it ends.
  @Test func endsAreExplained() throws {
    let attributor = try Attributor()
    let lines = attributor.explanation(of: "She said the road was closed and that it was late, but he laughed.", at: 1)
    #expect(lines.contains { $0.contains("content goes on at 'and'") })
    #expect(lines.contains { $0.contains("content ends at ','") })
  }
}
