import TextModel

/// The names found in a document so far, by their words: what the rest of the document says of a stretch of words.
final class NameTable {
  /// What is known of one name.
  struct Entry {
    /// How many mentions have each kind.
    var counts = SIMD4<Int32>()
    /// What speaks for each kind, over all mentions.
    var total = SIMD4<Int32>()
    /// Kinds, as bits, of longer names that begin or end with these words.
    var partOf: UInt8 = 0
    var traits: Traits = []
  }

  /// What longer names say of a part of them.
  struct Traits: OptionSet {
    let rawValue: UInt8
    static let lastOfPerson = Self(rawValue: 1 << 0)
    static let firstOfPerson = Self(rawValue: 1 << 1)
    /// The first of the words of an organization's name.
    static let firstOfOrganization = Self(rawValue: 1 << 2)
    static let acronymOfOrganization = Self(rawValue: 1 << 3)
    /// The last word of what is no name (*Hurricane Alba*).
    static let lastOfThing = Self(rawValue: 1 << 4)
  }

  /// By slot: the place in `keys` and `entries`, or -1.
  private var slots: UnsafeMutablePointer<Int32>
  /// The number of slots, a power of two.
  private var size = 1 << 9
  private let keys = FlatBuffer<UInt64>()
  private let storage = FlatBuffer<Entry>()
  /// By place: the slot.
  private let used = FlatBuffer<Int32>()

  init() {
    slots = .allocate(capacity: size)
    slots.initialize(repeating: -1, count: size)
  }

  deinit { slots.deallocate() }

  /// Forgets all names. O(names).
  func clear() {
    for slot in used.elements { slots[Int(slot)] = -1 }
    used.removeAll()
    keys.removeAll()
    storage.removeAll()
  }

  /// What is known, by place; valid until a key is given its place: to be asked for behind `insert`, not before it.
  @inline(__always) var entries: UnsafeMutableBufferPointer<Entry> { storage.mutableElements }

  /// The place of a key; nil where nothing is known of it.
  @inline(__always) func place(of key: UInt64) -> Int? {
    let keys = keys.elements
    let mask = size &- 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot] >= 0 {
      if keys[Int(slots[slot])] == key { return Int(slots[slot]) }
      slot = (slot &+ 1) & mask
    }
    return nil
  }

  /// The place of a key, which is given one where it has none.
  @inline(__always) func insert(_ key: UInt64) -> Int { place(of: key) ?? add(key) }

  private func add(_ key: UInt64) -> Int {
    if (keys.count + 1) * 2 > size { grow() }
    keys.append(key)
    storage.append(Entry())
    used.append(take(key, keys.count - 1))
    return keys.count - 1
  }

  private func take(_ key: UInt64, _ place: Int) -> Int32 {
    var slot = Int(truncatingIfNeeded: key) & (size - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
    slots[slot] = Int32(truncatingIfNeeded: place)
    return Int32(truncatingIfNeeded: slot)
  }

  private func grow() {
    slots.deallocate()
    size *= 2
    slots = .allocate(capacity: size)
    slots.initialize(repeating: -1, count: size)
    for place in 0..<keys.count { used[place] = take(keys[place], place) }
  }
}

/// The parts by which a longer name is taken up again.
enum PartsOfName {
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
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The key of the word at a token.
  @inline(__always) static func key(_ token: Int, of runs: NameRuns) -> UInt64 {
    let word = runs.word(token)
    let isSpelt = isSpelt(word) && !runs.tokens[token].flags.contains(.caseless)
    return finished(mixed(id(word, spelt: isSpelt ? runs.tokens[token].word : nil), seed))
  }

  /// The key of one word of the vocabulary as it is spelt.
  static func key(_ word: NameWord, spelt: WordID) -> UInt64 {
    finished(mixed(id(word, spelt: isSpelt(word) ? spelt : nil), seed))
  }

  /// The key of several words.
  @inline(__always) static func key(_ range: Range<Int>, of runs: NameRuns) -> UInt64 {
    if range.count == 1 { return key(range.lowerBound, of: runs) }
    var state = begin(range.lowerBound, of: runs)
    for token in range.dropFirst() { state = goOn(state, token, of: runs) }
    return finished(state)
  }

  /// The state of a key of several words after the first of them.
  @inline(__always) static func begin(_ token: Int, of runs: NameRuns) -> UInt64 { goOn(seed, token, of: runs) }

  /// The state after a further word.
  @inline(__always) static func goOn(_ state: UInt64, _ token: Int, of runs: NameRuns) -> UInt64 {
    mixed(id(runs.word(token), spelt: nil), state)
  }

  /// The key of the words of a state.
  @inline(__always) static func finished(_ state: UInt64) -> UInt64 { state | 1 << 63 }

  @inline(__always) private static func isSpelt(_ word: NameWord) -> Bool {
    word.flags.contains(.allCapitals) && word.bucket >= 3
  }

  @inline(__always) private static func id(_ word: NameWord, spelt: WordID?) -> UInt64 {
    guard let spelt else { return UInt64(UInt32(bitPattern: word.stem)) }
    return 1 << 32 | UInt64(UInt32(bitPattern: spelt.rawValue))
  }

  @inline(__always) private static func mixed(_ id: UInt64, _ state: UInt64) -> UInt64 {
    let key = (state ^ (id &+ 0x9E37_79B9_7F4A_7C15)) &* 0x0000_0100_0000_01B3
    return key ^ key >> 29
  }
}
