/// Which documents have a key: all pairs of key and document, sorted, keys of one document left out.
///
/// Documents stand in the order of time, so that of a key that very many have only the first ones, or the next ones, need
/// be looked at: the work is linear whatever a key is, and a result depends on documents that share the key alone.
struct Postings {
  /// Documents by key, one stretch a key.
  private var documents: [Int32] = []
  /// The stretch of each of a document's keys: where it begins, one list a document.
  private var starts: [Int32]
  private var ends: [Int32] = []
  private var offsets: [Int]

  /// Makes the postings of documents, each with its keys. O(keys × log keys).
  init(count: Int, keys: (Int) -> [UInt32]) {
    var pairs: [UInt64] = []
    for document in 0..<count {
      for key in keys(document) { pairs.append(UInt64(key) << 32 | UInt64(document)) }
    }
    pairs.sort()
    // Stretches of two documents and more.
    var stretches: [(first: Int32, end: Int32)] = []
    var members: [(document: Int32, stretch: Int32)] = []
    var place = 0
    while place < pairs.count {
      var end = place + 1
      while end < pairs.count, pairs[end] >> 32 == pairs[place] >> 32 { end += 1 }
      if end - place > 1 {
        let first = Int32(documents.count)
        for pair in pairs[place..<end] {
          let document = Int32(truncatingIfNeeded: pair)
          members.append((document, Int32(stretches.count)))
          documents.append(document)
        }
        stretches.append((first, Int32(documents.count)))
      }
      place = end
    }
    pairs = []
    offsets = [Int](repeating: 0, count: count + 1)
    for member in members { offsets[Int(member.document) + 1] += 1 }
    for document in 0..<count { offsets[document + 1] += offsets[document] }
    var next = offsets
    starts = [Int32](repeating: 0, count: members.count)
    ends = starts
    for member in members {
      let slot = next[Int(member.document)]
      next[Int(member.document)] += 1
      starts[slot] = stretches[Int(member.stretch)].first
      ends[slot] = stretches[Int(member.stretch)].end
    }
  }

  /// The first documents, in the order of time, that share keys with a document, with the number of keys: of each key at
  /// most `limit` documents, besides `near` before and behind the document. Sorted by document.
  func neighbours(of document: Int, first limit: Int, near: Int) -> [(document: Int, count: Int)] {
    var found: [Int32] = []
    for slot in offsets[document]..<offsets[document + 1] {
      let (start, end) = (Int(starts[slot]), Int(ends[slot]))
      let head = min(end, start + limit)
      for place in start..<head where documents[place] != document { found.append(documents[place]) }
      guard end - start > limit else { continue }
      var (low, high) = (start, end)
      while low < high {
        let middle = (low + high) / 2
        if documents[middle] < document { low = middle + 1 } else { high = middle }
      }
      for place in max(head, low - near)..<max(head, min(end, low + near + 1)) where documents[place] != document {
        found.append(documents[place])
      }
    }
    found.sort()
    var counted: [(document: Int, count: Int)] = []
    for other in found {
      if let last = counted.last, last.document == Int(other) {
        counted[counted.count - 1].count += 1
      } else {
        counted.append((Int(other), 1))
      }
    }
    return counted
  }
}

/// Sets that are joined pair by pair.
struct DisjointSets {
  private var parents: [Int32]

  init(count: Int) { parents = (0..<Int32(count)).map { $0 } }

  /// The number that stands for the set of an element.
  mutating func root(of element: Int) -> Int {
    var element = element
    while Int(parents[element]) != element {
      parents[element] = parents[Int(parents[element])]
      element = Int(parents[element])
    }
    return element
  }

  /// Joins two sets; the smaller number stands for both.
  mutating func join(_ one: Int, _ two: Int) {
    let (first, second) = (root(of: one), root(of: two))
    if first != second { parents[max(first, second)] = Int32(min(first, second)) }
  }

  /// All sets, each in order, by their first element.
  mutating func sets() -> [[Int]] {
    var places: [Int: Int] = [:]
    var sets: [[Int]] = []
    for element in parents.indices {
      let root = root(of: element)
      if let place = places[root] {
        sets[place].append(element)
      } else {
        places[root] = sets.count
        sets.append([element])
      }
    }
    return sets
  }
}
