/// Finds which document each document most likely has its text from.
///
/// `@unchecked Sendable`: the arrays are filled in `init`, by one thread; the workers that get the search only read them.
final class ReuseSearch: @unchecked Sendable {
  // Immutable once it is made.
  let digests: DigestTable
  /// For each document those that may have its text, the likeliest first: where they begin.
  private var starts: [Int32]
  private var candidates: [Int32] = []
  /// The ties between texts with the same words.
  private(set) var identicalTies: [ReuseTie] = []
  /// Documents that have candidates, in order.
  private(set) var documents: [Int32] = []
  /// How many pairs were looked at.
  private(set) var pairCount = 0

  /// Of a sequence that very many documents have, so many of the earliest and of the last are looked at.
  private static let reach = SharedKeys.Reach(first: 12, near: 2)
  private static let candidateLimit = 6

  /// Finds candidates among documents in the order of time. O(fingerprints).
  init(_ digests: DigestTable, folder: String) throws {
    self.digests = digests
    starts = [Int32](repeating: 0, count: digests.count + 1)
    var isCopy = [Bool](repeating: false, count: digests.count)
    findIdentical(&isCopy)
    var shared = try SharedKeys(
      count: digests.count, reach: Self.reach, folder: folder,
      keys: { isCopy[$0] ? [] : digests.fingerprint(of: $0) },
      pair: { later, earlier in
        digests[earlier].credits(digests[later]) ? (from: earlier, to: later) : (from: later, to: earlier)
      })
    pairCount = shared.pairCount
    let vectors = VectorCache(digests)
    var next = 0
    while let row = try shared.next() {
      let found = likeliest(row, vectors)
      guard !found.isEmpty else { continue }
      while next <= row.document {
        starts[next] = Int32(candidates.count)
        next += 1
      }
      candidates += found
      documents.append(Int32(row.document))
    }
    for place in next..<starts.count { starts[place] = Int32(candidates.count) }
  }

  private func likeliest(_ row: SharedKeys.Row, _ vectors: VectorCache) -> [Int32] {
    let own = digests[row.document].payload.fingerprints
    let enough = row.others.filter { other in
      other.count >= 3 || other.count * 3 >= Int(min(own, digests[other.document].payload.fingerprints))
    }
    var order = enough.sorted { ($1.count, $0.document) < ($0.count, $1.document) }
    // Pages of one site must not crowd out where a text comes from.
    if order.count > Self.candidateLimit {
      let isSite = order.map { vectors.isSite(row.document, $0.document) }
      order = zip(order, isSite).filter { !$1 }.map(\.0) + zip(order, isSite).filter { $1 }.map(\.0)
    }
    return order.prefix(Self.candidateLimit).map { Int32($0.document) }
  }

  /// Texts with the same words are copies of the first of them; they are compared with nothing else.
  private func findIdentical(_ isCopy: inout [Bool]) {
    var order = digests.rows.indices.filter { digests[$0].textHash != 0 && digests[$0].isCompared }.map { Int32($0) }
    order.sort { (digests[Int($0)].textHash, $0) < (digests[Int($1)].textHash, $1) }
    var start = 0
    while start < order.count {
      let hash = digests[Int(order[start])].textHash
      var end = start + 1
      while end < order.count, digests[Int(order[end])].textHash == hash { end += 1 }
      tieIdentical(order[start..<end], &isCopy)
      start = end
    }
  }

  /// The text of an agency's own page is that of those that credit it; else the first one has it.
  private func tieIdentical(_ documents: ArraySlice<Int32>, _ isCopy: inout [Bool]) {
    guard documents.count > 1 else { return }
    let credited = documents.reduce(UInt32(0)) { $0 | digests[Int($1)].credits }
    let own = documents.first { digests[Int($0)].agency & credited != 0 }
    guard let from = own ?? documents.first else { return }
    for document in documents where document != from {
      isCopy[Int(document)] = true
      identicalTies.append(
        ReuseTie(document: document, from: from, share: 1, of: 1, isIdentical: true, isMostly: true))
    }
  }

  /// The documents that one may have its text from.
  func candidates(of document: Int) -> ArraySlice<Int32> {
    candidates[Int(starts[document])..<Int(starts[document + 1])]
  }

  /// A hash of all that the tie of a document is made of.
  func stamp(of document: Int) -> UInt64 {
    var hash = StampHash()
    hash.add(0x7469_6531)
    hash.add(digests[document].stamp)
    for other in candidates(of: document) { hash.add(digests[Int(other)].stamp) }
    return hash.value
  }

  /// The tie of a document to the one that it most likely has its text from.
  func tie(of document: Int, _ texts: TextCache, _ vectors: VectorCache) -> ReuseTie? {
    guard let here = texts.text(at: digests[document].place) else { return nil }
    var best: ReuseTie?
    for candidate in candidates(of: document) {
      guard let there = texts.text(at: digests[Int(candidate)].place) else { continue }
      guard let overlap = Self.overlap(here, there, vectors.commonEdges(document, Int(candidate))) else { continue }
      let tie = ReuseTie(
        document: Int32(document), from: candidate, share: Float(overlap.share), of: Float(overlap.of),
        isIdentical: false, isMostly: overlap.isMostly)
      if let known = best, !isBetter(tie, than: known) { continue }
      best = tie
    }
    return best
  }

  /// What two texts share if it is reuse. Where they end or begin the same, there has to be more, unless they are about one
  /// event: then the beginning is the article's, and the end is where it is the greater part of one of them.
  private static func overlap(
    _ here: ComparedText, _ there: ComparedText, _ edges: (shared: SharedEdges, isOneEvent: Bool)
  ) -> Overlap? {
    let overlap = Overlap(here, there)
    guard overlap.isReuse, !edges.shared.isEmpty else { return overlap.isReuse ? overlap : nil }
    let starts = (here.word(ofEnd: edges.shared.end.here), there.word(ofEnd: edges.shared.end.there))
    let isMost = starts.0 * 2 <= here.words.count || starts.1 * 2 <= there.words.count
    if edges.isOneEvent, isMost || edges.shared.end.isEmpty { return overlap }
    let left = edges.isOneEvent ? SharedEdges(end: edges.shared.end) : edges.shared
    let rest = Overlap(here, there, without: left)
    guard rest.isReuse else { return nil }
    return edges.isOneEvent ? overlap : rest
  }

  /// A few hundredths more or less of a text say nothing: then the one that was first is it, and the fullest.
  private func isBetter(_ tie: ReuseTie, than known: ReuseTie) -> Bool {
    if abs(tie.share - known.share) > Self.doubt { return tie.share > known.share }
    let (one, two) = (digests[Int(tie.from)], digests[Int(known.from)])
    if one.minute == two.minute, one.bodyCount == two.bodyCount, tie.of != known.of { return tie.of > known.of }
    return tie.from < known.from
  }

  private static let doubt: Float = 0.03
}
