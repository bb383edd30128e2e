import Testing

@testable import Stories

@Suite struct GroupingTests {
  @Test func timesAreMinutes() {
    #expect(Timestamp.minute(at: "1970-01-02T01:30:00+01:00", day: nil) == 1470)
    #expect(Timestamp.minute(at: "1970-01-02T00:30:00Z", day: nil) == 1470)
    #expect(Timestamp.minute(at: nil, day: "1970-01-02") == 2879)
    #expect(Timestamp.minute(at: "noon", day: "no day") == nil)
    #expect(Timestamp.day(Array("2000-03-01".utf8)) == 11017)
    for day in ["1969-12-31", "2000-02-29", "2016-12-05", "0001-01-01", "9999-12-31"] {
      #expect(Timestamp.day(Array(day.utf8)).flatMap { Timestamp.text(ofDay: Int32($0)) } == day)
    }
  }

  @Test func oneSayingThroughOutlets() {
    let one = Documents.document("A\n\n“The bridge will not open before the winter is over,” said Reed.", id: "d1")
    let two = Documents.document("B\n\nReed said “the bridge will not open before the spring is over”.", id: "d2")
    let three = Documents.document("C\n\n“Nobody asked the villagers about a ferry,” said Reed.", id: "d3")
    let quotes = [
      (one, "“The bridge will not open before the winter is over,”"),
      (two, "“the bridge will not open before the spring is over”"),
      (three, "“Nobody asked the villagers about a ferry,”"),
    ].enumerated().map { number, row in
      QuotedWords(
        Documents.quote(row.1, in: row.0, source: "Reed"), document: number, member: 0,
        in: ComparedText(row.0, language: Documents.language), Documents.language)
    }
    let sayings = SayingFinder(quotes).sayings
    #expect(sayings.map { $0.quotes.map(\.quote.id) } == [["d1/q1", "d2/q1"]])
    #expect(sayings.map(\.isAltered) == [true])
    #expect(SayingFinder([quotes[0], quotes[2]]).sayings.isEmpty)
  }

  @Test func trimmingIsNoAlteration() {
    let one = Documents.document("A\n\n“The bridge will not open before the winter is over,” said Reed.", id: "d1")
    let two = Documents.document("B\n\n“The bridge will not open,” said Reed.", id: "d2")
    let quotes = [
      QuotedWords(
        Documents.quote("“The bridge will not open before the winter is over,”", in: one, source: "Reed"), document: 0,
        member: 0, in: ComparedText(one, language: Documents.language), Documents.language),
      QuotedWords(
        Documents.quote("“The bridge will not open,”", in: two, source: "Reed"), document: 1, member: 0,
        in: ComparedText(two, language: Documents.language), Documents.language),
    ]
    #expect(SayingFinder(quotes).sayings.map(\.isAltered) == [false])
  }

  private func person(_ name: String, _ document: StoryDocument, gender: String? = nil) {
    document.entities.append(
      .init(
        id: "\(document.id)/e\(document.entities.count + 1)", kind: "person", name: name, ref: nil, gender: gender,
        descriptors: [], names: [], nameTexts: []))
  }

  @Test func aShortNameJoinsTheFullOneOfItsStory() {
    let (one, two) = (Documents.document("A", id: "d1"), Documents.document("B", id: "d2"))
    person("Anna Reed", one)
    person("Reed", two)
    person("Tomas Veld", two)
    let found = identities([one, two])
    #expect(found.members.map(\.entities) == [["d1/e1", "d2/e1"], ["d2/e2"]])
  }

  @Test func aShortNameOfTwoJoinsNone() {
    let (one, two) = (Documents.document("A", id: "d1"), Documents.document("B", id: "d2"))
    person("Anna Reed", one, gender: "female")
    person("Paul Reed", one, gender: "male")
    person("Reed", two)
    #expect(identities([one, two]).members.count == 3)
  }

  private func identities(_ documents: [StoryDocument], text: @escaping (Int) -> Int = { $0 }) -> StoryIdentities {
    StoryIdentities(
      documents.enumerated().map { (number: $0, document: $1) }, text: text, story: "y1", language: Documents.language)
  }

  @Test func formsOfOneName() {
    let (one, two) = (Documents.document("A", id: "d1"), Documents.document("B", id: "d2"))
    let rows = [
      ("Frederick Reed", "Fred Reed", 1), ("W. Mark Felt", "Mark Felt", 1), ("Moon Jae-in", "Moon Jae In", 1),
      ("Anna Reed", "Paul Reed", 2), ("Anna Reed", "Anna Veld", 2),
    ]
    for (first, second, count) in rows {
      (one.entities, two.entities) = ([], [])
      person(first, one)
      person(second, two)
      #expect(identities([one, two]).members.count == count, "\(first), \(second)")
    }
  }

  @Test func formsInOneDocumentAreTwo() {
    let (one, two) = (Documents.document("A", id: "d1"), Documents.document("B", id: "d2"))
    person("Frederick Reed", one)
    person("Frederick Reed", two)
    person("Fred Reed", two)
    #expect(identities([one, two]).members.count == 2)
  }

  @Test func sourcesWithoutANameAreOneInCopiesAlone() {
    let documents = (1...3).map { Documents.document("A", id: "d\($0)") }
    for document in documents {
      document.sources = [
        .init(id: "\(document.id)/s1", name: "six officials", kind: "person", entity: nil, isAnonymous: true, role: nil)
      ]
    }
    let found = identities(documents, text: { [0, 0, 2][$0] })
    #expect(found.members.map(\.sources) == [["d1/s1", "d2/s1"]])
    #expect(identities(documents).members.isEmpty)
  }

  // MARK: Figures

  private func number(_ value: Double, _ text: String, _ document: StoryDocument, counted: String?) {
    let all = Array(String(decoding: document.text, as: UTF8.self).unicodeScalars)
    let words = Array(text.unicodeScalars)
    let start = (0..<all.count).first { all[$0...].starts(with: words) } ?? 0
    document.numbers.append(
      .init(
        id: "\(document.id)/n\(document.numbers.count + 1)", span: start..<start + words.count, kind: "count",
        value: value, low: nil, high: nil, bound: "exact", unit: nil, counted: counted, source: nil, sentence: 0..<1))
  }

  private func figures(_ documents: [StoryDocument]) -> [StoryFigure] {
    let texts = documents.enumerated().map { (number: $0, text: ComparedText($1, language: Documents.language)) }
    return FigureFinder(texts, language: Documents.language).figures
  }

  @Test func figuresThatDisagree() {
    let (one, two) = (Documents.document("A\n\n12 boats", id: "d1"), Documents.document("B\n\n19 boats", id: "d2"))
    number(12, "12", one, counted: "boats")
    number(19, "19", two, counted: "boats")
    #expect(figures([one, two]).map { $0.values.map(\.value) } == [[12, 19]])
    #expect(figures([one, two]).map(\.agrees) == [false])
  }

  @Test func killedAndMissingAreTwoFigures() {
    let one = Documents.document("A\n\nThe flood killed 12 people and 30 people are missing.", id: "d1")
    let two = Documents.document("B\n\nThe death toll rose to 19, and 28 are missing.", id: "d2")
    number(12, "12", one, counted: "people")
    number(30, "30", one, counted: "people")
    number(19, "19", two, counted: nil)
    number(28, "28", two, counted: nil)
    let found = figures([one, two])
    #expect(found.map(\.counted) == ["people killed", "people missing"])
    #expect(found.map { $0.values.map(\.value) } == [[12, 19], [30, 28]])
  }

  @Test func aDocumentOfManyValuesCountsManyThings() {
    let one = Documents.document("A\n\n1 points 2 points 3 points 4 points", id: "d1")
    let two = Documents.document("B\n\n4 points", id: "d2")
    for value in 1...4 { number(Double(value), "\(value) points", one, counted: "points") }
    number(4, "4", two, counted: "points")
    #expect(figures([one, two]).isEmpty)
  }

  // MARK: Sayings

  private func quoted(_ quotes: [(text: String, content: String, source: String, kind: String)]) -> [Saying] {
    let words = quotes.enumerated().map { number, row in
      let document = Documents.document("A\n\n" + row.text, id: "d\(number + 1)")
      let quote = Documents.quote(row.content, in: document, source: row.source, kind: row.kind)
      let text = ComparedText(document, language: Documents.language)
      return QuotedWords(quote, document: number, member: nil, in: text, Documents.language)
    }
    return SayingFinder(words).sayings
  }

  @Test func whatIsAltered() {
    let whole = "“The bridge will not open before the winter is over, whatever ministers promise,”"
    let rows: [(id: String, other: String, kind: String, isAltered: Bool?)] = [
      ("the same", whole, "direct", false),
      ("a word", "“The bridge will not open before the spring is over, whatever ministers promise,”", "direct", true),
      ("an end", "“will not open before the winter is over”", "direct", false),
      ("dots", "“The bridge will not open … whatever ministers promise,”", "direct", false),
      ("left out without dots", "“The bridge will not open whatever ministers promise,”", "direct", true),
      ("brackets", "“[Reed's] bridge will not open before the winter is over,”", "direct", false),
      ("two pieces", "“The bridge will not open” and “whatever ministers promise”", "mixed", false),
      ("in other words around it", "nothing “will open before the winter is over”", "mixed", true),
      (
        "a joining word", "“And the bridge will not open before the winter is over, and whatever ministers promise,”",
        "direct", false
      ),
    ]
    for row in rows {
      let found = quoted([(whole + " said Reed.", whole, "Reed", "direct"), (row.other, row.other, "Reed", row.kind)])
      #expect(found.map(\.isAltered) == [row.isAltered], "\(row.id)")
    }
  }

  @Test func aQuoteIsOfTheFullestThatHoldsIt() {
    let (one, two) = ("“Nobody warned the village”", "“We lost every single cow”")
    let both =
      "“Nobody warned the village. Farmers shouted all night long. Pumps failed before dawn. We lost every cow”"
    let found = quoted([
      (one, one, "Reed", "direct"), (one, one, "Reed", "direct"), (two, two, "Veld", "direct"),
      (two, two, "Veld", "direct"), (both, both, "Reed", "direct"),
    ])
    #expect(found.map { $0.quotes.map(\.quote.id) } == [["d1/q1", "d2/q1", "d5/q1"], ["d3/q1", "d4/q1"]])
  }
}
