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
}

/// The facts of all words of a worker's vocabulary, and of pairs of a word with a connector before or after it.
///
/// A class with storage of its own: its words are read while names of pairs are still being looked up.
final class NameVocabulary {
  private var storage: UnsafeMutableBufferPointer<NameWord> = .allocate(capacity: 0)
  private var count = 0
  private var beforePairs: [Int32] = []
  private var afterPairs: [Int32] = []
  private var generation = -1
  let rows: EvidenceRows
  let common: CommonWords

  /// Words that say little by themselves: what stands beyond them is looked at as well.
  static let connectors = ["the", "a", "an", ",", "and", "(", "of", "'s", ")", "\"", ":", "-"]
  /// Not yet looked up.
  private static let unknown: Int32 = -2

  init(rows: EvidenceRows, common: CommonWords) {
    self.rows = rows
    self.common = common
  }

  deinit { storage.deallocate() }

  /// The facts of the words, valid until the next `refresh`.
  var words: UnsafeBufferPointer<NameWord> { UnsafeBufferPointer(storage) }

  /// Learns the words that are new in the vocabulary.
  func refresh(_ vocabulary: Vocabulary) {
    if generation != vocabulary.generation {
      count = 0
      beforePairs.removeAll(keepingCapacity: true)
      afterPairs.removeAll(keepingCapacity: true)
      generation = vocabulary.generation
    }
    let builder = NameWordBuilder(vocabulary: vocabulary, rows: rows, common: common)
    while count < vocabulary.count {
      if count == storage.count { grow() }
      storage[count] = builder.word(WordID(count))
      count += 1
    }
    let missing = count * Self.connectors.count - beforePairs.count
    guard missing > 0 else { return }
    beforePairs.append(contentsOf: repeatElement(Self.unknown, count: missing))
    afterPairs.append(contentsOf: repeatElement(Self.unknown, count: missing))
  }

  private func grow() {
    let larger = UnsafeMutableBufferPointer<NameWord>.allocate(capacity: max(4096, storage.count * 2))
    larger.initialize(repeating: NameWord())
    for index in 0..<count { larger[index] = storage[index] }
    storage.deallocate()
    storage = larger
  }

  /// The row of a word with a connector after it, before a name: `before in the`.
  func beforePair(_ word: WordID, connector: Int8, vocabulary: Vocabulary) -> Int32 {
    let index = word.index * Self.connectors.count + Int(connector)
    if beforePairs[index] == Self.unknown {
      let name = NameWordBuilder.context(word, facts: storage[word.index], vocabulary: vocabulary)
      beforePairs[index] = rows.row("before \(name) \(Self.connectors[Int(connector)])")
    }
    return beforePairs[index]
  }

  /// The row of a connector and the word after it, after a name: `after , who`.
  func afterPair(_ word: WordID, connector: Int8, vocabulary: Vocabulary) -> Int32 {
    let index = word.index * Self.connectors.count + Int(connector)
    if afterPairs[index] == Self.unknown {
      let name = NameWordBuilder.context(word, facts: storage[word.index], vocabulary: vocabulary)
      afterPairs[index] = rows.row("after \(Self.connectors[Int(connector)]) \(name)")
    }
    return afterPairs[index]
  }
}
