import TextModel

/// What the words of a vocabulary add to the counts by which a sentence in capitals, and one in Title Case, are known:
/// found out once a word.
struct WordLetters {
  /// By word: what it counts as (`Kind`).
  private(set) var kinds: [UInt8] = []
  private var generation = -1
  private var vocabulary: Vocabulary?

  /// What a word counts as.
  enum Kind: UInt8 {
    /// Punctuation, numbers and the possessive.
    case nothing
    /// *OHIO*
    case capitals
    /// *in*
    case small
    /// *wins*: of more than four letters, so that titles capitalise it.
    case longSmall
    /// *J.*
    case initial
    /// *Trump*
    case capitalized
  }

  /// Learns the words that are new in the vocabulary.
  mutating func refresh(_ current: Vocabulary) {
    if vocabulary !== current || generation != current.generation {
      vocabulary = current
      generation = current.generation
      kinds.removeAll(keepingCapacity: true)
    }
    for word in kinds.count..<max(kinds.count, current.count) {
      kinds.append(Self.kind(current.shape(WordID(word)), length: current.length(WordID(word))).rawValue)
    }
  }

  private static func kind(_ shape: WordShape, length: Int) -> Kind {
    if shape.contains(.punctuation) { return .nothing }
    if shape.contains(.allCapitals) { return .capitals }
    if shape.contains(.lowercase), !shape.contains(.possessive) { return length > 4 ? .longSmall : .small }
    guard shape.contains(.capitalized) else { return .nothing }
    return shape.contains(.initial) ? .initial : .capitalized
  }
}

/// Counts the words of a sentence by their letters.
struct LetterCounts {
  private var counts = SIMD8<Int32>()

  /// The words of these tokens.
  init(_ tokens: UnsafeMutableBufferPointer<Token>.SubSequence, _ kinds: UnsafeBufferPointer<UInt8>) {
    withUnsafeMutableBytes(of: &counts) { bytes in
      let counts = bytes.bindMemory(to: Int32.self)
      for token in tokens { counts[Int(kinds[token.word.index] & 7)] &+= 1 }
    }
  }

  private subscript(_ kind: WordLetters.Kind) -> Int { Int(counts[Int(kind.rawValue)]) }

  /// TRUMP WINS IN OHIO
  var isCaseless: Bool {
    let small = self[.small] + self[.longSmall] + self[.capitalized]
    return self[.capitals] >= 2 && small * 10 <= self[.capitals]
  }

  /// Trump Wins Big in Ohio
  var isTitleCase: Bool {
    let capitalized = self[.initial] + self[.capitalized]
    return capitalized >= 4 && self[.longSmall] * 6 <= capitalized
  }
}
