/// What documents are about, read again when it is wanted. One a thread.
final class VectorCache {
  private let digests: DigestTable
  private var kept: [(document: Int, vectors: TopicVectors)]

  /// About 2 KB each.
  private static let size = 4096

  init(_ digests: DigestTable) {
    self.digests = digests
    kept = [(document: Int, vectors: TopicVectors)](repeating: (-1, TopicVectors()), count: Self.size)
  }

  func vectors(of document: Int) -> TopicVectors {
    let place = document % Self.size
    if kept[place].document != document { kept[place] = (document, digests.vectors(of: document)) }
    return kept[place].vectors
  }

  /// How likely two documents report one event.
  func alike(_ one: Int, _ other: Int) -> Float {
    let factor = TimeGap.factor(digests[one].day, digests[other].day)
    guard factor > 0 else { return 0 }
    return vectors(of: one).alike(vectors(of: other), factor: factor)
  }

  /// The edges that two documents share, and whether what stands beside them may be about one event.
  func commonEdges(_ one: Int, _ other: Int) -> (shared: SharedEdges, isOneEvent: Bool) {
    let (here, there) = (vectors(of: one), vectors(of: other))
    let edges = here.commonEdges(with: there)
    return (edges, !edges.isEmpty && here.alike(there, factor: 1) >= TopicVectors.leastAlike)
  }

  /// Whether two documents have nothing in common but what their site ends and begins its pages with.
  func isSite(_ one: Int, _ other: Int) -> Bool {
    let edges = commonEdges(one, other)
    return !edges.shared.isEmpty && !edges.isOneEvent
  }
}
