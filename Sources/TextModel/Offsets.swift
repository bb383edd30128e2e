/// A position in a document's text, in bytes of UTF-8 from its start.
public struct UTF8Offset: Comparable, Hashable, Sendable, BitwiseCopyable {
  /// Bytes from the start of the text.
  public var value: Int32
  /// The offset of so many bytes.
  @inlinable public init(_ value: Int32) { self.value = value }
  /// The offset of so many bytes.
  @inlinable public init(_ value: Int) { self.value = Int32(truncatingIfNeeded: value) }
  /// Orders by position.
  @inlinable public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

/// A position in a document's text, in Unicode code points from its start: the unit of every record.
public struct ScalarOffset: Comparable, Hashable, Sendable {
  /// Code points from the start of the text.
  public var value: Int
  /// The offset of so many code points.
  @inlinable public init(_ value: Int) { self.value = value }
  /// Orders by position.
  @inlinable public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

/// A half-open stretch of a document's text, in bytes of UTF-8.
public struct UTF8Range: Hashable, Sendable, BitwiseCopyable {
  /// The first place inside.
  public var start: UTF8Offset
  /// The first place behind it.
  public var end: UTF8Offset
  /// The stretch between two places.
  @inlinable public init(_ start: UTF8Offset, _ end: UTF8Offset) {
    self.start = start
    self.end = end
  }
  /// The stretch between two places.
  @inlinable public init(_ start: Int, _ end: Int) {
    self.start = UTF8Offset(start)
    self.end = UTF8Offset(end)
  }
  /// The number of bytes.
  @inlinable public var length: Int { Int(end.value) - Int(start.value) }
  /// The indices of its bytes; empty where it ends before it begins.
  @inlinable public var indices: Range<Int> { Int(start.value)..<Swift.max(Int(start.value), Int(end.value)) }
  /// Holds nothing, or ends before it begins.
  @inlinable public var isEmpty: Bool { end.value <= start.value }
  /// Whether something lies wholly inside.
  @inlinable public func contains(_ other: Self) -> Bool { start <= other.start && other.end <= end }
  /// Whether the two have a place in common.
  @inlinable public func overlaps(_ other: Self) -> Bool { start < other.end && other.start < end }
}

/// A half-open stretch of a document's text, in code points.
public struct TextRange: Hashable, Sendable {
  /// The first place inside.
  public var start: ScalarOffset
  /// The first place behind it.
  public var end: ScalarOffset
  /// The stretch between two places.
  @inlinable public init(_ start: ScalarOffset, _ end: ScalarOffset) {
    self.start = start
    self.end = end
  }
}

/// A half-open stretch of a document's tokens, as indices into `Document.tokens`.
public struct TokenRange: Hashable, Sendable, BitwiseCopyable {
  /// The first place inside.
  public var start: Int32
  /// The first place behind it.
  public var end: Int32
  /// The stretch between two places.
  @inlinable public init(_ start: Int32, _ end: Int32) {
    self.start = start
    self.end = end
  }
  /// The stretch between two places.
  @inlinable public init(_ start: Int, _ end: Int) {
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
  }
  /// The index of the first token.
  @inlinable public var first: Int { Int(start) }
  /// The index of the token after the last one.
  @inlinable public var limit: Int { Int(end) }
  /// The indices of its tokens; empty where it ends before it begins.
  @inlinable public var indices: Range<Int> { Int(start)..<Swift.max(Int(start), Int(end)) }
  /// The number of tokens.
  @inlinable public var count: Int { Int(end) - Int(start) }
  /// Holds nothing, or ends before it begins.
  @inlinable public var isEmpty: Bool { end <= start }
  /// Whether something lies wholly inside.
  @inlinable public func contains(_ token: Int) -> Bool { Int(start) <= token && token < Int(end) }
  /// Whether something lies wholly inside.
  @inlinable public func contains(_ other: Self) -> Bool { start <= other.start && other.end <= end }
  /// Whether the two have a place in common.
  @inlinable public func overlaps(_ other: Self) -> Bool { start < other.end && other.start < end }
}
