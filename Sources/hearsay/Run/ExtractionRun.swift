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
    let stamps = makeStamps()
    let output = try makeOutput()
    let queue = InputQueue(options, stamps: stamps)
    let committer = Committer(
      options, output: output, stamps: stamps, totalBytes: totalBytes(), extract: extract)
    let guardian = InterruptGuard { committer.discard() }
    work(queue, committer, guardian)
    if let failure = committer.failure {
      committer.discard()
      throw failure
    }
    try guardian.holdingOff { Result { try committer.finish() } }.get()
    return summarize(committer.counts)
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

  private func summarize(_ counts: RunCounts) -> ExitStatus {
    guard counts.failures > 0 else { return .success }
    if !options.isQuiet {
      let all = counts.documents + counts.skipped
      Console.report("\(counts.failures) failed, \(all) \(all == 1 ? "document" : "documents") done")
    }
    return .someFailed
  }

  private func makeOutput() throws(OutputError) -> (any RecordOutput)? {
    switch options.target {
    case .standardOutput: return StreamOutput(OutputFile())
    case .file(let path): return StreamOutput(try OutputFile(path: path))
    case .perType(let folder): return try SplitOutput(folder: folder)
    case .perDump(let folder):
      try Folders.make(folder)
      return nil
    }
  }

  private func makeStamps() -> DumpStamps? {
    guard case .perDump(let folder) = options.target else { return nil }
    let format = options.ingestion.format?.rawValue ?? "auto"
    let run = """
      resources \(String(resources.hash, radix: 16)) format \(format) max \(options.ingestion.maxDocument) \
      body \(options.ingestion.allBody) least \(options.selection.minimumConfidence) skip \(options.skipsDuplicates)\
      \(options.confidence.map { " confidence \($0.hash)" } ?? "")
      """
    return DumpStamps(folder: folder, run: run)
  }

  /// The bytes of all inputs, for the time that is left; nil where it is not shown or cannot be known.
  private func totalBytes() -> Int? {
    guard options.showsProgress, !options.inputs.contains("-") else { return nil }
    var walker = DumpWalker(inputs: options.inputs)
    var total = 0
    while let dump = walker.next() {
      var status = stat()
      if stat(dump.path, &status) == 0 { total += Int(status.st_size) }
    }
    return total
  }
}

extension DocumentWorker {
  /// Does a piece of work.
  func result(of item: WorkItem) -> WorkResult {
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
