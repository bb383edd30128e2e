import TextModel

extension DateResolver {
  // MARK: Years and more

  func decadeValue(_ decade: Int) -> DateValue {
    var first = decade
    if first < 100 {
      guard first % 10 == 0 else { return .unknown(.decade) }
      // *the '80s*: the last ones that have begun.
      let now = reference?.year ?? 2020
      first += now / 100 * 100
      if first > now { first -= 100 }
    }
    return .years(first, first + 9, grain: .decade)
  }

  func centuryValue(_ century: Int) -> DateValue {
    guard century > 0, century < 100 else { return .unknown(.century) }
    return .years(century * 100 - 99, century * 100, grain: .century)
  }

  // MARK: Distances

  /// *two weeks ago*, *a year from now*.
  func distance(_ parts: DateParts) -> DateValue {
    guard let unit = parts.unit else { return .unknown(.day) }
    let grain = DateExpression.Grain(rawValue: unit.rawValue) ?? .day
    guard let reference, let count = parts.count, count.isFinite, count.magnitude < 100_000 else {
      return .unknown(grain)
    }
    let sign = parts.direction == .future ? 1.0 : -1.0
    let whole = Int((count * sign).rounded())
    switch unit {
    case .minute, .hour: return .unknown(grain)
    case .day: return .day(reference.adding(days: whole), anchored: true)
    case .week: return .day(reference.adding(days: 7 * whole), anchored: true)
    case .fortnight: return .day(reference.adding(days: 14 * whole), anchored: true)
    case .weekend: return weekend(reference.adding(days: 7 * whole))
    case .month: return month(reference.adding(months: whole))
    case .quarter: return month(reference.adding(months: 3 * whole))
    case .year:
      if count != count.rounded() { return month(reference.adding(months: Int((count * sign * 12).rounded()))) }
      return .year(reference.year + whole, anchored: true)
    case .decade: return .year(reference.year + Int((count * sign * 10).rounded()), anchored: true)
    case .century: return .year(reference.year + Int((count * sign * 100).rounded()), anchored: true)
    }
  }

  private func month(_ date: CivilDate) -> DateValue { .month(date.month, year: date.year, anchored: true) }

  func weekend(_ date: CivilDate) -> DateValue {
    let saturday = date.adding(days: 6 - date.weekday)
    return .days(saturday, saturday.adding(days: 1), anchored: true)
  }

  // MARK: Steps

  /// *last month*, *this week*, *next year*, *the weekend*, *that year*.
  func stepped(_ unit: CalendarUnit, _ parts: DateParts, tense: Tense) -> DateValue {
    let grain = DateExpression.Grain(rawValue: unit.rawValue) ?? .day
    if parts.isFromText { return fromText(unit, parts) }
    guard let reference else { return .unknown(unit == .weekend ? .interval : grain) }
    let step = parts.step ?? (tense == .past ? 0 : 0)
    if parts.count != nil, parts.step != nil { return .unknown(grain) }
    switch unit {
    case .minute, .hour: return .unknown(grain)
    case .day: return .day(reference.adding(days: step), anchored: true)
    case .week: return .week(of: reference.adding(days: 7 * step))
    case .fortnight: return .unknown(.week)
    case .weekend: return nearWeekend(parts.step, tense: tense, reference)
    case .month: return month(reference.adding(months: step))
    case .quarter:
      let first = CivilDate(year: reference.year, month: (reference.month - 1) / 3 * 3 + 1, day: 1).adding(
        months: 3 * step)
      return .months(from: first.month, year: first.year, count: 3, grain: .quarter, anchored: true)
    case .year: return .year(reference.year + step, anchored: true)
    case .decade:
      return .years(
        (reference.year / 10 + step) * 10, (reference.year / 10 + step) * 10 + 9, grain: .decade, anchored: true)
    case .century:
      var value = centuryValue((reference.year - 1) / 100 + 1 + step)
      value.isAnchored = true
      return value
    }
  }

  private func nearWeekend(_ step: Int?, tense: Tense, _ reference: CivilDate) -> DateValue {
    let isWeekend = reference.weekday >= 6
    switch step {
    case .some(-1): return weekend(reference.adding(days: -7))
    case 1?: return weekend(reference.adding(days: isWeekend ? 7 : 0))
    case 0?: return weekend(tense == .past && reference.weekday <= 3 ? reference.adding(days: -7) : reference)
    default:
      // *over the weekend*: the one that is, else the next or the last one as the verb says.
      if isWeekend || tense == .future { return weekend(reference) }
      return weekend(reference.adding(days: -7))
    }
  }

  private func fromText(_ unit: CalendarUnit, _ parts: DateParts) -> DateValue {
    let grain = DateExpression.Grain(rawValue: unit.rawValue) ?? .day
    guard let anchor, let base = anchor.first, let step = parts.step else { return .unknown(grain) }
    switch unit {
    case .year: return .year(base.year + step, anchored: anchor.isAnchored)
    case .month where anchor.grain != .year:
      let date = base.adding(months: step)
      return .month(date.month, year: date.year, anchored: anchor.isAnchored)
    case .week where anchor.grain == .day: return .week(of: base.adding(days: 7 * step))
    case .day where anchor.grain == .day: return .day(base.adding(days: step), anchored: anchor.isAnchored)
    case .decade: return .years((base.year / 10 + step) * 10, (base.year / 10 + step) * 10 + 9, grain: .decade)
    default: return .unknown(grain)
    }
  }

  // MARK: Parts of a year

  /// *third quarter of 2016*, *first three months of the year*, *second half of 2015*, *the last week of May*.
  func stretch(_ parts: DateParts, tense: Tense) -> DateValue {
    let order = parts.quarter ?? parts.half ?? parts.ordinal ?? 1
    let length = parts.half != nil ? 6 : parts.unit == .quarter || parts.quarter != nil ? 3 : 1
    let isMonths = parts.half != nil || parts.quarter != nil || parts.unit == .quarter || parts.unit == .month
    guard isMonths, order >= 0, order * length <= 12 else { return .unknown(.interval) }
    let count = parts.unit == .month ? Int(min(12, max(1, (parts.count ?? 1)))) : length
    let month = order == 0 ? 13 - count : (order - 1) * length + 1
    guard let year = parts.year ?? stretchYear(month, length: count, parts, tense: tense) else {
      return .unknown(length == 3 ? .quarter : .interval)
    }
    return .months(
      from: month, year: year, count: count, grain: length == 3 ? .quarter : count == 1 ? .month : .interval,
      anchored: parts.year == nil)
  }

  private func stretchYear(_ month: Int, length: Int, _ parts: DateParts, tense: Tense) -> Int? {
    if parts.step != nil, let base = parts.isFromText ? anchor?.first : reference {
      return base.year + (parts.step ?? 0)
    }
    guard let reference else { return nil }
    let start = CivilDate(year: reference.year, month: month, day: 1)
    // The last one that is over, or the next one to begin.
    if tense == .future { return start.adding(months: length) > reference ? reference.year : reference.year + 1 }
    // One that has hardly begun is the last year's: *in the first half of the year*, in January.
    let isEarly = start.adding(months: (length + 2) / 3) > reference
    return start.adding(months: length) <= reference ? reference.year : reference.year - (isEarly ? 1 : 0)
  }

  // MARK: Holidays

  /// The day of a holiday by its rule (the list's comment says what rules there are).
  func holidayValue(_ rule: String, _ parts: DateParts, tense: Tense) -> DateValue {
    guard let reference else {
      guard let year = parts.year else { return yearless(rule) }
      return Self.holiday(rule, year: year).map { .day($0, anchored: false) } ?? .unknown(.day)
    }
    if let year = parts.year {
      return Self.holiday(rule, year: year).map { .day($0, anchored: false) } ?? .unknown(.day)
    }
    let days = [-1, 0, 1].compactMap { Self.holiday(rule, year: reference.year + $0) }
    let found: CivilDate?
    switch (parts.step, tense) {
    case (.some(-1), _): found = days.last { $0 < reference }
    case (1?, _): found = days.first { $0 > reference }
    case (_, .past): found = days.last { $0 <= reference }
    case (_, .future): found = days.first { $0 >= reference }
    default:
      found = days.min {
        abs($0.daysFromEpoch - reference.daysFromEpoch) < abs($1.daysFromEpoch - reference.daysFromEpoch)
      }
    }
    return found.map { .day($0, anchored: true) } ?? .unknown(.day)
  }

  private func yearless(_ rule: String) -> DateValue {
    guard let day = Self.holiday(rule, year: 2001), rule.count == 5 else { return .unknown(.day) }
    return DateValue(iso: ISO8601.yearless(month: day.month, day: day.day), grain: .day)
  }

  /// *11-04*, *11-4-4* (the fourth Thursday of November), *05-1-L* (the last Monday of May), *easter-2*; each with
  /// *+1* for the day after.
  static func holiday(_ rule: String, year: Int) -> CivilDate? {
    if rule.hasPrefix("easter") {  // names: a value of the column
      return Int(rule.dropFirst(6)).map { CivilDate.easter(year).adding(days: $0) }
    }
    let halves = rule.split(separator: "+", maxSplits: 1)
    let fields = (halves.first ?? "").split(separator: "-")
    let shift = halves.count > 1 ? Int(halves[1]) ?? 0 : 0
    guard fields.count >= 2, let month = Int(fields[0]), (1...12).contains(month), let second = Int(fields[1]) else {
      return nil
    }
    if fields.count == 2 {
      guard CivilDate.isDay(second, month: month, year: year) else { return nil }
      return CivilDate(year: year, month: month, day: second).adding(days: shift)
    }
    guard (1...7).contains(second), let n = fields[2] == "L" ? 0 : Int(fields[2]), (0...5).contains(n) else {
      return nil
    }
    return CivilDate.nth(n, weekday: second, month: month, year: year).adding(days: shift)
  }
}
