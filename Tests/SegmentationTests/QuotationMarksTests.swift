import Segmentation
import TestSupport
import Testing
import TextModel

@Suite struct QuotationMarksTests {
  static let cases = [
    TextCase("straight", "He said, \"Go home.\" She left.", "He said, ⟦\"Go home.\"⟧ She left."),
    TextCase("curly", "“Go,” he said, “home.”", "⟦“Go,”⟧ he said, ⟦“home.”⟧"),
    TextCase("two apostrophes", "''Go,'' he said.", "⟦''Go,''⟧ he said."),
    TextCase("two curly apostrophes", "‘‘Go,’’ he said.", "⟦‘‘Go,’’⟧ he said."),
    TextCase("backticks", "``Go,'' he said.", "⟦``Go,''⟧ he said."),
    TextCase("guillemets", "«Go» he said.", "⟦«Go»⟧ he said."),
    TextCase("low nine", "„Go“ he said.", "⟦„Go“⟧ he said."),
    TextCase("mixed forms", "“Go,\" he said.", "⟦“Go,\"⟧ he said."),
    TextCase("single in double", "\"He told me 'go home' twice.\"", "⟦\"He told me ⟨'go home'⟩ twice.\"⟧"),
    TextCase("both at the end", "''He said 'go.'''", "⟦''He said ⟨'go.'⟩''⟧"),
    TextCase("British", "‘We can’t go,’ she said. ‘He said “no”.’", "⟨‘We can’t go,’⟩ she said. ⟨‘He said ⟦“no”⟧.’⟩"),
    TextCase("British straight", "'We can't go,' she said.", "⟨'We can't go,'⟩ she said."),
    TextCase("possessive in single", "'the agencies' plans' were old", "⟨'the agencies' plans'⟩ were old"),
    TextCase("possessive then function word", "'the plans' of the day", "⟨'the plans'⟩ of the day"),
    TextCase(
      "plural possessive alone", "The agencies' plans and the voters' mood", "The agencies' plans and the voters' mood"),
    TextCase("clitic in single", "a claim by 'ISIL's' men", "a claim by ⟨'ISIL's'⟩ men"),
    TextCase("elision is no mark", "Back in the '90s he told 'em so.", "Back in the '90s he told 'em so."),
    TextCase("quotation inside one of the same kind", "“He said “go” to me.”", "⟦“He said ⟦“go”⟧ to me.”⟧"),
    TextCase("unclosed mark ends with its block", "He said, “Go home.\nShe left.", "He said, ⟦“Go home.⟧\nShe left."),
    TextCase("odd mark before a pair", "An odd \" mark and \"a pair\" here.", "An odd \" mark and ⟦\"a pair\"⟧ here."),
    TextCase("odd closing mark", "Nothing was open” here. “Now it is.”", "Nothing was open” here. ⟦“Now it is.”⟧"),
    TextCase("over paragraphs", "\"First.\n\"Second,\" he said.", "⟦\"First.+⟧\n⟦+\"Second,\"⟧ he said."),
    TextCase("over three paragraphs", "“One.\n“Two.\n“Three.”", "⟦“One.+⟧\n⟦+“Two.+⟧\n⟦+“Three.”⟧"),
    TextCase(
      "no continuation", "\"First,\" he said.\n\"Second,\" she said.", "⟦\"First,\"⟧ he said.\n⟦\"Second,\"⟧ she said."),
    TextCase("inches", "He is 6'2\" tall and said \"no\" twice.", "He is 6'2\" tall and said ⟦\"no\"⟧ twice."),
    TextCase("inches inside", "\"I am 6'2\" tall,\" he said.", "⟦\"I am 6'2\" tall,\"⟧ he said."),
    TextCase("after a bracket", "(\"Go,\" he said.)", "(⟦\"Go,\"⟧ he said.)"),
    TextCase("dash at the end", "\"I was—\" he began.", "⟦\"I was—\"⟧ he began."),
    TextCase("no blank before", "He said,\"Go home.\"", "He said,⟦\"Go home.\"⟧"),
    TextCase("empty pair", "an empty \"\" pair", "an empty \"\" pair"),
  ]

  @Test(arguments: cases) func pairs(_ row: TextCase) {
    #expect(SegmentedText(row.input).quotations == row.expected)
  }

  @Test func depths() {
    let quotations = SegmentedText("\"He said 'go' now.\" \"Yes.\"").document.quotations
    #expect(quotations.map(\.depth) == [0, 1, 0])
  }

  @Test func flags() {
    let text = SegmentedText("He said \"go 'now' home\" twice.")
    #expect(text.words(with: .quoted) == "\" go ' now ' home \"")
    #expect(text.words(with: .opensQuotation) == "\" '")
    #expect(text.words(with: .closesQuotation) == "' \"")
  }

  @Test func veryLongStretchesAreNotPaired() {
    let words = String(repeating: "word ", count: 4000)
    #expect(SegmentedText("\"" + words + "end\" he said.").document.quotations.isEmpty)
  }
}
