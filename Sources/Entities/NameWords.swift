import TextModel

/// What names need to know of a word, found out once for each distinct one.
struct NameWord {
  struct Flags: OptionSet {
    let rawValue: UInt32
    /// Can be part of a name: begins with a capital.
    static let nameable = Self(rawValue: 1 << 0)
    /// Joins the words of a name: *of*, *de*, *bin*, *&*.
    static let joiner = Self(rawValue: 1 << 1)
    /// *the*, inside a name only after a joiner: *Bank of the South*.
    static let article = Self(rawValue: 1 << 2)
    /// *on*, *to*, *against*, after an organization's head: *Commission on Human Rights*.
    static let headJoiner = Self(rawValue: 1 << 3)
    static let and = Self(rawValue: 1 << 4)
    static let of = Self(rawValue: 1 << 5)
    static let comma = Self(rawValue: 1 << 6)
    static let possessive = Self(rawValue: 1 << 7)
    /// *Beirut-based*: the name is before the last hyphen.
    static let compound = Self(rawValue: 1 << 8)
    /// *anti-Assad*: the name is after the first hyphen.
    static let prefixed = Self(rawValue: 1 << 9)
    /// A day or a month.
    static let calendar = Self(rawValue: 1 << 10)
    static let allCapitals = Self(rawValue: 1 << 11)
    static let initial = Self(rawValue: 1 << 12)
    static let numeral = Self(rawValue: 1 << 13)
    static let lowercase = Self(rawValue: 1 << 14)
    static let punctuation = Self(rawValue: 1 << 15)
    static let openBracket = Self(rawValue: 1 << 16)
    static let closeBracket = Self(rawValue: 1 << 17)
    /// A handle, a tag, an address.
    static let technical = Self(rawValue: 1 << 18)
    /// *'s* or *'* set apart, or another mark that can't end a name.
    static let ampersand = Self(rawValue: 1 << 19)
    /// A word that joins no names; it is inside one only where a list says so.
    static let other = Self(rawValue: 1 << 20)
    static let pronoun = Self(rawValue: 1 << 21)
    /// Says what kind of thing a name is, though news hardly writes it in small letters: *inc.*, *oblast*.
    static let nameHead = Self(rawValue: 1 << 22)
    /// What a name is joined to by a hyphen: *Beirut-based*.
    static let compoundTail = Self(rawValue: 1 << 23)
    /// What is joined to a name by a hyphen: *anti-Assad*.
    static let prefix = Self(rawValue: 1 << 24)
    /// *Mr*, *King* before a name.
    static let maleTitle = Self(rawValue: 1 << 25)
    static let femaleTitle = Self(rawValue: 1 << 26)
    /// Begins an apposition: *a*, *the*, *former*.
    static let appositionStart = Self(rawValue: 1 << 27)
    static let appositionEnd = Self(rawValue: 1 << 28)
    /// *…, the officials said*: no apposition.
    static let saying = Self(rawValue: 1 << 29)
    /// Describes a role before it: *deputy*, *foreign*.
    static let roleAdjective = Self(rawValue: 1 << 30)
    /// Begins a phrase or clause before the subject: *According to the Agency, an inspection found …*.
    static let sentenceOpener = Self(rawValue: 1 << 31)
  }
  var flags: Flags = []
  /// How common the word is in small letters (`CommonWords`).
  var bucket: UInt8 = 0
  /// The word's place in `before` and `after` pairs, or -1 (`NameVocabulary.connectors`).
  var connector: Int8 = -1
  /// In a compound or with a prefix: the bytes of the name inside the word.
  var inner: Range<Int32> = 0..<0
  /// The small-letter form of the name inside a compound, of the word otherwise.
  var stem: Int32 = 0
  var before: Int32 = -1
  var after: Int32 = -1
  var first: Int32 = -1
  var last: Int32 = -1
  var only: Int32 = -1
  var inside: Int32 = -1
  var ending: Int32 = -1
  var longEnding: Int32 = -1
  var firstEnding: Int32 = -1
  var shapeOnly: Int32 = -1
  var shapePart: Int32 = -1
  var affix: Int32 = -1
  /// The weights of `forEachRowOfOneWord`, added up in their order.
  var oneWordWeights = SIMD4<Float>()

  /// Calls `body` with the evidence for a name that is this word alone, wherever it stands.
  @inline(__always) func forEachRowOfOneWord(_ fixed: FixedRows, _ body: (Int32) -> Void) {
    body(fixed.length[1])
    body(only)
    body(ending)
    body(longEnding)
    body(shapeOnly)
    body(affix)
    body(fixed.commonOnly[Int(bucket)])
  }
}

/// So many rows of pairs are kept.
private let pairSlots = 4096

/// The facts of all words of a worker's vocabulary.
///
/// A class with storage of its own: its words are read while a stage holds other buffers.
final class NameVocabulary {
  private var storage: UnsafeMutableBufferPointer<NameWord> = .allocate(capacity: 0)
  private var count = 0
  private var generation = -1
  private var vocabulary: Vocabulary?
  private var builder: NameWordBuilder
  /// The rows of the pairs looked up last, each in the slot that its key chooses.
  private var pairKeys = [Int](repeating: -1, count: pairSlots)
  private var pairRows = [Int32](repeating: -1, count: pairSlots)

  init(rows: EvidenceRows, fixed: FixedRows, common: CommonWords) {
    builder = NameWordBuilder(rows: rows, fixed: fixed, common: common)
  }

  deinit { storage.deallocate() }

  /// The facts of the words, valid until the next `refresh`.
  var words: UnsafeBufferPointer<NameWord> { UnsafeBufferPointer(rebasing: storage[..<count]) }

  /// Learns the words that are new in the vocabulary.
  func refresh(_ vocabulary: Vocabulary) {
    if self.vocabulary !== vocabulary || generation != vocabulary.generation {
      count = 0
      self.vocabulary = vocabulary
      generation = vocabulary.generation
      for slot in pairKeys.indices { pairKeys[slot] = -1 }
    }
    while count < vocabulary.count {
      if count == storage.count { grow() }
      storage[count] = builder.word(WordID(count), of: vocabulary)
      count += 1
    }
  }

  private func grow() {
    let larger = UnsafeMutableBufferPointer<NameWord>.allocate(capacity: max(1024, storage.count * 2))
    larger.initialize(repeating: NameWord())
    for index in 0..<count { larger[index] = storage[index] }
    storage.deallocate()
    storage = larger
  }

  /// The row of a word with a connector after it, before a name: `before in the`.
  @inline(__always) func beforePair(_ word: WordID, connector: Int8, vocabulary: Vocabulary) -> Int32 {
    pair(word.index << 5 | Int(connector)) {
      builder.beforePair(word, facts: storage[word.index], connector: connector, vocabulary: vocabulary)
    }
  }

  /// The row of a connector and the word after it, after a name: `after , who`.
  @inline(__always) func afterPair(_ word: WordID, connector: Int8, vocabulary: Vocabulary) -> Int32 {
    pair(word.index << 5 | 16 | Int(connector)) {
      builder.afterPair(word, facts: storage[word.index], connector: connector, vocabulary: vocabulary)
    }
  }

  @inline(__always) private func pair(_ key: Int, _ row: () -> Int32) -> Int32 {
    let slot = (key &* 0x9E37_79B1) >> 12 & (pairSlots - 1)
    if pairKeys[slot] == key { return pairRows[slot] }
    let found = row()
    pairKeys[slot] = key
    pairRows[slot] = found
    return found
  }
}
