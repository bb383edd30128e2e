/// Writes numbers and texts one behind the other, for files that only this program reads.
struct ByteEncoder {
  private(set) var bytes: [UInt8] = []

  mutating func add<Number: BitwiseCopyable>(_ number: Number) {
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ count: Int) { add(UInt64(bitPattern: Int64(count))) }

  mutating func add(_ text: String) {
    let utf8 = Array(text.utf8)
    add(UInt32(clamping: utf8.count))
    bytes += utf8
  }

  mutating func add(_ text: String?) {
    add(UInt8(text == nil ? 0 : 1))
    if let text { add(text) }
  }

  mutating func add<Element>(_ list: [Element], _ each: (inout ByteEncoder, Element) -> Void) {
    add(UInt32(clamping: list.count))
    for element in list { each(&self, element) }
  }
}

/// Reads what `ByteEncoder` wrote; behind the end, or where something is damaged, there are noughts.
struct ByteDecoder {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position >= bytes.endIndex }

  mutating func number<Number: BitwiseCopyable & ExpressibleByIntegerLiteral>(_ type: Number.Type) -> Number {
    let size = MemoryLayout<Number>.size
    guard position + size <= bytes.endIndex else {
      position = bytes.endIndex
      return 0
    }
    defer { position += size }
    return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position - bytes.startIndex, as: type) }
  }

  mutating func text() -> String {
    let count = Int(number(UInt32.self))
    let end = min(bytes.endIndex, position + count)
    defer { position = end }
    return String(decoding: bytes[position..<end], as: UTF8.self)
  }

  mutating func optionalText() -> String? { number(UInt8.self) == 0 ? nil : text() }

  mutating func list<Element>(_ each: (inout ByteDecoder) -> Element) -> [Element] {
    let count = Int(number(UInt32.self))
    var list: [Element] = []
    while list.count < count, !isAtEnd { list.append(each(&self)) }
    return list
  }
}
