import CPrefetch

extension UnsafeBufferPointer {
  /// Tells the processor that the value at an index will be read soon: what is known of words lies all over the memory, and
  /// while one word is looked at the next ones can be on their way. An index past the end does no harm.
  @inlinable @inline(__always) public func prefetch(_ index: Int) {
    guard let baseAddress else { return }
    hearsay_prefetch(baseAddress + index)
  }
}

extension UnsafeMutablePointer {
  /// The same for the value so many places on.
  @inlinable @inline(__always) public func prefetch(_ index: Int) { hearsay_prefetch(self + index) }
}

extension Token {
  /// So many tokens ahead a walk over tokens asks for what is known of words.
  @inlinable public static var ahead: Int { 40 }
}

extension UnsafeRawPointer {
  /// Tells the processor that the bytes at an offset will be read soon.
  @inlinable @inline(__always) public func prefetch(_ offset: Int) { hearsay_prefetch(self + offset) }
}
