import Testing
import TextModel

@testable import Quantities

/// Arithmetic of the calendar.
struct CivilDateTests {
  @Test(arguments: [
    ("1970-01-01", 0, 4), ("2000-02-29", 11016, 2), ("1969-12-31", -1, 3), ("2016-12-05", 17140, 1),
    ("1600-03-01", -135_080, 3), ("9999-12-31", 2_932_896, 5),
  ]) func daysAndWeekdays(_ iso: String, _ days: Int, _ weekday: Int) throws {
    let date = try #require(CivilDate(iso: iso))
    #expect(date.daysFromEpoch == days)
    #expect(CivilDate(daysFromEpoch: days) == date)
    #expect(date.weekday == weekday)
  }

  @Test func everyDayOfACycleIsItselfAgain() {
    for days in stride(from: -800_000, through: 800_000, by: 37) {
      #expect(CivilDate(daysFromEpoch: days).daysFromEpoch == days)
    }
  }

  @Test(arguments: [
    ("2016-01-01", 2015, 53), ("2018-12-31", 2019, 1), ("2016-12-05", 2016, 49), ("2021-01-03", 2020, 53),
  ]) func weeks(_ iso: String, _ year: Int, _ week: Int) throws {
    let found = try #require(CivilDate(iso: iso)).isoWeek
    #expect(found.year == year)
    #expect(found.week == week)
  }

  @Test(arguments: [
    ("2016-01-31", 1, "2016-02-29"), ("2016-03-31", -1, "2016-02-29"), ("2016-01-15", -1, "2015-12-15"),
    ("2016-12-15", 1, "2017-01-15"), ("2015-05-31", 13, "2016-06-30"), ("2016-02-10", -26, "2013-12-10"),
  ]) func months(_ iso: String, _ months: Int, _ result: String) throws {
    let date = try #require(CivilDate(iso: iso)).adding(months: months)
    #expect(ISO8601.day(date) == result)
  }

  @Test(arguments: ["2015-02-29", "2016-13-01", "2016-00-10", "2016-11-31", "2016-1-1", "", "16-11-2016", "2016/11/01"])
  func refuses(_ iso: String) { #expect(CivilDate(iso: iso) == nil) }

  @Test(arguments: [(2016, "2016-03-27"), (2017, "2017-04-16"), (2000, "2000-04-23"), (2038, "2038-04-25")])
  func easter(_ year: Int, _ iso: String) { #expect(ISO8601.day(.easter(year)) == iso) }

  @Test(arguments: [
    ("12-25", 2016, "2016-12-25"), ("11-4-4", 2016, "2016-11-24"), ("11-4-4+1", 2016, "2016-11-25"),
    ("05-1-L", 2016, "2016-05-30"), ("09-1-1", 2016, "2016-09-05"), ("easter-2", 2016, "2016-03-25"),
    ("11-1-1+1", 2016, "2016-11-08"),
  ]) func holidays(_ rule: String, _ year: Int, _ iso: String) {
    #expect(DateResolver.holiday(rule, year: year).map(ISO8601.day) == iso)
  }

  @Test(arguments: ["", "x", "13-01", "02-30", "05-9-1", "easter", "11-4-9", "1"])
  func holidaysThatAreNone(_ rule: String) { #expect(DateResolver.holiday(rule, year: 2016) == nil) }

  @Test(arguments: [(-574, "-0574"), (0, "0000"), (987, "0987"), (2016, "2016"), (12016, "+12016")])
  func years(_ year: Int, _ text: String) { #expect(ISO8601.year(year) == text) }
}
