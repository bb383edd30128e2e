import Testing

@testable import Ingestion

/// What looks at bytes: levelling, tables, JSON strings.
@Suite struct TextToolTests {
  static let levelled: [(id: String, text: String, expected: String)] = [
    ("small letters", "The Old FERRY", "the old ferry"),
    ("marks part words", "well-known, (really)…yes", "well known really yes"),
    ("apostrophes do not", "It’s Mara's, isn't it", "its maras isnt it"),
    ("digits are letters", "F-16s at 8.30", "f 16s at 8 30"),
    ("other letters stay", "Besançon Łódź 東京", "besançon Łódź 東京"),
    ("marks of Latin-1", "«Oui»·non±1º", "oui non 1º"),
    ("blanks at the ends", "  a \n b\t", "a b"),
    ("nothing but marks", "—…!", ""),
    ("nothing", "", ""),
  ]

  @Test("A levelled text has words, small letters and single blanks", arguments: levelled)
  func levels(row: (id: String, text: String, expected: String)) {
    #expect(String(decoding: Normalizer.levelled(row.text), as: UTF8.self) == row.expected, "\(row.id)")
  }

  @Test("A paragraph is measured by its words and marks")
  func measures() throws {
    let measure = try Self.measured([
      "“It was,” she said of The Ninth Wave.", "SHARE | 12:30 © 2020", "Über die Brücke für alle",
      "SHARE | 12:30 © 2020",
    ])
    let facts = measure.facts
    #expect(facts.map(\.words) == [8, 4, 5, 4])
    #expect(facts.map(\.functionWords) == [6, 0, 2, 0])
    #expect(facts.map(\.englishWords) == [4, 0, 0, 0])
    #expect(facts.map(\.capitalized) == [3, 1, 1, 1])
    #expect(facts.map(\.repeats) == [1, 2, 1, 2])
    #expect(facts.map { $0.flags.contains(.said) } == [true, false, false, false])
    #expect(facts.map { $0.flags.contains(.quotes) } == [true, false, false, false])
    #expect(facts.map { $0.flags.contains(.allCaps) } == [false, true, false, true])
    #expect(facts.map { $0.flags.contains(.digits) } == [false, true, false, true])
    #expect(facts.map { $0.flags.contains(.pipe) && $0.flags.contains(.copyright) } == [false, true, false, true])
    #expect(String(decoding: measure.levelled(facts[2]), as: UTF8.self) == "Über die brücke für alle")
  }

  @Test("A JSON string ends where its quotation mark stands, at any place in a machine word")
  func readsStrings() throws {
    for length in 0..<20 {
      let plain = String(repeating: "é", count: length / 2) + String(repeating: "x", count: length)
      for (escape, meaning) in [("\\\"", "\""), ("\\u2019", "’"), ("\\ud83d\\ude00", "😀"), ("\\n", "\n"), ("", "")] {
        let json = Array("\"\(plain)\(escape)\(plain)\",\"next\"".utf8)
        try json.withUnsafeBufferPointer { bytes in
          var scanner = JSONScanner(bytes)
          var text: [UInt8] = []
          try scanner.string(into: &text)
          #expect(String(decoding: text, as: UTF8.self) == plain + meaning + plain)
          let isComma = scanner.take(0x2C)
          #expect(isComma)
        }
      }
      let broken = Array("\"\(plain)\u{1}\(plain)\"".utf8)
      let failure = broken.withUnsafeBufferPointer { bytes -> Int? in
        var scanner = JSONScanner(bytes)
        var text: [UInt8] = []
        do throws(JSONScanError) { try scanner.string(into: &text) } catch { return error.position }
        return nil
      }
      #expect(failure == 1 + plain.utf8.count)
    }
  }

  @Test("The phrases of a list are found whole, at the beginning and at the end of a paragraph")
  func findsPhrases() {
    let list = """
      phrase	mark	place
      # a comment
      read more	related	start
      file photo	caption	end
      share	share	whole
      desk	byline	no-name
      """
    let table = PhraseTable(tsv: Array(list.utf8))
    func marks(_ text: String) -> [Bool] {
      let bytes = Array(text.utf8)
      let found = bytes.withUnsafeBufferPointer { table.marks(of: $0) }
      return [found.whole.has(.share), found.part.has(.related), found.part.has(.caption)]
    }
    #expect(marks("share") == [true, false, false])
    #expect(marks("share it") == [false, false, false])
    #expect(marks("read more about the ferry") == [false, true, false])
    #expect(marks("do read more") == [false, false, false])
    #expect(marks("the ferry in a file photo") == [false, false, true])
    #expect(marks("file photo") == [false, false, true])
    #expect(marks("") == [false, false, false])
    #expect(table.isNoName(Array("desk".utf8)))
  }

  @Test("Weights are read with their signs and states")
  func readsWeights() {
    let list =
      "sign\tbefore\tbetween\tafter\tbegins\tends\talone\nfrom.inside\t1\t-2\t3\t4\t0\t0\n"
      + "tagP\t10\t-20\t30\t-40\t50\t-60\nnone\t1\t1\t1\t1\t1\t1\n"
    let weights = SignWeights(tsv: Array(list.utf8))
    #expect(Array(weights.values[6..<12]) == [10, -20, 30, -40, 50, -60])
    #expect(Array(weights.transitions[4..<8]) == [1, -2, 3, 4])
    #expect(weights.values.filter { $0 != 0 }.count == 6)
  }

  @Test("What a paragraph says by its own signs counts as much as what the chain says")
  func judgesAlone() {
    let head = "sign\tbefore\tbetween\tafter\tbegins\tends\talone\ntagP\t-9000\t-9000\t-9000\t0\t0\t0\n"
    /// Whether the second of three paragraphs is kept, which alone has another sign.
    func isKept(between: Int, alone: Int) -> Bool {
      let facts = [BlockFacts](repeating: BlockFacts(), count: 3).map { fact in
        var fact = fact
        fact.words = 100
        return fact
      }
      var finder = ArticleFinder()
      var units = Units()
      units.read(count: 3)
      let kept = finder.find(
        signs: [.tagP, .tagP, .tagDiv, .tagP].map(\Sign.rawValue), starts: [0, 1, 3, 4], units: units, facts: facts,
        weights: SignWeights(tsv: Array((head + "tagDiv\t0\t\(between)\t0\t0\t0\t\(alone)\n").utf8)))
      return kept[1]
    }
    #expect(isKept(between: 0, alone: 0))
    // The chain cannot tell.
    #expect(!isKept(between: 9000, alone: -9000))
    #expect(isKept(between: 9000, alone: 9000))
    // The chain is sure that it is none.
    #expect(!isKept(between: 18000, alone: 0))
    #expect(isKept(between: 18000, alone: 9000))
  }

  /// Lines, and what they show beside their words.
  static let lines: [(text: String, flags: BlockFacts.Flags)] = [
    ("NEWPORT, March 4 (Coastal News) - The old ferry leaves the harbour for good on Sunday.", .dateline),
    ("NEWPORT — The old ferry leaves the harbour for good on Sunday, the council has said.", .dateline),
    ("NEWPORT IS a town that keeps its ferries - and its quays, its boats and its old ways too.", []),
    ("The old ferry (built 1962) - the last of her kind - leaves the harbour for good on Sunday.", []),
    ("We use cookies on this website, and our partners keep data of your device for that.", [.privacy, .you]),
    ("The baker sells cookies by the dozen and says that the site by the quay is a good one.", []),
    ("Old ferry to retireThe harbour of Newport bids farewell", .glued),
    ("The McAllister brothers own an eBoat and an iRadio", []),
    ("Posted by Ann at 22:10", .clock),
    ("It went 3:1 for the boats", []),
    ("See https://ferries.example for times", .url),
  ]

  @Test("What lines of pages show", arguments: lines.indices)
  func seesMarks(_ index: Int) throws {
    let row = Self.lines[index]
    let facts = try Self.measured([row.text]).facts
    let seen: BlockFacts.Flags = [.dateline, .privacy, .glued, .clock, .url, .you]
    #expect(facts[0].flags.intersection(seen) == row.flags, "\(row.text)")
  }

  @Test("Lines that are the same but for their numbers are told, three of them at least")
  func seesShapes() throws {
    let facts = try Self.measured([
      "Rating: 36 votes", "Rating: 7 votes", "Comments", "Comments", "Rating: 9 votes", "Row 1", "Row 2",
    ]).facts
    #expect(facts.map { $0.flags.contains(.shape) } == [true, true, false, false, true, false, false])
    #expect(facts.map(\.repeats) == [1, 1, 2, 2, 1, 1, 1])
  }

  @Test("Scripts that part no words have words and sentences all the same")
  func countsUnpartedWords() throws {
    let facts = try Self.measured(["港の古いフェリーは日曜日に最後の航海に出ると市議会が水曜日に発表しました。", "港の船"]).facts
    #expect(facts[0].words >= 10)
    #expect(facts.map(\.endsSentence) == [true, false])
  }

  /// The measure of paragraphs of a page.
  static func measured(_ texts: [String]) throws -> BlockMeasure {
    var page = [UInt8]()
    var blocks: [LeafBlock] = []
    for text in texts {
      let start = Int32(page.count)
      page += Array(text.utf8)
      blocks.append(LeafBlock(start: start, end: Int32(page.count), tag: .p, element: -1, place: 0))
      page.append(0x0A)
    }
    var measure = BlockMeasure(rules: try Fixtures.rules())
    measure.measure(page, blocks)
    return measure
  }

  @Test("Lines are counted to and fro")
  func countsLines() {
    let bytes = Array("one\ntwo\nthree\n".utf8)
    var counter = LineCounter()
    #expect([0, 5, 9, 4, 3, 0, 14, 99].map { counter.line(at: $0, in: bytes) } == [1, 2, 3, 2, 1, 1, 4, 4])
  }
}
