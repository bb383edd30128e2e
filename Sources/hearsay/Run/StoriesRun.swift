import Extraction
import Glibc
import Ingestion
import Records
import Stories

extension Resources {
  /// What stories know of the language.
  var storyLanguage: StoryLanguage { StoryLanguage(common: commonWords, words: StoryWords(file: storyWords)) }
}

/// A run of `stories`: records of documents in, records over documents out.
struct StoriesRun {
  /// Where the records go.
  enum Target {
    case standardOutput
    case file(String)
    case perType(folder: String)
  }

  let inputs: [String]
  let target: Target
  let jobs: Int
  let isQuiet: Bool
  /// Where results are kept for later runs.
  let keepFolder: String?
  let resources: Resources

  /// Reads the records and writes the stories.
  func run() throws -> ExitStatus {
    let output = try makeOutput()
    let (collection, errors) = try collect()
    try collection.write(self) { kind, bytes in try output.write(kind, bytes) }
    for error in errors { try output.write(error) }
    try output.finish()
    return finish(errors)
  }

  /// Writes `document<TAB>key` lines.
  func runKeys() throws -> ExitStatus {
    let output = OutputFile()
    let (collection, errors) = try collect()
    var lines: [UInt8] = []
    for (document, key) in try collection.keys(self) { lines += "\(document)\t\(key)\n".utf8 }
    try output.write(lines)
    try output.finish()
    return finish(errors)
  }

  private func finish(_ errors: [ErrorRecord]) -> ExitStatus {
    guard !errors.isEmpty else { return .success }
    if !isQuiet { Console.report("\(errors.count) records could not be used; error records say which") }
    return .someFailed
  }

  /// Reads all documents; what could not be read comes as errors in the order of their places.
  private func collect() throws -> (collection: StoryCollection, errors: [ErrorRecord]) {
    let keep = try keepFolder.map { folder throws(StoryError) in try StoryKeep(folder: folder, origin: origin) }
    let store = RecordStore(temporaryFolder: Environment.value("TMPDIR") ?? "/tmp")
    let lines = RecordLines(inputs: inputs, store: store, keep: keep)
    let collector = DigestCollector(store: store, keep: keep)
    let language = resources.storyLanguage
    let pool = OrderedPool<RecordLines.Item, DigestReader.Outcome>(
      jobs: jobs, window: .init(items: 256 * jobs, bytes: jobs << 24),
      next: {
        guard let item = lines.next() else { return nil }
        guard case .document(let document) = item else { return (item, 0) }
        return (item, document.bytes.count)
      },
      makeWorker: {
        var reader = DigestReader(language: language)
        return { reader.outcome(of: $0) }
      },
      commit: { outcome in
        collector.add(outcome)
        return true
      })
    pool.run()
    return try collector.finish(language: language)
  }

  /// A hash of this program and of its resources, by which kept results are known to be its own.
  private var origin: UInt64 {
    var status = stat()
    stat("/proc/self/exe", &status)
    let text =
      "\(Hearsay.version) \(resources.hash) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    return ContentHash.hash(of: Array(text.utf8))
  }

  private func makeOutput() throws(OutputError) -> StoriesOutput {
    switch target {
    case .standardOutput: return StoriesOutput(OutputFile())
    case .file(let path): return StoriesOutput(try OutputFile(path: path))
    case .perType(let folder): return try StoriesOutput(folder: folder)
    }
  }
}

extension StoriesRun: StoryWorkers {
  /// Work in several threads, its results in order.
  func run<Item, Output>(
    next: @escaping () throws -> Item?, makeWorker: @escaping () -> (Item) -> Output,
    commit: @escaping (Output) throws -> Void
  ) throws {
    var failure: (any Error)?
    let pool = OrderedPool<Item, Output>(
      jobs: jobs, window: .init(items: 32 * jobs, bytes: 1),
      next: {
        do { return try next().map { ($0, 0) } } catch {
          failure = error
          return nil
        }
      },
      makeWorker: makeWorker,
      commit: { result in
        do {
          try commit(result)
          return true
        } catch {
          failure = error
          return false
        }
      })
    pool.run()
    if let failure { throw failure }
  }
}

/// Where the records over documents go: one stream, or a file a type.
final class StoriesOutput {
  private let stream: OutputFile?
  private var files: [StoryKind: OutputFile] = [:]
  private var errors: OutputFile?

  init(_ stream: OutputFile) { self.stream = stream }

  /// Makes the folder and opens the files.
  init(folder: String) throws(OutputError) {
    stream = nil
    try Folders.make(folder)
    for kind in StoryKind.allCases { files[kind] = try OutputFile(path: folder + "/" + kind.fileName) }
    errors = try OutputFile(path: folder + "/" + RecordKind.error.fileName)
  }

  func write(_ kind: StoryKind, _ bytes: [UInt8]) throws(OutputError) { try (stream ?? files[kind])?.write(bytes) }
  func write(_ error: ErrorRecord) throws(OutputError) { try (stream ?? errors)?.write(error.json()) }

  func finish() throws(OutputError) {
    try stream?.finish()
    for kind in StoryKind.allCases { try files[kind]?.finish() }
    try errors?.finish()
  }
}
