/// Where the bytes stand in a document's text that JSON wants escaped: a bit a byte, found out in one pass, so that what is
/// written of the text, much of it more than once, is copied from one such byte to the next.
struct EscapeMap: ~Copyable {
  private var bits: [UInt64] = []

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Finds the places in a text. O(bytes).
  mutating func build(_ text: UnsafeBufferPointer<UInt8>) {
    bits.removeAll(keepingCapacity: true)
    bits.reserveCapacity(text.count / 64 + 1)
    let bytes = UnsafeRawBufferPointer(text)
    var start = 0
    while start + 64 <= bytes.count {
      var stretch: UInt64 = 0
      for step in 0..<8 {
        let marks = Self.marks(in: bytes.loadUnaligned(fromByteOffset: start &+ step &* 8, as: UInt64.self))
        // The top bits of eight bytes, side by side.
        if marks != 0 { stretch |= (((marks >> 7) &* 0x0102_0408_1020_4080) >> 56) << UInt64(step &* 8) }
      }
      bits.append(stretch)
      start += 64
    }
    var rest: UInt64 = 0
    for index in start..<bytes.count where Self.isEscaped(bytes[index]) { rest |= 1 << UInt64(index - start) }
    bits.append(rest)
  }

  private static func isEscaped(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C }

  /// The top bit of every byte that is below 0x20, a quotation mark or a backslash, and of no other.
  @inline(__always) private static func marks(in word: UInt64) -> UInt64 {
    // Sums of the lower seven bits never reach the next byte.
    let lows = ones &* 0x7F
    let quotes = word ^ (ones &* 0x22)
    let slashes = word ^ (ones &* 0x5C)
    let plain =
      ((word & lows) &+ ones &* 0x60 | word) & ((quotes & lows) &+ lows | quotes)
      & ((slashes & lows) &+ lows | slashes)
    return ~plain & highs
  }

  /// The first place from `start` on, or `limit` where there is none before it. Both are places of the text. O(1) for each
  /// 64 bytes.
  @inline(__always) func next(from start: Int, to limit: Int) -> Int {
    guard start < limit else { return limit }
    var stretch = start >> 6
    var found = bits[stretch] & (~0 << UInt64(start & 63))
    while found == 0 {
      stretch &+= 1
      guard stretch &<< 6 < limit else { return limit }
      found = bits[stretch]
    }
    return min(limit, stretch &<< 6 | found.trailingZeroBitCount)
  }
}

extension ByteBuffer {
  /// Writes a stretch of the text that the map was made of, with what JSON wants escaped in it escaped. O(bytes).
  mutating func appendEscaped(
    _ stretch: Range<Int>, of text: UnsafeBufferPointer<UInt8>, _ escapes: borrowing EscapeMap
  ) {
    guard let base = text.baseAddress else { return }
    let bytes = UnsafeRawPointer(base)
    var start = stretch.lowerBound
    reserve(stretch.count)
    while true {
      let end = escapes.next(from: start, to: stretch.upperBound)
      let length = end &- start
      if length <= Self.slack, start &+ Self.slack <= text.count {
        put(bytes.loadUnaligned(fromByteOffset: start, as: SIMD16<UInt8>.self), length: length)
      } else {
        append(bytes + start, count: length)
      }
      guard end < stretch.upperBound else { return }
      reserve(6 &+ (stretch.upperBound &- end))
      putEscape(of: text[end])
      start = end &+ 1
    }
  }
}
