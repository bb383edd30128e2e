import GazetteerIndex
import RuleLanguage
import Testing
import TextModel

/// Rules that reject: how they are written, and what they match.
@Suite struct RejectionTests {
  struct Fault: CustomTestStringConvertible, Sendable {
    var id: String
    var text: String
    var message: String
    var testDescription: String { id }
  }

  static func rule(_ match: String, _ more: String = "  reject quote\n") -> String {
    "phase reject\nrule reject.a\n  match \(match)\n\(more)"
  }

  static let faults = [
    Fault(
      id: "no part", text: rule("\"bakery\""),
      message: "r:3:9: error: the pattern names no part of the quote; there are CONTENT, CUE and SOURCE"),
    Fault(
      id: "a part only where it must not be", text: rule("!CUE \"bakery\""),
      message: "r:3:9: error: the pattern names no part of the quote; there are CONTENT, CUE and SOURCE"),
    Fault(id: "no reject", text: rule("CUE", ""), message: "r:2:1: error: the rule 'reject.a' has no 'reject quote'"),
    Fault(
      id: "what it rejects", text: rule("CUE", "  reject number\n"),
      message: "r:4:3: error: what a rule rejects is a quote; write 'reject quote'"),
    Fault(
      id: "make", text: rule("CUE", "  reject quote\n  make quote cue\n"),
      message: "r:5:3: error: a rule of the phase 'reject' has no 'make'; write 'reject quote'"),
    Fault(
      id: "another phase", text: "phase quote\nrule quote.a\n  match x:Any\n  make quote content=x\n  reject quote\n",
      message: "r:5:3: error: 'reject' stands in a rule of the phase 'reject'; write 'phase reject' first"),
    Fault(
      id: "id", text: "phase reject\nrule quote.a\n  match CUE\n  reject quote\n",
      message: "r:2:1: error: the rule 'quote.a' rejects a quote; its id begins with 'reject.'"),
    Fault(
      id: "field", text: rule("CUE[clas=\"statement\"]"),
      message: "r:3:9: error: 'CUE' has no field 'clas'; there are: class"),
    Fault(
      id: "value", text: rule("CUE[class=\"statment\"]"),
      message: "r:3:9: error: 'class' of 'CUE' is never 'statment'; did you mean 'statement'?"),
    Fault(
      id: "mark", text: rule("CUE", "  reject quote\n  example he <cues>said</cues> no\n"),
      message:
        "r:5:3: error: the example marks 'cues', but a quote has no such part; did you mean 'cue'?"),
  ]

  @Test(arguments: faults) func errors(_ fault: Fault) throws {
    let gazetteers = try RuleFixture.makeGazetteers()
    let contract = RuleContract(
      phases: ["quote", "reject"], fields: ["quote": ["content"], "reject": []],
      parts: ["part-cue": ["class": ["statement", "question"]]])
    let error = #expect(throws: DiagnosticsError.self) {
      _ = try RuleSet.compile(sources: [("r", Array(fault.text.utf8))], gazetteers: gazetteers, contract: contract)
    }
    #expect(error?.diagnostics.map(\.description) == [fault.message])
  }

  // MARK: Matching

  struct Row: CustomTestStringConvertible, Sendable {
    var id: String
    var match: String
    /// `{`, `<` and `[` stand round the content, the cue and the source.
    var text: String
    var isRejected: Bool
    var testDescription: String { id }
  }

  static let rows = [
    Row(id: "order", match: "SOURCE CUE CONTENT", text: "[Ada] <said> {no thanks} .", isRejected: true),
    Row(id: "another order", match: "CONTENT CUE SOURCE", text: "[Ada] <said> {no thanks} .", isRejected: false),
    Row(
      id: "words inside a part", match: "SOURCE & (Any* \"bakery\")", text: "[the old bakery] <said> {no} .",
      isRejected: true),
    Row(
      id: "words outside a part", match: "SOURCE & (Any* \"bakery\")", text: "[Ada] of the bakery <said> {no} .",
      isRejected: false),
    Row(id: "a list", match: "SOURCE & @person.given", text: "[Ada] <said> {no} .", isRejected: true),
    Row(id: "not in the list", match: "SOURCE & @person.given", text: "[Olga] <said> {no} .", isRejected: false),
    Row(id: "a field", match: "CUE[class=\"question\"]", text: "[Ada] <asked> {no} .", isRejected: true),
    Row(id: "another value", match: "CUE[class=\"denial\"]", text: "[Ada] <asked> {no} .", isRejected: false),
    Row(
      id: "a content over sentences", match: "^ CONTENT CUE SOURCE $",
      text: "{We wait. We go. We wait} , <said> [Ada] .",
      isRejected: false),
    Row(
      id: "a content over sentences, with its comma", match: "^ CONTENT \",\" CUE SOURCE $",
      text: "{We wait. We go. We wait} , <said> [Ada] .", isRejected: true),
    Row(id: "what follows it", match: "CONTENT \"again\"", text: "[Ada] <said> {no} again .", isRejected: true),
    Row(
      id: "another sentence", match: "\"bakery\" Any* CUE", text: "The bakery burned. [Ada] <said> {no} .",
      isRejected: false),
    Row(id: "before", match: "CUE\n  before \"Ada\"", text: "[Ada] <said> {no} .", isRejected: true),
    Row(id: "unless", match: "SOURCE CUE\n  unless Any* \"said\"", text: "[Ada] <said> {no} .", isRejected: false),
    Row(
      id: "pieces", match: "CONTENT \",\" SOURCE CUE \",\" CONTENT", text: "{The dam} , [Ada] <said> , {will hold} .",
      isRejected: true),
  ]

  @Test(arguments: rows) func matches(_ row: Row) throws {
    let fixture = try RuleFixture(Self.rule(row.match))
    let (document, parts) = Self.parts(of: row.text, fixture)
    var matcher = try #require(RejectionMatcher(rules: fixture.rules, gazetteers: fixture.gazetteers))
    matcher.begin(document)
    let annotations = document.annotations.count
    // What the second quote is asked does not depend on the first one.
    for _ in 0..<2 {
      let rule = matcher.rule(rejecting: parts, in: document)
      #expect(rule.map(fixture.rules.ruleName) == (row.isRejected ? "reject.a" : nil))
      #expect(document.annotations.count == annotations)
    }
  }

  /// Without rules that reject there is no matcher.
  @Test func nothingToReject() throws {
    let fixture = try RuleFixture("phase number\nrule number.a\n  match x:Numeral\n  make number value=x\n")
    #expect(RejectionMatcher(rules: fixture.rules, gazetteers: fixture.gazetteers) == nil)
  }

  /// A pattern that takes its time spends the steps of a document, and the quotes behind stay.
  @Test func stepsAreBound() throws {
    let fixture = try RuleFixture(
      Self.rule("(Any* Any* Any* Any* Any* \"never\" CUE)")
        + "rule reject.b\n  match CUE\n  reject quote\n")
    let (document, parts) = Self.parts(of: String(repeating: "well ", count: 300) + "[Ada] <said> {no} .", fixture)
    var matcher = try #require(RejectionMatcher(rules: fixture.rules, gazetteers: fixture.gazetteers))
    matcher.begin(document)
    var answers: [String?] = []
    for _ in 0..<50 {
      answers.append(matcher.rule(rejecting: parts, in: document).map(fixture.rules.ruleName))
    }
    #expect(answers.last == .some(nil))
    matcher.begin(document)
  }

  /// The parts that are marked in a text, and its document.
  private static func parts(of marked: String, _ fixture: RuleFixture) -> (Document, [RejectionMatcher.Part]) {
    var text: [UInt8] = []
    var open = 0
    var ranges: [(KindID, Range<Int>)] = []
    for byte in marked.utf8 {
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "<"), UInt8(ascii: "["): open = text.count
      case UInt8(ascii: "}"): ranges.append((.partContent, open..<text.count))
      case UInt8(ascii: ">"): ranges.append((.partCue, open..<text.count))
      case UInt8(ascii: "]"): ranges.append((.partSource, open..<text.count))
      default: text.append(byte)
      }
    }
    let document = fixture.makeDocument(String(decoding: text, as: UTF8.self))
    let parts = ranges.map { kind, range in
      let inside = document.tokens.indices.filter {
        range.contains(Int(document.tokens[$0].range.start.value))
      }
      let tokens = TokenRange(inside.first ?? 0, (inside.last ?? -1) + 1)
      return RejectionMatcher.Part(kind, tokens, fields: kind == .partCue ? [("class", "question")] : [])
    }
    return (document, parts)
  }
}
