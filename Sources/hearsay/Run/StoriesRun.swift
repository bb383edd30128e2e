import Entities
import Glibc
import Records
import Stories

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
  let common: CommonWords

  /// Reads the records and writes the stories.
  func run() throws -> ExitStatus {
    let output = try makeOutput()
    let (collection, errors) = try collect()
    try collection.write(reuse: workers(), stories: workers()) { kind, bytes in try output.write(kind, bytes) }
    for error in errors { try output.write(error) }
    try output.finish()
    return finish(errors)
  }

  /// Writes `document<TAB>key` lines.
  func runKeys() throws -> ExitStatus {
    let output = OutputFile()
    let (collection, errors) = try collect()
    var lines: [UInt8] = []
    for (document, key) in try collection.keys(workers()) { lines += "\(document)\t\(key)\n".utf8 }
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
  private func collect() throws -> (StoryCollection, [ErrorRecord]) {
    let store = RecordStore(temporaryFolder: Environment.value("TMPDIR") ?? "/tmp")
    let lines = RecordLines(inputs: inputs, store: store)
    var digests: [Digest] = []
    var errors: [ErrorRecord] = []
    let common = common
    let pool = OrderedPool<RecordLines.Item, DigestReader.Outcome>(
      jobs: jobs, window: .init(items: 256 * jobs, bytes: jobs << 24),
      next: {
        guard let item = lines.next() else { return nil }
        guard case .document(let document) = item else { return (item, 0) }
        return (item, document.bytes.count)
      },
      makeWorker: {
        var reader = DigestReader(common: common)
        return { item in
          switch item {
          case .document(let lines): reader.outcome(of: lines)
          case .failure(let error): DigestReader.Outcome(digest: nil, errors: [error])
          }
        }
      },
      commit: { outcome in
        if let digest = outcome.digest { digests.append(digest) }
        errors += outcome.errors
        return true
      })
    pool.run()
    let collection = StoryCollection(digests, store: store, common: common)
    errors += collection.errors
    errors.sort { ($0.origin, $0.reason) < ($1.origin, $1.reason) }
    return (collection, errors)
  }

  /// Work in several threads, its results in order.
  private func workers<Output>() -> Workers<Output> {
    let jobs = jobs
    return { count, makeWorker, commit in
      var next = 0
      var failure: (any Error)?
      let pool = OrderedPool<Int, Output>(
        jobs: jobs, window: .init(items: 32 * jobs, bytes: 1),
        next: {
          guard next < count else { return nil }
          defer { next += 1 }
          return (next, 0)
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

  private func makeOutput() throws(OutputError) -> StoriesOutput {
    switch target {
    case .standardOutput: return StoriesOutput(OutputFile())
    case .file(let path): return StoriesOutput(try OutputFile(path: path))
    case .perType(let folder): return try StoriesOutput(folder: folder)
    }
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
