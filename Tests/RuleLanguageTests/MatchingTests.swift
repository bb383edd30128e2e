import TestSupport
import RuleLanguage
import Segmentation
import Testing
import TextModel

/// What rules find, as marked text: the input is the text without its marks.
struct MatchingTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var id: String
    var rules: String
    var marked: String
    init(_ id: String, _ rules: String, _ marked: String) {
      self.id = id
      self.rules = rules
      self.marked = marked
    }
    var testDescription: String { id }
  }

  /// A rule of a phase `thing` that makes what its labels say.
  static func rule(_ match: String, _ make: String = "span=x", _ more: String = "") -> String {
    "phase thing\nrule thing.one\n  match \(match)\n  make thing \(make)\n\(more)"
  }

  static let words: [Row] = [
    Row("word", rule("x:\"ship\""), "A <thing>ship</thing>, a <thing>SHIP</thing> and ships"),
    Row("any-case", rule("x:\"at least\" \"two\""), "<thing>At least</thing> two, <thing>at LEAST</thing> Two"),
    Row("smart-case", rule("x:\"May\""), "it may rain in <thing>May</thing>"),
    Row("apostrophe", rule("x:\"don't\""), "they <thing>don’t</thing> know"),
    Row("clitic", rule("x:(\"it's\")"), "and <thing>it’s</thing> late"),
    Row("regex-whole-word", rule("x:/[0-9]+(st|nd|rd|th)/"), "the <thing>21st</thing> of 21"),
    Row("shapes", rule("x:(Capitalized Lowercase)"), "we saw <thing>Ada running</thing> off"),
    Row("numeral", rule("x:Numeral"), "from <thing>4,500</thing> to <thing>3.5</thing>"),
    Row("lemma", rule("x:lemma(\"say\")"), "he <thing>said</thing> and they <thing>say</thing>"),
    Row("not-word", rule("\"the\" x:!\"big\""), "see the big one and the <thing>small</thing> one"),
    Row("both", rule("x:(Capitalized & !@word.weekday)"), "see <thing>Oslo</thing> on Monday"),
    Row("choice-order", rule("x:(\"a\" | \"a b\") \"c\""), "so <thing>a b</thing> c"),
  ]

  static let quantifiers: [Row] = [
    Row("greedy", rule("\"the\" x:Lowercase+ \"end\""), "see the <thing>a end b</thing> end"),
    Row("lazy", rule("\"the\" x:Lowercase+? \"end\""), "see the <thing>a</thing> end b end"),
    Row("counted", rule("x:Numeral{2}"), "see <thing>1 2</thing> 3"),
    Row("counted-lazy", rule("\"the\" x:Lowercase{2,4}? \"of\""), "see the <thing>big fat cat</thing> of mine"),
    Row("optional-gives-back", rule("x:(Capitalized? Capitalized)"), "saw <thing>Ada</thing> go"),
    Row("group-repeats", rule("x:(Numeral \"and\")+ Numeral"), "see <thing>1 and 2 and</thing> 3"),
    Row("lazy-group", rule("x:(Numeral \"and\")+? Numeral"), "see <thing>1 and</thing> 2 so 3"),
    Row("none", rule("x:\"a\"{0,2} \"b\"", "b=x"), "<thing>b</thing>"),
  ]

  static let places: [Row] = [
    Row("sentence-start", rule("^ x:Any"), "<thing>One</thing> two. <thing>Three</thing> four."),
    Row("sentence-end", rule("x:Lowercase $"), "one <thing>two</thing>. Three <thing>four</thing>?"),
    Row("end-in-brackets", rule("x:Lowercase $"), "(So he <thing>went</thing>.)"),
    Row("one-sentence", rule("x:\"go\" Any* \"back\""), "They go. Come back."),
    Row("before", rule("x:Numeral", "span=x", "  before \"room\"\n"), "room <thing>12</thing> and 13"),
    Row("before-either", rule("x:Numeral", "span=x", "  before ^ | \",\"\n"), "<thing>1</thing> 2, <thing>3</thing> 4"),
    Row("before-long", rule("x:Numeral", "span=x", "  before \"room\" Lowercase*\n"), "a 1 room b c <thing>2</thing>"),
    Row("after", rule("x:Numeral", "span=x", "  after \"men\" $\n"), "12 men in <thing>13</thing> men."),
    Row("after-not", rule("x:Numeral", "span=x", "  after !\"men\"\n"), "12 men and <thing>13</thing> women"),
    Row(
      "unless-whole", rule("x:Capitalized+", "span=x", "  unless \"New York\"\n"),
      "in New <thing>York</thing> or <thing>New York City</thing>"),
    Row(
      "unless-inside", rule("x:(\"a\" Lowercase* \"c\")", "span=x", "  unless Any* \"b\" Any*\n"),
      "x a b c or <thing>a d c</thing>"),
  ]

  static let lists: [Row] = [
    Row("entry", rule("x:@place.city"), "in <thing>New York</thing> and <thing>Oslo</thing>"),
    Row("own-longest", rule("x:@place.city \"Times\""), "the <thing>New York</thing> Times"),
    Row("folder", rule("x:@place"), "in <thing>Oslo</thing> now"),
    Row("column", rule("x:@place.city", "name=x id=x.id"), "in <name>Oslo</name><id=geonames:2/> now"),
    Row("alias", rule("x:@place.city", "id=x.id"), "in the Big Apple<id=geonames:1/> now"),
    Row("filter", rule("x:@word.cue-verb[class=\"question\"]"), "he said, she <thing>asked</thing>"),
    Row(
      "filter-either", rule("x:@word.cue-verb[class=\"question\" | \"denial\"]"),
      "he said, she <thing>asked</thing>, I <thing>denied</thing>"),
    Row("not-permitted", rule("x:@person.given"), "saw Will and <thing>Ada</thing>"),
    Row("permitted", rule("x:@person.given[only-if=\"context\"]"), "saw <thing>Will</thing> and <thing>Ada</thing>"),
    Row(
      "permitted-where-optional", rule("x:(Numeral @person.given[only-if=\"context\"]?)"),
      "saw <thing>3 Will</thing> and <thing>4</thing> of them"),
    Row(
      "permitted-in-a-choice", rule("x:(Numeral (@person.given[only-if=\"context\"] | \"more\") \"came\")"),
      "so <thing>3 Will came</thing> and 4 Ada went"),
    Row("empty-column", rule("x:@person.given", "name=x condition=x.only-if"), "saw <name>Ada</name>"),
    Row("both-list", rule("x:(@person.title & Capitalized)"), "<thing>President</thing> of the US War Secretary"),
  ]

  static let kinds: [Row] = [
    Row(
      "earlier-kind",
      "phase one\nrule word.all\n  match w:Capitalized+\n  make word span=w\nphase two\nrule thing.x\n  match x:WORD \"went\"\n  make thing span=x",
      "saw <thing>Ada Oslo</thing> went"),
    Row(
      "shorter-span",
      "phase one\nrule word.long\n  match Any Any\n  make word\n  priority 1\nphase two\nrule thing.x\n  match x:WORD\n  make thing span=x",
      "<thing>one two</thing> <thing>three four</thing>"),
    Row(
      "field",
      "phase one\nrule word.big\n  match w:\"big\"\n  make word span=w size=\"large\"\nrule word.small\n  match w:\"small\"\n  make word span=w size=\"little\"\nphase two\nrule thing.x\n  match x:WORD[size=\"large\"]\n  make thing span=x",
      "a <thing>big</thing> and a small one"),
    Row(
      "not-kind",
      "phase one\nrule word.big\n  match w:\"big\"\n  make word span=w\nphase two\nrule thing.x\n  match \"a\" x:!WORD\n  make thing span=x",
      "a big and a <thing>small</thing> one"),
    Row(
      "inherited-field",
      "phase one\nrule word.verb\n  match w:@word.cue-verb\n  make word span=w class=w.class\nphase two\nrule thing.x\n  match x:WORD\n  make thing class=x.class",
      "he asked<class=question/> them"),
    Row("quoted", rule("x:QUOTED Lowercase"), "<thing>“Go. Now.”</thing> he shouts"),
    Row(
      "labels-nest",
      rule("x:(\"from\" low:Numeral \"to\" high:Numeral)", "whole=x low high"),
      "runs <whole>from <low>1</low> to <high>2</high></whole> now"),
    Row(
      "label-twice", rule("part:Numeral \"and\" part:Numeral", "part"), "see <part>1</part> and <part>2</part> so"),
    Row("constant", rule("x:Numeral", "value=x bound=\"exact\""), "see <value>1</value><bound=exact/> so"),
    Row(
      "let", "phase thing\nlet Two = (Numeral Numeral)\nrule thing.x\n  match x:Two\n  make thing span=x",
      "see <thing>1 2</thing>"),
  ]

  /// What a rule cannot do without has to stand where the pattern has it, not just in the sentence.
  static let needs: [Row] = [
    Row("behind", rule("x:(Capitalized \"of\" Capitalized)"), "of Ada, <thing>Bay of Fundy</thing> or Oslo of it"),
    Row("behind-twice", rule("x:(Numeral \"to\" Numeral)"), "see <thing>1 to 2</thing> to 3 or 4"),
    Row("in-the-first-element", rule("x:((\"a\" \"b\" | \"a\" \"c\") \"d\")"), "b d a b, <thing>a c d</thing> so"),
    Row("either", rule("x:(Numeral (\"men\" | \"women\")? \"more\")"), "1 men, 2 men less, <thing>3 more</thing>"),
    Row("before", rule("x:Numeral", "span=x", "  before \"room\"\n"), "1 of 2 in room <thing>3</thing>"),
    Row(
      "after-or-end", rule("x:Numeral", "span=x", "  after \"men\" | $\n"),
      "<thing>1</thing> men, 2 or <thing>3</thing>."),
    Row(
      "kind-that-is-not-there",
      "phase one\nrule word.all\n  match w:\"x\"\n  make word span=w\nphase two\nrule thing.x\n  match x:Numeral\n  before WORD\n  make thing span=x",
      "x <thing>1</thing> and 2"),
  ]

  static let competition: [Row] = [
    Row(
      "longer-wins",
      "phase thing\nrule thing.a\n  match a:Numeral\n  make thing a\n  priority 9\nrule thing.b\n  match b:(Numeral Numeral)\n  make thing b",
      "see <b>1 2</b> so"),
    Row(
      "priority",
      "phase thing\nrule thing.a\n  match a:Numeral\n  make thing a\nrule thing.b\n  match b:Numeral\n  make thing b\n  priority 1",
      "see <b>1</b> so"),
    Row(
      "file-order",
      "phase thing\nrule thing.a\n  match a:Numeral\n  make thing a\nrule thing.b\n  match b:Numeral\n  make thing b",
      "see <a>1</a> so"),
    Row(
      "counted-does-not-count",
      "phase number\nrule number.a\n  match value:Numeral counted:Lowercase\n  make number value counted\nrule number.b\n  match value:(Numeral \"men\")\n  make number value",
      "see <value>1 men</value>"),
    Row(
      "source-is-shared",
      "phase quote\nrule quote.a\n  match content:(\"a\" \"b\") cue:\"said\" source:Capitalized\n  make quote content cue source\nrule quote.b\n  match source:Capitalized cue:\"added\" content:(\"c\" \"d\")\n  make quote content cue source",
      "<content>a b</content> <cue>said</cue> <source><source>Ada</source></source> <cue>added</cue> <content>c d</content>"
    ),
    Row(
      "quote-by-content",
      "phase quote\nrule quote.a\n  match content:\"a\" \"b\" cue:\"said\" source:Capitalized Capitalized\n  make quote content cue source\nrule quote.b\n  match content:(\"a\" \"b\") cue:\"said\"\n  make quote content cue",
      "<content>a b</content> <cue>said</cue> Ada Oslo"),
  ]

  @Test(arguments: words + quantifiers + places + lists + kinds + needs + competition)
  func finds(_ row: Row) throws {
    let fixture = try RuleFixture(row.rules)
    #expect(fixture.marked(RuleFixture.plain(row.marked)) == row.marked)
  }

  /// After the rules have gone through the resource file they find the same.
  @Test(arguments: words + quantifiers + places + lists + kinds + needs + competition)
  func findsAfterReading(_ row: Row) throws {
    let fixture = try RuleFixture(row.rules)
    let read = try RuleFixture(rules: RuleSet(section: .init(fixture.rules.serialized()), path: "test"))
    #expect(read.marked(RuleFixture.plain(row.marked)) == row.marked)
  }

  @Test func candidatesOverlap() throws {
    let fixture = try RuleFixture(
      "phase thing\nrule thing.a\n  match a:Numeral\n  make thing a\nrule thing.b\n  match b:(Numeral Numeral)\n  make thing b"
    )
    var matcher = PhaseMatcher(rules: fixture.rules, gazetteers: fixture.gazetteers, phase: "thing")
    let document = fixture.makeDocument("see 1 2 so")
    var found: [String] = []
    matcher.candidates(in: document) { found.append("\(fixture.rules.ruleName($0.rule)) \(document.string($0.span))") }
    #expect(found == ["thing.a 1", "thing.b 1 2", "thing.a 2"])
    #expect(document.annotations.isEmpty)
  }

  /// Phases of one worker share what they know of words and tokens: a document's change is seen by all.
  @Test func phasesShareWords() throws {
    let fixture = try RuleFixture(
      "phase one\nrule one.a\n  match a:\"ship\"\n  make one a\nphase two\nrule two.b\n  match b:\"boat\"\n  make two b"
    )
    let document = fixture.makeDocument("a ship and a boat")
    var matchers = fixture.rules.phases.map {
      PhaseMatcher(rules: fixture.rules, gazetteers: fixture.gazetteers, phase: $0)
    }
    for text in ["a ship and a boat", "boat, ship", "a boat and a ship and a ship"] {
      let other = Document(vocabulary: document.vocabulary)
      other.text = Array(text.utf8)
      other.blocks = [Block(range: UTF8Range(0, other.text.count), role: .body, line: 1)]
      var segmenter = Segmenter(ProjectWords.classes)
      segmenter.process(other)
      var found: [String] = []
      for index in matchers.indices {
        matchers[index].candidates(in: other) { found.append(other.string($0.span)) }
      }
      let words = text.split { " ,".contains($0) }.map(String.init)
      let expected = words.filter { $0 == "ship" } + words.filter { $0 == "boat" }
      #expect(found == expected)
    }
  }

  @Test func aPhaseThatNoFileHasFindsNothing() throws {
    let fixture = try RuleFixture(Self.rule("x:Any"))
    var matcher = PhaseMatcher(rules: fixture.rules, gazetteers: fixture.gazetteers, phase: "other")
    let document = fixture.makeDocument("one two")
    matcher.annotate(document)
    #expect(document.annotations.isEmpty)
  }

  /// A new vocabulary and a reset one give every word its row anew.
  @Test func wordsAreForgottenWithTheVocabulary() throws {
    let fixture = try RuleFixture(Self.rule("x:\"ship\""))
    var matcher = PhaseMatcher(rules: fixture.rules, gazetteers: fixture.gazetteers, phase: "thing")
    for text in ["a ship", "the old ship sails", "ship"] {
      let document = fixture.makeDocument(text)
      matcher.annotate(document)
      #expect(document.annotations.map { document.string($0.tokens) } == ["ship"])
    }
  }

  /// What rules keep beside the words of a vocabulary does not keep that vocabulary: a dump of large texts would fill the
  /// memory.
  @Test func aVocabularyIsFreedWithItsDocument() throws {
    let fixture = try RuleFixture(Self.rule("x:lemma(\"ship\")"))
    weak var vocabulary: Vocabulary?
    do {
      let document = fixture.makeDocument("the old ships sail")
      var matcher = PhaseMatcher(rules: fixture.rules, gazetteers: fixture.gazetteers, phase: "thing")
      matcher.annotate(document)
      #expect(document.annotations.map { document.string($0.tokens) } == ["ships"])
      vocabulary = document.vocabulary
    }
    #expect(vocabulary == nil)
  }
}
