import CZlib
import CZstd
import Glibc

/// The bytes of a file of records.
protocol RecordSource: AnyObject {
  /// Fills a buffer as far as it can; 0 at the end, -1 on a failure.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int
  /// What is wrong with the bytes; nil where it is the system that failed.
  var failure: String? { get }
}

/// The bytes as they are. The descriptor stays the caller's.
final class PlainRecords: RecordSource {
  private let descriptor: Int32
  init(_ descriptor: Int32) { self.descriptor = descriptor }
  var failure: String? { nil }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if got >= 0 || errno != EINTR { return got }
    }
  }
}

/// Gzip, member after member.
final class GzipRecords: RecordSource {
  private let plain: PlainRecords
  private var input = [UInt8](repeating: 0, count: 1 << 16)
  private var stream = z_stream()
  private var begin = 0
  private var end = 0
  private var isOpen = false
  private(set) var failure: String?

  init(_ descriptor: Int32) { plain = PlainRecords(descriptor) }
  deinit { if isOpen { inflateEnd(&stream) } }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      if begin == end {
        let got = input.withUnsafeMutableBytes { plain.read(into: $0) }
        if got < 0 { return got }
        if got == 0 { return isOpen ? fail("gzip stream ends early") : 0 }
        (begin, end) = (0, got)
      }
      if !isOpen {
        stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(&stream, 47, ZLIB_VERSION, size) == Z_OK else {
          return fail("no memory for zlib")
        }
        isOpen = true
      }
      let (status, got) = inflateSome(into: buffer)
      if status == Z_STREAM_END {
        inflateEnd(&stream)
        isOpen = false
      } else if status != Z_OK, status != Z_BUF_ERROR {
        return fail("gzip data are damaged")
      }
      if got > 0 { return got }
    }
  }

  private func inflateSome(into buffer: UnsafeMutableRawBufferPointer) -> (status: Int32, got: Int) {
    var status: Int32 = Z_OK
    input.withUnsafeMutableBytes { bytes in
      stream.next_in = bytes.baseAddress.map { ($0 + begin).assumingMemoryBound(to: UInt8.self) }
      stream.avail_in = UInt32(truncatingIfNeeded: end - begin)
      stream.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.avail_out = UInt32(truncatingIfNeeded: buffer.count)
      status = inflate(&stream, Z_NO_FLUSH)
    }
    begin = end - Int(stream.avail_in)
    return (status, buffer.count - Int(stream.avail_out))
  }

  private func fail(_ reason: String) -> Int {
    failure = reason
    return -1
  }
}

/// Zstandard, frame after frame.
final class ZstandardRecords: RecordSource {
  private let plain: PlainRecords
  private var input = [UInt8](repeating: 0, count: 1 << 16)
  private let state = ZSTD_createDStream()
  private var begin = 0
  private var end = 0
  private var isInFrame = false
  private(set) var failure: String?

  init(_ descriptor: Int32) { plain = PlainRecords(descriptor) }
  deinit { ZSTD_freeDStream(state) }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      if begin == end {
        let got = input.withUnsafeMutableBytes { plain.read(into: $0) }
        if got < 0 { return got }
        if got == 0 {
          guard isInFrame else { return 0 }
          failure = "zstd stream ends early"
          return -1
        }
        (begin, end) = (0, got)
      }
      var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
      let status = input.withUnsafeBytes { bytes -> Int in
        var source = ZSTD_inBuffer(src: bytes.baseAddress, size: end, pos: begin)
        let status = ZSTD_decompressStream(state, &output, &source)
        begin = source.pos
        return status
      }
      guard ZSTD_isError(status) == 0 else {
        failure = "zstd data are damaged"
        return -1
      }
      isInFrame = status != 0
      if output.pos > 0 { return output.pos }
    }
  }
}
