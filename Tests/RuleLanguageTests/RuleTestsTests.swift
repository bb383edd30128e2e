import RuleLanguage
import Testing
import TextModel

/// The examples that rules carry, and explanations.
struct RuleTestsTests {
  private func diagnostics(_ text: String) throws -> [String] {
    let fixture = try RuleFixture(text)
    var tests = RuleTests(rules: fixture.rules, gazetteers: fixture.gazetteers)
    let found = tests.run { text, _ in fixture.makeDocument(text) }
    return found.map(\.description).filter { !$0.contains("nothing uses") }
  }

  private static let head = "phase number\nrule number.between\n  match \"between\" low:Numeral \"and\" high:Numeral\n"

  @Test func examplesThatHoldSayNothing() throws {
    let text =
      Self.head + "  make number low high\n  example between <low>4,500</low> and <high>6,000</high> men\n"
      + "  counterexample between two and three\n"
    #expect(try diagnostics(text).isEmpty)
  }

  @Test func examplesThatDoNotHold() throws {
    let text =
      Self.head + "  make number low high\n  example from <low>4,500</low> to <high>6,000</high>\n"
      + "  example between <low>4</low> and <high>6 men</high>\n  counterexample it is between 1 and 2\n"
    #expect(
      try diagnostics(text) == [
        "test.rules:5:3: error: example of 'number.between' gives no 'low' (expected '4,500')",
        "test.rules:6:3: error: example of 'number.between' gives 'high' as '6' (expected '6 men')",
        "test.rules:7:3: error: counterexample of 'number.between' gives 'between 1 and 2'",
      ])
  }

  @Test func warnsOfWhatIsMissingAndBeaten() throws {
    let text =
      Self.head + "  make number low high\nrule number.one\n  match x:Numeral \"and\"\n  make number x\n"
      + "  example between <x>4</x> and 5\n  counterexample four and five\n"
    #expect(
      try diagnostics(text) == [
        "test.rules:2:1: warning: the rule 'number.between' has no example",
        "test.rules:1:1: warning: 1 of 2 rules have no counterexample",
        "test.rules:5:1: warning: the rule 'number.one' always loses to 'number.between' in its examples",
      ])
  }

  /// Lists that code uses are not told as unused.
  @Test func listsThatNothingUses() throws {
    let fixture = try RuleFixture(Self.head + "  make number low high\n")
    func unused(_ used: [String]) -> String? {
      var tests = RuleTests(rules: fixture.rules, gazetteers: fixture.gazetteers, usedLists: used)
      return tests.run { text, _ in fixture.makeDocument(text) }.map(\.description).first { $0.contains("uses") }
    }
    let most = ["person", "place", "organization", "word.weekday", "word.number", "word.scale", "word.function"]
    #expect(unused(most) == "warning: nothing uses the list '@word.cue-verb'")
    #expect(unused(most + ["word.cue"]) == nil)
  }

  @Test func explains() throws {
    let text =
      Self.head + "  make number low high\nrule number.one\n  match x:Numeral\n  make number x\n"
      + "rule number.men\n  match x:Numeral \"men\"\n  make number x\n  unless Any{2}\n"
    let fixture = try RuleFixture(text)
    var explainer = RuleExplainer(rules: fixture.rules, gazetteers: fixture.gazetteers, phase: "number")
    var explanation = Explanation()
    explainer.explain(fixture.makeDocument("He saw between 40 men and 50"), at: 3, into: &explanation)
    #expect(explanation.sections.map(\.title) == ["phase number"])
    #expect(
      explanation.sections.first?.lines == [
        "matched  number.one  test.rules:5  '40'  x: '40'",
        "near     number.between  test.rules:2  after 'between 40'  expected \"and\", found 'men'",
        "near     number.men  test.rules:8  '40 men'  rejected by 'unless'",
      ])
  }
}
