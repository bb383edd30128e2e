/// How often news writes a word in small letters and how often with a capital inside a sentence.
public final class CommonWords: Sendable {
  private let buckets: NameHashes

  /// No counts.
  public init() { buckets = NameHashes(count: 0) }

  /// Reads lines of `word small capital`. O(bytes).
  public init(counts: UnsafeBufferPointer<UInt8>) {
    let lineCount = counts.reduce(0) { $1 == 0x0A ? $0 + 1 : $0 }
    var buckets = NameHashes(count: lineCount + 1)
    var reader = FieldReader(bytes: counts, separator: 0x20)
    while reader.nextLine() {
      guard let word = reader.field(), let small = reader.decimal(), let capital = reader.decimal() else { continue }
      buckets.insert(word, row: Int32(Self.bucket(small: small, capital: capital)))
    }
    self.buckets = buckets
  }

  /// How common a word of small letters is: a step below `bucketCount`.
  func bucket(of word: String) -> UInt8 { UInt8(max(0, buckets.find(word))) }

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
