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
      id: "the institute of which nothing is known",
      text: "{o:Northa} found a leak. It was small, <the institute> said.", sources: ["Northa"]),
    Row(
      id: "a body that only was spoken of",
      text: "Two people looked into {o:Northa}. It was small, <the company> said.", sources: ["Northa"]),
    Row(
      id: "a body of another noun is the company",
      text: "<The {o:Harlow Valley Cooperative}> said no. It was late, <the company> wrote.",
      sources: ["Harlow Valley Cooperative", "Harlow Valley Cooperative"]),
    Row(
      id: "the paper is the newspaper named",
      text: "They spoke of the newspaper {o:Dagsposten}. <The paper> said no.", sources: ["Dagsposten"]),
    Row(
      id: "a body by its trade",
      text: "{o:Tarvik Ferries} grew. Fares will rise, <the ferry company> said.", sources: ["Tarvik Ferries"]),
    Row(
      id: "a rival is another",
      text: "{o:Tarvik Ferries} grew. Fares will rise, <the rival company> said.", sources: ["rival company"]),
    Row(
      id: "by its trade only who acted",
      text: "People saw {o:Tarvik Ferries}. Fares will rise, <the bus company> said.", sources: ["bus company"]),
    Row(
      id: "whom a sentence says a phrase to be",
      text: "The first witness at the trial was chief {m:Gopal Naidu}, who led it. <He> said no.",
      sources: ["Gopal Naidu"]),
    Row(
      id: "a brother of the one named is another",
      text: "The winner was {f:Ann Lee}'s brother. <He> said no.", sources: ["winner"]),
    Row(
      id: "named by the next sentence, called the same",
      text: "<A rebel commander> said no. It was late, said <{m:Abu Karim}, a field commander>.",
      sources: ["Abu Karim", "Abu Karim"]),
    Row(
      id: "named by the next sentence, without a word more",
      text: "<A radio executive> said no. <{m:Bill Simkins}> said it twice.", sources: ["Bill Simkins", "Bill Simkins"]),
    Row(
      id: "who has a calling of his own is another",
      text: "<A neighbour> said no. <{f:Ann Lee}, a firefighter,> said yes.", sources: ["neighbour", "Ann Lee"]),
    Row(
      id: "a spokesman for somebody else is another",
      text: "It was late, <a spokesman for the airline> said. <{m:Bo Hall}, a spokesman for the port,> said no.",
      sources: ["spokesman", "Bo Hall"]),
    Row(
      id: "a surname with its particle",
      text: "{m:Ivor van Hale} came. It was late, said <van Hale>. It was cold, <Van {g:Hale}> said.",
      sources: ["Ivor van Hale", "Ivor van Hale"]),
    Row(
      id: "somebody else is told",
      text: "<She> told {f:Ann Lee} that it was late.", sources: ["she"]),
    Row(
      id: "secretary of state", text: "<Secretary of State {f:Ann Lee}> said no.", sources: ["Ann Lee"]),
    Row(
      id: "president of a body of a country",
      text: "<{o:Rowing Club} of Norway President {m:Bo Hall}> said no.", sources: ["Bo Hall"]),
    Row(
      id: "a body's director is not who acted last", text: "{m:Emil Okoro} wept. <The {o:Hope Road} director> said no.",
      sources: ["Hope Road director"]),
    Row(id: "a share keeps its sign", text: "<30% of voters> said no.", sources: ["30% of voters"]),
    Row(
      id: "one of them, by name",
      text: "<One of the officials, {m:Bob Roe},> said no. <Another, {f:Ann Lee},> said yes.",
      sources: ["Bob Roe", "Ann Lee"]),
    Row(
      id: "a court is none of them",
      text: "{o:Northa} found a leak. It was small, <the court> said.", sources: ["court"]),
    Row(
      id: "party with its leader's name",
      text: "<{o:Party} for the Valleys leader {f:Ann Lee}> said no.", sources: ["Ann Lee"]),
    Row(
      id: "spokesman for somebody with a title", text: "<A spokesman for mayor {f:Ann Lee}> said no.",
      sources: ["spokesman"]),
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
    Row(
      id: "name apposed behind what hangs on the noun",
      text: "<Another witness in the case, former minister {f:Ann Lee},> said no.", sources: ["Ann Lee"]),
    Row(
      id: "body apposed behind a relative clause",
      text: "<The group that owns the ferries, {o:Hale Lines},> said no.", sources: ["Hale Lines"]),
    Row(
      id: "body that was taken for a person",
      text: "<The company that runs the show, {m:Dale Kerr Productions},> said no. <It> said it twice.",
      sources: ["Dale Kerr Productions", "Dale Kerr Productions"]),
    Row(
      id: "title with of before the name",
      text: "<Director of rail {m:Paul Amadi}> said no. <He> said it twice. <The director> said it thrice.",
      sources: ["Paul Amadi", "Paul Amadi", "Paul Amadi"]),
    Row(
      id: "title with to before the name",
      text: "<The envoy to Norway> said no. Its envoy to Norway {m:Bo Hall} wept. <The envoy> said it twice.",
      sources: ["Bo Hall", "Bo Hall"]),
    Row(
      id: "a friend of somebody is another", text: "<A friend of {f:Ann Lee}> said no.", sources: ["friend"]),
    Row(
      id: "the president is no former president",
      text: "President {f:Ann Lee} met former president {m:Tom Reed}. <The president> said no."
        + " <The former president> said yes.",
      sources: ["Ann Lee", "Tom Reed"]),
    Row(
      id: "chairman of something else",
      text: "{m:Bo Hall}, the chairman of the committee, wept. <The chairman of a Turkish firm> said no.",
      sources: ["chairman"]),
    Row(
      id: "another's title behind a comma",
      text: "President {f:Ann Lee} came. After talks with {m:Bo Hall}, <the president> said no.", sources: ["Ann Lee"]),
    Row(
      id: "nobody named inside a quotation is its speaker",
      text: "{f:Laura Kline} met {f:Maria Sol}. [\"They would silence {f:Maria Sol} and others,\"] <she> said.",
      sources: ["Laura Kline"]),
    Row(id: "I is the author", text: "<I> asked why. <We> said no.", sources: ["the author", "the author"]),
    Row(id: "you is nobody", text: "<You> said so. <There> said so. <It> said so.", sources: ["-", "-", "-"]),
    Row(
      id: "questions and answers",
      text: "{m:Karl Braun} won. {m:Braun} wept.\n<Q>: Good day?\n<A>: It is.\n<Q>: Why?\n<A>: So.",
      sources: ["interviewer", "Karl Braun", "interviewer", "Karl Braun"]),
    Row(id: "a series of letters is letters", text: "<A series of letters> said no.", sources: ["letters"]),
    Row(
      id: "a study with its maker", text: "<A study by the ministry of ferries> found it.",
      sources: ["study by the ministry of ferries"]),
    Row(id: "a statement of somebody is his", text: "<A statement by {o:Hope Road}> said no.", sources: ["Hope Road"]),
    Row(id: "somebody's letter is his", text: "<{f:Ann Lee}'s letter> said no.", sources: ["Ann Lee"]),
    Row(
      id: "somebody named below", text: "<A transport expert> said no. {f:Ann Lee}, a transport analyst, wept.",
      sources: ["Ann Lee"]),
    Row(
      id: "the veteran striker", text: "{m:Emil Okoro} scored. <The veteran striker> said no.", sources: ["Emil Okoro"]),
    Row(
      id: "a surname with a title",
      text:
        "President {m:Olaf Lund} slept. {m:Eric Lund} opened the hotel. <President {m:Lund}> said no.",
      sources: ["Olaf Lund"]),
    Row(
      id: "a surname of one who is called by the given name",
      text: "{m:Olaf Lund} won. {f:Ida Lund} wept. {f:Ida} left. <{m:Lund}> said no.", sources: ["Olaf Lund"]),
    Row(
      id: "apposed with a relative clause",
      text: "{m:Karl Braun} came. {m:Bo Hall}, a lawyer <who> knew them, left. <He> said no.",
      sources: ["Bo Hall", "Bo Hall"]),
    Row(
      id: "surname of one who is kin", text: "{m:Olaf Lund} and his wife, {f:Ida Lund}, came. <{Lund}> said no.",
      sources: ["Olaf Lund"]),
    Row(
      id: "a relative of that surname", text: "{f:Ida Lund} came with {m:Olaf Lund}. <{m:Olaf Lund}'s wife> said no.",
      sources: ["Ida Lund"]),
    Row(
      id: "two people", text: "{m:Olaf Lund} and {f:Ida Roe} came. <They> said no. <The couple> said it twice.",
      sources: ["Olaf Lund and Ida Roe", "Olaf Lund and Ida Roe"]),
    Row(id: "named behind she said", text: "[\"Never,\"] <she> said. {f:Ann Lee} left.", sources: ["Ann Lee"]),
    Row(
      id: "who spoke last, far back",
      text: "<{m:Bo Hall}> said no. It rained. It rained. It rained. It rained. It rained. It rained. <He> said yes.",
      sources: ["Bo Hall", "Bo Hall"]),
    Row(id: "that behind a noun", text: "He sent a graph <that> showed it.", sources: ["graph"]),
    Row(id: "himself", text: "<{m:Bo Hall} himself> said no.", sources: ["Bo Hall"]),
    Row(
      id: "minister with a capital", text: "<Its Minister of Justice, {m:Bo Hall},> said no.", sources: ["Bo Hall"]),
    Row(
      id: "it is the ministry that acted", text: "The ministry shut the bridge. <It> said a boat was sent.",
      sources: ["ministry"]),
    Row(
      id: "it is the report", text: "The report was published on Monday. <It> said that no one was told.",
      sources: ["report"]),
    Row(
      id: "nineteen per cent", text: "<Nineteen per cent of voters> said no.", sources: ["Nineteen per cent of voters"]),
    Row(
      id: "a poll of two bodies", text: "<A Reuters/Ipsos poll> found it.", sources: ["Reuters/Ipsos poll"]),
    Row(
      id: "who acts before the quotation",
      text:
        "{m:Bo Hall} spoke on Monday. <{m:Bo Hall}> said no. But {m:Olaf Lund} offered an idea: [\"You could send them away,\"] <he> said.",
      sources: ["Bo Hall", "Olaf Lund"]),
    Row(id: "most of seventy percent", text: "<An overwhelming 70 percent> said no.", sources: ["70 percent"]),
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

  @Test(arguments: ["<Authorities> said no.", "<Teachers unions> said no.", "<Several security firms> said no."])
  func severalBodiesAreNamedByNobody(_ text: String) throws {
    var marked = try MarkedDocument()
    let source = try #require(marked.document(text).sources.first)
    #expect(source.isAnonymous)
    #expect(source.kind == .group)
  }

  @Test(arguments: [
    ("<The authors> said no.", false), ("<The mayor> said no.", false), ("<{p:Troy}'s mayor> said no.", false),
    ("<Analyst> said no.", false), ("<An analyst> said no.", true), ("<The residents> said no.", true),
  ])
  func whoIsUnnamed(text: String, isAnonymous: Bool) throws {
    var marked = try MarkedDocument()
    #expect(marked.document(text).sources.first?.isAnonymous == isAnonymous)
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

  /// People who speak and are named nowhere are anonymous; bodies, papers and offices that all know are not.
  @Test(arguments: [
    ("<Voters> said no.", true), ("<Some> said no.", true), ("<The clerk> said no.", true),
    ("<58% of them> said no.", true), ("<The president> said no.", false), ("<The ministry> said no.", false),
    ("<Police> said no.", false), ("<The report> said no.", false), ("<I> said no.", false),
  ])
  func anonymous(text: String, isAnonymous: Bool) throws {
    var marked = try MarkedDocument()
    #expect(marked.document(text).sources.first?.isAnonymous == isAnonymous)
  }

  @Test func aPseudonymIsTold() throws {
    var marked = try MarkedDocument()
    let source = try #require(marked.document("<{f:Nia Hale} (not her real name)> said no.").sources.first)
    #expect(source.isAnonymous)
    #expect(source.condition == "not her real name")
  }

  @Test func rolesAreTold() throws {
    var marked = try MarkedDocument()
    let document = marked.document(
      "<{f:Ann Lee}, the mayor of Troy,> said no. <A clerk at the port authority> said yes.")
    #expect(document.sources.map(\.role) == ["the mayor of Troy", "clerk at the port authority"])
  }

  @Test func theAuthorHasHisName() throws {
    var marked = try MarkedDocument()
    #expect(marked.document("<I> asked why.", byline: ["Bo Hall"]).sources.map(\.name) == ["Bo Hall"])
    #expect(
      marked.document("<I> asked why.\nYours, {m:Karl Braun}", genre: .letter).sources.map(\.name) == ["Karl Braun"])
  }

  @Test func oneWatchIsOneSource() throws {
    var marked = try MarkedDocument()
    #expect(marked.document("<Harbour Watch> said no. It rained. <Harbour Watch> said it twice.").sources.count == 1)
  }

  @Test func howItWasFound() throws {
    var marked = try MarkedDocument()
    let document = marked.document("<{f:Ann Lee}> said no. <She> said it twice. <A clerk> said yes.")
    #expect(document.quotes.map { $0.resolution?.way } == [.name, .pronoun, .new])
    #expect(document.quotes[1].resolution.map { $0.margin > 0 } == true)
  }

  @Test func affiliationsOfParts() throws {
    var marked = try MarkedDocument()
    let document = marked.document(
      "<Five officials - three from customs offices and two from the port's own police -> said it was over.")
    #expect(document.sources.first?.affiliations == ["customs offices", "the port's own police"])
  }
}
