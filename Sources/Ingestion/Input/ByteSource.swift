import Glibc

/// A failure of a stream of bytes.
struct StreamError: Error {
  /// Lower case, no full stop.
  var reason: String
  /// The stream goes on behind the damage: the next read gives what comes after it.
  var isRecoverable = false
}

/// A stream of bytes that is read once, from front to back.
class ByteSource {
  /// Fills the buffer as far as it can; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int { 0 }

  /// How many bytes it has, as far as that is known beforehand: a hint at how much room they take.
  var size: Int { 0 }

  /// Where the bytes at an offset of this stream begin in the compressed stream below: only for the first byte of a
  /// member of a file of several. Forgets earlier offsets.
  func memberOffset(at offset: Int) -> Int? { nil }
}

/// The bytes of a file, or of standard input.
final class FileSource: ByteSource {
  private let descriptor: Int32
  private let closes: Bool
  private let fileSize: Int
  /// The path that was opened; `-` for standard input.
  let path: String
  /// Bytes read so far, for the progress display.
  private(set) var count = 0

  /// Opens a file; `-` is standard input.
  init(path: String) throws(StreamError) {
    self.path = path
    if path == "-" {
      descriptor = 0
      closes = false
      fileSize = 0
      return
    }
    descriptor = open(SystemPath.bytes(path), O_RDONLY | O_CLOEXEC)
    closes = true
    guard descriptor >= 0 else { throw StreamError(reason: FileSource.message(errno)) }
    var status = stat()
    let isKnown = fstat(descriptor, &status) == 0
    fileSize = isKnown && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
    guard isKnown, status.st_mode & S_IFMT != S_IFDIR else { throw StreamError(reason: "is a directory") }
  }

  override var size: Int { fileSize }

  deinit { if closes && descriptor >= 0 { close(descriptor) } }

  override func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    while true {
      let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if got >= 0 {
        count += got
        return got
      }
      if errno == EINTR { continue }
      throw StreamError(reason: FileSource.message(errno))
    }
  }

  /// The system's words for an error number, with a small first letter.
  static func message(_ code: Int32) -> String {
    guard let text = strerror(code) else { return "error \(code)" }
    let words = String(cString: text)
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}

/// UTF-16 as UTF-8.
final class UTF16Source: ByteSource {
  private let input: ByteReader
  private let isBig: Bool
  private var ready: [UInt8] = []
  private var position = 0

  init(_ input: ByteReader, isBig: Bool) {
    self.input = input
    self.isBig = isBig
  }

  override func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    if position == ready.count, try !decodeMore() { return 0 }
    let count = min(buffer.count, ready.count - position)
    ready.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count])) }
    position += count
    return count
  }

  /// Decodes a piece that does not end within a pair of surrogates; false at the end.
  private func decodeMore() throws(StreamError) -> Bool {
    var piece = try input.peek(1 << 16)
    guard !piece.isEmpty else { return false }
    if piece.count == 1 << 16, piece[piece.startIndex + piece.count - (isBig ? 2 : 1)] & 0xFC == 0xD8 {
      piece = piece.dropLast(2)
    }
    ready = CharacterEncoding.fromUTF16(Array(piece), isBig: isBig)
    position = 0
    input.skip(piece.count)
    return !ready.isEmpty || !piece.isEmpty
  }
}

/// Bytes that are in memory already.
final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private var position = 0
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  override func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    let count = min(buffer.count, bytes.count - position)
    guard count > 0 else { return 0 }
    bytes.withUnsafeBytes { all in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[position..<position + count]))
    }
    position += count
    return count
  }
}
