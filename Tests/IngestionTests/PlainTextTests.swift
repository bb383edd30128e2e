import TextModel
import Testing

@testable import Ingestion

@Suite struct PlainTextTests {
  static let article = ArticleTests.paragraphs.joined(separator: "\n\n")

  /// Role and text of each block, a line each.
  private func blocks(_ text: String, isExtracted: Bool = false) throws -> [String] {
    let (document, error) = try Fixtures.read(Array(text.utf8), .text, isExtracted: isExtracted)
    #expect(error == nil)
    #expect(document.text == Array(text.utf8), "a text is kept as it is")
    return document.blocks.map { "\($0.role.rawValue) \(document.string($0.range))" }
  }

  @Test("A text without a page round it is title and body")
  func keepsCleanText() throws {
    let found = try blocks("Old ferry to retire\n\n" + Self.article + "\n")
    #expect(found == ["title Old ferry to retire"] + ArticleTests.paragraphs.map { "body \($0)" })
  }

  @Test(
    "A line under the title names the authors",
    arguments: [
      ("By Ann Lee", ["Ann Lee"]), ("By Ann Lee and Bo van Ek, Harbour Reporters", ["Ann Lee", "Bo van Ek"]),
      ("Words by ANN LEE", ["ANN LEE"]), ("By Monday the ferry will be gone.", []), ("By the Sea", []),
      ("The Wreck", []),
    ])
  func findsAuthors(_ line: String, _ names: [String]) throws {
    let text = "Old ferry to retire\n\n\(line)\n\n" + Self.article + "\n\nBy Cy Moe\n"
    let (document, _) = try Fixtures.read(Array(text.utf8), .text)
    #expect(document.metadata.byline == names)
    #expect(document.blocks.allSatisfy { $0.role == .title || $0.role == .body })
  }

  @Test("A value of JSON Lines is title and body, whatever stands in it")
  func keepsValues() throws {
    let found = try blocks(Self.article + "\n\nComments\n\nShare", isExtracted: true)
    #expect(found.allSatisfy { $0.hasPrefix("body") })
  }

  @Test("The debris of a page is marked")
  func marksDebris() throws {
    let menu = ["Skip to content", "Home", "News", "Sport", "Sign in", "Menu"]
    let text = (menu + ["Old ferry to retire", "Share", Self.article, "Comments", "Related stories"]).joined(
      separator: "\n\n")
    let found = try blocks(text + "\nBridge opens to the public after a long wait.\nTide tables for the week.\n")
    for line in menu + ["Share", "Comments", "Related stories", "Tide tables for the week."] {
      #expect(found.contains("boilerplate \(line)"))
    }
    for paragraph in ArticleTests.paragraphs { #expect(found.contains("body \(paragraph)")) }
    #expect(found.contains("title Old ferry to retire"))
  }

  @Test("Teasers under a heading of other stories are none of the article, however long they are")
  func marksTeasers() throws {
    let teasers = [
      "The council said on Monday that the new bridge would open in May, and that the toll would be dropped for good.",
      "In the spring, the museum will show the boats that were found in the mud when the old harbour was drained.",
    ]
    let text = "Old ferry to retire\n\n" + Self.article + "\n\nTop stories\n" + teasers.joined(separator: "\n") + "\n"
    let found = try blocks(text)
    for line in ["Top stories"] + teasers { #expect(found.contains("boilerplate \(line)")) }
    for paragraph in ArticleTests.paragraphs { #expect(found.contains("body \(paragraph)")) }
  }

  @Test("The headline is the line whose words come again in the text, not the one under it")
  func findsHeadline() throws {
    let page = ["Home", "Sport", "Sign in", "Ten more recipes for late summer evenings", "Menu", "Share", "Comments"]
    let title = ["Old ferry out of service before winter", "A smaller boat is to carry passengers to the islands"]
    let text = (page + title + ["By Ann Lee", "5 March 2024"]).joined(separator: "\n\n") + "\n\n" + Self.article
    #expect(try blocks(text).contains("title \(title[0])"))
  }

  @Test("Short lines of one shape are a run, with signs of what they have together")
  func findsRuns() throws {
    let text = [
      "They sail from the quay:", "June 9 - Newport", "June 10 - Oakfield", "June 14 - Alder Bay", "Share", "Home",
    ]
    var reader = PlainTextReader(rules: try Fixtures.rules())
    let page = Self.article + "\n\n" + text.joined(separator: "\n\n")
    reader.read(
      Array(page.utf8), raw: RawDocument(bytes: [], format: .text, origin: "x"), isWhole: false, into: Document())
    let runs = reader.content.blocks.indices.map { index in
      let own = reader.signs.signs[Int(reader.signs.starts[index])..<Int(reader.signs.starts[index + 1])]
      return own.contains(Sign.lines3.rawValue)
    }
    #expect(runs.suffix(6) == [false, true, true, true, false, false])
    let first = reader.content.blocks.count - 5
    let own = reader.signs.signs[Int(reader.signs.starts[first])..<Int(reader.signs.starts[first + 1])]
    for sign in [Sign.linesAfterColon, .linesNoStops, .linesBeforeMarked] { #expect(own.contains(sign.rawValue)) }
  }

  @Test("Lines broken at a width are one paragraph")
  func joinsLines() throws {
    let text = """
      The harbour authority said on Tuesday that the old ferry
      would be taken out of service before the winter, because
      the engine can no longer be mended at a bearable cost.

      A smaller boat will carry the passengers until the ship
      from the yard arrives, which may well take another year.
      """
    #expect(try blocks(text).count == 2)
  }

  @Test("A line knows its number")
  func numbersLines() throws {
    let (document, _) = try Fixtures.read(Array("One line here\n\n\nAnother line is here.\n".utf8), .text)
    #expect(document.blocks.map(\.line) == [1, 4])
  }
}
