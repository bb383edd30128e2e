import Segmentation
import TestSupport
import Testing
import TextModel

@Suite struct TokenizerTests {
  static let cases = [
    TextCase("words and marks", "He left, then (she) came.", "He | left | , | then | ( | she | ) | came | ."),
    TextCase(
      "inner hyphens", "al-Hashimi Beirut-based COVID-19 F-16 mid-2017",
      "al-Hashimi | Beirut-based | COVID-19 | F-16 | mid-2017"),
    TextCase(
      "digits before a hyphen", "15-year-old 5-4 2015-16 4,500-6,000",
      "15 | - | year-old | 5 | - | 4 | 2015 | - | 16 | 4,500 | - | 6,000"),
    TextCase("inner apostrophes", "O'Neill didn't can’t o'clock", "O'Neill | didn't | can’t | o'clock"),
    TextCase("turned apostrophe", "they shouldn‘t", "they | shouldn‘t"),
    TextCase(
      "clitics", "she's we’re I've they'll he'd I'm", "she | 's | we | ’re | I | 've | they | 'll | he | 'd | I | 'm"),
    TextCase("possessives", "Iraq's the agencies' plans", "Iraq | 's | the | agencies | ' | plans"),
    TextCase("capital possessive", "IRAQ'S PLAN", "IRAQ | 'S | PLAN"),
    TextCase("elisions", "in the '90s tell 'em rock 'n' roll", "in | the | '90s | tell | 'em | rock | 'n' | roll"),
    TextCase(
      "money", "$5-a-day US$5 A$3 HK$2 €4 £10m", "$ | 5 | - | a-day | US$ | 5 | A$ | 3 | HK$ | 2 | € | 4 | £ | 10m"),
    TextCase(
      "numbers", "4,500 3.5 1,000,000th 30km 1990s 10th 3½ 8:30 .45",
      "4,500 | 3.5 | 1,000,000th | 30km | 1990s | 10th | 3½ | 8:30 | .45"),
    TextCase("fractions", "3 1/2 and 9/11", "3 | 1/2 | and | 9/11"),
    TextCase("no grouping", "in 2016, 300 men", "in | 2016 | , | 300 | men"),
    TextCase("per cent", "5% of 7", "5 | % | of | 7"),
    TextCase("a road at the end", "the R52", "the | R52"),
    TextCase(
      "abbreviations", "Mr. Roe of the U.S. left Nov. 3 at 5 p.m. today",
      "Mr. | Roe | of | the | U.S. | left | Nov. | 3 | at | 5 | p.m. | today"),
    TextCase("stop before a digit only", "No. 5 said no. The", "No. | 5 | said | no | . | The"),
    TextCase("initials", "J. K. Roe and J.K. Roe", "J. | K. | Roe | and | J.K. | Roe"),
    TextCase("letter at the end", "He has plan B.", "He | has | plan | B | ."),
    TextCase("party and state", "Ann Roe (D-Mo.) left", "Ann | Roe | ( | D-Mo. | ) | left"),
    TextCase(
      "dashes and dots", "one--two -- three... four. . .", "one | -- | two | -- | three | ... | four | . | . | ."),
    TextCase("double marks", "``yes'' and '' no", "`` | yes | '' | and | '' | no"),
    TextCase("single in double", "''He said 'go.'''", "'' | He | said | ' | go | . | ' | ''"),
    TextCase(
      "addresses", "See http://a.org/b?c=d. Mail a.b@c.org, @name #tag #2 example.com.",
      "See | http://a.org/b?c=d | . | Mail | a.b@c.org | , | @name | #tag | # | 2 | example.com | ."),
    TextCase("ampersands", "AT&T and R & D", "AT&T | and | R | & | D"),
    TextCase("other scripts", "Москва and 東京 naïve", "Москва | and | 東京 | naïve"),
    TextCase("other blanks", "a\u{A0}b\u{2003}c\u{200B}d", "a | b | c | d"),
  ]

  @Test(arguments: cases) func tokens(_ row: TextCase) {
    #expect(SegmentedText(row.input).tokens == row.expected)
  }

  @Test func spacesBefore() {
    #expect(SegmentedText("It's a (big) deal.").words(with: .spaceBefore) == "a ( deal")
  }

  @Test func wordsAreInternedOnce() {
    let text = SegmentedText("one two one unbelievablylongwords unbelievablylongwords")
    #expect(text.document.tokens[0].word == text.document.tokens[2].word)
    #expect(text.document.tokens[3].word == text.document.tokens[4].word)
  }

  @Test func vocabularyThatBeginsAnew() {
    let document = Document()
    document.text = Array("Mr. Roe said \"no.\"".utf8)
    document.blocks = [Block(range: UTF8Range(0, document.text.count), role: .body, line: 1)]
    var segmenter = Segmenter(ProjectWords.classes)
    segmenter.process(document)
    let before = document.tokens.map { document.vocabulary.string($0.word) }
    document.vocabulary.reset(ifMoreThan: 0)
    segmenter.process(document)
    #expect(document.tokens.map { document.vocabulary.string($0.word) } == before)
    #expect(document.quotations.count == 1)
  }
}
