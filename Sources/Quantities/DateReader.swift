import TextModel

/// Reads the words of a date into its parts, with the lists of calendar words.
struct DateReader {
  private let lists: WordLists
  private let figures: FigureReader
  private let pieces: PieceReader
  let words: DateWords

  init(_ lists: WordLists) {
    self.lists = lists
    pieces = PieceReader(lists)
    words = DateWords(lists.gazetteers.words)
    figures = FigureReader(lists, pieces: pieces)
  }

  /// The two ends of a from-to whose hyphen stands inside a word: *23 March-14 April*, *March 30-April 2*, *June-August
  /// 2019*.
  func halves(_ range: TokenRange, in document: Document) -> (DateParts, DateParts)? {
    let place = document.range(of: range)
    let text = Array(document.text[Int(place.start.value)..<Int(place.end.value)])
    let ends = text.split(separator: 0x2D, omittingEmptySubsequences: false)
    guard ends.count == 2, text.count < 60, let first = parts(ofText: ends[0]), let last = parts(ofText: ends[1])
    else { return nil }
    return (first, last)
  }

  private func parts(ofText text: ArraySlice<UInt8>) -> DateParts? {
    let piece = pieces.read(Array(text))
    return parts(TokenRange(0, piece.tokens.count), in: piece)
  }

  /// The parts of the date at these tokens; nil where they contradict one another (*the 32nd of March*).
  func parts(_ range: TokenRange, in document: Document) -> DateParts? {
    var parts = DateParts()
    var token = range.first
    while token < range.limit {
      if let next = readISO(at: token, limit: range.limit, into: &parts, in: document) {
        token = next
        continue
      }
      guard let next = read(at: token, limit: range.limit, into: &parts, in: document), next > token else { return nil }
      token = next
    }
    if parts.month != nil, parts.day == nil, parts.unit == nil, let ordinal = parts.ordinal {
      parts.day = ordinal
      parts.ordinal = nil
    }
    if parts.month != nil, parts.count != nil, parts.unit == nil { return nil }
    if let isAfternoon = parts.isAfternoon, let hour = parts.hour, hour <= 12 {
      parts.hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    return parts
  }

  /// *2020-08-01*, its hyphens tokens of their own.
  private func readISO(at token: Int, limit: Int, into parts: inout DateParts, in document: Document) -> Int? {
    guard token + 5 <= limit, parts.year == nil, let year = plainDigits(at: token, in: document), year.count == 4,
      let month = plainDigits(at: token + 2, in: document), month.count == 2,
      let day = plainDigits(at: token + 4, in: document), day.count == 2,
      [token + 1, token + 3].allSatisfy({
        document.vocabulary.withBytes(document.tokens[$0].word) { $0.elementsEqual([0x2D]) }
      })
    else { return nil }
    (parts.year, parts.month, parts.day) = (year.value, month.value, day.value)
    return token + 5
  }

  /// Reads one word or entry and returns the token after it.
  private func read(at token: Int, limit: Int, into parts: inout DateParts, in document: Document) -> Int? {
    if let next = readListed(at: token, limit: limit, into: &parts, in: document) { return next }
    func follower() -> String { token + 1 < limit ? document.vocabulary.string(document.lower(token + 1)) : "" }
    if let figure = plainDigits(at: token, in: document) {
      return readPlain(figure, before: follower(), into: &parts)
        ? token + 1 : readFigure(token, limit, &parts, document)
    }
    let word = document.vocabulary.string(document.lower(token))
    if document.shape(token).contains(.hasDigit), readCode(word, into: &parts) { return token + 1 }
    if let first = word.utf8.first, ASCII.isDigit(first) || first == 0x27 || word.utf8.contains(0x2D) {
      return readDigits(word, before: follower(), into: &parts) ? token + 1 : readFigure(token, limit, &parts, document)
    }
    return readWord(word, at: token, limit: limit, into: &parts, in: document)
  }

  private func readListed(at token: Int, limit: Int, into parts: inout DateParts, in document: Document) -> Int? {
    guard token < document.firstMatch.count, document.firstMatch[token] >= 0 else { return nil }
    let present = lists.present(at: token, in: document)
    func match(_ list: WordLists.List) -> GazetteerMatch? {
      guard present.contains(list) else { return nil }
      return lists.match(list, at: token, in: document, limit: limit)
    }
    if let match = match(lists.holiday) {
      parts.holiday = lists.string(lists.holiday, match)
      return match.tokens.limit
    }
    if parts.month == nil, let match = match(lists.month) {
      parts.month = lists.integer(lists.month, match)
      return match.tokens.limit
    }
    if let match = match(lists.weekday) {
      parts.weekday = lists.integer(lists.weekday, match)
      return match.tokens.limit
    }
    if let match = match(lists.day) {
      parts.dayStep = lists.integer(lists.day, match)
      return match.tokens.limit
    }
    if let match = match(lists.season) {
      parts.season = lists.integer(lists.season, match)
      return match.tokens.limit
    }
    if let match = match(lists.dayPart) {
      readDayPart(lists.string(lists.dayPart, match), into: &parts)
      return match.tokens.limit
    }
    if let match = match(lists.calendarUnit) {
      // *the third quarter of the year*: the year only says of what.
      let unit = CalendarUnit(rawValue: lists.string(lists.calendarUnit, match))
      if parts.unit == nil || parts.ordinal == nil || unit != .year { parts.unit = unit }
      return match.tokens.limit
    }
    if let match = match(lists.deictic), !(match.tokens.count == 1 && parts.step != nil) {
      parts.step = lists.integer(lists.deictic, match)
      parts.isFromText = words.backward.contains(document.vocabulary.string(document.lower(token)))
      return match.tokens.limit
    }
    return match(lists.zone)?.tokens.limit
  }

  private func readDayPart(_ value: String, into parts: inout DateParts) {
    parts.hasDayPart = true
    let bytes = Array(value.utf8.dropFirst())
    guard bytes.count >= 2, let hour = Int(String(decoding: bytes[0..<2], as: UTF8.self)) else { return }
    if bytes.count == 5, parts.hour == nil {
      parts.hour = hour
      parts.minute = Int(String(decoding: bytes[3...], as: UTF8.self)) ?? 0
    } else if let have = parts.hour, have < 12, hour >= 12, parts.isAfternoon == nil {
      parts.isAfternoon = true
    }
  }

  private func readWord(_ word: String, at token: Int, limit: Int, into parts: inout DateParts, in document: Document)
    -> Int?
  {
    let kind = words.kind(of: word)
    switch kind {
    case .past: parts.direction = parts.direction ?? .past
    case .future: parts.direction = parts.direction ?? .future
    case .beforeChrist: parts.isBC = true
    case .morning: parts.isAfternoon = false
    case .afternoon: parts.isAfternoon = true
    case .half:
      parts.half = parts.ordinal
      parts.ordinal = nil
    case .mark: break
    case .end: if parts.unit == nil, parts.ordinal == nil { break }
    case .few: parts.count = .nan
    case .last: parts.ordinal = 0
    case .filler, nil: return readFigure(token, limit, &parts, document) ?? (kind == .filler ? token + 1 : nil)
    }
    return token + 1
  }

  private func readFigure(_ token: Int, _ limit: Int, _ parts: inout DateParts, _ document: Document) -> Int? {
    let range = TokenRange(token, limit)
    if let match = lists.match(lists.ordinal, at: token, in: document, limit: limit),
      let value = lists.number(lists.ordinal, match), value < 100
    {
      put(ordinal: Int(value), into: &parts)
      return match.tokens.limit
    }
    let word = document.vocabulary.string(document.lower(token))
    if words.articles.contains(word) {
      let next = token + 1
      guard next < limit, lists.match(lists.calendarUnit, at: next, in: document) != nil else { return token + 1 }
      parts.count = 1
      return next
    }
    guard let (value, end) = figures.read(range, in: document) else { return nil }
    put(figure: value.double, into: &parts)
    return end
  }

  private func put(figure value: Double, into parts: inout DateParts) {
    if parts.month != nil, parts.day == nil, value >= 1, value <= 31, value.rounded() == value {
      parts.day = Int(value)
    } else if value >= 1000, value < 3000, parts.year == nil {
      parts.year = Int(value)
    } else {
      parts.count = value
    }
  }

  private func put(ordinal: Int, into parts: inout DateParts) {
    if parts.month != nil, parts.day == nil { parts.day = ordinal } else { parts.ordinal = ordinal }
  }
}
