/// The distinct words a worker has met, each with a number, so that what depends on the word alone is found out once.
///
/// Flat arrays and an open hash table: no object a word. Stages keep what they know of a word in arrays of their own,
/// indexed by `WordID.index`; `generation` tells them when the numbers have begun anew (`reset`).
///
/// The storage is the vocabulary's own and without bounds checks: a `WordID` is of use with the vocabulary that gave it,
/// until that is reset.
public final class Vocabulary {
  /// Bytes of all words, one after the other.
  @usableFromInline var bytes: UnsafeMutablePointer<UInt8>
  private var byteCapacity = 1 << 15
  private var wordCapacity = 1 << 12
  /// By word: where its bytes begin; one more than there are words.
  @usableFromInline var starts: UnsafeMutablePointer<Int32>
  @usableFromInline var keys: UnsafeMutablePointer<WordKey>
  @usableFromInline var lowers: UnsafeMutablePointer<Int32>
  @usableFromInline var shapes: UnsafeMutablePointer<UInt32>
  /// Twice as many as words that there is room for, so that at most half of them are taken.
  @usableFromInline var slots: UnsafeMutablePointer<Slot>
  @usableFromInline var mask: Int
  @usableFromInline let seed = WordSeed()
  /// The number of distinct words.
  public private(set) var count = 0
  /// Counts the resets.
  public private(set) var generation = 0
  /// The number of words that the last reset has kept: the first ones, with their numbers.
  public private(set) var kept = 0
  /// What the rules say of these words: kept here by RuleLanguage, so that all phases of a worker share it.
  public var companion: AnyObject?
  /// By word its base form, or -1 where none has been asked for; it may be shorter than there are words. Kept here by the
  /// lemmatizer, so that all stages of a worker share it.
  public let lemmas = FlatBuffer<Int32>(capacity: 1 << 12)
  private var revisions = 0

  /// A place of the hash table: a word's number, or -1 where it is free, and enough of its key to know most words by it
  /// without a look elsewhere.
  @usableFromInline struct Slot {
    @usableFromInline var low: UInt64
    @usableFromInline var tag: UInt32
    @usableFromInline var word: Int32

    @inlinable static var free: Slot { Slot(low: 0, tag: 0, word: -1) }

    @inlinable init(low: UInt64, tag: UInt32, word: Int32) {
      self.low = low
      self.tag = tag
      self.word = word
    }
  }

  /// A number that no document over these words has had: one for every new content.
  func nextRevision() -> Int {
    revisions += 1
    return revisions
  }

  /// A vocabulary without words.
  public init() {
    bytes = .allocate(capacity: byteCapacity)
    starts = .allocate(capacity: wordCapacity + 1)
    keys = .allocate(capacity: wordCapacity)
    lowers = .allocate(capacity: wordCapacity)
    shapes = .allocate(capacity: wordCapacity)
    slots = .allocate(capacity: 2 * wordCapacity)
    slots.initialize(repeating: .free, count: 2 * wordCapacity)
    mask = 2 * wordCapacity - 1
    starts[0] = 0
  }

  deinit {
    // Numbers are trivial: there is nothing to deinitialize.
    bytes.deallocate()
    starts.deallocate()
    keys.deallocate()
    lowers.deallocate()
    shapes.deallocate()
    slots.deallocate()
  }

  /// The word's shape. O(1).
  @inlinable public func shape(_ word: WordID) -> WordShape {
    assert(word.index >= 0 && word.index < count)
    return WordShape(rawValue: shapes[word.index])
  }

  /// The word in small letters, with straight apostrophes (*Don’t* → *don't*); itself where it is so already. O(1).
  @inlinable public func lower(_ word: WordID) -> WordID {
    assert(word.index >= 0 && word.index < count)
    return WordID(rawValue: lowers[word.index])
  }

  /// The bytes of a word, valid within `body` only, in which no word is added. O(1).
  @inlinable public func withBytes<R>(_ word: WordID, _ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    try body(slice(word.index))
  }

  @inlinable func slice(_ word: Int) -> UnsafeBufferPointer<UInt8> {
    assert(word >= 0 && word < count)
    let start = Int(starts[word])
    return UnsafeBufferPointer(start: bytes + start, count: Int(starts[word + 1]) - start)
  }

  /// The number of bytes of a word. O(1).
  @inlinable public func length(_ word: WordID) -> Int {
    assert(word.index >= 0 && word.index < count)
    return Int(starts[word.index + 1] - starts[word.index])
  }

  /// The key of a word. O(1).
  @inlinable public func key(_ word: WordID) -> WordKey {
    assert(word.index >= 0 && word.index < count)
    return keys[word.index]
  }

  /// The word as a string (for messages and lists, not for the hot path).
  public func string(_ word: WordID) -> String { withBytes(word) { String(decoding: $0, as: UTF8.self) } }

  /// The number of a word, given anew where it was not known. O(length).
  @inlinable public func intern(_ word: UnsafeBufferPointer<UInt8>) -> WordID {
    let key = WordKey(word)
    if key.isShort { return intern(key) }
    return find(key, long: word) ?? insert(word, key: key)
  }

  /// The number of a short word, given anew where it was not known. O(1).
  @inlinable @inline(__always) public func intern(_ key: WordKey) -> WordID {
    var slot = key.hash(seed) & mask
    while true {
      let found = slots[slot]
      if found.word < 0 { return insert(key) }
      if found.low == key.low, found.tag == key.tag, key.isTagged || keys[Int(found.word)] == key {
        return WordID(rawValue: found.word)
      }
      slot = (slot &+ 1) & mask
    }
  }

  /// Where the number of a short word is looked for first, to be fetched before it is.
  @inlinable @inline(__always) public func place(of key: WordKey) -> UnsafeRawPointer {
    UnsafeRawPointer(slots + (key.hash(seed) & mask))
  }

  /// The number of a word given as a string.
  public func intern(_ word: String) -> WordID {
    var copy = word
    return copy.withUTF8 { intern($0) }
  }

  /// The number of a word if it is known.
  public func find(_ word: String) -> WordID? {
    var copy = word
    return copy.withUTF8 { find($0) }
  }

  /// The number of a word if it is known. O(length).
  @inlinable public func find(_ word: UnsafeBufferPointer<UInt8>) -> WordID? {
    find(WordKey(word), long: word)
  }

  /// The number of a word by its key; the bytes are looked at where the key is no more than a hash of them.
  @usableFromInline func find(_ key: WordKey, long word: UnsafeBufferPointer<UInt8>) -> WordID? {
    var slot = key.hash(seed) & mask
    while slots[slot].word >= 0 {
      let found = slots[slot].word
      if keys[Int(found)] == key, key.isShort || slice(Int(found)).elementsEqual(word) {
        return WordID(rawValue: found)
      }
      slot = (slot &+ 1) & mask
    }
    return nil
  }

  /// The first byte of a word. O(1).
  @inlinable public func firstByte(of word: WordID) -> UInt8? { slice(word.index).first }

  /// Forgets all words but the first ones, which are mostly the frequent ones, where they are more than `limit`; to be
  /// called between documents only.
  public func reset(ifMoreThan limit: Int, keeping words: Int = 0) {
    guard count > limit else { return }
    kept = min(max(0, words), count)
    // A word that is kept keeps its small-letter form.
    while kept > 0, Int(lowers[kept - 1]) >= kept { kept -= 1 }
    count = kept
    lemmas.removeAll(from: kept)
    for (word, lemma) in lemmas.elements.enumerated() where Int(lemma) >= kept { lemmas[word] = -1 }
    slots.update(repeating: .free, count: mask + 1)
    for word in 0..<kept { place(word) }
    generation += 1
  }

  /// How many of the words that a stage knew in an earlier generation are still there, with their numbers.
  public func kept(since earlier: Int) -> Int { earlier == generation ? count : earlier + 1 == generation ? kept : 0 }

  // MARK: New words

  @usableFromInline func insert(_ key: WordKey) -> WordID { key.withBytes { insert($0, key: key) } }

  @usableFromInline func insert(_ word: UnsafeBufferPointer<UInt8>, key: WordKey) -> WordID {
    reserve(byteCount: word.count)
    let number = count
    count += 1
    let start = Int(starts[number])
    for offset in 0..<word.count { bytes[start + offset] = word[offset] }
    starts[number + 1] = Int32(truncatingIfNeeded: start + word.count)
    keys[number] = key
    place(number)
    shapes[number] = (key.shapeOfLetters ?? WordShape(of: word)).rawValue
    lowers[number] = Int32(truncatingIfNeeded: number)
    // The small form may be new itself, and the storage larger then: it is known before anything is written.
    let lower = internLower(of: word, key: key)
    if let lower { lowers[number] = lower.rawValue }
    return WordID(number)
  }

  /// The small-letter form of a word where that differs.
  private func internLower(of word: UnsafeBufferPointer<UInt8>, key: WordKey) -> WordID? {
    if let lower = key.lower { return lower == key ? nil : intern(lower) }
    var folded: [UInt8] = []
    guard LetterCase.fold(word, into: &folded) else { return nil }
    return folded.withUnsafeBufferPointer { intern($0) }
  }

  private func place(_ number: Int) {
    var slot = keys[number].hash(seed) & mask
    while slots[slot].word >= 0 { slot = (slot &+ 1) & mask }
    slots[slot] = Slot(low: keys[number].low, tag: keys[number].tag, word: Int32(truncatingIfNeeded: number))
  }

  /// Makes room for a word of so many bytes.
  private func reserve(byteCount: Int) {
    let used = Int(starts[count])
    if used + byteCount > byteCapacity {
      byteCapacity = max(2 * byteCapacity, used + byteCount)
      bytes = Self.moved(bytes, count: used, capacity: byteCapacity)
    }
    guard count == wordCapacity else { return }
    wordCapacity *= 2
    starts = Self.moved(starts, count: count + 1, capacity: wordCapacity + 1)
    keys = Self.moved(keys, count: count, capacity: wordCapacity)
    lowers = Self.moved(lowers, count: count, capacity: wordCapacity)
    shapes = Self.moved(shapes, count: count, capacity: wordCapacity)
    slots.deallocate()
    slots = .allocate(capacity: 2 * wordCapacity)
    slots.initialize(repeating: .free, count: 2 * wordCapacity)
    mask = 2 * wordCapacity - 1
    for number in 0..<count { place(number) }
  }

  private static func moved<Element>(
    _ old: UnsafeMutablePointer<Element>, count: Int, capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    let new = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    new.moveInitialize(from: old, count: count)
    old.deallocate()
    return new
  }
}
