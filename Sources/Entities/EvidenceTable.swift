/// What each piece of evidence says for a stretch of words being a person, a place, an organization or a group: a table
/// that a person can read (`Rules/names/evidence.tsv`).
///
/// A line is the evidence (`before in`, `last ministry`, `list place.city`) and four weights in nats, in the order of
/// `Entity.Kind`: positive speaks for the kind, negative against it. Weights are added; no name has weights of its own.
public final class EvidenceTable: Sendable {
  let rows: NameHashes
  let weights: [SIMD4<Float>]
  /// The evidence by row; empty unless it was asked for.
  let names: [String]
  /// How many lines the table has.
  public var count: Int { weights.count }

  /// No evidence: only gazetteers and rules speak.
  public init() {
    rows = NameHashes(count: 0)
    weights = []
    names = []
  }

  /// Reads the table; lines that are no evidence are passed over. O(bytes).
  public init(tsv: UnsafeBufferPointer<UInt8>, keepsNames: Bool = false) {
    let lineCount = tsv.reduce(0) { $1 == 0x0A ? $0 + 1 : $0 }
    var rows = NameHashes(count: lineCount + 1)
    var weights: [SIMD4<Float>] = []
    var names: [String] = []
    weights.reserveCapacity(lineCount)
    var reader = FieldReader(bytes: tsv)
    while reader.nextLine() {
      guard let name = reader.field(), name.first != 0x23 else { continue }
      var line = SIMD4<Float>()
      for column in 0..<4 { line[column] = reader.decimal() ?? 0 }
      rows.insert(name, row: Int32(truncatingIfNeeded: weights.count))
      weights.append(line)
      if keepsNames { names.append(String(decoding: name, as: UTF8.self)) }
    }
    self.rows = rows
    self.weights = weights
    self.names = names
  }
}

/// The rows of names by a 64-bit hash of each name.
struct NameHashes: Sendable {
  private var hashes: [UInt64]
  private var rows: [Int32]
  private let mask: Int

  init(count: Int) {
    var size = 16
    while size < count * 2 { size *= 2 }
    hashes = [UInt64](repeating: 0, count: size)
    rows = [Int32](repeating: -1, count: size)
    mask = size - 1
  }

  mutating func insert(_ name: UnsafeBufferPointer<UInt8>, row: Int32) {
    let hash = Self.hash(name)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while hashes[slot] != 0 {
      if hashes[slot] == hash { return }
      slot = (slot + 1) & mask
    }
    hashes[slot] = hash
    rows[slot] = row
  }

  /// The row of a name, or -1.
  func find(_ name: String) -> Int32 {
    var name = name
    let hash = name.withUTF8 { Self.hash($0) }
    var slot = Int(truncatingIfNeeded: hash) & mask
    while hashes[slot] != 0 {
      if hashes[slot] == hash { return rows[slot] }
      slot = (slot + 1) & mask
    }
    return -1
  }

  /// FNV-1a in 64 bits; never 0.
  private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return (hash ^ hash >> 31) | 1 << 63
  }
}

/// Reads lines of fields, parted by a tab or a blank where asked for.
struct FieldReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var separator: UInt8 = 0x09
  private var position = 0
  private var lineEnd = -1

  init(bytes: UnsafeBufferPointer<UInt8>, separator: UInt8 = 0x09) {
    self.bytes = bytes
    self.separator = separator
  }

  /// Goes to the next line that is not empty.
  mutating func nextLine() -> Bool {
    position = lineEnd + 1
    while position < bytes.count, bytes[position] == 0x0A { position += 1 }
    guard position < bytes.count else { return false }
    lineEnd = position
    while lineEnd < bytes.count, bytes[lineEnd] != 0x0A { lineEnd += 1 }
    return true
  }

  /// The next field of the line.
  mutating func field() -> UnsafeBufferPointer<UInt8>? {
    guard position < lineEnd else { return nil }
    let start = position
    while position < lineEnd, bytes[position] != separator { position += 1 }
    defer { position += 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<position])
  }

  /// The next field as a decimal fraction without exponent, such as `-1.25`.
  mutating func decimal() -> Float? {
    guard let digits = field(), !digits.isEmpty else { return nil }
    var value: Float = 0
    var scale: Float = 0
    for (index, byte) in digits.enumerated() {
      switch byte {
      case 0x2D where index == 0: continue
      case 0x2E where scale == 0: scale = 1
      case 0x30...0x39:
        value = value * 10 + Float(byte &- 0x30)
        scale *= 10
      default: return nil
      }
    }
    value /= max(scale, 1)
    return digits[0] == 0x2D ? -value : value
  }
}
