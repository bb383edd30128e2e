import TextModel

/// The names found in a document so far, by their words: what the rest of the document says of a stretch of words.
struct NameTable {
  /// What is known of one name.
  struct Entry {
    /// How many mentions have each kind.
    var counts = SIMD4<Int32>()
    /// What speaks for each kind, over all mentions.
    var total = SIMD4<Float>()
    /// Kinds, as bits, of longer names that begin or end with these words.
    var partOf: UInt8 = 0
    var isLastOfPerson = false
    var isFirstOfPerson = false
    /// The first of the words of an organization's name.
    var isFirstOfOrganization = false
    var isAcronymOfOrganization = false
  }

  private var slots: [UInt64] = []
  private var entries: [Entry] = []
  private var used: [Int] = []
  private var mask = 0

  init() {
    slots = [UInt64](repeating: 0, count: 1 << 10)
    entries = [Entry](repeating: Entry(), count: 1 << 10)
    mask = slots.count - 1
  }

  /// Forgets all names. O(names).
  mutating func clear() {
    for slot in used {
      slots[slot] = 0
      entries[slot] = Entry()
    }
    used.removeAll(keepingCapacity: true)
  }

  /// What is known of the name of a key; nil where nothing is.
  @inline(__always) func find(_ key: UInt64) -> Entry? {
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot] != 0 {
      if slots[slot] == key { return entries[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Changes what is known of a name.
  @inline(__always) mutating func update(_ key: UInt64, _ body: (inout Entry) -> Void) {
    if (used.count + 1) * 2 > slots.count { grow() }
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot] != 0, slots[slot] != key { slot = (slot + 1) & mask }
    if slots[slot] == 0 {
      slots[slot] = key
      used.append(slot)
    }
    body(&entries[slot])
  }

  private mutating func grow() {
    let old = used.map { (slots[$0], entries[$0]) }
    let size = slots.count * 2
    slots = [UInt64](repeating: 0, count: size)
    entries = [Entry](repeating: Entry(), count: size)
    used.removeAll(keepingCapacity: true)
    mask = size - 1
    for (key, entry) in old { update(key) { $0 = entry } }
  }
}

/// The parts by which a longer name is taken up again.
enum NameParts {
  /// Calls `body` with the first word and the last, and the first two and the last two: of *Mohammed bin Salman* also
  /// *bin Salman*.
  @inline(__always) static func forEachPart(of name: Range<Int>, _ body: (Range<Int>) -> Void) {
    guard name.count > 1 else { return }
    body(name.lowerBound..<name.lowerBound + 1)
    body(name.upperBound - 1..<name.upperBound)
    guard name.count > 2 else { return }
    body(name.upperBound - 2..<name.upperBound)
    body(name.lowerBound..<name.lowerBound + 2)
  }
}

/// The key of a stretch of words: whatever the case, but for short words in capitals (*US* is not *us*).
enum NameKey {
  @inline(__always)
  static func key(_ range: Range<Int>, of runs: NameRuns) -> UInt64 {
    var key: UInt64 = 0xCBF2_9CE4_8422_2325
    for token in range {
      let word = runs.word(token)
      var id = UInt64(UInt32(bitPattern: word.stem))
      if range.count == 1, word.flags.contains(.allCapitals), word.bucket >= 3,
        !runs.tokens[token].flags.contains(.caseless)
      {
        id = 1 << 32 | UInt64(UInt32(bitPattern: runs.tokens[token].word.rawValue))
      }
      mix(id, into: &key)
    }
    return key | 1 << 63
  }

  /// The key of one word of the vocabulary as it is spelt.
  static func key(_ word: NameWord, spelt: WordID) -> UInt64 {
    var key: UInt64 = 0xCBF2_9CE4_8422_2325
    let isShort = word.flags.contains(.allCapitals) && word.bucket >= 3
    mix(
      isShort ? 1 << 32 | UInt64(UInt32(bitPattern: spelt.rawValue)) : UInt64(UInt32(bitPattern: word.stem)), into: &key
    )
    return key | 1 << 63
  }

  @inline(__always) private static func mix(_ id: UInt64, into key: inout UInt64) {
    key = (key ^ (id &+ 0x9E37_79B9_7F4A_7C15)) &* 0x0000_0100_0000_01B3
    key ^= key >> 29
  }
}
