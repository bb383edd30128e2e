import TextModel

/// What each piece of evidence says for a stretch of words being a person, a place, an organization or a group: a table
/// that a person can read (`Rules/evidence.tsv`).
///
/// A line is the evidence (`before in`, `last ministry`, `list place.city`) and four weights in nats, in the order of
/// `Entity.Kind`: positive speaks for the kind, negative against it. Weights are added; no name has weights of its own.
public final class EvidenceTable: Sendable {
  let rows: [String: Int32]
  let weights: [SIMD4<Float>]
  /// How many lines the table has.
  public var count: Int { weights.count }

  /// No evidence: only gazetteers and rules speak.
  public init() {
    rows = [:]
    weights = []
  }

  /// Reads the table; lines that are no evidence are passed over. O(bytes).
  public init(tsv: UnsafeBufferPointer<UInt8>) {
    var rows: [String: Int32] = [:]
    var weights: [SIMD4<Float>] = []
    rows.reserveCapacity(tsv.count / 32)
    var reader = LineReader(bytes: tsv)
    while let line = reader.next() {
      guard let entry = Self.entry(line) else { continue }
      if rows.updateValue(Int32(truncatingIfNeeded: weights.count), forKey: entry.name) == nil {
        weights.append(entry.weights)
      }
    }
    self.rows = rows
    self.weights = weights
  }

  private static func entry(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> (name: String, weights: SIMD4<Float>)? {
    let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
    guard fields.count >= 5, line.first != 0x23 else { return nil }
    var weights = SIMD4<Float>()
    for column in 0..<4 {
      guard let value = Decimal.value(fields[column + 1]) else { return nil }
      weights[column] = value
    }
    return (String(decoding: fields[0], as: UTF8.self), weights)
  }
}

/// The lines of a file in memory, without their ends.
struct LineReader {
  let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func next() -> Slice<UnsafeBufferPointer<UInt8>>? {
    guard position < bytes.count else { return nil }
    let start = position
    while position < bytes.count, bytes[position] != 0x0A { position += 1 }
    defer { position += 1 }
    return bytes[start..<position]
  }
}

/// Decimal fractions such as `-1.25`: no exponent.
enum Decimal {
  static func value(_ digits: some Sequence<UInt8>) -> Float? {
    var value: Float = 0
    var scale: Float = 0
    var sign: Float = 1
    var hasDigit = false
    for (index, byte) in digits.enumerated() {
      switch byte {
      case 0x2D where index == 0: sign = -1
      case 0x2E where scale == 0: scale = 1
      case 0x30...0x39:
        hasDigit = true
        value = value * 10 + Float(byte - 0x30)
        scale *= 10
      default: return nil
      }
    }
    guard hasDigit else { return nil }
    return sign * value / max(scale, 1)
  }
}
