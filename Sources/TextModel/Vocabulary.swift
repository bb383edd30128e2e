/// The distinct words a worker has met, each with a number, so that what depends on the word alone is found out once.
///
/// Flat arrays and an open hash table: no object a word. Stages keep what they know of a word in arrays of their own,
/// indexed by `WordID.index`; `generation` tells them when the numbers have begun anew (`reset`).
public final class Vocabulary {
  /// Bytes of all words, one after the other.
  @usableFromInline var bytes: [UInt8] = []
  @usableFromInline var starts: [Int32] = [0]
  @usableFromInline var hashes: [UInt32] = []
  @usableFromInline var lowers: [Int32] = []
  @usableFromInline var shapes: [UInt32] = []
  @usableFromInline var slots: [Int32]
  @usableFromInline var mask: Int
  /// Counts the resets.
  public private(set) var generation = 0
  /// What the rules say of these words: kept here by RuleLanguage, so that all phases of a worker share it.
  public var companion: AnyObject?
  private var revisions = 0

  /// A number that no document over these words has had: one for every new content.
  func nextRevision() -> Int {
    revisions += 1
    return revisions
  }

  /// A vocabulary without words.
  public init() {
    slots = [Int32](repeating: -1, count: 1 << 14)
    mask = (1 << 14) - 1
  }

  /// The number of distinct words.
  @inlinable public var count: Int { shapes.count }

  /// The word's shape. O(1).
  @inlinable public func shape(_ word: WordID) -> WordShape { WordShape(rawValue: shapes[word.index]) }

  /// The word in small letters, with straight apostrophes (*Don’t* → *don't*); itself where it is so already. O(1).
  @inlinable public func lower(_ word: WordID) -> WordID { WordID(rawValue: lowers[word.index]) }

  /// The bytes of a word, valid within `body` only. O(1).
  @inlinable public func withBytes<R>(_ word: WordID, _ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    try bytes.withUnsafeBufferPointer { all in
      let start = Int(starts[word.index])
      let end = Int(starts[word.index + 1])
      return try body(UnsafeBufferPointer(rebasing: all[start..<end]))
    }
  }

  /// The number of bytes of a word. O(1).
  @inlinable public func length(_ word: WordID) -> Int { Int(starts[word.index + 1] - starts[word.index]) }

  /// The word as a string (for messages and lists, not for the hot path).
  public func string(_ word: WordID) -> String { withBytes(word) { String(decoding: $0, as: UTF8.self) } }

  /// The number of a word, given anew where it was not known. O(length).
  @inlinable public func intern(_ word: UnsafeBufferPointer<UInt8>) -> WordID {
    let hash = Self.hash(word)
    var slot = Int(hash) & mask
    while true {
      let found = slots[slot]
      if found < 0 { break }
      if hashes[Int(found)] == hash && equals(Int(found), word) { return WordID(rawValue: found) }
      slot = (slot + 1) & mask
    }
    return insert(word, hash: hash)
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
    let hash = Self.hash(word)
    var slot = Int(hash) & mask
    while slots[slot] >= 0 {
      let found = slots[slot]
      if hashes[Int(found)] == hash && equals(Int(found), word) { return WordID(rawValue: found) }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The first byte of a word. O(1).
  @inlinable public func firstByte(of word: WordID) -> UInt8? {
    let start = Int(starts[word.index])
    return start < Int(starts[word.index + 1]) ? bytes[start] : nil
  }

  /// Forgets all words where they are more than `limit`; to be called between documents only.
  public func reset(ifMoreThan limit: Int) {
    guard count > limit else { return }
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
    hashes.removeAll(keepingCapacity: true)
    lowers.removeAll(keepingCapacity: true)
    shapes.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = -1 }
    generation += 1
  }

  @inlinable func equals(_ index: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(starts[index])
    guard Int(starts[index + 1]) - start == word.count else { return false }
    for offset in 0..<word.count where bytes[start + offset] != word[offset] { return false }
    return true
  }

  /// FNV-1a over the bytes, its high bits folded in.
  @inlinable static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for byte in word { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash ^ (hash >> 15)
  }

  @usableFromInline func insert(_ word: UnsafeBufferPointer<UInt8>, hash: UInt32) -> WordID {
    if (count + 1) * 2 > slots.count { grow() }
    let number = Int32(truncatingIfNeeded: count)
    bytes.append(contentsOf: word)
    starts.append(Int32(truncatingIfNeeded: bytes.count))
    hashes.append(hash)
    shapes.append(WordShape(of: word).rawValue)
    lowers.append(number)
    place(number, hash: hash)
    var folded: [UInt8] = []
    if LetterCase.fold(word, into: &folded) {
      let lower = folded.withUnsafeBufferPointer { intern($0) }
      lowers[Int(number)] = lower.rawValue
    }
    return WordID(rawValue: number)
  }

  private func place(_ number: Int32, hash: UInt32) {
    var slot = Int(hash) & mask
    while slots[slot] >= 0 { slot = (slot + 1) & mask }
    slots[slot] = number
  }

  private func grow() {
    let size = slots.count * 2
    slots = [Int32](repeating: -1, count: size)
    mask = size - 1
    for number in 0..<count { place(Int32(truncatingIfNeeded: number), hash: hashes[number]) }
  }
}
