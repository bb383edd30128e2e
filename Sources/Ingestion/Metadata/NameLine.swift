/// Cuts a line of authors into names: *By Ann Lee and Bo Ek, Harbour News Staff · 12 May 2024*.
struct NameLine {
  /// Parts between commas, *and*, `&`, `|`, `;`, a slash or a bullet, without what is said of when, where and for whom.
  private(set) var parts: [String] = []
  private var words: [Substring] = []
  /// What comes now is no name: a date, a place, an outlet.
  private var isOver = false
  private let rules: PageRules
  private let keepsJobs: Bool

  /// `keepsJobs` leaves words of jobs in: *Harbour News Staff* is a name then.
  init(_ line: String, rules: PageRules, keepsJobs: Bool = false) {
    self.rules = rules
    self.keepsJobs = keepsJobs
    let all = Self.withoutLead(line).split(whereSeparator: { $0 == " " || $0 == "\u{A0}" || $0 == "\n" })
    for (index, word) in all.enumerated() { take(word, next: index + 1 < all.count ? all[index + 1] : "") }
    end()
  }

  private static let leads = [
    "written by ", "written by: ", "reported by ", "story by ", "words by ", "posted by ", "posted by : ", "guide by ",
    "interview by ", "published by ", "submitted by ", "compiled by ", "authors: ", "author: ", "contributors: ",
    "contributor: ", "(reporting by ", "reporting by ", "by: ", "by ",
  ]

  /// The small letters that such beginnings have.
  static let firstLetters = leads.compactMap(\.utf8.first)

  /// Whether a line says at its beginning that names follow: *By Ann Lee*, also *ByAnn Lee* as pages run it together.
  static func begins(_ line: String) -> Bool {
    let lower = line.prefix(20).lowercased()
    return leads.contains { lower.hasPrefix($0) } || isRunTogether(line)
  }

  /// Whether a line is nothing but such a beginning: the names stand in the next one.
  static func isLead(_ line: String) -> Bool {
    guard line.utf8.count < 20 else { return false }
    let lower = line.lowercased()
    return lower == "author" || lower == "authors" || leads.contains { $0 == lower + " " || $0 == lower + ": " }
  }

  private static func isRunTogether(_ line: String) -> Bool {
    let head = Array(line.utf8.prefix(4))
    return head.count == 4 && head[0] == 0x42 && head[1] == 0x79 && ASCII.isCapital(head[2])
      && !ASCII.isCapital(head[3])
  }

  private static func withoutLead(_ line: String) -> String {
    var line = ASCII.squashed(CharacterReference.resolve(line).utf8) ?? ""
    for lead in leads where line.lowercased().hasPrefix(lead) {
      line = String(line.dropFirst(lead.count))
      if lead.hasSuffix("reporting by ") { line = withoutHelpers(line) }
    }
    return isRunTogether(line) ? String(line.dropFirst(2)) : line
  }

  /// *Reporting by Ann Lee; Editing by Bo Hall*: only the first are the authors.
  private static func withoutHelpers(_ line: String) -> String {
    let words = line.split(separator: " ")
    let helper = words.indices.dropFirst().first { index in
      words[index] == "by" && ["editing", "writing", "compiled", "edited"].contains(words[index - 1].lowercased())
    }
    guard let helper else { return line }
    return words[..<(helper - 1)].joined(separator: " ")
  }

  private static let joints: Set<String> = [
    "and", "&", "|", "•", "·", "⋅", "∙", "with", "/", "–", "—", "-", "und", "et", "y",
  ]
  private static let turns: Set<String> = [
    "for", "in", "at", "on", "of", "published", "updated", "posted", "via", "from", "about",
  ]
  private static let months: Set<String> = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue",
    "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
  ]

  private mutating func take(_ word: Substring, next: Substring) {
    let lower = word.lowercased()
    if Self.joints.contains(lower) {
      // A bullet or a dash after a date may have another date behind it, *and* only a name.
      if lower == "and" || lower == "&" || lower == "with" { isOver = false }
      return end()
    }
    if lower == "by", !words.isEmpty || !parts.isEmpty || isOver {
      parts = []
      words = []
      isOver = false
      return
    }
    if Self.turns.contains(lower) || isDate(word, lower, next: next) {
      end()
      isOver = true
    }
    if isOver { return }
    let last = word.last
    if last == "," || last == ";" || last == "|" {
      words.append(word.dropLast())
      end()
    } else {
      words.append(word)
    }
  }

  /// *12*, *3rd*, or a month or a weekday before a number; *April Roach* is a name.
  private func isDate(_ word: Substring, _ lower: String, next: Substring) -> Bool {
    if let first = word.utf8.first, ASCII.isDigit(first) { return true }
    let bare = lower.filter(\.isLetter)
    guard Self.months.contains(bare) else { return false }
    if word.last == "," || word.last == "." { return true }
    return next.utf8.first.map { ASCII.isDigit($0) } ?? !words.isEmpty
  }

  private mutating func end() {
    defer { words = [] }
    dropOutlet()
    guard !words.isEmpty else { return }
    // *Harbour Notes Staff* is a team; of *Ann Lee Harbour Notes Staff* the first words are a name.
    let isTeam = words.count == 3 && rules.phrases.isGroup(Normalizer.levelled(words.joined(separator: " ")))
    if !keepsJobs, !isTeam,
      let place = words.indices.dropFirst(2).first(where: { rules.phrases.isJob(Self.levelled(words[$0])) })
    {
      words.removeSubrange(place...)
    }
    parts.append(words.joined(separator: " "))
  }

  /// *Ann Lee (AP)*; another name in brackets stays: *Ann Lee (Annie)*.
  private mutating func dropOutlet() {
    guard let last = words.last, last.hasSuffix(")"), let open = words.lastIndex(where: { $0.hasPrefix("(") }), open > 0
    else { return }
    let isOutlet = words[open...].contains { word in
      let letters = word.filter(\.isLetter)
      return letters.allSatisfy(\.isUppercase) || rules.phrases.isNoName(Normalizer.levelled(letters))
    }
    if isOutlet { words.removeSubrange(open...) }
  }

  private static func levelled(_ word: Substring) -> [UInt8] { Normalizer.levelled(String(word)) }
}
