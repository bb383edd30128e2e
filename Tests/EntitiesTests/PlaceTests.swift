import GazetteerIndex
import TextModel
import Testing

@testable import Entities

/// Which of the places of one name is meant.
struct PlaceTests {
  struct Row: CustomStringConvertible, Sendable {
    let id: String
    let text: String
    /// The name of an entity, its reference and its country.
    let name: String
    let ref: String?
    let country: String?
    var description: String { id }
  }

  static let rows = [
    Row(
      id: "a town named like a country, by its state", text: "The mill in Lebanon, N.H., has shut.", name: "Lebanon",
      ref: "geonames:11", country: "US"),
    Row(
      id: "the country by itself", text: "The army of Lebanon said so.", name: "Lebanon", ref: "iso3166:LB",
      country: "LB"),
    Row(
      id: "a city by the state behind in", text: "They met at a farm near Qarnab in Illinois.", name: "Qarnab",
      ref: "geonames:12", country: "US"),
    Row(
      id: "a city by the part of a country", text: "A ferry from Qarnab in Scotland was late.", name: "Qarnab",
      ref: "geonames:13", country: "GB"),
    Row(
      id: "a city by itself", text: "A ferry from Qarnab was late.", name: "Qarnab", ref: "geonames:1", country: "EG"),
    Row(
      id: "again without its state", text: "She left Qarnab, Illinois, in May. In Qarnab nobody knew.", name: "Qarnab",
      ref: "geonames:12", country: "US"),
    Row(
      id: "a town by the country that the document names",
      text: "The mayor of Port Tessel spoke. Kenya has no other such port, and Kenya needs it.", name: "Port Tessel",
      ref: "geonames:15", country: "KE"),
    Row(
      id: "its own country is named as well",
      text: "The mayor of Port Tessel spoke. Kenya has sent a ship, and Ghana is glad.", name: "Port Tessel",
      ref: "geonames:2", country: "GH"),
    Row(
      id: "a state among states", text: "She carried Georgia and Nevada.", name: "Georgia", ref: "iso3166:US-GA",
      country: "US"),
    Row(
      id: "a country among countries", text: "She flew to Georgia and Armenia.", name: "Georgia", ref: "iso3166:GE",
      country: "GE"),
    Row(
      id: "countries in a list", text: "Troops of Kenya, Uganda and Ghana left.", name: "Kenya", ref: "iso3166:KE",
      country: "KE"),
    Row(
      id: "inside a word", text: "The Nevada-based firm closed.", name: "Nevada", ref: "iso3166:US-NV", country: "US"),
    Row(
      id: "a town's own name before a city's other name", text: "They came from Oldhaven on foot.", name: "Oldhaven",
      ref: "geonames:4", country: "KE"),
    Row(
      id: "a river", text: "They swam in the Danube at night.", name: "Danube", ref: "hearsay:danube", country: nil),
  ]

  private static let cities = """
    name\tid\taliases\tonly-if\tcountry
    Bigville\tgeonames:3\tOldhaven\t\tDE
    Qarnab\tgeonames:1\t\t\tEG

    """
  private static let towns = """
    name\tid\taliases\tonly-if\tcountry
    Oldhaven\tgeonames:4\t\t\tKE
    Port Tessel\tgeonames:2\t\t\tGH

    """
  private static let namesakes = """
    name\tcode\tid\tmark
    lebanon\tUS-NH\tgeonames:11
    port tessel\tKE\tgeonames:15
    qarnab\tGB-SCT\tgeonames:13
    qarnab\tUS-IL\tgeonames:12

    """

  private static func tagger() throws -> Tagger {
    try Tagger(
      ours: [
        GazetteerSource(list: "place.city", path: "city.tsv", bytes: Array(cities.utf8)),
        GazetteerSource(list: "place.town-africa", path: "town.tsv", bytes: Array(towns.utf8)),
      ], namesakes: namesakes)
  }

  @Test(arguments: rows) func place(row: Row) throws {
    var tagger = try Self.tagger()
    let document = tagger.document(row.text)
    let entity = try #require(document.entities.first { $0.name == row.name })
    #expect(entity.ref == row.ref)
    #expect(entity.country == row.country)
  }

  /// A county has the identifier of the United States' own numbers, with its noughts.
  @Test func identifiers() throws {
    let county = try #require(Array("fips:06059".utf8).withUnsafeBufferPointer { PlaceID($0) })
    #expect(county.reference == "fips:06059")
    #expect(county.isCounty)
    let town = try #require(Array("geonames:5088262".utf8).withUnsafeBufferPointer { PlaceID($0) })
    #expect(town.reference == "geonames:5088262")
    #expect(Array("wikidata:Q1".utf8).withUnsafeBufferPointer { PlaceID($0) } == nil)
  }

  /// What kind of place or body it is, by its list or the word that says so.
  @Test(arguments: [
    ("He works for the Ministry of Tides.", "Ministry of Tides", "ministry"),
    ("The Orvane County Court agreed.", "Orvane County Court", "court"),
    ("They flew to Kenya.", "Kenya", "country"), ("They drove to Nevada.", "Nevada", "state"),
    ("Al-Shabaab denied it.", "Al-Shabaab", "armed group"), ("They swam in the Danube at night.", "Danube", "river"),
  ])
  func subtype(text: String, name: String, type: String) throws {
    var tagger = try Self.tagger()
    #expect(tagger.document(text).entities.first { $0.name == name }?.subtype == type)
  }

  /// Where a body belongs, by the country in its name.
  @Test func countryOfABody() throws {
    var tagger = try Self.tagger()
    let entity = try #require(tagger.document("A ship of the Kenyan Harbour Authority sank.").entities.first)
    #expect(entity.name == "Kenyan Harbour Authority")
    #expect(entity.country == "KE")
  }
}
