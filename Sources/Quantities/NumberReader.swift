import TextModel

/// A figure as read from the labels of a rule, before it is known whose figure it is.
struct NumberReading {
  var kind: Figure.Kind
  var value: Double?
  var low: Double?
  var high: Double?
  var bound = Figure.Bound.exact
  var unit: String?
  var parts: [Double]?
  var note: String?
  /// Where the figure's span differs from the rule's.
  var range: UTF8Range?
}

/// Codes of units (UCUM) that code asks for.
enum UnitCode {
  // names from here: codes of units
  static let year = "a"
  static let hour = "h"
  static let minute = "min"
  static let second = "s"
  static let metre = "m"
  // names end
}

/// Works out value, bound, unit and kind of a figure from what a rule has labelled.
final class NumberReader {
  let lists: WordLists
  let figures: FigureReader
  let units: UnitReader
  let table: FigureWords
  /// *point* of *percentage-point*, *foot* of *6-foot-2*, *to* of *9-to-5*.
  private let points: Set<String>
  let feet: Set<String>
  let joints: Set<String>
  /// Currencies of countries that write 3.750 for three thousand seven hundred and fifty.
  private let pointGrouped: Set<String>

  init(_ lists: WordLists) {
    let pieces = PieceReader(lists)
    self.lists = lists
    let words = lists.gazetteers.words
    table = FigureWords(words)
    points = words.set(of: "figure.point-word")
    feet = words.set(of: "figure.foot")
    joints = words.set(of: "figure.to")
    pointGrouped = words.set(of: "figure.point-grouped")
    figures = FigureReader(lists, pieces: pieces, table: table)
    units = UnitReader(lists, pieces: pieces)
  }

  /// The reading, or nil where the words are no figure after all.
  func reading(_ fields: NumberFields, in document: Document) -> NumberReading? {
    switch fields.form {
    case .unitHalf: unitHalf(fields, in: document)
    case .count, .money, .unit, .age, .rate, .fraction, .ordinal: plain(fields, in: document)
    case .vague: vague(fields, in: document)
    case .single: NumberReading(kind: .count, value: 1)
    case .multiple: multiple(fields, in: document)
    case .proportion: proportion(fields, in: document)
    case .perPeople: perPeople(fields, in: document)
    case .attached, .compound, .moneyCode, .ordinalCompound, .ageDecade, .ageAside, .attachedRate, .afterHyphen:
      word(fields, in: document)
    case .attachedTwo: attachedTwo(fields, in: document)
    case .clock: clock(fields, in: document)
    case .score, .votes: score(fields, in: document)
    case .none, .unknown: nil
    }
  }

  private func plain(_ fields: NumberFields, in document: Document) -> NumberReading? {
    var reading = NumberReading(kind: fields.form.plainKind)
    var factor: ExactNumber = 1
    if let range = fields.unit {
      guard let unit = unit(range, fields: fields, in: document) else { return nil }
      if fields.low != nil, let other = fields.lesser {
        // *44 ml to 50 mg*, *25 percent to 300 tons* are no range.
        guard self.unit(other, fields: fields, in: document) == unit else { return nil }
      }
      factor = isGrouped(fields, unit: unit, in: document) ? unit.factor * 1000 : unit.factor
      reading.unit = unit.code
      if fields.form != .age, fields.form != .rate { reading.kind = unit.kind }
    } else if fields.form == .age {
      reading.unit = UnitCode.year
    }
    if fields.form == .rate {
      guard let range = fields.per, let per = units.per(range, in: document) else { return nil }
      // *$2 a share*: what has no unit leaves the money as it is.
      if per.isEmpty { reading.kind = reading.unit == nil ? .count : .money }
      if !per.isEmpty { reading.unit = "\(reading.unit ?? "")/\(per)" }
    }
    guard fill(&reading, fields, factor: factor, in: document) else { return nil }
    notePoints(&reading, fields, in: document)
    readMetres(&reading, fields, in: document)
    return reading
  }

  /// *3 percentage points*, *12 basis points* are no shares of a whole: the unit is that of percent, the note tells them
  /// apart.
  private func notePoints(_ reading: inout NumberReading, _ fields: NumberFields, in document: Document) {
    guard reading.kind == .percent, let unit = fields.unit, reading.note == nil,
      unit.indices.contains(where: { isPoint($0, in: document) })
    else { return }
    reading.note = Self.pointsNote
  }

  /// What the note of percentage points says.
  static let pointsNote = "percentage points"  // names: a note of records

  private func isPoint(_ token: Int, in document: Document) -> Bool {
    if table.has(document.lower(token), .pointWord, in: document.vocabulary) { return true }
    // *a half-percentage-point cut*
    let word = document.vocabulary.string(document.lower(token))
    return word.lastIndex(of: "-").map { points.contains(String(word[word.index(after: $0)...])) } ?? false
  }

  /// *€3.750*: with the signs of countries that part thousands by a point, and three digits behind it, nothing else is
  /// meant.
  private func isGrouped(_ fields: NumberFields, unit: UnitReading, in document: Document) -> Bool {
    guard fields.form == .money, let code = unit.code, pointGrouped.contains(code), fields.low == nil,
      let value = fields.value, value.count == 1
    else { return false }
    return document.vocabulary.withBytes(document.tokens[value.first].word) { bytes in
      guard (5...7).contains(bytes.count), bytes[0] != 0x30 else { return false }
      let point = bytes.count - 4
      return bytes.enumerated().allSatisfy { $0 == point ? $1 == 0x2E : ASCII.isDigit($1) }
    }
  }

  /// *a 2 m fence*: apart from its figure, and with no plural after it, *m* is metres and no million.
  private func readMetres(_ reading: inout NumberReading, _ fields: NumberFields, in document: Document) {
    guard reading.kind == .count, let range = fields.value, range.count == 2, reading.value != nil,
      document.vocabulary.withBytes(document.tokens[range.first + 1].word, { $0.elementsEqual([0x6D]) }),
      let digits = figures.read(TokenRange(range.first, range.first + 1), in: document)?.value, digits < 1000
    else { return }
    if range.limit < document.tags.count, PennTag(rawValue: document.tags[range.limit]) == .NNS { return }
    reading.kind = .measure
    reading.unit = UnitCode.metre
    reading.value = digits.double
  }

  private func unit(_ range: TokenRange, fields: NumberFields, in document: Document) -> UnitReading? {
    if let unit = units.unit(range, in: document, isMoney: fields.form == .money || fields.form == .rate) {
      return unit
    }
    // *foot-2*, *year-old*: a piece of a word.
    return units.attached(document.vocabulary.withBytes(document.tokens[range.first].word) { Array($0) })
  }

  /// Sets value or low and high with the bound.
  private func fill(_ reading: inout NumberReading, _ fields: NumberFields, factor: ExactNumber, in document: Document)
    -> Bool
  {
    if let lowRange = fields.low, let highRange = fields.high {
      guard var low = figures.read(lowRange, in: document)?.value,
        var high = figures.read(highRange, in: document)?.value
      else { return false }
      low = scaledLow(low, high: high, lowRange, highRange, in: document)
      if low > high { swap(&low, &high) }
      reading.low = checked(low * factor, &reading)
      reading.high = checked(high * factor, &reading)
      reading.bound = .range
      return true
    }
    if let vague = vagueLow(fields, in: document) {
      reading.low = checked(vague * factor, &reading)
      reading.bound = .atLeast
      return true
    }
    guard var value = value(fields, in: document) else { return false }
    if let unit = fields.unit, reading.kind == .measure { value = value + extraInches(unit, in: document) / 12 }
    value = value * factor
    if let second = fields.second, let lesser = fields.lesser {
      guard addLesser(second, lesser, to: &value, &reading, in: document) else { return false }
    }
    guard let held = checked(value, &reading) else { return true }
    set(held, bound: boundClass(fields, in: document), &reading)
    return true
  }

  /// *an hour*: the figure may be left to the article.
  private func value(_ fields: NumberFields, in document: Document) -> ExactNumber? {
    guard let range = fields.value else { return 1 }
    return figures.read(range, in: document)?.value
  }

  /// *hundreds of thousands of barrels a day*.
  private func vagueLow(_ fields: NumberFields, in document: Document) -> ExactNumber? {
    guard let range = fields.value, let match = lists.match(lists.vague, at: range.first, in: document),
      match.tokens == range
    else { return nil }
    return lists.exact(lists.vague, match)
  }

  /// *$1-2 billion*, *10 to 12 million*: the scale of the second figure is the first one's too, where that has none.
  private func scaledLow(
    _ low: ExactNumber, high: ExactNumber, _ lowRange: TokenRange, _ highRange: TokenRange, in document: Document
  )
    -> ExactNumber
  {
    guard lowRange.count == 1, highRange.count > 1 || high >= 1000, low < 1000, high / 1000 >= 1 else { return low }
    let last = highRange.limit - 1
    let attached = document.vocabulary.withBytes(document.tokens[highRange.first].word) { bytes -> Bool in
      DigitReader.read(bytes).map { $0.end < bytes.count } ?? false
    }
    if let match = lists.match(lists.scale, at: last, in: document), let scale = lists.exact(lists.scale, match),
      scale >= 1000
    {
      return low * scale < high ? low * scale : low
    }
    guard attached, highRange.count == 1 else { return low }
    var scale: ExactNumber = 1
    while high / scale >= 1000, scale < high { scale = scale * 1000 }
    return low * scale < high ? low * scale : low
  }

  private func addLesser(
    _ second: TokenRange, _ lesser: TokenRange, to value: inout ExactNumber, _ reading: inout NumberReading,
    in document: Document
  ) -> Bool {
    // *three years, two months* are told one by one.
    if reading.kind == .duration, table.has(document.lower(second.first - 1), .comma, in: document.vocabulary) {
      return false
    }
    guard let more = figures.read(second, in: document)?.value,
      let unit = units.unit(lesser, in: document, isMoney: reading.kind == .money), let code = reading.unit
    else { return false }
    if unit.code == code {
      value = value + more * unit.factor
      return unit.factor < 1
    }
    guard let ratio = Self.smaller[code]?[unit.code ?? ""] else { return false }
    value = value * ExactNumber(ratio) + more
    reading.unit = unit.code
    return true
  }

  /// How many of a smaller unit one of a larger is, for figures in two units (*5 feet 11 inches*).
  static let smaller: [String: [String: Int]] = [
    // names from here: codes of units
    "[ft_i]": ["[in_i]": 12], "[yd_i]": ["[ft_i]": 3, "[in_i]": 36], "[mi_i]": ["[yd_i]": 1760, "[ft_i]": 5280],
    "km": ["m": 1000], "m": ["cm": 100, "mm": 1000], "kg": ["g": 1000], "[lb_av]": ["[oz_av]": 16],
    "[stone_av]": ["[lb_av]": 14], "h": ["min": 60, "s": 3600], "min": ["s": 60], "a": ["mo": 12], "wk": ["d": 7],
    "d": ["h": 24], "L": ["mL": 1000], "USD": ["USD": 1],
    // names end
  ]

  /// The inches in *6-foot-2*, 0 elsewhere.
  private func extraInches(_ unit: TokenRange, in document: Document) -> ExactNumber {
    let word = document.vocabulary.withBytes(document.tokens[unit.first].word) { Array($0) }
    guard let rest = Self.rest(of: word, behind: feet) else { return 0 }
    return rest.withUnsafeBufferPointer { DigitReader.read($0)?.exact ?? 0 }
  }

  /// What stands behind the first hyphen of a word where one of some words stands before it.
  static func rest(of word: [UInt8], behind words: Set<String>) -> [UInt8]? {
    guard let hyphen = word.firstIndex(of: 0x2D), words.contains(String(decoding: word[..<hyphen], as: UTF8.self))
    else { return nil }
    return Array(word[(hyphen + 1)...])
  }

  /// The value where it can be held; else a note is left.
  private func checked(_ value: ExactNumber, _ reading: inout NumberReading) -> Double? {
    if value.double.isFinite { return value.double }
    reading.note = "too large"  // names: a note of records
    return nil
  }

  func boundClass(_ fields: NumberFields, in document: Document) -> Figure.Bound? {
    if let tail = fields.tail,
      let match = lists.match(lists.boundAfter, at: tail.first, in: document, limit: tail.limit),
      let bound = Figure.Bound(rawValue: lists.string(lists.boundAfter, match))
    {
      return bound
    }
    guard let range = fields.bound,
      let match = lists.match(lists.bound, at: range.first, in: document, limit: range.limit)
    else { return nil }
    let bound = Figure.Bound(rawValue: lists.string(lists.bound, match))
    return isNegated(range, in: document) ? bound.map(Self.opposite) : bound
  }

  /// *must not exceed 5 days*, *isn't over 30*: what is not more is at most.
  private func isNegated(_ bound: TokenRange, in document: Document) -> Bool {
    guard bound.first > 0, !document.tokens[bound.first].flags.contains(.sentenceStart) else { return false }
    return table.has(document.lower(bound.first - 1), .negation, in: document.vocabulary)
  }

  private static func opposite(_ bound: Figure.Bound) -> Figure.Bound {
    switch bound {
    case .moreThan: .atMost
    case .lessThan: .atLeast
    default: bound
    }
  }

  func set(_ value: Double, bound: Figure.Bound?, _ reading: inout NumberReading) {
    reading.bound = bound ?? .exact
    switch bound {
    case .atLeast?, .moreThan?: reading.low = value
    case .atMost?, .lessThan?: reading.high = value
    default: reading.value = value
    }
  }
}
