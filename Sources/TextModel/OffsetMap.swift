/// Turns offsets in bytes of UTF-8 into offsets in code points: the one place that converts.
///
/// A count every `stride` bytes, and a scan from there: O(stride) a look-up, one pass over the text to build. A text
/// that is all ASCII needs no table at all.
public struct OffsetMap: Sendable {
  private static let shift = 6
  private var counts: [Int32] = []
  private var isASCII = true

  /// A table for an empty text.
  public init() {}

  /// Makes the table for a text. O(bytes).
  public mutating func build(_ text: [UInt8]) {
    counts.removeAll(keepingCapacity: true)
    isASCII = text.withUnsafeBufferPointer { bytes in bytes.allSatisfy { $0 < 0x80 } }
    guard !isASCII else { return }
    var scalars: Int32 = 0
    text.withUnsafeBufferPointer { bytes in
      for index in bytes.indices {
        if index & ((1 << Self.shift) - 1) == 0 { counts.append(scalars) }
        if bytes[index] & 0xC0 != 0x80 { scalars += 1 }
      }
    }
    counts.append(scalars)
  }

  /// The code points before a byte offset of the text that the table was built for. O(1).
  public func scalarOffset(of offset: UTF8Offset, in text: [UInt8]) -> ScalarOffset {
    let position = min(max(0, Int(offset.value)), text.count)
    guard !isASCII else { return ScalarOffset(position) }
    let slot = position >> Self.shift
    guard slot < counts.count else { return ScalarOffset(Int(counts.last ?? 0)) }
    var scalars = Int(counts[slot])
    var index = slot << Self.shift
    while index < position {
      if text[index] & 0xC0 != 0x80 { scalars += 1 }
      index += 1
    }
    return ScalarOffset(scalars)
  }

  /// A range in code points.
  public func textRange(of range: UTF8Range, in text: [UInt8]) -> TextRange {
    TextRange(scalarOffset(of: range.start, in: text), scalarOffset(of: range.end, in: text))
  }
}
