import RuleLanguage
import Testing
import TextModel

/// What an analyst sees on a slip.
struct RuleErrorTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var id: String
    var text: String
    var messages: [String]
    init(_ id: String, _ text: String, _ messages: String...) {
      self.id = id
      self.text = text
      self.messages = messages
    }
    var testDescription: String { id }
  }

  static func rule(_ match: String, _ more: String = "") -> String {
    "phase thing\nrule thing.one\n  match \(match)\n  make thing\n\(more)"
  }

  static let rows: [Row] = [
    Row(
      "list", rule("x:@person.titel+"),
      "r:3:11: error: there is no gazetteer list '@person.titel'; did you mean '@person.title'?"),
    Row(
      "column", rule("@place.city[ids=\"1\"]"),
      "r:3:21: error: '@place.city' has no column 'ids'; did you mean 'id'?"),
    Row(
      "label", "phase p\nrule person.a\n  match title:Any name:Any\n  make person name descriptor=titel\n",
      "r:4:31: error: the pattern has no label 'titel:'; did you mean 'title'?"),
    Row("bracket", rule("x:(Any Any"), "r:3:11: error: '(' is never closed"),
    Row("bracket-too-many", rule("Any)"), "r:3:12: error: ')' is not expected here"),
    Row("string", rule("\"open"), "r:3:9: error: '\"' is never closed"),
    Row("regex", rule("/[a-/"), "r:3:9: error: '/' is never closed"),
    Row("regex-class", rule("/(a/"), "r:3:10: error: '(' is never closed"),
    Row("regex-repeat", rule("/a{5,2}/"), "r:3:11: error: '{5,2}' counts down"),
    Row(
      "regex-anchor", rule("/^a/"), "r:3:10: error: '^' is not needed: a regular expression is the whole of one word"),
    Row("regex-large", rule("/((.{64}){64}){64}/"), "r:3:9: error: the regular expression is too large"),
    Row(
      "clause", rule("Any", "  confidense 0.9\n"),
      "r:5:3: error: 'confidense' is not a clause of a rule; did you mean 'confidence'?"),
    Row("item", "phas thing\n", "r:1:1: error: 'phas' begins no phase, let or rule; did you mean 'phase'?"),
    Row(
      "no-phase", "rule thing.a\n  match Any\n  make thing\n",
      "r:1:1: error: the rule 'thing.a' stands before any phase"),
    Row("no-match", "phase p\nrule thing.a\n  make thing\n", "r:2:1: error: the rule 'thing.a' has no 'match'"),
    Row("no-make", "phase p\nrule thing.a\n  match Any\n", "r:2:1: error: the rule 'thing.a' has no 'make'"),
    Row(
      "twice", "phase p\nrule thing.a\n  match Any\n  make thing\nrule thing.a\n  match Any\n  make thing\n",
      "r:5:6: error: the rule 'thing.a' is already at r:2:1"),
    Row("phase-twice", "phase p\nphase p\n", "r:2:7: error: the phase 'p' is already at r:1:1"),
    Row(
      "id", "phase p\nrule other.a\n  match Any\n  make thing\n",
      "r:2:1: error: the rule 'other.a' makes 'thing'; its id begins with 'thing.'"),
    Row("kind", rule("PERSN"), "r:3:9: error: no phase makes the kind 'PERSN'; did you mean 'PERSON'?"),
    Row(
      "own-kind", rule("THING"), "r:3:9: error: the kind 'THING' is made by this phase: it can be used only after it"),
    Row(
      "kind-too-early",
      "phase p\nrule one.a\n  match TWO\n  make one\nphase q\nrule two.a\n  match Any\n  make two\n",
      "r:3:9: error: the kind 'TWO' is made only later, by the phase 'q' at r:5:1"),
    Row(
      "kind-field",
      "phase p\nrule one.a\n  match x:Any\n  make one size=x\nphase q\nrule two.a\n  match ONE[sizes=\"1\"]\n  make two\n",
      "r:7:9: error: no rule gives 'one' a field 'sizes'; did you mean 'size'?"),
    Row("name", rule("Captalized"), "r:3:9: error: there is no pattern 'Captalized'; did you mean 'Capitalized'?"),
    Row("word", rule("ship"), "r:3:9: error: 'ship' has no meaning in a pattern; did you mean \"ship\"?"),
    Row(
      "let-later", "phase p\nrule thing.a\n  match Later\n  make thing\nlet Later = Any\n",
      "r:3:9: error: 'Later' is defined further down; a 'let' comes before its use",
      "r:5:5: warning: 'Later' is never used"),
    Row("let-taken", "let Any = \"x\"\n", "r:1:5: error: the name 'Any' is taken"),
    Row(
      "let-name", "let any = \"x\"\n", "r:1:5: error: the name 'any' needs a capital first and a small letter after it"),
    Row("tag", rule("tag(VBX)"), "r:3:9: error: there is no part of speech 'VBX'; did you mean 'VB'?"),
    Row("nothing", rule("Any*"), "r:3:9: error: the pattern can match nothing"),
    Row("repeats-nothing", rule("Any (\"a\"?)*"), "r:3:13: error: what is repeated here can be empty"),
    Row("counts-down", rule("Any{3,2}"), "r:3:12: error: '{3,2}' counts down"),
    Row("count-large", rule("Any{3,999}"), "r:3:12: error: a count is at most 255"),
    Row("confidence", rule("Any", "  confidence 2\n"), "r:5:14: error: the confidence '2' is no number from 0 to 1"),
    Row("priority", rule("Any", "  priority high\n"), "r:5:12: error: the priority 'high' is no whole number"),
    Row("mark", rule("x:Any", "  example an <x>open\n"), "r:5:11: error: '<x>' is never closed"),
    Row(
      "no-mark", rule("x:Any", "  example nothing here\n"),
      "r:5:3: error: the example marks nothing; write <label>words</label>"),
    Row(
      "mark-label", rule("first:Any", "  example an <frist>open</frist>\n"),
      "r:5:3: error: the example marks 'frist', but the pattern has no such label; did you mean 'first'?"),
    Row("stray-clause", "  match Any\n", "r:1:3: error: 'match' stands in no rule"),
    Row(
      "columns-count-characters", rule("\"é\" \"ü\" Captalized"),
      "r:3:17: error: there is no pattern 'Captalized'; did you mean 'Capitalized'?"),
    Row(
      "all-at-once", rule("(Any", "  confidense 1\n") + "let x = Any\n", "r:3:9: error: '(' is never closed",
      "r:5:3: error: 'confidense' is not a clause of a rule; did you mean 'confidence'?",
      "r:6:5: error: the name 'x' needs a capital first and a small letter after it"),
  ]

  @Test(arguments: rows)
  func tells(_ row: Row) throws {
    let gazetteers = try RuleFixture.makeGazetteers()
    do {
      _ = try RuleSet.compile(sources: [("r", Array(row.text.utf8))], gazetteers: gazetteers)
      Issue.record("no error")
    } catch {
      #expect(error.diagnostics.map(\.description) == row.messages)
    }
  }

  @Test func warnsOfAnUnusedName() throws {
    let text = "phase p\nlet Unused = Any\nlet Used = \"a\"\nrule thing.a\n  match Used\n  make thing\n"
    let rules = try RuleFixture(text).rules
    #expect(rules.warnings.map(\.description) == ["test.rules:2:5: warning: 'Unused' is never used"])
  }

  /// Deep and large patterns are errors, not crashes.
  @Test(arguments: [
    String(repeating: "(", count: 50_000) + "Any", String(repeating: "!", count: 50_000) + "Any",
    String(repeating: "(Any{255}", count: 10) + String(repeating: "){255}", count: 10),
    "/" + String(repeating: "(", count: 50_000) + "/", String(repeating: "\"a\" ", count: 50_000),
  ])
  func refuses(_ pattern: String) throws {
    #expect(throws: DiagnosticsError.self) { try RuleFixture(MatchingTests.rule(pattern)) }
  }

  /// Any bytes as a rule file end in rules or in errors.
  @Test func readsAnyBytes() throws {
    let gazetteers = try RuleFixture.makeGazetteers()
    let seed = Array(MatchingTests.rule("x:(\"a\"|/[b-d]+/ & !@person.title){1,3}? $", "span=x y=\"z\"").utf8)
    var state: UInt64 = 42
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % limit
    }
    for _ in 0..<2_000 {
      var bytes = seed
      for _ in 0...next(4) {
        let at = next(bytes.count)
        switch next(3) {
        case 0: bytes[at] = UInt8(next(256))
        case 1: bytes.insert(Array("()|&!?*+{},[]=^$.\"/@:".utf8)[next(20)], at: at)
        default: bytes.remove(at: at)
        }
      }
      _ = try? RuleSet.compile(sources: [("r", bytes)], gazetteers: gazetteers)
    }
  }
}
