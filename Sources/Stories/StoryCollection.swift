import Records

/// A collection of documents whose digests have been taken: finds the stories and writes their records.
public final class StoryCollection {
  private let store: RecordStore
  private let language: StoryLanguage
  let digests: DigestTable
  private let keep: StoryKeep?

  init(_ digests: DigestTable, store: RecordStore, language: StoryLanguage, keep: StoryKeep?) {
    self.store = store
    self.language = language
    self.digests = digests
    self.keep = keep
  }

  /// The number of documents.
  public var count: Int { digests.count }

  /// What each document has from others.
  private func ties(_ search: ReuseSearch, _ workers: some StoryWorkers) throws -> ReuseTies {
    var ties = search.identicalTies
    var next = 0
    let (store, language, keep) = (store, language, keep)
    try workers.run(
      next: { () -> Int? in
        guard next < search.documents.count else { return nil }
        defer { next += 1 }
        return Int(search.documents[next])
      },
      makeWorker: {
        let texts = TextCache(store, language: language)
        let vectors = VectorCache(search.digests)
        return { (document: Int) in
          (
            document,
            KeptResult(
              keep, key: { search.stamp(of: document) },
              make: {
                Self.bytes(of: search.tie(of: document, texts, vectors), among: search.candidates(of: document))
              })
          )
        }
      },
      commit: { (document: Int, result: KeptResult) in
        result.settle(keep)
        if let tie = Self.tie(of: document, result.bytes, among: search.candidates(of: document)) { ties.append(tie) }
      })
    return ReuseTies(ties, in: digests)
  }

  /// A tie as it is kept: the place of what it comes from among the candidates.
  private static func bytes(of tie: ReuseTie?, among candidates: ArraySlice<Int32>) -> [UInt8] {
    guard let tie, let place = candidates.firstIndex(of: tie.from) else { return [] }
    var encoder = ByteEncoder()
    encoder.add(UInt32(place - candidates.startIndex))
    encoder.add(tie.share)
    encoder.add(tie.of)
    encoder.add(UInt8(tie.isMostly ? 1 : 0))
    return encoder.bytes
  }

  private static func tie(of document: Int, _ bytes: [UInt8], among candidates: ArraySlice<Int32>) -> ReuseTie? {
    guard !bytes.isEmpty else { return nil }
    var decoder = ByteDecoder(bytes[...])
    let place = Int(decoder.number(UInt32.self))
    guard place < candidates.count else { return nil }
    let (share, of) = (decoder.number(Float.self), decoder.number(Float.self))
    return ReuseTie(
      document: Int32(document), from: candidates[candidates.startIndex + place], share: share, of: of,
      isIdentical: false, isMostly: decoder.number(UInt8.self) == 1)
  }

  /// The keys by which documents may be parted: those that share one have to be compared with one another, and with no
  /// others. One a document, in the order of their ids.
  public func keys(_ workers: some StoryWorkers) throws -> [(document: String, key: String)] {
    let search = try ReuseSearch(digests, folder: store.temporaryFolder)
    let ties = try ties(search, workers)
    let grouping = try StoryGrouping(
      digests, ties: ties, folder: store.temporaryFolder, keep: keep, workers: workers)
    var sets = DisjointSets(count: digests.count)
    for (document, label) in grouping.components.enumerated() { sets.join(document, Int(label)) }
    // What might be where a text comes from has to be there, whatever is found then. What only ends or begins as all pages
    // of its site is not.
    let vectors = VectorCache(digests)
    for document in search.documents {
      for other in search.candidates(of: Int(document)) where !vectors.isSite(Int(document), Int(other)) {
        sets.join(Int(document), Int(other))
      }
    }
    for tie in ties.all { sets.join(Int(tie.document), Int(tie.from)) }
    let labels = sets.labels()
    let order = digests.rows.indices.sorted { DocumentID.precedes(digests[$0].id, digests[$1].id) }
    return order.map { (digests[$0].id.description, StoryPlan.id(ofFirst: digests[Int(labels[$0])].id)) }
  }

  /// Finds all stories, and hands over their records: first those of the stories, by their ids, then the identities.
  public func write(_ workers: some StoryWorkers, output: (StoryKind, [UInt8]) throws -> Void) throws {
    let folder = store.temporaryFolder
    let ties = try ties(try ReuseSearch(digests, folder: folder), workers)
    let grouping = try StoryGrouping(digests, ties: ties, folder: folder, keep: keep, workers: workers)
    let plan = StoryPlan(digests, ties: ties, labels: grouping.labels, language: language)
    let file = keep?.file ?? SpoolFile(inFolder: folder)
    let identities = IdentityIndex(folder: folder)
    var parts: [(part: StoryPart, offset: Int)] = []
    let (store, language, keep) = (store, language, keep)
    try workers.run(
      next: plan.makeParts(),
      makeWorker: {
        let renderer = StoryRenderer(plan, texts: TextCache(store, language: language))
        return { (part: StoryPart) in
          (part, KeptResult(keep, key: { StoryRenderer.stamp(of: part, plan) }, make: { renderer.rendered(part) }))
        }
      },
      commit: { (part: StoryPart, result: KeptResult) in
        parts.append((part, result.settle(keep) ?? file.append(result.bytes)))
        guard part.number == 0 else { return }
        identities.add(RenderedPart.members(result.bytes), story: UInt32(part.story))
      })
    guard file.flush() else { throw StoryError.noRoom }
    let replaced = try identities.finish()
    try Self.write(parts, of: plan, in: file, replaced, output)
    try identities.write { try output(.identity, $0) }
    keep?.finish()
  }

  /// Hands over the sections of all stories: type by type, the pieces of each one behind another.
  private static func write(
    _ parts: [(part: StoryPart, offset: Int)], of plan: StoryPlan, in file: SpoolFile,
    _ replaced: [IdentityIndex.Replacement], _ output: (StoryKind, [UInt8]) throws -> Void
  ) throws {
    var start = 0
    while start < parts.count {
      var end = start + 1
      while end < parts.count, parts[end].part.number > 0 { end += 1 }
      let story = UInt32(parts[start].part.story)
      let first = replaced.partitioningIndex { $0.story >= story }
      let own = replaced[first...].prefix { $0.story == story }
      for (place, kind) in RenderedPart.kinds.enumerated() {
        for part in parts[start..<end] {
          guard let head = file.bytes(at: part.offset, count: RenderedPart.headLength) else { throw StoryError.noRoom }
          let lengths = RenderedPart.lengths(head)
          guard lengths[place] > 0 else { continue }
          let offset = part.offset + RenderedPart.headLength + lengths[..<place].reduce(0, +)
          guard var bytes = file.bytes(at: offset, count: lengths[place]) else { throw StoryError.noRoom }
          for ids in own { ids.replace(in: &bytes) }
          try output(kind, bytes)
        }
      }
      start = end
    }
  }
}

/// Why stories could not be written.
public enum StoryError: Error {
  /// The disk has no room for a temporary file, or it has gone.
  case noRoom
  /// The folder for results of earlier runs cannot be used.
  case cannotKeep(folder: String, reason: String)
}
