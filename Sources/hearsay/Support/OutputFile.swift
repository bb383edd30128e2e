import Glibc

/// Why an output could not be written.
enum OutputError: Error {
  /// Whoever read the pipe has gone: a reason to end, not a fault.
  case closedPipe
  case failed(path: String, reason: String)

  /// The error for the failure that the C library has just reported.
  static func last(path: String) -> OutputError {
    errno == EPIPE ? .closedPipe : .failed(path: path, reason: SystemError.lastReason)
  }
}

/// What the C library says of its failures.
enum SystemError {
  /// The last failure in words, in lower case.
  static var lastReason: String {
    let text = String(cString: strerror(errno))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

/// A file, or standard output, that whole lines are written to.
///
/// A regular file is written beside (`FILE.tmp`) and takes its name when it is complete, so that there is never half a
/// file under that name.
final class OutputFile {
  /// What messages call it.
  let path: String
  private let descriptor: Int32
  private let temporaryPath: String?
  private var isOpen = true

  /// Standard output.
  init() {
    path = "standard output"
    descriptor = STDOUT_FILENO
    temporaryPath = nil
  }

  /// Opens a file for writing.
  init(path: String) throws(OutputError) {
    self.path = path
    var status = stat()
    let isSpecial = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    temporaryPath = isSpecial ? nil : path + ".tmp"
    let flags = O_WRONLY | O_CLOEXEC | (isSpecial ? 0 : O_CREAT | O_TRUNC)
    descriptor = open(temporaryPath ?? path, flags, 0o666)
    if descriptor < 0 { throw .failed(path: path, reason: SystemError.lastReason) }
  }

  deinit { discard() }

  /// Writes all bytes.
  func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(OutputError) {
    var rest = UnsafeRawBufferPointer(bytes)
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw .last(path: path)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
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
    isOpen = false
    if close(descriptor) != 0 { throw .last(path: path) }
    if let temporaryPath, rename(temporaryPath, path) != 0 { throw .last(path: path) }
  }

  /// Closes the file and takes what was written away.
  func discard() {
    guard isOpen, descriptor != STDOUT_FILENO else { return }
    isOpen = false
    close(descriptor)
    if let temporaryPath { unlink(temporaryPath) }
  }
}
