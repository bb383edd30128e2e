import TextModel

/// The longer words of the headline: an article comes back to them, and teasers of other stories have others.
struct TitleWords {
  /// The words by their keys (`ParagraphScan`), each at most once.
  private var keys: [UInt64] = []
  /// A bit for each word by its key: most words of a page are ruled out by it.
  private var filter: UInt64 = 0

  /// More words no headline has.
  private static let most = 64
  /// Keys below it are those of words with fewer than four letters.
  private static let shortest: UInt64 = 1 << 24

  var isEmpty: Bool { keys.isEmpty }

  /// Reads the headline, or the title of the page's head where none is printed.
  mutating func read(_ clues: PageClues, facts: [BlockFacts], words: [UInt64], known: ScannedWords) {
    keys.removeAll(keepingCapacity: true)
    filter = 0
    if facts.indices.contains(clues.headline) {
      let fact = facts[clues.headline]
      for key in words[Int(fact.firstWord)..<Int(fact.lastWord)] { add(key, known) }
    } else if let title = clues.titles.first {
      for word in title.split(separator: 0x20) { add(word.reduce(0) { $0 << 8 | UInt64($1) }, known) }
    }
  }

  private mutating func add(_ key: UInt64, _ known: ScannedWords) {
    let isSmall = known.bits(of: key) & (ScannedWords.function | ScannedWords.said) != 0
    let isNumber = ASCII.isDigit(UInt8(truncatingIfNeeded: key))
    guard key >= Self.shortest, !isSmall, !isNumber, keys.count < Self.most, !keys.contains(key) else { return }
    keys.append(key)
    filter |= Self.bit(of: key)
  }

  private static func bit(of key: UInt64) -> UInt64 { 1 << ((key &* 0x9E37_79B9_7F4A_7C15) >> 58) }

  /// How many of them stand in a paragraph, three at most. O(words).
  func count(in words: ArraySlice<UInt64>) -> Int {
    var found: UInt64 = 0
    for key in words where filter & Self.bit(of: key) != 0 {
      guard let number = keys.firstIndex(of: key) else { continue }
      found |= 1 << UInt64(number)
      if found.nonzeroBitCount > 2 { break }
    }
    return found.nonzeroBitCount
  }
}
