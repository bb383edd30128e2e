/// One utterance as the documents of a story report it.
struct Saying {
  /// The quotes, in the order of time and of their text.
  var quotes: [QuotedWords]
  var variants: [(text: String, quotes: [String])]
  var kind: String
  var text: String
  var isAltered: Bool
}

/// Finds the quotes of a story that report one utterance.
///
/// A quote belongs to the fullest one in which it is held, not to whatever overlaps with one that overlaps: a long
/// statement would else join all that was ever said.
struct SayingFinder {
  private let quotes: [QuotedWords]
  private(set) var sayings: [Saying] = []

  /// A word in more quotes than this leads to none.
  private static let postingLimit = 400
  private static let leastRarity: Float = 8.5
  /// A quote has so much of its words in the fullest one, by weight.
  private static let leastHeld: Float = 0.7

  init(_ quotes: [QuotedWords]) {
    self.quotes = quotes
    var sets = DisjointSets(count: quotes.count)
    for (one, two) in candidates() where isOne(quotes[one], quotes[two]) { sets.join(one, two) }
    let groups = Groups(labels: sets.labels())
    for group in 0..<groups.count where groups[group].count > 1 {
      for (centre, members) in stars(groups[group].map { Int($0) }) {
        let found = members.map { quotes[$0] }
        guard found.contains(where: { $0.document != found[0].document }) else { continue }
        sayings.append(saying(of: found, fullest: quotes[centre]))
      }
    }
    sayings.sort { Self.isBefore($0.quotes[0], $1.quotes[0]) }
  }

  private static func isBefore(_ one: QuotedWords, _ two: QuotedWords) -> Bool {
    (one.document, one.quote.spans[0].lowerBound, one.quote.id)
      < (two.document, two.quote.spans[0].lowerBound, two.quote.id)
  }

  /// Quotes that are connected, each with the fullest one that holds it. O(n × sayings).
  private func stars(_ connected: [Int]) -> [(centre: Int, members: [Int])] {
    var rest = connected.sorted { one, two in
      let (first, second) = (quotes[one], quotes[two])
      return (second.quote.kind == "direct" ? 1 : 0, second.words.count, one)
        < (first.quote.kind == "direct" ? 1 : 0, first.words.count, two)
    }
    var stars: [(centre: Int, members: [Int])] = []
    while stars.count < Self.starLimit, let centre = rest.first {
      let members = rest.filter { $0 == centre || isHeld(quotes[$0], in: quotes[centre]) }
      let taken = Set(members)
      // Pieces of several utterances in one sentence: *should “show some class” and “dress well”*.
      let mixed = connected.prefix(Self.pieceLimit).filter { quotes[$0].quote.kind == "mixed" && !taken.contains($0) }
      let pieces = mixed.filter { isOne(quotes[$0], quotes[centre]) }
      stars.append((centre, (members + pieces).sorted()))
      rest.removeAll { taken.contains($0) }
    }
    return stars
  }

  /// One connected set has no more utterances, and so many quotes of it are looked through for pieces.
  private static let starLimit = 256
  private static let pieceLimit = 200

  private func isHeld(_ quote: QuotedWords, in fullest: QuotedWords) -> Bool {
    guard quote.weight > 0 else { return QuotedWords.hash(of: quote.words) == QuotedWords.hash(of: fullest.words) }
    if quote.hasSource(of: fullest) == false, !isOne(quote, fullest) { return false }
    let common = quote.common(with: fullest)
    return common.weight >= Self.leastHeld * min(quote.weight, fullest.weight)
      && (common.count >= 4 || isOne(quote, fullest))
  }

  /// Pairs of quotes of two documents that share rare words, or all words.
  private func candidates() -> [(Int, Int)] {
    var keys: [(key: UInt64, quote: Int)] = []
    for (index, quote) in quotes.enumerated() {
      var last: UInt64 = 0
      for word in quote.bag where word.rarity >= Self.leastRarity && word.hash != last {
        last = word.hash
        keys.append((word.hash, index))
      }
      keys.append((QuotedWords.hash(of: quote.words), index))
    }
    keys.sort { ($0.key, $0.quote) < ($1.key, $1.quote) }
    var pairs: Set<UInt64> = []
    var place = 0
    while place < keys.count {
      var end = place
      while end < keys.count, keys[end].key == keys[place].key { end += 1 }
      let members = keys[place..<end].prefix(Self.postingLimit)
      // Of a word that very many quotes have, each is held against the next few alone.
      let reach = members.count > 60 ? 30 : members.count
      for one in members.indices {
        for two in members.indices.suffix(from: one + 1).prefix(reach)
        where quotes[members[one].quote].document != quotes[members[two].quote].document {
          pairs.insert(UInt64(members[one].quote) << 32 | UInt64(members[two].quote))
        }
      }
      place = end
    }
    return pairs.sorted().map { (Int($0 >> 32), Int($0 & 0xFFFF_FFFF)) }
  }

  /// Whether two quotes report one utterance.
  private func isOne(_ one: QuotedWords, _ two: QuotedWords) -> Bool {
    let common = one.common(with: two)
    let shorter = min(one.weight, two.weight)
    guard shorter > 0 else { return false }
    let held = common.weight / shorter
    let sources = one.hasSource(of: two)
    let areQuoted = !one.quoted.isEmpty && !two.quoted.isEmpty
    let run: (count: Int, weight: Float) = areQuoted ? one.heaviestRun(with: two) : (0, 0)
    // So many rare words in quotation marks are said once, whoever is taken for their source.
    if sources == false { return held >= 0.85 && (common.count >= 5 || run.count >= 5 && run.weight >= Self.leastSure) }
    if run.count >= 4, run.weight >= Self.leastSure { return true }
    guard areQuoted else { return sources == true && held >= 0.5 && common.count >= 3 && common.weight >= 34 }
    // A few words that are quoted as a whole: *“try showing a little class”*.
    let least = min(one.quoted.count, two.quoted.count)
    if run.count >= 6 { return true }
    if run.count == least, run.weight >= Self.leastWhole, least >= 5 || least >= 3 && sources == true { return true }
    if run.count >= 4, sources == true, held >= 0.5, run.weight >= Self.leastRun { return true }
    return held >= 0.65 && common.count >= 4 && (sources == true || common.count >= 5)
  }

  /// In bits.
  private static let leastWhole: Float = 22
  private static let leastRun: Float = 24
  private static let leastSure: Float = 36

  // MARK: What was said

  private func saying(of members: [QuotedWords], fullest: QuotedWords) -> Saying {
    var variants: [(hash: UInt64, quotes: [QuotedWords])] = []
    for member in members {
      let hash = QuotedWords.hash(of: member.words)
      if let place = variants.firstIndex(where: { $0.hash == hash }) {
        variants[place].quotes.append(member)
      } else {
        variants.append((hash, [member]))
      }
    }
    let order = variants.indices.sorted { one, two in
      let (first, second) = (variants[one].quotes[0], variants[two].quotes[0])
      return (second.words.count, one) < (first.words.count, two)
    }
    let kinds = members.map(\.quote.kind)
    return Saying(
      quotes: members,
      variants: order.map { place in
        (text: variants[place].quotes[0].quote.text, quotes: variants[place].quotes.map(\.quote.id))
      },
      // names from here: kinds of quotes
      kind: kinds.contains("direct") ? "direct" : kinds.contains("mixed") ? "mixed" : "indirect",
      // names end
      text: fullest.quote.text,
      isAltered: variants.contains { variant in
        variant.quotes.contains { $0.document != fullest.document && QuotationDiff($0, fullest).isAltered }
      })
  }
}
