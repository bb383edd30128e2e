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

  /// How often something is said, how many sentences from the end of the text it is said first, and in which sentence last.
  private struct Count {
    var weight: Float = 0
    var distance: UInt8 = 0
    var place: UInt8 = 0

    mutating func add(_ weight: Float, _ sentences: ClosedRange<Int>, of count: Int) {
      self.weight += weight
      distance = max(distance, UInt8(clamping: count - 1 - sentences.lowerBound))
      place = max(place, UInt8(clamping: sentences.upperBound))
    }

    mutating func add(_ weight: Float, _ sentence: Int, of count: Int) { add(weight, sentence...sentence, of: count) }
  }

  private var parts: [[UInt64: Count]] = [[:], [:], [:], [:], [:]]
  private var stemmer: Stemmer

  init(_ document: StoryDocument, _ text: TextWords, language: StoryLanguage) {
    stemmer = Stemmer(language)
    vectors.end = TextEnd(text.words, text.sentences)
    vectors.beginning = TextEnd(beginningOf: text.words, text.sentences)
    let common = language.common
    countWords(document, text, common)
    var entities: [UInt64: Count] = [:]
    for entity in document.entities { count(entity, text.sentences, &entities) }
    let small = Self.weighed(parts[0], common) { min($0, 20) - 4 }
    let capital = Self.weighed(parts[1], common) { min($0, 18) - 2 }
    let pairs = Self.weighed(parts[2], common) { _ in 1 }
    let figures = parts[3].map { key, count in
      TopicEntry(
        hash: key, weight: (1 + Logarithm.of(count.weight)) * Float(key >> 60 & 7), distance: count.distance,
        place: count.place)
    }
    let named = entities.map { TopicEntry(hash: $0, weight: $1.weight, distance: $1.distance, place: $1.place) }
    let seen = [(small, 64, 0), (capital, 48, Self.capitalDoubt), (pairs, 64, 0), (figures, 24, 3), (named, 32, 2)]
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

  private mutating func countWords(_ document: StoryDocument, _ text: TextWords, _ common: CommonWords) {
    var previous: UInt64?
    for (place, word) in text.words.prefix(Self.reach).enumerated() {
      let (sentence, count) = (Int(word.sentence), text.sentences.count)
      let bytes = document.text[Int(word.start)..<Int(word.end)]
      let weight: Float = place < Self.leadLength ? 2 : 1
      if word.flags.contains(.digit) {
        let digits = bytes.reduce(0) { $0 + ($1 &- 0x30 < 10 ? 1 : 0) }
        let length = UInt64(min(1 + digits, 5))
        parts[3][word.hash & ~(7 << 60) | length << 60, default: Count()].add(weight, sentence, of: count)
        previous = nil
        continue
      }
      let (plain, stem) = stemmer.hashes(of: bytes)
      guard common.rarity(ofHash: plain) >= Self.leastRarity else {
        previous = nil
        continue
      }
      parts[word.flags.contains(.capital) ? 1 : 0][stem, default: Count()].add(weight, sentence, of: count)
      if let previous {
        parts[2][(previous ^ stem >> 7) &* 0xFF51_AFD7_ED55_8CCD, default: Count()].add(1, sentence, of: count)
      }
      previous = stem
    }
  }

  private func count(_ entity: StoryDocument.Entity, _ sentences: [WordSentence], _ counts: inout [UInt64: Count]) {
    guard let first = entity.names.first else { return }
    let kind: Float =
      switch entity.kind {
      case "person", "place": 1.5  // names: kinds
      case "group": 0.3  // names: kinds
      default: 1
      }
    let bytes = Array("\(entity.kind) \(entity.name.lowercased())".utf8)
    let hash = bytes.withUnsafeBufferPointer { CommonWords.hash(of: $0) }
    let lead: Float = first.lowerBound < Self.leadReach ? 2 : 1
    let last = entity.names.reduce(first.lowerBound) { max($0, $1.lowerBound) }
    let said = [first.lowerBound, last].map { place in
      sentences.partitioningIndex { $0.scalars.upperBound > place }
    }
    counts[hash, default: Count()].add(
      (1 + Logarithm.of(Float(entity.names.count))) * kind * lead, said[0]...max(said[0], said[1]), of: sentences.count)
  }

  private static func weighed(
    _ counts: [UInt64: Count], _ common: CommonWords, _ weight: (Float) -> Float
  ) -> [TopicEntry] {
    counts.map { hash, count in
      let rarity = weight(common.rarity(ofHash: hash))
      return TopicEntry(
        hash: hash, weight: (1 + Logarithm.of(count.weight)) * rarity, distance: count.distance, place: count.place)
    }
  }
}

/// What a text says, how much it weighs, how many sentences from the end it is said first, and in which sentence last.
struct TopicEntry {
  var hash: UInt64
  var weight: Float
  var distance: UInt8
  var place: UInt8
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
