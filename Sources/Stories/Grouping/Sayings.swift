import Entities

/// One utterance as the documents of a story report it.
struct Saying {
  /// The quotes, in the order of time and of their text.
  var quotes: [QuotedWords]
  var variants: [(text: String, quotes: [String])]
  var kind: String
  var text: String
  var isAltered: Bool
}

/// A quote with its words.
struct QuotedWords {
  var quote: StoryDocument.Quote
  /// The number of its document in the order of time.
  var document: Int
  /// The member of `StoryIdentities`.
  var member: Int?
  /// The words of the content.
  var words: [Word]
  /// Those in quotation marks.
  var quoted: [Word]
  /// The sum of the rarities of the words.
  var weight: Float
  /// The hashes of the words, sorted.
  var bag: [(hash: UInt64, rarity: Float)]

  init(_ quote: StoryDocument.Quote, document: Int, member: Int?, in text: ComparedText) {
    self.quote = quote
    self.document = document
    self.member = member
    var words: [Word] = []
    for span in quote.spans {
      let first = text.words.partitioningIndex { Int($0.scalar) >= span.lowerBound }
      var place = first
      while place < text.words.count, Int(text.words[place].scalar) < span.upperBound {
        words.append(text.words[place])
        place += 1
      }
    }
    self.words = words
    quoted = quote.kind == "direct" ? words : words.filter { $0.flags.contains(.quoted) }
    bag = words.filter { $0.rarity >= 6 }.map { (hash: $0.hash, rarity: $0.rarity) }
      .sorted { $0.hash < $1.hash }
    weight = bag.reduce(0) { $0 + $1.rarity }
  }
}

/// Finds the quotes of a story that report one utterance.
struct SayingFinder {
  private let quotes: [QuotedWords]
  private(set) var sayings: [Saying] = []

  /// A word in more quotes than this leads to none.
  private static let postingLimit = 400
  private static let leastRarity: Float = 8.5

  init(_ quotes: [QuotedWords]) {
    self.quotes = quotes
    var sets = DisjointSets(count: quotes.count)
    for (one, two) in candidates() where isOne(quotes[one], quotes[two]) { sets.join(one, two) }
    for set in sets.sets() where set.count > 1 {
      let members = set.map { quotes[$0] }
      guard members.contains(where: { $0.document != members[0].document }) else { continue }
      sayings.append(saying(of: members))
    }
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
    let common = Self.common(one.bag, two.bag)
    let shorter = min(one.weight, two.weight)
    guard shorter > 0 else { return false }
    let held = common.weight / shorter
    let sources = sourcesAgree(one, two)
    if sources == false, held < 0.85 || common.count < 5 { return false }
    let areQuoted = !one.quoted.isEmpty && !two.quoted.isEmpty
    if areQuoted {
      let run = Self.longestRun(one.quoted, two.quoted)
      if run >= 6 { return true }
      if run >= 4, sources == true, held >= 0.4 { return true }
      return held >= 0.6 && common.count >= 3 && (sources == true || common.count >= 5)
    }
    return sources == true && held >= 0.5 && common.count >= 3 && common.weight >= 34
  }

  /// Whether the sources are the same; nil where one of them is not known by name.
  private func sourcesAgree(_ one: QuotedWords, _ two: QuotedWords) -> Bool? {
    if let first = one.member, let second = two.member { return first == second }
    guard let first = one.quote.sourceName, let second = two.quote.sourceName else { return nil }
    let (name, other) = (NameKey(first), NameKey(second))
    if name.last == other.last { return true }
    return one.quote.sourceKind == "person" && two.quote.sourceKind == "person" && !one.quote.isAnonymous
      && !two.quote.isAnonymous ? false : nil
  }

  private static func common(
    _ one: [(hash: UInt64, rarity: Float)], _ two: [(hash: UInt64, rarity: Float)]
  ) -> (weight: Float, count: Int) {
    var (first, second) = (0, 0)
    var (weight, count): (Float, Int) = (0, 0)
    while first < one.count, second < two.count {
      if one[first].hash < two[second].hash {
        first += 1
      } else if one[first].hash > two[second].hash {
        second += 1
      } else {
        weight += one[first].rarity
        count += 1
        first += 1
        second += 1
      }
    }
    return (weight, count)
  }

  /// The longest run of words that both have. O(n × m), for two quotes.
  private static func longestRun(_ one: [Word], _ two: [Word]) -> Int {
    let (first, second) = (one.prefix(400), two.prefix(400))
    var row = [Int](repeating: 0, count: second.count + 1)
    var longest = 0
    for word in first {
      var diagonal = 0
      for (column, other) in second.enumerated() {
        let above = row[column + 1]
        row[column + 1] = word.hash == other.hash ? diagonal + 1 : 0
        longest = max(longest, row[column + 1])
        diagonal = above
      }
    }
    return longest
  }

  // MARK: What was said

  private func saying(of members: [QuotedWords]) -> Saying {
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
    let direct = order.first { variants[$0].quotes.contains { $0.quote.kind == "direct" } }
    let fullest = direct ?? order[0]
    let text = (variants[fullest].quotes.first { $0.quote.kind == "direct" } ?? variants[fullest].quotes[0]).quote.text
    return Saying(
      quotes: members,
      variants: order.map { place in
        (text: variants[place].quotes[0].quote.text, quotes: variants[place].quotes.map(\.quote.id))
      },
      kind: direct != nil ? "direct" : members.contains { $0.quote.kind == "mixed" } ? "mixed" : "indirect", text: text,
      isAltered: Self.isAltered(order.map { variants[$0].quotes[0] }))
  }

  /// Whether words in quotation marks differ where they should be equal: not those at the ends of a wording, which may be
  /// cut, but those between words that both have.
  private static func isAltered(_ variants: [QuotedWords]) -> Bool {
    let quoted = variants.map(\.quoted).filter { $0.count >= 3 }
    for one in quoted.indices {
      for two in quoted.indices where two > one && two - one < 12 {
        let diff = WordDiff(quoted[one], 0..<quoted[one].count, quoted[two], 0..<quoted[two].count)
        guard diff.commonCount >= 3 else { continue }
        if diff.hunks.contains(where: {
          $0.here.lowerBound > 0 && $0.there.lowerBound > 0 && $0.here.upperBound < quoted[one].count
            && $0.there.upperBound < quoted[two].count
        }) {
          return true
        }
      }
    }
    return false
  }
}

extension QuotedWords {
  /// A hash of words in their order.
  static func hash(of words: [Word]) -> UInt64 {
    words.reduce(0x9E37_79B9_7F4A_7C15) { ($0 ^ $1.hash) &* 0xFF51_AFD7_ED55_8CCD ^ $0 >> 29 }
  }
}
