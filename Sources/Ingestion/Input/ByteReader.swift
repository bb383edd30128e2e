import Glibc

/// Reads a stream by lines, by counts and by looking ahead, through one buffer.
final class ByteReader {
  private let source: ByteSource
  private var buffer: [UInt8]
  private var position = 0
  private var limit = 0
  private var isAtEnd = false
  /// The offset of the next byte in the stream.
  private(set) var offset = 0
  /// A failure that is told once the bytes before it are used up.
  private var pending: StreamError?

  static let bufferSize = 1 << 17

  init(_ source: ByteSource) {
    self.source = source
    buffer = [UInt8](repeating: 0, count: Self.bufferSize)
  }

  /// Where the next byte begins in the compressed stream below, if a member begins there.
  var memberOffset: Int? { source.memberOffset(at: offset) }

  /// Reads more bytes behind those that are there; false where there are none.
  private func fill() throws(StreamError) -> Bool {
    if position == limit, let error = pending {
      pending = nil
      throw error
    }
    if isAtEnd || pending != nil { return false }
    if position > 0 {
      let kept = limit - position
      buffer.withUnsafeMutableBytes { all in
        guard let base = all.baseAddress else { return }
        memmove(base, base + position, kept)
      }
      position = 0
      limit = kept
    }
    if limit == buffer.count { buffer.append(contentsOf: repeatElement(0, count: buffer.count)) }
    do throws(StreamError) {
      let got = try readMore()
      if got == 0 { isAtEnd = true }
      limit += got
      return got > 0
    } catch {
      if !error.isRecoverable { isAtEnd = true }
      if position == limit { throw error }
      pending = error
      return false
    }
  }

  private func readMore() throws(StreamError) -> Int {
    let start = limit
    let source = source
    var result: Result<Int, StreamError> = .success(0)
    buffer.withUnsafeMutableBytes { all in
      let room = UnsafeMutableRawBufferPointer(rebasing: all[start...])
      do throws(StreamError) { result = .success(try source.read(into: room)) } catch { result = .failure(error) }
    }
    return try result.get()
  }

  /// The next bytes without taking them, `count` of them or as many as there are. Amortised O(count).
  func peek(_ count: Int) throws(StreamError) -> ArraySlice<UInt8> {
    while limit - position < count, try fill() {}
    return buffer[position..<min(limit, position + count)]
  }

  /// Whether nothing comes any more.
  func isEmpty() throws(StreamError) -> Bool {
    if position < limit { return false }
    return try !fill()
  }

  /// Puts bytes that were taken last back, so that they are read again.
  func unread(_ bytes: ArraySlice<UInt8>) {
    let kept = Array(buffer[position..<limit])
    let count = bytes.count + kept.count
    if buffer.count < count { buffer.append(contentsOf: repeatElement(0, count: count - buffer.count)) }
    buffer.replaceSubrange(0..<count, with: bytes + kept)
    position = 0
    limit = count
    offset -= bytes.count
  }

  /// Takes bytes that were peeked at.
  func skip(_ count: Int) {
    let taken = min(count, limit - position)
    position += taken
    offset += taken
  }

  /// Takes `count` bytes and drops them; false where the stream ends before.
  func discard(_ count: Int) throws(StreamError) -> Bool {
    var left = count
    while left > 0 {
      if position == limit, try !fill() { return false }
      let step = min(left, limit - position)
      skip(step)
      left -= step
    }
    return true
  }

  /// Takes up to `count` bytes into `bytes`; returns how many there were.
  @discardableResult
  func read(_ count: Int, into bytes: inout [UInt8]) throws(StreamError) -> Int {
    var left = count
    // To grow copies what is there, and large memory is the system's anew each time.
    let rest = min(count, source.size - offset)
    if rest > 0 { bytes.reserveCapacity(bytes.count + rest) }
    while left > 0 {
      if position == limit, try !fill() { break }
      let step = min(left, limit - position)
      bytes.append(contentsOf: buffer[position..<position + step])
      skip(step)
      left -= step
    }
    return count - left
  }

  /// Takes a line without its line feed, of which at most `limit` bytes are kept; nil at the end.
  ///
  /// The length of the whole line is given beside it, so that one that is too long can be told with its size.
  func line(keeping most: Int, into line: inout [UInt8]) throws(StreamError) -> Int? {
    line.removeAll(keepingCapacity: line.capacity <= 1 << 18)
    if try isEmpty() { return nil }
    var length = 0
    while true {
      if position == limit, try !fill() { return length }
      let found = buffer.withUnsafeBufferPointer { all -> Int? in
        guard let base = all.baseAddress, let hit = memchr(base + position, 0x0A, limit - position) else { return nil }
        return UnsafeRawPointer(hit) - UnsafeRawPointer(base)
      }
      let end = found ?? limit
      let kept = min(end - position, max(0, most - line.count))
      line.append(contentsOf: buffer[position..<position + kept])
      length += end - position
      skip(end - position)
      if found != nil {
        skip(1)
        return length
      }
    }
  }
}

/// The rest of a reader, at most `count` bytes of it, as a stream of its own (a member of an archive).
final class SliceSource: ByteSource {
  private let reader: ByteReader
  private(set) var left: Int
  init(_ reader: ByteReader, count: Int) {
    self.reader = reader
    left = count
  }

  override func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    guard left > 0 else { return 0 }
    let slice = try reader.peek(1)
    guard !slice.isEmpty else {
      left = 0
      throw StreamError(reason: "ends early")
    }
    let more = try reader.peek(min(left, min(buffer.count, ByteReader.bufferSize / 2)))
    more.withUnsafeBytes { buffer.copyMemory(from: $0) }
    reader.skip(more.count)
    left -= more.count
    return more.count
  }
}
