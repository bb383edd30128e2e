import TextModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Folders and whole files by the C library, so that loaders need no Foundation.
public enum FileTree {
  /// The names in a folder in the order of their bytes, without hidden ones.
  public static func names(in folder: String, into diagnostics: inout [Diagnostic]) -> [String] {
    guard let names = FolderNames.names(in: folder) else {
      diagnostics.append(Diagnostic(.error, "cannot read the folder '\(folder)': \(lastError())"))
      return []
    }
    return names
  }

  /// Whether the path is a folder.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether the path is a file.
  public static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// The bytes of a file, nil with an error in `diagnostics` where it cannot be read.
  public static func bytes(of path: String, into diagnostics: inout [Diagnostic]) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      diagnostics.append(Diagnostic(.error, "cannot read '\(path)': \(lastError())"))
      return nil
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        diagnostics.append(Diagnostic(.error, "cannot read '\(path)': \(lastError())"))
        return nil
      }
      bytes.append(contentsOf: buffer[0..<count])
    }
  }

  /// What the C library says of its last failure.
  static func lastError() -> String { String(cString: strerror(errno)) }
}
