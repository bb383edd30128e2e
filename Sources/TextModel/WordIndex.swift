/// Words that the program knows beforehand, numbered in the order in which they were added and found by their bytes.
///
/// They are no words of a vocabulary before a text has them, so that no stage works out what it needs of words that no
/// document has. A stage asks once for each word that is new in a vocabulary.
public struct WordIndex: Sendable {
  /// By number the key of the word, and where its bytes begin; one more than there are words.
  private var keys: [WordKey] = []
  private var starts: [Int32] = [0]
  private var bytes: [UInt8] = []
  /// Numbers by the hashes of their keys, -1 where there is none: at most half of them are taken.
  private var slots: [Int32]

  /// No words, with room for so many.
  public init(capacity: Int = 16) {
    var size = 32
    while size < 2 * capacity { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    keys.reserveCapacity(capacity)
  }

  /// The number of words.
  public var count: Int { keys.count }

  /// The number of a word, given anew where it was not known. O(length).
  public mutating func add(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    let key = WordKey(word)
    if let known = find(key, word) { return known }
    keys.append(key)
    bytes.append(contentsOf: word)
    starts.append(Int32(truncatingIfNeeded: bytes.count))
    if 2 * keys.count > slots.count {
      slots = [Int32](repeating: -1, count: 2 * slots.count)
      for number in keys.indices { place(number) }
    } else {
      place(keys.count - 1)
    }
    return keys.count - 1
  }

  /// The number of the small-letter form of a word (`Vocabulary.lower`), given anew where it was not known. O(length).
  public mutating func add(lowerOf word: UnsafeBufferPointer<UInt8>) -> Int {
    if let lower = WordKey(word).lower { return lower.withBytes { add($0) } }
    var folded: [UInt8] = []
    _ = LetterCase.fold(word, into: &folded)
    return folded.withUnsafeBufferPointer { add($0) }
  }

  /// The number of a word of a vocabulary, or nil. O(1) for short words.
  public func find(_ word: WordID, in vocabulary: Vocabulary) -> Int? {
    vocabulary.withBytes(word) { find(vocabulary.key(word), $0) }
  }

  /// The number of a word, or nil. O(length).
  public func find(_ word: UnsafeBufferPointer<UInt8>) -> Int? { find(WordKey(word), word) }

  private func find(_ key: WordKey, _ word: UnsafeBufferPointer<UInt8>) -> Int? {
    slots.withUnsafeBufferPointer { slots in
      var slot = key.hash & (slots.count - 1)
      while slots[slot] >= 0 {
        let number = Int(slots[slot])
        // The key of a long word is no more than a hash of it.
        if keys[number] == key, key.isShort || isWord(number, word) { return number }
        slot = (slot + 1) & (slots.count - 1)
      }
      return nil
    }
  }

  private func isWord(_ number: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes[Int(starts[number])..<Int(starts[number + 1])].elementsEqual(word)
  }

  private mutating func place(_ number: Int) {
    var slot = keys[number].hash & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(truncatingIfNeeded: number)
  }
}
