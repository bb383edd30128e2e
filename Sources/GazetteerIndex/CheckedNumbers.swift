import TextModel

/// Numbers in a resource, read one by one with a check of the index; 0 past the end.
///
/// Holds no owner, so that the hot loop counts no references: who keeps it keeps the `ResourceBytes` too.
struct CheckedNumbers<Number: FixedWidthInteger & BitwiseCopyable> {
  private let base: UnsafeRawPointer?
  let count: Int

  init(_ bytes: ResourceBytes) {
    base = bytes.buffer.baseAddress
    count = bytes.buffer.count / MemoryLayout<Number>.stride
  }

  @inline(__always) subscript(_ index: Int) -> Number {
    guard let base, index >= 0, index < count else { return 0 }
    let number = base.loadUnaligned(fromByteOffset: index &* MemoryLayout<Number>.stride, as: Number.self)
    return Number(littleEndian: number)
  }

  /// Tells the processor that a number will be read soon.
  @inline(__always) func prefetch(_ index: Int) { base?.prefetch(index &* MemoryLayout<Number>.stride) }
}
