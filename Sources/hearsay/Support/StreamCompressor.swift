import CZlib
import CZstd

/// Compresses what is written, piece by piece: the same pieces give the same bytes.
protocol StreamCompressor: AnyObject {
  /// What is ready of the bytes so far.
  func compress(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]
  /// What is left at the end.
  func finish() -> [UInt8]
}

/// Gzip at its usual level.
final class GzipCompressor: StreamCompressor {
  private var stream = z_stream()
  private var room = [UInt8](repeating: 0, count: 1 << 16)

  init() {
    let size = Int32(MemoryLayout<z_stream>.size)
    deflateInit2_(
      &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
  }

  deinit { deflateEnd(&stream) }

  func compress(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    stream.next_in = bytes.baseAddress.map { UnsafeMutablePointer(mutating: $0) }
    stream.avail_in = UInt32(truncatingIfNeeded: bytes.count)
    return run(Z_NO_FLUSH)
  }

  func finish() -> [UInt8] {
    stream.avail_in = 0
    return run(Z_FINISH)
  }

  private func run(_ flush: Int32) -> [UInt8] {
    var out: [UInt8] = []
    while true {
      let got = room.withUnsafeMutableBufferPointer { place -> Int in
        stream.next_out = place.baseAddress
        stream.avail_out = UInt32(truncatingIfNeeded: place.count)
        deflate(&stream, flush)
        return place.count - Int(stream.avail_out)
      }
      out.append(contentsOf: room[..<got])
      if got < room.count { return out }
    }
  }
}

/// Zstandard at its usual level.
final class ZstandardCompressor: StreamCompressor {
  private let state = ZSTD_createCStream()
  private var room = [UInt8](repeating: 0, count: 1 << 17)

  deinit { ZSTD_freeCStream(state) }

  func compress(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] { run(bytes, ZSTD_e_continue) }

  func finish() -> [UInt8] { run(UnsafeBufferPointer(start: nil, count: 0), ZSTD_e_end) }

  private func run(_ bytes: UnsafeBufferPointer<UInt8>, _ directive: ZSTD_EndDirective) -> [UInt8] {
    var out: [UInt8] = []
    var input = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
    while true {
      var got = 0
      let left = room.withUnsafeMutableBytes { place -> Int in
        var output = ZSTD_outBuffer(dst: place.baseAddress, size: place.count, pos: 0)
        let left = ZSTD_compressStream2(state, &output, &input, directive)
        got = output.pos
        return left
      }
      guard ZSTD_isError(left) == 0 else { return out }
      out.append(contentsOf: room[..<got])
      if directive == ZSTD_e_end ? left == 0 : input.pos == input.size { return out }
    }
  }
}
