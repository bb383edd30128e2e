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
  /// The bytes of all inputs read up to here.
  var inputBytes = 0
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
  /// The dump whose records could not be written: the rest of it is passed over.
  private var lost: Dump?
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
    counts.inputBytes = result.inputBytes
    do throws(OutputError) {
      switch result.content {
      case .document(let outcome, let bytes): try write(outcome, bytes: bytes, of: result.dump)
      case .unchanged(let stamp): try keep(stamp, of: result.dump)
      case .end:
        counts.dumps += 1
        let failures = Result { () throws(OutputError) in try writeRestOfFailures(of: result.dump) }
        reportRest(of: result.dump)
        try failures.get()
        try finish(result.dump)
      }
    } catch {
      guard stamps != nil, error.isLocal else {
        failure = error
        return false
      }
      lose(result.dump, error)
    }
    progress.update(counts)
    return true
  }

  /// Gives up the records of a dump that cannot be written; the other dumps are done.
  private func lose(_ dump: Dump, _ error: OutputError) {
    dumpOutput?.output.discard()
    dumpOutput = nil
    lost = dump
    counts.failures += 1
    guard !options.isQuiet, case .failed(let path, let reason, _) = error else { return }
    progress.clear()
    Console.report("cannot write \(path): \(reason)")
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
    let output = lost === dump || isMissing(dump) ? nil : try self.output(for: dump)
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
        try output?.write(records)
        counts.documents += 1
      }
    }
    if var error = outcome.error {
      error.document?.occurrence = occurrence
      if dumpFailures < Self.writtenFailures { try output?.write(error) }
      dumpOutput?.stamp.failures += 1
      report(error)
    }
  }

  /// A small file can be made to give millions of errors: so many a dump are written, then how many more there were.
  private static let writtenFailures = 10_000

  private func writeRestOfFailures(of dump: Dump) throws(OutputError) {
    guard dumpFailures > Self.writtenFailures, lost !== dump else { return }
    let reason = "\(dumpFailures - Self.writtenFailures) more errors, which are not told one by one"
    try output(for: dump).write(ErrorRecord(origin: SystemPath.shown(dump.path), stage: .ingestion, reason: reason))
  }

  private func report(_ error: ErrorRecord) {
    counts.failures += 1
    counts.add(reason: error.reason)
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
    let written = rest + Self.reportedFailures > Self.writtenFailures ? "the first" : "all"
    Console.report("\(SystemPath.shown(dump.path)): … and \(rest) more; \(written) are in the error records")
  }

  // MARK: Dumps

  private func output(for dump: Dump) throws(OutputError) -> any RecordOutput {
    if let output { return output }
    if let dumpOutput { return dumpOutput.output }
    let path = stamps?.folder.recordsPath(of: dump.place) ?? dump.name
    try Folders.make(folderOf: path)
    let made = StreamOutput(try OutputFile(path: path, scratch: stamps?.folder.scratch, syncs: false))
    dumpOutput = (dump, made, DumpStamp(state: dump.state ?? ""))
    return made
  }

  private func finish(_ dump: Dump) throws(OutputError) {
    guard lost !== dump else {
      lost = nil
      return
    }
    guard output == nil else { return }
    if needsRecords(dump) { _ = try output(for: dump) }
    guard var done = dumpOutput else { return }
    dumpOutput = nil
    done.stamp.size = done.output.count
    try done.output.finish()
    if !done.stamp.state.isEmpty { try stamps?.write(done.stamp, for: dump) }
  }

  /// Whether a dump of which nothing came gets a records file all the same: not a picture in a folder, and not a folder
  /// that could not be read; but a file that has become empty, whose records would else stay what they were.
  private func needsRecords(_ dump: Dump) -> Bool {
    guard dump.failure == nil, !isMissing(dump) else { return false }
    return !dump.isFolderMember || Folders.exists(stamps?.folder.recordsPath(of: dump.place) ?? dump.name)
  }

  /// Whether there is no such input: a folder of records has no place for what was never there.
  private func isMissing(_ dump: Dump) -> Bool { stamps != nil && dump.state == nil && dump.path != "-" }

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
