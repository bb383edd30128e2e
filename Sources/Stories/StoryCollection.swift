import Entities
import Records

/// Runs pieces of work, numbered from 0, and hands on their results in order; how many at once is its own matter.
public typealias Workers<Output> = (
  _ count: Int, _ makeWorker: @escaping () -> (Int) -> Output, _ commit: @escaping (Output) throws -> Void
) throws -> Void

/// A collection of documents whose digests have been taken: finds the stories and writes their records.
public final class StoryCollection: @unchecked Sendable {
  // Immutable once it is made.
  private let store: RecordStore
  private let common: CommonWords
  private let digests: [Digest]
  private let search: ReuseSearch
  /// What stands twice in the collection, by its place.
  public let errors: [ErrorRecord]

  /// Puts the digests into the order of time. Of documents with one id the one whose place comes first stays.
  public init(_ digests: [Digest], store: RecordStore, common: CommonWords) {
    self.store = store
    self.common = common
    func place(_ digest: Digest) -> (String, Int) { (store.path(of: digest.place.file), digest.place.line) }
    var errors: [ErrorRecord] = []
    var kept: [Digest] = []
    kept.reserveCapacity(digests.count)
    for digest in digests.sorted(by: { $0.id == $1.id ? place($0) < place($1) : $0.id < $1.id }) {
      if kept.last?.id == digest.id {
        let (path, line) = place(digest)
        errors.append(
          ErrorRecord(
            origin: "\(path):\(line)", document: nil, stage: .input,
            reason: "the document \(digest.id) is there already, and is left out"))
      } else {
        kept.append(digest)
      }
    }
    self.errors = errors
    kept.sort { ($0.minute ?? Int64.max, $0.id) < ($1.minute ?? Int64.max, $1.id) }
    self.digests = kept
    search = ReuseSearch(kept)
  }

  /// The number of documents.
  public var count: Int { digests.count }

  /// What each document has from others, sorted by document.
  private func ties(_ workers: Workers<ReuseTie?>) throws -> [ReuseTie] {
    var ties = search.identicalTies
    let documents = digests.indices.filter { search.hasCandidates($0) }
    try workers(
      documents.count,
      { [self] in
        let texts = TextCache(store, common: common)
        return { self.search.tie(of: documents[$0], texts) }
      }, { tie in if let tie { ties.append(tie) } })
    return ties.sorted { $0.document < $1.document }
  }

  /// The keys by which documents may be parted: those that share one have to be compared with one another, and with no
  /// others. One a document, in the order of their ids.
  public func keys(_ workers: Workers<ReuseTie?>) throws -> [(document: String, key: String)] {
    let grouping = StoryGrouping(digests, ties: try ties(workers))
    var keys: [(document: String, key: String)] = []
    for component in grouping.components {
      let key = StoryRenderer.id(ofFirst: digests[component[0]].id)
      for document in component { keys.append((digests[document].id, key)) }
    }
    return keys.sorted { $0.document < $1.document }
  }

  /// Finds all stories, and hands over their records: first those of the stories, by their ids, then the identities.
  public func write(
    reuse: Workers<ReuseTie?>, stories: Workers<RenderedStory>, output: (StoryKind, [UInt8]) throws -> Void
  ) throws {
    let ties = try ties(reuse)
    let grouping = StoryGrouping(digests, ties: ties)
    let order = grouping.stories.sorted { digests[$0[0]].id < digests[$1[0]].id }
    var index = IdentityIndex(digests)
    var kept: [(id: String, sections: [(kind: StoryKind, place: RecordPlace)])] = []
    try stories(
      order.count,
      { [self] in
        let texts = TextCache(store, common: common)
        let renderer = StoryRenderer(digests, ties: ties, texts: texts, common: common)
        return { renderer.rendered(order[$0]) }
      },
      { [self] story in
        index.add(story.members, story: story.id)
        kept.append((id: story.id, sections: try keep(story)))
      })
    var identities: [UInt8] = []
    let replaced = index.finish { identities += $0 }
    for story in kept {
      for (kind, place) in story.sections {
        guard var bytes = store.lines(at: place) else { throw StoryError.noRoom }
        for (plain, own) in replaced[story.id] ?? [] { Self.replace(plain, by: own, in: &bytes) }
        try output(kind, bytes)
      }
    }
    try output(.identity, identities)
  }

  /// Puts the lines of a story aside.
  private func keep(_ story: RenderedStory) throws -> [(kind: StoryKind, place: RecordPlace)] {
    try story.sections.filter { !$0.bytes.isEmpty }.map { kind, bytes in
      guard let offset = bytes.withUnsafeBufferPointer({ store.keep($0) }) else { throw StoryError.noRoom }
      let place = RecordPlace(file: RecordStore.spoolFile, line: 0, offset: offset, length: bytes.count)
      return (kind: kind, place: place)
    }
  }

  /// Puts one id in place of another of the same length.
  private static func replace(_ plain: String, by own: String, in bytes: inout [UInt8]) {
    let (old, new) = (Array("\"\(plain)\"".utf8), Array("\"\(own)\"".utf8))
    guard old.count == new.count, bytes.count >= old.count else { return }
    var place = 0
    while place + old.count <= bytes.count {
      if bytes[place] == old[0], bytes[place + 1] == old[1], bytes[place..<place + old.count].elementsEqual(old) {
        bytes.replaceSubrange(place..<place + old.count, with: new)
        place += old.count
      } else {
        place += 1
      }
    }
  }
}

/// Why stories could not be written.
public enum StoryError: Error {
  /// The disk has no room for a temporary file, or it has gone.
  case noRoom
}
