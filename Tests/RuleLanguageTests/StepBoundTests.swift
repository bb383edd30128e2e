import RuleLanguage
import Testing
import TextModel

/// Patterns that could run for ever come to an end.
struct StepBoundTests {
  static let patterns = [
    "Any* Any* Any* \"never\"", "(Any Any?)+ \"never\"", "((Any | Any Any)+ \"x\")+ \"never\"",
    "Any* Any*? (Lowercase+ Any)* \"never\"", "!(Any* \"never\") Any* \"never\"", "(Any & !\"x\")* \"never\"",
    "((Any Any*) & (Any Any*)) \"never\"",
  ]

  /// One sentence of a hundred thousand words.
  @Test(.timeLimit(.minutes(2)), arguments: patterns)
  func ends(_ pattern: String) throws {
    let fixture = try RuleFixture(MatchingTests.rule("x:(\(pattern))"))
    let text = String(repeating: "word ", count: 100_000)
    let document = fixture.annotated(text + "nevermore")
    #expect(document.annotations.isEmpty)
  }

  /// What can be found within the bound is found in a long sentence too.
  @Test func findsInALongSentence() throws {
    let fixture = try RuleFixture(MatchingTests.rule("x:(\"here\" Any{1,3} \"there\")"))
    let text = String(repeating: "word ", count: 20_000) + "here we go there"
    let document = fixture.annotated(text)
    #expect(document.annotations.map { document.string($0.tokens) } == ["here we go there"])
  }
}
