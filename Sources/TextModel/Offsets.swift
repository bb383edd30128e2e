/// A position in a document's text, in bytes of UTF-8 from its start.
public struct UTF8Offset: Comparable, Hashable, Sendable {
  public var value: Int32
  @inlinable public init(_ value: Int32) { self.value = value }
  @inlinable public init(_ value: Int) { self.value = Int32(truncatingIfNeeded: value) }
  @inlinable public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

/// A position in a document's text, in Unicode code points from its start: the unit of every record.
public struct ScalarOffset: Comparable, Hashable, Sendable {
  public var value: Int
  @inlinable public init(_ value: Int) { self.value = value }
  @inlinable public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

/// A half-open stretch of a document's text, in bytes of UTF-8.
public struct UTF8Range: Hashable, Sendable {
  public var start: UTF8Offset
  public var end: UTF8Offset
  @inlinable public init(_ start: UTF8Offset, _ end: UTF8Offset) {
    self.start = start
    self.end = end
  }
  @inlinable public init(_ start: Int, _ end: Int) {
    self.start = UTF8Offset(start)
    self.end = UTF8Offset(end)
  }
  /// The number of bytes.
  @inlinable public var length: Int { Int(end.value) - Int(start.value) }
  @inlinable public var isEmpty: Bool { end.value <= start.value }
  @inlinable public func contains(_ other: Self) -> Bool { start <= other.start && other.end <= end }
  @inlinable public func overlaps(_ other: Self) -> Bool { start < other.end && other.start < end }
}

/// A half-open stretch of a document's text, in code points.
public struct TextRange: Hashable, Sendable {
  public var start: ScalarOffset
  public var end: ScalarOffset
  @inlinable public init(_ start: ScalarOffset, _ end: ScalarOffset) {
    self.start = start
    self.end = end
  }
}

/// A half-open stretch of a document's tokens, as indices into `Document.tokens`.
public struct TokenRange: Hashable, Sendable {
  public var start: Int32
  public var end: Int32
  @inlinable public init(_ start: Int32, _ end: Int32) {
    self.start = start
    self.end = end
  }
  @inlinable public init(_ start: Int, _ end: Int) {
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
  }
  @inlinable public var first: Int { Int(start) }
  /// The index of the token after the last one.
  @inlinable public var limit: Int { Int(end) }
  @inlinable public var indices: Range<Int> { Int(start)..<Swift.max(Int(start), Int(end)) }
  @inlinable public var count: Int { Int(end) - Int(start) }
  @inlinable public var isEmpty: Bool { end <= start }
  @inlinable public func contains(_ token: Int) -> Bool { Int(start) <= token && token < Int(end) }
  @inlinable public func contains(_ other: Self) -> Bool { start <= other.start && other.end <= end }
  @inlinable public func overlaps(_ other: Self) -> Bool { start < other.end && other.start < end }
}
