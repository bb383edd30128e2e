import TestSupport
import Testing
import TextModel

@testable import Phrases

@Suite struct NounPhrasesTests {
  static let bases = [
    TextCase(
      "determiner and adjectives", "The/DT senior/JJ Iraqi/JJ official/NN left/VBD", "[The senior Iraqi official] left"),
    TextCase("names", "Ann/NNP Roe/NNP met/VBD Bob/NNP Doe/NNP", "[Ann Roe] met [Bob Doe]"),
    TextCase("possessor", "the/DT agency/NN 's/POS new/JJ plan/NN failed/VBD", "[the agency 's new plan] failed"),
    TextCase("pronouns", "He/PRP told/VBD them/PRP", "[He] told [them]"),
    TextCase("possessive pronoun", "his/PRP$ old/JJ plan/NN", "[his old plan]"),
    TextCase("numbers", "more/JJR than/IN six/CD officials/NNS", "[more than six officials]"),
    TextCase("money", "about/RB $/$ 5/CD million/CD", "[about $ 5 million]"),
    TextCase("noun and number", "on/IN Nov./NNP 3/CD he/PRP left/VBD", "on [Nov. 3] [he] left"),
    TextCase("joined adjectives", "black/JJ and/CC white/JJ voters/NNS", "[black and white voters]"),
    TextCase("quoted part", "the/DT \"/`` alt/JJ right/NN \"/'' movement/NN", "[the \" alt right \" movement]"),
    TextCase("participle before a noun", "the/DT rising/VBG prices/NNS", "[the rising prices]"),
    TextCase("participle at the start", ",/, elected/VBN officials/NNS say/VBP", ", [elected officials] say"),
    TextCase("adjective as noun", "the/DT poor/JJ suffer/VBP", "[the poor] suffer"),
    TextCase("quantity alone", "many/JJ of/IN them/PRP left/VBD", "[many] of [them] left"),
    TextCase("day after a noun", "the/DT vote/NN Monday/NNP was/VBD lost/VBN", "[the vote] [Monday] was lost"),
    TextCase("closed pronoun", "everything/NN Republicans/NNPS want/VBP", "[everything] [Republicans] want"),
    TextCase("relative that", "a/DT bill/NN that/WDT critics/NNS fear/VBP", "[a bill] [that] [critics] fear"),
  ]

  @Test(arguments: bases) func base(_ row: TextCase) {
    let text = TaggedText(row.input)
    #expect(text.marked(text.document.phrases.nounPhrases.map(\.base), "[", "]") == row.expected)
  }

  /// The widest span of the first phrase.
  static let wide = [
    TextCase("of", "the/DT head/NN of/IN the/DT agency/NN said/VBD", "[the head of the agency] said"),
    TextCase(
      "prepositions", "a/DT spokesman/NN for/IN the/DT group/NN in/IN Rome/NNP said/VBD",
      "[a spokesman for the group in Rome] said"),
    TextCase("not of time", "the/DT head/NN on/IN Monday/NNP said/VBD", "[the head] on Monday said"),
    TextCase(
      "apposition", "Ann/NNP Roe/NNP ,/, the/DT head/NN of/IN Acme/NNP ,/, said/VBD",
      "[Ann Roe , the head of Acme] , said"),
    TextCase(
      "age and place", "Ann/NNP Roe/NNP ,/, 42/CD ,/, of/IN Rome/NNP ,/, said/VBD", "[Ann Roe , 42 , of Rome] , said"),
    TextCase("brackets", "Ann/NNP Roe/NNP (/-LRB- R-Texas/NNP )/-RRB- said/VBD", "[Ann Roe ( R-Texas )] said"),
    TextCase(
      "relative clause set off", "Ann/NNP Roe/NNP ,/, who/WP left/VBD Rome/NNP ,/, said/VBD",
      "[Ann Roe , who left Rome] , said"),
    TextCase("relative clause", "those/DT who/WP left/VBD Rome/NNP said/VBD so/RB", "[those who left Rome] said so"),
    TextCase(
      "participle", "a/DT poll/NN released/VBN Monday/NNP showed/VBD gains/NNS", "[a poll released Monday] showed gains"
    ),
    TextCase(
      "adjective", "people/NNS familiar/JJ with/IN the/DT plan/NN said/VBD", "[people familiar with the plan] said"),
    TextCase("share", "nine/CD out/IN of/IN 10/CD say/VBP so/RB", "[nine out of 10] say so"),
    TextCase("a list is no apposition", "Roe/NNP ,/, Doe/NNP and/CC Poe/NNP left/VBD", "[Roe] , Doe and Poe left"),
    TextCase("reflexive", "Roe/NNP herself/PRP said/VBD", "[Roe herself] said"),
  ]

  @Test(arguments: wide) func full(_ row: TextCase) {
    let text = TaggedText(row.input)
    #expect(text.marked(text.document.phrases.nounPhrases.prefix(1).map(\.full), "[", "]") == row.expected)
  }

  static let joined = [
    TextCase("two", "Roe/NNP and/CC his/PRP$ aides/NNS said/VBD so/RB", "[Roe and his aides] said so"),
    TextCase("three", "Roe/NNP ,/, Doe/NNP and/CC Poe/NNP left/VBD", "[Roe , Doe and Poe] left"),
    TextCase("two clauses", "He/PRP met/VBD Roe/NNP and/CC Doe/NNP said/VBD so/RB", "He met Roe and Doe said so"),
  ]

  @Test(arguments: joined) func coordinations(_ row: TextCase) {
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
