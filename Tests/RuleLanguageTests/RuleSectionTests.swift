import GazetteerIndex
import Testing
import TextModel

@testable import RuleLanguage

/// Rules as a section of the resource file.
struct RuleSectionTests {
  static let text = """
    phase one
    let Two = (Numeral{2} | /[a-f]+/ "x"+)
    rule word.all
      match a:(Two & !@place) b:@word.cue-verb[class="question"] c:(Any{1,4}? !(Any "y"))*
      unless Any* "z"
      before ^ | @person.given[only-if="context"]
      after tag(VBD) | lemma("go") $
      make word a b=b.class c="constant"
      note of no use
    phase two
    rule thing.x
      match x:WORD[a="b"] QUOTED?
      make thing span=x
    """

  @Test func readsWhatItWrote() throws {
    let rules = try RuleFixture(Self.text).rules
    let bytes = rules.serialized()
    let read = try RuleSet(section: ResourceBytes(bytes), path: "test")
    #expect(read.program == rules.program)
    #expect(read.serialized() == bytes)
    #expect(read.phases == ["one", "two"])
    #expect(read.note(RuleID(rawValue: 0)) == "of no use")
    #expect(read.location(RuleID(rawValue: 1))?.description == "test.rules:11:1")
  }

  /// Cut, lengthened or changed anywhere, the section is refused or leads nowhere outside.
  @Test func survivesDamage() throws {
    let fixture = try RuleFixture(Self.text)
    let bytes = fixture.rules.serialized()
    for length in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: ResourceError.self) {
        try RuleSet(section: ResourceBytes(Array(bytes[..<length])), path: "test")
      }
    }
    var state: UInt64 = 7
    var readable = 0
    for _ in 0..<3_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var damaged = bytes
      damaged[Int(truncatingIfNeeded: state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
      guard let rules = try? RuleSet(section: ResourceBytes(damaged), path: "test") else { continue }
      readable += 1
      _ = try RuleFixture(rules: rules).annotated("1 2 asked Ada went 3 4 abc x “So.” and fed x went.")
    }
    #expect(readable > 0)
  }
}
