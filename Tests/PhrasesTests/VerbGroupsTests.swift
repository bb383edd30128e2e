import TestSupport
import Testing
import TextModel

@testable import Phrases

@Suite struct VerbGroupsTests {
  static let spans = [
    TextCase("simple", "He/PRP said/VBD so/RB", "He {said} so"),
    TextCase(
      "auxiliaries and adverbs", "He/PRP has/VBZ not/RB repeatedly/RB called/VBN for/IN it/PRP",
      "He {has not repeatedly called} for it"),
    TextCase("passive", "It/PRP was/VBD widely/RB expected/VBN to/TO fail/VB", "It {was widely expected} {to fail}"),
    TextCase("modal", "He/PRP may/MD have/VB said/VBN so/RB", "He {may have said} so"),
    TextCase("particle", "She/PRP pointed/VBD out/RP that/IN", "She {pointed out} that"),
    TextCase("have to", "He/PRP has/VBZ to/TO go/VB", "He {has to go}"),
    TextCase("going to", "He/PRP is/VBZ going/VBG to/TO resign/VB", "He {is going to resign}"),
    TextCase("negated auxiliary", "He/PRP didn't/VBD say/VB so/RB", "He {didn't say} so"),
    TextCase("adjective for a participle", "He/PRP has/VBZ unsettled/JJ them/PRP", "He {has unsettled} them"),
    TextCase("participle in a noun phrase", "the/DT rising/VBG prices/NNS fell/VBD", "the rising prices {fell}"),
  ]

  @Test(arguments: spans) func groups(_ row: TextCase) {
    let text = TaggedText(row.input)
    #expect(text.marked(text.document.phrases.verbGroups.map(\.tokens), "{", "}") == row.expected)
  }

  struct TraitCase: Sendable, CustomTestStringConvertible {
    let input: String
    let expected: TaggedVerbGroup.Traits
    var testDescription: String { input }
  }

  static let traitCases = [
    TraitCase(input: "He/PRP said/VBD", expected: [.finite, .past]),
    TraitCase(input: "He/PRP says/VBZ", expected: [.finite]),
    TraitCase(input: "He/PRP was/VBD told/VBN", expected: [.finite, .past, .passive]),
    TraitCase(input: "He/PRP has/VBZ never/RB said/VBN", expected: [.finite, .perfect, .negated]),
    TraitCase(input: "He/PRP may/MD say/VB", expected: [.finite, .modal]),
    TraitCase(input: "He/PRP will/MD say/VB", expected: [.finite, .future]),
    TraitCase(input: "He/PRP is/VBZ saying/VBG", expected: [.finite, .progressive]),
    TraitCase(input: "to/TO say/VB", expected: [.infinitive]),
    TraitCase(input: "saying/VBG so/RB", expected: [.participle]),
    TraitCase(input: "He/PRP didn't/VBD say/VB", expected: [.finite, .past, .negated]),
    TraitCase(input: "He/PRP is/VBZ tall/JJ", expected: [.finite, .auxiliary]),
  ]

  @Test(arguments: traitCases) func traits(_ row: TraitCase) {
    #expect(TaggedText(row.input).document.phrases.verbGroups.first?.traits == row.expected)
  }

  @Test func prepositionAndAdverbs() throws {
    let text = TaggedText("He/PRP also/RB called/VBD for/IN it/PRP")
    let group = try #require(text.document.phrases.verbGroups.first)
    #expect(group.preposition == 3)
    #expect(group.adverbStart == 1)
    #expect(group.head == 2)
  }
}
