/// A day of the proleptic Gregorian calendar.
public struct CivilDate: Hashable, Comparable, Sendable {
  /// Astronomical: 0 is 1 B.C.
  public var year: Int
  /// 1 to 12.
  public var month: Int
  /// 1 to 31.
  public var day: Int

  /// A day by its numbers, which need not be one of the calendar.
  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that is so many days after 1970-01-01 (Howard Hinnant, *chrono-Compatible Low-Level Date Algorithms*).
  public init(daysFromEpoch days: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// A day written `YYYY-MM-DD`, with anything after it; nil where it is no day of the calendar.
  public init?(iso text: String) {
    let bytes = Array(text.utf8.prefix(10))
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      Self.isDay(day, month: month, year: year)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// `2024-03-05`.
  public var text: String { Self.digits(year, 4) + "-" + Self.digits(month, 2) + "-" + Self.digits(day, 2) }

  /// A number with noughts before it, up to a width.
  public static func digits(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }

  /// Days after 1970-01-01.
  public var daysFromEpoch: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// 1 (Monday) to 7 (Sunday).
  public var weekday: Int {
    let days = (daysFromEpoch + 3) % 7
    return (days >= 0 ? days : days + 7) + 1
  }

  /// The year and the number of the week by ISO 8601.
  public var isoWeek: (year: Int, week: Int) {
    let thursday = adding(days: 4 - weekday)
    let first = CivilDate(year: thursday.year, month: 1, day: 1)
    return (thursday.year, (thursday.daysFromEpoch - first.daysFromEpoch) / 7 + 1)
  }

  /// The day so many days later, or earlier.
  public func adding(days: Int) -> CivilDate { CivilDate(daysFromEpoch: daysFromEpoch + days) }

  /// The same day of another month, or its last one where it is shorter.
  public func adding(months: Int) -> CivilDate {
    let count = year * 12 + month - 1 + months
    let newYear = count >= 0 ? count / 12 : (count - 11) / 12
    let newMonth = count - newYear * 12 + 1
    return CivilDate(year: newYear, month: newMonth, day: min(day, Self.lastDay(ofMonth: newMonth, year: newYear)))
  }

  /// Whether a year has a 29 February.
  public static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  /// How many days a month has.
  public static func lastDay(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether there is such a day; with no year, in a leap year.
  public static func isDay(_ day: Int, month: Int, year: Int?) -> Bool {
    guard (1...12).contains(month), day >= 1 else { return false }
    return day <= lastDay(ofMonth: month, year: year ?? 2000)
  }

  /// Easter Sunday of the Western churches (the anonymous Gregorian algorithm).
  public static func easter(_ year: Int) -> CivilDate {
    let golden = year % 19
    let century = year / 100
    let rest = year % 100
    let correction = (century - (century + 8) / 25 + 1) / 3
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7
    let shift = (golden + 11 * epact + 22 * weekday) / 451
    let sum = epact + weekday - 7 * shift + 114
    return CivilDate(year: year, month: sum / 31, day: sum % 31 + 1)
  }

  /// The nth of a weekday in a month; the last one for `n` = 0.
  public static func nth(_ n: Int, weekday: Int, month: Int, year: Int) -> CivilDate {
    if n == 0 {
      let last = CivilDate(year: year, month: month, day: lastDay(ofMonth: month, year: year))
      return last.adding(days: -((last.weekday - weekday + 7) % 7))
    }
    let first = CivilDate(year: year, month: month, day: 1)
    return first.adding(days: (weekday - first.weekday + 7) % 7 + 7 * (n - 1))
  }

  /// Whether one day is before another.
  public static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}
