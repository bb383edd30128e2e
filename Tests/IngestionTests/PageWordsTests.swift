import TestSupport
import Testing
import TextModel

@testable import Ingestion

/// The words of a language that ingestion asks for.
@Suite struct PageWordsTests {
  private static func classes(_ lines: String) -> WordClasses { WordClasses(lines: Array(lines.utf8)) }

  /// What is known of a word among those of classes.
  private static func bits(_ word: String, in words: ScannedWords) -> UInt64 {
    words.bits(of: word.utf8.reduce(0) { $0 << 8 | UInt64($1) })
  }

  @Test(
    "A word of several classes has the bits of all; longer words than a key holds are passed over",
    arguments: [
      ("the", ScannedWords.function | ScannedWords.english), ("said", ScannedWords.said), ("harbour", 0),
      ("boatmen", 0),
      ("quayside", 0), ("uayside", 0), ("", 0),
    ])
  func scans(_ word: String, _ expected: UInt64) {
    let lines = "page.function\tthe\ta\npage.english\tthe\npage.said\tsaid\tquayside\n"
    #expect(Self.bits(word, in: ScannedWords(Self.classes(lines))) == expected)
  }

  @Test("Many words find room")
  func scansMany() {
    let words = (0..<3000).map { "w\($0)" }
    let scanned = ScannedWords(Self.classes("page.said\t\(words.joined(separator: "\t"))\n"))
    #expect(words.allSatisfy { Self.bits($0, in: scanned) == ScannedWords.said })
    #expect(Self.bits("w3000", in: scanned) == 0)
  }

  @Test("The words of the project's list for the scan have room in a key")
  func listIsShort() {
    for name in ["english", "function", "said", "you", "tracker", "consent", "address"] {
      let words = ProjectWords.classes.words(of: "page.\(name)")
      #expect(!words.isEmpty, "\(name)")
      #expect(words.filter { $0.utf8.count > ScannedWords.longest } == [], "\(name)")
    }
  }

  @Test(
    "How lines of authors begin",
    arguments: [
      ("By Ann Lee", true), ("ByAnn Lee", true), ("Byron Lee", false), ("BYANN LEE", false),
      ("Written by: Ann Lee", true),
      ("(Reporting by Ann Lee", true), ("Bye for now", false), ("B", false), ("", false),
    ])
  func begins(_ line: String, _ expected: Bool) throws {
    #expect(try Fixtures.rules().words.bylines.begins(line) == expected)
  }

  @Test(
    "Words that are months",
    arguments: [("March", 3), ("Sept", 9), ("dec", 12), ("marching", nil), ("ma", nil), ("mar1", nil)]
      as [(String, Int?)])
  func months(_ word: String, _ month: Int?) {
    #expect(MonthNames(ProjectWords.classes).month(Array(word.utf8)[...]) == month)
  }

  /// Without lists of classes nothing is known of a word, and nothing breaks.
  @Test func noClasses() {
    let page = Array("<p>By Ann Lee, 5 March 2024. The ferry, she said, will sail.</p>".utf8)
    let document = Document()
    var reader = DocumentReader(options: IngestionOptions(), rules: PageRules())
    #expect(reader.read(RawDocument(bytes: page, format: .html, origin: "test"), into: document) == nil)
    #expect(document.metadata.byline == [])
  }
}
