import TextModel
import Testing

@testable import Ingestion

@Suite struct ArticleTests {
  static let paragraphs = [
    "The harbour authority said on Tuesday that the old ferry would be taken out of service before the winter.",
    "“We have patched her for thirty years, and that is enough,” said Mara Quill, who runs the line to the islands.",
    "Passengers will be carried by a smaller boat until the new ship arrives from the yard, which may take a year.",
  ]

  static let page = """
    <!DOCTYPE html><html lang="en"><head><title>Old ferry to retire | Harbour News</title>
    <meta property="article:published_time" content="2024-03-05T08:00:00+01:00">
    <meta name="author" content="Ann Lee"><link rel="canonical" href="https://example.org/ferry">
    <script>var x = "<p>script text</p>";</script><style>p { color: red }</style></head><body>
    <nav class="main-menu"><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav>
    <article class="story"><h1>Old ferry to retire</h1><div class="byline">By Ann Lee</div>
    <div class="article-body"><p>\(paragraphs[0])</p><div class="ad-slot">Advertisement</div>
    <p>\(paragraphs[1])</p><!-- <p>comment</p> --><p>\(paragraphs[2])</p></div></article>
    <div class="related"><h3>Related stories</h3><ul><li><a href="/1">Bridge opens to the public</a></li></ul></div>
    <section id="comments"><h3>Comments</h3><p>I liked that boat.</p></section>
    <footer class="site-footer"><p>Copyright Harbour News. All rights reserved.</p></footer></body></html>
    """

  @Test("The article of a page, and nothing else of it")
  func findsArticle() throws {
    let (document, error) = try Fixtures.read(Array(Self.page.utf8))
    #expect(error == nil)
    let body = document.blocks.filter { $0.role == .body }.map { document.string($0.range) }
    #expect(body == Self.paragraphs)
    #expect(document.blocks.first?.role == .title)
    #expect(document.metadata.title == "Old ferry to retire")
    #expect(document.metadata.byline == ["Ann Lee"])
    #expect(document.metadata.published == "2024-03-05")
    #expect(document.metadata.publishedAt == "2024-03-05T08:00:00+01:00")
    #expect(document.metadata.canonical == "https://example.org/ferry")
    #expect(document.metadata.site == "example.org")
    #expect(document.metadata.language == "en")
  }

  @Test("A block knows its line and byte in the page")
  func keepsPlaces() throws {
    let (document, _) = try Fixtures.read(Array(Self.page.utf8))
    let page = Array(Self.page.utf8)
    for block in document.blocks {
      let byte = Int(try #require(block.byte))
      let text = Array(document.text[Int(block.range.start.value)..<Int(block.range.end.value)])
      #expect(page[byte...].starts(with: text))
      #expect(Int(block.line) == page[..<byte].count { $0 == 0x0A } + 1)
    }
  }

  /// Text of leaf blocks, whatever the verdict.
  static let leaves: [(id: String, html: String, expected: [String])] = [
    ("words never run together", "<p>one</p><p>two</p>", ["one", "two"]),
    ("blocks in a block", "<div>one<p>two</p>three</div>", ["one", "two", "three"]),
    ("inline elements join", "<p>o<b>n</b>e <i>two</i></p>", ["one two"]),
    ("blanks fold", "<p> one \n\t two&nbsp;three </p>", ["one two three"]),
    ("a line break is one", "<p>one<br>two</p>", ["one\ntwo"]),
    ("two line breaks part", "<div>one<br><br>two</div>", ["one", "two"]),
    ("references", "<p>a &amp; b &#8220;c&#8221; &#147;d&#148; &lt;</p>", ["a & b “c” “d” <"]),
    ("a lone sign", "<p>a < b > c</p>", ["a < b > c"]),
    ("scripts and comments", "<p>one<script>x</script><!-- y --> two</p>", ["one two"]),
    ("a script that never ends", "<p>one</p><script>x <p>two", ["one"]),
    ("a comment that never ends", "<p>one</p><!-- x <p>two</p>", ["one", "two"]),
    ("cells", "<table><tr><td>one</td><td>two</td></tr></table>", ["one", "two"]),
    ("unknown elements", "<x-card><p>one</p></x-card>", ["one"]),
    ("marks without width", "<p>o\u{200B}n\u{AD}e</p>", ["one"]),
    ("attributes in quotation marks", "<p title=\"a > b\">one</p>", ["one"]),
    ("read to some, seen by none", "<p>a <a>b<span class='sr-only'>, opens new tab</span></a> c</p>", ["a b c"]),
    ("clipped by its style", "<p>a<span style='clip:rect(0 0 0 0);height:1px'>, new tab</span></p>", ["a"]),
    ("a paragraph behind what was left open", "<span class='visually-hidden'>x<p>one</p>", ["one"]),
    ("a whole paragraph stays, as hidden", "<p class='screen-reader-text'>one</p>", ["one"]),
    ("hidden, but not for screen readers", "<p>a <span class='hidden'>b</span></p>", ["a b"]),
  ]

  @Test("What is one paragraph", arguments: leaves.indices)
  func splits(_ index: Int) throws {
    let row = Self.leaves[index]
    var extractor = ArticleExtractor(rules: try Fixtures.rules())
    _ = extractor.read(Array(row.html.utf8), given: RawDocument.Given(), into: Document())
    let page = extractor.page
    let found = page.blocks.map { String(decoding: page.bytes(Int($0.start)..<Int($0.end)), as: UTF8.self) }
    #expect(found == row.expected, "\(row.id)")
  }

  /// A page whose text is in JSON-LD alone, `body` with its references as they stand there.
  private func paywalled(_ body: String, teaser: String = "The key was in the drawer.") throws -> [String] {
    let page = """
      <html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"The key","articleBody":"\(body)"}
      </script></head><body><h1>The key</h1><p>\(teaser)</p><p>Subscribe to read on.</p></body></html>
      """
    let (document, _) = try Fixtures.read(Array(page.utf8))
    return document.blocks.filter { $0.role == .body }.map { document.string($0.range) }
  }

  @Test("The text in JSON-LD is taken where it is the only copy")
  func takesOnlyCopy() throws {
    let sentence = "The caretaker said on Monday that nobody had known what the key was for in all those years."
    let long = Array(repeating: sentence, count: 6)
    #expect(try paywalled(long.joined(separator: "\\n\\n")) == long)
    #expect(try paywalled(long.joined()) == long, "sentences that run together begin paragraphs")
    #expect(try paywalled("<p>" + long.joined(separator: "</p><p>") + "</p>") == long)
    #expect(try !paywalled(sentence).contains(sentence), "a summary is no article")
    let copy = try paywalled(long.joined(separator: " "), teaser: long.joined(separator: "</p><p>"))
    #expect(copy.contains(sentence), "the page's own paragraphs are taken where it has them")
  }

  @Test(
    "Lines that no article has",
    arguments: [
      ("Advertisement", true), ("Story continues below advertisement", true),
      ("Sign up for our newsletter today", true),
      ("###", true), ("<a href=/x>Read more: How the bridge was built</a>", true),
      ("[See also: <a href=/x>How the long bridge was built</a>]", true),
      ("“Sign up for our union,” she said to them.", false), ("Read more books, the minister told the class.", false),
      ("The post Old ferry to retire appeared first on Harbour News.", true),
      ("The post office on the quay was the first to close.", false),
      ("Ann Lee is a reporter who covers the harbour. Follow her on Twitter.", true),
      ("6 November 2024", true), ("Updated: Wednesday, Nov. 6, 2024 at 9:30 a.m. GMT", true),
      ("May 2024 was wet.", false),
      ("22:10", true), ("9:20PM", true), ("22 hours ago", true), ("2024-11-06", true), ("6.11.2024", true),
      ("555-010-0199", false), ("It won 3:1", false),
      ("We and our partners use cookies to store information on a device.", true),
      ("Print this page | E-mail to a friend", true), ("Share Tweet", true),
      ("You are receiving this email because you signed up on our website.", true),
      ("Get the harbour in your inbox", true),
    ])
  func leavesOutDebris(_ line: String, _ isDebris: Bool) throws {
    var extractor = ArticleExtractor(rules: try Fixtures.rules())
    let document = Document()
    let page = "<h1>A title</h1><p>\(Self.paragraphs[0])</p><p>\(line)</p><p>\(Self.paragraphs[1])</p>"
    _ = extractor.read(Array(page.utf8), given: RawDocument.Given(), into: document)
    #expect(document.blocks.filter { $0.role == .body }.count == (isDebris ? 2 : 3))
  }

  static let hostile: [(id: String, bytes: [UInt8], reason: String?)] = [
    ("deep nesting", many("<div>", 100_000) + many("</span>", 100_000), "elements nest deeper than 1024"),
    ("stray ends", many("<b>", 900) + many("</i>", 100_000), nil),
    ("open marks", many("<", 100_000), nil),
    ("open comments", many("<!--", 100_000), nil),
    ("open pictures", many("<svg>", 100_000), nil),
    ("open quotation marks", many("<a href=\"", 50_000), nil),
    ("many attributes", Array("<p ".utf8) + many("a=b ", 100_000), nil),
    ("every byte", (0...255).map { UInt8($0) }, nil),
    ("a long title", Array("<title>".utf8) + many("word - word | ", 50_000) + Array("</title>".utf8), nil),
    (
      "many paragraphs beside a body",
      Array("<script type=\"application/ld+json\">{\"@type\":\"Article\",\"articleBody\":\"".utf8)
        + many("some words of a body. ", 2000) + Array("\"}</script>".utf8) + many("<p>four other words here", 5000),
      nil
    ),
    ("deep JSON-LD", Array("<script type=\"application/ld+json\">".utf8) + many("[", 100_000), nil),
    ("nothing", [], nil),
  ]

  static func many(_ text: String, _ count: Int) -> [UInt8] { Array(String(repeating: text, count: count).utf8) }

  @Test("Hostile pages end, and say what was wrong", arguments: hostile.indices)
  func endures(_ index: Int) throws {
    let row = Self.hostile[index]
    let clock = ContinuousClock()
    let start = clock.now
    let (_, error) = try Fixtures.read(row.bytes)
    #expect(error?.reason == row.reason, "\(row.id)")
    // A debug build is some twenty times slower than the program; quadratic work would take minutes.
    #expect(clock.now - start < .seconds(20), "\(row.id)")
  }

  @Test(
    "What stands behind the article is none of it",
    arguments: [
      ("<p>-ENDS-</p><p>The ferry was built in 1991 and has carried six million passengers.</p>", true),
      ("<p>###</p><p>The ferry was built in 1991 and has carried six million passengers.</p>", true),
      ("<p>More on this story:</p><ul><li><a href=/1>A bridge opens to the public</a></li></ul>", true),
      ("<p>The ferry was built in 1991 and has carried six million passengers.</p>", false),
    ] as [(String, Bool)])
  func ends(_ tail: String, _ isLeftOut: Bool) throws {
    let long = Self.paragraphs.map { "<p>\($0) \($0)</p>" }.joined()
    let page = "<title>Old ferry to retire</title><article><h1>Old ferry to retire</h1>\(long)\(tail)</article>"
    let (document, _) = try Fixtures.read(Array(page.utf8))
    let count = document.blocks.filter { $0.role == .body || $0.role == .list }.count
    #expect(count == Self.paragraphs.count + (isLeftOut ? 0 : 1))
  }

  @Test("Mutated pages never crash")
  func enduresMutations() throws {
    var state: UInt64 = 88_172_645_463_325_252
    func random(_ limit: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(truncatingIfNeeded: state >> 33) % limit
    }
    var reader = DocumentReader(options: IngestionOptions(), rules: try Fixtures.rules())
    let document = Document()
    for _ in 0..<300 {
      var bytes = Array(Self.page.utf8)
      for _ in 0..<random(20) { bytes[random(bytes.count)] = UInt8(random(256)) }
      if random(3) == 0 { bytes.removeSubrange(random(bytes.count)...) }
      _ = reader.read(RawDocument(bytes: bytes, format: random(4) == 0 ? .text : .html, origin: "x"), into: document)
      for block in document.blocks {
        #expect(block.range.start.value >= 0 && Int(block.range.end.value) <= document.text.count)
        #expect(block.range.start < block.range.end)
      }
    }
  }
}
