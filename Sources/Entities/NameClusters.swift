import TextModel

/// Puts the names of one thing together.
final class NameClusters {
  /// The names of one thing.
  struct Cluster: BitwiseCopyable {
    /// The mention with the fullest name.
    var fullest: Int32
    var gender: NameGender
    /// Its first mention and the last one so far, or -1, and how many there are; while names are gathered, those in full
    /// of the whole document and the short ones so far.
    var first: Int32 = -1
    var last: Int32 = -1
    var count: Int32 = 0
  }

  /// The clusters by their first mention.
  var clusters: UnsafeBufferPointer<Cluster> { ordered.elements }

  private let found = FlatBuffer<Cluster>()
  private let ordered = FlatBuffer<Cluster>()
  /// By identity, by words, by acronym: the cluster.
  private let byKey = KeyTable()
  /// Persons by a word of their name: the latest clusters.
  private let byWord = KeyTable()
  private let namesakes = FlatBuffer<PlaceNamesakes>()
  /// Of more people who share a word of their names only the latest are looked at.
  static let namesakeLimit = 8
  private let numbers = FlatBuffer<Int32>()
  /// The mentions in hand and their words.
  private var list = UnsafeMutableBufferPointer<NameMention>(start: nil, count: 0)
  private var words = UnsafeBufferPointer<Int32>(start: nil, count: 0)

  /// The latest clusters of a word, the latest last.
  private struct PlaceNamesakes: BitwiseCopyable {
    var clusters = SIMD8<Int32>()
    var count = 0

    mutating func append(_ cluster: Int32) {
      if count == NameClusters.namesakeLimit {
        for index in 1..<count { clusters[index - 1] = clusters[index] }
        count -= 1
      }
      clusters[count] = cluster
      count += 1
    }
  }

  /// Gives every mention its cluster. O(names).
  func gather(_ mentions: NameMentions, _ view: NameView) {
    list = mentions.list.mutableElements
    words = mentions.words.elements
    found.removeAll()
    namesakes.removeAll()
    byKey.clear()
    byWord.clear()
    for index in list.indices where !Self.isShort(list[index]) {
      place(index)
      tieAcronym(index, view)
    }
    // From here on `last` is the last mention before the one in hand: *Clinton* is who was named last, not who will be.
    for cluster in found.mutableElements.indices { found.mutableElements[cluster].last = -1 }
    for index in list.indices {
      if list[index].cluster >= 0 {
        found.mutableElements[Int(list[index].cluster)].last = Int32(truncatingIfNeeded: index)
      } else {
        placeShort(index, view)
      }
    }
    order()
  }

  /// One word of a person, or an acronym: it waits for the fuller names.
  private static func isShort(_ mention: NameMention) -> Bool {
    mention.name.tokens.count == 1 && (mention.name.kind == 0 || mention.name.kind == 2)
  }

  // MARK: Full names

  private func place(_ index: Int) {
    let identity = list[index].identity
    let key = key(of: index)
    if list[index].name.kind == 2, list[index].countryWords == 0, let known = ofCountry(key) {
      join(index, known)
    } else if identity != 0, let known = byKey.find(identity) {
      join(index, known)
    } else if let known = byKey.find(key), list[index].wordCount > 1 || isCompatible(list[index].gender, known) {
      join(index, known)
    } else if list[index].name.kind == 0, let known = samePerson(index) {
      join(index, known)
    } else {
      start(index)
    }
    let cluster = Int(list[index].cluster)
    rememberWithoutCountry(index, cluster)
    byKey.add(key, cluster)
    if identity != 0 { byKey.add(identity, cluster) }
  }

  private func start(_ index: Int) {
    let number = Int32(truncatingIfNeeded: found.count)
    list[index].cluster = number
    let place = Int32(truncatingIfNeeded: index)
    found.append(Cluster(fullest: place, gender: list[index].gender, last: place, count: 1))
    let places = list[index].places
    if list[index].name.kind == 2, places.count > 1 {
      remember(number, key: Self.key(organization: words[places.lowerBound]))
    }
    guard list[index].name.kind == 0 else { return }
    for place in places { remember(number, key: Self.key(words[place], isLast: place == places.upperBound - 1)) }
  }

  /// *Senate* is the *US Senate* of the document, if it names no other.
  private func ofCountry(_ key: UInt64) -> Int? {
    byKey.find(key ^ Self.second) == nil ? byKey.find(key ^ Self.first) : nil
  }

  /// What keys of names without their country are told apart by: of the first, and of another of the same name.
  private static let first: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let second: UInt64 = 0xC2B2_AE3D_27D4_EB4F

  private func rememberWithoutCountry(_ index: Int, _ number: Int) {
    let mention = list[index]
    guard mention.name.kind == 2, mention.countryWords > 0, mention.countryWords < mention.wordCount else { return }
    let places = mention.places
    let key = key(of: places.lowerBound + Int(mention.countryWords)..<places.upperBound, kind: 2)
    if let known = byKey.find(key ^ Self.first), known != number {
      byKey.add(key ^ Self.second, number)
    } else {
      byKey.add(key ^ Self.first, number)
    }
  }

  private func remember(_ cluster: Int32, key: UInt64) {
    let slot = byWord.find(key) ?? namesakes.count
    if slot == namesakes.count {
      namesakes.append(PlaceNamesakes())
      byWord.add(key, slot)
    }
    namesakes.mutableElements[slot].append(cluster)
  }

  private func join(_ index: Int, _ number: Int) {
    list[index].cluster = Int32(truncatingIfNeeded: number)
    let clusters = found.mutableElements
    clusters[number].count += 1
    clusters[number].last = Int32(truncatingIfNeeded: index)
    if clusters[number].gender == .unknown { clusters[number].gender = list[index].gender }
    let fullest = Int(clusters[number].fullest)
    let (new, old) = (list[index].wordCount, list[fullest].wordCount)
    if new > old || new == old && !list[fullest].hasEntry && list[index].hasEntry {
      clusters[number].fullest = Int32(truncatingIfNeeded: index)
    }
  }

  /// A person whose name differs only in what stands in the middle, or has all words of the shorter one:
  /// *Juan Manuel Santos*, *Juan Santos*.
  private func samePerson(_ index: Int) -> Int? {
    guard list[index].wordCount > 0 else { return nil }
    let last = words[list[index].places.upperBound - 1]
    return same(index, byWord.find(Self.key(last, isLast: false)))
      ?? same(index, byWord.find(Self.key(last, isLast: true)))
  }

  private func same(_ index: Int, _ slot: Int?) -> Int? {
    guard let slot else { return nil }
    let own = list[index].places
    for place in stride(from: namesakes[slot].count - 1, through: 0, by: -1) {
      let cluster = Int(namesakes[slot].clusters[place])
      let other = list[Int(found[cluster].fullest)].places
      if isSurname(own, of: list[Int(found[cluster].fullest)]) { return cluster }
      guard isCompatible(list[index].gender, cluster) || isTail(own, of: other) else { continue }
      if words[other.lowerBound] == words[own.lowerBound], words[other.upperBound - 1] == words[own.upperBound - 1] {
        return cluster
      }
      let (short, long) = own.count <= other.count ? (own, other) : (other, own)
      if short.count > 1, isSubsequence(short, of: long) { return cluster }
    }
    return nil
  }

  private func isCompatible(_ gender: NameGender, _ cluster: Int) -> Bool {
    gender == .unknown || found[cluster].gender == .unknown || gender == found[cluster].gender
  }

  /// *Van Hale*, at the start of a sentence, of *Ivor van Hale*.
  private func isSurname(_ own: Range<Int>, of full: NameMention) -> Bool {
    full.particle >= 0 && own.count == 2 && words[own.lowerBound] == full.particle
      && words[own.upperBound - 1] == words[full.places.upperBound - 1]
  }

  /// *Le Clair* of *Craig Le Clair*: its first word tells no gender.
  private func isTail(_ short: Range<Int>, of long: Range<Int>) -> Bool {
    guard short.count > 1, short.count < long.count else { return false }
    return zip(short, long.suffix(short.count)).allSatisfy { words[$0] == words[$1] }
  }

  private func isSubsequence(_ short: Range<Int>, of long: Range<Int>) -> Bool {
    var next = short.lowerBound
    for place in long where next < short.upperBound && words[place] == words[next] { next += 1 }
    return next == short.upperBound
  }

  // MARK: Short names

  private func placeShort(_ index: Int, _ view: NameView) {
    if list[index].needsSupport { support(index) }
    let mention = list[index]
    if mention.cluster >= 0 { return }
    if mention.name.kind == 2, mention.wordCount == 1, !mention.hasEntry,
      view.words[view.tokens[mention.name.tokens.first].word.index].bucket < 3,
      let known = latest(byWord.find(Self.key(organization: words[Int(mention.words)])), mention.gender)
    {
      return join(index, known)
    }
    if mention.name.kind == 0, mention.wordCount > 0 {
      let word = words[Int(mention.words)]
      var known = latest(byWord.find(Self.key(word, isLast: true)), mention.gender)
      // *Jesse Jackson Jr.* goes before a Jackson who is named further down.
      if known.map({ found[$0].last < 0 }) ?? true,
        let other = latest(byWord.find(Self.key(word, isLast: false)), mention.gender),
        known == nil || found[other].last >= 0
      {
        known = other
      }
      if let known { return isFamous(index, beside: known, view) ? place(index) : join(index, known) }
    }
    place(index)
  }

  /// *Trump* is who a list calls so, not Melania Trump: he is in the document, and has been named more often than she, or as
  /// often and before; or the text says *Trump* before it has named her. (A headline may: *Johnson wins* of Ron Johnson. So
  /// the first mention below headings says it.)
  private func isFamous(_ index: Int, beside known: Int, _ view: NameView) -> Bool {
    let identity = list[index].identity
    guard identity != 0 else { return false }
    if let own = byKey.find(identity) {
      let lead = found[own].count - found[known].count + (found[own].last >= 0 ? 1 : 0)
      return own != known && isCompatible(list[index].gender, own) && lead > 0
    }
    guard found[known].last < 0 else { return false }
    for next in index..<min(list.count, index + Self.reach) {
      if Int(list[next].cluster) == known { return false }
      let token = view.tokens[list[next].name.tokens.first]
      if list[next].identity == identity, !token.flags.contains(.heading) { return true }
    }
    return false
  }

  /// So many names are looked over for the first one below headings.
  private static let reach = 32

  /// An acronym that many bodies have is the one that the document names in full, or none of a list.
  private func support(_ index: Int) {
    if let known = byKey.find(list[index].identity) { return join(index, known) }
    list[index].hasEntry = false
    list[index].identity = 0
  }

  /// Of the people with that word the one named last before it, else the first after it.
  private func latest(_ slot: Int?, _ gender: NameGender) -> Int? {
    guard let slot else { return nil }
    var best: Int?
    for index in 0..<namesakes[slot].count {
      let cluster = Int(namesakes[slot].clusters[index])
      guard isCompatible(gender, cluster) else { continue }
      if let old = best, found[old].last >= found[cluster].last { continue }
      best = cluster
    }
    return best
  }

  /// *Food and Agriculture Organization* is *FAO* as well.
  private func tieAcronym(_ index: Int, _ view: NameView) {
    guard list[index].name.kind == 2, list[index].wordCount > 1 else { return }
    let tokens = list[index].name.tokens.indices
    let cluster = Int(list[index].cluster)
    tieAcronym(of: tokens, to: cluster, view)
    // *U.S. Energy Information Administration* is the *EIA*.
    if list[index].wordCount > 3, view.flags(tokens.lowerBound).contains(.allCapitals) {
      tieAcronym(of: tokens.dropFirst(), to: cluster, view)
    }
  }

  private func tieAcronym(of range: Range<Int>, to cluster: Int, _ view: NameView) {
    let vocabulary = view.document.vocabulary
    let acronym = Acronym.withInitials(
      of: range, vocabulary: vocabulary, tokens: view.tokens, isCounted: { view.flags($0).contains(.nameable) },
      { vocabulary.find(UnsafeBufferPointer($0)) })
    if let acronym { byKey.add(Self.finish(Self.mixed(acronym.rawValue, place: 0, kind: 2), kind: 2), cluster) }
  }

  // MARK: Keys and order

  /// Organizations by their words in whatever order: *Ministry of Health*, *Health Ministry*.
  private func key(of index: Int) -> UInt64 {
    let key = key(of: list[index].places, kind: list[index].name.kind)
    // Of a name that stands for two places each is by itself.
    return list[index].meaning >= 0 ? key ^ list[index].identity : key
  }

  private func key(of places: Range<Int>, kind: Int) -> UInt64 {
    var key: UInt64 = 0
    for place in places { key = key &+ Self.mixed(words[place], place: place &- places.lowerBound, kind: kind) }
    return Self.finish(key, kind: kind)
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

  /// Numbers the clusters by their first mention, and links the mentions of each.
  private func order() {
    numbers.removeAll()
    for _ in 0..<found.count { numbers.append(-1) }
    ordered.removeAll()
    for index in list.indices where list[index].cluster >= 0 {
      let old = Int(list[index].cluster)
      if numbers[old] < 0 {
        numbers[old] = Int32(truncatingIfNeeded: ordered.count)
        ordered.append(Cluster(fullest: found[old].fullest, gender: found[old].gender))
      }
      list[index].cluster = numbers[old]
      link(index, to: Int(numbers[old]))
    }
  }

  private func link(_ index: Int, to number: Int) {
    let clusters = ordered.mutableElements
    let place = Int32(truncatingIfNeeded: index)
    if clusters[number].last >= 0 {
      list[Int(clusters[number].last)].next = place
    } else {
      clusters[number].first = place
    }
    clusters[number].last = place
    clusters[number].count += 1
  }
}
