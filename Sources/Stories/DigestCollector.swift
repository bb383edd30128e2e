import Records

/// The digests of a file that an earlier run has read.
public struct KeptDigests: Sendable {
  let key: UInt64
  let found: StoryKeep.Found
  /// The number of the file in this run.
  let file: Int32
}

/// Puts the digests of all documents together: a row each in memory, the rest in a file.
public final class DigestCollector {
  private let store: RecordStore
  private let keep: StoryKeep?
  /// With the payloads; that of the kept results where there is one.
  private let file: SpoolFile
  private var rows: [Digest] = []
  private var errors: [ErrorRecord] = []
  /// Where the current input file began: in `rows` and in `file`.
  private var first = (row: 0, offset: 0)
  private var hasFaults = false

  /// Makes one without documents.
  public init(store: RecordStore, keep: StoryKeep?) {
    self.store = store
    self.keep = keep
    file = keep?.file ?? SpoolFile(inFolder: store.temporaryFolder)
    first.offset = file.count
  }

  /// Adds what an item came to, in the order of the items.
  public func add(_ outcome: DigestReader.Outcome) {
    switch outcome {
    case .document(let digest, let payload): add(digest, payload)
    case .faults(let found, let document):
      errors += found
      hasFaults = true
      if let document { add(document.0, document.1) }
    case .kept(let kept): add(kept)
    case .end(let key): end(key)
    }
  }

  private func add(_ digest: Digest, _ payload: DigestPayload) {
    var digest = digest
    digest.payload.offset = file.append(payload.bytes)
    rows.append(digest)
  }

  /// Keeps the digests of a file whose records were all good: the payloads, then the rows, whose offsets count from the
  /// first payload, then how many rows there are.
  private func end(_ key: UInt64?) {
    defer { begin() }
    guard let keep, let key, !hasFaults else { return }
    for row in rows[first.row...] {
      var row = row
      row.payload.offset -= first.offset
      row.place.file = 0
      _ = withUnsafeBytes(of: row) { file.append($0) }
    }
    _ = withUnsafeBytes(of: UInt64(rows.count - first.row)) { file.append($0) }
    keep.add(key, from: first.offset)
  }

  private func begin() {
    first = (rows.count, file.count)
    hasFaults = false
  }

  private func add(_ kept: KeptDigests) {
    guard let keep else { return }
    defer { begin() }
    let end = kept.found.offset + kept.found.length
    let tail = file.bytes(at: end - 8, count: 8) ?? []
    let count = Int(DigestPayload.numbers(tail, at: 0, count: 1, UInt64.self).first ?? 0)
    let size = MemoryLayout<Digest>.size
    guard count >= 0, count * size + 8 <= kept.found.length,
      let bytes = file.bytes(at: end - 8 - count * size, count: count * size)
    else { return }
    bytes.withUnsafeBytes { bytes in
      for place in 0..<count {
        var row = bytes.loadUnaligned(fromByteOffset: place * size, as: Digest.self)
        row.payload.offset += kept.found.offset
        row.place.file = kept.file
        rows.append(row)
      }
    }
    keep.use(kept.found)
  }

  // MARK: The collection

  /// The documents in the order of time, and what could not be used. Of documents with one id the one whose place comes
  /// first stays.
  public func finish(language: StoryLanguage) throws -> (collection: StoryCollection, errors: [ErrorRecord]) {
    begin()
    guard file.flush(), store.flush() else { throw StoryError.noRoom }
    leaveOutRepeated()
    rows.sort { $0.precedes($1) }
    errors.sort { ($0.origin, $0.reason) < ($1.origin, $1.reason) }
    defer { rows = [] }
    let digests = DigestTable(rows, file: file.reader())
    return (StoryCollection(digests, store: store, language: language, keep: keep), errors)
  }

  private func leaveOutRepeated() {
    let ranks = store.ranks()
    func place(_ row: Digest) -> (Int, Int, UInt64) { (ranks[Int(row.place.file) + 1], row.place.line, row.stamp) }
    rows.sort { $0.id == $1.id ? place($0) < place($1) : DocumentID.precedes($0.id, $1.id) }
    var isRepeated = [Bool](repeating: false, count: rows.count)
    for index in rows.indices.dropFirst() where rows[index].id == rows[index - 1].id {
      isRepeated[index] = true
      errors.append(
        ErrorRecord(
          origin: "\(store.path(of: rows[index].place.file)):\(rows[index].place.line)", document: nil, stage: .input,
          reason: "the document \(rows[index].id) is there already, and is left out"))
    }
    guard isRepeated.contains(true) else { return }
    var kept = 0
    for index in rows.indices where !isRepeated[index] {
      rows[kept] = rows[index]
      kept += 1
    }
    rows.removeLast(rows.count - kept)
  }
}
