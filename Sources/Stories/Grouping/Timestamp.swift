import TextModel

/// Times of publication.
enum Timestamp {
  /// In place of a minute or day of which nothing is known: it comes last.
  static let unknown = Int32.max

  /// `YYYY-MM-DD` of the days since 1970; nil where it is unknown.
  static func text(ofDay day: Int32) -> String? {
    guard day != unknown else { return nil }
    return CivilDate(daysFromEpoch: Int(day)).text
  }

  /// The minutes since 1970 of a time with its zone (`2018-07-15T07:54:28-04:00`), else of the last minute of a day; nil
  /// where there is neither.
  static func minute(at time: String?, day: String?) -> Int64? {
    if let time, let found = minute(Array(time.utf8)) { return found }
    guard let day, let number = self.day(Array(day.utf8)) else { return nil }
    return number * 1440 + 1439
  }

  private static func minute(_ text: [UInt8]) -> Int64? {
    guard text.count >= 16, let day = day(Array(text.prefix(10))), let hour = number(text[11..<13]),
      let minute = number(text[14..<16]), hour < 25, minute < 60
    else { return nil }
    var offset: Int64 = 0
    if let sign = text.dropFirst(16).lastIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }),
      sign + 3 <= text.count, let hours = number(text[sign + 1..<sign + 3])
    {
      let rest = text.suffix(2)
      let minutes = sign + 5 <= text.count ? number(rest) ?? 0 : 0
      offset = (hours * 60 + minutes) * (text[sign] == UInt8(ascii: "-") ? -1 : 1)
    }
    return day * 1440 + hour * 60 + minute - offset
  }

  /// The days since 1970 of `YYYY-MM-DD`.
  static func day(_ text: [UInt8]) -> Int64? {
    guard text.count == 10, let year = number(text[0..<4]), let month = number(text[5..<7]),
      let day = number(text[8..<10]), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    return Int64(CivilDate(year: Int(year), month: Int(month), day: Int(day)).daysFromEpoch)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
    var value: Int64 = 0
    for digit in digits {
      guard digit &- 0x30 < 10 else { return nil }
      value = value * 10 + Int64(digit - 0x30)
    }
    return value
  }
}
