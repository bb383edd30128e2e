import Testing

@testable import Stories

/// Pages of sites whose last paragraphs, or whose first ones, are the same on each.
@Suite struct SiteEndTests {
  /// How long the own text of a page is, and how its site ends it.
  struct Site: Sendable, CustomTestStringConvertible {
    var id: String
    var words: [Int]
    var end: String
    var testDescription: String { id }
  }

  static let newsletter = """
    Get the Harbour Letter every morning. Our editors Greta Lund and Omar Tielen pick what matters on the coast, in \
    Port Elling and in the villages behind the dunes. You can stop it whenever you like, with one click, and nobody \
    calls you.
    """
  static let cookies = """
    We and our partners keep small files on your device. They tell us which pages readers open, how far they scroll \
    and where they came from. You may refuse them under Privacy Choices, and the Elling Courier still opens.
    """
  static let changing = "This page was changed on DATE by NAME of our night desk."
  static let teasers = """
    More from the Courier. Ferry crews walk out over missing radios. A lighthouse finds a buyer in Veldmark at last. \
    Why the oyster beds of Sandry are closed until autumn. Three bakers and one oven share a street.
    """

  static let sites = [
    Site(id: "a newsletter", words: [240], end: newsletter + " " + cookies + " " + OverlapTests.passage),
    Site(id: "teasers, a date and a name", words: [240, 90], end: teasers + " " + changing + " " + cookies),
    Site(
      id: "longer than most of its pages", words: [60, 80, 120],
      end: OverlapTests.passage + " " + newsletter + " " + changing + " " + cookies + " " + teasers),
    Site(id: "some pages have nothing else", words: [8, 120], end: newsletter + " " + OverlapTests.passage),
  ]

  /// A page, with what its site ends it with, or begins it with.
  private static func page(_ number: Int, of site: Site, isOnTop: Bool = false) -> String {
    let end = site.end.replacing("DATE", with: "\(number % 28 + 1) March")
      .replacing("NAME", with: CollectionTests.text(number + 7000, words: 1).dropLast(2))
    let own = CollectionTests.text(number, words: site.words[number % site.words.count])
    return isOnTop ? end + " " + own : own + end
  }

  /// What comes of records: how large the largest story is, and how many texts are tied to others.
  private func result(_ rows: [(hash: Int, day: String, text: String)]) throws -> (largest: Int, reuses: Int) {
    let folder = TestFolder()
    let file = folder.records(rows)
    var (largest, reuses) = (0, 0)
    try folder.collection([file]).write(SerialWorkers()) { kind, bytes in
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
        if kind == .story, let list = line.split(separator: "[").dropFirst().first?.split(separator: "]").first {
          largest = max(largest, list.split(separator: ",").count)
        }
        if kind == .reuse, line.hasPrefix("{\"type\":\"reuse\"") { reuses += 1 }
      }
    }
    return (largest, reuses)
  }

  @Test(arguments: sites) func anEndIsNoStory(_ site: Site) throws {
    let found = try result((0..<90).map { (1000 + $0, "2020-01-01", Self.page($0, of: site)) })
    #expect(found.largest <= 2 && found.reuses == 0, "\(found)")
  }

  /// Whatever a site says on top of each page: of cookies, of its newsletter.
  @Test(arguments: sites) func aBeginningIsNoStory(_ site: Site) throws {
    let found = try result((0..<90).map { (1000 + $0, "2020-01-01", Self.page($0, of: site, isOnTop: true)) })
    #expect(found.largest <= 2 && found.reuses == 0, "\(found)")
  }

  /// Machines that share the work need not have all pages of a site.
  @Test(arguments: sites, [false, true]) func pagesOfASiteShareNoKey(_ site: Site, isOnTop: Bool) throws {
    let rows = (0..<40).map { (hash: 1000 + $0, day: "2020-01-01", text: Self.page($0, of: site, isOnTop: isOnTop)) }
    let folder = TestFolder()
    let keys = try folder.collection([folder.records(rows)]).keys(SerialWorkers())
    #expect(Set(keys.map(\.key)).count >= 36, "\(Set(keys.map(\.key)).count) of \(keys.count)")
  }

  /// A page whose own text was copied is tied to the other, whatever both end with.
  @Test(arguments: sites) func aCopyIsFoundAmongThem(_ site: Site) throws {
    var rows = (0..<30).map { (1000 + $0, "2020-01-01", Self.page($0, of: site)) }
    let copy = CollectionTests.text(5000, words: 120) + "Copied by the Courier. "
    rows.append((2000, "2020-01-01", copy + site.end))
    rows.append((2001, "2020-01-01", "Seen elsewhere, and told again. " + copy + site.end))
    let found = try result(rows)
    #expect(found.reuses == 1 && found.largest <= 3, "\(found)")
  }

  /// Only the lead was written anew: the end is the article's, since both are about one event.
  @Test func aNewLeadIsNoOtherStory() throws {
    let end = CollectionTests.text(5, words: 40) + CollectionTests.text(6, words: 40) + OverlapTests.passage
    let leads = [
      "Anna Reed said the Sandry dam at Veldmark broke on Sunday, and 40 houses stood under water. ",
      "The Sandry dam broke at Veldmark, where 40 houses stood under water, as Anna Reed told reporters. ",
    ]
    let found = try result(leads.enumerated().map { (3000 + $0, "2020-01-01", $1 + end) })
    #expect(found.reuses == 1 && found.largest == 2, "\(found)")
  }

  /// The same for what stands on top.
  @Test(arguments: sites) func aCopyIsFoundBehindABeginning(_ site: Site) throws {
    var rows = (0..<30).map { (1000 + $0, "2020-01-01", Self.page($0, of: site, isOnTop: true)) }
    let copy = CollectionTests.text(5000, words: 120) + "Copied by the Courier. "
    rows.append((2000, "2020-01-01", site.end + " " + copy))
    rows.append((2001, "2020-01-01", site.end + " Seen elsewhere, and told again. " + copy))
    let found = try result(rows)
    #expect(found.reuses == 1 && found.largest <= 3, "\(found)")
  }

  /// Only the last paragraph was written anew: the beginning is the article's, since both are about one event.
  @Test func aNewEndIsNoOtherStory() throws {
    let beginning =
      "Anna Reed said the Sandry dam at Veldmark broke on Sunday, and 40 houses stood under water. "
      + CollectionTests.text(5, words: 40) + CollectionTests.text(6, words: 40) + OverlapTests.passage
    let ends = [
      " The Sandry dam, which was built at Veldmark in 1961, will not be rebuilt, Anna Reed said.",
      " At Veldmark nobody thinks that the 40 houses below the Sandry dam can be saved, as Anna Reed put it.",
    ]
    let found = try result(ends.enumerated().map { (3000 + $0, "2020-01-01", beginning + $1) })
    #expect(found.reuses == 1 && found.largest == 2, "\(found)")
  }
}
