import TextModel

extension NumberReader {
  /// *Dozens*, *millions of dollars*: the least that the word says.
  func vague(_ fields: NumberFields, in document: Document) -> NumberReading? {
    guard let range = fields.value, let match = lists.match(lists.vague, at: range.first, in: document),
      let low = lists.exact(lists.vague, match)
    else { return nil }
    var reading = NumberReading(kind: .count, low: low.double, bound: .atLeast)
    if let unit = fields.unit {
      guard let found = units.unit(unit, in: document, isMoney: true) else { return nil }
      reading.low = (low * found.factor).double
      reading.unit = found.code
      reading.kind = found.kind
    }
    return reading
  }

  /// *two hours and a half*, *a year and a half*.
  func unitHalf(_ fields: NumberFields, in document: Document) -> NumberReading? {
    guard let half = fields.half, let part = figures.read(half, in: document)?.value else { return nil }
    let start = fields.value?.first ?? half.first - 3
    let unitTokens = fields.unit ?? TokenRange(half.first - 2, half.first - 1)
    guard start >= 0, let unit = units.unit(unitTokens, in: document) else { return nil }
    let whole = fields.value.map { figures.read($0, in: document)?.value } ?? 1
    guard let whole, (whole + part).double.isFinite else { return nil }
    var reading = NumberReading(kind: unit.kind)
    reading.unit = unit.code
    set(((whole + part) * unit.factor).double, bound: boundClass(fields, in: document), &reading)
    return reading
  }

  /// *Twice*, *doubled*.
  func multiple(_ fields: NumberFields, in document: Document) -> NumberReading? {
    guard let range = fields.value, let match = lists.match(lists.multiple, at: range.first, in: document),
      let value = lists.number(lists.multiple, match)
    else { return nil }
    var reading = NumberReading(kind: .fraction)
    set(value, bound: boundClass(fields, in: document), &reading)
    return reading
  }

  /// *Six in 10*, *two out of every three*. With a smaller base they are two counts and no fraction.
  func proportion(_ fields: NumberFields, in document: Document) -> NumberReading? {
    guard let over = fields.value, let under = fields.base, let part = figures.read(over, in: document)?.value,
      let whole = figures.read(under, in: document)?.value, part > 0, part < whole, whole.isWhole
    else { return nil }
    var reading = NumberReading(kind: .fraction)
    set((part / whole).double, bound: boundClass(fields, in: document), &reading)
    return reading
  }

  /// *4.6 doctors per 1,000 people*.
  func perPeople(_ fields: NumberFields, in document: Document) -> NumberReading? {
    guard let base = fields.base, let whole = figures.read(base, in: document)?.value.double, whole >= 10 else {
      return nil
    }
    var plain = fields
    plain.form = .count
    guard var reading = reading(plain, in: document) else { return nil }
    var exponent = 0
    var rest = whole
    while rest >= 10, rest.truncatingRemainder(dividingBy: 10) == 0 {
      rest /= 10
      exponent += 1
    }
    reading.kind = .rate
    reading.unit = rest == 1 ? "/10*\(exponent)" : "/\(Int(min(whole, 1e15)))"
    return reading
  }

  /// Scores and votes: *5-4*, *312 to 288*, *51 votes to 49*, *9-to-5*.
  func score(_ fields: NumberFields, in document: Document) -> NumberReading? {
    guard let first = fields.low, let last = fields.high, let low = figures.read(first, in: document)?.value.double
    else { return nil }
    var high = figures.read(last, in: document)?.value.double
    if high == nil {
      let word = document.vocabulary.withBytes(document.tokens[last.first].word) { Array($0) }
      high = Self.rest(of: word, behind: joints)?.withUnsafeBufferPointer { DigitReader.read($0)?.value }
    }
    guard let high, low.isFinite, high.isFinite else { return nil }
    return NumberReading(kind: .score, parts: [low, high])
  }

  /// Figures that are one word with their unit: *30km*, *three-year*, *EUR300*, *40s*.
  func word(_ fields: NumberFields, in document: Document) -> NumberReading? {
    guard let range = fields.value ?? fields.high else { return nil }
    let bytes = document.vocabulary.withBytes(document.tokens[range.limit - 1].word) { Array($0) }
    switch fields.form {
    case .compound: return compound(bytes, fields, in: document)
    case .attached: return attached(bytes, fields, in: document)
    case .attachedRate: return attachedRate(bytes, fields, in: document)
    case .afterHyphen: return afterHyphen(range, in: document)
    case .moneyCode: return moneyCode(bytes, fields, in: document)
    case .ordinalCompound: return ordinalCompound(bytes, range, in: document)
    case .ageDecade:
      guard let low = decade(bytes) else { return nil }
      return NumberReading(kind: .age, low: low, high: low + 9, bound: .range, unit: UnitCode.year)
    default:
      guard let value = figures.read(range, in: document)?.value.double, value >= 1, value < 116 else { return nil }
      return NumberReading(kind: .age, value: value, unit: UnitCode.year)
    }
  }

  /// The first year of life of *30s*, *mid-40s*, *fifties*.
  private func decade(_ bytes: [UInt8]) -> Double? {
    if let first = bytes.first(where: { ASCII.isDigit($0) }) { return Double(first - 0x30) * 10 }
    let word = bytes.lastIndex(of: 0x2D).map { Array(bytes[($0 + 1)...]) } ?? bytes
    guard word.suffix(3).elementsEqual(Array("ies".utf8)) else { return nil }
    return figures.readPieces(word.dropLast(3) + [0x79])?.value.double
  }

  /// *three-year*, *eight-month-old*, *two-thirds*, *half-dozen*, *six-lane*.
  private func compound(_ bytes: [UInt8], _ fields: NumberFields, in document: Document) -> NumberReading? {
    guard bytes.count < 60, let (value, rest) = figures.readPieces(bytes) else { return nil }
    let bound = boundClass(fields, in: document)
    if rest.isEmpty {
      let isPart = value < 1
      var reading = NumberReading(kind: isPart ? .fraction : .count)
      set(value.double, bound: bound, &reading)
      return reading
    }
    let unitWord = rest.first == 0x2D ? Array(rest.dropFirst()) : rest
    guard let unit = units.attached(unitWord) ?? units.attached(Array(unitWord.prefix { $0 != 0x2D })) else {
      return nil
    }
    var reading = NumberReading(kind: unit.kind)
    if Self.hasOld(unitWord) { reading.kind = .age }
    reading.unit = unit.code
    set((value * unit.factor).double, bound: bound, &reading)
    return reading
  }

  /// *-old* is in a word: *year-old*.
  private static func hasOld(_ word: [UInt8]) -> Bool {
    word.indices.contains { word[$0] == 0x2D && word[($0 + 1)...].starts(with: [0x6F, 0x6C, 0x64]) }
  }

  /// *30km*, *60p*, *3m*: with no unit of that name, the letters are a scale.
  private func attached(_ bytes: [UInt8], _ fields: NumberFields, in document: Document) -> NumberReading? {
    guard let digits = bytes.withUnsafeBufferPointer({ DigitReader.read($0) }), digits.end < bytes.count else {
      return nil
    }
    let letters = Array(bytes[digits.end...])
    // *10G*: nobody weighs in capital grams.
    guard letters != [0x47], let unit = units.attached(letters) else { return nil }
    var reading = NumberReading(kind: unit.kind)
    reading.unit = unit.code
    if let first = fields.low, let low = low(first, letters, in: document) {
      reading.low = (min(low, digits.exact) * unit.factor).double
      reading.high = (max(low, digits.exact) * unit.factor).double
      reading.bound = .range
    } else {
      guard digits.value.isFinite else { return nil }
      let value = (digits.exact * unit.factor).double
      set((fields.value?.count ?? 1) > 1 ? -value : value, bound: boundClass(fields, in: document), &reading)
    }
    return reading
  }

  /// The lower end of *3-4cm* and of *50mm and 75mm*: where it has letters of its own, they are the other end's.
  private func low(_ range: TokenRange, _ letters: [UInt8], in document: Document) -> ExactNumber? {
    let own = document.vocabulary.withBytes(document.tokens[range.first].word) { bytes -> (ExactNumber, Bool)? in
      DigitReader.read(bytes).flatMap {
        $0.end < bytes.count ? ($0.exact, bytes[$0.end...].elementsEqual(letters)) : nil
      }
    }
    guard let own else { return figures.read(range, in: document)?.value }
    return own.1 ? own.0 : nil
  }

  /// *149.9p a litre*, *185km/h*: lengths in a time are speeds, all else is a rate.
  private func attachedRate(_ bytes: [UInt8], _ fields: NumberFields, in document: Document) -> NumberReading? {
    guard let range = fields.per, let per = units.per(range, in: document), !per.isEmpty,
      var reading = attached(bytes, fields, in: document), let unit = reading.unit
    else { return nil }
    let isSpeed = reading.kind == .measure && ["h", "s", "min"].contains(per)
    reading.kind = isSpeed ? .measure : .rate
    reading.unit = "\(unit)/\(per)"
    return reading
  }

  /// *5ft 9in*, *6m 40cm*: two tokens, the second in a smaller unit.
  func attachedTwo(_ fields: NumberFields, in document: Document) -> NumberReading? {
    guard var first = fields.value.flatMap({ attachedPart($0, in: document) }),
      var second = fields.second.flatMap({ attachedPart($0, in: document) })
    else { return nil }
    // *2h 30m*, *3m 20s*: beside hours and seconds they are minutes.
    if first.unit == UnitCode.hour, second.unit == UnitCode.metre { second.unit = UnitCode.minute }
    if first.unit == UnitCode.metre, second.unit == UnitCode.second {
      (first.unit, first.kind) = (UnitCode.minute, .duration)
    }
    guard let ratio = Self.smaller[first.unit]?[second.unit]
    else { return nil }
    var reading = NumberReading(kind: first.kind)
    reading.unit = second.unit
    set((first.value * ExactNumber(ratio) + second.value).double, bound: boundClass(fields, in: document), &reading)
    return reading
  }

  private func attachedPart(
    _ range: TokenRange, in document: Document
  ) -> (value: ExactNumber, unit: String, kind: Figure.Kind)? {
    let bytes = document.vocabulary.withBytes(document.tokens[range.first].word) { Array($0) }
    guard let digits = bytes.withUnsafeBufferPointer({ DigitReader.read($0) }), digits.end < bytes.count,
      digits.value.isFinite, let unit = units.attached(Array(bytes[digits.end...])), let code = unit.code
    else { return nil }
    return (digits.exact, code, unit.kind)
  }

  /// *magnitude-6.8*: the span is the figure alone.
  private func afterHyphen(_ range: TokenRange, in document: Document) -> NumberReading? {
    let place = document.range(of: range)
    let text = document.text[Int(place.start.value)..<Int(place.end.value)]
    guard let hyphen = text.lastIndex(of: 0x2D),
      let digits = text[(hyphen + 1)...].withUnsafeBufferPointer({ DigitReader.read($0) }), digits.value.isFinite
    else { return nil }
    return NumberReading(kind: .count, value: digits.value, range: UTF8Range(UTF8Offset(hyphen + 1), place.end))
  }

  /// *EUR300*.
  private func moneyCode(_ bytes: [UInt8], _ fields: NumberFields, in document: Document) -> NumberReading? {
    guard bytes.count > 3, let unit = units.attached(Array(bytes[0..<3])), unit.kind == .money,
      let digits = Array(bytes[3...]).withUnsafeBufferPointer({ DigitReader.read($0) }), digits.value.isFinite
    else { return nil }
    var reading = NumberReading(kind: .money)
    reading.unit = unit.code
    set(digits.value, bound: boundClass(fields, in: document), &reading)
    return reading
  }

  /// *second-largest*: the span is the ordinal alone.
  private func ordinalCompound(_ bytes: [UInt8], _ range: TokenRange, in document: Document) -> NumberReading? {
    guard let hyphen = bytes.firstIndex(of: 0x2D),
      let value = figures.readPieces(Array(bytes[0..<hyphen]))?.value.double
    else { return nil }
    let start = document.tokens[range.first].range.start
    return NumberReading(
      kind: .ordinal, value: value, range: UTF8Range(start, UTF8Offset(Int(start.value) + hyphen)))
  }

  /// *1:41.11*, *2:04:35*: minutes and seconds of a race, or hours too.
  func clock(_ fields: NumberFields, in document: Document) -> NumberReading? {
    guard let range = fields.value, range.count == 1 else { return nil }
    let seconds = document.vocabulary.withBytes(document.tokens[range.first].word) { bytes in
      bytes.split(separator: 0x3A).reduce(0.0) { sum, part in
        let digits = DigitReader.read(UnsafeBufferPointer(rebasing: part))?.value ?? 0
        return ((sum * 60 + digits) * 1000).rounded() / 1000
      }
    }
    var reading = NumberReading(kind: .duration, unit: UnitCode.second)
    set(seconds, bound: boundClass(fields, in: document), &reading)
    return reading
  }
}
