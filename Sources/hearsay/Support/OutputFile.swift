import Glibc
import Ingestion

/// Why an output could not be written.
enum OutputError: Error {
  /// Whoever read the pipe has gone: a reason to end, not a fault.
  case closedPipe
  /// `code` is the system's number of the failure; 0 where it is another one.
  case failed(path: String, reason: String, code: Int32)

  /// The error for the failure that the C library has just reported.
  static func last(path: String) -> OutputError {
    let code = errno
    return code == EPIPE
      ? .closedPipe : .failed(path: SystemPath.shown(path), reason: SystemError.reason(of: code), code: code)
  }

  /// Whether it concerns that one path, and others can still be written.
  var isLocal: Bool {
    guard case .failed(_, _, let code) = self else { return false }
    return [ENAMETOOLONG, EISDIR, ENOTDIR, EEXIST, EACCES, ENOTEMPTY, ELOOP, EPERM].contains(code)
  }
}

/// What the C library says of its failures.
enum SystemError {
  /// The last failure in words, in lower case.
  static var lastReason: String { reason(of: errno) }

  /// A failure in words, in lower case.
  static func reason(of code: Int32) -> String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

/// A file, or standard output, that whole lines are written to.
///
/// A regular file is written beside, under a hidden name of its own that no other run has, and takes its name when it is
/// complete: there is never half a file under that name. It gets the mode of the file that it replaces. One whose name
/// ends in `.gz` or `.zst` is compressed.
final class OutputFile {
  /// What messages call it.
  let path: String
  private let descriptor: Int32
  private let temporary: TemporaryFile?
  private var isOpen = true
  private let syncs: Bool
  private let compressor: (any StreamCompressor)?
  /// The bytes written so far.
  private(set) var count = 0

  /// Standard output.
  init() {
    path = "standard output"
    descriptor = STDOUT_FILENO
    temporary = nil
    syncs = false
    compressor = nil
  }

  /// Opens a file for writing. `scratch` is the folder to write it in until it is complete, if that is not its own; with
  /// `syncs` it is on the disk before it takes its name.
  init(path: String, scratch: String? = nil, syncs: Bool = true) throws(OutputError) {
    self.path = path
    self.syncs = syncs
    compressor = Self.compressor(for: path)
    var status = stat()
    let isThere = stat(SystemPath.bytes(path), &status) == 0
    if isThere, status.st_mode & S_IFMT == S_IFDIR {
      throw .failed(path: SystemPath.shown(path), reason: SystemError.reason(of: EISDIR), code: EISDIR)
    }
    if isThere, status.st_mode & S_IFMT != S_IFREG {
      temporary = nil
      descriptor = open(SystemPath.bytes(path), O_WRONLY | O_CLOEXEC)
      if descriptor < 0 { throw .last(path: path) }
      return
    }
    let made = try TemporaryFile(for: path, in: scratch)
    if isThere {
      _ = fchown(made.descriptor, status.st_uid, status.st_gid)
      _ = fchmod(made.descriptor, status.st_mode & 0o7777)
    }
    temporary = made
    descriptor = made.descriptor
  }

  deinit { discard() }

  private static func compressor(for path: String) -> (any StreamCompressor)? {
    if path.hasSuffix(".gz") { return GzipCompressor() }
    return path.hasSuffix(".zst") ? ZstandardCompressor() : nil
  }

  /// Writes all bytes.
  func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(OutputError) {
    guard let compressor else { return try put(bytes) }
    try put(compressor.compress(bytes))
  }

  private func put(_ bytes: [UInt8]) throws(OutputError) {
    var failure: OutputError?
    bytes.withUnsafeBufferPointer {
      do throws(OutputError) { try put($0) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  private func put(_ bytes: UnsafeBufferPointer<UInt8>) throws(OutputError) {
    var rest = UnsafeRawBufferPointer(bytes)
    while !rest.isEmpty {
      let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        throw .last(path: path)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
    count += bytes.count
  }

  /// Writes all bytes.
  func write(_ bytes: [UInt8]) throws(OutputError) {
    var failure: OutputError?
    bytes.withUnsafeBufferPointer {
      do throws(OutputError) { try write($0) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Closes the file and gives it its name.
  func finish() throws(OutputError) {
    guard isOpen, descriptor != STDOUT_FILENO else { return }
    if let compressor { try put(compressor.finish()) }
    if let temporary {
      if syncs, fsync(descriptor) != 0, errno != EINVAL, errno != EROFS { throw .last(path: path) }
      isOpen = false
      try temporary.takeName()
    } else {
      isOpen = false
      if close(descriptor) != 0 { throw .last(path: path) }
    }
  }

  /// Closes the file and takes what was written away.
  func discard() {
    guard isOpen, descriptor != STDOUT_FILENO else { return }
    isOpen = false
    if let temporary { temporary.discard() } else { close(descriptor) }
  }
}
