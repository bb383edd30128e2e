import Glibc
import Records

/// Where a run's records go.
protocol RecordOutput: AnyObject {
  /// Writes the records of a document.
  func write(_ document: RenderedDocument) throws(OutputError)
  /// Writes an error record.
  func write(_ error: ErrorRecord) throws(OutputError)
  /// Completes the files.
  func finish() throws(OutputError)
  /// Takes away what is not complete.
  func discard()
}

/// All records in one stream.
final class StreamOutput: RecordOutput {
  private let file: OutputFile

  init(_ file: OutputFile) { self.file = file }

  func write(_ document: RenderedDocument) throws(OutputError) {
    var failure: OutputError?
    document.withBytes { bytes in
      do throws(OutputError) { try file.write(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  func write(_ error: ErrorRecord) throws(OutputError) { try file.write(error.json()) }
  func finish() throws(OutputError) { try file.finish() }
  func discard() { file.discard() }
}

/// One file a record type in a folder; all of them are written, empty where there is no such record.
final class SplitOutput: RecordOutput {
  private var files: [RecordKind: OutputFile] = [:]

  /// Makes the folder and opens the files.
  init(folder: String) throws(OutputError) {
    try Folders.make(folder)
    for kind in RecordKind.allCases { files[kind] = try OutputFile(path: folder + "/" + kind.fileName) }
  }

  func write(_ document: RenderedDocument) throws(OutputError) {
    var failure: OutputError?
    document.forEachSection { kind, bytes in
      guard failure == nil else { return }
      do throws(OutputError) { try files[kind]?.write(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  func write(_ error: ErrorRecord) throws(OutputError) { try files[.error]?.write(error.json()) }

  func finish() throws(OutputError) {
    for kind in RecordKind.allCases { try files[kind]?.finish() }
  }

  func discard() {
    for kind in RecordKind.allCases { files[kind]?.discard() }
  }
}

/// Folders that outputs are written to.
enum Folders {
  /// Makes a folder and those above it; one that is there already is well.
  static func make(_ path: String) throws(OutputError) {
    if mkdir(path, 0o777) == 0 { return }
    if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      try make(String(path[..<slash]))
      if mkdir(path, 0o777) == 0 { return }
    }
    guard errno == EEXIST, isFolder(path) else { throw .failed(path: path, reason: SystemError.lastReason) }
  }

  /// Whether the path is a folder, through links.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether there is something at the path.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
