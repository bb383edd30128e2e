import Judgements
import Records
import Review
import Testing

@testable import Desk

@Suite struct DeskSessionTests {
  /// Three quotes of two documents.
  static func items() throws -> [DeskItem] {
    try (0..<3).map { number in
      let text = "Anna Roe said on Monday that the dam \(number) will hold. Others were not so sure of it."
      let document = ReviewedDocument(
        try JSONParser.value(
          of: Array(
            #"{"id":"d\#(number / 2)","origin":"a.txt","title":"Dam","text":"\#(text)","blocks":[{"start":0,"end":82,"role":"body","line":1}]}"#
              .utf8)))
      let record = """
        {"id":"d\(number / 2)/q\(number)","kind":"indirect","text":"the dam \(number) will hold","spans":[[24,48]],
         "cue":{"text":"said","lemma":"say","start":9,"end":13,"class":"statement"},
         "source":{"id":"d0/s1","name":"\(number == 1 ? "Ben" : "Anna Roe")","kind":"person","anonymous":false,
         "mention":{"start":0,"end":8,"text":"Anna Roe","form":"name"}},"sentence":[0,49],
         "rule":"quote.\(number)","confidence":0.\(number + 4)}
        """
      let quote = try #require(ReviewedQuote(try JSONParser.value(of: Array(record.utf8)), in: document))
      return DeskItem(
        quote,
        names: [
          .init(name: "Anna Roe", kind: "person", isAnonymous: false),
          .init(name: "officials", kind: "group", isAnonymous: true),
        ])
    }
  }

  static func session() throws -> DeskSession {
    DeskSession(
      try items(), known: [:],
      reader: DeskReader(who: "ada", version: "0.1.0", now: { "2026-11-30T09:00:00.000Z" }, seconds: { 0 }))
  }

  /// The judgements that keys add, in the order of the keys.
  static func pressed(_ keys: String, _ session: inout DeskSession) -> [Judgement] {
    var reader = DeskKeyReader()
    return reader.keys(of: Array(keys.utf8)).flatMap { session.press($0) }.compactMap {
      if case .append(let judgement) = $0 { judgement } else { nil }
    }
  }

  static let rows: [(id: String, keys: String, verdicts: [Judgement.Verdict])] = [
    ("one key each", "rwr", [.right, .wrong, .right]), ("a stance", "t", [.act]),
    ("a source by its digit", "s2", [.source]),
    ("nobody", "s0", [.source]), ("a source that is typed", "sCarl\r", [.source]),
    ("arrows choose", "s\u{1B}[B\u{1B}[B\r", [.source]),
    ("an end moved", "k\r", [.content]), ("a beginning moved", "ll\r", [.content]), ("not kept", "k\u{1B}", []),
    ("moved to and fro", "kjhl\r", []), ("a cue", "cMonday\r", [.cue]), ("no cue", "c\r", [.cue]),
    ("a cue that is not there", "cwhispered\r", []),
    ("undone", "ru", [.right, .withdrawn]), ("undone to what stood", "rbwu", [.right, .wrong, .right]),
    ("a note", "rboa note\r", [.right, .right]), ("a note without a verdict", "onote\r", []),
    ("keys that are none", "zZ\u{7}\u{1B}[5~", []),
    ("search and go about", "/2\rSRDNnb?x", []), ("nothing to undo", "u", []),
  ]

  @Test(arguments: rows) func judges(_ id: String, _ keys: String, _ verdicts: [Judgement.Verdict]) throws {
    var session = try Self.session()
    #expect(Self.pressed(keys, &session).map(\.verdict) == verdicts, "\(id)")
  }

  @Test func correctionsOfOneQuoteAddUp() throws {
    var session = try Self.session()
    let judgements = Self.pressed("s2bk\r", &session)
    let corrected = try #require(judgements.last?.correction)
    #expect(corrected.source?.name == "officials" && corrected.source?.isAnonymous == true)
    #expect(corrected.pieces.map(\.text) == ["that the dam 0 will hold."])
    #expect(judgements.last?.quote.pieces.map(\.text) == ["that the dam 0 will hold"])
  }

  @Test func goesOnToTheNextWithoutAVerdictAndSaysWhenAllAreDone() throws {
    var session = try Self.session()
    _ = Self.pressed("nrb", &session)
    #expect(session.position == 1)
    _ = Self.pressed("bwr", &session)
    #expect(session.position == 2 && session.done == 3)
    #expect(session.message.contains("all 3 are judged"))
    #expect(session.precision == .init(2, of: 3))
  }

  @Test func findsRulesSourcesAndDocuments() throws {
    var session = try Self.session()
    _ = Self.pressed("S", &session)
    #expect(session.position == 2)
    _ = Self.pressed("D", &session)
    #expect(session.position == 0)
    _ = Self.pressed("/ben\r", &session)
    #expect(session.position == 1)
  }

  @Test func quitsAndExplains() throws {
    var session = try Self.session()
    #expect(session.press(.character("q")) == [.quit])
    #expect(session.press(.interrupt) == [.quit])
    #expect(session.press(.character("x")) == [.explain(session.item)])
    session.show(["a line"])
    #expect(session.press(.character("r")) == [])
    #expect(session.mode == .judging)
  }

  @Test func knowsWhatWasJudgedBefore() throws {
    let items = try Self.items()
    let judged = Judgement(of: items[2].quote, verdict: .wrong, version: "", who: "", when: "")
    #expect(DeskMemory.known(items, [judged]).mapValues(\.verdict) == [2: .wrong])
  }
}

@Suite struct DeskScreenTests {
  @Test(arguments: [30, 60, 120], ["", "?", "s", "k", "crw", "onote\r", "/x", "r", "sAnna"]) func fitsTheTerminal(
    _ width: Int, _ keys: String
  ) throws {
    var session = try DeskSessionTests.session()
    _ = DeskSessionTests.pressed(keys, &session)
    for height in [8, 12, 24, 60] {
      let lines = DeskScreen(Terminal(width: width, hasColor: false), height: height).lines(of: session)
      #expect(lines.count <= height)
      #expect(lines.allSatisfy { SafeText.width(of: $0) <= width })
    }
  }

  @Test func marksWithoutColour() throws {
    let session = try DeskSessionTests.session()
    let shown = DeskScreen(Terminal(width: 100, hasColor: false), height: 24).lines(of: session).joined(separator: "\n")
    #expect(shown.contains("[Anna Roe] {said} on Monday «that the dam 0 will hold». Others were not so sure of it."))
    #expect(!shown.contains("\u{1B}"))
  }
}

@Suite struct DeskPileTests {
  private func pile(_ order: DeskOrder, seed: Int = 1) throws -> [String] {
    var pile = DeskPile(order, seed: seed, threshold: 0.5)
    for item in try DeskSessionTests.items() { pile.add(item) }
    return pile.items().map(\.quote.id)
  }

  @Test func ordersThem() throws {
    #expect(try pile(.document) == ["d0/q0", "d0/q1", "d1/q2"])
    #expect(try pile(.doubtful(2)).first == "d0/q1")
    #expect(try pile(.doubtful(2)).count == 2)
    #expect(try Set(pile(.sample(3))) == ["d0/q0", "d0/q1", "d1/q2"])
    #expect(try pile(.sample(2)) == pile(.sample(2)))
  }

  @Test(arguments: [
    ([10, 10], 4, [2, 2]), ([9, 1], 5, [5, 0]), ([1, 2], 9, [1, 2]), ([7, 2, 1], 5, [4, 1, 0]), ([], 3, []),
  ])
  func allots(_ counts: [Int], _ wanted: Int, _ shares: [Int]) { #expect(DeskPile.allotted(counts, wanted) == shares) }
}

@Suite struct DeskKeyTests {
  static let rows: [(bytes: [UInt8], keys: [DeskKey])] = [
    ([0x72], [.character("r")]), ([0x1B], [.escape]), ([0x1B, 0x5B, 0x41, 0x72], [.up, .character("r")]),
    ([0x1B, 0x4F, 0x42], [.down]), ([0x1B, 0x5B, 0x35, 0x7E, 0x77], [.character("w")]),
    ([0x0D, 0x0A], [.enter, .enter]),
    ([0xC3, 0xA9], [.character("é")]), ([0xC3], []), ([0xFF, 0x72], [.character("r")]), ([0x00, 0x7F], [.backspace]),
    ([0x03], [.interrupt]),
  ]

  @Test(arguments: rows) func reads(_ bytes: [UInt8], _ keys: [DeskKey]) {
    var reader = DeskKeyReader()
    #expect(reader.keys(of: bytes) == keys)
  }

  @Test func aCharacterMayComeInTwoReads() {
    var reader = DeskKeyReader()
    #expect(reader.keys(of: [0xC3]) == [])
    #expect(reader.keys(of: [0xA9]) == [.character("é")])
  }
}
