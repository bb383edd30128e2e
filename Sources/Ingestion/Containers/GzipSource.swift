import CZlib

/// The decompressed bytes of a gzip or zlib stream, member after member.
///
/// A read stops at the end of a member, so that `memberOffset` can say where each begins: WARC files have a member a
/// record. After damage the stream goes on with the next member that can be found.
final class GzipSource: ByteSource {
  private let input: ByteReader
  private var stream = z_stream()
  private var isOpen = false
  private var isRaw: Bool
  private var produced = 0
  private var opened = 0
  /// The beginnings of members as offsets of the decompressed and of the compressed stream.
  private var members: [(produced: Int, consumed: Int)] = []
  private var guardian = BombGuard()

  /// Reads gzip or zlib data; `raw` means deflate data without either's head.
  init(_ input: ByteReader, raw: Bool = false) {
    self.input = input
    isRaw = raw
  }

  deinit { if isOpen { inflateEnd(&stream) } }

  override func memberOffset(at offset: Int) -> Int? {
    while let first = members.first, first.produced < offset { members.removeFirst() }
    guard let first = members.first, first.produced == offset else { return nil }
    return first.consumed
  }

  override func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    while true {
      if !isOpen, try !openMember() { return 0 }
      let (got, isEnd) = try inflateSome(into: buffer)
      produced += got
      if isEnd { closeMember() }
      if got > 0 { return got }
    }
  }

  /// Begins the next member; false at the end of the file. Zero bytes between members are padding.
  private func openMember() throws(StreamError) -> Bool {
    while try input.peek(1).first == 0, produced > 0 { input.skip(1) }
    let head = try input.peek(2)
    if head.isEmpty || (isRaw && opened > 0) { return false }
    if produced > 0, Array(head) != [0x1F, 0x8B] {
      _ = try findMember()
      throw StreamError(reason: "bytes between gzip members that are none", isRecoverable: true)
    }
    members.append((produced, input.offset))
    stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(&stream, isRaw ? -15 : 47, ZLIB_VERSION, size) == Z_OK else {
      throw StreamError(reason: "no memory for zlib")
    }
    isOpen = true
    opened += 1
    return true
  }

  private func closeMember() {
    inflateEnd(&stream)
    isOpen = false
  }

  private func inflateSome(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> (Int, isEnd: Bool) {
    let slice = try input.peek(1).isEmpty ? [] : input.peek(ByteReader.bufferSize / 2)
    if slice.isEmpty {
      closeMember()
      throw StreamError(reason: "gzip stream ends early")
    }
    var status: Int32 = Z_OK
    var used = 0
    var got = 0
    slice.withUnsafeBytes { bytes in
      let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.next_in = UnsafeMutablePointer(mutating: start)
      stream.avail_in = UInt32(truncatingIfNeeded: bytes.count)
      stream.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.avail_out = UInt32(truncatingIfNeeded: buffer.count)
      status = inflate(&stream, Z_NO_FLUSH)
      used = bytes.count - Int(stream.avail_in)
      got = buffer.count - Int(stream.avail_out)
    }
    input.skip(used)
    guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
      closeMember()
      let isMore = try findMember()
      throw StreamError(reason: "gzip data are damaged", isRecoverable: isMore)
    }
    try guardian.check(consumed: used, produced: got)
    return (got, status == Z_STREAM_END)
  }

  /// Skips to the next bytes that begin a gzip member; false where there are none.
  private func findMember() throws(StreamError) -> Bool {
    if isRaw { return false }
    while true {
      let slice = try Array(input.peek(ByteReader.bufferSize / 2))
      guard slice.count > 3 else {
        input.skip(slice.count)
        return false
      }
      for index in 0..<slice.count - 3
      where slice[index] == 0x1F && slice[index + 1] == 0x8B && slice[index + 2] == 8 && slice[index + 3] < 0x20 {
        input.skip(index)
        return true
      }
      input.skip(slice.count - 3)
    }
  }
}

/// Stops a stream that grows out of all proportion: more than 256 MiB at more than 400 times its compressed size.
struct BombGuard {
  private var consumed = 0
  private var produced = 0
  private var opened = 0
  static let most = 256 << 20
  static let ratio = 400

  mutating func check(consumed more: Int, produced got: Int) throws(StreamError) {
    consumed += more
    produced += got
    if produced > Self.most, produced / Self.ratio > consumed {
      throw StreamError(reason: "compression bomb: \(consumed) bytes give more than \(produced)")
    }
  }
}
