import CZstd

/// The decompressed bytes of a .zst file, frame after frame; each frame counts as a member, as WARC files have it.
final class ZstandardSource: ByteSource {
  private let input: ByteReader
  private let stream: OpaquePointer?
  private var isInFrame = false
  private var produced = 0
  private var members: [(produced: Int, consumed: Int)] = []
  private var guardian = BombGuard()

  init(_ input: ByteReader) {
    self.input = input
    stream = ZSTD_createDStream()
    if let stream { _ = ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, 27) }
  }

  deinit { ZSTD_freeDStream(stream) }

  override func memberOffset(at offset: Int) -> Int? {
    while let first = members.first, first.produced < offset { members.removeFirst() }
    guard let first = members.first, first.produced == offset else { return nil }
    return first.consumed
  }

  override func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    guard let stream else { throw StreamError(reason: "no memory for zstd") }
    while true {
      let slice = try input.peek(1).isEmpty ? [] : input.peek(ByteReader.bufferSize / 2)
      if slice.isEmpty, !isInFrame { return 0 }
      if !isInFrame { members.append((produced, input.offset)) }
      var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
      var used = 0
      var status = 0
      slice.withUnsafeBytes { bytes in
        var piece = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
        status = ZSTD_decompressStream(stream, &output, &piece)
        used = piece.pos
      }
      input.skip(used)
      if ZSTD_isError(status) != 0 { throw StreamError(reason: "zstd data are damaged") }
      isInFrame = status != 0
      produced += output.pos
      try guardian.check(consumed: used, produced: output.pos)
      if output.pos > 0 { return output.pos }
      // What fills the buffer may leave more behind it, also where the input is used up.
      if slice.isEmpty { throw StreamError(reason: "zstd stream ends early") }
    }
  }
}
