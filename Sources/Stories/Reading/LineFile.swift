import Glibc

/// What the system said last.
enum SystemReason {
  static var last: String {
    let text = String(cString: strerror(errno))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

/// The lines of a file, each with its place.
final class LineFile {
  let path: String
  let isStandardInput: Bool
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var position = 0
  /// Of the first byte of the buffer, in the file.
  private var base = 0
  private var isAtEnd = false
  private(set) var line = 0

  init?(path: String) {
    isStandardInput = path == "-"
    self.path = isStandardInput ? "standard input" : path
    descriptor = isStandardInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return nil }
  }

  deinit { if descriptor > STDIN_FILENO { close(descriptor) } }

  /// A hash of which file it is, of its size and of the time of its last change; nil where it is no file of a disk.
  var stamp: UInt64? {
    var status = stat()
    guard !isStandardInput, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var hash = StampHash()
    hash.add(0x6669_6C65)
    hash.add(UInt64(status.st_dev))
    hash.add(UInt64(status.st_ino))
    hash.add(Int(status.st_size))
    hash.add(Int(status.st_mtim.tv_sec))
    hash.add(Int(status.st_mtim.tv_nsec))
    return hash.value
  }

  /// The next line with the offset of its first byte; nil at the end.
  func next() -> (bytes: ArraySlice<UInt8>, offset: Int)? {
    var searched = position
    while true {
      let found = buffer.withUnsafeBytes { bytes -> Int? in
        guard searched < bytes.count, let start = bytes.baseAddress,
          let end = memchr(start + searched, 0x0A, bytes.count - searched)
        else { return nil }
        return UnsafeRawPointer(end) - start
      }
      if let found {
        defer { position = found + 1 }
        line += 1
        return (buffer[position..<found], base + position)
      }
      searched = buffer.count
      if fill(&searched) { continue }
      guard position < buffer.count else { return nil }
      defer { position = buffer.count }
      line += 1
      return (buffer[position...], base + position)
    }
  }

  private func fill(_ searched: inout Int) -> Bool {
    guard !isAtEnd else { return false }
    if position > 0 {
      buffer.removeFirst(position)
      base += position
      searched -= position
      position = 0
    }
    let start = buffer.count
    let size = 1 << 20
    buffer.append(contentsOf: repeatElement(0, count: size))
    let count = buffer.withUnsafeMutableBytes { bytes -> Int in
      while true {
        let got = read(descriptor, bytes.baseAddress.map { $0 + start }, size)
        if got >= 0 || errno != EINTR { return got }
      }
    }
    buffer.removeLast(size - max(0, count))
    isAtEnd = count <= 0
    return count > 0
  }
}
