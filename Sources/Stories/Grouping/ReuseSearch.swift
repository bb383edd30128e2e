import Entities

/// Finds which document each document most likely has its text from.
struct ReuseSearch: Sendable {
  private let digests: [Digest]
  /// For each document those that come before it and may have its text, the likeliest first.
  private var candidates: [[Int32]] = []
  private var identical: [ReuseTie] = []

  /// Of a sequence that very many documents have, so many of the earliest are looked at.
  private static let earliest = 12
  private static let candidateLimit = 6

  /// Finds candidates among documents in the order of time. O(fingerprints).
  init(_ digests: [Digest]) {
    self.digests = digests
    var isCopy = [Bool](repeating: false, count: digests.count)
    findIdentical(&isCopy)
    let postings = Postings(count: digests.count) { isCopy[$0] ? [] : digests[$0].fingerprint }
    candidates = [[Int32]](repeating: [], count: digests.count)
    var found = [[(document: Int32, count: Int32)]](repeating: [], count: digests.count)
    for document in digests.indices where !isCopy[document] {
      for other in postings.neighbours(of: document, first: Self.earliest, near: 2) {
        let least = min(digests[document].fingerprint.count, digests[other.document].fingerprint.count)
        guard other.count >= 3 || other.count * 3 >= least else { continue }
        let (late, early) = precedes(document, other.document) ? (other.document, document) : (document, other.document)
        found[late].append((Int32(early), Int32(other.count)))
      }
    }
    for document in digests.indices {
      var seen: Set<Int32> = []
      let list = found[document].sorted { ($1.count, $0.document) < ($0.count, $1.document) }
        .filter { seen.insert($0.document).inserted }
      candidates[document] = list.prefix(Self.candidateLimit).map(\.document)
    }
  }

  /// Texts with the same words are copies of the first of them; they are compared with nothing else.
  private mutating func findIdentical(_ isCopy: inout [Bool]) {
    var first: [UInt64: Int] = [:]
    for document in digests.indices where digests[document].textHash != 0 && digests[document].isCompared {
      guard let known = first[digests[document].textHash] else {
        first[digests[document].textHash] = document
        continue
      }
      isCopy[document] = true
      identical.append(
        ReuseTie(document: document, from: known, share: 1, of: 1, isIdentical: true, isMostly: true))
    }
  }

  /// Whether a document comes before another one: earlier, else fuller, else by its id.
  private func precedes(_ one: Int, _ two: Int) -> Bool {
    let (first, second) = (digests[one], digests[two])
    let (time, otherTime) = (first.minute ?? Int64.max, second.minute ?? Int64.max)
    if time != otherTime { return time < otherTime }
    if first.bodyCount != second.bodyCount { return first.bodyCount > second.bodyCount }
    return first.id < second.id
  }

  /// The number of documents; one of which has candidates at each index, or none.
  var count: Int { digests.count }

  /// Whether a document has candidates.
  func hasCandidates(_ document: Int) -> Bool { !candidates[document].isEmpty }

  /// The tie of a document to the one that it most likely has its text from.
  func tie(of document: Int, _ texts: TextCache) -> ReuseTie? {
    guard !candidates[document].isEmpty, let here = texts.text(at: digests[document].place) else { return nil }
    var best: (tie: ReuseTie, own: Int)?
    for candidate in candidates[document] {
      guard let there = texts.text(at: digests[Int(candidate)].place) else { continue }
      let overlap = Overlap(here, there)
      guard overlap.isReuse else { continue }
      let tie = ReuseTie(
        document: document, from: Int(candidate), share: overlap.share, of: overlap.of, isIdentical: false,
        isMostly: overlap.isMostly)
      if let known = best, !isBetter(tie, than: known.tie) { continue }
      best = (tie, overlap.ownWords)
    }
    return best?.tie
  }

  /// A hundredth more or less of a text is no reason to prefer a later one.
  private func isBetter(_ tie: ReuseTie, than known: ReuseTie) -> Bool {
    if abs(tie.share - known.share) > 0.015 { return tie.share > known.share }
    return precedes(tie.from, known.from)
  }

  /// The ties between texts with the same words.
  var identicalTies: [ReuseTie] { identical }
}
