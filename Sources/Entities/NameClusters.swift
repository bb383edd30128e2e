import TextModel

/// Puts the names of one thing together.
struct NameClusters {
  /// The names of one thing.
  struct Cluster {
    var kind: Int
    /// The mention with the fullest name.
    var fullest: Int
    var gender: Entity.Gender?
    /// The last of its mentions so far.
    var last: Int
  }

  private(set) var clusters: [Cluster] = []
  /// By identity, by words, by acronym: the cluster.
  private var byKey: [UInt64: Int] = [:]
  /// Persons by a word of their name: the latest clusters, at most `namesakeLimit`.
  private var byWord: [UInt64: [Int]] = [:]
  /// Of more people who share a word of their names only the latest are looked at.
  static let namesakeLimit = 8

  /// Gives every mention its cluster. O(names).
  mutating func gather(_ mentions: inout [NameMention], document: Document, words: UnsafeBufferPointer<NameWord>) {
    clusters.removeAll(keepingCapacity: true)
    byKey.removeAll(keepingCapacity: true)
    byWord.removeAll(keepingCapacity: true)
    for index in mentions.indices where !Self.isShort(mentions[index]) {
      place(index, in: &mentions)
      tieAcronym(index, mentions, document: document, words: words)
    }
    for index in mentions.indices {
      if mentions[index].cluster >= 0 {
        clusters[mentions[index].cluster].last = index
      } else {
        placeShort(index, in: &mentions)
      }
    }
    order(&mentions)
  }

  /// One word of a person, or an acronym: it waits for the fuller names.
  private static func isShort(_ mention: NameMention) -> Bool {
    mention.name.tokens.count == 1 && (mention.name.kind == 0 || mention.name.kind == 2)
  }

  // MARK: Full names

  private mutating func place(_ index: Int, in mentions: inout [NameMention]) {
    let mention = mentions[index]
    let key = Self.key(mention)
    if mention.identity != 0, let known = byKey[mention.identity] {
      join(index, known, &mentions)
    } else if let known = byKey[key] {
      join(index, known, &mentions)
    } else if mention.name.kind == 0, let known = samePerson(mention, mentions) {
      join(index, known, &mentions)
    } else {
      start(index, &mentions)
    }
    byKey[key] = byKey[key] ?? mentions[index].cluster
    if mention.identity != 0 { byKey[mention.identity] = byKey[mention.identity] ?? mentions[index].cluster }
  }

  private mutating func start(_ index: Int, _ mentions: inout [NameMention]) {
    let mention = mentions[index]
    mentions[index].cluster = clusters.count
    clusters.append(Cluster(kind: mention.name.kind, fullest: index, gender: mention.gender, last: index))
    guard mention.name.kind == 0 else { return }
    for (place, word) in mention.words.enumerated() {
      remember(mentions[index].cluster, word: word, isLast: place == mention.words.count - 1)
    }
  }

  private mutating func remember(_ cluster: Int, word: Int32, isLast: Bool) {
    let key = Self.key(word, isLast: isLast)
    byWord[key, default: []].append(cluster)
    if let count = byWord[key]?.count, count > Self.namesakeLimit { byWord[key]?.removeFirst() }
  }

  private mutating func join(_ index: Int, _ cluster: Int, _ mentions: inout [NameMention]) {
    mentions[index].cluster = cluster
    clusters[cluster].last = index
    if clusters[cluster].gender == nil { clusters[cluster].gender = mentions[index].gender }
    let old = mentions[clusters[cluster].fullest]
    let new = mentions[index]
    if new.words.count > old.words.count || old.entry == nil && new.entry != nil && new.words.count == old.words.count {
      clusters[cluster].fullest = index
    }
  }

  /// A person whose name differs only in what stands in the middle, or has all words of the shorter one:
  /// *Juan Manuel Santos*, *Juan Santos*.
  private func samePerson(_ mention: NameMention, _ mentions: [NameMention]) -> Int? {
    guard let first = mention.words.first, let last = mention.words.last else { return nil }
    let candidates = (byWord[Self.key(last, isLast: true)] ?? []) + (byWord[Self.key(last, isLast: false)] ?? [])
    for cluster in candidates.reversed() {
      let other = mentions[clusters[cluster].fullest].words
      guard isCompatible(mention.gender, cluster) else { continue }
      if other.first == first, other.last == last { return cluster }
      let (short, long) = mention.words.count <= other.count ? (mention.words, other) : (other, mention.words)
      if short.count > 1, Self.isSubsequence(short, of: long) { return cluster }
    }
    return nil
  }

  private func isCompatible(_ gender: Entity.Gender?, _ cluster: Int) -> Bool {
    guard let gender, let other = clusters[cluster].gender else { return true }
    return gender == other
  }

  private static func isSubsequence(_ short: [Int32], of long: [Int32]) -> Bool {
    var next = 0
    for word in long where next < short.count && word == short[next] { next += 1 }
    return next == short.count
  }

  // MARK: Short names

  private mutating func placeShort(_ index: Int, in mentions: inout [NameMention]) {
    let mention = mentions[index]
    if mention.name.kind == 0, let word = mention.words.first {
      let known =
        latest(byWord[Self.key(word, isLast: true)], mention) ?? latest(byWord[Self.key(word, isLast: false)], mention)
      if let known {
        join(index, known, &mentions)
        return
      }
    }
    place(index, in: &mentions)
  }

  /// Of the people with that word the one named last before it, else the first after it.
  private func latest(_ candidates: [Int]?, _ mention: NameMention) -> Int? {
    guard let candidates else { return nil }
    var best: Int?
    for cluster in candidates where isCompatible(mention.gender, cluster) {
      if let old = best, clusters[old].last >= clusters[cluster].last { continue }
      best = cluster
    }
    return best
  }

  /// *Food and Agriculture Organization* is *FAO* as well.
  private mutating func tieAcronym(
    _ index: Int, _ mentions: [NameMention], document: Document, words: UnsafeBufferPointer<NameWord>
  ) {
    let mention = mentions[index]
    guard mention.name.kind == 2, mention.words.count > 1 else { return }
    var initials: [UInt8] = []
    for token in mention.name.tokens.indices {
      guard words[document.tokens[token].word.index].flags.contains(.nameable) else { continue }
      guard let byte = document.vocabulary.withBytes(document.tokens[token].word, { $0.first }), byte < 0x80 else {
        return
      }
      initials.append(byte | 0x20)
    }
    guard initials.count > 1, initials.count < 9 else { return }
    guard let acronym = document.vocabulary.find(String(decoding: initials, as: UTF8.self)) else { return }
    let key = Self.key([acronym.rawValue], kind: 2)
    byKey[key] = byKey[key] ?? mention.cluster
  }

  // MARK: Keys and order

  private static func key(_ mention: NameMention) -> UInt64 { key(mention.words, kind: mention.name.kind) }

  /// Organizations by their words in whatever order: *Ministry of Health*, *Health Ministry*.
  private static func key(_ words: [Int32], kind: Int) -> UInt64 {
    var key: UInt64 = 0
    for (place, word) in words.enumerated() {
      let seed = UInt64(UInt32(bitPattern: word)) &+ (kind == 2 ? 0 : UInt64(place) << 33)
      var mixed = (seed &+ 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
      mixed ^= mixed >> 31
      key = key &+ mixed &* 0x94D0_49BB_1331_11EB
    }
    return key << 3 | UInt64(kind) << 1 & 6
  }

  private static func key(_ word: Int32, isLast: Bool) -> UInt64 {
    UInt64(UInt32(bitPattern: word)) << 1 | (isLast ? 1 : 0)
  }

  /// Numbers the clusters by their first mention.
  private mutating func order(_ mentions: inout [NameMention]) {
    var number = [Int](repeating: -1, count: clusters.count)
    var ordered: [Cluster] = []
    for index in mentions.indices where mentions[index].cluster >= 0 {
      let old = mentions[index].cluster
      if number[old] < 0 {
        number[old] = ordered.count
        ordered.append(clusters[old])
      }
      mentions[index].cluster = number[old]
    }
    clusters = ordered
  }
}
