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

  init(_ gazetteers: Gazetteers, list: UInt8) {
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
        words[first].beginsPart || first == 0 || Self.leads.contains(words[first - 1].lower)
        || words[first - 1].text.first?.isUppercase == true
      let last = range.upperBound - 1
      let ends =
        words[last].endsPart || range.upperBound == words.count || Self.followers.contains(words[last + 1].lower)
      return begins && ends
    }
  }

  private static let leads: Set<String> = ["by", "and", "with", "for", "from", "via", "of", "the", "to"]

  /// What stands behind the name of an agency in a line of authors: a job, a desk, a place.
  private static let followers: Set<String> = [
    "and", "in", "for", "with", "at", "writer", "writers", "staff", "correspondent", "correspondents", "reporter",
    "reporters", "bureau", "sports", "business", "political", "politics", "science", "medical", "health", "education",
    "national", "foreign", "senior", "chief", "special", "newsroom", "travel", "entertainment", "technology",
    "economics", "legal", "religion", "environment", "military", "news", "service", "wire",
  ]

  // MARK: Closing lines

  /// The agencies that a closing line names, where it is one; of a longer paragraph what stands in brackets at its end.
  func agencies(ofClosing line: String) -> [String] {
    Self.closing(of: line).map { part in names(in: String(part)) { _, _ in true } } ?? []
  }

  /// What of a line is a closing line: the whole, or what stands in brackets at its end.
  static func closing(of line: String) -> Substring? {
    var line = Substring(line)
    let end = line.last == "." ? line.dropLast() : line
    if end.last == ")", let open = line.lastIndex(of: "(") { line = line[open...] }
    return line.utf8.count <= longest && isClosing(line.lowercased()) ? line : nil
  }

  /// Whether a line (in small letters) says who worked on the article, or whose it is.
  private static func isClosing(_ line: String) -> Bool {
    let start = line.drop { !$0.isLetter && $0 != "©" }
    return beginnings.contains { start.hasPrefix($0) } || insides.contains { line.contains($0) }
  }

  private static let beginnings = [
    "reporting by", "additional reporting", "with reporting", "with additional reporting", "with files from",
    "with input from", "with inputs from", "with information from", "with material from", "with wire", "with agency",
    "with agencies", "with ap", "with afp", "with reuters", "with the associated press", "with additional",
    "includes material from", "this story includes", "this report includes", "information from", "compiled from",
    "copyright", "©", "editing by", "writing by", "edited by",
  ]
  private static let insides = [
    "contributed to this report", "contributed to this story", "contributed to this article",
    "contributed to the report", "contributed reporting", "contributed information", "was used in this report",
    "first published by", "originally published by", "first appeared on", "has been published from",
  ]

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
