import Entities

/// How much the days between two reports speak against one event.
enum TimeGap {
  /// More than 1 for the same and the next days, 1 where a day is not known; the less the further apart, nought beyond ten
  /// days: *the vote, on Friday* and *a vote, in May* are two.
  static func factor(_ one: Int32?, _ two: Int32?) -> Float {
    guard let one, let two else { return 1 }
    switch abs(Int64(one) - Int64(two)) {
    case 0, 1: return 1.3
    case 2: return 1.15
    case 3: return 1
    case 4...5: return 0.6
    case 6...10: return 0.2
    default: return 0
    }
  }
  /// Documents further apart than this are no candidates.
  static let limit: Int32 = 10
}

/// What a text is about, seen in five ways: its rare words in small letters, those with capitals, pairs of rare words that
/// follow one another, figures, and the persons, places and bodies named. Each is weighed by how rare it is in the compiled
/// frequencies, the beginning of the text twice.
struct Topic {
  private(set) var vectors = TopicVectors(entries: 232)
  private(set) var keys: [UInt32] = []

  /// In words.
  private static let leadLength = 60
  private static let reach = 1000
  /// In code points.
  private static let leadReach = 400
  private static let leastRarity: Float = 9
  private static let capitalDoubt = 16

  private var parts: [[UInt64: Float]] = [[:], [:], [:], [:], [:]]
  private var stemmer: Stemmer

  init(_ document: StoryDocument, _ words: [Word], language: StoryLanguage) {
    stemmer = Stemmer(language)
    let common = language.common
    countWords(document, words, common)
    var entities: [UInt64: Float] = [:]
    for entity in document.entities { count(entity, &entities) }
    let small = Self.weighed(parts[0], common) { min($0, 20) - 4 }
    let capital = Self.weighed(parts[1], common) { min($0, 18) - 2 }
    let pairs = Self.weighed(parts[2], common) { _ in 1 }
    let figures = parts[3].map { key, count in (hash: key, weight: (1 + Logarithm.of(count)) * Float(key >> 60 & 7)) }
    let named = entities.map { (hash: $0, weight: $1) }
    let seen = [(small, 64, 0), (capital, 48, Self.capitalDoubt), (pairs, 64, 0), (figures, 24, 0), (named, 32, 2)]
    for (list, limit, doubt) in seen {
      let ordered = list.sorted { ($1.weight, $0.hash) < ($0.weight, $1.hash) }
      vectors.append(ordered, limit: limit, doubt: Float(doubt))
    }
    for (list, limit) in [(capital, 10), (small, 8), (named, 6), (pairs, 8)] {
      let ordered = list.sorted { ($1.weight, $0.hash) < ($0.weight, $1.hash) }
      keys += ordered.prefix(limit).map { UInt32(truncatingIfNeeded: $0.hash >> 16) }
    }
    keys = Array(Set(keys)).sorted()
    parts = []
  }

  private mutating func countWords(_ document: StoryDocument, _ words: [Word], _ common: CommonWords) {
    var previous: UInt64?
    for (place, word) in words.prefix(Self.reach).enumerated() {
      let bytes = document.text[Int(word.start)..<Int(word.end)]
      let weight: Float = place < Self.leadLength ? 2 : 1
      if word.flags.contains(.digit) {
        let digits = bytes.reduce(0) { $0 + ($1 &- 0x30 < 10 ? 1 : 0) }
        let length = UInt64(min(1 + digits, 5))
        parts[3][word.hash & ~(7 << 60) | length << 60, default: 0] += weight
        previous = nil
        continue
      }
      let (plain, stem) = stemmer.hashes(of: bytes)
      guard common.rarity(ofHash: plain) >= Self.leastRarity else {
        previous = nil
        continue
      }
      parts[word.flags.contains(.capital) ? 1 : 0][stem, default: 0] += weight
      if let previous { parts[2][(previous ^ stem >> 7) &* 0xFF51_AFD7_ED55_8CCD, default: 0] += 1 }
      previous = stem
    }
  }

  private func count(_ entity: StoryDocument.Entity, _ counts: inout [UInt64: Float]) {
    guard let first = entity.names.first else { return }
    let kind: Float =
      switch entity.kind {
      case "person", "place": 1.5
      case "group": 0.3
      default: 1
      }
    let bytes = Array("\(entity.kind) \(entity.name.lowercased())".utf8)
    let hash = bytes.withUnsafeBufferPointer { CommonWords.hash(of: $0) }
    let lead: Float = first.lowerBound < Self.leadReach ? 2 : 1
    counts[hash, default: 0] += (1 + Logarithm.of(Float(entity.names.count))) * kind * lead
  }

  private static func weighed(
    _ counts: [UInt64: Float], _ common: CommonWords, _ weight: (Float) -> Float
  ) -> [(hash: UInt64, weight: Float)] {
    counts.map { hash, count in
      (hash: hash, weight: (1 + Logarithm.of(count)) * weight(common.rarity(ofHash: hash)))
    }
  }
}

/// Sparse vectors in flat arrays, one for each way of seeing a text.
struct TopicVectors: Sendable {
  private(set) var hashes: [UInt32] = []
  private(set) var weights: [Float] = []
  private(set) var ends: [UInt32] = []

  /// How many ways of seeing a text there are.
  static let partCount = 5

  /// None.
  init() { ends = [UInt32](repeating: 0, count: Self.partCount) }

  /// Room for those of a text.
  init(entries: Int) {
    hashes.reserveCapacity(entries)
    weights.reserveCapacity(entries)
  }

  /// Those that `DigestPayload.bytes` wrote.
  init(_ bytes: [UInt8], entries: Int) {
    ends = DigestPayload.numbers(bytes, at: 0, count: Self.partCount, UInt32.self)
    hashes = DigestPayload.numbers(bytes, at: Self.partCount * 4, count: entries, UInt32.self)
    weights = DigestPayload.numbers(bytes, at: Self.partCount * 4 + entries * 4, count: entries, Float.self)
    if hashes.count != weights.count || ends.contains(where: { $0 > hashes.count }) { self = TopicVectors() }
  }

  /// How likely two texts report one event, by what they are about; `factor` is that of the days between them. O(entries).
  ///
  /// Weights of a logistic regression, learnt by Scripts/story-weights.py on pairs of articles of one topic.
  func alike(_ other: TopicVectors, factor: Float) -> Float {
    let sum = self.sum(with: other) + Self.bias
    return min(1, factor / (1 + Logarithm.exponential(-sum / 2)))
  }

  /// Of rare words in small letters, with capitals, pairs, figures and names.
  private static let factors: [Float] = [-1.158, 14.021, 6.742, 5.832, 2.966]
  private static let bias: Float = -7.648

  /// Adds a vector of the heaviest first: of so many entries, but with the length that it has with all of them.
  ///
  /// `doubt` is the weight of an entry that no other text has: one word that two texts share, of the few that they have, is
  /// no sign of one event.
  mutating func append(_ list: [(hash: UInt64, weight: Float)], limit: Int, doubt: Float) {
    let length = list.reduce(doubt * doubt) { $0 + $1.weight * $1.weight }.squareRoot()
    let kept = list.prefix(limit).map { (hash: UInt32(truncatingIfNeeded: $0.hash >> 16), weight: $0.weight) }
      .sorted { $0.hash < $1.hash }
    for entry in kept {
      hashes.append(entry.hash)
      weights.append(length > 0 ? entry.weight / length : 0)
    }
    ends.append(UInt32(hashes.count))
  }

  /// The cosines of the vectors of two texts, times `factors`, added up. O(entries).
  private func sum(with other: TopicVectors) -> Float {
    guard ends.count == Self.partCount, other.ends.count == Self.partCount else { return 0 }
    var total: Float = 0
    var (first, second) = (0, 0)
    for (part, factor) in Self.factors.enumerated() {
      var cosine: Float = 0
      let (end, otherEnd) = (Int(ends[part]), Int(other.ends[part]))
      while first < end, second < otherEnd {
        let (one, two) = (hashes[first], other.hashes[second])
        if one == two { cosine += weights[first] * other.weights[second] }
        if one <= two { first &+= 1 }
        if two <= one { second &+= 1 }
      }
      (first, second) = (end, otherEnd)
      total += factor * cosine
    }
    return total
  }
}

/// The natural logarithm, the same on every machine.
enum Logarithm {
  /// Of a number of one or more; nought below.
  static func of(_ number: Float) -> Float {
    guard number > 1 else { return 0 }
    var value = number
    var sum: Float = 0
    while value >= 2 {
      value /= 2
      sum += 0.693_147
    }
    let rest = (value - 1) / (value + 1)
    let square = rest * rest
    return sum + 2 * rest * (1 + square * (1.0 / 3 + square * (0.2 + square / 7)))
  }

  /// e to the power of a number between -20 and 20.
  static func exponential(_ number: Float) -> Float {
    let bounded = max(-20, min(20, number))
    var factor = bounded / 1024
    factor = 1 + factor * (1 + factor * (0.5 + factor / 6))
    for _ in 0..<10 { factor *= factor }
    return factor
  }
}
