import Quantities
import Testing
import TextModel

/// Whole texts to numbers and dates, with the project's own lists and rules.
///
/// A number is told as `text = kind figure bound unit (counted)`, a date as `text = iso`.
struct QuantityStageTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var found: [String]
    var published: String? = "2016-12-07"
    var testDescription: String { text }
  }

  @Test(arguments: numberRows + newsRows) func numbers(_ row: Row) throws {
    #expect(try QuantityText.numbers(row.text, published: row.published) == row.found)
  }

  @Test(arguments: dateRows) func dates(_ row: Row) throws {
    #expect(try QuantityText.dates(row.text, published: row.published) == row.found)
  }

  @Test(arguments: nothingRows) func noNumbers(_ text: String) throws {
    #expect(try QuantityText.numbers(text, published: nil) == [])
  }

  @Test(arguments: absurdRows) func absurdTextsAreHarmless(_ text: String) throws {
    let document = try QuantityText.read(text, published: "2016-12-07")
    for figure in document.figures {
      #expect(figure.value?.isFinite ?? true)
      #expect(figure.low?.isFinite ?? true)
      #expect(
        figure.value != nil || figure.low != nil || figure.high != nil || figure.parts != nil || figure.note != nil)
    }
  }

  /// A figure that no number can hold is told by its words, without a value.
  @Test(arguments: [310, 400]) func tooLargeIsKeptAsText(_ digits: Int) throws {
    let text = String(repeating: "9", count: digits)
    let document = try QuantityText.read("\(text) people came.", published: nil)
    let figure = try #require(document.figures.first)
    #expect(document.string(figure.range) == text)
    #expect(figure.value == nil && figure.low == nil && figure.high == nil)
    #expect(figure.note != nil)
  }

  /// Sums whose currency stands elsewhere, and times of races.
  @Test(arguments: [
    Row(
      text: "It earned $9 million in May. A loss of 60 million is likely.",
      found: ["$9 million = money 9000000 exact USD", "60 million = money 60000000 exact USD"]),
    Row(
      text: "It rose to 2 billion kronor ($190 million) from 3 billion.",
      found: [
        "2 billion kronor = money 2000000000 exact SEK up from 2",
        "$190 million = money 190000000 exact USD conversion of 0", "3 billion = money 3000000000 exact SEK",
      ]),
    Row(
      text: "2 billion kronor from 3 billion a year earlier.",
      found: ["2 billion kronor = money 2000000000 exact SEK", "3 billion = money 3000000000 exact SEK"]),
    Row(
      text: "It made a loss of 60 million and paid $9 million.",
      found: ["60 million = money 60000000 exact USD", "$9 million = money 9000000 exact USD"]),
    Row(
      text: "It paid $9 million. Rain fell. Rain fell. Rain fell. It made a loss of 60 million.",
      found: ["$9 million = money 9000000 exact USD", "60 million = count 60000000 exact"]),
    Row(text: "She won in 1:41.11 on Sunday.", found: ["1:41.11 = duration 101.11 exact s"]),
    Row(text: "He ran it in 2:04:35 last year.", found: ["2:04:35 = duration 7475 exact s"]),
    Row(text: "It costs 60 million lei.", found: ["60 million lei = money 60000000 exact RON"]),
  ])
  func sumsAndTimes(_ row: Row) throws {
    #expect(try QuantityText.numbers(row.text, published: row.published) == row.found)
  }

  /// A currency that several countries have is that of the country that the article names most.
  @Test(arguments: [
    ("500 pesos", ["CL"], "CLP"), ("500 pesos", ["PH", "MX", "PH"], "PHP"), ("500 pesos", [], "peso"),
    ("52 pesos a kilo", [], "peso/kg"), ("52 pesos a kilo", ["AR"], "ARS/kg"),
    ("500 dollars", ["AU"], "AUD"), ("500 dollars", ["AU", "AU", "US"], "USD"), ("500 dollars", [], "USD"),
    ("5 million pounds", ["EG"], "EGP"), ("500 shillings", ["UG"], "UGX"), ("500 Mexican pesos", ["CL"], "MXN"),
  ])
  func sharedCurrencies(text: String, countries: [String], unit: String) throws {
    let document = try QuantityText.document("It costs \(text).", published: nil)
    document.entities = countries.map { Entity(kind: .place, name: $0, ref: "iso3166:\($0)", rule: "", confidence: 1) }
    for index in document.entities.indices {
      document.entities[index].mentions = [Mention(range: UTF8Range(0, 2), form: .name)]
    }
    let (rules, gazetteers) = (try QuantityText.rules.get(), try QuantityText.gazetteers.get())
    var dates = DateTagging(rules: rules, gazetteers: gazetteers)
    var numbers = NumberTagging(rules: rules, gazetteers: gazetteers)
    dates.process(document)
    numbers.process(document)
    #expect(document.figures.first?.unit == unit)
  }

  @Test func impossibleDatesHaveNoValue() throws {
    let text = "It was on Feb. 31, 2016, and on the thirty-twoth of Movember."
    let dates = try QuantityText.read(text, published: "2016-12-07").dates
    for date in dates { #expect(date.iso == nil) }
  }

  static let numberRows: [Row] = [
    Row(text: "At least 14 ferries sank.", found: ["At least 14 = count 14... at least"]),
    Row(text: "No fewer than six mills have closed.", found: ["No fewer than six = count 6... at least"]),
    Row(text: "Up to 900 cows were sold.", found: ["Up to 900 = count ...900 at most"]),
    Row(text: "Fewer than 70 came.", found: ["Fewer than 70 = count ...70 less than"]),
    Row(text: "Nearly 300 came.", found: ["Nearly 300 = count 300 about"]),
    Row(text: "60 or more were seen.", found: ["60 or more = count 60... at least"]),
    Row(text: "We talked about two books.", found: ["two = count 2 exact"]),
    Row(text: "Between 310 and 420 came.", found: ["Between 310 and 420 = count 310...420 range"]),
    Row(text: "It has 3,500-4,000 seats.", found: ["3,500-4,000 = count 3500...4000 range"]),
    Row(text: "Two or three came.", found: ["Two or three = count 2...3 range"]),
    Row(
      text: "Dozens fled and thousands stayed.",
      found: ["Dozens = count 24... at least", "thousands = count 2000... at least"]),
    Row(text: "The barn cost $2.4 million.", found: ["$2.4 million = money 2400000 exact USD"]),
    Row(text: "They paid £7m and 80p.", found: ["£7m = money 7000000 exact GBP", "80p = money 0.8 exact GBP"]),
    Row(text: "A fund of $3-5 billion is due.", found: ["$3-5 billion = money 3000000000...5000000000 range USD"]),
    Row(
      text: "It lost 2.2 billion manats ($1.3 billion).",
      found: [
        "2.2 billion manats = money 2200000000 exact AZN", "$1.3 billion = money 1300000000 exact USD conversion of 0",
      ]),
    Row(text: "The fare went from $2 to $3.", found: ["$2 = money 2 exact USD", "$3 = money 3 exact USD"]),
    Row(text: "Guards get $16 an hour.", found: ["$16 an hour = rate 16 exact USD/h"]),
    Row(
      text: "Turnout was 44.5%, not 50 per cent.",
      found: ["44.5% = percent 44.5 exact %", "50 per cent = percent 50 exact %"]),
    Row(
      text: "It fell by half a percentage point.",
      found: ["half a percentage point = percent 0.5 exact % down, percentage points"]),
    Row(
      text: "It was -2.5% and minus 30C.", found: ["-2.5% = percent -2.5 exact %", "minus 30C = measure -30 exact Cel"]),
    Row(
      text: "A third of it and three-quarters of them burned.",
      found: ["A third = fraction 0.3333333333333333 exact", "three-quarters = fraction 0.75 exact"]),
    Row(text: "Seven in 10 agree.", found: ["Seven in 10 = fraction 0.7 exact"]),
    Row(text: "The road is 40km long.", found: ["40km = measure 40 exact km"]),
    Row(text: "He is 6 feet 3 inches tall.", found: ["6 feet 3 inches = measure 75 exact [in_i]"]),
    Row(
      text: "He served nine months of a four-year term.",
      found: ["nine months = duration 9 exact mo", "four-year = duration 4 exact a"]),
    Row(
      text: "It took two decades and a year and a half.",
      found: ["two decades = duration 20 exact a", "a year and a half = duration 1.5 exact a"]),
    Row(text: "A 12-year-old girl won.", found: ["12-year-old = age 12 exact a"]),
    Row(text: "Ruth Adler, 63, sang.", found: ["63 = age 63 exact a"]),
    Row(text: "He is a man in his 50s.", found: ["50s = age 50...59 range a"]),
    Row(text: "They voted 6-3 for it.", found: ["6-3 = score 6-3 exact"]),
    Row(text: "The No. 3 bank came second.", found: ["No. 3 = ordinal 3 exact", "second = ordinal 2 exact"]),
    Row(text: "There are 3.2 nurses per 1,000 people.", found: ["3.2 nurses per 1,000 people = rate 3.2 exact /10*3"]),
    Row(text: "The fee was 12 500 euros.", found: ["12 500 euros = money 12500 exact EUR"]),
    Row(
      text: "He led 52 percent to 44 percent.",
      found: ["52 percent = percent 52 exact %", "44 percent = percent 44 exact %"]),
    Row(
      text: "Growth was 3.1, 2.8 and 1.5 percent.",
      found: ["3.1 = percent 3.1 exact %", "2.8 = percent 2.8 exact %", "1.5 percent = percent 1.5 exact %"]),
  ]

  /// Found by reading news of finance, sport, disasters and courts.
  static let newsRows: [Row] = [
    Row(
      text: "Prices rose 3.1% year on year in May.",
      found: ["3.1% = percent 3.1 exact % up"]),
    Row(
      text: "It slowed to 2.1%, below the 2.3% economists had expected.",
      found: ["2.1% = percent 2.1 exact % down", "2.3% = percent 2.3 exact %"]),
    Row(text: "It grew over two years.", found: ["two years = duration 2 exact a"]),
    Row(text: "It lasted over two years.", found: ["over two years = duration 2... more than a"]),
    Row(
      text: "A fine of €2 million plus €50,000 is due.",
      found: ["€2 million = money 2000000 exact EUR", "€50,000 = money 50000 exact EUR"]),
    Row(text: "It lies at a depth of 12 km.", found: ["12 km = measure 12 exact km"]),
    Row(text: "He won by a hundredth of a second.", found: ["a hundredth of a second = duration 0.01 exact s"]),
    Row(text: "She won the 800m in Rome.", found: ["800m = measure 800 exact m"]),
    Row(text: "She sold it for 800m in Rome.", found: ["800m = count 800000000 exact"]),
    Row(
      text: "He beat the fifth seed 6-2, 4-6, 6-1.",
      found: ["fifth = ordinal 5 exact", "6-2 = score 6-2 exact", "4-6 = score 4-6 exact", "6-1 = score 6-1 exact"]),
    Row(text: "They reached 241-7 by noon.", found: ["241-7 = score 241-7 exact"]),
    Row(text: "He weighed 11 stone 4 pounds.", found: ["11 stone 4 pounds = measure 158 exact [lb_av]"]),
    Row(text: "The gate is of two stone lions.", found: ["two = count 2 exact"]),
    Row(text: "Rooms cost $30 per person per day.", found: ["$30 per person per day = rate 30 exact USD/d"]),
    Row(text: "It cost Rs 45 lakh.", found: ["Rs 45 lakh = money 4500000 exact INR"]),
    Row(text: "One in five agree.", found: ["One in five = fraction 0.2 exact"]),
    Row(text: "He took a $3.5m-a-year deal.", found: ["$3.5m-a-year = rate 3500000 exact USD/a"]),
    Row(text: "Call 0800 555 0177 or 020 7946 0018.", found: []),
  ]

  static let dateRows: [Row] = [
    Row(text: "It burned in the early hours of Tuesday.", found: ["early hours of Tuesday = 2016-12-06"]),
    Row(text: "He fled on the morning of 9 June 2014.", found: ["morning of 9 June 2014 = 2014-06-09"]),
    Row(text: "They met on Tuesday, 9 June 2015.", found: ["Tuesday, 9 June 2015 = 2015-06-09"]),
    Row(text: "The winter of 1962-63 was cold.", found: ["winter of 1962-63 = 1962-12/1963-02"]),
    Row(text: "The winter of 2015-16 was mild.", found: ["winter of 2015-16 = 2015-12/2016-02"]),
    Row(text: "It shut at 7 p.m. last Friday.", found: ["7 p.m. last Friday = 2016-12-02T19:00"]),
    Row(text: "Gate 3 may open late.", found: []),
    Row(text: "The fair opens on 4 June 1991.", found: ["4 June 1991 = 1991-06-04"]),
    Row(text: "The talks begin on Nov. 30.", found: ["Nov. 30 = --11-30"], published: nil),
    Row(text: "It ran from 1961 to 1974.", found: ["from 1961 to 1974 = 1961/1974"]),
    Row(text: "The season 2014-15 was long.", found: ["2014-15 = 2014/2015"]),
    Row(text: "The market is on Aug. 5-9.", found: ["Aug. 5-9 = --08-05/--08-09"], published: nil),
    Row(text: "She came last month, two days before.", found: ["last month = 2016-11"]),
    Row(text: "It fell in the first quarter of 2015.", found: ["first quarter of 2015 = 2015-01/2015-03"]),
    Row(text: "The bells ring at 6:45 p.m.", found: ["6:45 p.m. = T18:45"]),
    Row(text: "He was born in 1950; that year it snowed.", found: ["1950 = 1950", "that year = 1950"]),
    Row(text: "Mr. May may march.", found: []),
  ]

  static let nothingRows: [String] = [
    "No one knew which one it was.", "Call 404-555-0123 or 1-800-555-0100.", "Section 12 and Flight 88 were named.",
    "Version 3.0.2 is out.", "The F-16 and the G7 met COVID-19.", "1. Boil the rice.", "See [4] there.",
    "They live at 7 Elm Street.", "The First Amendment and the first lady came.", "It is open 24/7.",
  ]

  static let absurdRows: [String] = [
    String(repeating: "9", count: 1_000_000), String(repeating: "9", count: 400) + " people came.",
    "He asked for 30 more", "On the thirty-twoth of Movember 99999 they met.",
    "9" + String(repeating: " million", count: 200) + " people.",
    String(repeating: "between 1 and ", count: 2000), String(repeating: "one hundred and ", count: 2000),
    "٣٤ کلم and ৪৫ and 一百 people", "1/0 of them, 0/0 of us, -0 of you", "Feb. 31, 2016, at 99:99 p.m.",
    "99999999999999999999 years ago and 1e400 and 0x7f", "$" + String(repeating: "1,", count: 3000) + "0",
    String(repeating: "Monday ", count: 3000), "the -1st of --13, 0000-00-00, 31/31/9999",
    String(repeating: "5-", count: 3000) + "5", "They asked for three more", "60 other", "two additional",
  ]
}
