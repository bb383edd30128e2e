import TestSupport
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
    let found = DateParser.date(in: row.text, MonthNames(ProjectWords.classes))
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
    #expect(DateParser.date(inAddress: address, MonthNames(ProjectWords.classes))?.dayText == day)
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
      ("ByAnn Lee", ["Ann Lee"]), ("Byron Lee", ["Byron Lee"]), ("Posted on May 21, 2020 by Ann Lee", ["Ann Lee"]),
      ("Ann Lee 02 Feb 2026 Reviews 7 Comments", ["Ann Lee"]), ("Sat, Dec 5 by April Roach", ["April Roach"]),
      ("By Ann Lee ⋅ Review Editor ⋅ Updated May 5", ["Ann Lee"]), ("By Ann Lee Example Staff", ["Ann Lee"]),
      ("Guide by Ann Lee Former Deputy Tech Editor", ["Ann Lee"]), ("Written by: Ann Lee", ["Ann Lee"]),
      ("By TPN, in News, Portugal, Business · 31 Jan 2025", []), ("Ann Lee, Marketing", ["Ann Lee"]),
      ("By ANN LEE Associated Press", ["ANN LEE"]), ("By Ann Lee Reuters", ["Ann Lee"]), ("Ann Lee (AP)", ["Ann Lee"]),
      ("By Ann Lee, CNN Business", ["Ann Lee"]), ("William (Bill) Hall", ["William (Bill) Hall"]),
      ("(Reporting by Ann Lee in Northport; Editing by Bo Hall)", ["Ann Lee"]),
      ("Reporting by Ann Lee, writing by Bo Hall; editing by Carl May", ["Ann Lee"]), ("Staff and agencies", []),
    ] as [(String, [String])])
  func cutsBylines(_ line: String, _ expected: [String]) throws {
    let finder = BylineFinder(
      head: PageHead(), linked: LinkedData(), content: PageContent(), given: RawDocument.Given(), headline: -1,
      sites: [Normalizer.levelled("Example")], rules: try Fixtures.rules())
    #expect(finder.clean([line]) == expected)
  }

  @Test(
    "A link leads to the page of an author",
    arguments: [
      ("/author/ann-lee", true), ("https://example.org/our-people/ann-lee/", true), ("/authors/", false),
      ("/author", false), ("/news/ann-lee", false), ("", false), ("//", false),
    ])
  func knowsAuthorPages(_ address: String, _ expected: Bool) throws {
    let phrases = try Fixtures.rules().phrases
    #expect(Array(address.utf8).withUnsafeBufferPointer { phrases.isAuthorPath($0) } == expected)
  }

  @Test(
    "A page that is no article says so",
    arguments: [
      ("<title>In pictures: the regatta</title><h1>In pictures: the regatta</h1><p>Boats.</p>", "gallery"),
      ("<title>Page not found</title><h1>Page not found</h1><p>Sorry.</p>", "error page"),
      ("<meta property=og:type content=video.other><title>Boats race</title><p>Boats race at noon.</p>", "video"),
      ("<script type=application/ld+json>{\"@type\":\"ImageGallery\"}</script><p>Boats.</p>", "gallery"),
      ("<title>Pictures of a marriage</title><h1>Pictures of a marriage</h1><p>Words.</p>", nil),
    ] as [(String, String?)])
  func knowsOtherPages(_ page: String, _ reason: String?) throws {
    let (document, _) = try Fixtures.read(Array(page.utf8))
    #expect(document.metadata.notArticle == reason)
  }

  @Test("The name of the site is no headline")
  func passesOverSiteNames() throws {
    let page = """
      <title>Harbour Notes » Blog » Old ferry to retire</title><h1><a href="/">Harbour Notes</a></h1>
      <h3>Old ferry to retire</h3><p>\(ArticleTests.paragraphs[0])</p>
      """
    let (document, _) = try Fixtures.read(Array(page.utf8))
    #expect(document.metadata.title == "Old ferry to retire")
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

  /// A page and what is read off it: publication, time stamp, section, why it is no article.
  static let pages: [(id: String, head: String, body: String, day: String?, stamp: String?, section: String?)] = [
    (
      "a reader's comment has another day", "",
      "<h1>Old ferry to retire</h1><p>5 March 2024</p>\(PageShapeTests.text)<section class=comments><article>"
        + "<time datetime='2024-03-09' itemprop=datePublished>9 March</time><p>Good.</p></article></section>",
      "2024-03-05", nil, nil
    ),
    (
      "the printed day is the publisher's",
      "<meta property='article:published_time' content='2024-03-06T01:30:00Z'>",
      "<h1>Old ferry to retire</h1><p>Published March 5, 2024</p>\(PageShapeTests.text)", "2024-03-05",
      "2024-03-06T01:30:00Z", nil
    ),
    (
      "another printed day is not", "<meta property='article:published_time' content='2024-03-06T01:30:00Z'>",
      "<h1>Old ferry to retire</h1><p>On sale from June 5, 2024</p>\(PageShapeTests.text)", "2024-03-06",
      "2024-03-06T01:30:00Z", nil
    ),
    (
      "a section in the address", "<link rel=canonical href='https://harbour.example/shipping/2024/ferry'>",
      "<h1>Old ferry to retire</h1>\(PageShapeTests.text)", nil, nil, "shipping"
    ),
    (
      "news is no section", "<link rel=canonical href='https://harbour.example/news/2024/ferry'>",
      "<h1>Old ferry to retire</h1>\(PageShapeTests.text)", nil, nil, nil
    ),
    (
      "a section on the way down",
      "<script type='application/ld+json'>{\"@type\":\"BreadcrumbList\",\"itemListElement\":["
        + "{\"@type\":\"ListItem\",\"position\":1,\"name\":\"Home\"},"
        + "{\"@type\":\"ListItem\",\"position\":2,\"item\":{\"@id\":\"/s\",\"name\":\"Shipping\"}}]}</script>",
      "<h1>Old ferry to retire</h1>\(PageShapeTests.text)", nil, nil, "Shipping"
    ),
  ]

  private static func linked(_ json: String) -> String {
    "<script type='application/ld+json'>\(json.replacing("'", with: "\""))</script>"
  }

  @Test(
    "The section, from every usual place",
    arguments: [
      ("<div class=breadcrumbs><a href=/>Home</a> › <a href=/s>Shipping</a> › Old ferry</div>", "Shipping"),
      ("<ul class=breadcrumb><li>Home</li><li>Local politics</li><li>Old ferry</li></ul>", "Local politics"),
      ("<div class=breadcrumb>Shipping / Old ferry to retire</div>", "Shipping"),
      ("<div class=breadcrumb>Home / Old ferry to retire</div>", nil), ("<div class=breadcrumb>Home</div>", nil),
      ("<meta itemprop=articleSection content=Shipping>", "Shipping"),
      (linked("{'@type':'WebPage','articleSection':'Shipping'}"), "Shipping"),
      (linked("{'@type':'Article','articleSection':['Ships','Sea']}"), "Ships"),
      ("<div class=menu>Home / Shipping</div>", nil),
    ] as [(String, String?)])
  func findsSection(_ place: String, _ section: String?) throws {
    let page =
      "<html><head><title>Old ferry to retire</title></head><body>\(place)<article><h1>Old ferry to retire</h1>"
      + "\(PageShapeTests.text)</article></body></html>"
    #expect(try Fixtures.read(Array(page.utf8)).0.metadata.section == section)
  }

  @Test("A text in another language says so, declared or not")
  func knowsUndeclaredLanguages() throws {
    let texts = [
      "El viejo transbordador será retirado del servicio antes del invierno, informó el martes la autoridad portuaria, "
        + "y los pasajeros viajarán en una embarcación más pequeña hasta que llegue el nuevo barco del astillero.",
      "港务局周二表示，旧渡轮将在冬季前退役。在新船从船厂到来之前，乘客将乘坐较小的船。",
      "Старый паром выведут из эксплуатации до зимы, сообщили во вторник портовые власти.",
    ]
    for text in texts {
      for lang in ["", " lang=en"] {
        let page = "<html\(lang)><head><title>1</title></head><body><article><h1>1</h1><p>\(text)</p></article>"
        let document = try Fixtures.read(Array(page.utf8)).0
        #expect(document.metadata.notArticle == "not English", "\(text)")
        #expect(document.metadata.language == nil, "\(text)")
      }
      #expect(try Fixtures.read(Array(text.utf8), .text).0.metadata.notArticle == "not English", "\(text)")
    }
    let english = "The “old” ferry — 30 years old — is retired, Müller said."
    #expect(try Fixtures.read(Array(english.utf8), .text).0.metadata.notArticle == nil)
  }

  @Test("What a page says of itself", arguments: pages.indices)
  func readsPages(_ index: Int) throws {
    let row = Self.pages[index]
    let page = "<html><head><title>Old ferry to retire</title>\(row.head)</head><body>\(row.body)</body></html>"
    let (document, _) = try Fixtures.read(Array(page.utf8))
    #expect(document.metadata.published == row.day, "\(row.id)")
    #expect(document.metadata.publishedAt == row.stamp, "\(row.id)")
    #expect(document.metadata.section == row.section, "\(row.id)")
  }

  @Test("A page in another language says so")
  func knowsLanguage() throws {
    let text = [
      "Die alte Fähre wird vor dem Winter aus dem Dienst genommen, wie die Hafenbehörde am Dienstag mitteilte.",
      "Wir haben sie dreißig Jahre lang geflickt, und das ist genug, sagte die Frau, die die Linie zu den Inseln führt.",
      "Bis das neue Schiff aus der Werft kommt, werden die Fahrgäste mit einem kleineren Boot gefahren.",
    ].map { "<p>\($0)</p>" }.joined()
    let page = "<html lang=de><head><title>Alte Fähre</title></head><body><article><h1>Alte Fähre</h1>\(text)</article>"
    let (document, _) = try Fixtures.read(Array(page.utf8))
    #expect(document.metadata.language == "de")
    #expect(document.metadata.notArticle == "not English")
    #expect(try Fixtures.read(Array(ArticleTests.page.utf8)).0.metadata.notArticle == nil)
  }
}
