/// What a document has of another one.
public struct ReuseTie: Sendable, BitwiseCopyable {
  /// Numbers of documents.
  var document: Int32
  var from: Int32
  var share: Float
  var of: Float
  /// The words are the same, to the last.
  var isIdentical: Bool
  /// Most of the one is in the other.
  var isMostly: Bool
}

/// Which document each document most likely has its text from.
struct ReuseTies: Sendable {
  /// Sorted by document; one each at most.
  private(set) var all: [ReuseTie]

  init(_ ties: [ReuseTie], in digests: DigestTable) {
    all = ties.sorted { $0.document < $1.document }
    breakCircles(digests)
  }

  /// The tie of a document to what it has its text from.
  func of(_ document: Int) -> ReuseTie? {
    let place = all.partitioningIndex { $0.document >= document }
    return place < all.count && all[place].document == document ? all[place] : nil
  }

  /// An agency's own page can come after those that credit it, so that texts may be tied in a circle: the earliest of
  /// them is tied to none.
  private mutating func breakCircles(_ digests: DigestTable) {
    var walk = [Int32](repeating: 0, count: all.count)
    var cut: Set<Int32> = []
    for start in all.indices where walk[start] == 0 {
      var place: Int? = start
      while let here = place, walk[here] == 0 {
        walk[here] = Int32(start + 1)
        let next = all.partitioningIndex { $0.document >= all[here].from }
        place = next < all.count && all[next].document == all[here].from ? next : nil
      }
      guard let end = place, walk[end] == Int32(start + 1) else { continue }
      var circle = [all[end].document]
      while let last = circle.last, let tie = of(Int(last)), tie.from != circle[0] { circle.append(tie.from) }
      if let first = circle.min() { cut.insert(first) }
    }
    if !cut.isEmpty { all.removeAll { cut.contains($0.document) } }
  }
}
