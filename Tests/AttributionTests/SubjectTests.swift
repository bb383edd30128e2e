import Testing

@testable import Attribution

/// Who is the subject of a cue, where much stands between the two, and what is told beside it.
@Suite struct SubjectTests {
  static let subjects: [AttributionCase] = [
    .init(
      "who, without a comma",
      "<content>“It was awful,”</content> <source>a neighbor who lives two doors down</source> <cue>said</cue>."),
    .init(
      "a participle in a relative clause",
      "<source>Spies who make their living snooping on cheating spouses</source> <cue>say</cue> <content>their business is good</content>."
    ),
    .init(
      "and in a relative clause",
      "<source>Firms that sell oil and gas</source> <cue>said</cue> <content>prices would rise in May</content>."),
    .init(
      "two verbs in a relative clause",
      "<source>People who work there and run the shop</source> <cue>say</cue> <content>it is fine</content>."),
    .init(
      "himself",
      "<source>Dr Alcott, himself a former teacher</source>, <cue>said</cue> <content>the results were good</content>."
    ),
    .init(
      "one comma",
      "<source>An old legend dating back to 700 A.D.</source>, <cue>says</cue> <content>that coffee grown worldwide came from there</content>."
    ),
    .init(
      "a participle between the subject and what goes on",
      "<source>Lee</source> asked for calm in a letter posted on Monday, <cue>saying</cue> <content>that she was safe</content>."
    ),
    .init(
      "an open apposition of several words",
      "<content>“It is awful,”</content> <source>Brian Roe, a 32-year-old member of the town's LGBTQ+ community</source> <cue>said</cue> of the bill."
    ),
  ]

  static let reports: [AttributionCase] = [
    .init(
      "a parenthesis inside the verb",
      "<content>He had</content>, <cue>according to</cue> <source>Ann Lee of the Courier</source>, <content>killed a wild rabbit before he was found</content>."
    ),
    .init(
      "a parenthesis behind which",
      "<content>She had not been in any of the talks which</content>, <cue>according to</cue> <source>Ann Lee</source>, <content>were held for the sole purpose of delay</content>."
    ),
    .init(
      "no apposition before who",
      "<cue>According to</cue> <source>police</source>, <content>the man, who lived there, was seen at noon</content>."),
    .init(
      "quoted by the paper",
      "<source>Mr Roe</source> <cue>was quoted by the Courier as saying</cue> <content>that he would push for an inquiry</content>."
    ),
    .init(
      "quoted as saying by the paper",
      "<content>“We wanted to make a mark,”</content> <source>the pilot</source> <cue>was quoted as saying</cue> by the Courier."
    ),
    .init(
      "told a body",
      "<content>“We had a good year last year,”</content> <source>Ann Lee</source> <cue>told</cue> the Guild of Clerks think tank in Rome."
    ),
    .init(
      "a warning of somebody's",
      "The rally went on despite <source>Mr Hale</source>'s <cue>warning</cue> <content>that democracy was being targeted</content>."
    ),
    .init(
      "at least",
      "<source>Officials in the town</source> <cue>say</cue> <content>at least nine people were killed in the fire</content>."
    ),
    .init(
      "up to", "<source>Officials</source> <cue>warned</cue> <content>up to 40 people could be trapped</content>."),
    .init(
      "more than",
      "<source>The health ministry</source> <cue>says</cue> <content>more than 100 people have died</content>."),
    .init(
      "show behind a noun",
      "<source>Figures from the ministry</source> <cue>show</cue> <content>that exports fell in May</content>."),
    .init(
      "an ending of British spelling",
      "<source>The firm</source> apologised for the error, <cue>saying</cue> <content>it had been a mistake</content>."),
    .init(
      "a question of another's within",
      "<content>“I then heard the president ask, ‘Will he do it?’”</content> <source>Ann Lee</source> <cue>testified</cue>."
    ),
    .init(
      "a past that was counted as a participle",
      "<source>Most of the voters</source> <cue>said</cue> <content>they disliked both men</content>."),
  ]

  @Test(arguments: subjects + reports)
  func finds(_ row: AttributionCase) throws {
    let attributor = try Attributor()
    let found = attributor.quotes(in: row.text).map { attributor.marked($0) }
    #expect(found.contains(row.marked), "found \(found)")
  }

  static let silent: [AttributionCase] = [
    .init("no answer", "Whether he would go, the mayor wouldn't say."),
    .init("asked about it", "The mayor was asked about the plan to close the road."),
    .init("a condition", "The clerk asked not to be named."),
    .init("a condition of a name", "A neighbor asked that her name not be used because she fears him."),
    .init("a recording", "Watch the mayor explain that the dam has failed."),
    .init("who is told", "He told the Guild of Clerks."),
  ]

  @Test(arguments: silent)
  func findsNothing(_ row: AttributionCase) throws {
    let attributor = try Attributor()
    #expect(attributor.quotes(in: row.text).isEmpty)
  }
}
