/// Which documents share keys with which, found on disk key by key.
///
/// Documents stand in the order of time, so that of a key that very many have only the first ones, and the last ones before
/// a document, need be looked at: the work is linear whatever a key is, and a result depends on documents that share the
/// key alone.
struct SharedKeys {
  /// How far a document looks back among those that have a key.
  struct Reach {
    /// So many of the first ones.
    var first: Int
    /// So many before the document.
    var near: Int
  }

  /// A document with those that it may belong to, and with how many keys it shares with each. By number.
  struct Row: Sendable {
    var document: Int
    var others: [(document: Int, count: Int)]
  }

  /// Pairs: the later document, the earlier one.
  private let pairs: SortedNumbers<UInt64>
  private var ahead: UInt64?
  /// How many pairs were looked at.
  let pairCount: Int

  /// Finds the pairs. `pair` says which of two documents, the second of which comes first, is to look at the other;
  /// nil where neither is. O(keys × reach).
  init(
    count: Int, reach: Reach, folder: String, keys: (Int) -> [UInt32],
    pair: (_ later: Int, _ earlier: Int) -> (from: Int, to: Int)?
  ) throws {
    let sorter = SortedRuns<UInt64>(folder: folder)
    for document in 0..<count { for key in keys(document) { sorter.add(UInt64(key) << 32 | UInt64(document)) } }
    let found = SortedRuns<UInt64>(folder: folder)
    var key = UInt64.max
    var first: [Int] = []
    // The last ones, in a ring.
    var near: [Int] = []
    var nearStart = 0
    func add(_ later: Int, _ earlier: Int) {
      if let (from, to) = pair(later, earlier) { found.add(UInt64(from) << 32 | UInt64(to)) }
    }
    try sorter.forEach { number in
      if number >> 32 != key {
        key = number >> 32
        first.removeAll(keepingCapacity: true)
        near.removeAll(keepingCapacity: true)
        nearStart = 0
      }
      let document = Int(number & 0xFFFF_FFFF)
      for earlier in first { add(document, earlier) }
      for earlier in near { add(document, earlier) }
      if first.count < reach.first {
        first.append(document)
      } else if near.count < reach.near {
        near.append(document)
      } else if reach.near > 0 {
        near[nearStart] = document
        nearStart = (nearStart + 1) % reach.near
      }
    }
    pairCount = found.count
    pairs = try found.sorted()
    ahead = try pairs.next()
  }

  /// The next document that has others; nil at the end.
  mutating func next() throws -> Row? {
    guard let first = ahead else { return nil }
    let document = Int(first >> 32)
    var row = Row(document: document, others: [])
    while let pair = ahead, Int(pair >> 32) == document {
      let other = Int(pair & 0xFFFF_FFFF)
      if let last = row.others.last, last.document == other {
        row.others[row.others.count - 1].count += 1
      } else {
        row.others.append((other, 1))
      }
      ahead = try pairs.next()
    }
    return row
  }
}
