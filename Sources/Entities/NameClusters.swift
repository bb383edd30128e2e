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
  private let byKey = KeyTable()
  /// Persons by a word of their name: the latest clusters.
  private let byWord = KeyTable()
  private var namesakes: [Namesakes] = []
  /// Of more people who share a word of their names only the latest are looked at.
  static let namesakeLimit = 8
  private var numbers: [Int] = []
  private var ordered: [Cluster] = []

  /// The latest clusters of a word, the latest last.
  private struct Namesakes {
    var clusters = SIMD8<Int32>()
    var count = 0

    mutating func append(_ cluster: Int) {
      if count == NameClusters.namesakeLimit {
        for index in 1..<count { clusters[index - 1] = clusters[index] }
        count -= 1
      }
      clusters[count] = Int32(truncatingIfNeeded: cluster)
      count += 1
    }
  }

  /// Gives every mention its cluster. O(names).
  mutating func gather(_ mentions: inout NameMentions, document: Document, words: UnsafeBufferPointer<NameWord>) {
    clusters.removeAll(keepingCapacity: true)
    namesakes.removeAll(keepingCapacity: true)
    byKey.clear()
    byWord.clear()
    for index in mentions.list.indices where !Self.isShort(mentions.list[index]) {
      place(index, in: &mentions)
      tieAcronym(index, mentions, document: document, words: words)
    }
    // From here on `last` is the last mention before the one in hand: *Clinton* is who was named last, not who will be.
    for cluster in clusters.indices { clusters[cluster].last = -1 }
    for index in mentions.list.indices {
      if mentions.list[index].cluster >= 0 {
        clusters[mentions.list[index].cluster].last = index
      } else {
        placeShort(index, in: &mentions, document: document, words: words)
      }
    }
    order(&mentions)
  }

  /// One word of a person, or an acronym: it waits for the fuller names.
  private static func isShort(_ mention: NameMention) -> Bool {
    mention.name.tokens.count == 1 && (mention.name.kind == 0 || mention.name.kind == 2)
  }

  // MARK: Full names

  private mutating func place(_ index: Int, in mentions: inout NameMentions) {
    let mention = mentions.list[index]
    let key = Self.key(of: mention, in: mentions)
    if mention.identity != 0, let known = byKey.find(mention.identity) {
      join(index, known, &mentions)
    } else if let known = byKey.find(key) {
      join(index, known, &mentions)
    } else if mention.name.kind == 0, let known = samePerson(mention, mentions) {
      join(index, known, &mentions)
    } else {
      start(index, &mentions)
    }
    let cluster = mentions.list[index].cluster
    byKey.add(key, cluster)
    if mention.identity != 0 { byKey.add(mention.identity, cluster) }
  }

  private mutating func start(_ index: Int, _ mentions: inout NameMentions) {
    let mention = mentions.list[index]
    mentions.list[index].cluster = clusters.count
    clusters.append(Cluster(kind: mention.name.kind, fullest: index, gender: mention.gender, last: index))
    if mention.name.kind == 2, mention.words.count > 1 {
      remember(clusters.count - 1, key: Self.key(organization: mentions.words[mention.words.lowerBound]))
    }
    guard mention.name.kind == 0 else { return }
    for place in mention.words {
      let isLast = place == mention.words.upperBound - 1
      remember(clusters.count - 1, key: Self.key(mentions.words[place], isLast: isLast))
    }
  }

  private mutating func remember(_ cluster: Int, key: UInt64) {
    let slot = byWord.find(key) ?? namesakes.count
    if slot == namesakes.count {
      namesakes.append(Namesakes())
      byWord.add(key, slot)
    }
    namesakes[slot].append(cluster)
  }

  private mutating func join(_ index: Int, _ cluster: Int, _ mentions: inout NameMentions) {
    mentions.list[index].cluster = cluster
    clusters[cluster].last = index
    let new = mentions.list[index]
    if clusters[cluster].gender == nil { clusters[cluster].gender = new.gender }
    let old = mentions.list[clusters[cluster].fullest]
    if new.words.count > old.words.count || old.entry == nil && new.entry != nil && new.words.count == old.words.count {
      clusters[cluster].fullest = index
    }
  }

  /// A person whose name differs only in what stands in the middle, or has all words of the shorter one:
  /// *Juan Manuel Santos*, *Juan Santos*.
  private func samePerson(_ mention: NameMention, _ mentions: NameMentions) -> Int? {
    guard !mention.words.isEmpty else { return nil }
    let last = mentions.words[mention.words.upperBound - 1]
    return same(mention, byWord.find(Self.key(last, isLast: false)), mentions)
      ?? same(mention, byWord.find(Self.key(last, isLast: true)), mentions)
  }

  private func same(_ mention: NameMention, _ slot: Int?, _ mentions: NameMentions) -> Int? {
    guard let slot else { return nil }
    let words = mentions.words
    for index in stride(from: namesakes[slot].count - 1, through: 0, by: -1) {
      let cluster = Int(namesakes[slot].clusters[index])
      let own = mention.words
      let other = mentions.list[clusters[cluster].fullest].words
      guard isCompatible(mention.gender, cluster) else { continue }
      if words[other.lowerBound] == words[own.lowerBound], words[other.upperBound - 1] == words[own.upperBound - 1] {
        return cluster
      }
      let (short, long) = own.count <= other.count ? (own, other) : (other, own)
      if short.count > 1, Self.isSubsequence(short, of: long, words) { return cluster }
    }
    return nil
  }

  private func isCompatible(_ gender: Entity.Gender?, _ cluster: Int) -> Bool {
    guard let gender, let other = clusters[cluster].gender else { return true }
    return gender == other
  }

  private static func isSubsequence(_ short: Range<Int>, of long: Range<Int>, _ words: [Int32]) -> Bool {
    var next = short.lowerBound
    for place in long where next < short.upperBound && words[place] == words[next] { next += 1 }
    return next == short.upperBound
  }

  // MARK: Short names

  private mutating func placeShort(
    _ index: Int, in mentions: inout NameMentions, document: Document, words: UnsafeBufferPointer<NameWord>
  ) {
    let mention = mentions.list[index]
    if mention.name.kind == 2, mention.words.count == 1, mention.entry == nil,
      words[document.tokens[mention.name.tokens.first].word.index].bucket < 3,
      let known = latest(byWord.find(Self.key(organization: mentions.words[mention.words.lowerBound])), mention)
    {
      join(index, known, &mentions)
      return
    }
    if mention.name.kind == 0, !mention.words.isEmpty {
      let word = mentions.words[mention.words.lowerBound]
      let known =
        latest(byWord.find(Self.key(word, isLast: true)), mention)
        ?? latest(byWord.find(Self.key(word, isLast: false)), mention)
      if let known {
        join(index, known, &mentions)
        return
      }
    }
    place(index, in: &mentions)
  }

  /// Of the people with that word the one named last before it, else the first after it.
  private func latest(_ slot: Int?, _ mention: NameMention) -> Int? {
    guard let slot else { return nil }
    var best: Int?
    for index in 0..<namesakes[slot].count {
      let cluster = Int(namesakes[slot].clusters[index])
      guard isCompatible(mention.gender, cluster) else { continue }
      if let old = best, clusters[old].last >= clusters[cluster].last { continue }
      best = cluster
    }
    return best
  }

  /// *Food and Agriculture Organization* is *FAO* as well.
  private mutating func tieAcronym(
    _ index: Int, _ mentions: NameMentions, document: Document, words: UnsafeBufferPointer<NameWord>
  ) {
    let mention = mentions.list[index]
    guard mention.name.kind == 2, mention.words.count > 1 else { return }
    let tokens = mention.name.tokens.indices
    tieAcronym(of: tokens, to: mention.cluster, document: document, words: words)
    // *U.S. Energy Information Administration* is the *EIA*.
    let first = words[document.tokens[tokens.lowerBound].word.index]
    if mention.words.count > 3, first.flags.contains(.allCapitals) {
      tieAcronym(of: tokens.dropFirst(), to: mention.cluster, document: document, words: words)
    }
  }

  private mutating func tieAcronym(
    of range: Range<Int>, to cluster: Int, document: Document, words: UnsafeBufferPointer<NameWord>
  ) {
    let acronym = document.tokens.withUnsafeBufferPointer { tokens in
      Acronym.withInitials(
        of: range, vocabulary: document.vocabulary, tokens: tokens,
        isCounted: { words[tokens[$0].word.index].flags.contains(.nameable) },
        { document.vocabulary.find(UnsafeBufferPointer($0)) })
    }
    if let acronym { byKey.add(Self.finish(Self.mixed(acronym.rawValue, place: 0, kind: 2), kind: 2), cluster) }
  }

  // MARK: Keys and order

  /// Organizations by their words in whatever order: *Ministry of Health*, *Health Ministry*.
  private static func key(of mention: NameMention, in mentions: NameMentions) -> UInt64 {
    var key: UInt64 = 0
    for place in mention.words {
      key =
        key
        &+ mixed(mentions.words[place], place: place - mention.words.lowerBound, kind: mention.name.kind)
    }
    return finish(key, kind: mention.name.kind)
  }

  private static func mixed(_ word: Int32, place: Int, kind: Int) -> UInt64 {
    let seed = UInt64(UInt32(bitPattern: word)) &+ (kind == 2 ? 0 : UInt64(place) << 33)
    var mixed = (seed &+ 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
    mixed ^= mixed >> 31
    return mixed &* 0x94D0_49BB_1331_11EB
  }

  private static func finish(_ key: UInt64, kind: Int) -> UInt64 { key << 3 | UInt64(kind) << 1 & 6 }

  private static func key(organization word: Int32) -> UInt64 { 1 << 40 | UInt64(UInt32(bitPattern: word)) }

  private static func key(_ word: Int32, isLast: Bool) -> UInt64 {
    UInt64(UInt32(bitPattern: word)) << 1 | (isLast ? 1 : 0)
  }

  /// Numbers the clusters by their first mention.
  private mutating func order(_ mentions: inout NameMentions) {
    numbers.removeAll(keepingCapacity: true)
    numbers.append(contentsOf: repeatElement(-1, count: clusters.count))
    ordered.removeAll(keepingCapacity: true)
    for index in mentions.list.indices where mentions.list[index].cluster >= 0 {
      let old = mentions.list[index].cluster
      if numbers[old] < 0 {
        numbers[old] = ordered.count
        ordered.append(clusters[old])
      }
      mentions.list[index].cluster = numbers[old]
    }
    swap(&clusters, &ordered)
  }
}

/// Numbers by 64-bit keys, of one document; used again for the next.
final class KeyTable {
  private var keys: UnsafeMutablePointer<UInt64> = .allocate(capacity: 256)
  /// -1 is a free slot.
  private var values: UnsafeMutablePointer<Int32> = .allocate(capacity: 256)
  /// The number of slots, a power of two.
  private var size = 256
  private let used = FlatBuffer<Int32>()

  init() { values.initialize(repeating: -1, count: size) }

  deinit {
    keys.deallocate()
    values.deallocate()
  }

  /// Forgets all keys. O(keys).
  func clear() {
    for slot in used.elements { values[Int(slot)] = -1 }
    used.removeAll()
  }

  /// The number of a key.
  func find(_ key: UInt64) -> Int? {
    let slot = slot(of: key)
    return values[slot] >= 0 ? Int(values[slot]) : nil
  }

  /// Gives a key its number; one that has one keeps it.
  func add(_ key: UInt64, _ value: Int) {
    if (used.count + 1) * 2 > size { grow() }
    let slot = slot(of: key)
    guard values[slot] < 0 else { return }
    keys[slot] = key
    values[slot] = Int32(truncatingIfNeeded: value)
    used.append(Int32(truncatingIfNeeded: slot))
  }

  @inline(__always) private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (size - 1)
    while values[slot] >= 0, keys[slot] != key { slot = (slot + 1) & (size - 1) }
    return slot
  }

  private func grow() {
    let old = used.elements.map { (keys[Int($0)], values[Int($0)]) }
    keys.deallocate()
    values.deallocate()
    size *= 2
    keys = .allocate(capacity: size)
    values = .allocate(capacity: size)
    values.initialize(repeating: -1, count: size)
    used.removeAll()
    for (key, value) in old { add(key, Int(value)) }
  }
}
