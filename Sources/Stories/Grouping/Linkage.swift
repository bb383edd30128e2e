/// Average linkage: two groups are one while their documents are enough alike on average.
enum Linkage {
  /// Two groups of documents are one story where their documents are this much alike on average.
  static let leastAlike: Float = 0.45

  /// For each of so many documents the first one of its group, by how much each two are alike (row by row). By chains of
  /// nearest neighbours (F. Murtagh, 1983). O(n²).
  static func labels(count: Int, alike: [Float]) -> [Int32] {
    var alike = alike
    var sizes = [Float](repeating: 1, count: count)
    var isActive = [Bool](repeating: true, count: count)
    var sets = DisjointSets(count: count)
    var chain: [Int] = []
    var remaining = count
    while remaining > 1 {
      if chain.isEmpty, let first = isActive.firstIndex(of: true) { chain = [first] }
      guard let last = chain.last else { break }
      let before = chain.count > 1 ? chain[chain.count - 2] : -1
      let (best, value) = nearest(to: last, before: before, alike, isActive)
      guard best >= 0 else { break }
      guard best == before else {
        chain.append(best)
        continue
      }
      chain.removeLast(2)
      if value >= leastAlike { sets.join(last, best) }
      merge(min(last, best), max(last, best), &alike, &sizes, isActive)
      isActive[max(last, best)] = false
      remaining -= 1
    }
    return sets.labels()
  }

  /// The one that is most like another; of equals the one before it in the chain.
  private static func nearest(
    to last: Int, before: Int, _ alike: [Float], _ isActive: [Bool]
  ) -> (place: Int, value: Float) {
    var best = -1
    var bestValue: Float = -1
    let row = last * isActive.count
    for other in isActive.indices where isActive[other] && other != last {
      let value = alike[row + other]
      if value > bestValue || value == bestValue && other == before { (best, bestValue) = (other, value) }
    }
    return (best, bestValue)
  }

  private static func merge(
    _ kept: Int, _ gone: Int, _ alike: inout [Float], _ sizes: inout [Float], _ isActive: [Bool]
  ) {
    let count = sizes.count
    let total = sizes[kept] + sizes[gone]
    for other in 0..<count where isActive[other] && other != kept && other != gone {
      let value = (alike[kept * count + other] * sizes[kept] + alike[gone * count + other] * sizes[gone]) / total
      alike[kept * count + other] = value
      alike[other * count + kept] = value
    }
    sizes[kept] = total
  }
}
