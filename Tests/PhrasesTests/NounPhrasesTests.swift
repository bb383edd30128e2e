import Testing
import TextModel

@testable import Phrases

@Suite struct NounPhrasesTests {
  static let bases = [
    PhraseCase(
      "determiner and adjectives", "The/DT senior/JJ Iraqi/JJ official/NN left/VBD", "[The senior Iraqi official] left"),
    PhraseCase("names", "Ann/NNP Roe/NNP met/VBD Bob/NNP Doe/NNP", "[Ann Roe] met [Bob Doe]"),
    PhraseCase("possessor", "the/DT agency/NN 's/POS new/JJ plan/NN failed/VBD", "[the agency 's new plan] failed"),
    PhraseCase("pronouns", "He/PRP told/VBD them/PRP", "[He] told [them]"),
    PhraseCase("possessive pronoun", "his/PRP$ old/JJ plan/NN", "[his old plan]"),
    PhraseCase("numbers", "more/JJR than/IN six/CD officials/NNS", "[more than six officials]"),
    PhraseCase("money", "about/RB $/$ 5/CD million/CD", "[about $ 5 million]"),
    PhraseCase("noun and number", "on/IN Nov./NNP 3/CD he/PRP left/VBD", "on [Nov. 3] [he] left"),
    PhraseCase("joined adjectives", "black/JJ and/CC white/JJ voters/NNS", "[black and white voters]"),
    PhraseCase("quoted part", "the/DT \"/`` alt/JJ right/NN \"/'' movement/NN", "[the \" alt right \" movement]"),
    PhraseCase("participle before a noun", "the/DT rising/VBG prices/NNS", "[the rising prices]"),
    PhraseCase("participle at the start", ",/, elected/VBN officials/NNS say/VBP", ", [elected officials] say"),
    PhraseCase("adjective as noun", "the/DT poor/JJ suffer/VBP", "[the poor] suffer"),
    PhraseCase("quantity alone", "many/JJ of/IN them/PRP left/VBD", "[many] of [them] left"),
    PhraseCase("day after a noun", "the/DT vote/NN Monday/NNP was/VBD lost/VBN", "[the vote] [Monday] was lost"),
    PhraseCase("closed pronoun", "everything/NN Republicans/NNPS want/VBP", "[everything] [Republicans] want"),
    PhraseCase("relative that", "a/DT bill/NN that/WDT critics/NNS fear/VBP", "[a bill] [that] [critics] fear"),
  ]

  @Test(arguments: bases) func base(_ row: PhraseCase) {
    let text = TaggedText(row.input)
    #expect(text.marked(text.document.phrases.nounPhrases.map(\.base), "[", "]") == row.expected)
  }

  /// The widest span of the first phrase.
  static let wide = [
    PhraseCase("of", "the/DT head/NN of/IN the/DT agency/NN said/VBD", "[the head of the agency] said"),
    PhraseCase(
      "prepositions", "a/DT spokesman/NN for/IN the/DT group/NN in/IN Rome/NNP said/VBD",
      "[a spokesman for the group in Rome] said"),
    PhraseCase("not of time", "the/DT head/NN on/IN Monday/NNP said/VBD", "[the head] on Monday said"),
    PhraseCase(
      "apposition", "Ann/NNP Roe/NNP ,/, the/DT head/NN of/IN Acme/NNP ,/, said/VBD",
      "[Ann Roe , the head of Acme] , said"),
    PhraseCase(
      "age and place", "Ann/NNP Roe/NNP ,/, 42/CD ,/, of/IN Rome/NNP ,/, said/VBD", "[Ann Roe , 42 , of Rome] , said"),
    PhraseCase("brackets", "Ann/NNP Roe/NNP (/-LRB- R-Texas/NNP )/-RRB- said/VBD", "[Ann Roe ( R-Texas )] said"),
    PhraseCase(
      "relative clause set off", "Ann/NNP Roe/NNP ,/, who/WP left/VBD Rome/NNP ,/, said/VBD",
      "[Ann Roe , who left Rome] , said"),
    PhraseCase("relative clause", "those/DT who/WP left/VBD Rome/NNP said/VBD so/RB", "[those who left Rome] said so"),
    PhraseCase(
      "participle", "a/DT poll/NN released/VBN Monday/NNP showed/VBD gains/NNS", "[a poll released Monday] showed gains"
    ),
    PhraseCase(
      "adjective", "people/NNS familiar/JJ with/IN the/DT plan/NN said/VBD", "[people familiar with the plan] said"),
    PhraseCase("share", "nine/CD out/IN of/IN 10/CD say/VBP so/RB", "[nine out of 10] say so"),
    PhraseCase("a list is no apposition", "Roe/NNP ,/, Doe/NNP and/CC Poe/NNP left/VBD", "[Roe] , Doe and Poe left"),
    PhraseCase("reflexive", "Roe/NNP herself/PRP said/VBD", "[Roe herself] said"),
  ]

  @Test(arguments: wide) func full(_ row: PhraseCase) {
    let text = TaggedText(row.input)
    #expect(text.marked(text.document.phrases.nounPhrases.prefix(1).map(\.full), "[", "]") == row.expected)
  }

  static let joined = [
    PhraseCase("two", "Roe/NNP and/CC his/PRP$ aides/NNS said/VBD so/RB", "[Roe and his aides] said so"),
    PhraseCase("three", "Roe/NNP ,/, Doe/NNP and/CC Poe/NNP left/VBD", "[Roe , Doe and Poe] left"),
    PhraseCase("two clauses", "He/PRP met/VBD Roe/NNP and/CC Doe/NNP said/VBD so/RB", "He met Roe and Doe said so"),
  ]

  @Test(arguments: joined) func coordinations(_ row: PhraseCase) {
    let text = TaggedText(row.input)
    #expect(text.marked(text.document.phrases.coordinations.map(\.extended), "[", "]") == row.expected)
  }

  @Test func traits() throws {
    let text = TaggedText("the/DT six/CD officials/NNS of/IN Rome/NNP told/VBD him/PRP last/JJ week/NN")
    let phrases = text.document.phrases.nounPhrases
    #expect(phrases.map { text.document.string($0.base) } == ["the six officials", "Rome", "him", "last week"])
    #expect(phrases[0].traits == [.definite, .plural, .counted])
    #expect(phrases[1].traits == [.name, .prepositional])
    #expect(phrases[2].traits.contains(.pronoun))
    #expect(phrases[3].traits.contains(.temporal))
  }

  @Test func possessors() {
    let text = TaggedText("the/DT agency/NN 's/POS plan/NN and/CC his/PRP$ plan/NN")
    #expect(text.document.phrases.nounPhrases.map { text.document.string($0.possessor) } == ["the agency", "his"])
  }
}
