import GazetteerIndex

/// How often news writes a word in small letters and how often with a capital inside a sentence, and what class of words
/// it belongs to.
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

  /// Reads lines of `word small capital class`; the class may be left out. O(bytes).
  public convenience init(counts: UnsafeBufferPointer<UInt8>) {
    let lineCount = counts.reduce(0) { $1 == 0x0A ? $0 + 1 : $0 }
    var buckets = NameHashBuilder(count: lineCount + 1)
    var reader = FieldReader(bytes: counts, separator: 0x20)
    while reader.nextLine() {
      guard let word = reader.field(), let small = reader.decimal(), let capital = reader.decimal() else { continue }
      let bucket = Int32(Self.bucket(small: small, capital: capital))
      let known = reader.field().flatMap { name in Self.classNames.firstIndex { Self.isEqual($0, name) } } ?? 0
      let rarity = Self.rarityStep(count: small + capital)
      buckets.insert(
        word, row: bucket | Int32(truncatingIfNeeded: known) << Self.classShift | rarity << Self.rarityShift)
    }
    self.init(section: ResourceBytes(lineCount == 0 ? [] : buckets.serialized()))
  }

  /// How common a word of small letters is, by its hash, a step below `bucketCount`; and its class, a place in
  /// `classNames`.
  func word(of hash: EvidenceHash) -> (bucket: UInt8, wordClass: UInt8) {
    let found = buckets.find(hash.value)
    guard found >= 0 else { return (0, 0) }
    let wordClass = min(Int(found >> Self.classShift) & Self.classMask, Self.classNames.count - 1)
    return (UInt8(found & Int32(Self.bucketCount - 1)), UInt8(wordClass))
  }

  /// Tells the processor that a word will be asked for soon.
  func prefetch(_ hash: EvidenceHash) { buckets.prefetch(hash.value) }

  /// How common a word of small letters is.
  func bucket(of word: String) -> UInt8 {
    var hash = EvidenceHash()
    for byte in word.utf8 { hash.add(byte) }
    return self.word(of: hash).bucket
  }

  /// The classes of words: what a word that is too rare to say much itself says beside a name. Parts of speech, and
  /// nouns by what they call: kin, one who does something, many of them, a body of people, a kind of place.
  static let classNames: [StaticString] = [
    "", "<kin>", "<person>", "<persons>", "<body>", "<site>", "<says>", "<VB>", "<VBD>", "<VBG>", "<VBN>", "<VBP>",
    "<VBZ>", "<NN>", "<NNS>", "<JJ>", "<JJR>", "<JJS>", "<RB>", "<RBR>", "<IN>", "<DT>", "<CD>", "<PRP>", "<PRP$>",
    "<MD>", "<WDT>", "<WP>", "<WRB>", "<RP>", "<UH>", "<CC>", "<NNP>", "<NNPS>", "<FW>",
  ]

  private static let classShift: Int32 = 3
  private static let classMask = 63
  private static let rarityShift: Int32 = 9

  // MARK: Rarity

  /// The rarity of a word of which nothing is known, in bits.
  public static let unknownRarity: Float = 20

  /// How rare a word of small letters is in news, in bits (the binary logarithm of one in so many words), by its hash.
  public func rarity(ofHash hash: UInt64) -> Float {
    let found = buckets.find(hash)
    guard found >= 0, found >> Self.rarityShift > 0 else { return Self.unknownRarity }
    return Float(found >> Self.rarityShift) / 3
  }

  /// The hash of a word by which `rarity` finds it.
  @inline(__always) public static func hash(of word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = EvidenceHash()
    hash.add(word)
    return hash.value
  }

  /// The words of the texts in which words were counted.
  private static let countedWords: Float = 816_300

  /// The rarity of a word that was counted so often, in thirds of a bit, from 1 to 60.
  private static func rarityStep(count: Float) -> Int32 {
    var bits: Float = 0
    var share = (count + 0.5) / countedWords
    while share < 1, bits < 20 {
      share *= 1.259_921
      bits += 1 / 3
    }
    return max(1, min(60, Int32((bits * 3).rounded())))
  }

  private static func isEqual(_ name: StaticString, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    name.withUTF8Buffer { $0.elementsEqual(bytes) }
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
