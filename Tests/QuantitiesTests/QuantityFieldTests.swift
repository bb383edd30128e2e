import Testing

/// What news of markets, courts, sport, weather and of other countries writes in a way of its own.
struct QuantityFieldTests {
  typealias Row = QuantityStageTests.Row

  @Test(arguments: numberRows + moneyRows) func numbers(_ row: Row) throws {
    #expect(try QuantityText.numbers(row.text, published: row.published) == row.found)
  }

  @Test(arguments: dateRows) func dates(_ row: Row) throws {
    #expect(try QuantityText.dates(row.text, published: row.published) == row.found)
  }

  static let moneyRows: [Row] = [
    Row(text: "Diesel costs 151.9p a litre.", found: ["151.9p a litre = rate 1.519 exact GBP/L"]),
    Row(text: "It rose 3p on the day.", found: ["3p = money 0.03 exact GBP up"]),
    Row(text: "It sells at 57 cents.", found: ["57 cents = money 0.57 exact USD"]),
    Row(
      text: "It set aside 40 million euros, from 75 million in May.",
      found: ["40 million euros = money 40000000 exact EUR", "75 million = money 75000000 exact EUR"]),
    Row(
      text: "Profit fell to 86 million euros in 26 weeks, from 98 million.",
      found: [
        "86 million euros = money 86000000 exact EUR down from 2", "26 weeks = duration 26 exact wk",
        "98 million = money 98000000 exact EUR",
      ]),
    Row(
      text: "They want 90 to 95 million pounds.",
      found: ["90 to 95 million pounds = money 90000000...95000000 range GBP"]),
    Row(
      text: "It set aside 40 million euros for 75 million pupils.",
      found: ["40 million euros = money 40000000 exact EUR", "75 million = count 75000000 exact"]),
    Row(text: "A Rs 2,500-crore fund is due.", found: ["Rs 2,500-crore = money 25000000000 exact INR"]),
    Row(text: "It takes Sh40 million.", found: ["Sh40 million = money 40000000 exact KES"]),
    Row(text: "It takes KSh3.5 million.", found: ["KSh3.5 million = money 3500000 exact KES"]),
    Row(text: "Maize is at R5,200 a tonne.", found: ["R5,200 a tonne = rate 5200 exact ZAR/t"]),
    Row(text: "A premium of N$1.9 million was paid.", found: ["N$1.9 million = money 1900000 exact NAD"]),
    Row(text: "They raised N500 million.", found: ["N500 million = money 500000000 exact NGN"]),
    Row(text: "The N500 road is shut.", found: []),
    Row(text: "In district N 500 came.", found: ["500 = count 500 exact"]),
    Row(
      text: "Gold rose by Rs 550 to Rs 78,900.",
      found: ["Rs 550 = money 550 exact INR up", "Rs 78,900 = money 78900 exact INR"]),
    Row(
      text: "Oil fell $2.10 to $71.40.",
      found: ["$2.10 = money 2.1 exact USD down", "$71.40 = money 71.4 exact USD down"]),
    Row(text: "Oil fell 20 to 25 percent.", found: ["20 to 25 percent = percent 20...25 range % down"]),
    Row(text: "Rice is at Rs 2,300 a quintal.", found: ["Rs 2,300 a quintal = rate 2300 exact INR/(100.kg)"]),
    Row(
      text: "Yields rose 12 basis points to 4.21%.",
      found: ["12 basis points = percent 0.12 exact % up, percentage points", "4.21% = percent 4.21 exact % up"]),
  ]

  static let numberRows: [Row] = [
    Row(text: "The rate ticked up to 4.1%.", found: ["4.1% = percent 4.1 exact % up"]),
    Row(text: "They get up to 4.1%.", found: ["up to 4.1% = percent ...4.1 at most %"]),
    Row(text: "A magnitude-6.8 quake was felt.", found: ["6.8 = count 6.8 exact"]),
    Row(text: "A 5ft 9in keeper was signed.", found: ["5ft 9in = measure 69 exact [in_i]"]),
    Row(text: "It takes 2h 30m by road.", found: ["2h 30m = duration 150 exact min"]),
    Row(text: "Winds of 185km/h were felt.", found: ["185km/h = measure 185 exact km/h"]),
    Row(text: "Between 50mm and 75mm fell.", found: ["Between 50mm and 75mm = measure 50...75 range mm"]),
    Row(text: "A 2 m fence fell.", found: ["2 m = measure 2 exact m"]),
    Row(text: "Snow lay on peaks above 600m.", found: ["above 600m = measure 600... more than m"]),
    Row(text: "It was 39.4°C.", found: ["39.4°C = measure 39.4 exact Cel"]),
    Row(text: "Levels are at 0.7 parts per million.", found: ["0.7 parts per million = measure 0.7 exact [ppm]"]),
    Row(text: "It lasted two-and-a-half years.", found: ["two-and-a-half years = duration 2.5 exact a"]),
    Row(text: "Deaths fell 12-fold.", found: ["12-fold = fraction 12 exact down"]),
    Row(
      text: "It cut its debt by a third to four crowns.",
      found: [
        "a third = fraction 0.3333333333333333 exact", "four = count 4 exact",
      ]),
    Row(text: "She turned 36 in May.", found: ["36 = age 36 exact a"]),
    Row(text: "He turned 36 keys.", found: ["36 = count 36 exact"]),
    Row(text: "He died at 84.", found: ["84 = age 84 exact a"]),
    Row(
      text: "Two men, ages 20 and 22, left.",
      found: [
        "Two = count 2 exact", "20 = age 20 exact a", "22 = age 22 exact a",
      ]),
    Row(text: "Men aged between 20 and 22 left.", found: ["aged between 20 and 22 = age 20...22 range a"]),
    Row(text: "The keeper, in his early fifties, ran.", found: ["early fifties = age 50...59 range a"]),
    Row(text: "It is repaid over 30 to 40 years.", found: ["30 to 40 years = duration 30...40 range a"]),
    Row(text: "Debt stood at 1.2 times core profit.", found: ["1.2 times = fraction 1.2 exact"]),
    Row(text: "She jumped 6.94m to win.", found: ["6.94m = measure 6.94 exact m"]),
    Row(text: "In all 94 mm of rain fell.", found: ["94 mm = measure 94 exact mm"]),
    Row(text: "A dull 0-0 followed.", found: ["0-0 = score 0-0 exact"]),
    Row(text: "They went through 5-4 on penalties.", found: ["5-4 = score 5-4 exact"]),
    Row(text: "It was passed by a majority of 10 to two.", found: ["10 to two = score 10-2 exact"]),
    Row(text: "It was 150 over 95.", found: ["150 over 95 = score 150-95 exact"]),
    Row(text: "It rained on day two.", found: []),
    Row(text: "The FTSE 100 fell.", found: []),
    Row(text: "Flight BA 249 left from Gate 4.", found: []),
    Row(text: "It stands on East 6th Street.", found: []),
    Row(text: "It was in the 1400 block of Elm Street.", found: []),
  ]

  static let dateRows: [Row] = [
    Row(text: "Sales fell in Q3.", found: ["Q3 = 2016-07/2016-09"]),
    Row(text: "The Q3 is a car.", found: []),
    Row(text: "Q2 2015 was weaker.", found: ["Q2 2015 = 2015-04/2015-06"]),
    Row(text: "Sales of FY2025 were flat.", found: ["FY2025 = 2025"]),
    Row(text: "It was built in FY2013-14.", found: ["FY2013-14 = 2013/2014"]),
    Row(text: "It shrank in the final three months of 2014.", found: ["final three months of 2014 = 2014-10/2014-12"]),
    Row(text: "She took office on 2 February last year.", found: ["2 February last year = 2015-02-02"]),
    Row(text: "It shut at 11.30 pm on Sunday.", found: ["11.30 pm on Sunday = 2016-12-04T23:30"]),
    Row(text: "It shut at 10:40 a.m. (1540 GMT).", found: ["10:40 a.m. = T10:40", "1540 GMT = T15:40"]),
    Row(text: "The doors open at nine tomorrow.", found: ["nine = T09:00", "tomorrow = 2016-12-08"]),
    Row(text: "She met him at two mills.", found: []),
    Row(text: "It was in the 1400 block of Elm Street.", found: []),
  ]
}
