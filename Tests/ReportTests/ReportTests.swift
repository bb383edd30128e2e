import Records
import Review
import Testing

@testable import Report

@Suite struct HTMLTextTests {
  static let rows: [(id: String, text: String, html: String)] = [
    ("markup", "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("an attribute", "\" onload='x", "&quot; onload=&#39;x"),
    ("an entity", "&lt;b&gt;", "&amp;lt;b&amp;gt;"), ("controls", "a\u{0}b\u{1B}[31m", "a\u{FFFD}b\u{FFFD}[31m"),
    ("turned round", "a\u{202E}b\u{2066}c\u{200F}", "abc"), ("line breaks", "a\n\n  b", "a b"),
    ("other scripts", "é日😀", "é日😀"),
  ]

  @Test(arguments: rows) func escapes(_ id: String, _ text: String, _ html: String) {
    #expect(HTMLText.escaped(text) == html, "\(id)")
  }

  static let addresses: [(url: String?, isLink: Bool)] = [
    ("https://a.example/b?c=d&e", true), ("http://a.example", true), ("javascript:alert(1)", false),
    ("HTTPS://a", false),
    ("data:text/html,x", false), ("https://a b", false), ("https://a\u{202E}b", false), (nil, false),
    ("//a.example", false),
  ]

  @Test(arguments: addresses) func takesAddressesOfTheWebAlone(_ url: String?, _ isLink: Bool) {
    #expect((HTMLText.address(url) != nil) == isLink)
  }
}

@Suite struct SHA256Tests {
  // The examples of FIPS 180-4.
  static let rows: [(text: String, hash: String)] = [
    ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="), ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE="),
  ]

  @Test(arguments: rows) func hashes(_ text: String, _ hash: String) {
    #expect(SHA256.base64(SHA256.hash(of: Array(text.utf8))) == hash)
  }
}

@Suite struct ReportTimeTests {
  static let rows: [(days: [String], unit: String, count: Int)] = [
    (["2016-12-01", "2016-12-05"], "a day", 5), (["2016-02-28", "2016-03-01"], "a day", 3),
    (["2015-01-01", "2016-12-05"], "a month", 24),
    (["1950-01-01", "2016-12-05"], "a year", 2), ([], "a day", 0), (["nonsense", "2016-13-01"], "a day", 0),
  ]

  @Test(arguments: rows) func gathers(_ days: [String], _ unit: String, _ count: Int) {
    let steps = ReportTime.steps(Dictionary(uniqueKeysWithValues: days.map { ($0, (named: 1, unnamed: 0)) }))
    #expect(steps.unit == unit && steps.list.count == count)
    #expect(steps.list.reduce(0) { $0 + $1.named } == (count == 0 ? 0 : days.count))
  }

  @Test func daysAreNumberedWithoutAGap() throws {
    let first = try #require(ReportTime.number(ofDay: "1999-12-31"))
    for number in first..<first + 900 { #expect(ReportTime.number(ofDay: ReportTime.day(of: number)) == number) }
    #expect(ReportTime.day(of: first + 1) == "2000-01-01" && ReportTime.day(of: first + 60) == "2000-02-29")
  }
}

@Suite struct ReportPageTests {
  static let hostile = "<img src=x onerror=alert(1)>\u{202E}\u{1B}]52;\" '=cmd&amp;"

  /// A report on documents all of whose words are hostile.
  static func page(documents: Int, budget: Int = 3_000_000) throws -> String {
    var data = ReportData()
    for number in 0..<documents {
      var words = JSONLinesWriter()
      words.string(hostile + " number \(number)")
      let text = String(decoding: words.bytes, as: UTF8.self)
      var group = RecordGroup(
        document: try JSONParser.value(
          of: Array(
            #"{"id":"d\#(number)","origin":\#(text),"title":\#(text),"site":\#(text),"url":"javascript:alert(1)","published":"2016-12-0\#(number % 9 + 1)","text":\#(text),"genre":\#(text)}"#
              .utf8)))
      group.records[.quote] = [
        try JSONParser.value(
          of: Array(
            #"{"id":"d\#(number)/q1","kind":\#(text),"text":\#(text),"spans":[[0,20]],"cue":{"start":21,"end":25},"source":{"id":"s","name":\#(text),"kind":\#(text),"anonymous":\#(number % 2 == 0)},"sentence":[0,30],"rule":\#(text),"confidence":0.8}"#
              .utf8))
      ]
      group.records[.source] = [
        try JSONParser.value(of: Array(#"{"id":"s","name":\#(text),"condition":\#(text)}"#.utf8))
      ]
      group.records[.error] = [try JSONParser.value(of: Array(#"{"origin":\#(text),"reason":\#(text)}"#.utf8))]
      data.add(group, leastConfidence: 0)
    }
    return String(
      decoding: ReportPage(data, stories: StoryData(), title: hostile, budget: budget).bytes(), as: UTF8.self)
  }

  @Test func nothingOfAPageIsMarkup() throws {
    let page = try Self.page(documents: 4)
    #expect(!page.contains("<img") && !page.contains("javascript:") && !page.contains("onerror=alert(1)>"))
    #expect(!page.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{1B}" })
    #expect(page.contains("default-src 'none'") && !page.contains("unsafe-inline") && !page.contains(" style=\""))
    // What is loaded would have an address.
    #expect(!page.contains("src=\"") && !page.contains("url(") && !page.contains("@import") && !page.contains("<link"))
  }

  @Test func everyTagIsClosedAndEveryLinkLeadsSomewhere() throws {
    let page = try Self.page(documents: 4)
    for tag in [
      "section", "details", "figure", "svg", "table", "ol", "ul", "li", "p", "blockquote", "div", "a", "mark", "tr",
    ] {
      let opened = page.ranges(of: "<\(tag) ").count + page.ranges(of: "<\(tag)>").count
      #expect(opened == page.ranges(of: "</\(tag)>").count, "\(tag)")
    }
    for match in page.matches(of: /href="#([^"]+)"/) { #expect(page.contains("id=\"\(match.1)\""), "\(match.1)") }
  }

  @Test func manyDocumentsAreCutAndSaidSo() throws {
    let page = try Self.page(documents: 600, budget: 400_000)
    #expect(page.utf8.count <= 400_000)
    #expect(page.contains("What is not shown") && page.contains("quotes in the lists"))
  }
}
