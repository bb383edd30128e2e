import TextModel

/// A small table in front of the vocabulary for words of up to sixteen bytes: one look and one comparison a token.
final class WordCache {
  private struct Entry {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var word: Int32 = 0
  }
  private static let size = 1 << 15
  private let entries: UnsafeMutablePointer<Entry>
  private var generation = -1
  private var vocabulary: Vocabulary?

  init() {
    entries = .allocate(capacity: Self.size)
    entries.initialize(repeating: Entry(), count: Self.size)
  }

  deinit { entries.deallocate() }

  /// Forgets everything where the vocabulary is another one or has begun anew.
  func refresh(_ current: Vocabulary) {
    if vocabulary === current, generation == current.generation { return }
    vocabulary = current
    generation = current.generation
    entries.update(repeating: Entry(), count: Self.size)
  }

  /// The number of the word in `text[start..<end]`, which holds no NUL.
  @inline(__always) func word(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, in vocabulary: Vocabulary
  ) -> WordID {
    let length = end - start
    guard length <= 16, start + 16 <= text.count, let base = text.baseAddress else {
      return vocabulary.intern(UnsafeBufferPointer(rebasing: text[start..<end]))
    }
    let raw = UnsafeRawPointer(base + start)
    var low = raw.loadUnaligned(as: UInt64.self).littleEndian
    var high: UInt64 = 0
    if length < 8 {
      low &= (1 << UInt64(length * 8)) &- 1
    } else if length > 8 {
      high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian
      if length < 16 { high &= (1 << UInt64((length - 8) * 8)) &- 1 }
    }
    let hash = (low ^ (high &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    let slot = Int(truncatingIfNeeded: hash >> 49)
    let entry = entries + slot
    if entry.pointee.low == low, entry.pointee.high == high, low != 0 { return WordID(rawValue: entry.pointee.word) }
    // The neighbour holds what was here before.
    let other = entries + (slot ^ 1)
    if other.pointee.low == low, other.pointee.high == high, low != 0 { return WordID(rawValue: other.pointee.word) }
    let word = vocabulary.intern(UnsafeBufferPointer(rebasing: text[start..<end]))
    other.pointee = entry.pointee
    entry.pointee = Entry(low: low, high: high, word: word.rawValue)
    return word
  }
}
