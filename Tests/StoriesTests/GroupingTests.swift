import Testing

@testable import Stories

@Suite struct GroupingTests {
  @Test func timesAreMinutes() {
    #expect(Timestamp.minute(at: "1970-01-02T01:30:00+01:00", day: nil) == 1470)
    #expect(Timestamp.minute(at: "1970-01-02T00:30:00Z", day: nil) == 1470)
    #expect(Timestamp.minute(at: nil, day: "1970-01-02") == 2879)
    #expect(Timestamp.minute(at: "noon", day: "no day") == nil)
    #expect(Timestamp.day(Array("2000-03-01".utf8)) == 11017)
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
        in: ComparedText(row.0, common: Documents.common))
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
        member: 0, in: ComparedText(one, common: Documents.common)),
      QuotedWords(
        Documents.quote("“The bridge will not open,”", in: two, source: "Reed"), document: 1, member: 0,
        in: ComparedText(two, common: Documents.common)),
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
    let found = StoryIdentities([(0, one), (1, two)])
    #expect(found.members.map(\.entities) == [["d1/e1", "d2/e1"], ["d2/e2"]])
  }

  @Test func aShortNameOfTwoJoinsNone() {
    let (one, two) = (Documents.document("A", id: "d1"), Documents.document("B", id: "d2"))
    person("Anna Reed", one, gender: "female")
    person("Paul Reed", one, gender: "male")
    person("Reed", two)
    #expect(StoryIdentities([(0, one), (1, two)]).members.count == 3)
  }

  @Test func figuresThatDisagree() {
    func number(_ value: Double, _ document: StoryDocument) {
      document.numbers.append(
        .init(
          id: "\(document.id)/n1", span: 0..<1, kind: "count", value: value, low: nil, high: nil, bound: "exact",
          unit: nil, counted: "people killed", source: nil, sentence: 0..<1))
    }
    let (one, two) = (Documents.document("A", id: "d1"), Documents.document("B", id: "d2"))
    number(12, one)
    number(19, two)
    let figures = FigureFinder([(0, one), (1, two)], common: Documents.common).figures
    #expect(figures.map { $0.values.map(\.value) } == [[12, 19]])
    #expect(figures.map(\.agrees) == [false])
  }

  @Test func postingsOfVeryManyDocumentsAreShort() {
    let postings = Postings(count: 10_000) { _ in [7] }
    #expect(postings.neighbours(of: 5_000, first: 12, near: 2).count <= 17)
  }
}
