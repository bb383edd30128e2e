import Glibc

/// A file that is written at its end and read anywhere: one without a name, which goes with the program, or a given one.
///
/// One thread writes; others read through a `SpoolReader`.
public final class SpoolFile: @unchecked Sendable {
  private let descriptor: Int32
  private var pending: [UInt8] = []
  private var written: Int
  /// Whether all that was added could be written.
  private(set) var isSound: Bool

  private static let bufferSize = 1 << 18

  /// Makes a file without a name in a folder.
  init(inFolder folder: String) {
    var template = Array("\(folder)/hearsay-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    if descriptor >= 0 { unlink(template) }
    isSound = descriptor >= 0
    written = 0
  }

  /// Takes over an open file; what is added goes behind `end`.
  init(descriptor: Int32, end: Int) {
    self.descriptor = descriptor
    written = end
    isSound = descriptor >= 0
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// In bytes, with what is not written out yet.
  var count: Int { written + pending.count }

  /// Adds bytes; returns where they lie.
  @discardableResult
  func append(_ bytes: UnsafeRawBufferPointer) -> Int {
    let offset = count
    pending.append(contentsOf: bytes)
    if pending.count >= Self.bufferSize { flush() }
    return offset
  }

  /// Adds bytes; returns where they lie.
  @discardableResult
  func append(_ bytes: [UInt8]) -> Int { bytes.withUnsafeBytes { append($0) } }

  /// Writes out what was added; false where the disk is full.
  @discardableResult
  func flush() -> Bool {
    var done = 0
    while isSound, done < pending.count {
      let count = pending.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress.map { $0 + done }, pending.count - done, off_t(written + done))
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { isSound = false } else { done += count }
    }
    written += pending.count
    pending.removeAll(keepingCapacity: true)
    return isSound
  }

  /// Reads bytes into a buffer; false where they are not there.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Bool {
    read(at: offset, into: buffer, end: written)
  }

  fileprivate func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer, end: Int) -> Bool {
    guard offset >= 0, offset + buffer.count <= end else { return false }
    var position = 0
    while position < buffer.count {
      let count = pread(
        descriptor, buffer.baseAddress.map { $0 + position }, buffer.count - position, off_t(offset + position))
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return false }
      position += count
    }
    return true
  }

  /// Bytes that were written out; nil where they are not there.
  func bytes(at offset: Int, count: Int) -> [UInt8]? { reader().bytes(at: offset, count: count) }

  /// What was written out so far, for other threads.
  func reader() -> SpoolReader { SpoolReader(file: self, end: written) }
}

/// The part of a file that was written out when the reader was made: it may be read while more is added.
struct SpoolReader: Sendable {
  fileprivate let file: SpoolFile
  fileprivate let end: Int

  /// Bytes of the file; nil where they are not there.
  func bytes(at offset: Int, count: Int) -> [UInt8]? {
    guard count >= 0, offset >= 0, offset + count <= end else { return nil }
    var isThere = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      isThere = file.read(at: offset, into: UnsafeMutableRawBufferPointer(buffer), end: end)
      filled = isThere ? count : 0
    }
    return isThere ? bytes : nil
  }
}
