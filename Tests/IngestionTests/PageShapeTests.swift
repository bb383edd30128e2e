import TextModel
import Testing

@testable import Ingestion

/// Pages of odd shapes, made of the same few paragraphs.
@Suite struct PageShapeTests {
  static let paragraphs =
    ArticleTests.paragraphs + [
      "The harbour master, Jonas Reed, told the council on Wednesday that the quay had to be made longer for the new ship.",
      "“Nobody on the islands will be cut off, not for a single day,” he said, and named the boats that stand ready.",
      "Fishermen fear for their moorings, which lie where the longer quay will be, and want to be heard before work begins.",
    ]
  static let text = paragraphs.map { "<p>\($0)</p>" }.joined(separator: "\n")
  static let head = "<html><head><title>Old ferry to retire</title></head><body>"
  static let menu = "<nav><ul><li><a href=/>Home</a></li><li><a href=/s>Sport</a></li></ul></nav>"

  /// A page, and what is in its article beside the paragraphs above, as `role: text`.
  static let rows: [(id: String, body: String, expected: [String])] = [
    ("nothing odd", "<article><h1>Old ferry to retire</h1>\(text)</article>", []),
    (
      "an overlay round the article",
      "<div class='registration-overlay popup'><article><h1>Old ferry to retire</h1>\(text)</article></div>", []
    ),
    (
      "shown by a script",
      "<div style='display:none'><article><h1>Old ferry to retire</h1>\(text)</article></div>", []
    ),
    (
      "hidden copies",
      "<article><h1>Old ferry to retire</h1>\(text)</article><div hidden>\(text)</div><div hidden>\(text)</div>", []
    ),
    (
      "a pull quote",
      "<article><h1>Old ferry to retire</h1><p>\(paragraphs[0])</p><aside class=pull>“We have patched her for thirty "
        + "years, and that is enough”</aside>" + paragraphs.dropFirst().map { "<p>\($0)</p>" }.joined() + "</article>",
      []
    ),
    (
      "a subheading in bold",
      "<article><h1>Old ferry to retire</h1><p>\(paragraphs[0])</p><p><b>A longer quay</b></p>"
        + paragraphs.dropFirst().map { "<p>\($0)</p>" }.joined() + "</article>", ["heading: A longer quay"]
    ),
    (
      "pictures of a gallery",
      "<article><h1>Old ferry to retire</h1><p>\(paragraphs[0])</p><div class='photo-gallery'><div><p>The old ferry lies at "
        + "the quay of Newport while men paint her hull.</p></div></div>"
        + paragraphs.dropFirst().map { "<p>\($0)</p>" }.joined() + "</article>", []
    ),
    (
      "a line that is a link",
      "<article><h1>Old ferry to retire</h1><p>\(paragraphs[0])</p><p><a href=/b>Bridge opens to the public after years "
        + "of work</a></p>" + paragraphs.dropFirst().map { "<p>\($0)</p>" }.joined() + "</article>", []
    ),
  ]

  @Test("The article of a page of odd shape", arguments: rows.indices)
  func findsArticle(_ index: Int) throws {
    let row = Self.rows[index]
    let (document, error) = try Fixtures.read(Array((Self.head + Self.menu + row.body + "</body></html>").utf8))
    #expect(error == nil)
    let blocks = document.blocks.filter { $0.role != .title }
      .map { (role: $0.role, text: document.string($0.range)) }
    let body = blocks.filter { $0.role == .body }.map(\.text)
    #expect(body.filter(Self.paragraphs.contains) == Self.paragraphs, "\(row.id)")
    let rest = blocks.filter { !Self.paragraphs.contains($0.text) }.map { "\($0.role): \($0.text)" }
    #expect(rest == row.expected, "\(row.id)")
  }

  @Test("The trunk is the lowest element with most of the text, and its names say nothing")
  func findsTrunk() throws {
    var extractor = ArticleExtractor(rules: try Fixtures.rules())
    let page = Self.head + Self.menu + "<div class='comments popup'><article class=share>\(Self.text)</article></div>"
    _ = extractor.read(Array(page.utf8), given: RawDocument.Given(), into: Document())
    let names = extractor.page.blocks.indices.map { index in
      extractor.signs.signs[Int(extractor.signs.starts[index])..<Int(extractor.signs.starts[index + 1])]
        .map { Sign.names[Int($0)] }
    }
    #expect(names.last?.contains("trunkBelow1") == true)
    #expect(names.last?.contains { $0.hasSuffix(".share") || $0.hasSuffix(".popup") } == false)
  }

  @Test("Long texts in sidebars and cards do not move the trunk")
  func findsTrunkBesideSidebars() throws {
    let other = (1...8).map {
      "<p>Another story number \($0) tells of what the town of Oakfield has in mind for its market and its hall.</p>"
    }.joined()
    for box in ["<aside>\(other)</aside>", "<div class='teaser-cards'>\(other)</div>"] {
      var extractor = ArticleExtractor(rules: try Fixtures.rules())
      let page = Self.head + Self.menu + "<div><article>\(Self.text)</article>\(box)</div>"
      _ = extractor.read(Array(page.utf8), given: RawDocument.Given(), into: Document())
      let here = extractor.signs.signs.filter { $0 == Sign.trunkBelow1.rawValue }
      #expect(here.count == Self.paragraphs.count)
    }
  }

  @Test(
    "What is judged as one: the items of a list, the cells of a table, the paragraphs of a post",
    arguments: [
      ("<p>a</p><ul><li>b</li><li>c<ul><li>d</li></ul></li></ul><p>e</p>", [0, 1, 4]),
      ("<ul><li>a</li></ul><ul><li>b</li></ul>", [0, 1]),
      ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", [0]),
      ("<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr></table></td></tr></table>", [0, 1]),
      ("<blockquote class=twitter-tweet><p>a</p>b</blockquote><p>c</p>", [0, 2]),
      ("<ul><li>a</li><li><h3>b</h3></li><li>c</li></ul>", [0, 1, 2]),
      ("<ol class=comments><li>a</li><li>b</li></ol>", [0, 1]),
    ] as [(String, [Int])])
  func joinsUnits(_ html: String, _ firsts: [Int]) throws {
    var extractor = ArticleExtractor(rules: try Fixtures.rules())
    let page = Self.head + "<main>\(Self.text)</main><div>\(html)</div></body></html>"
    _ = extractor.read(Array(page.utf8), given: RawDocument.Given(), into: Document())
    let units = extractor.signs.units
    let found = extractor.page.blocks.indices.dropFirst(Self.paragraphs.count).filter { !units.joins($0) }
    #expect(found.map { $0 - Self.paragraphs.count } == firsts)
    #expect(Int(units.starts[units.count]) == extractor.page.blocks.count)
  }

  @Test("Words of the headline that come again")
  func countsTitleWords() throws {
    var extractor = ArticleExtractor(rules: try Fixtures.rules())
    let page =
      Self.head + "<article><h1>Old ferry to retire</h1>\(Self.text)</article><p>A bridge opens.</p></body></html>"
    _ = extractor.read(Array(page.utf8), given: RawDocument.Given(), into: Document())
    let count = extractor.page.blocks.count
    func has(_ sign: Sign, _ index: Int) -> Bool {
      extractor.signs.signs[Int(extractor.signs.starts[index])..<Int(extractor.signs.starts[index + 1])]
        .contains(sign.rawValue)
    }
    #expect(has(.titleWords2, 0), "*ferry* and *retire*: *old* and *to* are short")
    #expect(has(.titleWords1, 1), "*the old ferry*")
    #expect(has(.titleWords0, count - 1))
  }

  @Test("Runs of five words that stand twice are found before and behind")
  func findsCopies() throws {
    var measure = BlockMeasure(rules: PageRules())
    let texts = [
      "the quay is old and the quay is long enough for now", "nothing of that is said in this paragraph here",
    ]
    let text = (texts + [texts[0]]).joined(separator: "\n")
    var start: Int32 = 0
    let blocks = (texts + [texts[0]]).map { line in
      let end = start + Int32(line.utf8.count)
      defer { start = end + 1 }
      return LeafBlock(start: start, end: end, tag: .p, element: -1, place: start)
    }
    measure.measure(Array(text.utf8), blocks)
    var copies = Copies()
    copies.find(measure.facts, words: measure.words)
    #expect(copies.earlier == [0, 0, 100])
    #expect(copies.later == [100, 0, 0])
    copies.find(measure.facts, words: measure.words, among: [true, true, false])
    #expect(copies.later == [0, 0, 0])
  }
}
