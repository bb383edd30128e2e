import TextModel

/// A date as it is known: ISO 8601 with its grain, and the stretch of days where they are known.
struct DateValue: Equatable {
  var iso: String?
  var grain: DateExpression.Grain
  var isAnchored = false
  var first: CivilDate?
  var last: CivilDate?
  var note: String?

  /// Nothing can be said of it.
  static func unknown(_ grain: DateExpression.Grain) -> DateValue { DateValue(iso: nil, grain: grain) }

  static func day(_ date: CivilDate, anchored: Bool) -> DateValue {
    DateValue(iso: ISO8601.day(date), grain: .day, isAnchored: anchored, first: date, last: date)
  }

  static func month(_ month: Int, year: Int, anchored: Bool) -> DateValue {
    DateValue(
      iso: ISO8601.month(month, of: year), grain: .month, isAnchored: anchored,
      first: CivilDate(year: year, month: month, day: 1),
      last: CivilDate(year: year, month: month, day: CivilDate.lastDay(ofMonth: month, year: year)))
  }

  static func year(_ year: Int, anchored: Bool) -> DateValue {
    DateValue(
      iso: ISO8601.year(year), grain: .year, isAnchored: anchored, first: CivilDate(year: year, month: 1, day: 1),
      last: CivilDate(year: year, month: 12, day: 31))
  }

  static func week(of date: CivilDate) -> DateValue {
    let monday = date.adding(days: 1 - date.weekday)
    return DateValue(
      iso: ISO8601.week(of: date), grain: .week, isAnchored: true, first: monday, last: monday.adding(days: 6))
  }

  /// Whole months from one on: a quarter, a season, half a year.
  static func months(from month: Int, year: Int, count: Int, grain: DateExpression.Grain, anchored: Bool) -> DateValue {
    let first = CivilDate(year: year, month: month, day: 1)
    let end = first.adding(months: max(1, count) - 1)
    let last = CivilDate(
      year: end.year, month: end.month, day: CivilDate.lastDay(ofMonth: end.month, year: end.year))
    return DateValue(
      iso: "\(ISO8601.month(first.month, of: first.year))/\(ISO8601.month(last.month, of: last.year))", grain: grain,
      isAnchored: anchored, first: first, last: last)
  }

  static func days(_ first: CivilDate, _ last: CivilDate, anchored: Bool) -> DateValue {
    DateValue(
      iso: "\(ISO8601.day(first))/\(ISO8601.day(last))", grain: .interval, isAnchored: anchored, first: first,
      last: last)
  }

  static func years(_ first: Int, _ last: Int, grain: DateExpression.Grain, anchored: Bool = false) -> DateValue {
    DateValue(
      iso: "\(ISO8601.year(first))/\(ISO8601.year(last))", grain: grain, isAnchored: anchored,
      first: CivilDate(year: first, month: 1, day: 1), last: CivilDate(year: last, month: 12, day: 31))
  }
}

/// Which way the verb beside a date points. A present that tells of no appointment is that of headlines (*Exports fall in
/// September*): a day of the week lies ahead then, a month behind.
enum Tense: Sendable {
  case past, present, future, unknown
  /// *It was expected to open*: ahead of a day behind.
  case planned

  /// For what is told in days: *The court hears the case on Monday*.
  var inDays: Tense { self == .present || self == .planned ? .future : self }
  /// For what is told in months, which lie behind; a day of a month is the nearest (*the update drops on April 11*).
  func inMonths(hasDay: Bool) -> Tense {
    switch self {
    case .present: hasDay ? .unknown : .past
    case .planned: hasDay ? .unknown : .future
    default: self
    }
  }
}

/// Works out the stretch of time that the parts of a date name, from the document's own day, the tense of the verb and
/// the date that the text named last.
struct DateResolver {
  /// The document's own day; nil where it is not known.
  var reference: CivilDate?
  /// The date that the text named before: *that year*, *the following day*.
  var anchor: DateValue?
  /// The anchor stands in the same sentence or the one before.
  var isNearAnchor = false

  /// The value; `unknown` where the parts do not say enough.
  func value(_ parts: DateParts, tense: Tense) -> DateValue {
    let dated = date(parts, tense: tense)
    guard parts.hasTime, let hour = parts.hour else { return dated }
    return timed(dated, hour: hour, minute: parts.minute ?? 0, parts)
  }

  private func timed(_ dated: DateValue, hour: Int, minute: Int, _ parts: DateParts) -> DateValue {
    guard hour < 24, minute < 60 else { return .unknown(.minute) }
    var value = dated
    value.grain = .minute
    let time = ISO8601.time(hour: hour, minute: minute)
    if !parts.hasDate {
      value.iso = time
    } else if let iso = dated.iso, dated.grain == .day {
      value.iso = iso + time
    } else {
      value.iso = time
    }
    return value
  }

  private func date(_ parts: DateParts, tense: Tense) -> DateValue {
    if let dayStep = parts.dayStep { return nearDay(dayStep, parts) }
    if let holiday = parts.holiday { return holidayValue(holiday, parts, tense: tense.inDays) }
    if let decade = parts.decade { return decadeValue(decade) }
    if let century = parts.century ?? (parts.unit == .century ? parts.ordinal : nil) { return centuryValue(century) }
    if parts.direction != nil, parts.unit != nil, parts.step == nil { return distance(parts) }
    if parts.month == nil, parts.quarter ?? parts.half != nil || isOrdinalStretch(parts) {
      return stretch(parts, tense: tense.inMonths(hasDay: false))
    }
    if parts.season != nil { return seasonValue(parts, tense: tense.inDays) }
    if parts.month != nil { return monthValue(parts, tense: tense.inMonths(hasDay: parts.day != nil)) }
    if let weekday = parts.weekday { return weekdayValue(weekday, parts, tense: tense.inDays) }
    if let year = parts.year {
      if let last = parts.lastYear { return .years(year, last, grain: .interval) }
      return parts.isBC ? .year(1 - year, anchored: false) : .year(year, anchored: false)
    }
    if let unit = parts.unit { return stepped(unit, parts, tense: tense.inDays) }
    return .unknown(.day)
  }

  private func isOrdinalStretch(_ parts: DateParts) -> Bool {
    guard parts.ordinal != nil, let unit = parts.unit else { return false }
    return [.quarter, .month, .week, .day, .year].contains(unit)
  }

  // MARK: Days

  private func nearDay(_ step: Int, _ parts: DateParts) -> DateValue {
    guard let reference else { return .unknown(.day) }
    return .day(reference.adding(days: step), anchored: true)
  }

  func weekdayValue(_ weekday: Int, _ parts: DateParts, tense: Tense) -> DateValue {
    guard let reference else { return .unknown(.day) }
    let back = (reference.weekday - weekday + 7) % 7
    let ahead = (weekday - reference.weekday + 7) % 7
    switch (parts.step, parts.unit) {
    case (.some(-1), nil): return .day(reference.adding(days: back == 0 ? -7 : -back), anchored: true)
    case (1?, nil): return .day(reference.adding(days: ahead == 0 ? 7 : ahead), anchored: true)
    case (let step?, .week?):
      return .day(reference.adding(days: 1 - reference.weekday + weekday - 1 + 7 * step), anchored: true)
    default: break
    }
    if let day = parts.day { return weekdayWithDay(weekday, day, reference) }
    let isFuture = tense == .future || (parts.step == 0 && tense != .past)
    return .day(reference.adding(days: isFuture ? ahead : -back), anchored: true)
  }

  /// *Tuesday the 4th*: the nearest such day.
  private func weekdayWithDay(_ weekday: Int, _ day: Int, _ reference: CivilDate) -> DateValue {
    for distance in 0...24 {
      for sign in [-1, 1] {
        let month = CivilDate(year: reference.year, month: reference.month, day: 1).adding(months: sign * distance)
        guard CivilDate.isDay(day, month: month.month, year: month.year) else { continue }
        let date = CivilDate(year: month.year, month: month.month, day: day)
        if date.weekday == weekday { return .day(date, anchored: true) }
      }
    }
    return .unknown(.day)
  }

  // MARK: Months and seasons

  func monthValue(_ parts: DateParts, tense: Tense) -> DateValue {
    guard let month = parts.month, (1...12).contains(month) else { return .unknown(.month) }
    let grain: DateExpression.Grain = parts.day == nil ? .month : .day
    if let day = parts.day, !CivilDate.isDay(day, month: month, year: parts.year) { return .unknown(.day) }
    let isStated = parts.year != nil || (parts.unit == .year && parts.isFromText)
    guard let year = parts.year ?? self.year(of: parts, month: month, tense: tense) else {
      return DateValue(iso: ISO8601.yearless(month: month, day: parts.day), grain: grain)
    }
    guard let day = parts.day else { return .month(month, year: year, anchored: !isStated) }
    guard CivilDate.isDay(day, month: month, year: year) else { return .unknown(.day) }
    return .day(CivilDate(year: year, month: month, day: day), anchored: !isStated)
  }

  /// The same, and of a day with its weekday the nearest one on which it is that weekday.
  private func year(of parts: DateParts, month: Int, tense: Tense) -> Int? {
    if let year = anchorYear(month, parts, tense: tense) { return year }
    let year = year(ofMonth: month, day: parts.day, parts, tense: tense)
    guard let year, let weekday = parts.weekday, let day = parts.day, parts.step == nil else { return year }
    let years = [year, year - 1, year + 1]
    return years.first {
      CivilDate.isDay(day, month: month, year: $0) && CivilDate(year: $0, month: month, day: day).weekday == weekday
    } ?? year
  }

  /// *in the spring of 1986. On March 6, …*: what is told of a year long past goes on in it.
  private func anchorYear(_ month: Int, _ parts: DateParts, tense: Tense) -> Int? {
    guard isNearAnchor, tense == .past, parts.step == nil, parts.unit == nil, let anchor, !anchor.isAnchored,
      let first = anchor.first, let reference, first.year < reference.year,
      anchor.grain == .day || anchor.grain == .month || anchor.grain == .quarter,
      // Less than a year ago a month alone is told of the last one.
      reference.daysFromEpoch - first.daysFromEpoch > 400
    else { return nil }
    return month < first.month - 1 ? first.year + 1 : first.year
  }

  /// The year of a month or a day that stands without one.
  private func year(ofMonth month: Int, day: Int?, _ parts: DateParts, tense: Tense) -> Int? {
    if parts.unit == .year, let step = parts.step { return baseYear(parts).map { $0 + (parts.isFromText ? 0 : step) } }
    guard let reference else { return nil }
    let here = (reference.month, reference.day)
    let isLater = month > here.0 || (month == here.0 && (day ?? here.1) > here.1)
    let isEarlier = month < here.0 || (month == here.0 && (day ?? here.1) < here.1)
    switch (parts.step, tense) {
    case (.some(-1), _): return isEarlier ? reference.year : reference.year - 1
    case (1?, _): return isLater ? reference.year : reference.year + 1
    case (0?, _): return reference.year
    case (_, .past):
      // *The game was put off to April 28*, told on April 19: nobody means the year before.
      if let day, let soon = soonYear(month: month, day: day, reference) { return soon }
      return isLater ? reference.year - 1 : reference.year
    case (_, .future): return isEarlier ? reference.year + 1 : reference.year
    default: return nearestYear(month: month, day: day ?? 15, reference)
    }
  }

  /// The year in which a day lies in the next thirty days; nil where it lies in none.
  private func soonYear(month: Int, day: Int, _ reference: CivilDate) -> Int? {
    [reference.year, reference.year + 1].first { year in
      guard CivilDate.isDay(day, month: month, year: year) else { return false }
      let distance = CivilDate(year: year, month: month, day: day).daysFromEpoch - reference.daysFromEpoch
      return (1...30).contains(distance)
    }
  }

  private func nearestYear(month: Int, day: Int, _ reference: CivilDate) -> Int {
    let years = [reference.year, reference.year - 1, reference.year + 1]
    let distances = years.map { year in
      abs(CivilDate(year: year, month: month, day: day).daysFromEpoch - reference.daysFromEpoch)
    }
    return distances[1] < distances[0] ? years[1] : distances[2] < distances[0] ? years[2] : years[0]
  }

  private func baseYear(_ parts: DateParts) -> Int? { parts.isFromText ? anchor?.first?.year : reference?.year }

  private func seasonValue(_ parts: DateParts, tense: Tense) -> DateValue {
    guard let month = parts.season, let year = parts.year ?? seasonYear(month, parts, tense: tense) else {
      return .unknown(.quarter)
    }
    return .months(from: month, year: year, count: 3, grain: .quarter, anchored: parts.year == nil)
  }

  private func seasonYear(_ month: Int, _ parts: DateParts, tense: Tense) -> Int? {
    if parts.unit == .year, parts.step != nil {
      return baseYear(parts).map { $0 + (parts.isFromText ? 0 : parts.step ?? 0) }
    }
    guard let reference else { return nil }
    let start = CivilDate(year: reference.year, month: month, day: 1)
    // In January and February the winter is the one that began the year before.
    let isInOldWinter = month == 12 && reference.month <= 2
    let end = start.adding(months: 3)
    switch (parts.step, tense) {
    case (.some(-1), _):
      return end <= reference ? reference.year : isInOldWinter ? reference.year - 2 : reference.year - 1
    case (1?, _): return start > reference ? reference.year : reference.year + 1
    case (0?, _): return isInOldWinter ? reference.year - 1 : reference.year
    case (_, .future):
      return end > reference ? (isInOldWinter ? reference.year - 1 : reference.year) : reference.year + 1
    default: return start <= reference ? reference.year : reference.year - 1
    }
  }
}
