import Segmentation
import TestSupport
import Testing
import TextModel

@testable import Phrases

@Suite struct PartsOfSpeechTests {
  private static let words = """
    word\ttags
    .\t. 900
    ,\t, 900
    a\tDT 100
    call\tNN 40 VB 30 VBP 10
    he\tPRP 90
    lobby\tNN 20 VB 10
    officials\tNNS 40
    plan\tNN 60 VB 20
    plans\tNNS 40 VBZ 10
    reported\tVBD 30 VBN 20
    said\tVBD 90 VBN 5
    seldom\tRB 1
    the\tDT 500
    to\tTO 300
    was\tVBD 100
    will\tMD 80 NN 2
    Will\tNNP 12

    """
  private static let endings = "ending\ttags\n-\tNN 50 JJ 20\nly\tRB 40\nous\tJJ 30\n"
  private static let context = """
    from\tto\twhere\tmended\tbroken
    NN\tVB\tleft:TO\t9\t1
    VBD\tVBN\tpast-adverbs:VBD\t9\t1
    NNS\tVBZ\tleft:PRP\t9\t0
    VBN\tNN\tleft-word:never right:PRP\t9\t0

    """

  private func tagged(_ text: String) throws -> String {
    let resources = try TaggerResources(
      words: Array(Self.words.utf8), endings: Array(Self.endings.utf8), context: Array(Self.context.utf8))
    let document = Document()
    document.text = Array(text.utf8)
    document.blocks = [Block(range: UTF8Range(0, document.text.count), role: .body, line: 1)]
    var segmenter = Segmenter(ProjectWords.classes)
    var stage = PhraseTagging(resources, gazetteers: TaggedText.gazetteers)
    segmenter.process(document)
    stage.process(document)
    return zip(document.tokens, document.tags).map { token, tag in
      document.string(token.range) + "/" + (PennTag(rawValue: tag)?.name ?? "?")
    }.joined(separator: " ")
  }

  static let cases = [
    TextCase("likeliest tag", "the plan", "the/DT plan/NN"),
    TextCase("rule by the left tag", "to plan", "to/TO plan/VB"),
    TextCase("rule past adverbs", "he was seldom reported", "he/PRP was/VBD seldom/RB reported/VBN"),
    TextCase("a rule gives only what a word may be", "to officials", "to/TO officials/NNS"),
    TextCase("first word in small letters", "The plan", "The/DT plan/NN"),
    TextCase("name known with a capital", "he said Will plans", "he/PRP said/VBD Will/NNP plans/NNS"),
    TextCase("unknown name", "Zork said", "Zork/NNP said/VBD"),
    TextCase("ending", "a gorgeous plan", "a/DT gorgeous/JJ plan/NN"),
    TextCase("adverb by its ending", "he gladly said", "he/PRP gladly/RB said/VBD"),
    TextCase("form of a known word", "a lobbying officials lobbied", "a/DT lobbying/VBG officials/NNS lobbied/VBN"),
    TextCase("numbers", "4,500 10th 1990s", "4,500/CD 10th/JJ 1990s/NNS"),
    TextCase("quotation marks", "\"the plan,\" he said", "\"/`` the/DT plan/NN ,/, \"/'' he/PRP said/VBD"),
    TextCase("possessive", "the officials' plan", "the/DT officials/NNS '/POS plan/NN"),
    TextCase("brackets", "(he said)", "(/-LRB- he/PRP said/VBD )/-RRB-"),
    TextCase(
      "a sentence gets its verb, one that agrees", "The official plans the call.",
      "The/DT official/NN plans/VBZ the/DT call/NN ./."),
    TextCase(
      "a past form for a participle", "Officials seldom lobbied the plan.",
      "Officials/NNS seldom/RB lobbied/VBD the/DT plan/NN ./."),
    TextCase(
      "a sentence with a verb keeps its nouns", "The call plans he said .",
      "The/DT call/NN plans/NNS he/PRP said/VBD ./."),
    TextCase("no stop, no verb", "The official plans the call", "The/DT official/NN plans/NNS the/DT call/NN"),
    TextCase("capitals throughout", "THE PLAN WAS REPORTED", "THE/DT PLAN/NN WAS/VBD REPORTED/VBN"),
  ]

  @Test(arguments: cases) func tags(_ row: TextCase) throws {
    #expect(try tagged(row.input) == row.expected)
  }

  @Test func errorsOfContextRules() throws {
    let rules =
      "from\tto\twhere\nNN\tVB\tleft:TO\nNN\tVX\tleft:TO\nNN\tVB\tlefd:TO\nNN\tVB\tleft:XX\nNN\tVB\tlook:huge\n"
    do {
      _ = try TaggerResources(words: [], endings: [], context: Array(rules.utf8))
      Issue.record("no error")
    } catch {
      #expect(error.diagnostics.map(\.location?.line) == [3, 4, 5, 6])
    }
  }

  @Test func withoutResources() {
    let document = Document()
    document.text = Array("Nothing is known here, 5 times.".utf8)
    document.blocks = [Block(range: UTF8Range(0, document.text.count), role: .body, line: 1)]
    var segmenter = Segmenter(ProjectWords.classes)
    var stage = PhraseTagging(.empty, gazetteers: TaggedText.gazetteers)
    segmenter.process(document)
    stage.process(document)
    #expect(document.tags.count == document.tokens.count)
  }
}
