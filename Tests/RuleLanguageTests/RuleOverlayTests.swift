import RuleLanguage
import Testing
import TextModel

/// Rules that lie over others.
@Suite struct RuleOverlayTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var id: String
    var own: String
    var marked: String
    var dropped: Set<String> = []
    var testDescription: String { id }
  }

  static let base = """
    phase number

    rule number.men
      match    value:Numeral "men"
      make     number value

    rule number.women
      match    value:Numeral "women"
      make     number value

    construction quote.passive
      note     A passive verb.
      example  <content>It</content> was said.
      example  <content>It</content> was told.
      counterexample  It is.

    construction story.alone
      note     A document that no other one tells of.
    """

  static func rule(_ id: String, _ word: String, _ more: String = "") -> String {
    "phase number\nrule number.\(id)\n  match value:Numeral \"\(word)\"\n  make number value\(more)\n"
  }

  static let rows = [
    Row(id: "nothing", own: "", marked: "<value>3</value> men, <value>4</value> women, 5 dogs"),
    Row(
      id: "a new rule adds", own: rule("dogs", "dogs"),
      marked: "<value>3</value> men, <value>4</value> women, <value>5</value> dogs"),
    Row(
      id: "a phase in several places", own: rule("dogs", "dogs") + rule("boys", "women"),
      marked: "<value>3</value> men, <value>4</value> women, <value>5</value> dogs"),
    Row(
      id: "a phase that only one's own rules have, in several places",
      own: "phase quote\nrule quote.a\n  match content:\"men\"\n  make quote content\n"
        + "phase quote\nrule quote.b\n  match content:\"dogs\"\n  make quote content\n",
      marked: "3 <content>men</content>, 4 women, 5 <content>dogs</content>"),
    Row(
      id: "the same id replaces", own: rule("men", "dogs"),
      marked: "3 men, <value>4</value> women, <value>5</value> dogs"),
    Row(id: "drop", own: "drop number.men\n", marked: "3 men, <value>4</value> women, 5 dogs", dropped: ["number.men"]),
    Row(
      id: "drop twice, with a comment", own: "drop number.men  # no men\ndrop number.men\n",
      marked: "3 men, <value>4</value> women, 5 dogs", dropped: ["number.men"]),
    Row(
      id: "a rule takes the id of one that was dropped", own: "drop number.men\n" + rule("men", "dogs"),
      marked: "3 men, <value>4</value> women, <value>5</value> dogs", dropped: ["number.men"]),
    Row(
      id: "of two equal finds one's own comes first", own: rule("all", "men", " bound=\"own\""),
      marked: "<value>3</value> men<bound=own/>, <value>4</value> women, 5 dogs"),
    Row(
      id: "drop a construction", own: "drop quote.passive\n",
      marked: "<value>3</value> men, <value>4</value> women, 5 dogs", dropped: ["quote.passive"]),
    Row(
      id: "a rule takes the place of a construction",
      own: "phase quote\nrule quote.passive\n  match content:\"men\"\n  make quote content\n" + rule("women", "dogs"),
      marked: "3 <content>men</content>, 4 women, 5 dogs", dropped: ["quote.passive"]),
  ]

  @Test(arguments: rows) func laidOver(_ row: Row) throws {
    let fixture = try RuleFixture(row.own, over: Self.base)
    #expect(fixture.marked(RuleFixture.plain(row.marked)) == row.marked)
    #expect(fixture.rules.dropped == row.dropped)
  }

  struct Fault: CustomTestStringConvertible, Sendable {
    var id: String
    var own: String
    var message: String
    var testDescription: String { id }
  }

  static let faults = [
    Fault(
      id: "an unknown id", own: "# mine\ndrop number.man\n",
      message: "own:2:6: error: there is no rule 'number.man' to drop; did you mean 'number.men'?"),
    Fault(
      id: "what is found over documents", own: "drop story.alone\n",
      message: "own:1:6: error: 'story.alone' is found over documents, and cannot be switched off"),
    Fault(
      id: "no id", own: "drop\n", message: "own:1:1: error: 'drop' is followed by one id, as in 'drop quote.passive'"),
    Fault(
      id: "a rule of one's own", own: rule("dogs", "dogs") + "drop number.dogs\n",
      message:
        "own:5:6: error: 'drop' is for rules that these lie over, and 'number.dogs' is one of them, at own:2:1"),
    Fault(
      id: "one's own rule twice",
      own: rule("dogs", "dogs") + rule("dogs", "cats").replacing("phase number\n", with: ""),
      message: "own:5:6: error: the rule 'number.dogs' is already at own:2:1"),
    Fault(
      id: "a match in a construction", own: "construction quote.passive\n  note It.\n  match \"was\"\n",
      message:
        "own:3:3: error: a construction has no 'match': the program finds it; it has a note, examples and counterexamples"
    ),
  ]

  @Test(arguments: faults) func errors(_ fault: Fault) {
    let error = #expect(throws: DiagnosticsError.self) { _ = try RuleFixture(fault.own, over: Self.base) }
    #expect(error?.diagnostics.map(\.description) == [fault.message])
  }

  /// The catalogue has every rule once, where it stands now.
  @Test func catalogue() throws {
    let gazetteers = try RuleFixture.makeGazetteers()
    let own = "drop number.women\n" + Self.rule("men", "boys") + Self.rule("dogs", "dogs")
    let catalogue = RuleCatalogue(
      sources: [("own", Array(own.utf8))], over: [("base", Array(Self.base.utf8))], gazetteers: gazetteers)
    #expect(catalogue.entries.map(\.id) == ["number.dogs", "number.men", "quote.passive", "story.alone"])
    #expect(catalogue.place(of: "number.men") == "own:3")
    #expect(catalogue.place(of: "quote.passive") == "base:11")
    #expect(
      catalogue.entry("story.alone")?.text
        == "construction story.alone\n  note     A document that no other one tells of.")
    #expect(
      catalogue.entry("number.men")?.text == "rule number.men\n  match value:Numeral \"boys\"\n  make number value")
  }
}
