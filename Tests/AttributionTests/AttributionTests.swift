import GazetteerIndex
import Testing
import TextModel

@testable import Attribution

@Suite struct AttributionTests {
  static let constructions: [AttributionCase] = [
    .init(
      "told us",
      "<content>It is by weight, not by value</content>, <source>a port spokesman</source> <cue>told</cue> us."),
    .init(
      "day behind the cue",
      "<content>The fund has paid for the road</content>, <source>Bo Hall</source> <cue>said</cue> March 30 during a walk."
    ),
    .init(
      "day and year behind the cue",
      "<source>Bo Hall</source> <cue>said</cue> April 3, 2019, <content>he would go</content>."),
    .init(
      "a day that is spoken of", "<source>Bo Hall</source> <cue>said</cue> <content>May 5 was a good day</content>."),
    .init(
      "a verb before the name that ends a sentence",
      "“We are late,” the mayor said. <content>The file will be ten times as large in May</content>, <cue>reports</cue> <source>the Express</source>. “Two men died,” he said."
    ),
    .init(
      "begins with the cue",
      "The mayor came. <cue>Said</cue> <source>Ann Lee</source>: <content>“The road is closed to all of us.”</content>"),
    .init(
      "did note",
      "<source>The mayor</source> <cue>did note</cue> <content>that the road is closed</content>."),
    .init(
      "behind an apposition what has a clause of its own",
      "<source>Ann Lee, the top judge on the board,</source> <cue>said</cue> <content>the visit, which was kept from others, showed the mayor was wrong</content>."
    ),
    .init(
      "by somebody of something",
      "<content>The old mayor</content> <cue>is accused by</cue> <source>critics</source> <content>of raising all the fees of the town</content>."
    ),
    .init(
      "past form without another verb",
      "Last week <source>the group</source> <cue>called for</cue> <content>a boycott of the ferry</content>."),
    .init(
      "time inside the verb",
      "<source>General Lem</source> <cue>has over the past few months repeatedly warned</cue> <content>that the dam may fail</content>."
    ),
    .init(
      "by two firms",
      "<source>A poll of 1,500 voters conducted by Hale and Roe for the Courier back in May</source> <cue>found</cue> <content>that she was liked</content>."
    ),
    .init(
      "two adjectives",
      "<source>The Russian and Syrian ministries</source> <cue>accused</cue> <content>the guards of theft</content>."),
    .init(
      "a letter to somebody",
      "They sent <source>a letter to the board</source> earlier this month <cue>stating</cue> <content>that they would leave</content>."
    ),
    .init("asked", "Lee <cue>was asked</cue>, <content>“Do you feel any guilt at all?”</content>"),
    .init(
      "as she notes",
      "As <source>Ann Lee</source> <cue>noted</cue> in her talk, <content>the keyboard is the same as the old one</content>."
    ),
    .init("that", "<source>The mayor</source> <cue>said</cue> <content>that the bridge would open in May</content>."),
    .init("clause", "<source>She</source> <cue>says</cue> <content>the road is closed</content>."),
    .init("after", "<content>The road is closed</content>, <source>the police</source> <cue>said</cue>."),
    .init("inverted", "<content>“The road is closed,”</content> <cue>said</cue> <source>Ann Lee</source>."),
    .init(
      "apposition",
      "<content>“The road is closed for good,”</content> <cue>said</cue> <source>Ann Lee, the mayor of Troy</source>."),
    .init(
      "continued",
      "<content>“We will not go away,”</content> <source>he</source> <cue>said</cue>. <content>“We live here.”</content>"
    ),
    .init(
      "split",
      "<content>The fight</content>, <source>they</source> <cue>said</cue>, <content>can only be won at home</content>."
    ),
    .init(
      "mixed",
      "<source>Mr. Roe</source> <cue>said</cue> <content>that the plan was “a disgrace to this town.”</content>"),
    .init(
      "according-to",
      "<cue>According to</cue> <source>the report</source>, <content>crime rose by a tenth</content>."),
    .init(
      "according-to-end",
      "<content>Crime rose by a tenth</content>, <cue>according to</cue> <source>the police</source>."),
    .init(
      "purpose",
      "<content>To curb the damage</content>, <source>officials</source> <cue>said</cue> <content>the dam was opened</content>."
    ),
    .init("infinitive", "<source>The company</source> <cue>promised</cue> <content>to pay the workers</content>."),
    .init(
      "declined",
      "<source>The minister</source> <cue>declined to say</cue> <content>whether he would resign</content>."),
    .init("direct", "<source>He</source> <cue>said:</cue> <content>“The time for talk has passed.”</content>"),
    .init(
      "governor", "<source>The mayor</source> <cue>tried to explain</cue> <content>why the bridge was closed</content>."
    ),
    .init(
      "governor with adjective",
      "<source>The mayor</source> <cue>was quick to say</cue> <content>that the bridge was safe</content>."),
    .init(
      "age and role",
      "<content>“The road is closed,”</content> <source>Ann Lee, 52, a clerk in Troy,</source> <cue>said</cue>."),
    .init(
      "role of several parts",
      "<content>“The road is closed,”</content> <cue>said</cue> <source>Ann Lee, an adviser to the mayor who lives there</source>."
    ),
    .init(
      "day before the verb",
      "<source>The mayor</source> on Sunday <cue>said</cue> <content>the road was closed</content>."),
    .init(
      "condition first",
      "<source>She</source> <cue>said</cue> <content>that if it rained, the match would stop</content>."),
    .init(
      "modifier",
      "<source>The mayor</source> <cue>said in a written statement</cue> <content>that the road was shut</content>."),
    .init(
      "addressee",
      "<source>The minister</source> <cue>told</cue> reporters beside the pier after the talks <content>that a deal was near</content>."
    ),
    .init(
      "second that",
      "<source>He</source> <cue>wrote</cue> <content>that the food was bad but that he hoped for better</content>."),
    .init(
      "subject behind according to",
      "<cue>According to</cue> <source>the board</source>, <content>a survey in May found cracks in the wall</content>."
    ),
    .init(
      "occasion",
      "<content>Five people were hurt in the crash</content>, <source>the mayor</source> <cue>said</cue> at a meeting."),
    .init(
      "told at the end",
      "<content>The pump had not been serviced for years</content>, an inquest <cue>was told</cue> on Friday."),
    .init(
      "heard at the end",
      "<content>A clerk spent the rent on a yacht</content>, <source>a court</source> <cue>heard</cue>."),
    .init(
      "addressee and week",
      "<source>The farm secretary, Una Brill,</source> <cue>told</cue> parliament last week <content>that ferries were late</content>."
    ),
    .init(
      "clause with when",
      "<source>She</source> <cue>said</cue> <content>the fraud began in May, when he opened an account</content>."),
    .init(
      "list of verbs",
      "<source>They</source> <cue>said</cue> <content>they met in Turin, fell out twice, and married last spring</content>."
    ),
    .init(
      "verb taken for a noun",
      "<content>The tax would cost them dearly</content>, <source>the agency</source> <cue>forecasts</cue>."),
    .init(
      "adverb in the verb group",
      "<source>Dealers</source> <cue>had on average predicted</cue> <content>a fall of two percent</content>."),
    .init("not all", "<source>Not all tenants</source> <cue>said</cue> <content>they wanted to move</content>."),
    .init(
      "relative clause with ages",
      "<source>Elsa Muir, whose nephew Ian, 23, was hurt,</source> <cue>said</cue> <content>the noise was like thunder</content>."
    ),
    .init(
      "subject with a participle",
      "<source>People affected by the floods</source> <cue>said</cue> <content>they had lost everything</content>."),
    .init(
      "subject with a relative clause",
      "<source>A clerk who works in the harbour</source> <cue>said</cue> <content>the crane had failed</content>."),
    .init(
      "between dashes",
      "<source>Tom Orr — who runs the ferry —</source> <cue>said</cue> <content>he would not sail</content>."),
    .init(
      "past form taken for a participle",
      "<source>Amy Orr, the younger sister of Tom,</source> <cue>criticized</cue> <content>the council</content>."),
    .init(
      "participle after an inverted cue",
      "“We had no time,” said <source>Petra Lang</source>, <cue>adding</cue> <content>that the water rose in minutes</content>."
    ),
    .init(
      "outer source again",
      "<source>The fund</source> argued the bid was too low, and <cue>accused</cue> <content>the board of hiding it</content>."
    ),
    .init(
      "issued statement",
      "<source>The board</source> <cue>issued a statement on Monday saying</cue> <content>the strike was over</content>."
    ),
    .init(
      "object and name",
      "<source>The senator</source> <cue>called</cue> <content>the plan “a wish list dressed up as a bill”</content>."),
    .init(
      "asked, then answered",
      "Asked if he feared a long ban, <source>Wren</source> <cue>replied</cue>: <content>“Not for one single minute.”</content>"
    ),
    .init(
      "man close to a place, with a clause",
      "<source>A man close to the council, who gave no name,</source> <cue>said</cue> <content>that the mill would close</content>."
    ),
    .init(
      "noun that is a verb elsewhere",
      "<content>“It is over,”</content> <source>an engineer at the slip</source> <cue>told</cue> reporters."),
    .init(
      "how it was told behind",
      "<content>“It is over, and we knew it,”</content> <source>the keeper</source> <cue>said</cue> through tears."),
    .init(
      "how few words were told behind",
      "<content>“It hurts,”</content> <source>Marsh</source> <cue>said</cue> through tears."),
    .init(
      "acting",
      "<content>“There may be no second warning,”</content> <source>the firm's acting chief engineer, Una Brill,</source> <cue>told</cue> reporters at the dam."
    ),
    .init(
      "another's clause behind a semicolon",
      "<source>The club</source> <cue>said</cue> <content>it was looking into the reports</content>; no one was hurt, police said."
    ),
    .init(
      "what is said of who", "The keeper, who <cue>is said</cue> <content>to be ill</content>, was at home."),
    .init(
      "who is told behind a relative clause",
      "<source>Hale, who has run the port since 2011,</source> <cue>told</cue> the Courier <content>he had warned the council twice</content>."
    ),
    .init(
      "who is told behind dashes",
      "<source>Hale – who has run the port since 2011 –</source> <cue>told</cue> the Courier <content>he had warned the council twice</content>."
    ),
    .init(
      "all of whom",
      "<source>Three former clerks, all of whom spoke in private for fear of the board,</source> <cue>described</cue> <content>a culture of bullying</content>."
    ),
    .init(
      "that behind an aside",
      "<source>State radio</source> <cue>reported</cue>, citing the interior ministry, <content>that 12 men had been killed</content>."
    ),
    .init(
      "a letter, and who wrote it",
      "In her letter, seen by this paper, <source>she</source> <cue>wrote</cue> <content>that the board had lost its way</content>."
    ),
    .init(
      "only verb before that",
      "<source>A post from October 2023</source> <cue>states</cue> <content>that the town had declared war</content>."),
    .init(
      "past form taken for a participle",
      "<cue>According to</cue> <source>the union</source>, <content>every town in the valley spent money on it</content>."
    ),
    .init(
      "as between dashes",
      "The tool lets them — as <source>Lee</source> <cue>says</cue> — <content>“bring the power of it home.”</content>"),
    .init(
      "as behind a conjunction",
      "Perhaps because, as <source>Lee</source> <cue>says</cue>, <content>there is nothing to see</content>."),
    .init(
      "research into",
      "<source>Existing research into sleep</source> <cue>shows</cue> <content>that it protects the heart</content>."),
    .init(
      "and joins nouns",
      "<content>“Water is the key to life,”</content> <source>Karin Lott, a fellow of the space centre in Greenville, Maryland, and Northern University in Washington, D.C.,</source> <cue>said</cue>."
    ),
    .init(
      "went on",
      "The mayor spoke of the road. <source>He</source> <cue>went on</cue>: <content>“There is a lot to do before that. We will not stop.”</content>"
    ),
    .init(
      "open words",
      "<source>Lee</source> <cue>begged</cue> lawmakers <content>“not to lose sight of” the war and the poor</content>."
    ),
    .init(
      "chained quotations",
      "<source>Teachers</source> <cue>chanted</cue>, <content>“Fund our schools,” and “Put kids first,”</content> as hundreds of them lined the street."
    ),
    .init(
      "made to conclude",
      "The find led <source>the board</source> to <cue>conclude</cue> <content>it was likely they came from one place</content>."
    ),
    .init(
      "another's statement behind and",
      "The tenants voiced fears for the road and <source>some of them</source> <cue>said</cue> <content>it was unsafe</content>."
    ),
    .init(
      "occasion before an infinitive",
      "<source>Lee</source> <cue>vowed</cue> during the campaign <content>to end the law</content>."),
    .init(
      "quoted as saying",
      "<source>He</source> <cue>was quoted as saying</cue> <content>that the bridge was unsafe</content>."),
    .init(
      "quoted him as saying",
      "The paper quoted <source>him</source> as <cue>saying</cue> <content>that the bridge was unsafe</content>."),
    .init(
      "relative inside the content's subject",
      "<source>Police</source> <cue>said</cue> <content>the man, who was 34, died at the scene</content>."),
    .init(
      "asked if",
      "<source>Lee, asked if she would run again,</source> <cue>said</cue> <content>that she would not</content>."),
    .init(
      "participle of a phrase between commas",
      "<source>The leader</source>, in a video posted on Monday, <cue>vowed</cue> <content>to avenge the dead</content>."
    ),
    .init(
      "title in quotation marks",
      "<source>Lee's book</source>, “The City,” <cue>argues</cue> <content>that towns should grow</content>."),
    .init("dash", "<content>“I would not go back there.”</content> <cue>—</cue> <source>Ann Lee</source>"),
  ]

  @Test(arguments: constructions)
  func construction(_ row: AttributionCase) throws {
    let attributor = try Attributor()
    let found = attributor.quotes(in: row.text).map { attributor.marked($0) }
    let wanted = row.marked.split(separator: "<cue>said:</cue>").joined(separator: "<cue>said</cue>:")
    #expect(found.contains(row.marked) || found.contains(wanted), "found \(found)")
  }

  static let silent: [AttributionCase] = [
    .init("scare quotes", "The “old” bridge fell into the river."),
    .init("title", "They played “Yesterday” on the bridge."),
    .init("no cue", "The bridge fell into the river at noon."),
    .init("question's who", "Who decided that she should swim?"),
    .init("a noun behind the", "Here are some of the highlights: “My fears have come true.”"),
    .init("a preposition before a verb", "The tunnel that they had asked for was never dug."),
    .init("what is vowed stands before", "We fall back into the habits that we have vowed to break."),
    .init("a statement was made", "The chairman released a statement on the site of the agency."),
    .init("let us say", "Let's say that a part breaks in the night and nobody is there."),
    .init("grouped according to", "They were grouped according to the report of the year before."),
    .init("a title concludes", "“The Long Road” concludes the season with a bang."),
    .init("what was said is not told", "Click here to read what the mayor said about the fire."),
    .init("nothing told", "The date had not been announced."),
    .init("empty", ""),
    .init("marks", "“” ‘’ “ ” ' \" : — ( ) , ."),
  ]

  @Test(arguments: silent)
  func nothing(_ row: AttributionCase) throws {
    let attributor = try Attributor()
    #expect(attributor.quotes(in: row.text).isEmpty)
  }

  @Test func outermostStays() throws {
    let attributor = try Attributor()
    let quotes = attributor.quotes(in: "She said that he said that they said that it was late.")
    #expect(quotes.count == 1)
    #expect(quotes.first?.cue?.lemma == "say")
  }

  @Test func classAndNegation() throws {
    let attributor = try Attributor()
    let quotes = attributor.quotes(in: "The minister did not say that taxes would rise.")
    #expect(quotes.first?.isNegated == true)
    let warned = attributor.quotes(in: "The minister warned that taxes would rise.")
    #expect(warned.first?.cue?.cueClass == .warning)
    #expect(warned.first?.isNegated == false)
    #expect(warned.first?.rule == "quote.source-cue-that")
  }

  /// No walk over a sentence grows with it: ten times the text takes about ten times as long.
  @Test(arguments: ["He said he said ", "“a, ", "said, and ", "the of the of ", ": "])
  func hostile(_ unit: String) throws {
    let attributor = try Attributor()
    let text = String(repeating: unit, count: 4000)
    let quotes = attributor.quotes(in: text)
    for quote in quotes {
      for span in quote.spans { #expect(!span.isEmpty && Int(span.end.value) <= text.utf8.count) }
    }
  }

  @Test func figuresAndDatesAreTied() throws {
    let document = Document()
    let sentence = UTF8Range(0, 90)
    func figure(_ start: Int, _ end: Int) -> Figure {
      Figure(
        range: UTF8Range(start, end), kind: .count, bound: .exact, sentence: sentence, rule: "number.plain",
        confidence: 1)
    }
    document.figures = [figure(12, 15), figure(30, 33), figure(52, 55)]
    document.quotes = [
      Quote(
        kind: .indirect, spans: [UTF8Range(10, 20), UTF8Range(50, 60)], sentence: sentence, rule: "quote.test",
        confidence: 1)
    ]
    QuoteLinks().link(document)
    #expect(document.figures.map(\.quote) == [0, nil, 0])
  }
}

@Suite struct WeightTests {
  static let frames: [String] = [
    "finite.quotation.end", "passive.none.infinitive", "noun.clause.that", "light.none.for",
  ]

  @Test(arguments: frames)
  func frameNames(_ name: String) {
    #expect(Frame(named: name)?.name == name)
  }

  @Test func unknownFrame() { #expect(Frame(named: "finite.nothing.end") == nil) }

  @Test(arguments: [Float(0.01), 0.25, 0.5, 0.9, 0.99])
  func oddsTurnBack(_ share: Float) { #expect(abs(Odds.share(Odds.of(share)) - share) < 0.0001) }

  @Test func weightsAreRead() {
    let file = "feature\tweight\nbias\t-1.5\nsource pronoun\t0.5\nno such thing\t9\n"
    let table = WeightTable(families: CueFeature.families, file: Array(file.utf8))
    #expect(table.weight(Feature(CueFeature.bias)) == -1.5)
    #expect(table.weight(Feature(CueFeature.source, SourceKind.pronoun.rawValue)) == 0.5)
    #expect(table.weight(Feature(CueFeature.source, SourceKind.phrase.rawValue)) == 0)
  }

  /// A word of a closed class is found under its own text.
  @Test func closedWords() throws {
    #expect(ClosedWord.dash.text == "--" && ClosedWord.now.text == "now" && ClosedWord.where.text == "where")
    let vocabulary = Vocabulary()
    let words = ClosedWord.allCases.dropFirst().map { ($0, vocabulary.intern($0.text)) }
    let folder = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Gazetteers"
    var traits = WordTraits(try Gazetteers.compile(GazetteerSource.classes(inFolder: folder)))
    traits.update(vocabulary)
    for (closed, word) in words { #expect(traits.rows[word.index].closed == closed) }
  }
}
