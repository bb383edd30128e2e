import GazetteerIndex
import RuleLanguage
import Testing
import TextModel

/// What is looked at before a rule is tried (its second token, the phases that it is joined with) loses nothing.
struct JoinedPhasesTests {
  typealias Row = MatchingTests.Row

  private static func rule(_ match: String, _ more: String = "") -> String {
    MatchingTests.rule(match, "span=x", more)
  }

  static let seconds: [Row] = [
    Row("word-then-word", rule("x:(\"a\" \"ship\")"), "a boat and <thing>a ship</thing>"),
    Row(
      "optional-first", rule("x:(\"a\"? \"ship\" \"sails\")"), "<thing>a ship sails</thing>, <thing>ship sails</thing>"),
    Row("entry-of-one-word", rule("x:(@place.city \"said\")"), "Oslo says what <thing>Oslo said</thing>"),
    Row("entry-of-two-words", rule("x:(@place.city \"said\")"), "New York says what <thing>New York said</thing>"),
    Row(
      "entry-of-one-and-of-two-words", rule("x:(@place \"Times\")"),
      "so Oslo Post and <thing>New York Times</thing> say"),
    Row(
      "permitted-entry", rule("x:(@person.given[only-if=\"context\"] Capitalized)"),
      "and Will said <thing>Will Doe</thing>"),
    Row("repeated", rule("x:(Capitalized{1,3} \",\")"), "see <thing>Anna Maria Doe ,</thing> not Oslo"),
    Row(
      "choice", rule("x:(\"a\" (\"ship\" | \"boat\") | \"the\" Numeral)"),
      "a car, <thing>a boat</thing>, <thing>the 5</thing>"),
    Row(
      "end-of-sentence", rule("x:(\"ship\" (\",\" | $))"), "a <thing>ship,</thing> a ship sails, a <thing>ship</thing>"),
    Row("after", rule("x:\"ship\"", "  after Lowercase\n"), "a <thing>ship</thing> sails, a ship 5"),
    Row("after-or-end", rule("x:\"ship\"", "  after (\",\" | $)\n"), "ship sails to a <thing>ship</thing>"),
    Row("not-second", rule("x:(\"the\" !\"big\")"), "the big one and <thing>the small</thing> one"),
    Row("words-of-a-literal", rule("x:(\"at least\" Numeral)"), "at last 5, <thing>at least 5</thing>"),
    Row("curly", rule("x:(\"don't\" \"go\")"), "they don’t say <thing>don’t go</thing>"),
  ]

  @Test(arguments: seconds)
  func findsBySecondToken(_ row: Row) throws {
    let fixture = try RuleFixture(row.rules)
    #expect(fixture.marked(RuleFixture.plain(row.marked)) == row.marked)
  }

  private static let phases = """
    phase one
    rule one.title
      match x:Capitalized "sails"
      make one span=x
    phase two
    rule two.word
      match x:("ship" | "sails")
      make two span=x
    phase three
    rule three.list
      match x:@place.city
      make three span=x
    """

  private func finds(_ matchers: [PhaseMatcher], _ rules: RuleSet, in document: Document) -> [String] {
    var found: [String] = []
    for var matcher in matchers {
      matcher.candidates(in: document) { found.append("\(rules.ruleName($0.rule)) \(document.string($0.span))") }
    }
    return found.sorted()
  }

  /// Joined or one by one, the phases find the same; of joined ones each can still be asked for alone.
  @Test(arguments: [[], [["one", "two"]], [["one", "two", "three"]], [["one", "three"]]])
  func joinedPhasesFindTheSame(_ joined: [[String]]) throws {
    let gazetteers = try RuleFixture.makeGazetteers()
    let rules = try RuleSet.compile(
      sources: [("test.rules", Array(Self.phases.utf8))], gazetteers: gazetteers, joined: joined)
    let read = try RuleSet(section: .init(rules.serialized()), path: "test")
    let document = try RuleFixture(rules: rules).makeDocument("Oslo sails. The ship of New York sails to Oslo")
    let all = [
      "one.title Oslo", "one.title York", "three.list New York", "three.list Oslo", "three.list Oslo", "two.word sails",
      "two.word sails", "two.word ship",
    ]
    for rules in [rules, read] {
      let names = ["one", "two", "three"]
      let together = PhaseMatcher.joined(rules: rules, gazetteers: gazetteers, phases: names)
      #expect(finds(together, rules, in: document) == all)
      let single = names.map { PhaseMatcher(rules: rules, gazetteers: gazetteers, phase: $0) }
      #expect(finds(single, rules, in: document) == all)
      let some = PhaseMatcher.joined(rules: rules, gazetteers: gazetteers, phases: ["two"])
      #expect(finds(some, rules, in: document) == all.filter { $0.hasPrefix("two") })
    }
  }
}
