import TestSupport
import Foundation
import Segmentation
import Testing
import TextModel

@testable import Genres

/// Whole documents to the kind that they are, with the project's own tables. The texts are made up.
@Suite struct GenreTaggingTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var id: String
    var title: String
    var url: String?
    var types: [String] = []
    var text: String
    /// The genre, or why it is no article after an exclamation mark; empty where nothing is told.
    var kind: String
    var testDescription: String { id }
  }

  static let root: String = {
    var path = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    path.removeLast(3)
    return path.joined(separator: "/")
  }()

  static let tables: Result<GenreTables, any Error> = Result {
    func bytes(_ name: String) throws -> [UInt8] {
      [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(root)/Rules/\(name)")))
    }
    return GenreTables(words: try bytes("genre/words.tsv"), weights: try bytes("learnt/genre/weights.tsv"))
  }

  /// A document of a title and paragraphs parted by empty lines, with its tokens.
  static func document(_ row: Row) -> Document {
    let document = Document()
    for (index, part) in ([row.title] + row.text.components(separatedBy: "\n\n")).enumerated() {
      if index > 0 { document.text += [0x0A, 0x0A] }
      let start = document.text.count
      document.text += Array(part.utf8)
      let role: Block.Role = index == 0 ? .title : part.hasPrefix("- ") ? .list : .body
      document.blocks.append(Block(range: UTF8Range(start, document.text.count), role: role, line: 1))
    }
    document.metadata.title = row.title
    document.metadata.url = row.url
    document.metadata.pageTypes = row.types
    var segmenter = Segmenter(ProjectWords.classes)
    segmenter.process(document)
    return document
  }

  @Test(arguments: rows) func tells(_ row: Row) throws {
    let document = Self.document(row)
    var tagging = GenreTagging(try Self.tables.get())
    tagging.process(document)
    #expect((document.metadata.genre?.rawValue ?? document.metadata.notArticle.map { "!\($0)" } ?? "") == row.kind)
  }

  /// What the page's reader found before is left, and such a page has no genre.
  @Test func leavesWhatIsKnown() throws {
    let document = Self.document(Self.rows[0])
    document.metadata.notArticle = "gallery"
    var tagging = GenreTagging(try Self.tables.get())
    tagging.process(document)
    #expect(document.metadata.notArticle == "gallery")
    #expect(document.metadata.genre == nil)
  }

  @Test func withoutTablesNothingIsTold() {
    let document = Self.document(Self.rows[0])
    var tagging = GenreTagging(GenreTables())
    tagging.process(document)
    #expect(document.metadata.genre == nil && document.metadata.notArticle == nil)
  }

  @Test(arguments: [0, -0.001, -0.5, -1, -7.25, -29]) func powers(_ exponent: Double) {
    #expect(abs(GenreTagging.power(exponent) / exp(exponent) - 1) < 1e-4)
  }

  @Test func compiledTablesSayTheSame() throws {
    let tables = try Self.tables.get()
    let section = tables.section
    let read = try #require(section.withUnsafeBufferPointer(GenreTables.init(section:)))
    #expect(read.section == section)
    for length in [0, 3, 10, section.count - 1, section.count / 2] {
      _ = section.prefix(length).withUnsafeBufferPointer(GenreTables.init(section:))
    }
    var long = section
    long[3] = 0x7F
    #expect(long.withUnsafeBufferPointer(GenreTables.init(section:)) == nil)
  }

  static let rows: [Row] = [
    Row(
      id: "news", title: "Three killed as ferry sinks off Harn",
      url: "https://example.com/news/2024/05/ferry-sinks-harn",
      types: ["NewsArticle", "og:article"],
      text: """
        HARN (Wire) — Three people were killed and nine injured on Tuesday when a ferry sank off the port of Harn, police \
        said.

        "We heard a loud crack and then people were in the water," said Lena Brandt, a spokeswoman for the coast guard. \
        Officials said the investigation was at an early stage.

        The transport minister, Jonas Reed, told parliament on Wednesday that the government had ordered all ferries of \
        the company to stay in port. The company announced that it would cooperate with prosecutors.
        """, kind: "news"),
    Row(
      id: "guide", title: "How to Plant a Hedge: 7 Tips for Beginners",
      url: "https://example.com/guides/how-to-plant-a-hedge",
      text: """
        Planting a hedge is easier than you think. Choose a day without frost and make sure your soil is damp. You can \
        use a string to keep the line straight.

        - Dig a trench that is twice as wide as the roots.

        - Place each plant and check that it stands upright.

        - Water your hedge often in the first year. Avoid feeding it before spring.

        Remember to keep weeds away, and do not cut the plants too early. If you follow these steps, you will have a \
        helpful screen in your garden for years.
        """, kind: "guide"),
    Row(
      id: "forum", title: "Pump keeps losing pressure?",
      url: "https://forum.example.com/threads/pump-losing-pressure.123",
      types: ["DiscussionForumPosting"],
      text: """
        My pump keeps losing pressure over night. Anyone had this before? Thanks.

        Same here. I posted a thread on this last year, no replies. What model do you have?

        Edit: fixed it, it was the valve. Thanks everyone for the replies.

        Joined: March. Posts: 214. You should post a picture, I had the same and it was the seal. Anyone else?
        """, kind: "!forum"),
    Row(
      id: "press release", title: "Norrland Foods opens plant",
      text: """
        OSLO, May 4 /PRNewswire/ — Norrland Foods, a leading company for frozen food, announced today that it has opened \
        a plant in Harn. "We are proud of our team and our partners," said Maia Quist, chief executive.

        This release contains forward-looking statements. Contact: press office, Norrland Foods.

        About Norrland Foods: Norrland Foods is a trusted company that offers solutions to customers in nine countries. \
        SOURCE Norrland Foods. PRNewswire.
        """, kind: "press release"),
    Row(id: "too short to tell", title: "Note", text: "It rained.", kind: ""),
  ]
}
