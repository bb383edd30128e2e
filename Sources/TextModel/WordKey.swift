/// A word as two numbers, so that words are told apart by two comparisons: its bytes and their number where it is short,
/// else a hash of them.
public struct WordKey: Hashable, Sendable, BitwiseCopyable {
  /// The first eight bytes of a short word, the first one lowest; noughts behind its end.
  @usableFromInline let low: UInt64
  /// The further bytes, and in the top byte how many there are; of a long word the mark `longMark` and its length.
  @usableFromInline let high: UInt64

  /// Longer words are hashed.
  @inlinable public static var longestShort: Int { 15 }
  @usableFromInline static var longMark: UInt64 { 0xFF << 56 }

  @inlinable init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// The key of a short word whose bytes are the first of sixteen, `low` and `high` being those of memory.
  ///
  /// `length` is 1 to `longestShort`; what lies behind the word does not matter.
  @inlinable public init(low: UInt64, high: UInt64, length: Int) {
    let mark = UInt64(truncatingIfNeeded: length) &<< 56
    if length <= 8 {
      self.low = low & (UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* length))
      self.high = mark
    } else {
      self.low = low
      self.high = high & (UInt64.max &>> UInt64(truncatingIfNeeded: 128 &- 8 &* length)) | mark
    }
  }

  /// The key of any word. O(length).
  @inlinable public init(_ word: UnsafeBufferPointer<UInt8>) {
    guard word.count <= Self.longestShort else {
      self.init(long: word)
      return
    }
    var low: UInt64 = 0
    var high: UInt64 = 0
    for index in 0..<min(8, word.count) { low |= UInt64(word[index]) &<< UInt64(8 &* index) }
    for index in min(8, word.count)..<word.count { high |= UInt64(word[index]) &<< UInt64(8 &* (index &- 8)) }
    self.init(low: low, high: high | UInt64(word.count) &<< 56)
  }

  /// What hashes of long words begin with: another number in every run.
  private static let longSeed = UInt64.random(in: 0...UInt64.max)

  @usableFromInline init(long word: UnsafeBufferPointer<UInt8>) {
    var hash = Self.longSeed
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    self.init(low: hash, high: Self.longMark | UInt64(word.count) & ~Self.longMark)
  }

  /// Whether the key is the word itself, not a hash of it.
  @inlinable var isShort: Bool { high < Self.longMark }

  /// The length of a word of at most eight bytes; of others a hash of what `low` lacks, with the top bit.
  @inlinable var tag: UInt32 {
    let (upper, lower) = (UInt32(truncatingIfNeeded: high &>> 32), UInt32(truncatingIfNeeded: high))
    return isTagged ? upper : upper &+ lower &* 0x9E37_79B1 | 0x8000_0000
  }

  /// Whether `low` and `tag` are the whole word: of one of at most eight bytes.
  @inlinable var isTagged: Bool { high &<< 8 == 0 }

  /// Where the word's place is sought first in a table of words that the program knows, whose size is a power of two.
  @inlinable public var hash: Int {
    let mixed = (low ^ (high &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed &>> 32)
  }

  /// Where the word's place is sought first, in a table of words that texts bring: both halves of the product of the
  /// key with numbers that nobody knows beforehand, so that no text can be made whose words all fall on one place.
  @inlinable func hash(_ seed: WordSeed) -> Int {
    let product = (low ^ seed.low).multipliedFullWidth(by: high ^ seed.high)
    return Int(truncatingIfNeeded: (product.high ^ product.low) &>> 1)
  }

  /// The number of bytes of a short word.
  @inlinable public var length: Int { Int(truncatingIfNeeded: high &>> 56) }

  /// Calls `body` with the bytes of a short word.
  public func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    withUnsafeBytes(of: (low.littleEndian, high.littleEndian)) { bytes in
      body(UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[..<min(length, Self.longestShort)]))
    }
  }
}

// What a short word looks like, found for eight bytes at a time.
extension WordKey {
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// The top bit of every byte that is from `first` to `last`, ASCII characters both.
  private static func between(_ first: UInt64, _ last: UInt64, in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // Sums of bytes below 0x80 never reach the next byte.
    let plain = word & ~tops
    return (plain &+ ones &* (0x80 - first)) & ~(plain &+ ones &* (0x7F - last)) & ~word & tops
  }

  private static func capitals(in word: UInt64) -> UInt64 { between(0x41, 0x5A, in: word) }
  private static func smalls(in word: UInt64) -> UInt64 { between(0x61, 0x7A, in: word) }

  /// The word in small letters; nil where that takes more than a look at ASCII letters.
  var lower: WordKey? {
    // The length in the top byte is below 0x80.
    guard isShort, (low | high) & Self.tops == 0 else { return nil }
    // From the top bit of a byte to the bit that small letters have more.
    return WordKey(low: low | Self.capitals(in: low) &>> 2, high: high | Self.capitals(in: high) &>> 2)
  }

  /// The shape of a word that is all ASCII letters; nil of others.
  var shapeOfLetters: WordShape? {
    guard isShort else { return nil }
    let (capitalsLow, capitalsHigh) = (Self.capitals(in: low), Self.capitals(in: high))
    let (smallsLow, smallsHigh) = (Self.smalls(in: low), Self.smalls(in: high))
    let capitals = capitalsLow.nonzeroBitCount + capitalsHigh.nonzeroBitCount
    let smalls = smallsLow.nonzeroBitCount + smallsHigh.nonzeroBitCount
    guard length > 0, capitals + smalls == length else { return nil }
    var shape: WordShape = []
    if capitalsLow & 0x80 != 0 { shape.insert(.capitalized) }
    if capitals == 0 { shape.insert(.lowercase) }
    if capitals > 1, smalls == 0 { shape.insert(.allCapitals) }
    if capitals == 1, length == 1 { shape.insert(.initial) }
    let afterSmallHigh = smallsHigh &<< 8 | smallsLow &>> 56
    if smallsLow &<< 8 & capitalsLow | afterSmallHigh & capitalsHigh != 0 { shape.insert(.mixedCase) }
    return shape
  }
}

/// The numbers that a table of words is mixed with: chance ones, which no result depends on.
@usableFromInline struct WordSeed: Sendable {
  @usableFromInline let low: UInt64
  @usableFromInline let high: UInt64

  @usableFromInline init() {
    low = .random(in: 0...UInt64.max)
    high = .random(in: 0...UInt64.max)
  }
}
