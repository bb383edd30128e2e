import TextModel

/// What segmentation knows of certain words and marks, as bits.
struct WordFacts: OptionSet, BitwiseCopyable {
  let rawValue: UInt32
  init(rawValue: UInt32) { self.rawValue = rawValue }

  // Of a word before a full stop: the stop belongs to it …
  /// … always (*Mr*, *Nov*).
  static let takesStop = Self(rawValue: 1 << 0)
  /// … before a digit only (*No. 5*, *Art. 3*).
  static let takesStopBeforeDigit = Self(rawValue: 1 << 1)

  // Of an abbreviation with its stop:
  /// No sentence ends with it unless the block does (*Mr.*, *St.*).
  static let neverEnds = Self(rawValue: 1 << 2)
  /// A sentence ends with it only where a word that often begins one follows (*Calif. The*).
  static let mayEnd = Self(rawValue: 1 << 3)
  /// A sentence ends with it where any capital follows (*etc. Some*).
  static let oftenEnds = Self(rawValue: 1 << 4)

  /// Begins sentences far more often than names when it has a capital (*The*, *But*).
  static let starter = Self(rawValue: 1 << 5)
  /// Tells who spoke after a quotation (*asked*, *said*).
  static let speech = Self(rawValue: 1 << 6)
  /// Goes on after a closing single mark, and not after a possessive (*and*, *is*).
  static let function = Self(rawValue: 1 << 7)

  // Marks
  static let end = Self(rawValue: 1 << 8)
  static let ellipsis = Self(rawValue: 1 << 9)
  static let closingBracket = Self(rawValue: 1 << 10)
  static let openingBracket = Self(rawValue: 1 << 11)
  static let dash = Self(rawValue: 1 << 12)
  static let doubleMark = Self(rawValue: 1 << 13)
  static let singleMark = Self(rawValue: 1 << 14)
  /// A mark whose form says that it opens (`“`, `‘`, `«`).
  static let opening = Self(rawValue: 1 << 15)
  static let closing = Self(rawValue: 1 << 16)
  /// `„` and `‚`, which `“` and `‘` close.
  static let low = Self(rawValue: 1 << 17)
  /// `,` `;` `:`.
  static let pause = Self(rawValue: 1 << 18)

  /// Goes on after a time of day with a stop (*5 p.m. Monday*, *9 a.m. EST*).
  static let afterClock = Self(rawValue: 1 << 19)

  static let quotationMark: Self = [.doubleMark, .singleMark]
}

/// The facts of a vocabulary's words: they are interned first, so that an array of a few hundred holds them all.
final class WordFactTable {
  private var facts: UnsafeMutableBufferPointer<WordFacts> = .allocate(capacity: 0)
  /// By ASCII byte: the number of the mark that it is by itself, a full stop before a blank and others whatever stands
  /// beside them; -1 for others.
  private let marks: UnsafeMutablePointer<Int32> = .allocate(capacity: 128)
  /// A bit for each of the words that a full stop may belong to, by a hash of its key: few other words share one.
  private let stops: UnsafeMutablePointer<UInt64> = .allocate(capacity: 64)
  private var generation = -1
  private var vocabulary: Vocabulary?
  private let classes: WordClasses
  /// What names a currency before a figure, with the sign of the dollar and without, and what stands behind the figure.
  let dollars: Set<[UInt8]>
  let moneyLetters: Set<[UInt8]>
  let scales: Set<[UInt8]>
  /// The endings of addresses on the web.
  let domains: Set<[UInt8]>
  /// Words that begin with an apostrophe.
  let elisions: Set<[UInt8]>

  init(_ classes: WordClasses) {
    func bytes(_ name: String) -> Set<[UInt8]> { Set(classes.words(of: "segmentation.\(name)").map { Array($0.utf8) }) }
    self.classes = classes
    dollars = bytes("dollar")  // names: classes
    moneyLetters = bytes("money-letters")  // names: classes
    scales = bytes("scale")  // names: classes
    domains = bytes("domain")  // names: classes
    elisions = bytes("elision")  // names: classes
    marks.initialize(repeating: -1, count: 128)
    stops.initialize(repeating: 0, count: 64)
  }

  deinit {
    stops.deallocate()
    facts.deallocate()
    marks.deallocate()
  }

  /// The mark that a byte is by itself; nil where it takes a look at what is round it.
  @inline(__always) func mark(_ byte: UInt8, before next: UInt8) -> WordID? {
    guard byte < 0x80, marks[Int(byte)] >= 0, byte != 0x2E || next <= 0x20 else { return nil }
    return WordID(rawValue: marks[Int(byte)])
  }

  /// What is known of a word; nothing for most. O(1).
  @inline(__always) func of(_ word: WordID) -> WordFacts {
    word.index < facts.count ? facts[word.index] : []
  }

  /// Whether a full stop may belong to a word; true of some others too.
  @inline(__always) func mayTakeStop(_ key: WordKey) -> Bool {
    stops[(key.hash &>> 6) & 63] & (1 &<< UInt64(key.hash & 63)) != 0
  }

  /// Makes the table anew where the vocabulary is another one or has begun anew.
  func refresh(_ current: Vocabulary) {
    if vocabulary === current, generation == current.generation { return }
    vocabulary = current
    generation = current.generation
    facts.update(repeating: [])
    for (words, fact) in Self.marks { add(words, fact) }
    for byte in Self.singleMarks.utf8 { marks[Int(byte)] = current.intern(String(UnicodeScalar(byte))).rawValue }
    for (list, fact, dotted) in Self.lists { add(list, fact, dotted: dotted) }
  }

  /// The classes of words, what holds of them, and what holds of the same words with a full stop.
  private static let lists: [(list: String, fact: WordFacts, dotted: WordFacts?)] = [
    ("segmentation.title", .takesStop, .neverEnds), ("segmentation.place", .takesStop, .mayEnd),
    ("segmentation.other", .takesStop, .mayEnd), ("segmentation.final", .takesStop, .oftenEnds),
    ("segmentation.before-digit", .takesStopBeforeDigit, .neverEnds), ("segmentation.clock-time", .oftenEnds, nil),
    ("segmentation.after-clock", .afterClock, nil), ("segmentation.starter", .starter, nil),
    ("segmentation.speech", .speech, nil), ("segmentation.function", .function, nil),
  ]

  private static let singleMarks = ",;:!?()[]\"%."
  private static let marks: [(StaticString, WordFacts)] = [
    (". ! ? ‼ ⁇ ⁈ ⁉ 。", .end), ("… ... .. ....  ..... ......", [.end, .ellipsis]),
    (") ] }", .closingBracket), ("( [ {", .openingBracket), ("- – — ― -- ---", .dash), (", ; :", .pause),
    ("\" ''", .doubleMark), ("“ `` ‟ « 「 ‘‘", [.doubleMark, .opening]), ("” » 」 ’’", [.doubleMark, .closing]),
    ("„", [.doubleMark, .opening, .low]), ("'", .singleMark), ("‘ ` ‛ ‹", [.singleMark, .opening]),
    ("’ ›", [.singleMark, .closing]), ("‚", [.singleMark, .opening, .low]),
  ]

  /// Adds a fact to the words of a class, and another to the same words with a full stop. What begins a sentence counts
  /// with its capital.
  private func add(_ list: String, _ fact: WordFacts, dotted: WordFacts?) {
    classes.forEachWord(of: list) { bytes in
      var word = Array(bytes)
      if fact == .starter { word[0] &= 0xDF }
      insert(word, fact)
      if let dotted { insert(word + [0x2E], dotted) }
    }
  }

  /// Adds a fact to marks parted by blanks.
  private func add(_ marks: StaticString, _ fact: WordFacts) {
    marks.withUTF8Buffer { bytes in
      for mark in bytes.split(separator: 0x20) { insert(Array(mark), fact) }
    }
  }

  private func insert(_ word: [UInt8], _ fact: WordFacts) {
    guard let index = vocabulary.map({ vocabulary in word.withUnsafeBufferPointer { vocabulary.intern($0) } })?.index
    else { return }
    if index >= facts.count { grow(to: index + 1) }
    facts[index].formUnion(fact)
    guard !fact.isDisjoint(with: [.takesStop, .takesStopBeforeDigit]) else { return }
    let key = word.withUnsafeBufferPointer { WordKey($0) }
    stops[(key.hash &>> 6) & 63] |= 1 &<< UInt64(key.hash & 63)
  }

  private func grow(to count: Int) {
    let larger = UnsafeMutableBufferPointer<WordFacts>.allocate(capacity: max(count, 2 * facts.count))
    larger.initialize(repeating: [])
    for index in facts.indices { larger[index] = facts[index] }
    facts.deallocate()
    facts = larger
  }
}
