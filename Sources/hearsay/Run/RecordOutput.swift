import Glibc
import Ingestion
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
  /// The bytes written so far.
  var count: Int { get }
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
  var count: Int { file.count }
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

  var count: Int { RecordKind.allCases.reduce(0) { $0 + (files[$1]?.count ?? 0) } }
}

/// Folders that outputs are written to, and files in them.
enum Folders {
  /// Makes a folder and those above it; one that is there already is well.
  static func make(_ path: String) throws(OutputError) {
    if mkdir(SystemPath.bytes(path), 0o777) == 0 { return }
    if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      try make(String(path[..<slash]))
      if mkdir(SystemPath.bytes(path), 0o777) == 0 { return }
    }
    let code = errno
    guard code == EEXIST, isFolder(path) else {
      throw .failed(path: SystemPath.shown(path), reason: SystemError.reason(of: code), code: code)
    }
  }

  /// Makes the folder that a file is to lie in.
  static func make(folderOf path: String) throws(OutputError) {
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex { try make(String(path[..<slash])) }
  }

  /// Whether the path is a folder, through links.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(SystemPath.bytes(path), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether there is something at the path.
  static func exists(_ path: String) -> Bool { access(SystemPath.bytes(path), F_OK) == 0 }

  /// The size of a file in bytes; 0 where there is none.
  static func size(of path: String) -> Int {
    var status = stat()
    return stat(SystemPath.bytes(path), &status) == 0 ? Int(status.st_size) : 0
  }

  /// The text of a small file; nil where it cannot be read.
  static func contents(of path: String) -> String? {
    bytes(of: path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes of a file; nil where it cannot be read.
  static func bytes(of path: String) -> [UInt8]? {
    let descriptor = open(SystemPath.bytes(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }
}
