import TextModel
import Testing

@testable import Ingestion

/// Pages of the kinds that a live web has, made of the same few paragraphs.
@Suite struct PageKindTests {
  private static let paragraphs = PageShapeTests.paragraphs
  private static let text = PageShapeTests.text
  private static let title = "<h1>Old ferry to retire</h1>"
  /// The paragraphs as others are written: with line breaks, in cells.
  private static let broken = paragraphs.joined(separator: "<br><br>\n")
  private static let links = (1...8).map { "<a href=/\($0)>Story \($0)</a>" }

  /// The first paragraph, something, and the others.
  private static func between(_ html: String) -> String {
    "<article>\(title)<p>\(paragraphs[0])</p>\(html)" + paragraphs.dropFirst().map { "<p>\($0)</p>" }.joined()
      + "</article>"
  }

  /// A page, and what is in its article beside the paragraphs, as `role: text`.
  static let rows: [(id: String, body: String, expected: [String])] = [
    (
      "a registration form within the article",
      between(
        "<div class=registration-wall><form><h3>Create a free account</h3><p>Register to read on.</p><input type=email>"
          + "<button>Continue</button></form></div>"), []
    ),
    (
      "parts under their own headings, each in a container",
      "<article>\(title)" + "<section><h2>The ferry</h2><p>\(paragraphs[0])</p><p>\(paragraphs[1])</p></section>"
        + "<section><h2>The boats</h2><p>\(paragraphs[2])</p><p>\(paragraphs[3])</p></section>"
        + "<section><h2>The quay</h2><p>\(paragraphs[4])</p><p>\(paragraphs[5])</p></section></article>",
      ["heading: The ferry", "heading: The boats", "heading: The quay"]
    ),
    (
      "a list",
      between(
        "<p>Three boats stand ready:</p><ul><li>the Mary Ann of Newport</li><li>the Grey Goose, built in 1991</li>"
          + "<li>a barge from the yard</li></ul>"),
      [
        "body: Three boats stand ready:", "list: the Mary Ann of Newport", "list: the Grey Goose, built in 1991",
        "list: a barge from the yard",
      ]
    ),
    (
      "a table",
      between(
        "<p>The boats carry fewer people than the ferry:</p><table><tr><td>Mary Ann</td><td>40</td></tr><tr>"
          + "<td>Grey Goose</td><td>65</td></tr></table>"),
      [
        "body: The boats carry fewer people than the ferry:", "body: Mary Ann", "body: 40", "body: Grey Goose",
        "body: 65",
      ]
    ),
    (
      "an embedded post",
      between(
        "<p>The line took its leave on Tuesday:</p><blockquote class=twitter-tweet><p>Thirty years, six million "
          + "passengers, one ferry. Thank you all.</p>&mdash; Island Line (@islandline) <a href=/t>March 5, 2024</a>"
          + "</blockquote>"),
      [
        "body: The line took its leave on Tuesday:",
        "quote: Thirty years, six million passengers, one ferry. Thank you all.",
        "quote: — Island Line (@islandline) March 5, 2024",
      ]
    ),
    (
      "a name that tells more when it is pointed at",
      "<article>\(title)<p>\(paragraphs[0])</p><p>“We have patched her for thirty years, and that is enough,” said "
        + "<span class=person-tooltip>Mara Quill<span class=tooltip-content>Mara Quill runs three lines</span></span>, "
        + "who runs the line to the islands.</p>" + paragraphs.dropFirst(2).map { "<p>\($0)</p>" }.joined()
        + "</article>", []
    ),
    (
      "letters",
      "<div class=letters><h1>Letters: the old ferry</h1>"
        + "<h3>Patched enough</h3><p>\(paragraphs[0])</p><p>\(paragraphs[1])</p><p><b>Ann Lee</b><br>Newport</p>"
        + "<h3>A longer quay</h3><p>\(paragraphs[2])</p><p>\(paragraphs[3])</p><p>\(paragraphs[4])</p>"
        + "<p>\(paragraphs[5])</p><p><b>Bo Ek</b><br>Oakfield</p></div>",
      ["heading: Patched enough", "body: Ann Lee\nNewport", "heading: A longer quay", "body: Bo Ek\nOakfield"]
    ),
    (
      "questions and answers",
      "<article>\(title)<p><b>Why does the ferry go?</b></p><p>\(paragraphs[0])</p><p>\(paragraphs[1])</p>"
        + "<p><b>Who carries the passengers?</b></p><p>\(paragraphs[2])</p><p>\(paragraphs[3])</p>"
        + "<p>\(paragraphs[4])</p><p>\(paragraphs[5])</p></article>",
      ["body: Why does the ferry go?", "body: Who carries the passengers?"]
    ),
    (
      "line breaks and fonts in a table that lays the page out",
      "<table width=760><tr><td width=150><font size=1>\(links.joined(separator: "<br>"))</font></td><td><font size=5><b>"
        + "Old ferry to retire</b></font><br><br><font face=verdana size=2>\(broken)</font></td><td><font size=1>"
        + "\(links.reversed().joined(separator: "<br>"))</font></td></tr></table>", []
    ),
    (
      "a frame without a menu",
      "<font face=arial><center><b><font size=5>Old ferry to retire</font></b></center><p>\(broken)</font>", []
    ),
    (
      "for print",
      "<div class=print-page><a href=# onclick='window.print()'>Print this page</a>\(title)\(text)<hr>"
        + "<p>© 2024 Harbour News</p><p>https://example.org/ferry</p></div>", []
    ),
    (
      "the entries of a live page",
      "<article>\(title)<div class=live-blog><div class=live-post><time>10:40</time><p>\(paragraphs[0])</p>"
        + "<p>\(paragraphs[1])</p></div><div class=live-post><time>10:12</time><p>\(paragraphs[2])</p>"
        + "<p>\(paragraphs[3])</p></div><div class=live-post><time>09:58</time><p>\(paragraphs[4])</p>"
        + "<p>\(paragraphs[5])</p></div></div></article>", []
    ),
    (
      "accelerated for mobiles",
      "<amp-sidebar><ul>" + links.map { "<li>\($0)</li>" }.joined() + "</ul></amp-sidebar><article>\(title)<amp-img>"
        + "</amp-img><div class=amp-wp-article-content>\(text)</div></article>", []
    ),
    (
      "the author's box",
      "<article>\(title)\(text)</article><div class='author-box about-author'><h4>About Ann Lee</h4><p>Ann Lee is a reporter "
        + "who covers the harbour and the islands. She joined the paper in 2019.</p></div>", []
    ),
    (
      "teasers with whole sentences",
      "<article>\(title)\(text)</article><div class=more-stories>"
        + (1...4).map {
          "<div class=card><h3><a href=/\($0)>Bridge number \($0) opens</a></h3><p>The bridge of the town of Oakfield "
            + "was opened on Monday by the mayor, who had fought for it for years.</p></div>"
        }.joined() + "</div>", []
    ),
    (
      "a standfirst in a heading",
      "<article>\(title)<h2>After thirty years on the line to the islands the old ferry has to go, and the harbour has no new "
        + "one to put in her place before next year.</h2>\(text)</article>",
      [
        "body: After thirty years on the line to the islands the old ferry has to go, and the harbour has no new one to put "
          + "in her place before next year."
      ]
    ),
    (
      "the line over pointers to other stories",
      between("<p>See also:</p><ul><li><a href=/b>Bridge opens to the public</a></li></ul>"), []
    ),
    (
      "a caption under a picture",
      between("<figure><img src=a.jpg><figcaption>The old ferry at the quay of Newport.</figcaption></figure>"), []
    ),
  ]

  @Test("The article of a page of this kind", arguments: rows.indices)
  func findsArticle(_ index: Int) throws {
    let row = Self.rows[index]
    let page = PageShapeTests.head + PageShapeTests.menu + row.body + "</body></html>"
    let (document, error) = try Fixtures.read(Array(page.utf8))
    #expect(error == nil)
    let blocks = document.blocks.filter { $0.role != .title && $0.role != .caption }
      .map { (role: $0.role, text: document.string($0.range)) }
    #expect(blocks.map(\.text).filter(Self.paragraphs.contains) == Self.paragraphs, "\(row.id)")
    let rest = blocks.filter { !Self.paragraphs.contains($0.text) }.map { "\($0.role): \($0.text)" }
    #expect(rest == row.expected, "\(row.id)")
  }
}
