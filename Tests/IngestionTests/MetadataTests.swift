import Testing

@testable import Ingestion

/// A text with a date and what it means.
struct DateCase: Sendable, CustomTestStringConvertible {
  let text: String
  let day: String?
  var time: String?
  var testDescription: String { text }
}

@Suite struct MetadataTests {
  static let dates: [DateCase] = [
    DateCase(text: "2024-03-05", day: "2024-03-05"),
    DateCase(text: "2024-03-05T23:30:00-05:00", day: "2024-03-05", time: "T23:30:00-05:00"),
    DateCase(text: "2024-03-05 23:30:00.123 +0200", day: "2024-03-05", time: "T23:30:00+02:00"),
    DateCase(text: "2024-03-05T23:30Z", day: "2024-03-05", time: "T23:30:00Z"),
    DateCase(text: "20240305", day: "2024-03-05"),
    DateCase(text: "Tue, 05 Mar 2024 10:15:00 GMT", day: "2024-03-05", time: "T10:15:00Z"),
    DateCase(text: "Published March 5, 2024 at noon", day: "2024-03-05"),
    DateCase(text: "5th March 2024", day: "2024-03-05"),
    DateCase(text: "Sept. 5, 2024", day: "2024-09-05"),
    DateCase(text: "13/5/2024", day: "2024-05-13"),
    DateCase(text: "5/13/2024", day: "2024-05-13"),
    DateCase(text: "1709632800", day: "2024-03-05"),
    DateCase(text: "2024-13-45", day: nil),
    DateCase(text: "marching orders for 2024", day: nil),
    DateCase(text: "", day: nil),
  ]

  @Test("A date is read as it was written", arguments: dates)
  func readsDates(_ row: DateCase) {
    let found = DateParser.date(in: row.text)
    #expect(found?.dayText == row.day)
    #expect(found?.time == row.time)
  }

  @Test(
    "A date stands in an address",
    arguments: [
      ("https://example.org/2024/03/05/title", "2024-03-05"), ("https://example.org/news/2024-3-5-title", "2024-03-05"),
      ("https://example.org/2024/mar/05/title", "2024-03-05"), ("https://example.org/12345/67/89", nil),
      ("https://example.org/a", nil),
    ] as [(String, String?)])
  func readsAddresses(_ address: String, _ day: String?) {
    #expect(DateParser.date(inAddress: address)?.dayText == day)
  }

  @Test(
    "The site's name is cut off a title",
    arguments: [
      ("The river rose again overnight | The Daily Example", "The river rose again overnight"),
      ("The river rose again overnight - News - Example", "The river rose again overnight - News"),
      ("Example.org | The river rose again overnight", "The river rose again overnight"),
      ("A well-known name", "A well-known name"), ("", ""),
    ])
  func cutsTitles(_ text: String, _ expected: String) {
    #expect(TitleFinder.cut(text) == expected)
  }

  @Test(
    "Names are cut out of bylines",
    arguments: [
      ("By Ann Lee, Bo Ek and Cy Orr", ["Ann Lee", "Bo Ek", "Cy Orr"]), ("by ANN LEE | Staff Writer", ["ANN LEE"]),
      ("Ann Lee for Example", ["Ann Lee"]), ("Example Staff", []), ("https://example.org/ann", []),
      ("ann@example.org", []), ("Dr. J. K. van der Berg", ["Dr. J. K. van der Berg"]), ("José Núñez", ["José Núñez"]),
    ] as [(String, [String])])
  func cutsBylines(_ line: String, _ expected: [String]) throws {
    let finder = BylineFinder(
      head: PageHead(), linked: LinkedData(), content: PageContent(), given: RawDocument.Given(), headline: -1,
      sites: [Normalizer.levelled("Example")], rules: try Fixtures.rules())
    #expect(finder.clean([line]) == expected)
  }

  @Test("JSON-LD is read, broken or not")
  func readsLinkedData() {
    let good = """
      {"@graph":[{"@type":"Person","@id":"#ann","name":"Ann Lee"},{"@type":["NewsArticle"],"headline":"A &amp; B",
      "author":{"@id":"#ann"},"datePublished":"2024-03-05"}]}
      """
    var data = LinkedData()
    data.read([0..<good.utf8.count], in: Array(good.utf8))
    #expect(data.headline == "A & B")
    #expect(data.authors == ["Ann Lee"])
    #expect(data.published == "2024-03-05")
    let broken = "{\"@type\":\"Article\",\"headline\":\"Over\ntwo lines\", /* why */ \"author\":\"Bo Ek\",}; more"
    var rest = LinkedData()
    rest.read([0..<broken.utf8.count], in: Array(broken.utf8))
    #expect(rest.headline == "Over two lines")
    #expect(rest.authors == ["Bo Ek"])
  }
}
