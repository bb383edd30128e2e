/// Writes arrays of numbers one after the other, each with its count before it: little-endian, as `FlatReader` reads them.
struct FlatWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add<Number: FixedWidthInteger>(_ numbers: [Number]) {
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: numbers.count).littleEndian) { bytes.append(contentsOf: $0) }
    for number in numbers { withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) } }
  }
}

/// Reads what a `FlatWriter` wrote.
struct FlatReader {
  private let bytes: UnsafeRawBufferPointer
  private var offset = 0

  /// Reads from bytes that stay where they are while it is used.
  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The next array; nil where the bytes end before it does. O(its length).
  mutating func numbers<Number: FixedWidthInteger>(_ type: Number.Type) -> [Number]? {
    let size = MemoryLayout<Number>.size
    guard bytes.count - offset >= 4 else { return nil }
    let count = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    let start = offset + 4
    guard (bytes.count - start) / size >= count else { return nil }
    offset = start + count * size
    return [Number](unsafeUninitializedCapacity: count) { numbers, initialized in
      for index in 0..<count {
        let number = bytes.loadUnaligned(fromByteOffset: start + index * size, as: Number.self)
        numbers.initializeElement(at: index, to: Number(littleEndian: number))
      }
      initialized = count
    }
  }
}
