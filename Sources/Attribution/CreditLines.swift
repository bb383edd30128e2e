import GazetteerIndex

/// Knows the lines that stand round an article to say whose work it is, and the agencies that they name: *By Ann Lee,
/// Associated Press Writer*, *Staff and agencies*, *With inputs from PTI*, *Reuters contributed to this report.*
struct CreditLines {
  /// A word of a line without the marks at its ends.
  private struct Word {
    let text: Substring
    let lower: String
    /// Whether a mark parts it from the word before it, or from the one behind it.
    var beginsPart: Bool
    var endsPart: Bool
  }

  /// What a credit is given as, by its names: those of one word as written and in capitals, others in small letters.
  private var agencies: [String: String] = [:]
  /// No agency has a name of more words.
  private static let longestName = 4
  /// Longer lines are paragraphs.
  static let longest = 320
  /// Words of a line that are looked at.
  private static let wordLimit = 60

  /// What may stand before an agency in a line of authors; what stands behind it: a job, a desk, a place.
  private let leads: Set<String>
  private let followers: Set<String>
  /// How a closing line begins, and what stands in one.
  private let beginnings: [String]
  private let insides: [String]
  /// By a hash of two bytes whether one of these may begin with them.
  private var beginsInside = [Bool](repeating: false, count: 256)

  init(_ gazetteers: Gazetteers, list: UInt8) {
    leads = gazetteers.words.set(of: "credit.lead")
    followers = gazetteers.words.set(of: "credit.follower")
    beginnings = gazetteers.words.words(of: "credit.beginning")
    insides = gazetteers.words.words(of: "credit.inside").filter { $0.utf8.count > 1 }
    for text in insides {
      let bytes = text.utf8.prefix(2).map { $0 }
      beginsInside[Self.slot(bytes[0], bytes[1])] = true
    }
    let column = gazetteers.column("aliases", of: list)
    for entry in gazetteers.entries(of: list) {
      let name = gazetteers.name(of: entry)
      let aliases = column.map { gazetteers.value($0, of: entry).split(separator: "|").map(String.init) } ?? []
      for alias in [name] + aliases {
        if alias.contains(" ") {
          agencies[alias.lowercased()] = name
        } else {
          agencies[alias] = name
          if alias.utf8.count > 4 { agencies[alias.uppercased()] = name }
        }
      }
    }
  }

  // MARK: Lines of authors

  /// The agencies that a line of authors names, each as a part of its own, behind a name or before a job.
  func agencies(ofAuthors line: String) -> [String] {
    guard line.utf8.count <= Self.longest else { return [] }
    return names(in: line) { words, range in
      let first = range.lowerBound
      let begins =
        words[first].beginsPart || first == 0 || leads.contains(words[first - 1].lower)
        || words[first - 1].text.first?.isUppercase == true
      let last = range.upperBound - 1
      let ends =
        words[last].endsPart || range.upperBound == words.count || followers.contains(words[last + 1].lower)
      return begins && ends
    }
  }

  // MARK: Closing lines

  /// The agencies that a closing line names, where it is one; of a longer paragraph what stands in brackets at its end.
  func agencies(ofClosing line: String) -> [String] {
    closing(of: line).map { part in names(in: String(part)) { _, _ in true } } ?? []
  }

  /// What of a line is a closing line: the whole, or what stands in brackets at its end.
  func closing(of line: String) -> Substring? {
    var line = Substring(line)
    let end = line.last == "." ? line.dropLast() : line
    if end.last == ")", let open = line.lastIndex(of: "(") { line = line[open...] }
    return line.utf8.count <= Self.longest && isClosing(line.lowercased()) ? line : nil
  }

  /// Whether a line (in small letters) says who worked on the article, or whose it is.
  private func isClosing(_ line: String) -> Bool {
    let start = line.drop { !$0.isLetter && $0 != "©" }
    let first = start.utf8.first
    if beginnings.contains(where: { $0.utf8.first == first && start.hasPrefix($0) }) { return true }
    // Bytes are compared first: to look for characters takes ten times as long, and most lines have none of these.
    let bytes = Array(line.utf8)
    for index in bytes.indices.dropLast() where beginsInside[Self.slot(bytes[index], bytes[index + 1])] {
      let rest = bytes[index...]
      if insides.contains(where: { rest.starts(with: $0.utf8) && line.contains($0) }) { return true }
    }
    return false
  }

  /// The slot of the first two bytes of a text in `beginsInside`.
  private static func slot(_ first: UInt8, _ second: UInt8) -> Int { (Int(first) * 31 + Int(second)) & 255 }

  // MARK: Words

  /// The agencies of a line whose places pass, in its order, the longest name first.
  private func names(in line: String, where passes: ([Word], Range<Int>) -> Bool) -> [String] {
    let words = Self.words(of: line)
    var found: [String] = []
    var place = 0
    while place < words.count {
      var next = place + 1
      for count in (1...Self.longestName).reversed() where place + count <= words.count {
        let range = place..<place + count
        guard let name = agency(words[range]), passes(words, range) else { continue }
        if !found.contains(name) { found.append(name) }
        next = place + count
        break
      }
      place = next
    }
    return found
  }

  private func agency(_ words: ArraySlice<Word>) -> String? {
    guard let first = words.first else { return nil }
    guard words.count > 1 else { return agencies[String(first.text)] }
    guard !words.dropLast().contains(where: \.endsPart) else { return nil }
    return agencies[words.map(\.lower).joined(separator: " ")]
  }

  private static func words(of line: String) -> [Word] {
    var words: [Word] = []
    var isParted = true
    let pieces = line.split(maxSplits: wordLimit, whereSeparator: { " \n\t\u{A0}|/;·•".contains($0) })
    for piece in pieces.prefix(wordLimit) {
      let front = piece.drop { !$0.isLetter && !$0.isNumber }
      guard !front.isEmpty else {
        if !words.isEmpty { words[words.count - 1].endsPart = true }
        isParted = true
        continue
      }
      var text = front
      while let last = text.last, !last.isLetter, !last.isNumber, !(last == "." && isInitials(text)) {
        text.removeLast()
      }
      for ending in ["'s", "’s"] where text.hasSuffix(ending) { text = text.dropLast(2) }
      if front.startIndex != piece.startIndex, !words.isEmpty { words[words.count - 1].endsPart = true }
      words.append(
        Word(
          text: text, lower: text.lowercased(), beginsPart: isParted || front.startIndex != piece.startIndex,
          endsPart: text.endIndex != front.endIndex))
      isParted = words.last?.endsPart ?? true
    }
    return words
  }

  /// *A.P.*, whose last stop belongs to it.
  private static func isInitials(_ word: Substring) -> Bool { word.dropLast().contains(".") }
}
