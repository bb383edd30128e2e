import GazetteerIndex
import TextModel
import Testing

@testable import Entities

/// Entities: which names are one thing, and what is known of it.
struct EntityTests {
  struct Row: CustomStringConvertible, Sendable {
    let id: String
    let text: String
    /// The name of an entity and the texts of its mentions.
    let name: String
    let mentions: [String]
    var description: String { id }
  }

  static let rows = [
    Row(
      id: "surname after full name", text: "Minister Paul Adeyemi resigned. Adeyemi gave no reason.",
      name: "Paul Adeyemi", mentions: ["Paul Adeyemi", "Adeyemi"]),
    Row(
      id: "one entry of a list", text: "The United States agreed. Later the U.S. said so again.", name: "United States",
      mentions: ["United States", "U.S."]),
    Row(
      id: "the surname named last",
      text: "Mr. Karl Braun sat down. His wife, Mrs. Ilse Braun, stayed. Mr. Braun coughed.", name: "Karl Braun",
      mentions: ["Karl Braun", "Braun"]),
    Row(
      id: "Jr. before a namesake named further down",
      text: "Minister Paul Adeyemi Jr. resigned. Adeyemi gave no reason. He kept a hat of Minister Olu Adeyemi.",
      name: "Paul Adeyemi Jr.", mentions: ["Paul Adeyemi Jr.", "Adeyemi"]),
    Row(
      id: "his wife is not whom the list calls so", text: "President Biden spoke. Mrs. Biden wept. Mr. Biden left.",
      name: "Joe Biden", mentions: ["Biden", "Biden"]),
    Row(
      id: "canonical name of the list", text: "Officials in the UAE and in the United Arab Emirates met.",
      name: "United Arab Emirates", mentions: ["UAE", "United Arab Emirates"]),
  ]

  @Test(arguments: rows) func entity(row: Row) throws {
    var tagger = try Tagger()
    let document = tagger.document(row.text)
    let entity = try #require(document.entities.first { $0.name == row.name })
    #expect(entity.mentions.map { document.string($0.range) } == row.mentions)
  }

  @Test func referenceAndKind() throws {
    var tagger = try Tagger()
    let entity = try #require(tagger.document("He flew to Iraq.").entities.first)
    #expect(entity.ref == "iso3166:IQ")
    #expect(entity.kind == .place)
  }

  /// The role before a name is whole, at the start of a sentence as well.
  @Test(arguments: [
    ("Chief Financial Officer Tobias Hartwell blamed the rain.", "Chief Financial Officer"),
    ("But President Tobias Hartwell blamed the rain.", "President"),
    ("Kenya defender Tobias Hartwell blamed the rain.", "Kenya defender"),
  ])
  func roleBeforeName(text: String, role: String) throws {
    var tagger = try Tagger()
    #expect(tagger.document(text).entities.first { $0.name == "Tobias Hartwell" }?.descriptors == [role])
  }

  @Test func descriptorAndGender() throws {
    var tagger = try Tagger()
    let document = tagger.document("Mrs. Amina Yusuf, a retired teacher from the coast, agreed.")
    let entity = try #require(document.entities.first { $0.kind == .person })
    #expect(entity.gender == .female)
    #expect(entity.descriptors.contains("a retired teacher from the coast"))
  }

  /// An acronym of two organizations of the lists is called what the text calls it.
  @Test func ambiguousAcronym() throws {
    let list = GazetteerSource(
      list: "organization.company", path: "company.tsv",
      bytes: Array("name\taliases\nQarn Port Trust\tQPT\nQuiet Place Theatre\tQPT\nSole Harbour Board\tSHB\n".utf8))
    var tagger = try Tagger(ours: [list])
    let names = tagger.document("The QPT said on Monday that the SHB had agreed.").entities.map(\.name)
    #expect(names == ["QPT", "Sole Harbour Board"])
  }

  /// What stands in a list with a name is no description of it.
  @Test func listIsNoApposition() throws {
    var tagger = try Tagger()
    let document = tagger.document("She thanked Mrs. Amina Yusuf, the harbour board and “the women of the coast”.")
    #expect(document.entities.first { $0.kind == .person }?.descriptors == ["Mrs."])
  }

  /// The comma ends the phrase before the subject and begins no apposition.
  @Test func noDescriptorBehindAnOpeningPhrase() throws {
    var tagger = try Tagger()
    let document = tagger.document("According to the Harbour Safety Agency, an inspection in July found faults.")
    #expect(document.entities.flatMap(\.descriptors) == [])
  }

  /// Of the towns of the world the document's spelling counts, and a name before another place's further name.
  @Test(arguments: [
    ("They left Qarnab in May.", "Qarnab", "geonames:1"), ("They left Port Aldan in May.", "Port Aldan", "geonames:3"),
    ("QARNAB was lost.", "Qarn Abbas", "geonames:1"),
  ])
  func townsAreCalledAsTheDocumentCallsThem(text: String, name: String, ref: String) throws {
    let list =
      "name\tid\taliases\tonly-if\nQarn Abbas\tgeonames:1\tQarnab|QARNAB\t\n"
      + "Aldanograd\tgeonames:2\tPort Aldan\t\nPort Aldan\tgeonames:3\t\tname\n"
    var tagger = try Tagger(
      ours: [GazetteerSource(list: "place.city", path: "city.tsv", bytes: Array(list.utf8))])
    let entity = try #require(tagger.document(text).entities.first { $0.kind == .place })
    #expect(entity.name == name)
    #expect(entity.ref == ref)
  }

  @Test(arguments: [
    ("Jane Holt KC told the court so.", "Jane Holt"), ("It was Sir Tom Bradwell KCB FRS who spoke.", "Tom Bradwell"),
    ("It was Karl Otto Braun III who spoke.", "Karl Otto Braun III"), ("It was Ana Lee who spoke.", "Ana Lee"),
  ])
  func whatStandsBehindAPersonIsNoName(text: String, name: String) throws {
    var tagger = try Tagger()
    #expect(tagger.document(text).entities.first { $0.kind == .person }?.name == name)
  }

  /// Two lists that mean one thing by an acronym agree; two that mean different things say nothing.
  @Test(arguments: [("TQF", "Tarvik Quay Fund"), ("TQB", "TQB")])
  func acronymsOfTwoLists(acronym: String, name: String) throws {
    let fund = "name\taliases\nTarvik Quay Fund\tTQF\n"
    let others = "name\taliases\nTarvik Quay Fund\tTQF\nTarvik Quality Board\tTQB\nTown Quorum Bank\tTQB\n"
    var tagger = try Tagger(ours: [
      GazetteerSource(list: "organization.company", path: "company.tsv", bytes: Array(fund.utf8)),
      GazetteerSource(list: "organization.listed", path: "listed.tsv", bytes: Array(others.utf8)),
    ])
    let document = tagger.document("A report of the \(acronym) was read in Kenya.")
    #expect(document.entities.contains { $0.name == name })
  }

  /// A given name alone is somebody's sex unless it is as often a surname; two surnames hide no given name, syllables
  /// behind a family name do.
  @Test(arguments: [
    ("Edrin", "Then Edrin laughed. He asked Edrin again.", Entity.Gender.male),
    ("Halder", "Then Halder laughed. She asked Halder again.", nil),
    ("Edrin Kell-Oster", "She asked Edrin Kell-Oster again.", .male),
    ("Edrin Chia-hao", "She asked Edrin Chia-hao again.", nil),
  ])
  func sexOfGivenNames(name: String, text: String, gender: Entity.Gender?) throws {
    let given = "name\tonly-if\tgender\tper-cent\nEdrin\t\tm\t0.02\nHalder\t\tf\t0.02\n"
    let surname = "name\tonly-if\tper-cent\nEdrin\t\t\nHalder\t\t0.05\n"
    var tagger = try Tagger(
      given: given,
      ours: [GazetteerSource(list: "person.surname", path: "surname.tsv", bytes: Array(surname.utf8))])
    let entity = try #require(tagger.document(text).entities.first { $0.kind == .person })
    #expect(entity.name == name)
    #expect(entity.gender == gender)
  }

  /// *ARM* of an earlier document must not show: here *Arm* is no acronym, for *arm* is a common word.
  @Test func acronymsDoNotDependOnEarlierDocuments() throws {
    let text = "The Alliance of River Mills met on Monday. Later the report of Arm was read. Arm refused."
    var fresh = try Tagger()
    var used = try Tagger()
    _ = used.document("The ARM of the law and ARM again.")
    func names(_ document: Document) -> [String] {
      document.entities.map { "\($0.kind) \($0.name) \($0.confidence) \($0.mentions.count)" }
    }
    #expect(names(fresh.document(text)) == names(used.document(text)))
  }

  @Test(arguments: [("PORT ELRICK", "Port Elrick"), ("AL-QAIM", "Al-Qaim"), ("O'HARA", "O'hara")])
  func capitalized(text: String, name: String) {
    #expect(NameText.capitalized(text) == name)
  }

  @Test(arguments: [
    ("The Kenya-based firm closed. It had left Kenya before.", ["Kenya", "Kenya"]),
    ("The Kenya-Uganda border is shut.", ["Kenya", "Uganda"]),
    ("The Chinese-built dam broke in Kenya.", ["Chinese", "Kenya"]),
    ("Anti-American marches were held in Kenya.", ["American", "Kenya"]),
    ("They fled to Guinea-Bissau in May.", ["Guinea-Bissau"]),
  ])
  func compoundsMarkTheNamesAlone(text: String, names: [String]) throws {
    var tagger = try Tagger()
    let document = tagger.document(text)
    let mentions = document.entities.flatMap(\.mentions).map(\.range).sorted { $0.start < $1.start }
    #expect(mentions.map { document.string($0) } == names)
  }

  /// The second name of a word is the entity that it is elsewhere.
  @Test func theSecondNameOfAWordIsItself() throws {
    var tagger = try Tagger()
    let document = tagger.document("The Kenya-Uganda border is shut. Uganda said so in Kenya.")
    #expect(document.entities.map(\.name).sorted() == ["Kenya", "Uganda"])
  }

  @Test func labelsInCapitalsAreSpeakers() throws {
    var tagger = try Tagger()
    let document = tagger.document("ALINE QUIST-BARROW: It is late.\nHOST: It is.\nALINE QUIST-BARROW: Yes.")
    let entity = try #require(document.entities.first)
    #expect(entity.kind == .person)
    #expect(entity.name == "Aline Quist-Barrow")
    #expect(entity.mentions.count == 2)
  }

  @Test func mentionsAreOfTheText() throws {
    var tagger = try Tagger()
    for text in hostile {
      let document = tagger.document(text)
      for mention in document.entities.flatMap(\.mentions) {
        #expect(mention.range.start.value >= 0 && Int(mention.range.end.value) <= document.text.count)
        #expect(!mention.range.isEmpty)
      }
    }
  }

  private var hostile: [String] {
    [
      "", "\n\n", "A", String(repeating: "Of ", count: 5000), String(repeating: "Ministry of ", count: 3000),
      String(repeating: "A. B-based, ", count: 2000), String(repeating: "’s ", count: 1000) + "Anna",
      String(repeating: "IRAQ SAYS NO (ISN) ", count: 1500), "-based anti- Ünï-led \u{0301}Ab",
    ]
  }

  /// An identifier of ours is made of the name.
  @Test(arguments: [
    ("African Union", "hearsay:african-union"), ("Médecins Sans Frontières", "hearsay:médecins-sans-frontières"),
    ("École d'Été", "hearsay:école-dété"), ("U.S. Office & Co.", "hearsay:us-office-co"),
  ])
  func ownIdentifiers(name: String, id: String) {
    #expect(Array(name.utf8).withUnsafeBufferPointer { Slug.make($0) } == id)
  }

  private static let boards = GazetteerSource(
    list: "organization.company", path: "company.tsv",
    bytes: Array(
      ("name\tid\taliases\tonly-if\tknown\nTarvik Port Trust\t\tTPT\nTarvik Quay Union\t\tTQU\t\tTQU\n"
        + "Harbour Assembly\t-\nOrvane Rail\t\tOrvane Line\nGrey Union\thearsay:orvane-rail\n").utf8))

  /// An acronym that many bodies have is one of a list only where the document has the full name.
  @Test(arguments: [
    (
      "The Tarvik Port Trust met. The TPT said on Monday that it had agreed.", "Tarvik Port Trust",
      "hearsay:tarvik-port-trust"
    ),
    ("The TQU said on Monday that it had agreed.", "Tarvik Quay Union", "hearsay:tarvik-quay-union"),
    ("The Harbour Assembly said on Monday that it had agreed.", "Harbour Assembly", nil),
  ])
  func acronymsNeedSupport(text: String, name: String, ref: String?) throws {
    var tagger = try Tagger(ours: [Self.boards])
    let entity = try #require(tagger.document(text).entities.first { $0.kind == .organization })
    #expect(entity.name == name)
    #expect(entity.ref == ref)
    #expect(tagger.document(text).entities.filter { $0.kind == .organization }.count == 1)
  }

  @Test func acronymsWithoutSupportAreNobody() throws {
    var tagger = try Tagger(ours: [Self.boards])
    let document = tagger.document("The TPT said on Monday that it had agreed.")
    #expect(!document.entities.contains { $0.ref != nil || $0.name == "Tarvik Port Trust" })
  }

  /// Two lines with one identifier are one body.
  @Test func twoNamesOfOneIdentifier() throws {
    var tagger = try Tagger(ours: [Self.boards])
    let document = tagger.document("Orvane Rail sold trains. Later Grey Union bought them back.")
    #expect(document.entities.map(\.ref) == ["hearsay:orvane-rail"])
  }

  /// *Senate* is that of the country which the document names.
  @Test func bodyOfTheCountryNamed() throws {
    var tagger = try Tagger()
    let document = tagger.document("The U.S. Senate voted on Monday. Leaders said the Senate would meet again.")
    #expect(document.entities.filter { $0.kind == .organization }.map(\.mentions.count) == [2])
  }

  /// What describes a role before a name is part of it.
  @Test(arguments: [
    ("They met two-time Olympic champion Tobias Hartwell.", ["two-time Olympic champion"]),
    ("It was the man Tobias Hartwell had named.", []),
    ("She met Tobias Hartwell, the person.", []),
  ])
  func wholeDescriptors(text: String, descriptors: [String]) throws {
    var tagger = try Tagger()
    #expect(tagger.document(text).entities.first { $0.kind == .person }?.descriptors ?? [] == descriptors)
  }

  /// A short line ends a name, one of a text that is broken to a width does not.
  @Test(arguments: [
    ("Signed by\nhim", 9..<10, true), ("They met again in the shade of the hall by the sea\nand left", 50..<51, false),
    ("No line ends here", 2..<3, false),
  ])
  func lineEnds(text: String, gap: Range<Int>, isShort: Bool) {
    #expect(Array(text.utf8).withUnsafeBufferPointer { NameRuns.isShortLine(before: gap, $0) } == isShort)
  }

  /// A word with a hyphen is a word of a longer name like others.
  @Test(arguments: ["Inter-American Development Bank", "Asia-Pacific Economic Cooperation"])
  func hyphensInLongerNames(name: String) throws {
    var tagger = try Tagger()
    let document = tagger.document("A loan of the \(name) was paid.")
    #expect(document.entities.flatMap(\.mentions).map { document.string($0.range) } == [name])
  }
}
