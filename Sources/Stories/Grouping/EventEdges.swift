/// How much documents are alike that share rare keys: an edge for each pair that may be of one event.
///
/// Groups whose documents are less alike than `Linkage.leastAlike`, pair by pair, are so on average: what no edges connect
/// is never one story.
///
/// Edges lie in a file; the sets that they join are known at the end.
struct EventEdges {
  /// A pair of documents, the later one first.
  struct Edge: BitwiseCopyable {
    var document: Int32
    var other: Int32
    var alike: Float
  }

  /// Documents that edges and ties join.
  private var sets: DisjointSets
  private let file: SpoolFile
  /// How many pairs were looked at.
  private(set) var pairCount = 0

  private static let reach = SharedKeys.Reach(first: 24, near: 12)
  private static let leastKeys = 2
  /// Documents that a piece of work has.
  private static let batch = 64

  /// Finds the edges between documents that are no copies.
  init(
    _ digests: DigestTable, isCopy: [Bool], folder: String, keep: StoryKeep?, workers: some StoryWorkers
  ) throws {
    sets = DisjointSets(count: digests.count)
    file = SpoolFile(inFolder: folder)
    var shared = try SharedKeys(
      count: digests.count, reach: Self.reach, folder: folder, keys: { isCopy[$0] ? [] : digests.keys(of: $0) },
      pair: { later, earlier in
        TimeGap.factor(digests[later].day, digests[earlier].day) > 0 ? (from: later, to: earlier) : nil
      })
    pairCount = shared.pairCount
    let (file, join) = (file, Joiner(sets))
    try workers.run(
      next: { try Self.batch(of: &shared) },
      makeWorker: {
        let vectors = VectorCache(digests)
        return { rows in
          rows.map { row in
            (row, KeptResult(keep, key: { Self.stamp(of: row, digests) }, make: { Self.values(of: row, vectors) }))
          }
        }
      },
      commit: { results in
        for (row, result) in results {
          result.settle(keep)
          let values = DigestPayload.numbers(result.bytes, at: 0, count: row.others.count, Float.self)
          for (other, alike) in zip(row.others, values) where alike >= Linkage.leastAlike {
            join.sets.join(row.document, other.document)
            let edge = Edge(document: Int32(row.document), other: Int32(other.document), alike: alike)
            _ = withUnsafeBytes(of: edge) { file.append($0) }
          }
        }
      })
    guard file.flush() else { throw StoryError.noRoom }
    sets = join.sets
  }

  private final class Joiner {
    var sets: DisjointSets
    init(_ sets: DisjointSets) { self.sets = sets }
  }

  private static func batch(of shared: inout SharedKeys) throws -> [SharedKeys.Row]? {
    var rows: [SharedKeys.Row] = []
    while rows.count < batch, var row = try shared.next() {
      row.others.removeAll { $0.count < leastKeys }
      if !row.others.isEmpty { rows.append(row) }
    }
    return rows.isEmpty ? nil : rows
  }

  private static func stamp(of row: SharedKeys.Row, _ digests: DigestTable) -> UInt64 {
    var hash = StampHash()
    hash.add(0x6564_6765)
    hash.add(digests[row.document].stamp)
    for other in row.others { hash.add(digests[other.document].stamp) }
    return hash.value
  }

  private static func values(of row: SharedKeys.Row, _ vectors: VectorCache) -> [UInt8] {
    let values = row.others.map { vectors.alike(row.document, $0.document) }
    return values.withUnsafeBytes { Array($0) }
  }

  /// Joins what a tie says is one text.
  mutating func join(_ tie: ReuseTie) { sets.join(Int(tie.document), Int(tie.from)) }

  /// For each document the first one of those that it is connected with.
  mutating func components() -> [Int32] { sets.labels() }

  /// Hands over all edges, in the order of the documents.
  func forEach(_ body: (Edge) throws -> Void) throws {
    let stride = MemoryLayout<Edge>.stride
    var offset = 0
    while offset < file.count {
      let count = min((1 << 16) * stride, file.count - offset)
      guard let bytes = file.bytes(at: offset, count: count) else { throw StoryError.noRoom }
      for edge in DigestPayload.numbers(bytes, at: 0, count: count / stride, Edge.self) { try body(edge) }
      offset += count
    }
  }
}
