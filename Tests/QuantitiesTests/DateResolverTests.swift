import TextModel
import Testing

@testable import Quantities

/// Words of a date to ISO 8601, from a Wednesday unless the row says otherwise.
struct DateResolverTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var iso: String?
    var grain: DateExpression.Grain
    var tense = Tense.past
    var reference: String? = "2016-12-07"
    var testDescription: String { "\(text) \(tense) \(reference ?? "undated")" }
  }

  @Test(arguments: rows) func resolves(_ row: Row) throws {
    let document = try QuantityText.document(row.text)
    let reader = DateReader(WordLists(try QuantityText.gazetteers.get()))
    let parts = reader.parts(TokenRange(0, document.tokens.count), in: document)
    let resolver = DateResolver(reference: row.reference.flatMap { CivilDate(iso: $0) })
    let value = parts.map { resolver.value($0, tense: row.tense) }
    #expect(value?.iso == row.iso)
    if row.iso != nil { #expect(value?.grain == row.grain) }
  }

  static let rows: [Row] = [
    Row(text: "3 May 1988", iso: "1988-05-03", grain: .day),
    Row(text: "Wednesday, Feb. 11, 2015", iso: "2015-02-11", grain: .day),
    Row(text: "the 4th of July 1776", iso: "1776-07-04", grain: .day),
    Row(text: "March 1996", iso: "1996-03", grain: .month),
    Row(text: "early 2016", iso: "2016", grain: .year),
    Row(text: "mid-2017", iso: "2017", grain: .year),
    Row(text: "the 1990s", iso: "1990/1999", grain: .decade),
    Row(text: "the '80s", iso: "1980/1989", grain: .decade),
    Row(text: "19th century", iso: "1801/1900", grain: .century),
    Row(text: "Nov. 28", iso: "--11-28", grain: .day, reference: nil),
    Row(text: "January", iso: "--01", grain: .month, reference: nil),
    Row(text: "Nov. 28", iso: "2016-11-28", grain: .day),
    Row(text: "Dec. 24", iso: "2016-12-24", grain: .day),
    Row(text: "Jan. 8", iso: "2016-01-08", grain: .day),
    Row(text: "Jan. 3", iso: "2017-01-03", grain: .day),
    Row(text: "Nov. 28", iso: "2016-11-28", grain: .day, tense: .planned),
    Row(text: "March", iso: "2017-03", grain: .month, tense: .planned),
    Row(text: "March", iso: "2016-03", grain: .month, tense: .present),
    Row(text: "Nov. 28", iso: "2016-11-28", grain: .day, tense: .present),
    Row(text: "Dec. 24", iso: "2016-12-24", grain: .day, tense: .future),
    Row(text: "Jan. 3", iso: "2017-01-03", grain: .day, tense: .unknown),
    Row(text: "October", iso: "2016-10", grain: .month),
    Row(text: "March", iso: "2017-03", grain: .month, tense: .future),
    Row(text: "December", iso: "2016-12", grain: .month, reference: "2017-01-10"),
    Row(text: "Tuesday", iso: "2016-12-06", grain: .day),
    Row(text: "Wednesday", iso: "2016-12-07", grain: .day),
    Row(text: "Friday", iso: "2016-12-02", grain: .day),
    Row(text: "Friday", iso: "2016-12-09", grain: .day, tense: .future),
    Row(text: "next Friday", iso: "2016-12-09", grain: .day),
    Row(text: "last Wednesday", iso: "2016-11-30", grain: .day),
    Row(text: "Tuesday of last week", iso: "2016-11-29", grain: .day),
    Row(text: "Tuesday", iso: nil, grain: .day, reference: nil),
    Row(text: "yesterday", iso: "2016-12-06", grain: .day),
    Row(text: "tomorrow night", iso: "2016-12-08", grain: .day),
    Row(text: "last weekend", iso: "2016-12-03/2016-12-04", grain: .interval),
    Row(text: "last weekend", iso: "2016-12-03/2016-12-04", grain: .interval, reference: "2016-12-05"),
    Row(text: "next weekend", iso: "2016-12-10/2016-12-11", grain: .interval),
    Row(text: "last week", iso: "2016-W48", grain: .week),
    Row(text: "this week", iso: "2016-W49", grain: .week),
    Row(text: "next month", iso: "2017-01", grain: .month),
    Row(text: "last month", iso: "2016-12", grain: .month, reference: "2017-01-31"),
    Row(text: "last year", iso: "2015", grain: .year),
    Row(text: "last summer", iso: "2016-06/2016-08", grain: .quarter),
    Row(text: "last summer", iso: "2015-06/2015-08", grain: .quarter, reference: "2016-07-26"),
    Row(text: "last winter", iso: "2015-12/2016-02", grain: .quarter),
    Row(text: "next spring", iso: "2017-03/2017-05", grain: .quarter),
    Row(text: "summer of 2014", iso: "2014-06/2014-08", grain: .quarter),
    Row(text: "a week ago", iso: "2016-11-30", grain: .day),
    Row(text: "three years ago", iso: "2013", grain: .year),
    Row(text: "two months ago", iso: "2016-10", grain: .month),
    Row(text: "ten days from now", iso: "2016-12-17", grain: .day),
    Row(text: "third quarter of 2016", iso: "2016-07/2016-09", grain: .quarter),
    Row(text: "second half of 2015", iso: "2015-07/2015-12", grain: .interval),
    Row(text: "first three months of 2015", iso: "2015-01/2015-03", grain: .interval),
    Row(text: "fiscal 2015", iso: "2015", grain: .year),
    Row(text: "Christmas Eve", iso: "2015-12-24", grain: .day),
    Row(text: "Thanksgiving 2014", iso: "2014-11-27", grain: .day),
    Row(text: "7 p.m. ET on Thursday", iso: "2016-12-08T19:00", grain: .minute, tense: .future),
    Row(text: "8:30 a.m.", iso: "T08:30", grain: .minute),
    Row(text: "midnight", iso: "T00:00", grain: .minute),
    Row(text: "12:15 a.m.", iso: "T00:15", grain: .minute),
    Row(text: "noon", iso: "T12:00", grain: .minute),
    Row(text: "11am", iso: "T11:00", grain: .minute),
    Row(text: "1200 B.C.", iso: "-1199", grain: .year),
    Row(text: "32 March 2016", iso: nil, grain: .day),
    Row(text: "Feb. 30, 2016", iso: nil, grain: .day),
    Row(text: "the thirty-twoth of Movember", iso: nil, grain: .day),
    Row(text: "99999999999999999999 years ago", iso: nil, grain: .year),
  ]
}
