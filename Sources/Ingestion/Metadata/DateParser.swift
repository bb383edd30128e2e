import TextModel

/// A day as it stands in a page's metadata or beside its headline, with the time and the zone where they are given.
struct PageDate: Equatable {
  var year: Int
  var month: Int
  var day: Int
  /// `T09:30:00+02:00`: time and zone as given; nil where either is missing.
  var time: String?

  /// `2024-03-05`.
  var dayText: String { CivilDate(year: year, month: month, day: day).text }
  /// With time and zone, ISO 8601.
  var text: String? { time.map { dayText + $0 } }
  /// The zone is UTC, which may not be the publisher's own.
  var isUTC: Bool { time.map { $0.hasSuffix("Z") || $0.hasSuffix("+00:00") } ?? false }
  /// Days since 1970, for comparing neighbours.
  var ordinal: Int { CivilDate(year: year, month: month, day: day).daysFromEpoch }

  var isPossible: Bool { (1980...2100).contains(year) && (1...12).contains(month) && (1...31).contains(day) }
}

/// Reads dates as machines and newsrooms write them: ISO 8601, RFC 822, `March 5, 2024`, `5 March 2024`, `5/13/2024`.
struct DateParser {
  private let bytes: [UInt8]
  private let months: MonthNames

  private init(_ text: some Sequence<UInt8>, _ months: MonthNames) {
    bytes = Array(text.prefix(200))
    self.months = months
  }

  /// The first date in a text, if there is one.
  static func date(in text: String, _ months: MonthNames) -> PageDate? {
    let parser = DateParser(text.utf8, months)
    return parser.iso() ?? parser.epoch() ?? parser.written() ?? parser.numeric()
  }

  /// A date in the path of an address: `/2024/03/05/`, `/2024-03-05-`.
  static func date(inAddress address: String, _ months: MonthNames) -> PageDate? {
    let bytes = Array(address.utf8)
    var index = 0
    while index + 10 <= bytes.count {
      defer { index += 1 }
      guard bytes[index] == 0x2F || bytes[index] == 0x2D, let year = number(bytes, index + 1, 4) else { continue }
      let mark = bytes[index + 5]
      guard mark == 0x2F || mark == 0x2D || mark == 0x5F, index + 7 < bytes.count else { continue }
      guard let (month, next) = monthNumber(bytes, index + 6, months), next < bytes.count, bytes[next] == mark else {
        continue
      }
      let two = number(bytes, next + 1, 2)
      guard let day = two ?? number(bytes, next + 1, 1) else { continue }
      let date = PageDate(year: year, month: month, day: day)
      if date.isPossible { return date }
    }
    return nil
  }

  private static func monthNumber(_ bytes: [UInt8], _ start: Int, _ months: MonthNames) -> (Int, Int)? {
    if let two = number(bytes, start, 2) { return (two, start + 2) }
    if let one = number(bytes, start, 1) { return (one, start + 1) }
    guard start + 3 <= bytes.count, let month = months.beginning(bytes[start..<start + 3]) else { return nil }
    return (month, start + 3)
  }

  private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
    guard start >= 0, start + count <= bytes.count else { return nil }
    var value = 0
    for index in start..<start + count {
      guard ASCII.isDigit(bytes[index]) else { return nil }
      value = value * 10 + Int(bytes[index] - 0x30)
    }
    return value
  }

  // MARK: Forms

  private func iso() -> PageDate? {
    var index = 0
    while index + 8 <= bytes.count {
      defer { index += 1 }
      guard index == 0 || !ASCII.isDigit(bytes[index - 1]), let year = Self.number(bytes, index, 4) else { continue }
      var date: PageDate?
      var next = index + 10
      if index + 10 <= bytes.count, [0x2D, 0x2F, 0x2E].contains(bytes[index + 4]), bytes[index + 7] == bytes[index + 4],
        let month = Self.number(bytes, index + 5, 2), let day = Self.number(bytes, index + 8, 2)
      {
        date = PageDate(year: year, month: month, day: day)
      } else if let month = Self.number(bytes, index + 4, 2), let day = Self.number(bytes, index + 6, 2),
        index + 8 == bytes.count || !ASCII.isDigit(bytes[index + 8])
      {
        date = PageDate(year: year, month: month, day: day)
        next = index + 8
      }
      guard var found = date, found.isPossible else { continue }
      found.time = time(at: next)
      return found
    }
    return nil
  }

  /// Time and zone from behind a day: `T09:30:00.123+0200`, ` 09:30:00 Z`.
  private func time(at start: Int) -> String? {
    var index = start
    while index < bytes.count, bytes[index] == 0x54 || bytes[index] == 0x20 || bytes[index] == 0x74 { index += 1 }
    guard index > start, let hour = Self.number(bytes, index, 2), hour < 24 else { return nil }
    let separator = index + 2 < bytes.count && bytes[index + 2] == 0x3A ? 1 : 0
    guard let minute = Self.number(bytes, index + 2 + separator, 2), minute < 60 else { return nil }
    index += 4 + separator
    var second = 0
    let mark = separator == 1 && index < bytes.count && bytes[index] == 0x3A ? 1 : 0
    if separator == 0 || mark == 1, let found = Self.number(bytes, index + mark, 2), found < 61 {
      second = found
      index += 2 + mark
    }
    if index < bytes.count, bytes[index] == 0x2E || bytes[index] == 0x2C {
      index += 1
      while index < bytes.count, ASCII.isDigit(bytes[index]) { index += 1 }
    }
    guard let zone = zone(at: index) else { return nil }
    return "T" + CivilDate.digits(hour, 2) + ":" + CivilDate.digits(minute, 2) + ":" + CivilDate.digits(second, 2)
      + zone
  }

  private func zone(at start: Int) -> String? {
    var index = start
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    guard index < bytes.count else { return nil }
    if bytes[index] | 0x20 == 0x7A { return "Z" }
    for word: StaticString in ["gmt", "utc"] {  // names: zones of RFC 822
      if bytes.withUnsafeBufferPointer({ ASCII.matches(word, in: $0, at: index) }) { return "Z" }
    }
    guard bytes[index] == 0x2B || bytes[index] == 0x2D, let hours = Self.number(bytes, index + 1, 2), hours < 15 else {
      return nil
    }
    let colon = index + 3 < bytes.count && bytes[index + 3] == 0x3A ? 1 : 0
    let minutes = Self.number(bytes, index + 3 + colon, 2) ?? 0
    return (bytes[index] == 0x2B ? "+" : "-") + CivilDate.digits(hours, 2) + ":" + CivilDate.digits(minutes % 60, 2)
  }

  /// Seconds or milliseconds since 1970.
  private func epoch() -> PageDate? {
    guard bytes.count == 10 || bytes.count == 13, let seconds = Self.number(bytes, 0, 10) else { return nil }
    let day = CivilDate(daysFromEpoch: seconds / 86400)
    let date = PageDate(year: day.year, month: day.month, day: day.day)
    return date.isPossible ? date : nil
  }

  /// Words and numbers round the name of a month.
  private func written() -> PageDate? {
    var words: [ArraySlice<UInt8>] = []
    var ends: [Int] = []
    var start = 0
    for index in 0...bytes.count {
      let isWord = index < bytes.count && (ASCII.isLetter(bytes[index]) || ASCII.isDigit(bytes[index]))
      if isWord { continue }
      if index > start {
        words.append(bytes[start..<index])
        ends.append(index)
      }
      start = index + 1
    }
    for index in words.indices {
      guard let month = months.month(words[index]) else { continue }
      let before = index > 0 ? day(words[index - 1]) : nil
      let after = index + 1 < words.count ? day(words[index + 1]) : nil
      if let day = before, index + 1 < words.count, let year = Self.year(words[index + 1]) {
        return complete(year, month, day, end: ends[index + 1])
      }
      if let day = after, index + 2 < words.count, let year = Self.year(words[index + 2]) {
        return complete(year, month, day, end: ends[index + 2])
      }
    }
    return nil
  }

  private func complete(_ year: Int, _ month: Int, _ day: Int, end: Int) -> PageDate? {
    let date = PageDate(year: year, month: month, day: day, time: time(at: end))
    return date.isPossible ? date : nil
  }

  private func day(_ word: ArraySlice<UInt8>) -> Int? {
    let digits = word.prefix(while: ASCII.isDigit)
    guard (1...2).contains(digits.count), let value = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
    let rest = String(decoding: word[digits.endIndex...].map(ASCII.lower), as: UTF8.self)
    return (rest.isEmpty || months.isRank(rest)) && (1...31).contains(value) ? value : nil
  }

  private static func year(_ word: ArraySlice<UInt8>) -> Int? {
    guard word.count == 4, word.allSatisfy(ASCII.isDigit) else { return nil }
    return Int(String(decoding: word, as: UTF8.self))
  }

  /// `5/13/2024` and `13/5/2024`, where one of them can be no month; the month first otherwise.
  private func numeric() -> PageDate? {
    let parts = bytes.split(whereSeparator: { !ASCII.isDigit($0) }).prefix(3).map { Array($0) }
    guard parts.count == 3, parts[2].count == 4, parts[0].count <= 2, parts[1].count <= 2,
      let first = Int(String(decoding: parts[0], as: UTF8.self)),
      let second = Int(String(decoding: parts[1], as: UTF8.self)),
      let year = Int(String(decoding: parts[2], as: UTF8.self))
    else { return nil }
    let date =
      first > 12 || bytes.contains(0x2E)
      ? PageDate(year: year, month: second, day: first) : PageDate(year: year, month: first, day: second)
    return date.isPossible ? date : nil
  }
}
