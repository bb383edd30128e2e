import Glibc

/// The files in which the lines of documents lie, for reading them again.
///
/// What comes from standard input, or from folders with a file a type, lies in a file of its own without a name.
public final class RecordStore: @unchecked Sendable {
  // Paths are added while one thread reads; later they are only read.
  private var paths: [String] = []
  private let spool: Int32
  private var spooled = 0
  /// The number of the file without a name.
  public static let spoolFile: Int32 = -1

  /// Makes a store; `folder` is where the file without a name lies.
  public init(temporaryFolder folder: String) {
    var template = Array("\(folder)/hearsay-XXXXXX".utf8CString)
    spool = mkstemp(&template)
    if spool >= 0 { unlink(template) }
  }

  deinit { if spool >= 0 { close(spool) } }

  /// The number of a file.
  public func add(path: String) -> Int32 {
    paths.append(path)
    return Int32(paths.count - 1)
  }

  /// The path of a file.
  public func path(of file: Int32) -> String {
    file >= 0 && file < paths.count ? paths[Int(file)] : "standard input"
  }

  /// Keeps lines that cannot be read again; returns where they lie, or nil where the disk is full.
  public func keep(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard spool >= 0 else { return nil }
    let offset = spooled
    var written = 0
    while written < bytes.count {
      let count = pwrite(spool, bytes.baseAddress.map { $0 + written }, bytes.count - written, off_t(offset + written))
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return nil }
      written += count
    }
    spooled += bytes.count
    return offset
  }

  /// Reads lines again; nil where they are no longer there.
  public func lines(at place: RecordPlace) -> [UInt8]? {
    let isSpool = place.file == Self.spoolFile
    let descriptor = isSpool ? spool : open(path(of: place.file), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { if !isSpool { close(descriptor) } }
    var bytes = [UInt8](repeating: 0, count: place.length)
    var position = 0
    while position < place.length {
      let count = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress.map { $0 + position }, place.length - position, off_t(place.offset + position))
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return nil }
      position += count
    }
    return bytes
  }
}
