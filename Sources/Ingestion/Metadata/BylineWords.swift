import TextModel

/// The words of lines of authors: how such lines begin, what stands between names, what ends them.
final class BylineWords: Sendable {
  /// How a line begins behind which names follow, in small letters with the blank behind it, in the order of the list.
  let leads: [String]
  /// Those of them behind which the helpers stand too.
  let reportingLeads: Set<String>
  /// The first letters of the leads, and of those of reporting.
  let firstLetters: Set<UInt8>
  let reportingLetters: Set<UInt8>
  /// The word before a name: *by*.
  let by: Set<String>
  private let byLetters: Set<UInt8>
  /// Such words between blanks, as bytes.
  private let signed: [[UInt8]]
  /// Words alone on a line over the names.
  private let labels: Set<String>
  /// What the label of a value says that is a name.
  private let labelParts: [String]
  /// What helpers do: *Editing by …*.
  let helps: Set<String>
  /// What stands between names; behind some of them another name is sure to follow.
  let joints: Set<String>
  let nameJoints: Set<String>
  /// What is no name follows: *for Harbour News*, *Updated May 5*.
  let turns: Set<String>
  /// Months and days of the week before a number, whole and short, without their dots.
  let calendar: Set<String>

  /// Finds the classes. O(words).
  init(_ classes: WordClasses, months: MonthNames) {
    leads = classes.words(of: "page.byline").map { $0 + " " }
    reportingLeads = Set(classes.words(of: "page.reporting").map { $0 + " " })
    firstLetters = Set(leads.compactMap(\.utf8.first))
    reportingLetters = Set(reportingLeads.compactMap(\.utf8.first))
    by = classes.set(of: "page.by")
    byLetters = Set(by.compactMap(\.utf8.first))
    signed = by.sorted().map { Array(" \($0) ".utf8) }
    labels = classes.set(of: "page.author")
    labelParts = classes.words(of: "page.author-part")
    helps = classes.set(of: "page.helping")
    joints = classes.set(of: "page.joint")
    nameJoints = classes.set(of: "page.name-joint")
    turns = classes.set(of: "page.byline-turn")
    calendar = months.all.union(classes.words(of: "page.weekday-short"))
  }

  /// Whether a line says at its beginning that names follow: *By Ann Lee*, also *ByAnn Lee* as pages run it together.
  func begins(_ line: String) -> Bool {
    let lower = line.prefix(20).lowercased()
    return leads.contains { lower.hasPrefix($0) } || runTogether(line) != nil
  }

  /// Whether a line is nothing but such a beginning: the names stand in the next one.
  func isLead(_ line: String) -> Bool {
    guard line.utf8.count < 20 else { return false }
    let lower = line.lowercased()
    return labels.contains(lower) || leads.contains { $0 == lower + " " || $0 == lower + ": " }
  }

  /// The letters of *By* where it is one word with a name: *ByAnn Lee*, but not *Byron Lee*.
  func runTogether(_ line: String) -> Int? {
    guard let first = line.utf8.first, ASCII.isCapital(first), byLetters.contains(ASCII.lower(first)) else {
      return nil
    }
    for word in by {
      let head = Array(line.utf8.prefix(word.utf8.count + 2))
      guard head.count == word.utf8.count + 2, ASCII.lower(head[0]) == word.utf8.first,
        head.dropFirst().dropLast(2).elementsEqual(word.utf8.dropFirst()), ASCII.isCapital(head[head.count - 2]),
        !ASCII.isCapital(head[head.count - 1])
      else { continue }
      return word.count
    }
    return nil
  }

  /// Whether a first letter of a line is that of a beginning, *By …* aside.
  func isLeadLetter(_ letter: UInt8) -> Bool { firstLetters.contains(letter) && !byLetters.contains(letter) }

  /// Whether the label of a value says that it is the author's name: *Written by*.
  func isLabel(_ label: String) -> Bool {
    let key = label.lowercased()
    return by.contains(key) || labelParts.contains { key.contains($0) }
  }

  /// Whether *by* stands between blanks in a text, in any case.
  func isSigned(_ text: String) -> Bool {
    var copy = text
    return copy.withUTF8 { bytes in signed.contains { ASCII.find($0, in: bytes) != nil } }
  }
}
