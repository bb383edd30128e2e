import Segmentation
import TestSupport
import Testing
import TextModel

@Suite struct SentenceSplitterTests {
  /// Marked text: the segmenter gets it without `‖` and `¦` and has to find them.
  static let cases = [
    ("plain", "He left.‖ She stayed!‖ Why?‖"),
    ("titles", "Mr. Roe met Gen. Doe.‖ They spoke.‖"),
    ("initials", "J. K. Roe wrote it.‖ George W. Doe read it.‖"),
    ("country before a name", "The U.S. Senate voted.‖"),
    ("country at the end", "He was born in the U.S.‖ The rest is known.‖"),
    ("month", "It began on Nov. 3 and ended.‖"),
    ("number sign", "He is No. 5 on the list.‖"),
    ("time of day", "He left at 5 p.m. Monday.‖ She left at 6 p.m.‖ They met.‖"),
    ("company", "Acme Inc. said so.‖ He left Acme Inc.‖ The rest stayed.‖"),
    ("tail of a question", "\"Is it true?\" she asked.‖ \"No.\"‖"),
    ("tail of a quotation in a quotation", "\"I heard him ask, 'Will you go?'\" Roe testified.‖"),
    ("posted on X", "He posted it on X.‖ Hale was told.‖"),
    ("an initial", "He met X. Hale and left.‖"),
    ("tail with a name", "\"Is it true?\" Mr. Roe asked.‖"),
    ("name begins a sentence", "\"It is so.\"‖ Roe said the plan was old.‖"),
    ("closing marks stay", "He said \"no.\"‖ She left.‖"),
    ("brackets stay", "(He left.)‖ She stayed.‖"),
    ("inside a quotation", "\"I went.¦ I saw.¦ I won,\" he said.‖"),
    ("quotation of sentences", "\"I went.¦ I saw.\"‖ He left.‖"),
    ("inside single marks", "\"He said 'Go.¦ Now.' and left.¦ I stayed,\" she said.‖"),
    ("ellipsis", "I... I do not know.‖ Well... maybe.‖"),
    ("figures", "It grew 3.5 percent.‖ It fell 2.‖"),
    ("small letters only", "this is one.‖ this is two.‖"),
    ("small letter after an abbreviation unknown", "He said approx. five came.‖"),
    ("exclamation in a name", "The Yahoo! site was down.‖"),
    ("lost blank", "This is the end.‖The next began.‖"),
    ("several marks", "Really?!‖ Yes!!!‖ No.‖"),
    ("blocks", "A heading without a stop‖\nA sentence.‖"),
    ("state", "He lives in Fresno, Calif.‖ \"I like it,\" he said.‖"),
    ("party and state", "Rep. Ann Roe (D-Calif.) left.‖ He stayed.‖"),
  ]

  @Test(arguments: cases.map { TextCase($0.0, $0.1, "") }) func boundaries(_ row: TextCase) {
    let plain = String(row.input.filter { $0 != "‖" && $0 != "¦" })
    #expect(SegmentedText(plain).sentences == row.input)
  }

  @Test func everyTokenHasItsSentence() {
    let document = SegmentedText("One two. \"Three. Four,\" he said.\nFive.").document
    #expect(document.sentenceOfToken.count == document.tokens.count)
    for (index, sentence) in document.sentences.enumerated() {
      #expect(sentence.tokens.indices.allSatisfy { document.sentenceOfToken[$0] == Int32(index) })
    }
  }

  static let starts = [
    TextCase("sentences", "He left. She stayed.", "He She"),
    TextCase("opening marks aside", "\"(The) end.\" He left.", "The He"),
    TextCase("after a colon", "He said: \"The end is near.\"", "He The"),
    TextCase("scare quotes begin none", "He saw \"Cats\" twice.", "He"),
    TextCase("inside a quotation", "\"One. Two,\" he said.", "One Two"),
  ]

  @Test(arguments: starts) func sentenceStarts(_ row: TextCase) {
    #expect(SegmentedText(row.input).words(with: .sentenceStart) == row.expected)
  }

  @Test func caseOfSentences() {
    #expect(SegmentedText("ROE WINS IN OHIO, DOE SAYS").words(with: .caseless) == "ROE WINS IN OHIO , DOE SAYS")
    #expect(SegmentedText("The U.S. and NATO agreed on it.").words(with: .caseless).isEmpty)
    #expect(!SegmentedText("Roe Wins Big in Ohio After Long Night").words(with: .titleCase).isEmpty)
    #expect(SegmentedText("Ann Roe met Bob Doe in the city yesterday evening.").words(with: .titleCase).isEmpty)
  }

  @Test func rolesOfBlocks() {
    #expect(SegmentedText("A title", role: .title).words(with: .heading) == "A title")
    #expect(SegmentedText("Sign up now", role: .boilerplate).document.tokens.isEmpty)
    #expect(SegmentedText("One two\nThree").words(with: .blockStart) == "One Three")
  }
}
