import CMalloc
import Extraction
import Glibc
import Ingestion
import Records

/// A run of `extract`: the inputs in, the records out, whatever the number of threads the same ones.
struct ExtractionRun {
  private let options: ExtractOptions
  private let resources: Resources

  init(_ options: ExtractOptions, resources: Resources) {
    self.options = options
    self.resources = resources
  }

  /// Works until the inputs are at their end; throws where the output cannot be written.
  func run() throws -> ExitStatus {
    let clock = RunClock()
    let stamps = try makeStamps()
    let excluded = try OutputGuard.excluded(options.target, inputs: options.inputs)
    if options.prunes { try stamps?.folder.refuseOthers(inputs: options.inputs) }
    let output = try makeOutput()
    let queue = InputQueue(options, stamps: stamps, excluding: excluded)
    let committer = Committer(
      options, output: output, stamps: stamps, totalBytes: totalBytes(excluded), extract: extract)
    let guardian = InterruptGuard { committer.discard() }
    work(queue, committer, guardian)
    if let failure = (committer.failure as (any Error)?) ?? queue.failure {
      committer.discard()
      throw failure
    }
    try guardian.holdingOff { Result { try committer.finish() } }.get()
    let pruned = try options.prunes ? stamps?.folder.prune() ?? 0 : 0
    stamps?.folder.sync()
    if let path = options.report {
      let report = RunReport(
        options, committer.counts, queue.passedOver, pruned: pruned, seconds: clock.seconds,
        resources: resources.hash)
      let file = try OutputFile(path: path)
      try file.write(report.json)
      try file.finish()
    }
    return summarize(committer.counts, queue.passedOver, pruned: pruned)
  }

  private func work(_ queue: InputQueue, _ committer: Committer, _ guardian: InterruptGuard) {
    let options = options
    let resources = resources
    let budget = TextBudget(DocumentWorker.textBudget)
    // Large buffers go back to the system when they are freed, and not into a heap that only grows.
    mallopt(M_MMAP_THRESHOLD, 256 << 10)
    let pool = OrderedPool<WorkItem, WorkResult>(
      jobs: options.jobs, window: .init(items: 64 * options.jobs, bytes: options.jobs << 20),
      next: { queue.next() },
      makeWorker: {
        let worker = DocumentWorker(options, resources: resources, budget: budget)
        return { worker.result(of: $0) }
      },
      commit: { result in guardian.holdingOff { committer.commit(result) } })
    pool.run()
  }

  /// Reads one dump on the calling thread.
  private func extract(_ dump: Dump, _ body: (DocumentOutcome, Int) -> Void) {
    let reader = InputReader(
      inputs: [dump.path], options: options.ingestion, isFolderMember: dump.isFolderMember)
    let worker = DocumentWorker(options, resources: resources)
    while let item = reader.next() {
      switch item {
      case .document(var raw):
        let bytes = raw.bytes.count
        body(worker.outcome(of: &raw), bytes)
      case .failure(let error): body(DocumentOutcome(error: ErrorRecord(error)), 0)
      }
    }
  }

  private func summarize(_ counts: RunCounts, _ passed: PassedOver, pruned: Int) -> ExitStatus {
    if !options.isQuiet {
      if counts.failures == 0, !options.showsProgress, options.target != .standardOutput {
        let unchanged =
          counts.unchangedDumps > 0 ? ", \(counts.unchangedDumps) dumps unchanged" : ""
        Console.report(
          "\(counts.documents) \(counts.documents == 1 ? "document" : "documents") done\(unchanged)"
        )
      }
      if counts.failures > 0 {
        let all = counts.documents + counts.skipped
        Console.report("\(counts.failures) failed, \(all) \(all == 1 ? "document" : "documents") done")
      }
      if pruned > 0 {
        Console.report("the records of \(pruned) \(pruned == 1 ? "dump that is" : "dumps that are") gone were removed")
      }
      if passed.total > 0 {
        let kinds = passed.kinds.map { "\($0.count) \($0.kind)" }.joined(separator: ", ")
        Console.report("passed over in folders: \(kinds)")
      }
    }
    return counts.failures > 0 ? .someFailed : .success
  }

  private func makeOutput() throws(OutputError) -> (any RecordOutput)? {
    switch options.target {
    case .standardOutput: return StreamOutput(OutputFile())
    case .file(let path): return StreamOutput(try OutputFile(path: path))
    case .perType(let folder): return try SplitOutput(folder: folder)
    case .perDump: return nil
    }
  }

  private func makeStamps() throws -> DumpStamps? {
    guard case .perDump(let folder) = options.target else { return nil }
    let format = options.ingestion.format?.rawValue ?? "auto"
    let fields = options.ingestion.fields.map { "\($0.value)=\($0.key)" }.sorted().joined(separator: ",")
      .split(whereSeparator: \.isWhitespace).joined(separator: "_")
    let run = """
      resources \(String(resources.hash, radix: 16)) format \(format) max \(options.ingestion.maxDocument) \
      body \(options.ingestion.allBody) fields \(fields) least \(options.selection.minimumConfidence) skip \(options.skipsDuplicates) \
      only \(options.selection.kinds.map(\.rawValue).sorted().joined(separator: ",")) \
      without \(options.selection.leavesOutText) seconds \(options.documentSeconds) \(options.dumpSeconds)\
      \(options.confidence.map { " confidence \($0.hash)" } ?? "")
      """
    return DumpStamps(folder: try OutputFolder(folder), run: run)
  }

  /// The bytes of all inputs, for the time that is left; nil where it is not shown or cannot be known.
  private func totalBytes(_ excluded: Set<FileIdentity>) -> Int? {
    guard options.showsProgress, !options.inputs.contains("-") else { return nil }
    var walker = DumpWalker(inputs: options.inputs, excluding: excluded)
    var total = 0
    while let dump = walker.next() { total += Folders.size(of: dump.path) }
    return total
  }
}

extension DocumentWorker {
  /// Does a piece of work.
  func result(of item: WorkItem) -> WorkResult {
    var result = made(of: item)
    result.inputBytes = item.inputBytes
    return result
  }

  private func made(of item: WorkItem) -> WorkResult {
    switch item.content {
    case .document(let box):
      document(box, of: item.dump)
    case .failure(let error):
      WorkResult(dump: item.dump, content: .document(DocumentOutcome(error: error), bytes: 0))
    case .unchanged(let stamp): WorkResult(dump: item.dump, content: .unchanged(stamp))
    case .end: WorkResult(dump: item.dump, content: .end)
    }
  }

  private func document(_ box: RawBox, of dump: Dump) -> WorkResult {
    let bytes = box.raw.bytes.count
    return WorkResult(dump: dump, content: .document(outcome(of: &box.raw), bytes: bytes))
  }
}
