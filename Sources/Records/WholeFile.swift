import Glibc

/// Files that are read as a whole.
public enum WholeFile {
  /// The bytes of a file.
  public static func bytes(of path: String) throws(RecordReadError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw failure(path) }
      if count == 0 { return bytes }
      bytes += buffer.prefix(count)
    }
  }

  private static func failure(_ path: String) -> RecordReadError {
    let text = String(cString: strerror(errno))
    return RecordReadError(place: path, reason: text.prefix(1).lowercased() + text.dropFirst())
  }
}
