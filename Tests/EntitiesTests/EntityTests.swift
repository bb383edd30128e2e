import TextModel
import Testing

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

  @Test func descriptorAndGender() throws {
    var tagger = try Tagger()
    let document = tagger.document("Mrs. Amina Yusuf, a retired teacher from the coast, agreed.")
    let entity = try #require(document.entities.first { $0.kind == .person })
    #expect(entity.gender == .female)
    #expect(entity.descriptors.contains("a retired teacher from the coast"))
  }

  @Test func compoundsMarkTheNameAlone() throws {
    var tagger = try Tagger()
    let document = tagger.document("The Kenya-based firm closed. It had left Kenya before.")
    let mentions = document.entities.flatMap { entity in entity.mentions.map { document.string($0.range) } }
    #expect(mentions == ["Kenya", "Kenya"])
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
}
