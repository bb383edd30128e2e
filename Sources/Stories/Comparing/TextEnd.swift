/// The last sentences of a text, or the first ones, by which it is seen that two texts end or begin the same: pages of a
/// site have one footer, one newsletter box, one list of other stories, one notice of cookies on top.
///
/// A date, a number or a name that changes from page to page is no other sentence: only words in small letters count.
struct TextEnd: Sendable {
  /// Of each sentence, the last one first, or at the beginning the first one: a hash, and in the low bits how many words it has.
  private(set) var marks: [UInt32] = []

  /// So many sentences are held against each other.
  static let reach = 32
  private static let countBits: UInt32 = 63
  /// Fewer words in common are no end that says something.
  private static let leastWords = 16
  /// A sentence with fewer words in small letters is known by its names too.
  private static let leastSmall = 3

  /// The sentences that two texts have in common at their ends: so many of the one, so many of the other.
  struct Shared {
    var here = 0
    var there = 0
    var isEmpty: Bool { here == 0 }
  }

  /// None.
  init() {}

  /// That of a text. O(words of its last sentences).
  init(_ words: [Word], _ sentences: [WordSentence]) {
    marks = sentences.suffix(Self.reach).reversed().map { Self.mark(of: words[$0.words]) }
  }

  /// The beginning of a text. O(words of its first sentences).
  init(beginningOf words: [Word], _ sentences: [WordSentence]) {
    marks = sentences.prefix(Self.reach).map { Self.mark(of: words[$0.words]) }
  }

  /// What `marks` was.
  init(marks: [UInt32]) { self.marks = marks.filter { $0 != 0 } }

  private static func mark(of words: ArraySlice<Word>) -> UInt32 {
    let small = words.filter { $0.flags.isDisjoint(with: [.capital, .digit]) }
    let seen = small.count >= leastSmall ? small : words.filter { !$0.flags.contains(.digit) }
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for word in seen {
      hash = (hash ^ word.hash) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
    }
    let count = UInt32(max(1, min(Int(countBits), words.count)))
    return UInt32(truncatingIfNeeded: hash >> 20) & ~countBits | count
  }

  /// What two texts have in common at their ends, if there is something before it in one of them. Where one sentence is
  /// another one, or is there in one text alone, the end goes on if the next ones are the same. O(sentences).
  func shared(with other: TextEnd) -> Shared {
    var shared = Shared()
    var (here, there, words) = (0, 0, 0)
    while here < marks.count, there < other.marks.count {
      let skip = Self.skips.first { skip in
        let (one, two) = (here + skip.here, there + skip.there)
        return one < marks.count && two < other.marks.count && Self.isSame(marks[one], other.marks[two])
      }
      guard let skip else { break }
      here += skip.here
      there += skip.there
      words += Int(marks[here] & Self.countBits)
      here += 1
      there += 1
      shared = Shared(here: here, there: there)
    }
    return words < Self.leastWords ? Shared() : shared
  }

  private static let skips = [(here: 0, there: 0), (here: 1, there: 1), (here: 1, there: 0), (here: 0, there: 1)]

  /// The number of words may be another one: a name of three words for one of two.
  private static func isSame(_ one: UInt32, _ other: UInt32) -> Bool { one & ~countBits == other & ~countBits }
}

/// What two texts have in common at their ends and at their beginnings, and what may be that of their site.
struct SharedEdges {
  var end = TextEnd.Shared()
  var beginning = TextEnd.Shared()
  var isEmpty: Bool { end.isEmpty && beginning.isEmpty }

  /// As the other one of the two sees it.
  var swapped: SharedEdges {
    func swap(_ shared: TextEnd.Shared) -> TextEnd.Shared { .init(here: shared.there, there: shared.here) }
    return SharedEdges(end: swap(end), beginning: swap(beginning))
  }
}
