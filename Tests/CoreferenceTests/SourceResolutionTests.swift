import Testing
import TextModel

/// Who is meant by the source of each quote.
struct SourceResolutionTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var id: String
    var text: String
    var sources: [String]
    var testDescription: String { id }
  }

  static let rows = [
    Row(
      id: "counted officials, the officials, they",
      text: "<Police officials> said it was over. Five officials - three from the army and two from the navy - spoke."
        + " <They> said it was not. <The officials> said no more.",
      sources: ["five officials", "five officials", "five officials"]),
    Row(
      id: "officer is official, fewer words take up more",
      text:
        "<A senior customs official> said no. <The customs official> said so twice. <the senior customs officer> said yes.",
      sources: ["senior customs official", "senior customs official", "senior customs official"]),
    Row(
      id: "title and name",
      text: "<Mayor {f:Denise Okafor}> said it would rain. <The mayor> said so again. <She> said it thrice.",
      sources: ["Denise Okafor", "Denise Okafor", "Denise Okafor"]),
    Row(
      id: "gender tells two apart",
      text: "{f:Ann Lee} met {m:Bob Roe} on Monday. <He> said it went well. <She> said it did not.",
      sources: ["Bob Roe", "Ann Lee"]),
    Row(
      id: "possessor is not the source",
      text: "<{m:Bob Roe}'s lawyer> said he was ill.", sources: ["Bob Roe's lawyer"]),
    Row(
      id: "noun with a name apposed",
      text: "<Its chairman, {m:Pekka Virtanen},> said no.", sources: ["Pekka Virtanen"]),
    Row(
      id: "relative pronoun",
      text: "{f:Ann Lee}, <who> said it was late, went home.", sources: ["Ann Lee"]),
    Row(
      id: "opening clause",
      text: "{m:Bob Roe} spoke first. After <she> said it was late, {f:Ann Lee} went home.", sources: ["Ann Lee"]),
    Row(
      id: "a relative clause makes no second source",
      text: "<A former clerk, <who> asked not to be named,> said it was over.",
      sources: ["former clerk", "former clerk"]),
    Row(
      id: "group with its name apposed", text: "<The aid group, {o:Hope Road},> said no.", sources: ["Hope Road"]),
    Row(
      id: "company of a nation",
      text: "{o:Northa} grew. Sales will fall, <the {g:Japanese} carmaker> said.", sources: ["Northa"]),
    Row(
      id: "a ministry is no paper",
      text: "The {o:Courier} reported a leak. <The ministry> said it was false.", sources: ["ministry"]),
    Row(
      id: "title before the name apposed", text: "<Its lawyer, Dame {f:Ruth Obi},> said no.", sources: ["Ruth Obi"]),
    Row(
      id: "name apposed with its firm", text: "<Its lawyer, {f:Ruth Obi} of Obi & Co,> said no.", sources: ["Ruth Obi"]),
    Row(
      id: "who behind what the source is close to",
      text: "<A source close to the board, <who> asked not to be named,> said it was over.",
      sources: ["source", "source"]),
    Row(
      id: "name apposed behind of", text: "<Its head of research, {f:Anya Roe},> said no.", sources: ["Anya Roe"]),
    Row(
      id: "name apposed to a noun of no list", text: "<A pearl diver, {f:Nia Hale},> said no. <She> said it twice.",
      sources: ["Nia Hale", "Nia Hale"]),
    Row(
      id: "a label is one speaker",
      text: "<HOST>: Good day.\n<GUEST>: It is.\n<HOST>: Will it last?\n<GUEST>: No.",
      sources: ["HOST", "GUEST", "HOST", "GUEST"]),
    Row(
      id: "one of them is one of those", text: "Two officers came. <One of them> said it was over.",
      sources: ["two officers"]),
    Row(id: "one of whom is unknown", text: "<One of them> said it was over.", sources: ["one of them"]),
    Row(
      id: "honours behind a name", text: "<{f:Ann Lee} KCB KC> said no. <She> said it twice.",
      sources: ["Ann Lee", "Ann Lee"]),
    Row(
      id: "the companies are not the company named",
      text: "{o:Acme Airlines} grew. <The companies> said no.", sources: ["companies"]),
    Row(
      id: "millions are nobody met before", text: "<People close to the talks> said no. <21 million people> said yes.",
      sources: ["people", "21 million people"]),
    Row(
      id: "a name keeps its capital", text: "<Western Ridge Power> said no.", sources: ["Western Ridge Power"]),
    Row(
      id: "subject of the sentence before",
      text: "{m:Tom Reed} spoke to {m:Karl Braun} on Friday. <He> said it went well.", sources: ["Tom Reed"]),
    Row(
      id: "named behind an opening phrase",
      text: "{m:Tom Reed} won. In his letter to the board, {m:Karl Braun} said no. <He> said so twice.",
      sources: ["Karl Braun"]),
    Row(
      id: "the fund is the one called so, not the last that acted",
      text: "{o:Halden Rook}, a hedge fund, grew. {o:Northa} grew as well. <The fund> said no.",
      sources: ["Halden Rook"]),
    Row(
      id: "somebody of that age", text: "<{m:Emil Okoro}> said yes. <The 29-year-old> said it twice.",
      sources: ["Emil Okoro", "Emil Okoro"]),
    Row(
      id: "a verb behind a comma begins no apposition",
      text: "<{f:Ann Lee}>, said she would meet the fund. {o:Northa} grew. <The fund> said no.",
      sources: ["Ann Lee", "Northa"]),
    Row(
      id: "his wife is a woman", text: "{m:Bob Roe} spoke. His wife, {Maia Lind}, wept as he did. <She> said no.",
      sources: ["Maia Lind"]),
    Row(
      id: "two officials of other ministries stay apart",
      text: "<A finance official> said yes. <A defense official> said no.",
      sources: ["finance official", "defense official"]),
  ]

  @Test(arguments: rows)
  func resolves(_ row: Row) throws {
    var marked = try MarkedDocument()
    #expect(marked.sources(row.text) == row.sources)
  }

  @Test func anonymousSourcesHaveTheirCondition() throws {
    var marked = try MarkedDocument()
    let document = marked.document(
      "<Two aides> said it was over. They spoke on condition of anonymity because the talks are private.")
    let source = try #require(document.sources.first)
    #expect(source.isAnonymous)
    #expect(source.condition == "spoke on condition of anonymity because the talks are private")
    #expect(source.kind == .group)
  }

  @Test func aConditionIsNotTheAgencys() throws {
    var marked = try MarkedDocument()
    let document = marked.document(
      "It is over, <{o:Acme Wire}> said. <Five aides> told {o:Acme Wire} so. They asked for anonymity.")
    #expect(document.sources.map(\.condition) == [nil, "asked for anonymity"])
  }

  @Test func knowledgeIsNoAffiliation() throws {
    var marked = try MarkedDocument()
    let document = marked.document("<Two officials with knowledge of the decision> said no.")
    #expect(document.sources.first?.affiliations == [])
  }

  @Test func aShareIsAGroup() throws {
    var marked = try MarkedDocument()
    #expect(marked.document("<58%> said no.").sources.first?.kind == .group)
  }

  /// What the table of weights says must reach the choice: each row turns on one sign.
  @Test(arguments: [
    ("She saw {f:Ann Lee} and her sister.", "her", "Ann Lee"),
    ("{f:Ann Lee} met {f:Eva Roe}. She smiled.", "She", "Ann Lee"),
    ("{f:Ann Lee} met {m:Bob Roe}. He smiled.", "He", "Bob Roe"),
    ("After she left, {f:Ann Lee} slept.", "she", "Ann Lee"),
    ("She was ten. By then {f:Ann Lee} had left school.", "She", "Ann Lee"),
    ("{f:Ann Lee} smiled. Her aide, {f:Eva Roe}, called her.", "her", "Ann Lee"),
  ])
  func pronouns(text: String, pronoun: String, name: String) throws {
    var marked = try MarkedDocument()
    let document = marked.document(text)
    let entity = try #require(document.entities.first { $0.name == name })
    #expect(entity.mentions.contains { $0.form == .pronoun && document.string($0.range) == pronoun })
  }

  @Test func speakersAreNotSplit() throws {
    var marked = try MarkedDocument()
    #expect(marked.document("<HOST>: Good day.\n<GUEST>: It is.\n<HOST>: Will it last?").sources.count == 2)
  }

  @Test func oneOfThemIsAPersonUnnamed() throws {
    var marked = try MarkedDocument()
    let source = try #require(marked.document("Two officers came. <One of them> said it was over.").sources.first)
    #expect(source.kind == .person)
    #expect(source.isAnonymous)
  }

  @Test func votersAreNotAnonymous() throws {
    var marked = try MarkedDocument()
    let document = marked.document("<Voters> said it was over.")
    #expect(document.sources.first?.isAnonymous == false)
  }

  @Test func affiliationsOfParts() throws {
    var marked = try MarkedDocument()
    let document = marked.document(
      "<Five officials - three from customs offices and two from the port's own police -> said it was over.")
    #expect(document.sources.first?.affiliations == ["customs offices", "the port's own police"])
  }
}
