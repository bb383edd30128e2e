/// Words given by their bytes, each with a number: a flat open hash table that is made once and then only read.
struct ByteMap: Sendable {
  private struct Entry {
    var hash: UInt32
    var start: Int32
    var end: Int32
    var value: UInt64
  }
  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  private var slots: [Int32] = []

  /// The number of words.
  var count: Int { entries.count }

  /// Gives a word the number that `combined` makes of the one it had, nought where it had none. O(length).
  mutating func update(_ word: UnsafeBufferPointer<UInt8>, _ combined: (UInt64) -> UInt64) {
    if 2 * (entries.count + 1) > slots.count { grow() }
    let hash = Self.hash(word)
    let slot = self.slot(of: word, hash: hash)
    if slots[slot] >= 0 {
      entries[Int(slots[slot])].value = combined(entries[Int(slots[slot])].value)
      return
    }
    slots[slot] = Int32(truncatingIfNeeded: entries.count)
    let start = Int32(truncatingIfNeeded: bytes.count)
    bytes.append(contentsOf: word)
    entries.append(
      Entry(hash: hash, start: start, end: Int32(truncatingIfNeeded: bytes.count), value: combined(0)))
  }

  /// The same for a word as a string.
  mutating func update(_ word: some StringProtocol, _ combined: (UInt64) -> UInt64) {
    var copy = String(word)
    copy.withUTF8 { update($0, combined) }
  }

  /// The same for every word of a list that blanks part.
  mutating func update(each list: String, _ combined: (UInt64) -> UInt64) {
    var copy = list
    copy.withUTF8 { bytes in
      var start = 0
      for index in 0...bytes.count where index == bytes.count || bytes[index] == 0x20 {
        if index > start { update(UnsafeBufferPointer(rebasing: bytes[start..<index]), combined) }
        start = index + 1
      }
    }
  }

  /// The number of a word; nil where it was given none. O(length).
  subscript(_ word: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard !slots.isEmpty else { return nil }
    let found = slots[slot(of: word, hash: Self.hash(word))]
    return found < 0 ? nil : entries[Int(found)].value
  }

  /// The slot of a word, or the empty one where it would be put.
  private func slot(of word: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if entry.hash == hash, equals(entry, word) { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private func equals(_ entry: Entry, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard Int(entry.end - entry.start) == word.count else { return false }
    for index in 0..<word.count where bytes[Int(entry.start) + index] != word[index] { return false }
    return true
  }

  private mutating func grow() {
    let size = max(64, 2 * slots.count)
    slots = [Int32](repeating: -1, count: size)
    for (number, entry) in entries.enumerated() {
      var slot = Int(entry.hash) & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(truncatingIfNeeded: number)
    }
  }

  /// FNV-1a over the bytes, its high bits folded in.
  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for byte in word { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash ^ (hash >> 15)
  }
}
