import GazetteerIndex
import TextModel

/// What each piece of evidence says for a stretch of words being a person, a place, an organization or a group: a table
/// that a person can read (`Rules/learnt/names/evidence.tsv`).
///
/// A line is the evidence (`before in`, `last ministry`, `list place.city`) and four weights in nats, in the order of
/// `Entity.Kind`: positive speaks for the kind, negative against it. Weights are added; no name has weights of its own.
public final class EvidenceTable: Sendable {
  let rows: NameHashes
  let weights: WeightRows
  /// The evidence by row; empty unless it was asked for.
  let names: [String]
  /// The table as a section of the compiled resources, which is mapped and not parsed.
  public let section: ResourceBytes
  /// The evidence of each row, a line each, for explanations; empty where it is not known.
  private let lines: ResourceBytes
  /// Which places of a name lie where.
  let namesakes: PlaceNamesakes
  /// How often names with so much for them are right.
  let confidence: NameConfidence
  /// The weights that are set by hand.
  let hand: NameHandWeights
  /// How many lines the table has.
  public var count: Int { weights.count }

  /// No evidence: only gazetteers and rules speak.
  public convenience init() { self.init(section: ResourceBytes()) }

  /// The table of a section that `section` wrote. O(1).
  public convenience init(
    section: ResourceBytes, lines: ResourceBytes = ResourceBytes(), namesakes: PlaceNamesakes = PlaceNamesakes(),
    confidence: NameConfidence = NameConfidence(), hand: NameHandWeights = NameHandWeights()
  ) {
    self.init(section: section, names: [], lines: lines, namesakes: namesakes, confidence: confidence, hand: hand)
  }

  private init(
    section: ResourceBytes, names: [String], lines: ResourceBytes, namesakes: PlaceNamesakes,
    confidence: NameConfidence,
    hand: NameHandWeights
  ) {
    self.section = section
    self.namesakes = namesakes
    self.confidence = confidence
    self.hand = hand
    self.lines = lines
    self.names = names
    let count = min(Int(section.uint32(at: 0)), section.count / WeightRows.stride)
    weights = WeightRows(section.slice(WeightRows.stride, count * WeightRows.stride))
    rows = NameHashes(section.slice((count + 1) * WeightRows.stride, section.count))
  }

  /// Reads the table; lines that are no evidence are passed over. O(bytes).
  public convenience init(
    tsv: UnsafeBufferPointer<UInt8>, keepsNames: Bool = false, namesakes: PlaceNamesakes = PlaceNamesakes(),
    confidence: NameConfidence = NameConfidence(), hand: NameHandWeights = NameHandWeights()
  ) {
    let lineCount = tsv.reduce(0) { $1 == 0x0A ? $0 + 1 : $0 }
    var hashes = NameHashBuilder(count: lineCount + 1)
    var count = 0
    var weights: [UInt8] = []
    var names: [String] = []
    weights.reserveCapacity(lineCount * WeightRows.stride)
    var reader = FieldReader(bytes: tsv)
    while reader.nextLine() {
      guard let name = reader.field(), name.first != 0x23 else { continue }
      for _ in 0..<4 { weights.appendLittleEndian(UInt32(bitPattern: NameWeight.of(reader.decimal() ?? 0))) }
      hashes.insert(name, row: Int32(truncatingIfNeeded: count))
      count += 1
      if keepsNames { names.append(String(decoding: name, as: UTF8.self)) }
    }
    var section: [UInt8] = []
    section.appendLittleEndian(UInt32(truncatingIfNeeded: count))
    section.append(contentsOf: repeatElement(0, count: WeightRows.stride - section.count))
    self.init(
      section: ResourceBytes(section + weights + hashes.serialized()), names: names,
      lines: ResourceBytes(Self.lines(tsv: tsv)), namesakes: namesakes, confidence: confidence, hand: hand)
  }

  /// The evidence of the rows of a table, a line each, as a section of its own. O(bytes).
  public static func lines(tsv: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var lines: [UInt8] = []
    var reader = FieldReader(bytes: tsv)
    while reader.nextLine() {
      guard let name = reader.field(), name.first != 0x23 else { continue }
      lines.append(contentsOf: name)
      lines.append(0x0A)
    }
    return lines
  }

  /// What a row is about; its number where that is not known. O(bytes of the names).
  func name(ofRow row: Int32) -> String {
    let found = lines.withBytes { bytes in
      bytes.split(separator: 0x0A, maxSplits: Int(row) + 1, omittingEmptySubsequences: false).dropFirst(Int(row)).first
        .map { String(decoding: $0, as: UTF8.self) }
    }
    return found.flatMap { $0.isEmpty ? nil : $0 } ?? "row \(row)"
  }
}

/// Weights as whole numbers: sums of them are the same in whatever order they are added.
enum NameWeight {
  /// So many are one nat.
  static let unit: Float = 1000

  /// The weight of so many nats.
  static func of(_ nats: Float) -> Int32 {
    let weight = (nats * unit).rounded()
    return weight.magnitude < 1e6 ? Int32(weight) : 0
  }

  /// A sum of weights in nats.
  static func nats(_ weight: Int32) -> Float { Float(weight) / unit }
}

/// The weights of evidence by row, in a mapped section: four numbers in the order of `Entity.Kind`.
struct WeightRows: @unchecked Sendable {
  /// Bytes of a row.
  static let stride = 16
  // The numbers lie in `owner`, which is immutable.
  private let base: UnsafeRawPointer?
  let count: Int
  private let owner: ResourceBytes

  init(_ bytes: ResourceBytes) {
    owner = bytes
    base = bytes.withBytes { UnsafeRawPointer($0.baseAddress) }
    count = bytes.count / Self.stride
  }

  /// The weights of a row; nothing for a row that is not there.
  subscript(_ row: Int32) -> SIMD4<Int32> { plain[row] }

  var plain: PlainWeights { PlainWeights(base: base, count: count) }
}

/// The same without their owner, for loops: valid as long as it is kept.
struct PlainWeights {
  fileprivate let base: UnsafeRawPointer?
  fileprivate let count: Int

  /// The weights of a row; nothing for a row that is not there.
  @inline(__always) subscript(_ row: Int32) -> SIMD4<Int32> {
    guard let base, row >= 0, Int(row) < count else { return SIMD4() }
    return base.loadUnaligned(fromByteOffset: Int(row) &* WeightRows.stride, as: SIMD4<Int32>.self)
  }

  /// Tells the processor that the weights of a row will be read soon.
  @inline(__always) func prefetch(_ row: Int32) {
    guard let base, row >= 0 else { return }
    base.prefetch(Int(row) &* WeightRows.stride)
  }
}

/// The hash of a piece of evidence, part by part: FNV-1a in 64 bits.
struct EvidenceHash {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always) mutating func add(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

  @inline(__always) mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    for byte in bytes { add(byte) }
  }

  /// The hash of what was added; its low bits choose a slot, its high ones tell names apart.
  var value: UInt64 { state ^ state >> 31 }
}

/// The rows of names by a hash of each name, in a mapped section: a table of slots, its size a power of two.
///
/// A slot has the high bits of the hash and, below them, the row and one; nought is free.
struct NameHashes: @unchecked Sendable {
  static let rowBits: UInt64 = 0xFF_FFFF
  // The slots lie in `owner`, which is immutable.
  private let base: UnsafeRawPointer?
  private let mask: Int
  private let owner: ResourceBytes

  init(_ bytes: ResourceBytes) {
    owner = bytes
    base = bytes.withBytes { UnsafeRawPointer($0.baseAddress) }
    let count = bytes.count / MemoryLayout<UInt64>.stride
    mask = count > 0 && count & (count - 1) == 0 ? count - 1 : -1
  }

  /// The row of a name by its hash, or -1. A damaged table gives wrong rows and nothing worse.
  @inline(__always) func find(_ hash: UInt64) -> Int32 {
    guard let base, mask >= 0 else { return -1 }
    var slot = Int(truncatingIfNeeded: hash) & mask
    for _ in 0...mask {
      let found = base.loadUnaligned(fromByteOffset: slot &* MemoryLayout<UInt64>.stride, as: UInt64.self)
      if found == 0 { return -1 }
      if (found ^ hash) & ~Self.rowBits == 0 { return Int32(truncatingIfNeeded: found & Self.rowBits) - 1 }
      slot = (slot + 1) & mask
    }
    return -1
  }

  /// Tells the processor that the row of a name will be asked for soon.
  func prefetch(_ hash: UInt64) {
    guard mask >= 0 else { return }
    base?.prefetch((Int(truncatingIfNeeded: hash) & mask) &* MemoryLayout<UInt64>.stride)
  }

  /// The row of a name, or -1.
  func find(_ name: String) -> Int32 {
    var hash = EvidenceHash()
    for byte in name.utf8 { hash.add(byte) }
    return find(hash.value)
  }
}

/// Makes the section of a `NameHashes`.
struct NameHashBuilder {
  private var slots: [UInt64]

  init(count: Int) {
    var size = 16
    while size * 3 < count * 4 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
  }

  /// Gives a name its row; a name that is there already keeps its own.
  mutating func insert(_ name: UnsafeBufferPointer<UInt8>, row: Int32) {
    var hash = EvidenceHash()
    hash.add(name)
    let kept = hash.value & ~NameHashes.rowBits
    var slot = Int(truncatingIfNeeded: hash.value) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] & ~NameHashes.rowBits == kept { return }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = kept | (UInt64(UInt32(bitPattern: row)) + 1) & NameHashes.rowBits
  }

  /// The section's bytes.
  func serialized() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(slots.count * MemoryLayout<UInt64>.stride)
    for slot in slots { bytes.appendLittleEndian(slot) }
    return bytes
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
