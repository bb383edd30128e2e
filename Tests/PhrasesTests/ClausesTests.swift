import TestSupport
import Testing
import TextModel

@testable import Phrases

@Suite struct ClausesTests {
  static let cases = [
    TextCase("that", "He/PRP said/VBD that/IN it/PRP failed/VBD ./.", "<He said <that it failed>> ."),
    TextCase("without that", "He/PRP said/VBD it/PRP failed/VBD ./.", "<He said <it failed>> ."),
    TextCase("tag", "The/DT plan/NN failed/VBD ,/, he/PRP said/VBD ./.", "<The plan failed> , <he said> ."),
    TextCase(
      "tag with its verb first", "The/DT plan/NN failed/VBD ,/, said/VBD Roe/NNP ./.",
      "<The plan failed> , <said Roe> ."),
    TextCase(
      "opening clause", "If/IN prices/NNS rose/VBD ,/, he/PRP would/MD go/VB ./.", "<<If prices rose> , he would go> ."),
    TextCase(
      "relative clause", "Roe/NNP ,/, who/WP left/VBD ,/, said/VBD so/RB ./.", "<Roe , <who left> , said so> ."),
    TextCase(
      "relative clause before the verb", "Those/DT who/WP left/VBD said/VBD so/RB ./.", "<Those <who left> said so> ."),
    TextCase(
      "and stays inside", "He/PRP said/VBD that/IN A/NNP rose/VBD and/CC B/NNP fell/VBD ./.",
      "<He said <that A rose <and B fell>>> ."),
    TextCase(
      "second verb of the subject", "He/PRP said/VBD that/IN A/NNP rose/VBD ,/, but/CC added/VBD more/RBR ./.",
      "<He said <that A rose> , but added more> ."),
    TextCase(
      "semicolon", "That/DT was/VBD then/RB ;/: this/DT is/VBZ now/RB ./.", "<That was then> ; <this is now> ."),
    TextCase("preposition is no clause", "He/PRP left/VBD after/IN the/DT vote/NN ./.", "<He left after the vote> ."),
  ]

  @Test(arguments: cases) func clauses(_ row: TextCase) {
    let text = TaggedText(row.input)
    #expect(text.marked(text.document.phrases.clauses.map(\.tokens), "<", ">") == row.expected)
  }

  @Test func subjectsAndVerbs() throws {
    let text = TaggedText("The/DT head/NN of/IN Acme/NNP said/VBD that/IN it/PRP failed/VBD ./.")
    let phrases = text.document.phrases
    let pairs = phrases.clauses.map { clause in
      let subject = text.document.string(phrases.nounPhrases[Int(clause.subject)].base)
      return subject + " " + text.document.string(phrases.verbGroups[Int(clause.verb)].tokens)
    }
    #expect(pairs == ["The head said", "it failed"])
    #expect(phrases.clauses.map(\.kind) == [.main, .subordinate])
  }

  /// Long and senseless sentences are read in time that grows with their length.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "that/IN he/PRP said/VBD", ",/, who/WP left/VBD", "and/CC he/PRP left/VBD", "the/DT", "Roe/NNP ,/,",
      "of/IN Roe/NNP", "(/-LRB- Roe/NNP", "Roe/NNP and/CC", "had/VBD",
    ])
  func repeated(_ piece: String) {
    let text = TaggedText(Array(repeating: piece, count: 8_000).joined(separator: " "))
    #expect(text.document.phrases.clauseOfToken.count == text.document.tokens.count)
  }
}
