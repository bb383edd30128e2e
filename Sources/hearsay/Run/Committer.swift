import Ingestion
import Records

/// What came of a piece of work.
struct WorkResult {
  enum Content {
    case document(DocumentOutcome, bytes: Int)
    case unchanged(DumpStamp)
    case end
  }
  var dump: Dump
  var content: Content
}

/// Takes the results of a run in the order of the input and writes them: what depends on earlier documents is decided
/// here, by one thread at a time.
final class Committer {
  private(set) var counts = RunCounts()
  private(set) var failure: OutputError?
  private let options: ExtractOptions
  private let stamps: DumpStamps?
  /// The one output of a run, unless there is one a dump.
  private let output: (any RecordOutput)?
  /// The output of the dump at hand, and what its stamp will say.
  private var dumpOutput: (dump: Dump, output: any RecordOutput, stamp: DumpStamp)?
  private var index = DuplicateIndex()
  /// The places of a dump's documents that have been taken into `index` already, the next one last.
  private var knownPlaces: [DuplicateIndex.Place] = []
  private var progress: ProgressDisplay
  /// The failures of the dump at hand.
  private var dumpFailures = 0
  /// Reads and extracts a dump on this thread, for one whose duplicates have changed.
  private let extract: (Dump, (DocumentOutcome, Int) -> Void) -> Void

  init(
    _ options: ExtractOptions, output: (any RecordOutput)?, stamps: DumpStamps?, totalBytes: Int?,
    extract: @escaping (Dump, (DocumentOutcome, Int) -> Void) -> Void
  ) {
    self.options = options
    self.output = output
    self.stamps = stamps
    self.extract = extract
    progress = ProgressDisplay(isOn: options.showsProgress, total: totalBytes)
  }

  /// Takes the next result; false where nothing more can be written.
  func commit(_ result: WorkResult) -> Bool {
    do throws(OutputError) {
      switch result.content {
      case .document(let outcome, let bytes): try write(outcome, bytes: bytes, of: result.dump)
      case .unchanged(let stamp): try keep(stamp, of: result.dump)
      case .end:
        reportRest(of: result.dump)
        try finish(result.dump)
      }
      progress.update(counts)
      return true
    } catch {
      failure = error
      return false
    }
  }

  /// Completes the output of a run that was done to its end.
  func finish() throws(OutputError) {
    try output?.finish()
    progress.finish(counts)
  }

  /// Takes away what is not complete.
  func discard() {
    progress.clear()
    output?.discard()
    dumpOutput?.output.discard()
  }

  // MARK: Documents

  private func write(_ outcome: DocumentOutcome, bytes: Int, of dump: Dump) throws(OutputError) {
    let output = try self.output(for: dump)
    counts.bytes += bytes
    var occurrence = 1
    if var records = outcome.records {
      let place = knownPlaces.popLast() ?? index.place(hash: records.hash, textHash: records.textHash)
      occurrence = place.occurrence
      let entry = DumpStamp.Entry(hash: records.hash, textHash: records.textHash, place: place)
      dumpOutput?.stamp.documents.append(entry)
      if options.skipsDuplicates, place.duplicateOf != nil {
        counts.skipped += 1
      } else {
        records.complete(occurrence: place.occurrence, duplicateOf: place.duplicateOf)
        try output.write(records)
        counts.documents += 1
      }
    }
    if var error = outcome.error {
      error.document?.occurrence = occurrence
      try output.write(error)
      dumpOutput?.stamp.failures += 1
      report(error)
    }
  }

  private func report(_ error: ErrorRecord) {
    counts.failures += 1
    dumpFailures += 1
    guard !options.isQuiet, dumpFailures <= Self.reportedFailures else { return }
    progress.clear()
    Console.report("\(error.origin): \(error.reason)")
  }

  /// A dump of broken lines does not fill the terminal: so many messages, then how many more there are.
  private static let reportedFailures = 10

  private func reportRest(of dump: Dump) {
    let rest = dumpFailures - Self.reportedFailures
    dumpFailures = 0
    guard rest > 0, !options.isQuiet else { return }
    progress.clear()
    Console.report("\(dump.path): … and \(rest) more; all are in the error records")
  }

  // MARK: Dumps

  private func output(for dump: Dump) throws(OutputError) -> any RecordOutput {
    if let output { return output }
    if let dumpOutput { return dumpOutput.output }
    let path = stamps?.recordsPath(of: dump) ?? dump.name
    if let slash = path.lastIndex(of: "/") { try Folders.make(String(path[..<slash])) }
    let made = StreamOutput(try OutputFile(path: path))
    dumpOutput = (dump, made, DumpStamp(state: stamps?.state(of: dump) ?? ""))
    return made
  }

  private func finish(_ dump: Dump) throws(OutputError) {
    guard output == nil else { return }
    if needsRecords(dump) { _ = try output(for: dump) }
    guard let done = dumpOutput else { return }
    dumpOutput = nil
    try done.output.finish()
    if !done.stamp.state.isEmpty { try stamps?.write(done.stamp, for: dump) }
  }

  /// Whether a dump of which nothing came gets a records file all the same: not a picture in a folder, and not a folder
  /// that could not be read; but a file that has become empty, whose records would else stay what they were.
  private func needsRecords(_ dump: Dump) -> Bool {
    guard dump.failure == nil else { return false }
    return !dump.isFolderMember || Folders.exists(stamps?.recordsPath(of: dump) ?? dump.name)
  }

  /// Leaves the records of a dump as they are, unless its documents now have other duplicates before them.
  private func keep(_ stamp: DumpStamp, of dump: Dump) throws(OutputError) {
    let places = stamp.documents.map { index.place(hash: $0.hash, textHash: $0.textHash) }
    guard places == stamp.documents.map(\.place) else {
      knownPlaces = places.reversed()
      return try renew(dump)
    }
    counts.unchangedDumps += 1
    counts.failures += stamp.failures
  }

  private func renew(_ dump: Dump) throws(OutputError) {
    var failure: OutputError?
    extract(dump) { outcome, bytes in
      guard failure == nil else { return }
      do throws(OutputError) { try write(outcome, bytes: bytes, of: dump) } catch { failure = error }
    }
    knownPlaces.removeAll()
    if let failure { throw failure }
    try finish(dump)
  }
}
