import TextModel
import Testing

@testable import Ingestion

@Suite struct SiteRulesTests {
  /// A rule for harbour.example, and which of the page's marked paragraphs stay.
  static let rows: [(id: String, rule: String, kept: [String])] = [
    ("no rule", "", ["one", "two", "three"]),
    ("drop by class", "harbour.example\tdrop\tclass\tbox", ["one", "three"]),
    ("drop by id", "harbour.example\tdrop\tid\tbox-2", ["one", "three"]),
    ("drop by element", "harbour.example\tdrop\telement\tx-box", ["one", "three"]),
    ("drop by phrase", "harbour.example\tdrop\tphrase\tPassengers will", ["one", "two"]),
    ("a host above", "example\tdrop\tclass\tbox", ["one", "three"]),
    ("another site", "quay.example\tdrop\tclass\tbox", ["one", "two", "three"]),
    ("a part of a class is none", "harbour.example\tdrop\tclass\tbo", ["one", "two", "three"]),
    ("keep by class", "harbour.example\tkeep\tclass\tside", ["one", "two", "three", "Menu"]),
    ("the nearest rule", "harbour.example\tdrop\telement\tarticle\nharbour.example\tkeep\tclass\tbox", ["two"]),
    ("within a paragraph", "harbour.example\tdrop\tclass\tref", ["one", "two", "three"]),
  ]

  static let texts = [
    "one": ArticleTests.paragraphs[0], "two": ArticleTests.paragraphs[1], "three": ArticleTests.paragraphs[2],
  ]

  static func page(canonical: Bool = true) -> String {
    let link = canonical ? "<link rel=canonical href='https://www.harbour.example/ferry'>" : ""
    return """
      <html><head><title>Old ferry to retire</title>\(link)</head><body><div class=side><p>Menu</p></div>
      <article><h1>Old ferry to retire</h1><p>\(ArticleTests.paragraphs[0])</p>
      <x-box class="wide box" id=box-2><p>\(ArticleTests.paragraphs[1])</p></x-box>
      <p>\(ArticleTests.paragraphs[2])<span class=ref>[1]</span></p></article></body></html>
      """
  }

  static func kept(_ rule: String, url: String? = nil, canonical: Bool = true) throws -> [String] {
    let rules = try Fixtures.rules(sites: Array("site\tverdict\tby\tvalue\n\(rule)\n".utf8))
    var raw = RawDocument(bytes: Array(page(canonical: canonical).utf8), format: .html, origin: "test")
    raw.given.url = url
    let document = Document()
    var reader = DocumentReader(options: IngestionOptions(), rules: rules)
    _ = reader.read(raw, into: document)
    return document.blocks.filter { $0.role != .title }.map { block in
      let text = document.string(block.range)
      return texts.first { text.hasPrefix($0.value) }?.key ?? text
    }
  }

  @Test("What the rules for a site keep and drop", arguments: rows.indices)
  func obeys(_ index: Int) throws {
    let row = Self.rows[index]
    #expect(Set(try Self.kept(row.rule)) == Set(row.kept), "\(row.id)")
  }

  @Test("The address that came with the page comes before the page's own")
  func knowsAddresses() throws {
    let rule = "quay.example\tdrop\tclass\tbox"
    #expect(try Self.kept(rule, url: "https://quay.example/1").contains("two") == false)
    #expect(try Self.kept(rule, canonical: false).contains("two"))
  }

  @Test("What is dropped within a paragraph leaves the rest of it")
  func dropsWords() throws {
    let rules = try Fixtures.rules(sites: Array("site\tverdict\tby\tvalue\nharbour.example\tdrop\tclass\tref\n".utf8))
    let raw = RawDocument(bytes: Array(Self.page().utf8), format: .html, origin: "test")
    let document = Document()
    var reader = DocumentReader(options: IngestionOptions(), rules: rules)
    _ = reader.read(raw, into: document)
    #expect(!String(decoding: document.text, as: UTF8.self).contains("[1]"))
    let why = reader.explanation()
    #expect(why.count > 3)
  }

  @Test("A paragraph that a rule dropped says so")
  func tellsWhy() throws {
    let rules = try Fixtures.rules(sites: Array("site\tverdict\tby\tvalue\nharbour.example\tdrop\tclass\tbox\n".utf8))
    let raw = RawDocument(bytes: Array(Self.page().utf8), format: .html, origin: "test")
    var reader = DocumentReader(options: IngestionOptions(), rules: rules)
    _ = reader.read(raw, into: Document())
    #expect(reader.explanation().filter { $0.contains("why.site-drop") }.count == 1)
  }

  static let domains: [(String, String?)] = [
    ("https://www.harbour.example/a", "harbour.example"), ("https://news.harbour.co.uk/a?b=c", "harbour.co.uk"),
    ("http://blog.quay.com.au:8080/", "quay.com.au"), ("https://ferry.blogspot.com/2020", "ferry.blogspot.com"),
    ("https://co.uk/", "co.uk"), ("http://10.0.0.1/a", nil), ("ftp:/broken", nil),
    ("www.harbour.example", "harbour.example"),
  ]

  @Test("The registrable domain of an address", arguments: domains.indices)
  func cutsHosts(_ index: Int) throws {
    #expect(try Fixtures.rules().suffixes.domain(of: Self.domains[index].0) == Self.domains[index].1)
  }
}
