import TextModel

/// Writes stretches of the calendar as ISO 8601 has them.
enum ISO8601 {
  /// `2016`, `-0574`; five digits and more with their sign.
  static func year(_ year: Int) -> String {
    let digits = padded(abs(year), 4)
    if year < 0 { return "-\(digits)" }
    return year > 9999 ? "+\(digits)" : digits
  }

  /// `2016-11`.
  static func month(_ month: Int, of year: Int) -> String { "\(self.year(year))-\(padded(month, 2))" }

  /// `2016-11-28`.
  static func day(_ date: CivilDate) -> String {
    plain(date.year, date.month, date.day) ?? "\(month(date.month, of: date.year))-\(padded(date.day, 2))"
  }

  /// A day of a year of four digits, byte by byte; nil of others.
  private static func plain(_ year: Int, _ month: Int, _ day: Int) -> String? {
    guard (0...9999).contains(year), (0...99).contains(month), (0...99).contains(day) else { return nil }
    return String(unsafeUninitializedCapacity: 10) { bytes in
      func put(_ number: Int, _ width: Int, endingAt end: Int) {
        var rest = number
        for place in stride(from: end - 1, through: end - width, by: -1) {
          bytes.initializeElement(at: place, to: 0x30 + UInt8(rest % 10))
          rest /= 10
        }
      }
      put(year, 4, endingAt: 4)
      bytes.initializeElement(at: 4, to: 0x2D)
      put(month, 2, endingAt: 7)
      bytes.initializeElement(at: 7, to: 0x2D)
      put(day, 2, endingAt: 10)
      return 10
    }
  }

  /// `2016-W47`.
  static func week(of date: CivilDate) -> String {
    let (year, week) = date.isoWeek
    return "\(self.year(year))-W\(padded(week, 2))"
  }

  /// `--11`, `--11-28`: a month or a day of no known year.
  static func yearless(month: Int, day: Int?) -> String {
    let head = "--\(padded(month, 2))"
    return day.map { "\(head)-\(padded($0, 2))" } ?? head
  }

  /// `T08:30`.
  static func time(hour: Int, minute: Int) -> String { "T\(padded(hour, 2)):\(padded(minute, 2))" }

  /// A number with zeros before it.
  static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension CivilDate {
  /// `YYYY-MM-DD`; nil of years that have not four digits.
  var text: String? { (1...9999).contains(year) ? ISO8601.day(self) : nil }
}
