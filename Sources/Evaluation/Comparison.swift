import Review

/// Holds a record against a quote that should be there.
struct Comparison {
  private let places: WordPlaces
  /// The likeness from which a content is right.
  private let overlap: Double

  init(_ text: [Unicode.Scalar], overlap: Double) {
    places = WordPlaces(text)
    self.overlap = overlap
  }

  /// Contents below this likeness have nothing to do with one another.
  private static let least = 0.3

  func words(of spans: [Range<Int>]) -> [Int32] { places.words(of: spans) }

  /// Pairs of records and expected quotes, one to one, those that are most alike first.
  func pairs(_ quotes: [ReviewedQuote], _ expected: [ExpectedQuote]) -> [Int: Int] {
    let one = quotes.map { words(of: $0.spans) }
    let other = expected.map { words(of: $0.spans) }
    var candidates: [(likeness: Double, quote: Int, expected: Int)] = []
    for (number, words) in one.enumerated() {
      for (place, gold) in other.enumerated()
      where (gold.first ?? 0) <= (words.last ?? 0) && (words.first ?? 0) <= (gold.last ?? 0) {
        let likeness = WordPlaces.likeness(words, gold)
        if likeness >= Self.least { candidates.append((likeness, number, place)) }
      }
    }
    candidates.sort { ($1.likeness, $0.quote, $0.expected) < ($0.likeness, $1.quote, $1.expected) }
    var pairs: [Int: Int] = [:]
    var taken: Set<Int> = []
    for candidate in candidates where pairs[candidate.quote] == nil && !taken.contains(candidate.expected) {
      pairs[candidate.quote] = candidate.expected
      taken.insert(candidate.expected)
    }
    return pairs
  }

  /// The record that stands where a quote does: the one with most of its words, of those with the same cue first.
  func nearest(to spans: [Range<Int>], cue: Range<Int>?, of quotes: [ReviewedQuote]) -> Int? {
    let wanted = words(of: spans)
    var best: (number: Int, score: Double)?
    for (number, quote) in quotes.enumerated() {
      let likeness = WordPlaces.likeness(words(of: quote.spans), wanted)
      let hasCue = cue != nil && quote.cue == cue && likeness > 0
      guard likeness >= Self.least || hasCue else { continue }
      let score = likeness + (hasCue ? 1 : 0)
      if score > best?.score ?? -1 { best = (number, score) }
    }
    return best?.number
  }

  /// What is right and wrong of a record: the first of content, source, cue and act that is wrong.
  func verdict(on quote: ReviewedQuote, _ expected: ExpectedQuote) -> Verdict {
    if WordPlaces.likeness(words(of: quote.spans), words(of: expected.spans)) < overlap { return .content }
    if expected.hasSource, !isSource(quote, expected) { return .source }
    if !isCue(quote.cue, expected.cue) { return .cue }
    if let act = expected.act, let own = quote.record["act"].string, own != act { return .act }
    return .right
  }

  private func isSource(_ quote: ReviewedQuote, _ expected: ExpectedQuote) -> Bool {
    guard let name = quote.sourceName else { return expected.sourceName == nil && expected.mention == nil }
    if let wanted = expected.sourceName { return SourceNames.isSame(name, as: wanted) }
    guard let wanted = expected.mention, let mention = quote.mention else { return false }
    return WordPlaces.likeness(words(of: [mention]), words(of: [wanted])) >= 1.0 / 3
  }

  private func isCue(_ cue: Range<Int>?, _ expected: Range<Int>?) -> Bool {
    guard let cue, let expected else { return (cue == nil) == (expected == nil) }
    return cue.overlaps(expected)
  }
}
