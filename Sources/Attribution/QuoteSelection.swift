import TextModel

/// Chooses among the quotes that the candidates make: the outermost wins, for contents do not nest.
struct QuoteSelection {
  /// For each token the quote whose head it is, plus one.
  private var heads: [Int32] = []

  /// The quotes that stay, in the order of their cues. O(tokens of all contents).
  mutating func choose(_ found: [FoundQuote], tokens: Int) -> [FoundQuote] {
    heads.removeAll(keepingCapacity: true)
    heads.append(contentsOf: repeatElement(0, count: tokens))
    for (index, quote) in found.enumerated() { heads[quote.head] = Int32(truncatingIfNeeded: index + 1) }
    var isDropped = [Bool](repeating: false, count: found.count)
    let order = found.indices.sorted { (-found[$0].count, $0) < (-found[$1].count, $1) }
    for index in order where !isDropped[index] {
      let quote = found[index]
      for piece in quote.pieces {
        for token in piece where heads[token] > 0 {
          let other = Int(heads[token]) - 1
          guard other != index, !isDropped[other] else { continue }
          if found[other].contains(quote.head), found[other].probability > quote.probability {
            isDropped[index] = true
          } else {
            isDropped[other] = true
          }
        }
        if isDropped[index] { break }
      }
    }
    return found.indices.filter { !isDropped[$0] }.map { found[$0] }
  }
}
