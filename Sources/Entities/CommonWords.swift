import GazetteerIndex

/// How often news writes a word in small letters and how often with a capital inside a sentence.
public final class CommonWords: Sendable {
  private let buckets: NameHashes
  /// The counts as a section of the compiled resources, which is mapped and not parsed.
  public let section: ResourceBytes

  /// No counts.
  public convenience init() { self.init(section: ResourceBytes()) }

  /// The counts of a section that `section` wrote. O(1).
  public init(section: ResourceBytes) {
    self.section = section
    buckets = NameHashes(section)
  }

  /// Reads lines of `word small capital`. O(bytes).
  public convenience init(counts: UnsafeBufferPointer<UInt8>) {
    let lineCount = counts.reduce(0) { $1 == 0x0A ? $0 + 1 : $0 }
    var buckets = NameHashBuilder(count: lineCount + 1)
    var reader = FieldReader(bytes: counts, separator: 0x20)
    while reader.nextLine() {
      guard let word = reader.field(), let small = reader.decimal(), let capital = reader.decimal() else { continue }
      buckets.insert(word, row: Int32(Self.bucket(small: small, capital: capital)))
    }
    self.init(section: ResourceBytes(lineCount == 0 ? [] : buckets.serialized()))
  }

  /// How common a word of small letters is, by its hash: a step below `bucketCount`.
  func bucket(of hash: EvidenceHash) -> UInt8 {
    UInt8(min(max(0, buckets.find(hash.value)), Int32(Self.bucketCount - 1)))
  }

  /// The same for a word as a string.
  func bucket(of word: String) -> UInt8 {
    var hash = EvidenceHash()
    for byte in word.utf8 { hash.add(byte) }
    return bucket(of: hash)
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
