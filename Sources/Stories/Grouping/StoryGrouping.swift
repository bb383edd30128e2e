/// What a document has of another one.
public struct ReuseTie: Sendable {
  /// Indices of digests.
  var document: Int
  var from: Int
  var share: Double
  var of: Double
  /// The words are the same, to the last.
  var isIdentical: Bool
  /// Most of the one is in the other.
  var isMostly: Bool
}

/// Puts documents that report one event together: average linkage over what they are about, in which texts that are
/// mostly the same stay together.
struct StoryGrouping {
  /// The documents of each story, in the order of time.
  private(set) var stories: [[Int]] = []
  /// Documents that were compared at all, by their connected groups.
  private(set) var components: [[Int]] = []

  /// Two groups of documents are one story where their documents are this much alike on average.
  static let leastAlike: Float = 0.45
  /// Documents that are less alike are no candidates.
  private static let leastCandidate: Float = 0.15
  /// A group of more documents is put together in the order of time, document by document.
  private static let matrixLimit = 1500

  private let digests: [Digest]
  private let ties: [ReuseTie]

  /// Groups documents that are in the order of time.
  init(_ digests: [Digest], ties: [ReuseTie]) {
    self.digests = digests
    self.ties = ties
    var sets = DisjointSets(count: digests.count)
    var isCopy = [Int32](repeating: -1, count: digests.count)
    for tie in ties {
      if tie.isIdentical {
        sets.join(tie.document, tie.from)
        isCopy[tie.document] = Int32(truncatingIfNeeded: tie.from)
      } else if tie.isMostly, isNear(tie) {
        sets.join(tie.document, tie.from)
      }
    }
    let postings = Postings(count: digests.count) { isCopy[$0] >= 0 ? [] : digests[$0].keys }
    for document in digests.indices {
      for other in postings.neighbours(of: document, first: 24, near: 12)
      where other.count >= 2 && other.document < document {
        if digests[document].alike(digests[other.document]) >= Self.leastCandidate {
          sets.join(document, other.document)
        }
      }
    }
    components = sets.sets()
    for component in components { group(component, isCopy: isCopy) }
  }

  /// Whether a text and what it was made of are of the same days.
  private func isNear(_ tie: ReuseTie) -> Bool {
    TimeGap.factor(digests[tie.document].day, digests[tie.from].day) >= 0.6
  }

  private mutating func group(_ component: [Int], isCopy: [Int32]) {
    let originals = component.filter { isCopy[$0] < 0 }
    var groups = originals.count > Self.matrixLimit ? inOrder(originals) : linked(originals)
    guard originals.count < component.count else {
      stories += groups
      return
    }
    var places: [Int: Int] = [:]
    for (place, group) in groups.enumerated() { for document in group { places[document] = place } }
    for document in component where isCopy[document] >= 0 {
      if let place = places[Int(isCopy[document])] { groups[place].append(document) }
    }
    stories += groups.map { $0.sorted() }
  }

  // MARK: Average linkage

  /// Average linkage by chains of nearest neighbours (F. Murtagh, 1983). O(n²).
  private func linked(_ documents: [Int]) -> [[Int]] {
    let count = documents.count
    guard count > 1 else { return [documents] }
    var alike = similarities(documents)
    var sizes = [Float](repeating: 1, count: count)
    var isActive = [Bool](repeating: true, count: count)
    var sets = DisjointSets(count: count)
    var chain: [Int] = []
    var remaining = count
    while remaining > 1 {
      if chain.isEmpty, let first = isActive.firstIndex(of: true) { chain = [first] }
      guard let last = chain.last else { break }
      var best = -1
      var bestValue: Float = -1
      for other in 0..<count where isActive[other] && other != last {
        let value = alike[last * count + other]
        if value > bestValue || value == bestValue && chain.count > 1 && other == chain[chain.count - 2] {
          (best, bestValue) = (other, value)
        }
      }
      guard best >= 0 else { break }
      guard chain.count > 1, best == chain[chain.count - 2] else {
        chain.append(best)
        continue
      }
      chain.removeLast(2)
      if bestValue >= Self.leastAlike { sets.join(last, best) }
      let (kept, gone) = (min(last, best), max(last, best))
      for other in 0..<count where isActive[other] && other != kept && other != gone {
        let value =
          (alike[kept * count + other] * sizes[kept] + alike[gone * count + other] * sizes[gone])
          / (sizes[kept] + sizes[gone])
        alike[kept * count + other] = value
        alike[other * count + kept] = value
      }
      sizes[kept] += sizes[gone]
      isActive[gone] = false
      remaining -= 1
    }
    return sets.sets().map { $0.map { documents[$0] } }
  }

  private func similarities(_ documents: [Int]) -> [Float] {
    let count = documents.count
    var alike = [Float](repeating: 0, count: count * count)
    var places: [Int: Int] = [:]
    for (place, document) in documents.enumerated() { places[document] = place }
    for one in 0..<count {
      for two in 0..<one {
        let value = digests[documents[one]].alike(digests[documents[two]])
        alike[one * count + two] = value
        alike[two * count + one] = value
      }
    }
    for document in documents {
      for tie in tiesOf(document) where tie.isMostly && isNear(tie) {
        guard let one = places[tie.document], let two = places[tie.from] else { continue }
        alike[one * count + two] = max(alike[one * count + two], 0.9)
        alike[two * count + one] = alike[one * count + two]
      }
    }
    return alike
  }

  /// The ties of a document to what it was made of; ties are sorted by document.
  private func tiesOf(_ document: Int) -> ArraySlice<ReuseTie> {
    let first = ties.partitioningIndex { $0.document >= document }
    var end = first
    while end < ties.count, ties[end].document == document { end += 1 }
    return ties[first..<end]
  }

  // MARK: Very large groups

  /// Each document joins the group of the last ones that it is most like, else begins one. O(n × groups near in time).
  private func inOrder(_ documents: [Int]) -> [[Int]] {
    var groups: [[Int]] = []
    var recent: [Int] = []
    for document in documents {
      var best = -1
      var bestValue = Self.leastAlike
      for place in recent {
        let members = groups[place].suffix(8)
        let value = members.reduce(Float(0)) { $0 + digests[document].alike(digests[$1]) } / Float(members.count)
        if value >= bestValue { (best, bestValue) = (place, value) }
      }
      if best >= 0 {
        groups[best].append(document)
        recent.removeAll { $0 == best }
        recent.append(best)
      } else {
        recent.append(groups.count)
        groups.append([document])
      }
      if recent.count > 64 { recent.removeFirst() }
    }
    return groups
  }
}
