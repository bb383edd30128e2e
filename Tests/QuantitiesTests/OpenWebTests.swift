import Testing
import TextModel

/// What pages of the open web write: what is no number there, changes and what they are from, dates that hang on their
/// verb. The sentences are made up.
struct OpenWebTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    /// A part of speech a token, where the reading asks for them.
    var tags = ""
    var found: [String]
    var published: String? = "2019-11-20"
    var testDescription: String { text }
  }

  @Test(arguments: noNumbers + bounds + changes + counted) func numbers(_ row: Row) throws {
    #expect(try QuantityText.numbers(row.text, published: row.published, tags: row.tags) == row.found)
  }

  @Test(arguments: dateRows) func dates(_ row: Row) throws {
    let document = try QuantityText.read(row.text, published: row.published, tags: row.tags)
    #expect(document.dates.map { "\(document.string($0.range)) = \($0.iso ?? "?")" } == row.found)
  }

  /// The tags must be as many as the tokens, or nothing is read from them.
  @Test(arguments: noNumbers + bounds + changes + counted + dateRows) func tagsFit(_ row: Row) throws {
    guard !row.tags.isEmpty else { return }
    #expect(try QuantityText.document(row.text).tokens.count == row.tags.split(separator: " ").count)
  }

  @Test func daysFromAndTo() throws {
    let text = "It was in March 2016, on 3 May 2016, in the 1990s and on Feb. 30."
    let dates = try QuantityText.read(text, published: "2016-12-07").dates
    #expect(dates.map(\.firstDay) == ["2016-03-01", "2016-05-03", "1990-01-01", nil])
    #expect(dates.map(\.lastDay) == ["2016-03-31", "2016-05-03", "1999-12-31", nil])
  }

  static let noNumbers: [Row] = [
    Row(text: "ALL 12 members voted.", found: ["12 = count 12 exact"]),
    Row(text: "A fee of ALL 1,200, it said.", found: ["ALL 1,200 = money 1200 exact ALL"]),
    Row(text: "At one point, she left.", found: []),
    Row(text: "In the first place, it is far.", found: []),
    Row(text: "She won the mixed doubles.", found: []),
    Row(text: "The Big 12 met.", found: []),
    Row(text: "Her 401(k) lost half of its worth.", found: ["half = fraction 0.5 exact down"]),
    Row(text: "A 1920×1080 screen.", found: []),
    Row(text: "See 27918516.", tags: "VB CD .", found: []),
    Row(text: "Links of 10G were laid.", found: []),
    Row(text: "24", found: []),
    Row(text: "404 │ 23 │ 5.14", found: []),
    Row(text: "Pick one.\n2. Wash it.", found: []),
    Row(text: "8 “The Mill”", found: []),
    Row(text: "It has 41+ towers.", found: ["41+ = count 41... at least"]),
    Row(text: "Add €2.5 million + 40.", found: ["€2.5 million = money 2500000 exact EUR", "40 = count 40 exact"]),
    Row(text: "The Harrow LC 500 broke.", tags: "DT NNP NNP CD VBD .", found: []),
    Row(text: "The Harrow Mini 2: a look", tags: "DT NNP NNP CD : DT NN", found: []),
    Row(text: "Try the Slate 10 Plus now.", tags: "VB DT NNP CD NNP RB .", found: []),
    Row(
      text: "Near Harrow 12 boats sank.", tags: "IN NNP CD NNS VBD .", found: ["12 = count 12 exact (boats)"]),
    Row(
      text: "Votes: Reed 300, and Lind 37.", tags: "NNS : NNP CD , CC NNP CD .",
      found: ["300 = count 300 exact", "37 = count 37 exact"]),
    Row(text: "When tea first reached us, few drank.", tags: "WRB NN RB VBD PRP , JJ VBD .", found: []),
    Row(text: "A double murder was tried.", tags: "DT JJ NN VBD VBN .", found: []),
    Row(text: "The Ioniq 5 both won.", tags: "DT NN CD DT VBD .", found: []),
    Row(text: "The layer 2 cables broke.", found: []),
    Row(text: "They called 911 at once.", found: []),
    Row(text: "The 911 tapes are public.", found: []),
    Row(text: "Do it in Weeks 5-7 of the term.", found: []),
    Row(text: "It orbits GJ 1132b there.", tags: "PRP VBZ NNP CD RB .", found: []),
    Row(text: "It was first printed there.", tags: "PRP VBD RB VBN RB .", found: []),
    Row(
      text: "It drifted several hundred miles.",
      found: ["several hundred miles = measure 200... at least [mi_i]"]),
    Row(text: "They found flight 8501.", found: []),
    Row(text: "She will stay for a while at the Five Brooks Inn.", found: []),
    Row(text: "We first look at it.", tags: "PRP RB NN IN PRP .", found: []),
    Row(text: "It is second to last.", found: []),
    Row(text: "Of the late 19th and 20th centuries.", found: []),
    Row(text: "if (n == 1) { n = 2; }", found: []),
    Row(text: "It lacks the treble.", tags: "PRP VBZ DT NN .", found: []),
    Row(text: "Mind the 80/20 rule.", found: []),
    Row(text: "It is double the sum.", tags: "PRP VBZ JJ DT NN .", found: ["double = fraction 2 exact (sum)"]),
  ]

  static let bounds: [Row] = [
    Row(text: "Stays are no longer than 5 days.", found: ["no longer than 5 days = duration ...5 at most d"]),
    Row(text: "It is no older than 12.", found: ["no older than 12 = count ...12 at most"]),
    Row(text: "No heavier than 20 kg.", found: ["No heavier than 20 kg = measure ...20 at most kg"]),
    Row(text: "No shorter than 3 km.", found: ["No shorter than 3 km = measure 3... at least km"]),
    Row(text: "It must not exceed 30 days.", found: ["not exceed 30 days = duration ...30 at most d"]),
    Row(text: "It isn't over 40.", found: ["over 40 = count ...40 at most"]),
    Row(text: "Stays longer than 5 days cost.", found: ["longer than 5 days = duration 5... more than d"]),
    Row(text: "It made $8.2 million.", found: ["$8.2 million = money 8200000 exact USD"]),
    Row(text: "It made 1.1 billion euros.", found: ["1.1 billion euros = money 1100000000 exact EUR"]),
    Row(text: "It costs €3.750.", found: ["€3.750 = money 3750 exact EUR"]),
    Row(text: "It costs $3.750.", found: ["$3.750 = money 3.75 exact USD"]),
    Row(
      text: "It costs €3.75 and €3.750 billion.",
      found: [
        "€3.75 = money 3.75 exact EUR", "€3.750 billion = money 3750000000 exact EUR",
      ]),
    Row(
      text: "It costs €1.559 a litre.", found: ["€1.559 a litre = rate 1.559 exact EUR/L"]),
  ]

  static let changes: [Row] = [
    Row(
      text: "The rate fell from 7 to 5 percent.",
      found: ["7 = percent 7 exact %", "5 percent = percent 5 exact % down from 0"]),
    Row(
      text: "It rose 3 percent to 12.", found: ["3 percent = percent 3 exact % up", "12 = count 12 exact up"]),
    Row(
      text: "It made $9 million, up from $8 million.",
      found: ["$9 million = money 9000000 exact USD up from 1", "$8 million = money 8000000 exact USD"]),
    Row(
      text: "Turnout rose to 40 percent from 31 percent.",
      found: ["40 percent = percent 40 exact % up from 1", "31 percent = percent 31 exact %"]),
    Row(text: "Oil fell $2 on Monday.", found: ["$2 = money 2 exact USD down"]),
    Row(text: "It raised $2 million.", found: ["$2 million = money 2000000 exact USD"]),
    Row(
      text: "They sign up 5 percent more.", tags: "PRP VBP RP CD NN JJR .", found: ["5 percent = percent 5 exact %"]),
    Row(text: "They cut 5 trees.", found: ["5 = count 5 exact"]),
    Row(text: "It cut its staff by 50.", tags: "PRP VBD PRP$ NN IN CD .", found: ["50 = count 50 exact"]),
    Row(text: "It was cut by 50.", found: ["50 = count 50 exact down"]),
    Row(text: "They get up to 5 percent.", found: ["up to 5 percent = percent ...5 at most %"]),
    Row(
      text: "An increase of 4 percent is due.", tags: "DT NN IN CD NN VBZ JJ .",
      found: ["4 percent = percent 4 exact % up"]),
    Row(
      text: "A 4 percent drop is due.", tags: "DT CD NN NN VBZ JJ .",
      found: ["4 percent = percent 4 exact % (drop) down"]),
    Row(
      text: "It lost 5 percentage points.", found: ["5 percentage points = percent 5 exact % down, percentage points"]),
    Row(
      text: "Rates were cut by 50 basis points.",
      found: ["50 basis points = percent 0.5 exact % down, percentage points"]),
  ]

  static let counted: [Row] = [
    Row(
      text: "We asked 6,536 Harrow registered voters.", tags: "PRP VBD CD NNP VBD NNS .",
      found: ["6,536 = count 6536 exact (Harrow registered voters)"]),
    Row(
      text: "It has several hundred commits.", tags: "PRP VBZ JJ CD VBZ .",
      found: ["several hundred = count 200... at least (commits)"]),
    Row(
      text: "It was there that 30 Britons met.", tags: "PRP VBD RB IN CD NNPS VBD .",
      found: ["30 = count 30 exact (Britons)"]),
  ]

  static let dateRows: [Row] = [
    Row(text: "Exports fall in September.", tags: "NNS VBP IN NNP .", found: ["September = 2019-09"]),
    Row(text: "Exports to fall in March.", tags: "NNS TO VB IN NNP .", found: ["March = 2020-03"]),
    Row(text: "The fair opens in March.", tags: "DT NN VBZ IN NNP .", found: ["March = 2020-03"]),
    Row(
      text: "The song drops on April 11.", tags: "DT NN VBZ IN NNP CD .", found: ["April 11 = 2017-04-11"],
      published: "2017-04-09"),
    Row(text: "Heat began to rise on Friday.", tags: "NN VBD TO VB IN NNP .", found: ["Friday = 2019-11-15"]),
    Row(text: "It awaits an expected vote Friday.", tags: "PRP VBZ DT VBN NN NNP .", found: ["Friday = 2019-11-22"]),
    Row(text: "It fell in December.", tags: "PRP VBD IN NNP .", found: ["December = 2018-12"]),
    Row(
      text: "Replies are due no later than June 3.", tags: "NNS VBP JJ DT RBR IN NNP CD .",
      found: ["June 3 = 2020-06-03"]),
    Row(
      text: "A show of prints (March 31) is on.", tags: "DT NN IN NNS -LRB- NNP CD -RRB- VBZ RP .",
      found: [
        "March 31 = 2020-03-31"
      ]),
    Row(
      text: "It runs 23 March-14 April.", tags: "PRP VBZ CD NNP NNP .",
      found: ["23 March-14 April = 2020-03-23/2020-04-14"]),
    Row(text: "Rain fell in June-August 2019.", found: ["June-August 2019 = 2019-06/2019-08"]),
    Row(text: "It was on 2020-08-01 that it sank.", found: ["2020-08-01 = 2020-08-01"]),
    Row(text: "It was on Friday, June 3.", found: ["Friday, June 3 = 2016-06-03"], published: "2016-12-07"),
    Row(text: "It was on Wednesday, June 3.", found: ["Wednesday, June 3 = 2015-06-03"], published: "2016-12-07"),
    Row(
      text: "He wrote in the spring of 1986. On March 6 he left.",
      found: ["spring of 1986 = 1986-03/1986-05", "March 6 = 1986-03-06"]),
    Row(
      text: "It was founded in 1998. In March it cut jobs.", found: ["1998 = 1998", "March = 2019-03"]),
    Row(text: "It grew from 19 in 2011 to 30 in 2014.", found: ["2011 = 2011", "2014 = 2014"]),
    Row(text: "Call 0151 702 2071 now.", found: []),
    Row(text: "A 1920×1080 screen.", found: []),
    Row(text: "It rained earlier this week.", found: ["earlier this week = 2019-W47"]),
    Row(text: "It is still a dish today.", tags: "PRP VBZ RB DT NN NN .", found: []),
    Row(
      text: "It was expected to open on Nov. 4.", tags: "PRP VBD VBN TO VB IN NNP CD .", found: ["Nov. 4 = 2019-11-04"]),
    Row(
      text: "He must not be moved: in July two men ran.", tags: "PRP MD RB VB VBN : IN NNP CD NNS VBD .",
      found: ["July = 2019-07"]),
    Row(text: "All that fall under it are free.", tags: "DT WDT VBP IN PRP VBP JJ .", found: []),
    Row(
      text: "It mirrors a bill introduced in March.", tags: "PRP VBZ DT NN VBN IN NNP .", found: ["March = 2019-03"]),
    Row(text: "It suits today's fast-moving market.", tags: "PRP VBZ NN POS JJ NN .", found: []),
    Row(text: "It met today's visitors.", tags: "PRP VBD NN POS NNS .", found: ["today = 2019-11-20"]),
    Row(text: "Today, there are many ways.", tags: "NN , EX VBP JJ NNS .", found: []),
    Row(text: "Today, there was rain.", tags: "NN , EX VBD NN .", found: ["Today = 2019-11-20"]),
  ]
}
