/// Which sentences of two texts are the same, changed or not, and in which order they stand.
struct SentenceAlignment {
  /// Sentences of both texts that belong together: mostly one each, several where one was split.
  struct Pair {
    var here: Range<Int>
    var there: Range<Int>
    /// The pair stands before or behind others than in the other text.
    var isMoved: Bool
  }

  /// In the order of the text here.
  private(set) var pairs: [Pair] = []
  /// The sentences of neither pair, in order.
  private(set) var onlyHere: [Int] = []
  private(set) var onlyThere: [Int] = []

  /// A pair of sentences has at least this share of their words in common, by weight.
  private static let leastAlike: Float = 0.42
  /// A sentence that was moved has more, for a chance is likelier.
  private static let leastMoved: Float = 0.65
  private static let leastMovedWords = 4
  /// A word in more sentences than this leads to none.
  private static let sentenceLimit = 24

  /// Aligns two texts. O(sentences × sentences that share a rare word with them).
  init(_ here: ComparedText, _ there: ComparedText) {
    let ours = SentenceBags(here)
    let theirs = SentenceBags(there)
    let candidates = Self.candidates(ours, theirs)
    let chain = Self.chain(candidates, count: there.sentences.count)
    var matched = [Int](repeating: -1, count: here.sentences.count)
    var isTaken = [Bool](repeating: false, count: there.sentences.count)
    var isMoved = [Bool](repeating: false, count: here.sentences.count)
    for candidate in chain {
      matched[candidate.here] = candidate.there
      isTaken[candidate.there] = true
    }
    let rest = candidates.filter { $0.alike >= Self.leastMoved }
      .sorted { ($1.alike * $1.weight, $0.here, $0.there) < ($0.alike * $0.weight, $1.here, $1.there) }
    for candidate in rest where matched[candidate.here] < 0 && !isTaken[candidate.there] {
      guard ours.count(candidate.here) >= Self.leastMovedWords else { continue }
      matched[candidate.here] = candidate.there
      isTaken[candidate.there] = true
      isMoved[candidate.here] = true
    }
    collect(matched, isMoved, isTaken, ours, theirs)
  }

  private mutating func collect(
    _ matched: [Int], _ isMoved: [Bool], _ taken: [Bool], _ ours: SentenceBags, _ theirs: SentenceBags
  ) {
    var isTaken = taken
    var isUsed = matched.map { $0 >= 0 }
    for (here, there) in matched.enumerated() where there >= 0 {
      var pair = Pair(here: here..<here + 1, there: there..<there + 1, isMoved: isMoved[here])
      // One sentence there that was split here, and the other way round.
      while pair.here.upperBound < matched.count, !isUsed[pair.here.upperBound],
        ours.isOfCompared(pair.here.upperBound),
        ours.holds(pair.here.upperBound, in: theirs, pair.there, without: ours, pair.here)
      {
        isUsed[pair.here.upperBound] = true
        pair.here = pair.here.lowerBound..<pair.here.upperBound + 1
      }
      while pair.there.upperBound < isTaken.count, !isTaken[pair.there.upperBound],
        theirs.isOfCompared(pair.there.upperBound),
        theirs.holds(pair.there.upperBound, in: ours, pair.here, without: theirs, pair.there)
      {
        isTaken[pair.there.upperBound] = true
        pair.there = pair.there.lowerBound..<pair.there.upperBound + 1
      }
      pairs.append(pair)
    }
    onlyHere = isUsed.indices.filter { !isUsed[$0] && ours.isOfCompared($0) }
    onlyThere = isTaken.indices.filter { !isTaken[$0] && theirs.isOfCompared($0) }
  }

  // MARK: Candidates

  private struct Candidate {
    var here: Int
    var there: Int
    var alike: Float
    var weight: Float
  }

  private static func candidates(_ ours: SentenceBags, _ theirs: SentenceBags) -> [Candidate] {
    let index = theirs.keys
    var found: [Candidate] = []
    var seen = [Int32](repeating: -1, count: theirs.sentenceCount)
    for here in 0..<ours.sentenceCount where ours.isOfCompared(here) {
      for key in ours.keys(of: here) {
        var place = index.partitioningIndex { $0.key >= key }
        let first = place
        while place < index.count, index[place].key == key { place += 1 }
        guard place - first <= sentenceLimit else { continue }
        for entry in index[first..<place] where seen[Int(entry.sentence)] != Int32(here) {
          seen[Int(entry.sentence)] = Int32(truncatingIfNeeded: here)
          let there = Int(entry.sentence)
          let (alike, weight) = ours.alike(here, theirs, there)
          if alike >= leastAlike {
            found.append(Candidate(here: here, there: there, alike: alike, weight: weight))
          }
        }
      }
    }
    return found
  }

  /// The best candidates that stand in the same order in both texts: a chain of the greatest weight. O(n log n).
  private static func chain(_ candidates: [Candidate], count: Int) -> [Candidate] {
    let ordered = candidates.indices.sorted {
      (candidates[$0].here, -candidates[$0].there) < (candidates[$1].here, -candidates[$1].there)
    }
    var best = [Float](repeating: 0, count: candidates.count)
    var before = [Int](repeating: -1, count: candidates.count)
    // A tree of the best chain that ends at or before a sentence there.
    var tree = [(score: Float, candidate: Int)](repeating: (0, -1), count: count + 1)
    for index in ordered {
      let candidate = candidates[index]
      var place = candidate.there
      var found: (score: Float, candidate: Int) = (0, -1)
      while place > 0 {
        if tree[place].score > found.score { found = tree[place] }
        place -= place & -place
      }
      best[index] = found.score + candidate.weight * candidate.alike
      before[index] = found.candidate
      place = candidate.there + 1
      while place <= count {
        if best[index] > tree[place].score { tree[place] = (best[index], index) }
        place += place & -place
      }
    }
    guard var last = ordered.max(by: { best[$0] < best[$1] }) else { return [] }
    var chain = [candidates[last]]
    while before[last] >= 0 {
      last = before[last]
      chain.append(candidates[last])
    }
    return chain.reversed()
  }
}

extension Array {
  /// The first place from which on the test holds. O(log n).
  func partitioningIndex(_ holds: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// The words of the sentences of a text as sorted bags, with their weights.
struct SentenceBags {
  private let text: ComparedText
  private var bags: [[(hash: UInt64, weight: Float)]] = []
  private var totals: [Float] = []
  /// Words that lead to sentences, sorted.
  private(set) var keys: [(key: UInt64, sentence: Int32)] = []
  /// A word leads to a sentence from this rarity on, in bits.
  private static let leastRarity: Float = 9

  var sentenceCount: Int { bags.count }

  init(_ text: ComparedText) {
    self.text = text
    for (index, sentence) in text.sentences.enumerated() {
      let bag = sentence.words.map { (hash: text.words[$0].hash, weight: text.words[$0].rarity) }
        .sorted { $0.hash < $1.hash }
      bags.append(bag)
      totals.append(bag.reduce(0) { $0 + $1.weight })
      if isOfCompared(index) {
        let own = keys(of: index)
        keys.append(contentsOf: own.map { (key: $0, sentence: Int32(truncatingIfNeeded: index)) })
      }
    }
    keys.sort { ($0.key, $0.sentence) < ($1.key, $1.sentence) }
  }

  /// Captions and titles are compared by themselves or not at all.
  func isOfCompared(_ sentence: Int) -> Bool {
    let found = text.sentences[sentence]
    return found.role != .title && found.role != .caption && text.words[found.words.lowerBound].flags.contains(.body)
  }

  func count(_ sentence: Int) -> Int { bags[sentence].count }

  /// The rare words of a sentence, and a hash of the whole of it.
  func keys(of sentence: Int) -> [UInt64] {
    var keys: [UInt64] = []
    var whole: UInt64 = 1
    for word in bags[sentence] {
      whole = (whole ^ word.hash) &* 0xFF51_AFD7_ED55_8CCD
      if word.weight >= Self.leastRarity, keys.last != word.hash { keys.append(word.hash) }
    }
    keys.append(whole)
    return keys
  }

  /// How much two sentences have in common, by weight: of both together, or nearly all of the shorter one.
  func alike(_ sentence: Int, _ other: SentenceBags, _ there: Int) -> (alike: Float, weight: Float) {
    let common = Self.common(bags[sentence], other.bags[there])
    let (one, two) = (totals[sentence], other.totals[there])
    guard one > 0, two > 0 else { return (0, 0) }
    let both = 2 * common / (one + two)
    let shorter = min(bags[sentence].count, other.bags[there].count) >= 6 ? common / min(one, two) : 0
    return (max(both, shorter * 0.8 - 0.1), min(one, two))
  }

  private static func common(
    _ one: [(hash: UInt64, weight: Float)], _ two: [(hash: UInt64, weight: Float)]
  ) -> Float {
    var (first, second, common) = (0, 0, Float(0))
    while first < one.count, second < two.count {
      if one[first].hash < two[second].hash {
        first += 1
      } else if one[first].hash > two[second].hash {
        second += 1
      } else {
        common += one[first].weight
        first += 1
        second += 1
      }
    }
    return common
  }

  /// Whether a sentence stands nearly whole in sentences of another text, beside others that stand there too.
  func holds(
    _ sentence: Int, in other: SentenceBags, _ range: Range<Int>, without own: SentenceBags, _ beside: Range<Int>
  ) -> Bool {
    guard bags[sentence].count >= 3 else { return false }
    var rest = range.flatMap { other.bags[$0] }.sorted { $0.hash < $1.hash }
    for word in beside.flatMap({ own.bags[$0] }) {
      let place = rest.partitioningIndex { $0.hash >= word.hash }
      if place < rest.count, rest[place].hash == word.hash { rest.remove(at: place) }
    }
    return Self.common(bags[sentence], rest) >= 0.7 * totals[sentence]
  }
}
