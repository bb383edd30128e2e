import TextModel

/// The words that `ParagraphScan` counts and marks: the small words of sentences, those of English apart, the commonest
/// verbs of speech, words of notices on cookies.
///
/// A slot is a word of up to seven bytes, packed into a number, with its bits in the lowest byte: one look tells both.
struct ScannedWords: Sendable {
  static let function: UInt64 = 1
  static let english: UInt64 = 2
  static let said: UInt64 = 4
  static let you: UInt64 = 8
  /// Words of notices on cookies, and those that make such a notice of them.
  static let tracker: UInt64 = 16
  static let consent: UInt64 = 32
  /// How addresses on the web begin.
  static let address: UInt64 = 64
  /// Bytes of the longest word; longer ones of the classes are passed over.
  static let longest = 7

  private static let classes: [(name: String, bits: UInt64)] = [
    ("page.function", function), ("page.english", english), ("page.said", said), ("page.you", you),
    ("page.tracker", tracker), ("page.consent", consent), ("page.address", address),
  ]

  /// Open hashing, 0 where a slot is free. A power of two, most of them free.
  let slots: [UInt64]

  /// The words of the classes. O(words).
  init(_ classes: WordClasses) {
    var count = 0
    for (name, _) in Self.classes { classes.forEachWord(of: name) { _ in count += 1 } }
    var size = count == 0 ? 0 : 1024
    while size < count * 3 { size *= 2 }
    var slots = [UInt64](repeating: 0, count: size)
    for (name, bits) in Self.classes {
      classes.forEachWord(of: name) { word in
        guard word.count <= Self.longest else { return }
        let key = word.reduce(0) { $0 << 8 | UInt64($1) }
        var slot = Self.first(of: key, size)
        while slots[slot] != 0, slots[slot] >> 8 != key { slot = (slot + 1) & (size - 1) }
        slots[slot] |= key << 8 | bits
      }
    }
    self.slots = slots
  }

  @inline(__always)
  private static func first(of key: UInt64, _ size: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & (size - 1)
  }

  /// The bits of a packed word; 0 where it is none of the words. O(1).
  func bits(of key: UInt64) -> UInt64 {
    slots.withUnsafeBufferPointer { $0.isEmpty ? 0 : Self.bits(of: key, in: $0) }
  }

  /// The bits of a packed word among slots, of which there are some; 0 where it is none of the words. O(1).
  @inline(__always)
  static func bits(of key: UInt64, in slots: UnsafeBufferPointer<UInt64>) -> UInt64 {
    var slot = first(of: key, slots.count)
    while slots[slot] != 0 {
      if slots[slot] >> 8 == key { return slots[slot] & 0xFF }
      slot = (slot + 1) & (slots.count - 1)
    }
    return 0
  }
}
