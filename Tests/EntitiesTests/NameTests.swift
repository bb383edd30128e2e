import GazetteerIndex
import TextModel
import Testing

/// Names in sentences, each for one phenomenon.
struct NameTests {
  struct Row: CustomStringConvertible, Sendable {
    let id: String
    let marked: String
    init(_ id: String, _ marked: String) {
      self.id = id
      self.marked = marked
    }
    var description: String { id }
  }

  static let rows = [
    Row("place after in", "Two trains collided in <place>Nigeria</place> on Monday."),
    Row("title outside", "Last week President <person>Marcus Oyelaran</person> said the talks were over."),
    Row("honorific", "He thanked Mr. <person>Paul Delacroix</person> for the tea."),
    Row("possessive outside", "It was <place>Kenya</place>'s third drought in a decade."),
    Row(
      "city, country are two", "She was born in <place>Texas</place>, <place>United States</place>, and grew up there."),
    Row("demonym before a noun", "An <group>Iraqi</group> officer opened the gate."),
    Row("people", "Many <group>Kurds</group> left the town that spring."),
    Row(
      "acronym",
      "A spokesman for the <organization>United Nations</organization> (<organization>UN</organization>) agreed."),
    Row("ministry of", "The <organization>Ministry of Agriculture</organization> said the harvest was poor."),
    Row(
      "two owners are two names",
      "<place>Lebanon</place>'s <organization>Interior Ministry</organization> denied it."),
    Row("short name after the full", "<person>Helena Marsh</person> laughed. \"No,\" <person>Marsh</person> said."),
    Row("day and month are none", "On Tuesday, 3 March, nothing happened."),
    Row("event is none", "They met again after the World Cup in <place>Brazil</place>."),
    Row("sentence-initial common word", "Nobody came. Later that week it rained."),
    Row("party", "The <organization>Labour Party</organization> lost."),
  ]

  @Test(arguments: rows) func sentence(row: Row) throws {
    var tagger = try Tagger()
    #expect(tagger.marked(Tagger.plain(row.marked)) == row.marked)
  }

  @Test func usersListWins() throws {
    let list = GazetteerSource(list: "organization.mine", text: "name\nGlimmer\n")
    var tagger = try Tagger(users: [list])
    #expect(tagger.document("He works at Glimmer now.").entities.map(\.kind) == [.organization])
  }

  @Test func ruleFindsSmallNames() throws {
    let rules = """
      phase place
      rule place.well
        match name:("the" "old" "well")
        make place name
        confidence 0.9
        example <name>the old well</name>
        counterexample the new well
      """
    var tagger = try Tagger(rules: rules)
    let document = tagger.document("We met at the old well again.")
    #expect(document.entities.map(\.name) == ["the old well"])
    #expect(document.entities.first?.rule == "place.well")
  }

  /// What a rule says is no name takes the names that share a word with it, not their neighbours.
  @Test func thingsAreNoNames() throws {
    let rules = """
      phase thing
      rule thing.office
        match    name:("Interior" "Cabinet" "Secretary")
        make     thing name
      rule thing.storm
        match    name:("Storm" Capitalized)
        make     thing name
      """
    var tagger = try Tagger(rules: rules)
    #expect(
      tagger.marked("Interior Cabinet Secretary Maria Okello saw Storm Odette.")
        == "Interior Cabinet Secretary <person>Maria Okello</person> saw Storm Odette.")
  }
}
