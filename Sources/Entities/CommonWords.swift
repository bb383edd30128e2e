/// How often news writes a word in small letters and how often with a capital inside a sentence.
public final class CommonWords: Sendable {
  let buckets: [String: UInt8]

  /// No counts.
  public init() { buckets = [:] }

  /// Reads lines of `word small capital`. O(bytes).
  public init(counts: UnsafeBufferPointer<UInt8>) {
    var buckets: [String: UInt8] = [:]
    buckets.reserveCapacity(counts.count / 12)
    var reader = LineReader(bytes: counts)
    while let line = reader.next() {
      let fields = line.split(separator: 0x20)
      guard fields.count == 3, let small = Decimal.value(fields[1]), let capital = Decimal.value(fields[2]) else {
        continue
      }
      buckets[String(decoding: fields[0], as: UTF8.self)] = Self.bucket(small: small, capital: capital)
    }
    self.buckets = buckets
  }

  /// The number of steps of `bucket`.
  static let bucketCount = 8

  /// 0 for a word never seen small; then the rarer with a capital the higher, and the more often seen.
  static func bucket(small: Float, capital: Float) -> UInt8 {
    let share = small / (small + capital)
    if share < 0.1 { return 1 }
    if share < 0.4 { return 2 }
    if share < 0.8 { return small < 20 ? 3 : 4 }
    if small < 8 { return 5 }
    return small < 100 ? 6 : 7
  }
}
