import CLzma

/// The decompressed bytes of an .xz file, streams that follow one another counted.
final class XZSource: ByteSource {
  private let input: ByteReader
  private var stream = lzma_stream()
  private var isOpen = false
  private var isFinished = false
  private var guardian = BombGuard()

  init(_ input: ByteReader) { self.input = input }

  deinit { if isOpen { lzma_end(&stream) } }

  override func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    if isFinished { return 0 }
    if !isOpen {
      // 256 MiB hold the dictionary of the highest preset; 8 is LZMA_CONCATENATED, a macro.
      guard lzma_stream_decoder(&stream, 256 << 20, 0x08) == LZMA_OK else {
        throw StreamError(reason: "no memory for xz")
      }
      isOpen = true
    }
    while true {
      let slice = try input.peek(1).isEmpty ? [] : input.peek(ByteReader.bufferSize / 2)
      var status = LZMA_OK
      var used = 0
      var got = 0
      slice.withUnsafeBytes { bytes in
        stream.next_in = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.avail_in = bytes.count
        stream.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.avail_out = buffer.count
        status = lzma_code(&stream, slice.isEmpty ? LZMA_FINISH : LZMA_RUN)
        used = bytes.count - stream.avail_in
        got = buffer.count - stream.avail_out
      }
      input.skip(used)
      if status == LZMA_STREAM_END { isFinished = true }
      guard status == LZMA_OK || status == LZMA_STREAM_END else {
        isFinished = true
        throw StreamError(reason: slice.isEmpty ? "xz stream ends early" : "xz data are damaged")
      }
      try guardian.check(consumed: used, produced: got)
      if got > 0 || isFinished { return got }
    }
  }
}
