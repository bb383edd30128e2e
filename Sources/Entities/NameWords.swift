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
  /// The small-letter form of the name inside a compound, of the word otherwise.
  var stem: Int32 = 0
  /// The rows of the word before a name, and after one.
  var before: Int32 = -1
  var after: Int32 = -1
  /// Its place in `NameVocabulary.parts`: 0 for a word that is in no name.
  var parts: Int32 = 0
  /// In a compound or with a prefix: the place of the name inside in `NameVocabulary.inners`; else 0.
  var inner: Int32 = 0
  /// The connectors with which the word has rows of its own before a name, and after one, as bits; 0 where nobody has
  /// looked (`NameVocabulary.pair`).
  var pairsBefore: UInt16 = 0
  var pairsAfter: UInt16 = 0
  /// How common the word is in small letters (`CommonWords`).
  var bucket: UInt8 = 0
  /// Its class (`CommonWords.classNames`).
  var wordClass: UInt8 = 0
  /// The word's place in `before` and `after` pairs, or -1 (`NameWordBuilder.connectors`).
  var connector: Int8 = -1
  /// How it is called beside a name (`WordCall`).
  var call: UInt8 = 0
}

/// What the word of a name says wherever it stands: weights, added up. A line of the processor's cache.
struct NameParts {
  /// The word is the name, its first word, its last, one between them.
  var only = SIMD4<Int32>()
  var first = SIMD4<Int32>()
  var last = SIMD4<Int32>()
  var inside = SIMD4<Int32>()
}

/// What a word is called beside a name: itself, or, if it is not common, what it is like.
enum WordCall: UInt8 {
  case dayOrMonth, name, number, word
  /// Marks and common words are called by themselves.
  case itself

  static let names: [StaticString] = ["<day or month>", "<Name>", "<number>", "<word>"]
}

/// So many rows of pairs are kept.
private let pairSlots = 4096

/// The facts of all words of a worker's vocabulary.
///
/// A class with storage of its own: its words are read while a stage holds other buffers.
final class NameVocabulary {
  private let storage = FlatBuffer<NameWord>(capacity: 4096)
  /// The words that can be part of a name, and those in small letters.
  let nameable = WordBits()
  let small = WordBits()
  private let partStorage = FlatBuffer<NameParts>(capacity: 1024)
  private let innerStorage = FlatBuffer<NameInner>(capacity: 64)
  private var generation = -1
  private var vocabulary: Vocabulary?
  private let builder: NameWordBuilder
  /// The rows of the pairs looked up last: in the slot that its key chooses or the one beside it a pair's key and, in
  /// the low bits, its row and one.
  private var pairs = [UInt64](repeating: .max, count: pairSlots)
  private static let rowBits: UInt64 = 24

  init(rows: EvidenceRows, fixed: FixedRows, common: CommonWords, compounds: CompoundReader) {
    builder = NameWordBuilder(rows: rows, fixed: fixed, common: common, compounds: compounds)
  }

  /// The facts of the words, valid until the next `refresh`.
  var words: UnsafeBufferPointer<NameWord> { storage.elements }
  /// The parts of the words, valid as long.
  var parts: UnsafeBufferPointer<NameParts> { partStorage.elements }
  /// The names inside words with a hyphen, valid as long.
  var inners: UnsafeBufferPointer<NameInner> { innerStorage.elements }

  /// So many new words are asked for at once.
  private static let batch = 128

  /// Learns the words that are new in the vocabulary.
  func refresh(_ vocabulary: Vocabulary) {
    if self.vocabulary !== vocabulary || generation != vocabulary.generation {
      forget(from: self.vocabulary === vocabulary ? vocabulary.kept(since: generation) : 0, vocabulary)
      self.vocabulary = vocabulary
      generation = vocabulary.generation
    }
    nameable.reserve(vocabulary.count)
    small.reserve(vocabulary.count)
    let known = storage.count
    while storage.count < vocabulary.count {
      let number = storage.count
      if number % Self.batch == 0 || number == known {
        builder.prefetch(number..<min(vocabulary.count, (number / Self.batch + 1) * Self.batch), of: vocabulary)
      }
      let word = builder.word(WordID(number), of: vocabulary, parts: partStorage, inners: innerStorage)
      storage.append(word)
      // A word with a hyphen may have given the vocabulary others.
      nameable.reserve(vocabulary.count)
      small.reserve(vocabulary.count)
      if word.flags.contains(.nameable) { nameable.insert(number) }
      if word.flags.contains(.lowercase) { small.insert(number) }
    }
  }

  /// Forgets the words from a number on.
  private func forget(from word: Int, _ vocabulary: Vocabulary) {
    let dropped = storage.elements.dropFirst(word)
    if let first = dropped.first(where: { $0.parts > 0 }) { partStorage.removeAll(from: Int(first.parts)) }
    if let first = dropped.first(where: { $0.inner > 0 }) { innerStorage.removeAll(from: Int(first.inner)) }
    if partStorage.count == 0 { partStorage.append(NameParts()) }
    if innerStorage.count == 0 { innerStorage.append(NameInner()) }
    storage.removeAll(from: word)
    nameable.clear()
    small.clear()
    for (number, known) in storage.mutableElements.enumerated() {
      if known.flags.contains(.nameable) { nameable.insert(number) }
      if known.flags.contains(.lowercase) { small.insert(number) }
      // The name inside a compound may have been met after it.
      guard Int(known.stem) >= storage.count else { continue }
      let inner = innerStorage[Int(known.inner)]
      storage[number].stem = builder.stem(of: inner, in: WordID(number), vocabulary).rawValue
    }
    for slot in pairs.indices { pairs[slot] = .max }
  }

  /// The rows of a word by what it says, for learning and explanations.
  func rows(of word: WordID, _ part: WordPart) -> [Int32] {
    vocabulary.map { builder.rows(of: word, storage.elements[word.index], part, in: $0) } ?? []
  }

  /// Rows are made for learning: classes get theirs beside the words'.
  var isGrowing: Bool { builder.isGrowing }

  /// The rows of the class of a word beyond a connector, before a name and after one, for learning.
  func pairOfClass(_ word: WordID, connector: Int8, isBefore: Bool) -> Int32 {
    builder.pairOfClass(storage.elements[word.index], connector: connector, isBefore: isBefore)
  }

  /// The row of a word beyond a connector: before a name `before in the`, after one `after , who`.
  ///
  /// Few words have rows of their own with some connector; which ones is found out once a word.
  @inline(__always)
  func pair(_ word: WordID, connector: Int8, isBefore: Bool, vocabulary: Vocabulary) -> Int32 {
    let known = storage[word.index]
    if builder.isGrowing {
      return builder.pair(word, known, connector: connector, isBefore: isBefore, vocabulary: vocabulary)
    }
    if known.call != WordCall.itself.rawValue {
      return builder.pairs.row(call: known.call, connector: connector, isBefore: isBefore)
    }
    var own = isBefore ? known.pairsBefore : known.pairsAfter
    if own == 0 { own = findPairs(of: word, isBefore: isBefore, vocabulary) }
    guard own &>> UInt16(truncatingIfNeeded: connector) & 1 == 0 else {
      return kept(word.index << 5 | (isBefore ? 0 : 16) | Int(connector)) {
        builder.pair(word, known, connector: connector, isBefore: isBefore, vocabulary: vocabulary)
      }
    }
    if known.connector >= 0 { return -1 }
    return builder.pairs.row(
      ofClass: known.wordClass, hasCapital: known.flags.contains(.nameable), connector: connector, isBefore: isBefore)
  }

  @inline(never) private func findPairs(of word: WordID, isBefore: Bool, _ vocabulary: Vocabulary) -> UInt16 {
    let own = builder.pairs(of: word, storage[word.index], isBefore: isBefore, in: vocabulary)
    if isBefore {
      storage.mutableElements[word.index].pairsBefore = own
    } else {
      storage.mutableElements[word.index].pairsAfter = own
    }
    return own
  }

  @inline(__always) private func kept(_ key: Int, _ row: () -> Int32) -> Int32 {
    let key = UInt64(truncatingIfNeeded: key)
    let slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & (pairSlots - 1)
    if pairs[slot] >> Self.rowBits == key { return Self.row(pairs[slot]) }
    if pairs[slot ^ 1] >> Self.rowBits == key { return Self.row(pairs[slot ^ 1]) }
    let found = row()
    pairs[slot ^ 1] = pairs[slot]
    pairs[slot] = key << Self.rowBits | UInt64(truncatingIfNeeded: found + 1)
    return found
  }

  private static func row(_ pair: UInt64) -> Int32 { Int32(truncatingIfNeeded: pair & (1 << rowBits - 1)) - 1 }
}

/// A set of words, a bit each.
final class WordBits {
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  private var size = 1 << 10

  init() {
    bytes = .allocate(capacity: size)
    bytes.initialize(repeating: 0, count: size)
  }

  deinit { bytes.deallocate() }

  /// Makes room for so many words.
  func reserve(_ words: Int) {
    guard words > size * 8 else { return }
    let larger = max(2 * size, words / 8 + 1)
    let new = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    new.initialize(from: bytes, count: size)
    (new + size).initialize(repeating: 0, count: larger - size)
    bytes.deallocate()
    bytes = new
    size = larger
  }

  /// Takes all words out. O(room).
  func clear() { bytes.update(repeating: 0, count: size) }

  /// Puts a word in for which there is room.
  @inline(__always) func insert(_ word: Int) { bytes[word &>> 3] |= 1 &<< UInt8(truncatingIfNeeded: word & 7) }

  /// Whether a word for which there is room is in.
  @inline(__always) func contains(_ word: Int) -> Bool {
    bytes[word &>> 3] &>> UInt8(truncatingIfNeeded: word & 7) & 1 != 0
  }
}
