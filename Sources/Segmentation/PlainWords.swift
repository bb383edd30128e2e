import TextModel

/// A token that is more than ASCII letters: all marks are such, and all words that a full stop belongs to.
///
/// Quotation marks and ends of sentences are sought among these alone.
struct SpecialToken: BitwiseCopyable {
  var index: Int32
  /// Its last byte is one that ends sentences, or it is such a mark.
  var mayEnd: Bool
  var facts: WordFacts

  /// A token whose word is not looked up yet.
  init(_ index: Int) {
    self.index = Int32(truncatingIfNeeded: index)
    facts = []
    mayEnd = false
  }

  /// Takes what is known of the word, and its last byte.
  @inline(__always) mutating func read(_ facts: WordFacts, last: UInt8) {
    self.facts = facts
    mayEnd = last == 0x2E || last == 0x21 || last == 0x3F || last >= 0x80 && facts.contains(.end)
  }

  /// The index in `Document.tokens`.
  var token: Int { Int(index) }
}

/// Most tokens: a few ASCII letters with a blank or a mark behind them that never belongs to a word.
extension TokenScanner {
  /// Moves over plain words with one blank or none between them, from the position on, and appends their tokens to a chunk
  /// until it is full. `flags` are those of the next token.
  ///
  /// A plain word is short, of ASCII letters, and what follows it ends it, whatever comes then. Looks at eight bytes at a
  /// time.
  @inline(__always)
  mutating func scanPlainWords(into chunk: inout TokenChunk, _ flags: inout Token.Flags) {
    guard let base = text.baseAddress else { return }
    var (place, next) = (position, flags)
    // Sixteen bytes are read, and the byte after the word is one of the stretch.
    while place &+ 16 <= limit, chunk.count < chunk.tokens.count {
      let raw = UnsafeRawPointer(base + place)
      let low = raw.loadUnaligned(as: UInt64.self).littleEndian
      let othersLow = Characters.otherThanLetters(in: low)
      var key: WordKey
      var length = othersLow.trailingZeroBitCount &>> 3
      var after = UInt8(truncatingIfNeeded: low &>> UInt64(truncatingIfNeeded: length &<< 3))
      if othersLow != 0 {
        guard length > 0, Self.endsWord(after) else { break }
        key = WordKey(low: low, high: 0, length: length)
      } else {
        let high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian
        let othersHigh = Characters.otherThanLetters(in: high)
        guard othersHigh != 0 else { break }
        length = othersHigh.trailingZeroBitCount &>> 3
        after = UInt8(truncatingIfNeeded: high &>> UInt64(truncatingIfNeeded: length &<< 3))
        guard Self.endsWord(after) else { break }
        length &+= 8
        key = WordKey(low: low, high: high, length: length)
      }
      chunk.wait(key, vocabulary)
      chunk.append(Token(range: UTF8Range(place, place &+ length), word: WordID(0), flags: next))
      place &+= length
      next = []
      guard after == 0x20 else { continue }
      place &+= 1
      next = .spaceBefore
    }
    (position, flags) = (place, next)
  }

  /// Whether no word goes on with this byte, which is no letter: all of ASCII but digits and `$ & ' - . : @ _`.
  @inline(__always) private static func endsWord(_ byte: UInt8) -> Bool {
    if byte >= 0x40 { return byte < 0x80 && byte != 0x40 && byte != 0x5F }
    let joining: UInt64 = 1 << 0x24 | 1 << 0x26 | 1 << 0x27 | 1 << 0x2D | 1 << 0x2E | 0x7FF << 0x30
    return joining &>> UInt64(byte) & 1 == 0
  }
}
