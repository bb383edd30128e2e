import Glibc

/// Why a file of records could not be read.
public struct RecordReadError: Error, Sendable, CustomStringConvertible {
  /// The file, and the line where one is at fault.
  public var place: String
  /// Lower case, no full stop.
  public var reason: String

  /// Makes an error.
  public init(place: String, reason: String) {
    self.place = place
    self.reason = reason
  }

  /// What is wrong, and where.
  public var description: String { "\(place): \(reason)" }
}

/// Reads a file, or standard input, line by line; one whose name ends in `.gz` or `.zst` is decompressed.
public final class LineReader {
  /// What messages call the file.
  public let path: String
  /// The lines read so far.
  public private(set) var lineNumber = 0
  private let descriptor: Int32
  private let source: any RecordSource
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  /// Opens a file; `-` is standard input.
  public init(path: String) throws(RecordReadError) {
    self.path = path == "-" ? "standard input" : path
    descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw RecordReadError(place: path, reason: Self.lastReason) }
    source = Self.source(path, descriptor)
  }

  private static func source(_ path: String, _ descriptor: Int32) -> any RecordSource {
    if path.hasSuffix(".gz") { return GzipRecords(descriptor) }
    return path.hasSuffix(".zst") ? ZstandardRecords(descriptor) : PlainRecords(descriptor)
  }

  deinit {
    if descriptor > STDIN_FILENO { close(descriptor) }
  }

  /// The next line without its line end; nil after the last.
  public func next() throws(RecordReadError) -> [UInt8]? {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { position = end + 1 }
        lineNumber += 1
        return Array(buffer[position..<end])
      }
      searched = buffer.count
      guard try !fill(&searched) else { continue }
      guard position < buffer.count else { return nil }
      defer { position = buffer.count }
      lineNumber += 1
      return Array(buffer[position...])
    }
  }

  /// Reads more behind what is there; false at the end.
  private func fill(_ searched: inout Int) throws(RecordReadError) -> Bool {
    guard !isAtEnd else { return false }
    if position > 0 {
      buffer.removeFirst(position)
      searched -= position
      position = 0
    }
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: 1 << 18))
    let count = buffer.withUnsafeMutableBytes {
      source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[start...]))
    }
    buffer.removeLast((1 << 18) - max(0, count))
    if count < 0 { throw RecordReadError(place: path, reason: source.failure ?? Self.lastReason) }
    isAtEnd = count == 0
    return count > 0
  }

  private static var lastReason: String {
    let text = String(cString: strerror(errno))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
