import TextModel

/// Most tokens: a few ASCII letters with a blank or a mark behind them that never belongs to a word.
extension TokenScanner {
  /// Moves over the word at the position and gives its key, if it is short, of ASCII letters and digits with a letter
  /// first, and what follows it ends it, whatever comes then; nil and no move otherwise.
  ///
  /// Looks at eight bytes at a time.
  @inline(__always) mutating func scanPlainWord() -> WordKey? {
    // Sixteen bytes are read, and the byte after the word is one of the stretch.
    guard position &+ 16 <= limit, let base = text.baseAddress else { return nil }
    let raw = UnsafeRawPointer(base + position)
    let low = raw.loadUnaligned(as: UInt64.self).littleEndian
    guard Characters.isLetter(UInt8(truncatingIfNeeded: low)) else { return nil }
    let othersLow = Characters.others(in: low)
    if othersLow != 0 {
      let bits = UInt64(truncatingIfNeeded: othersLow.trailingZeroBitCount &- 7)
      guard Self.endsWord(UInt8(truncatingIfNeeded: low &>> bits)) else { return nil }
      let length = Int(truncatingIfNeeded: bits &>> 3)
      position &+= length
      return WordKey(low: low, high: 0, length: length)
    }
    let high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian
    let othersHigh = Characters.others(in: high)
    guard othersHigh != 0 else { return nil }
    let bits = UInt64(truncatingIfNeeded: othersHigh.trailingZeroBitCount &- 7)
    guard Self.endsWord(UInt8(truncatingIfNeeded: high &>> bits)) else { return nil }
    let length = 8 &+ Int(truncatingIfNeeded: bits &>> 3)
    position &+= length
    return WordKey(low: low, high: high, length: length)
  }

  /// Whether no word goes on with this byte, which is no letter and no digit: all of ASCII but `$ & ' - . : @ _`.
  @inline(__always) private static func endsWord(_ byte: UInt8) -> Bool {
    if byte >= 0x40 { return byte < 0x80 && byte != 0x40 && byte != 0x5F }
    let joining: UInt64 = 1 << 0x24 | 1 << 0x26 | 1 << 0x27 | 1 << 0x2D | 1 << 0x2E | 1 << 0x3A
    return joining &>> UInt64(byte) & 1 == 0
  }
}
