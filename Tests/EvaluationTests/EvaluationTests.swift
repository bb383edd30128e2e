import Calibration
import Judgements
import Records
import Review
import Testing

@testable import Evaluation

@Suite struct SourceNamesTests {
  static let rows: [(name: String, expected: String, isSame: Bool)] = [
    ("Ann Roe", "Ann Roe", true), ("President Ann Roe", "Ann Roe", true), ("the ministry", "ministry", true),
    ("The Ministry's", "ministry", true), ("officials", "official", true), ("Ann Roe", "Ben Roe", false),
    ("Roe", "Ann Roe", false),
    ("", "Ann Roe", false), ("U.S. Army", "US Army", true), ("Al-Hashimi", "al-hashimi", true),
  ]

  @Test(arguments: rows) func compares(_ name: String, _ expected: String, _ isSame: Bool) {
    #expect(SourceNames.isSame(name, as: expected) == isSame)
  }
}

/// Records of one document: text "Anna Roe said the dam will hold. Ben Low said the road is shut." with its two quotes.
struct TwoQuotes {
  static let text = "Anna Roe said the dam will hold. Ben Low said the road is shut."

  static func group(
    first: String = "[[14,31]]", source: String = "Anna Roe", second: Bool = true, extra: Bool = false,
    cue: String = "[9,13]",
    act: String = "speech"
  ) throws -> RecordGroup {
    func quote(_ id: Int, _ spans: String, _ cue: [Int], _ name: String, _ sentence: String) throws -> JSONValue {
      try JSONParser.value(
        of: Array(
          """
          {"id":"d1/q\(id)","kind":"indirect","text":"t","spans":\(spans),"act":"\(act)",
           "cue":{"text":"said","lemma":"say","start":\(cue[0]),"end":\(cue[1]),"class":"statement"},
           "source":{"name":"\(name)","kind":"person","anonymous":false,"mention":null},"sentence":\(sentence),
           "rule":"quote.\(id)","confidence":0.8}
          """.utf8))
    }
    let ends = cue.dropFirst().dropLast().split(separator: ",").compactMap { Int($0) }
    var group = RecordGroup(
      document: try JSONParser.value(
        of: Array(#"{"id":"d1","origin":"a/b.txt","genre":"news","text":"\#(text)","text_hash":"t1"}"#.utf8)))
    group.records[.quote] = [try quote(1, first, ends, source, "[0,32]")]
    if second { group.records[.quote]?.append(try quote(2, "[[46,62]]", [41, 45], "Ben Low", "[33,63]")) }
    if extra { group.records[.quote]?.append(try quote(3, "[[33,40]]", [41, 45], "Ben", "[33,63]")) }
    return group
  }

  static func gold() throws -> WholeGold {
    var gold = WholeGold()
    let group = try group()
    let document = ReviewedDocument(group.document)
    gold.add(
      name: "d1", text: document.text,
      group[.quote].compactMap { ReviewedQuote($0, in: document) }.map { ExpectedQuote($0) })
    return gold
  }
}

@Suite struct WholeGoldTests {
  static let rows: [(id: String, group: @Sendable () throws -> RecordGroup, verdicts: [Verdict])] = [
    ("all right", { try TwoQuotes.group() }, [.right, .right]),
    ("one is missed", { try TwoQuotes.group(second: false) }, [.right, .missed]),
    ("one too many", { try TwoQuotes.group(extra: true) }, [.right, .right, .wrong]),
    ("half of the content", { try TwoQuotes.group(first: "[[14,21]]") }, [.right, .right]),
    ("much more than the content", { try TwoQuotes.group(first: "[[0,32]]") }, [.right, .right]),
    ("less than half of it", { try TwoQuotes.group(first: "[[14,17]]") }, [.wrong, .right, .missed]),
    ("another source", { try TwoQuotes.group(source: "Ben Low") }, [.source, .right]),
    ("another cue", { try TwoQuotes.group(cue: "[0,4]") }, [.cue, .right]),
    ("another act", { try TwoQuotes.group(act: "stance") }, [.act, .act]),
  ]

  @Test(arguments: rows.indices) func compares(_ number: Int) throws {
    let (id, group, verdicts) = Self.rows[number]
    var evaluator = Evaluator(.whole(try TwoQuotes.gold()), overlap: 0.5)
    evaluator.add(try group())
    #expect(evaluator.result().rows.map(\.verdict) == verdicts, "\(id)")
  }

  @Test func countsAndCompares() throws {
    func result(_ group: RecordGroup) throws -> EvaluationResult {
      var evaluator = Evaluator(.whole(try TwoQuotes.gold()), overlap: 0.5)
      evaluator.add(group)
      evaluator.add(group)
      return evaluator.result()
    }
    let before = try result(try TwoQuotes.group(second: false, extra: true))
    let now = try result(try TwoQuotes.group(source: "Ben Low"))
    #expect(before.precision == Proportion(1, of: 2) && before.recall == Proportion(1, of: 2))
    #expect(now.precision == Proportion(1, of: 2) && now.recall == Proportion(1, of: 2))
    let comparison = RunComparison(before: before, now: now)
    #expect(comparison.won.count == 2 && comparison.lost.count == 1)
    #expect(now.table(by: .rule).tabSeparated()[1].hasPrefix("quote.1\t1\t0\t0.0\t"))
    #expect(now.errorTable().tabSeparated().count == 2)
  }

  @Test func aTextThatIsNotInTheGoldDoesNotCount() throws {
    var evaluator = Evaluator(.whole(WholeGold()), overlap: 0.5)
    evaluator.add(try TwoQuotes.group())
    #expect(evaluator.documents == 0 && evaluator.result().rows.isEmpty)
  }
}

@Suite struct JudgedTests {
  private func index(_ verdict: Judgement.Verdict, source: String? = nil) throws -> JudgementIndex {
    let group = try TwoQuotes.group()
    let quote = try #require(ReviewedQuote(group[.quote][0], in: ReviewedDocument(group.document)))
    var corrected = JudgedQuote(quote)
    if let source { corrected.source = .init(name: source, kind: "person", isAnonymous: false, mention: nil) }
    return JudgementIndex([
      Judgement(
        of: quote, verdict: verdict, correction: source == nil ? nil : corrected, version: "", who: "", when: "")
    ])
  }

  private func verdict(_ index: JudgementIndex, _ group: RecordGroup) -> Verdict? {
    var evaluator = Evaluator(.judgements(index), overlap: 1)
    evaluator.add(group)
    return evaluator.result().rows.first?.verdict
  }

  @Test func holdsRecordsAgainstVerdicts() throws {
    #expect(try verdict(index(.right), TwoQuotes.group()) == .right)
    #expect(try verdict(index(.right), TwoQuotes.group(first: "[[18,31]]")) == .content)
    #expect(try verdict(index(.wrong), TwoQuotes.group()) == .wrong)
    #expect(try verdict(index(.wrong), TwoQuotes.group(first: "[[46,62]]", second: false)) == .right)
    #expect(try verdict(index(.right), TwoQuotes.group(first: "[[46,62]]", second: false, cue: "[41,45]")) == .missed)
    #expect(try verdict(index(.source, source: "Ben Low"), TwoQuotes.group()) == .source)
    #expect(try verdict(index(.source, source: "Ben Low"), TwoQuotes.group(source: "Ben Low")) == .right)
  }

  @Test func writesExamples() throws {
    var evaluator = Evaluator(.judgements(try index(.right)), overlap: 1)
    evaluator.add(try TwoQuotes.group())
    #expect(
      RuleExamples.lines(of: evaluator.result()) == [
        "rule quote.1", "  example  Anna Roe <cue>said</cue> <content>the dam will hold</content>.", "",
      ])
  }
}
