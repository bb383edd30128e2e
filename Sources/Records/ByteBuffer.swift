/// Bytes written one after the other: room is made once a piece, and what is put into it is not checked again.
///
/// `put` may only follow a `reserve` of what it writes. `slack` more bytes are always there, so that a short piece can be
/// written as a whole word.
struct ByteBuffer: ~Copyable {
  private(set) var start: UnsafeMutableRawPointer
  private(set) var count = 0
  private var capacity: Int

  static let slack = 16
  private static let leastCapacity = 1024

  init() {
    capacity = Self.leastCapacity
    start = Self.allocate(capacity)
  }

  deinit { start.deallocate() }

  private static func allocate(_ capacity: Int) -> UnsafeMutableRawPointer {
    .allocate(byteCount: capacity + slack, alignment: 16)
  }

  mutating func removeAll() { count = 0 }

  /// Hands over what was written, without a copy, and begins anew.
  mutating func take() -> RecordBytes {
    let taken = RecordBytes(start, count: count)
    capacity = Self.leastCapacity
    start = Self.allocate(capacity)
    count = 0
    return taken
  }

  /// Makes room for so many bytes.
  @inline(__always) mutating func reserve(_ more: Int) {
    if capacity &- count < more { grow(more) }
  }

  @inline(never) private mutating func grow(_ more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = Self.allocate(capacity)
    larger.copyMemory(from: start, byteCount: count)
    start.deallocate()
    start = larger
  }

  /// Writes a stretch of what was written before.
  mutating func append(_ bytes: RecordBytes, from first: Int, to limit: Int) {
    let limit = min(limit, bytes.count)
    guard first >= 0, first < limit else { return }
    reserve(limit - first)
    (start + count).copyMemory(from: bytes.start + first, byteCount: limit - first)
    count += limit - first
  }

  // MARK: Into room that is there

  /// Copies bytes from elsewhere.
  @inline(__always) mutating func append(_ bytes: UnsafeRawPointer, count length: Int) {
    (start + count).copyMemory(from: bytes, byteCount: length)
    count &+= length
  }

  /// Counts bytes that were stored behind the last one.
  @inline(__always) mutating func advance(_ length: Int) { count &+= length }

  @inline(__always) mutating func put(_ byte: UInt8) {
    start.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count &+= 1
  }

  /// Writes a word of up to `slack` bytes, of which the first `length` count.
  @inline(__always) mutating func put<Word: BitwiseCopyable>(_ word: Word, length: Int) {
    start.storeBytes(of: word, toByteOffset: count, as: Word.self)
    count &+= length
  }

  @inline(__always) mutating func put(_ literal: StaticString) {
    (start + count).copyMemory(from: literal.utf8Start, byteCount: literal.utf8CodeUnitCount)
    count &+= literal.utf8CodeUnitCount
  }
}

/// Bytes that were written and do not change any more: one owner, no copy on the way to the output.
final class RecordBytes: @unchecked Sendable {
  fileprivate let start: UnsafeMutableRawPointer
  let count: Int

  /// Takes over memory that was allocated.
  init(_ start: UnsafeMutableRawPointer, count: Int) {
    self.start = start
    self.count = count
  }

  deinit { start.deallocate() }

  func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    try body(UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: count))
  }
}
