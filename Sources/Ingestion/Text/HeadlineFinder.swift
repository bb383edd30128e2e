/// Finds the headline of a text that was copied from a page: a line above the article, as long as headlines are, whose
/// words come again in the article.
struct HeadlineFinder {
  /// Hashes of the longer words at the article's beginning: open hashing, 0 where a slot is free.
  private var slots = [UInt64](repeating: 0, count: 2048)
  /// How many words of the article are looked at.
  private static let bodyWords = 800
  /// How many lines above the article can be the headline.
  private static let reach = 60
  /// Shorter words are in every text.
  private static let shortest = 4

  /// A line that may be the headline.
  private struct Candidate {
    /// The share of its longer words that the article has.
    var overlap = 0.0
    var score = 0.0
    /// A credit, a date, a path of links.
    var isOther = false
  }

  /// The index of the headline of the article that begins at `first`, or -1. `isBody` says which lines are the article's;
  /// `given` has levelled titles that came with the text.
  mutating func find(
    before first: Int, measure: BlockMeasure, given: [[UInt8]], isBody: (Int) -> Bool
  ) -> Int {
    noteWords(from: first, measure: measure, isBody: isBody)
    var found = -1
    var best = 0.0
    let last = min(first, measure.facts.count - 1)
    for index in stride(from: last, through: max(0, first - Self.reach), by: -1) {
      let levelled = measure.levelled(measure.facts[index])
      if given.contains(where: { $0.elementsEqual(levelled) }) { return index }
      guard let candidate = candidate(measure.facts[index], levelled: levelled, distance: first - index) else {
        continue
      }
      if candidate.score > best {
        best = candidate.score
        found = index
      }
    }
    // The line under the headline sums the article up as well: of two such the upper one is it.
    guard found > 0 else { return found }
    let fact = measure.facts[found - 1]
    guard fact.words > 4, fact.words <= 22,
      let above = candidate(fact, levelled: measure.levelled(fact), distance: first - found + 1), !above.isOther
    else { return found }
    return above.overlap >= 0.5 ? found - 1 : found
  }

  private func candidate(_ fact: BlockFacts, levelled: ArraySlice<UInt8>, distance: Int) -> Candidate? {
    guard fact.words > 1, fact.words < 40, fact.phrase.isEmpty, !fact.flags.contains(.debris) else { return nil }
    if fact.last == 0x2E || fact.last == 0x21, !fact.flags.contains(.endsQuote) { return nil }
    var candidate = Candidate()
    candidate.overlap = overlap(of: levelled)
    var score = candidate.overlap * 14 - min(12, Double(distance) / 2)
    score += fact.words > 4 ? 12 : fact.words > 2 ? 7 : 0
    if fact.words > 22 { score -= 7 }
    if fact.repeats == 2, fact.words > 3 { score += 4 }
    if fact.flags.contains(.pipe) { score -= 12 }
    if fact.part.has(.caption) { score -= 8 }
    if fact.flags.contains(.copyright) { score -= 8 }
    if fact.part.has(.date) { score -= 5 }
    if fact.flags.contains(.digits) { score -= 5 }
    if !fact.part.subtracting(fact.phrase).isEmpty { score -= 3 }
    candidate.score = score
    candidate.isOther =
      fact.part.has(.caption) || fact.part.has(.date) || !fact.flags.isDisjoint(with: [.digits, .pipe])
    return candidate
  }

  // MARK: Words

  private mutating func noteWords(from first: Int, measure: BlockMeasure, isBody: (Int) -> Bool) {
    for index in slots.indices { slots[index] = 0 }
    var words = 0
    for index in min(first, measure.facts.count)..<measure.facts.count where isBody(index) {
      guard words < Self.bodyWords else { return }
      words += Int(measure.facts[index].words)
      Self.forEachWord(measure.levelled(measure.facts[index]).prefix(8000)) { hash in
        let slot = self.slot(of: hash)
        slots[slot] = hash
      }
    }
  }

  /// The slot of a word, or the one where it would be; the last one tried where the table is full.
  private func slot(of hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash >> 53)
    for _ in 0..<64 where slots[slot] != hash && slots[slot] != 0 { slot = (slot + 1) & 2047 }
    return slot
  }

  private func overlap(of levelled: ArraySlice<UInt8>) -> Double {
    var count = 0
    var hits = 0
    Self.forEachWord(levelled) { hash in
      count += 1
      if slots[slot(of: hash)] == hash { hits += 1 }
    }
    return count > 1 ? Double(hits) / Double(count) : 0
  }

  /// Calls `body` with the hash of each longer word.
  private static func forEachWord(_ levelled: ArraySlice<UInt8>, _ body: (UInt64) -> Void) {
    var hash: UInt64 = 0
    var length = 0
    for byte in levelled {
      if byte == 0x20 {
        if length >= shortest { body(hash | 1) }
        hash = 0
        length = 0
      } else {
        hash = (hash ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 29
        length += 1
      }
    }
    if length >= shortest { body(hash | 1) }
  }
}
