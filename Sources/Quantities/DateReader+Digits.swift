import TextModel

extension DateReader {
  /// Reads a word that begins with a digit or holds one: *28*, *2016*, *1990s*, *10th*, *8:30*, *7pm*, *mid-2017*,
  /// *9/11*, *03/18/2019*. False where it says nothing of a date.
  func readDigits(_ word: String, before next: String, into parts: inout DateParts) -> Bool {
    let bytes = Array(word.utf8)
    if readPrefixed(word, into: &parts) { return true }
    if let time = clock(bytes) {
      parts.hour = time.hour
      parts.minute = time.minute
      if let isAfternoon = time.isAfternoon { parts.isAfternoon = isAfternoon }
      return true
    }
    if let day = Self.slashed(bytes) {
      (parts.year, parts.month, parts.day) = (day.year, day.month, day.day)
      return true
    }
    if readHour(bytes, before: next, into: &parts) { return true }
    let digits = bytes.filter { ASCII.isDigit($0) }
    guard digits.count == bytes.prefix(while: { ASCII.isDigit($0) || $0 == 0x27 }).filter({ $0 != 0x27 }).count,
      let value = Int(String(decoding: digits.prefix(9), as: UTF8.self))
    else { return false }
    let tail = String(decoding: bytes.drop { ASCII.isDigit($0) || $0 == 0x27 }, as: UTF8.self)
    switch tail {
    case _ where words.decades.contains(tail) && (digits.count == 4 || digits.count == 2): parts.decade = value
    case _ where words.ranks.contains(tail): return put(ranked: value, into: &parts)
    case "": return put(value, digits: digits.count, quoted: bytes.first == 0x27, into: &parts)
    default: return false
    }
    return true
  }

  /// The value and the number of the digits of a word that is nothing else; nil for others, and where they are many.
  func plainDigits(at token: Int, in document: Document) -> (value: Int, count: Int)? {
    let word = document.tokens[token].word
    guard document.vocabulary.shape(word).contains(.hasDigit) else { return nil }
    return document.vocabulary.withBytes(word) { bytes in
      guard bytes.count <= 9, bytes.allSatisfy({ ASCII.isDigit($0) }) else { return nil }
      return (bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }, bytes.count)
    }
  }

  /// Reads digits alone: *28*, *2016*, *7* before *pm*. False where they say nothing of a date.
  func readPlain(_ figure: (value: Int, count: Int), before next: String, into parts: inout DateParts) -> Bool {
    if figure.count <= 5, !next.isEmpty,
      readHour(figure.value, minute: nil, digits: figure.count, before: next, into: &parts)
    {
      return true
    }
    return put(figure.value, digits: figure.count, quoted: false, into: &parts)
  }

  /// *7 pm*, *11.30 pm*, *1540 GMT*: what follows tells that it is a time.
  private func readHour(_ bytes: [UInt8], before next: String, into parts: inout DateParts) -> Bool {
    guard !next.isEmpty else { return false }
    let pieces = bytes.split(separator: 0x2E, omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) }
    guard let hour = pieces[0], pieces.count <= 2, bytes.count <= 5 else { return false }
    if pieces.count == 1 { return readHour(hour, minute: nil, digits: bytes.count, before: next, into: &parts) }
    guard let minute = pieces[1] else { return false }
    return readHour(hour, minute: minute, digits: bytes.count, before: next, into: &parts)
  }

  /// The same of an hour, or of four digits, and of the minute that is written to it.
  private func readHour(
    _ hour: Int, minute: Int?, digits: Int, before next: String, into parts: inout DateParts
  ) -> Bool {
    if hour <= 12, words.halves.contains(next) {
      guard minute ?? 0 < 60 else { return false }
      (parts.hour, parts.minute) = (hour, minute ?? 0)
      return true
    }
    guard digits == 4, minute == nil, hour < 2400, hour % 100 < 60, words.zones.contains(next) else { return false }
    (parts.hour, parts.minute) = (hour / 100, hour % 100)
    return true
  }

  /// *Q3*, *H1*, *FY2025*, *FY24*: a quarter, a half and a year of accounts.
  func readCode(_ word: String, into parts: inout DateParts) -> Bool {
    let bytes = Array(word.utf8)
    if bytes.count == 2, bytes[1] >= 0x31, bytes[1] <= 0x34, bytes[0] == 0x71 || bytes[0] == 0x68 && bytes[1] <= 0x32 {
      let number = Int(bytes[1] - 0x30)
      if bytes[0] == 0x71 { parts.quarter = number } else { parts.half = number }
      return true
    }
    guard bytes.count >= 4, bytes[0] == 0x66, bytes[1] == 0x79 else { return false }
    let years = bytes[2...].split(separator: 0x2D).map { Int(String(decoding: $0, as: UTF8.self)) }
    guard let year = years[0], years.count <= 2, year < 3000 else { return false }
    parts.year = year < 100 ? 2000 + year : year
    // *FY2023-24* begins in the one and ends in the other.
    if years.count == 2 { parts.lastYear = (parts.year ?? 0) + 1 }
    return true
  }

  private func put(_ value: Int, digits: Int, quoted: Bool, into parts: inout DateParts) -> Bool {
    if digits == 4, value >= 1000, value <= 2999, parts.year == nil {
      parts.year = value
    } else if quoted, digits == 2 {
      parts.year = value + (value < 50 ? 2000 : 1900)
    } else if digits == 4, parts.year == nil, value < 2400, value % 100 < 60 {
      parts.hour = value / 100
      parts.minute = value % 100
    } else if digits <= 2, value >= 1, value <= 31, parts.day == nil, parts.year == nil || parts.month != nil {
      parts.day = value
    } else if digits <= 2, value <= 24, parts.hour == nil {
      parts.hour = value
      parts.minute = 0
    } else if digits <= 4, parts.count == nil {
      parts.count = Double(value)
    } else {
      return false
    }
    return true
  }

  private func put(ranked value: Int, into parts: inout DateParts) -> Bool {
    if value > 31 {
      parts.ordinal = value
    } else if parts.month != nil, parts.day == nil {
      parts.day = value
    } else {
      parts.ordinal = value
    }
    return true
  }

  /// *mid-2017*, *mid-May*, *late-1990s*: the part after the hyphen.
  private func readPrefixed(_ word: String, into parts: inout DateParts) -> Bool {
    for prefix in words.prefixes where word.hasPrefix(prefix) {
      let rest = String(word.dropFirst(prefix.count))
      if let first = rest.utf8.first, ASCII.isDigit(first) { return readDigits(rest, before: "", into: &parts) }
      return readName(rest, into: &parts)
    }
    return false
  }

  private func readName(_ name: String, into parts: inout DateParts) -> Bool {
    if let month = words.months.firstIndex(of: name) {
      parts.month = month + 1
      return true
    }
    return false
  }

  /// *8:30*, *7pm*, *11.00am*, *2:30p.m.*.
  private func clock(_ bytes: [UInt8]) -> (hour: Int, minute: Int, isAfternoon: Bool?)? {
    var index = 0
    func number() -> Int? {
      let start = index
      var value = 0
      while index < bytes.count, ASCII.isDigit(bytes[index]), index - start < 2 {
        value = value * 10 + Int(bytes[index] - 0x30)
        index += 1
      }
      return index > start ? value : nil
    }
    guard let hour = number(), hour <= 24 else { return nil }
    var minute = 0
    var hasMinute = false
    if index + 2 < bytes.count, bytes[index] == 0x3A || bytes[index] == 0x2E, ASCII.isDigit(bytes[index + 1]) {
      let isStop = bytes[index] == 0x2E
      index += 1
      guard let read = number(), read < 60 else { return nil }
      minute = read
      hasMinute = !isStop || index < bytes.count
    }
    let letters = String(decoding: bytes[index...].filter { $0 != 0x2E }, as: UTF8.self)
    if letters.isEmpty { return hasMinute ? (hour, minute, nil) : nil }
    if words.hourLetters.morning.contains(letters) { return (hour, minute, false) }
    return words.hourLetters.afternoon.contains(letters) ? (hour, minute, true) : nil
  }

  /// *3/18/2019*, *18/03/19*: the month first where it can be.
  static func slashed(_ bytes: [UInt8]) -> (year: Int, month: Int, day: Int)? {
    let pieces = bytes.split(separator: 0x2F, omittingEmptySubsequences: false).map {
      Int(String(decoding: $0, as: UTF8.self))
    }
    guard pieces.count == 3, let first = pieces[0], let second = pieces[1], let third = pieces[2] else { return nil }
    if first > 999 { return (first, second, third) }
    let year = third > 999 ? third : third + (third < 50 ? 2000 : 1900)
    return first > 12 ? (year, second, first) : (year, first, second)
  }
}
