import TextModel

/// Cuts a line of authors into names: *By Ann Lee and Bo Ek, Harbour News Staff · 12 May 2024*.
struct NameLine {
  /// Parts between commas, *and*, `&`, `|`, `;`, a slash or a bullet, without what is said of when, where and for whom.
  private(set) var parts: [String] = []
  private var words: [Substring] = []
  /// What comes now is no name: a date, a place, an outlet.
  private var isOver = false
  private let rules: PageRules
  private var known: BylineWords { rules.words.bylines }
  private let keepsJobs: Bool

  /// `keepsJobs` leaves words of jobs in: *Harbour News Staff* is a name then.
  init(_ line: String, rules: PageRules, keepsJobs: Bool = false) {
    self.rules = rules
    self.keepsJobs = keepsJobs
    let all = Self.withoutLead(line, rules.words.bylines).split(whereSeparator: {
      $0 == " " || $0 == "\u{A0}" || $0 == "\n"
    })
    for (index, word) in all.enumerated() { take(word, next: index + 1 < all.count ? all[index + 1] : "") }
    end()
  }

  private static func withoutLead(_ line: String, _ known: BylineWords) -> String {
    var line = ASCII.squashed(CharacterReference.resolve(line).utf8) ?? ""
    for lead in known.leads where line.lowercased().hasPrefix(lead) {
      line = String(line.dropFirst(lead.count))
      if known.reportingLeads.contains(lead) { line = withoutHelpers(line, known) }
    }
    return known.runTogether(line).map { String(line.dropFirst($0)) } ?? line
  }

  /// *Reporting by Ann Lee; Editing by Bo Hall*: only the first are the authors.
  private static func withoutHelpers(_ line: String, _ known: BylineWords) -> String {
    let words = line.split(separator: " ")
    let helper = words.indices.dropFirst().first { index in
      known.by.contains(String(words[index])) && known.helps.contains(words[index - 1].lowercased())
    }
    guard let helper else { return line }
    return words[..<(helper - 1)].joined(separator: " ")
  }

  private mutating func take(_ word: Substring, next: Substring) {
    let lower = word.lowercased()
    if known.joints.contains(lower) {
      // A bullet or a dash after a date may have another date behind it, *and* only a name.
      if known.nameJoints.contains(lower) { isOver = false }
      return end()
    }
    if known.by.contains(lower), !words.isEmpty || !parts.isEmpty || isOver {
      parts = []
      words = []
      isOver = false
      return
    }
    if known.turns.contains(lower) || isDate(word, lower, next: next) {
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
    guard known.calendar.contains(bare) else { return false }
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
