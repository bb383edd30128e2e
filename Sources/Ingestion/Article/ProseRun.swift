/// The stretch of a page in which running text is densest: the paragraphs with the largest sum where text counts for
/// and short lines count against it (Kadane's maximum subarray).
struct ProseRun {
  private(set) var first = Int.max
  private(set) var last = -1

  mutating func find(_ blocks: [LeafBlock], facts: [BlockFacts]) {
    first = .max
    last = -1
    var best = 0
    var sum = 0
    var start = 0
    for index in blocks.indices {
      if sum <= 0 {
        sum = 0
        start = index
      }
      sum += Self.value(blocks[index], facts[index])
      if sum > best {
        best = sum
        first = start
        last = index
      }
    }
  }

  private static func value(_ block: LeafBlock, _ fact: BlockFacts) -> Int {
    // What a site says of itself, and the heads and counts of comments, are none of an article.
    if fact.flags.contains(.privacy) { return -12 }
    if fact.words <= 12, !fact.flags.isDisjoint(with: [.clock, .shape]) { return -40 }
    let isLink = Int(block.linkBytes) * 10 > block.count * 5
    if isLink || block.flags.contains(.hidden) { return -12 }
    if fact.isProse {
      // A report says who said what, and where.
      return Int(min(fact.words, 60)) + (fact.flags.contains(.said) ? 20 : 0)
        + (fact.flags.contains(.dateline) ? 100 : 0)
    }
    if fact.words >= 5, fact.endsSentence { return Int(min(fact.words, 40)) / 2 }
    return fact.phrase.isEmpty && fact.part.isEmpty ? -6 : -12
  }

  func contains(_ index: Int) -> Bool { index >= first && index <= last }
}
