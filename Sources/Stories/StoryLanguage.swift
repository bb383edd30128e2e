import Entities

/// What stories know of the language: how common words are, and a few lists of words.
public struct StoryLanguage: Sendable {
  let common: CommonWords
  let words: StoryWords

  /// Puts together frequencies of words and the lists of `Rules/stories/words.tsv`.
  public init(common: CommonWords, words: StoryWords) {
    self.common = common
    self.words = words
  }
}

/// The lists of words in `Rules/stories/words.tsv`: lines of a class, what it is of, and words parted by `|`.
public struct StoryWords: Sendable {
  /// Agencies with their sites, at most 32.
  private(set) var agencies: [(name: String, sites: [String])] = []
  /// What the credit of a picture has in it.
  private(set) var captionCredits: [[UInt8]] = []
  /// What is said of those counted, by the hash of the word that says it.
  private var counts: [UInt64: String] = [:]
  /// Hashes of what those counted are called if nothing else is known of them.
  private var people: Set<UInt64> = []
  /// Endings that a stem does without, the longest first.
  private(set) var endings: [[UInt8]] = []
  /// What stands behind a surname.
  private(set) var nameSuffixes: Set<String> = []
  /// Hashes of words that join sentences and say nothing.
  private var fillers: Set<UInt64> = []
  /// Hashes of words of dates, with those of others that say the same.
  private var dayWords: [UInt64: UInt64] = [:]
  /// Hashes of figures in words, with those of the same in digits.
  private var figures: [UInt64: UInt64] = [:]

  /// Reads the file; lines of other classes say nothing.
  public init(file: [UInt8]) {
    for line in file.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
      let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard cells.count >= 3 else { continue }
      let words = cells[2].split(separator: "|").map(String.init)
      // names from here: classes of stories/words.tsv
      switch cells[0] {
      case "agency" where agencies.count < 32: agencies.append((Self.folded(cells[1]), words))
      case "caption": captionCredits += words.map { Array($0.utf8) }
      case "count": for word in words { counts[Self.hash(word)] = cells[1] }
      case "day": for word in words { dayWords[Self.hash(word)] = Self.hash(cells[1]) }
      case "ending": endings += words.map { Array($0.utf8) }
      case "figure": for word in words { figures[Self.hash(word)] = Self.hash(cells[1]) }
      case "filler": fillers.formUnion(words.map(Self.hash))
      case "people": people.formUnion(words.map(Self.hash))
      case "name-suffix": nameSuffixes.formUnion(words)
      // names end
      default: continue
      }
    }
    endings.sort { ($1.count, String(decoding: $0, as: UTF8.self)) < ($0.count, String(decoding: $1, as: UTF8.self)) }
  }

  private static func hash(_ word: String) -> UInt64 {
    Array(word.utf8).withUnsafeBufferPointer { CommonWords.hash(of: $0) }
  }

  /// What a word says of those counted: *killed* for *dead*.
  func saidOfCounted(_ word: UInt64) -> String? { counts[word] }

  /// Whether a word says of those counted that they are people, and no more.
  func isPeople(_ word: UInt64) -> Bool { people.contains(word) }

  /// The hash of the figure that a word is, in digits; of any other word its own.
  func figure(of word: UInt64) -> UInt64 { figures[word] ?? word }

  /// The hash of a word of a date, the same for words that say the same.
  func plainOfDay(_ word: UInt64) -> UInt64 { dayWords[word] ?? word }

  /// Whether a word is a figure in words.
  func isFigure(_ word: UInt64) -> Bool { figures[word] != nil }

  /// Whether a word joins sentences and says nothing.
  func isFiller(_ word: UInt64) -> Bool { fillers.contains(word) }

  private static func folded(_ name: String) -> String {
    name.lowercased().split(separator: " ").filter { $0 != "the" }.joined(separator: " ")
  }

  /// The bit of an agency by its name; nought where it is none.
  func agency(named name: String) -> UInt32 {
    let name = Self.folded(name)
    return agencies.firstIndex { $0.name == name }.map { 1 << UInt32($0) } ?? 0
  }

  /// The bit of the agency whose site it is; nought where it is none's.
  func agency(ofSite site: String) -> UInt32 {
    let site = site.lowercased()
    let found = agencies.firstIndex { agency in
      agency.sites.contains { site == $0 || site.hasSuffix("." + $0) || Self.folded(site) == agency.name }
    }
    return found.map { 1 << UInt32($0) } ?? 0
  }
}
