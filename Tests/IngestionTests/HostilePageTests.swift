import Glibc
import TextModel
import Testing

@testable import Ingestion

/// Pages of very many small things: the time goes with the size of the page, whatever they are.
@Suite(.serialized) struct HostilePageTests {
  /// A thing that a page has many of, between what comes before and behind.
  struct Row: Sendable, CustomTestStringConvertible {
    let id: String
    var head = ""
    var before = ""
    let unit: String
    var after = ""
    var testDescription: String { id }

    func page(_ count: Int) -> [UInt8] {
      Array(
        (head + "<h1>The river rose</h1><article>" + HostilePageTests.article + before
          + String(repeating: unit, count: count) + after + "</article>").utf8)
    }
  }

  static let article = String(
    repeating: "<p>The river rose again overnight, and the wardens closed the gate.</p>", count: 5)

  static let rows: [Row] = [
    Row(id: "paragraphs of a word", unit: "<p>rain</p>"), Row(id: "spans", before: "<p>", unit: "<span>a</span>"),
    Row(id: "classes", unit: "<div class='share related'>a b</div>"),
    Row(id: "attributes", before: "<p", unit: " data-a=b", after: ">rain</p>"),
    Row(id: "lists in lists, up to the limit", before: String(repeating: "<ul><li>", count: 400), unit: "<li>a"),
    Row(id: "cells", before: "<table>", unit: "<tr><td>1<td>2"),
    Row(id: "definitions", before: "<dl>", unit: "<dt>a<dd>b"),
    Row(id: "references", before: "<p>", unit: "&amp;"),
    Row(id: "references that are none", before: "<p>", unit: "&zz;&#9999999;"),
    Row(id: "line breaks", before: "<p>", unit: "<br>"), Row(id: "lines", before: "<p>", unit: "a b<br><br>"),
    Row(id: "one long attribute", before: "<p class='", unit: "abc ", after: "'>rain</p>"),
    Row(id: "one long title", head: "<title>", unit: "a - b | "),
    Row(id: "one long word", before: "<p>", unit: "aaaaaaaaaa"),
    Row(
      id: "scripts of JSON-LD",
      unit: "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"A\"}</script>"),
    Row(
      id: "things in JSON-LD", before: "<script type='application/ld+json'>[", unit: "{\"@id\":\"#1\",\"name\":\"A\"},",
      after: "]</script>"),
    Row(id: "arrays in arrays", before: "<script type='application/ld+json'>", unit: "[", after: "</script>"),
    Row(id: "metas", unit: "<meta name=a content=b>"), Row(id: "headings", unit: "<h1>The river rose again</h1>"),
    Row(id: "bylines", unit: "<p class=byline>By Ann Lee</p>"),
    Row(id: "signatures", unit: "<div>Written by staff</div>"),
    Row(id: "times", unit: "<time datetime=2024-01-01>now</time>"),
    Row(id: "comments that do not end", unit: "<!-- a "),
    Row(id: "scripts that do not end", unit: "<svg>a"), Row(id: "stray ends", unit: "</b></p>"),
    Row(id: "open marks", unit: "<"), Row(id: "crossed elements", unit: "<b><i>a</b>b</i>"),
    Row(id: "paragraphs in links", unit: "<a href=x><p>a</p>"), Row(id: "quotes", before: "<p>", unit: "“He said” "),
  ]

  @Test("The time goes with the size", arguments: rows)
  func isLinear(_ row: Row) throws {
    var reader = DocumentReader(options: IngestionOptions(), rules: try Fixtures.rules())
    let document = Document()
    func seconds(_ count: Int) -> Double {
      let raw = RawDocument(bytes: row.page(count), format: .html, origin: "test")
      let start = Self.worked()
      _ = reader.read(raw, into: document)
      return Self.worked() - start
    }
    // The first run fills tables.
    let small = (0..<3).map { _ in seconds(700) }.dropFirst().max() ?? 0
    var large = seconds(2800)
    // Four times the work; sixteen times where it is quadratic. Another thread may have had the caches.
    for _ in 0..<2 where large >= small * 9 + 0.02 { large = min(large, seconds(2800)) }
    #expect(large < small * 9 + 0.02, "\(small) s of 700, \(large) s of 2,800")
  }

  @Test("libxml2 sees few names that no element has")
  func sharesUnknownNames() throws {
    var scanner = PageScanner(rules: try Fixtures.rules())
    let page = Array((0..<3000).map { "<x\($0)>a</x\($0)>" }.joined().utf8)
    page.withUnsafeBufferPointer { scanner.scan($0) }
    let clean = String(decoding: scanner.clean, as: UTF8.self)
    let names = Set(clean.split(separator: "<").compactMap { $0.split(separator: ">").first })
    #expect(names.count > 100 && names.count < 1100)
    #expect(clean.contains("<x1>a</x1>") && !clean.contains("x2999"))
  }

  @Test("Feeds whose tags do not end take time by their size")
  func feedsAreLinear() {
    func seconds(_ count: Int) -> Double {
      let feed = "<rss><channel><item>" + String(repeating: "<content:encoded ", count: count) + "/></item>"
      let start = Self.worked()
      let source = FeedReader(ByteReader(MemorySource(Array(feed.utf8))), origin: "feed", options: IngestionOptions())
      while source.next() != nil {}
      return Self.worked() - start
    }
    let small = (0..<3).map { _ in seconds(500) }.dropFirst().max() ?? 0
    let large = seconds(4000)
    // Eight times the work; sixty-four times where it is quadratic.
    #expect(large < small * 24 + 0.02, "\(small) s of 500, \(large) s of 4,000")
  }

  /// Seconds of work of this thread.
  private static func worked() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  @Test(
    "Prose that the chain has left out comes back, comments and notices do not",
    arguments: [nil, Sign.number(.comments, group: 1), Sign.number(.gallery, group: 2), Sign.isPrivacy.rawValue])
  func rescuesProse(_ other: Int16?) {
    var facts = [BlockFacts](repeating: BlockFacts(), count: 12)
    var signs: [Int16] = []
    var starts: [Int32] = [0]
    for index in facts.indices {
      facts[index].words = 60
      signs += [Sign.runInside.rawValue, Sign.outProse.rawValue]
      if let other { signs.append(other) }
      starts.append(Int32(signs.count))
    }
    var inside = [Bool](repeating: false, count: facts.count)
    inside[0] = true
    ProseRescue.apply(signs: signs, starts: starts, facts: facts, to: &inside)
    #expect(inside.filter { $0 }.count == (other == nil ? facts.count : 1))
    var most = [true, true, true, true, true, true, false, false, false, false, false, false]
    ProseRescue.apply(signs: signs, starts: starts, facts: facts, to: &most)
    #expect(most.filter { $0 }.count == 6)
    // What a list of events says again and again is no article.
    for index in facts.indices { facts[index].repeats = 2 }
    var again = [Bool](repeating: false, count: facts.count)
    ProseRescue.apply(signs: signs, starts: starts, facts: facts, to: &again)
    #expect(!again.contains(true))
  }
}
