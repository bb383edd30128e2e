import Records
import Review
import Testing

@testable import Judgements

/// Judgements are found again where the text round them, the id of the document or the rule has changed.
@Suite struct FoundAgainTests {
  static let before = "Menu. «The dam will hold through the winter», [Quist] {said} on Monday. It is old."

  static let rows: [(id: String, now: String, isFound: Bool)] = [
    ("the same", "Menu. «The dam will hold through the winter», [Quist] {said} on Monday. It is old.", true),
    (
      "boilerplate before",
      "Home News Sport. Log in. «The dam will hold through the winter», [Quist] {said} on Monday.", true
    ),
    (
      "boilerplate behind", "«The dam will hold through the winter», [Quist] {said} on Monday. More stories. Log in.",
      true
    ),
    (
      "twice, with other words round it",
      "X: The dam will hold through the winter. Menu. «The dam will hold through the winter», [Quist] {said} on Monday.",
      true
    ),
    ("blanks and dashes", "Menu. «The dam will  hold\nthrough the winter», [Quist] {said} on Monday. It is old.", true),
    ("other words", "Menu. «The dam will break before the spring», [Quist] {said} on Monday. It is old.", false),
    ("another article", "The «mayor resigned», [Quist] {said}.", false),
  ]

  @Test(arguments: rows) func finds(_ id: String, _ now: String, _ isFound: Bool) throws {
    let old = try MarkedQuote(Self.before)
    let index = JudgementIndex([old.judged(.right)])
    let new = try MarkedQuote(now, id: "d0000000000000002", hash: "t0000000000000002")
    let found = index.find(in: new.quote.document)
    #expect(!found.isEmpty == isFound, "\(id)")
    guard isFound, let first = found.first else { return }
    #expect(first.quote.spans == new.quote.spans && first.quote.cue == new.quote.cue, "\(id)")
    #expect(first.expected == first.quote, "\(id)")
  }

  static let knowledge: [(id: String, hash: String, expected: JudgementIndex.Knowledge)] = [
    ("d0000000000000001", "t0000000000000009", .id), ("d0000000000000009", "t0000000000000001", .hash),
    ("d0000000000000009", "t0000000000000009", .words),
  ]

  @Test(arguments: knowledge) func knowsADocument(_ id: String, _ hash: String, _ expected: JudgementIndex.Knowledge)
    throws
  {
    let index = JudgementIndex([try MarkedQuote(Self.before).judged(.wrong)])
    let found = index.find(in: try MarkedQuote(Self.before, id: id, hash: hash).quote.document)
    #expect(found.map(\.knowledge) == [expected])
    #expect(found.first?.expected == nil)
  }

  @Test func aShortContentNeedsWhatStandsRoundIt() throws {
    let index = JudgementIndex([
      try MarkedQuote("Asked whether he knew, [Quist] {said} «no» and left the room.").judged(.right)
    ])
    #expect(index.find(in: try MarkedQuote("There was «no» sign, [she] {said}.", hash: "t9").quote.document).isEmpty)
  }

  @Test func aTextMadeToCostMuchCostsNoMore() throws {
    let text = FoldedText(String(repeating: "a", count: 200_000).unicodeScalars)
    let words = FoldedText.words(String(repeating: "a", count: 20_000) + "b")
    #expect(text.places(of: words).isEmpty)
  }
}
