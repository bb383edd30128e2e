import TextModel

/// Days gathered into steps that a plot has room for: days, months or years.
struct ReportTime {
  struct Step {
    var name: String
    var named = 0
    var unnamed = 0
  }
  var list: [Step]
  /// `a day`, `a month` or `a year`.
  var unit: String
  /// What a step is.
  var head: String
  var isEmpty: Bool { list.isEmpty }

  private static let most = 92

  /// The steps of days that are written `YYYY-MM-DD`, those between without any among them.
  static func steps(_ days: [String: (named: Int, unnamed: Int)]) -> ReportTime {
    let names = days.keys.filter { number(ofDay: $0) != nil }.sorted()
    guard let first = names.first, let last = names.last, let start = number(ofDay: first),
      let end = number(ofDay: last)
    else {
      return ReportTime(list: [], unit: "a day", head: "day")
    }
    if end - start < most {
      var list = (start...end).map { Step(name: day(of: $0)) }
      for name in names { add(days[name], to: &list[(number(ofDay: name) ?? start) - start]) }
      return ReportTime(list: list, unit: "a day", head: "day")
    }
    let months = (year: Int(first.prefix(4)) ?? 0, month: Int(first.dropFirst(5).prefix(2)) ?? 1)
    let count =
      ((Int(last.prefix(4)) ?? 0) - months.year) * 12 + (Int(last.dropFirst(5).prefix(2)) ?? 1) - months.month + 1
    if count <= most {
      var list = (0..<max(1, count)).map { step -> Step in
        let month = months.month - 1 + step
        return Step(name: "\(months.year + month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)")
      }
      for name in names {
        if let place = list.firstIndex(where: { name.hasPrefix($0.name) }) { add(days[name], to: &list[place]) }
      }
      return ReportTime(list: list, unit: "a month", head: "month")
    }
    var list: [Step] = []
    for name in names {
      let year = String(name.prefix(4))
      if list.last?.name != year { list.append(Step(name: year)) }
      add(days[name], to: &list[list.count - 1])
    }
    return ReportTime(list: Array(list.suffix(most)), unit: "a year", head: "year")
  }

  private static func add(_ counts: (named: Int, unnamed: Int)?, to step: inout Step) {
    step.named += counts?.named ?? 0
    step.unnamed += counts?.unnamed ?? 0
  }

  /// The number of a day since 1970; nil where it is none.
  static func number(ofDay text: String) -> Int? {
    let parts = text.split(separator: "-").map { Int($0) }
    guard text.utf8.count == 10, parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
      (1...12).contains(month), (1...31).contains(day), year > 0
    else { return nil }
    return CivilDate(year: year, month: month, day: day).daysFromEpoch
  }

  /// A day of its number, `YYYY-MM-DD`.
  static func day(of number: Int) -> String { CivilDate(daysFromEpoch: number).text }
}
