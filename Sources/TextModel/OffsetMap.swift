/// Turns offsets in bytes of UTF-8 into offsets in code points: the one place that converts.
///
/// For every 64 bytes the code points before them, and a bit for each byte that does not begin one: O(1) a look-up, one
/// pass over the text to build. A text that is all ASCII needs no table at all.
public struct OffsetMap: Sendable {
  @usableFromInline static let shift = 6
  @usableFromInline static let low: Int = (1 << shift) - 1

  /// The bytes of a text that the table counts together.
  @usableFromInline struct Stretch: Sendable {
    /// The code points that begin before it.
    @usableFromInline var before: Int32
    /// A bit for each byte that goes on with a code point.
    @usableFromInline var continuations: UInt64
  }

  @usableFromInline var stretches: [Stretch] = []
  @usableFromInline var length = 0
  @usableFromInline var isASCII = true

  /// A table for an empty text.
  public init() {}

  /// Makes the table for a text. O(bytes).
  public mutating func build(_ text: UnsafeBufferPointer<UInt8>) {
    stretches.removeAll(keepingCapacity: true)
    length = text.count
    isASCII = Self.isASCII(text)
    guard !isASCII else { return }
    stretches.reserveCapacity(text.count >> Self.shift + 1)
    var before: Int32 = 0
    var start = 0
    // One stretch more than is full, so that the end of the text has one too.
    while start <= text.count {
      let limit = min(start + Self.low + 1, text.count)
      let continuations = Self.continuations(UnsafeBufferPointer(rebasing: text[start..<limit]))
      stretches.append(Stretch(before: before, continuations: continuations))
      before &+= Int32(truncatingIfNeeded: limit - start - continuations.nonzeroBitCount)
      start += Self.low + 1
    }
  }

  private static func isASCII(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let bytes = UnsafeRawBufferPointer(text)
    var index = 0
    var all: UInt64 = 0
    while index + 8 <= bytes.count {
      all |= bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      index += 8
    }
    while index < bytes.count {
      all |= UInt64(bytes[index])
      index += 1
    }
    return all & 0x8080_8080_8080_8080 == 0
  }

  /// A bit for each byte of at most 64 that goes on with a code point.
  private static func continuations(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(text)
    var bits: UInt64 = 0
    var index = 0
    while index + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // The top bit of each byte 10xxxxxx, then the eight of them side by side.
      let marks = word & ~(word << 1) & 0x8080_8080_8080_8080
      if marks != 0 { bits |= (((marks >> 7) &* 0x0102_0408_1020_4080) >> 56) << UInt64(index) }
      index += 8
    }
    while index < bytes.count {
      if bytes[index] & 0xC0 == 0x80 { bits |= 1 << UInt64(index) }
      index += 1
    }
    return bits
  }

  /// The code points before a byte offset of the text that the table was built for. O(1).
  @inlinable public func scalarOffset(of offset: UTF8Offset) -> ScalarOffset {
    let position = min(max(0, Int(offset.value)), length)
    guard !isASCII else { return ScalarOffset(position) }
    let stretch = stretches[position >> Self.shift]
    let inside = position & Self.low
    let continuations = stretch.continuations & ((1 << UInt64(inside)) - 1)
    return ScalarOffset(Int(stretch.before) + inside - continuations.nonzeroBitCount)
  }

  /// A range in code points.
  @inlinable public func textRange(of range: UTF8Range) -> TextRange {
    TextRange(scalarOffset(of: range.start), scalarOffset(of: range.end))
  }
}
