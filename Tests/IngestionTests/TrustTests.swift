import Testing

@testable import Ingestion

/// The head and the top of a page, and what its title and byline are: which source is believed where they differ.
@Suite struct TrustTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let id: String
    let page: String
    var title: String?
    var byline: [String]?
    var testDescription: String { id }
  }

  private static func data(_ json: String) -> String { "<script type=application/ld+json>\(json)</script>" }

  static let titles: [Row] = [
    Row(
      id: "blogs: the printed headline, not the search engine's",
      page: """
        <title>Best Boats to Buy in 2025</title><meta property=og:title content="Best Boats to Buy in 2025">
        \(data("{\"@type\":\"Article\",\"headline\":\"Best Boats to Buy in 2025\"}"))
        <h1>Top ten: small boats that the harbour trusts</h1>
        """, title: "Top ten: small boats that the harbour trusts"),
    Row(
      id: "news: JSON-LD and the head agree, the print changes by the hour",
      page: """
        <title>Ferry sinks off the cape</title><meta property=og:title content="Ferry sinks off the cape">
        \(data("{\"@type\":\"NewsArticle\",\"headline\":\"Ferry sinks off the cape\"}"))
        <h1>Storm latest: live updates</h1>
        """, title: "Ferry sinks off the cape"),
    Row(
      id: "the print is the beginning of what the head says",
      page: """
        <title>Winter coats for walkers in 2025</title><meta property=og:title content="Winter coats for walkers in 2025">
        \(data("{\"@type\":\"Article\",\"headline\":\"Winter coats for walkers in 2025\"}"))
        <h1>Winter coats for walkers</h1>
        """, title: "Winter coats for walkers in 2025"),
    Row(
      id: "a heading in the article begins as the title does",
      page: """
        <title>12 rope knots that nobody should forget</title>
        <h1>Twelve knots every sailor ties before breakfast</h1><h2>12 rope knots</h2>
        """, title: "Twelve knots every sailor ties before breakfast"),
    Row(
      id: "a review of one thing in an article on many",
      page: """
        <title>The best kettles, tested</title>
        \(data("{\"@type\":\"Review\",\"headline\":\"Brassway 2\",\"datePublished\":\"2024-01-01\"}"))
        \(data("{\"@type\":\"NewsArticle\",\"headline\":\"The best kettles we have tested\"}"))
        <h1>The best kettles we have tested</h1><h2>Brassway 2</h2>
        """, title: "The best kettles we have tested"),
  ]

  static let bylines: [Row] = [
    Row(
      id: "an agency alone", page: "<meta name=author content=\"The Associated Press\"><h1>Rain</h1>",
      byline: ["The Associated Press"]),
    Row(
      id: "an agency beside people", page: "<h1>Rain is on its way</h1><p>By Ann Lee and Reuters</p>",
      byline: ["Ann Lee"]),
    Row(
      id: "a team with a name",
      page: data("{\"@type\":\"Article\",\"author\":{\"@type\":\"Person\",\"name\":\"Harbour Notes Staff\"}}"),
      byline: ["Harbour Notes Staff"]),
    Row(
      id: "the outlet is no author",
      page: """
        <meta property=og:site_name content="Harbour Notes">
        \(data("{\"@type\":\"Article\",\"author\":{\"@type\":\"Organization\",\"name\":\"Harbour Notes\"}}"))<h1>Rain</h1>
        """, byline: []),
    Row(
      id: "a site of the author's own name",
      page: "<meta property=og:site_name content=\"Ann Lee\"><meta name=author content=\"Ann Lee\"><h1>Rain</h1>",
      byline: ["Ann Lee"]),
    Row(
      id: "the name in the line below", page: "<h1>Rain</h1><div>Written by:</div><div>Ann Lee</div>",
      byline: ["Ann Lee"]),
    Row(
      id: "signed at the end",
      page: "<h1>Rain</h1>" + String(repeating: "<p>It rained.</p>", count: 40) + "<p>Written by Ann Lee</p>",
      byline: ["Ann Lee"]),
    Row(
      id: "a line by … far below is another story's",
      page: "<h1>Rain</h1>" + String(repeating: "<p>It rained.</p>", count: 40) + "<p>By Ann Lee</p>", byline: []),
    Row(
      id: "an association", page: "<meta name=author content=\"Harbour Pilots Association\"><h1>Rain</h1>", byline: []),
  ]

  @Test(arguments: titles + bylines) func metadata(_ row: Row) throws {
    let (document, _) = try Fixtures.read(Array("<html><body>\(row.page)</body></html>".utf8))
    if let title = row.title { #expect(document.metadata.title == title) }
    if let byline = row.byline { #expect(document.metadata.byline == byline) }
  }
}
