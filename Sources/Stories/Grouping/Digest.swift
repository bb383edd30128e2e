import Entities

/// What the whole collection keeps of a document while its texts stay on disk: about 1 KB.
public struct Digest: Sendable {
  /// The document's id.
  public var id: String
  /// Where its lines are kept.
  public var place: RecordPlace
  /// Minutes since 1970 of its publication; nil where no day is known.
  var minute: Int64?
  /// `YYYY-MM-DD`.
  var published: String?
  var bodyCount: Int32
  /// Whether it is compared at all.
  var isCompared: Bool
  var textHash: UInt64
  /// See `Grams.fingerprint`.
  var fingerprint: [UInt32]
  /// What the text is about.
  var vectors: TopicVectors
  /// The hashes of the heaviest features, the heaviest first.
  var keys: [UInt32]

  /// The day of publication, in days since 1970.
  var day: Int64? { minute.map { $0 >= 0 ? $0 / 1440 : ($0 - 1439) / 1440 } }

  /// Takes the digest of a document. O(words).
  public init(_ document: StoryDocument, place: RecordPlace, common: CommonWords) {
    id = document.id
    self.place = place
    minute = Timestamp.minute(at: document.publishedAt, day: document.published)
    published = document.published
    isCompared = document.isCompared
    let text = WordText(document, common: common)
    let grams = isCompared ? Grams(text.words) : Grams([])
    fingerprint = grams.fingerprint
    bodyCount = Int32(text.words.reduce(0) { $0 + ($1.flags.contains(.body) ? 1 : 0) })
    var hash: UInt64 = 0
    for digit in (document.textHash ?? "").utf8.dropFirst() {
      hash = hash << 4 | UInt64(digit < 0x3A ? digit &- 0x30 : digit &- 0x57)
    }
    textHash = document.textHash == nil ? 0 : max(1, hash)
    let topic = isCompared ? Topic(document, text.words, common: common) : nil
    vectors = topic?.vectors ?? TopicVectors()
    keys = topic?.keys ?? []
  }

  /// How likely two texts report one event, by what they are about and the days between them. O(entries of the vectors).
  ///
  /// Weights of a logistic regression, learnt by Scripts/story-weights.py on pairs of articles of one topic.
  func alike(_ other: Digest) -> Float {
    let factor = TimeGap.factor(day, other.day)
    guard factor > 0 else { return 0 }
    let sum = vectors.sum(with: other.vectors, factors: Self.factors) + Self.bias
    return min(1, factor / (1 + Logarithm.exponential(-sum / 2)))
  }

  /// Of rare words in small letters, with capitals, pairs, figures and names.
  private static let factors: [Float] = [-1.408, 13.065, 6.678, 5.86, 2.991]
  private static let bias: Float = -7.401
}

/// How much the days between two reports speak against one event.
enum TimeGap {
  /// More than 1 for the same and the next days, 1 where a day is not known; the less the further apart, nought beyond ten
  /// days: *the vote, on Friday* and *a vote, in May* are two.
  static func factor(_ one: Int64?, _ two: Int64?) -> Float {
    guard let one, let two else { return 1 }
    switch abs(one - two) {
    case 0, 1: return 1.3
    case 2: return 1.15
    case 3: return 1
    case 4...5: return 0.6
    case 6...10: return 0.2
    default: return 0
    }
  }
  /// Documents further apart than this are no candidates.
  static let limit: Int64 = 10
}

/// What a text is about, seen in five ways: its rare words in small letters, those with capitals, pairs of rare words that
/// follow one another, figures, and the persons, places and bodies named. Each is weighed by how rare it is in the compiled
/// frequencies, the beginning of the text twice.
struct Topic {
  private(set) var vectors = TopicVectors()
  private(set) var keys: [UInt32] = []

  /// In words.
  private static let leadLength = 60
  private static let reach = 1000
  /// In code points.
  private static let leadReach = 400
  private static let leastRarity: Float = 9

  private var parts: [[UInt64: Float]] = [[:], [:], [:], [:], [:]]
  private var stemmer = Stemmer()

  init(_ document: StoryDocument, _ words: [Word], common: CommonWords) {
    countWords(document, words, common)
    var entities: [UInt64: Float] = [:]
    for entity in document.entities { count(entity, &entities) }
    let small = Self.weighed(parts[0], common) { min($0, 20) - 4 }
    let capital = Self.weighed(parts[1], common) { min($0, 18) - 2 }
    let pairs = Self.weighed(parts[2], common) { _ in 1 }
    let figures = parts[3].map { key, count in (hash: key, weight: (1 + Logarithm.of(count)) * Float(key >> 60 & 7)) }
    let named = entities.map { (hash: $0, weight: $1) }
    for (list, limit) in zip([small, capital, pairs, figures, named], [64, 48, 64, 24, 32]) {
      let ordered = list.sorted { ($1.weight, $0.hash) < ($0.weight, $1.hash) }
      vectors.append(ordered, limit: limit)
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
  private var hashes: [UInt32] = []
  private var weights: [Float] = []
  private var ends: [Int32] = []

  /// Adds a vector of the heaviest first: of so many entries, but with the length that it has with all of them.
  mutating func append(_ list: [(hash: UInt64, weight: Float)], limit: Int) {
    let length = list.reduce(Float(0)) { $0 + $1.weight * $1.weight }.squareRoot()
    let kept = list.prefix(limit).map { (hash: UInt32(truncatingIfNeeded: $0.hash >> 16), weight: $0.weight) }
      .sorted { $0.hash < $1.hash }
    for entry in kept {
      hashes.append(entry.hash)
      weights.append(length > 0 ? entry.weight / length : 0)
    }
    ends.append(Int32(hashes.count))
  }

  /// The cosines of the vectors of two texts, times the weights of `factors`, added up. O(entries).
  func sum(with other: TopicVectors, factors: [Float]) -> Float {
    guard ends.count == factors.count, other.ends.count == factors.count else { return 0 }
    var total: Float = 0
    var (first, second) = (0, 0)
    for (part, factor) in factors.enumerated() {
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

/// Takes the commonest endings off words, so that *strikes* and *strike* are one.
struct Stemmer {
  private var word: [UInt8] = []

  /// The hash of a word's stem.
  mutating func hash(of bytes: ArraySlice<UInt8>) -> UInt64 { hashes(of: bytes).stem }

  /// The hashes of a word in small letters without a genitive, and of its stem.
  mutating func hashes(of bytes: ArraySlice<UInt8>) -> (plain: UInt64, stem: UInt64) {
    word.removeAll(keepingCapacity: true)
    for byte in bytes { word.append(byte &- 0x41 < 26 ? byte | 0x20 : byte) }
    if word.suffix(4).elementsEqual([0xE2, 0x80, 0x99, 0x73]) { word.removeLast(4) }
    if word.suffix(2).elementsEqual([0x27, 0x73]) { word.removeLast(2) }
    let plain = word.withUnsafeBufferPointer { CommonWords.hash(of: $0) }
    for ending in Self.endings where word.count - ending.count >= 4 && word.suffix(ending.count).elementsEqual(ending) {
      word.removeLast(ending.count)
      break
    }
    return (plain, word.withUnsafeBufferPointer { CommonWords.hash(of: $0) })
  }

  private static let endings = ["ing", "ed", "es", "s"].map { Array($0.utf8) }
}

/// Times of publication.
enum Timestamp {
  /// The minutes since 1970 of a time with its zone (`2018-07-15T07:54:28-04:00`), else of the last minute of a day; nil
  /// where there is neither.
  static func minute(at time: String?, day: String?) -> Int64? {
    if let time, let found = minute(Array(time.utf8)) { return found }
    guard let day, let number = self.day(Array(day.utf8)) else { return nil }
    return number * 1440 + 1439
  }

  private static func minute(_ text: [UInt8]) -> Int64? {
    guard text.count >= 16, let day = day(Array(text.prefix(10))), let hour = number(text[11..<13]),
      let minute = number(text[14..<16]), hour < 25, minute < 60
    else { return nil }
    var offset: Int64 = 0
    if let sign = text.dropFirst(16).lastIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }),
      sign + 3 <= text.count, let hours = number(text[sign + 1..<sign + 3])
    {
      let rest = text.suffix(2)
      let minutes = sign + 5 <= text.count ? number(rest) ?? 0 : 0
      offset = (hours * 60 + minutes) * (text[sign] == UInt8(ascii: "-") ? -1 : 1)
    }
    return day * 1440 + hour * 60 + minute - offset
  }

  /// The days since 1970 of `YYYY-MM-DD`.
  static func day(_ text: [UInt8]) -> Int64? {
    guard text.count == 10, let year = number(text[0..<4]), let month = number(text[5..<7]),
      let day = number(text[8..<10]), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    // Days from civil, as H. Hinnant has it: years begin in March.
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
    var value: Int64 = 0
    for digit in digits {
      guard digit &- 0x30 < 10 else { return nil }
      value = value * 10 + Int64(digit - 0x30)
    }
    return value
  }
}

/// Where the lines of a document lie.
public struct RecordPlace: Sendable, Hashable {
  /// An index into the files of the collection.
  public var file: Int32
  /// The line of the document's own record, from 1.
  public var line: Int
  /// In bytes.
  public var offset: Int
  /// In bytes.
  public var length: Int

  /// Makes a place.
  public init(file: Int32, line: Int, offset: Int, length: Int) {
    self.file = file
    self.line = line
    self.offset = offset
    self.length = length
  }
}
