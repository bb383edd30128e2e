import TextModel

/// A stretch of the calendar of the size that words name.
enum CalendarUnit: String, Sendable {
  case minute, hour, day, week, weekend, fortnight, month, quarter, year, decade, century
}

/// What the words of one date say, before anything is known of the day on which they were written.
struct DateParts: Equatable {
  /// Which way a relative stretch lies.
  enum Direction { case past, future }

  var year: Int?
  /// The second of the two years that a year of accounts lies in.
  var lastYear: Int?
  var month: Int?
  var day: Int?
  /// 1 (Monday) to 7.
  var weekday: Int?
  var hour: Int?
  var minute: Int?
  /// The first year of a decade; of no known century below 100 (*the '80s*).
  var decade: Int?
  /// The number of a century: 19 is 1801 to 1900.
  var century: Int?
  /// 1 to 4.
  var quarter: Int?
  /// 1 or 2: the half of a year.
  var half: Int?
  /// The first month of a season.
  var season: Int?
  /// A rule of the list of holidays.
  var holiday: String?
  /// Days from the document's own: *yesterday* is -1.
  var dayStep: Int?
  /// *last* -1, *this* 0, *next* 1.
  var step: Int?
  /// The step is from a date in the text: *that year*, *the following day*.
  var isFromText = false
  var unit: CalendarUnit?
  /// How many of the unit: *two weeks ago*, *first three months*.
  var count: Double?
  var direction: Direction?
  /// *the first three months*, *the third quarter*, *the last week*: which of them; 0 for the last.
  var ordinal: Int?
  var isBC = false
  var isAfternoon: Bool?
  /// A part of the day stands with a day, or alone.
  var hasDayPart = false

  /// Whether a time of day is known.
  var hasTime: Bool { hour != nil }
  /// Whether anything but a time of day is.
  var hasDate: Bool {
    year != nil || month != nil || day != nil || weekday != nil || decade != nil || century != nil || quarter != nil
      || half != nil || season != nil || holiday != nil || dayStep != nil || step != nil || unit != nil
  }
}
