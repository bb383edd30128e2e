import CBrotli

/// The decompressed bytes of a brotli stream, as archives keep the bodies of HTTP responses.
final class BrotliSource: ByteSource {
  private let input: ByteReader
  private let state: OpaquePointer?
  private var isFinished = false
  private var guardian = BombGuard()

  init(_ input: ByteReader) {
    self.input = input
    state = BrotliDecoderCreateInstance(nil, nil, nil)
  }

  deinit { if let state { BrotliDecoderDestroyInstance(state) } }

  override func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    guard let state else { throw StreamError(reason: "no memory for brotli") }
    while !isFinished {
      let slice = try input.peek(1).isEmpty ? [] : input.peek(ByteReader.bufferSize / 2)
      var used = 0
      var got = 0
      var result = BROTLI_DECODER_RESULT_ERROR
      slice.withUnsafeBytes { bytes in
        var from = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        var left = bytes.count
        var to = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        var room = buffer.count
        result = BrotliDecoderDecompressStream(state, &left, &from, &room, &to, nil)
        used = bytes.count - left
        got = buffer.count - room
      }
      input.skip(used)
      if result == BROTLI_DECODER_RESULT_ERROR { throw StreamError(reason: "brotli data are damaged") }
      if result == BROTLI_DECODER_RESULT_SUCCESS { isFinished = true }
      if result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT, slice.isEmpty, got == 0 {
        throw StreamError(reason: "brotli stream ends early")
      }
      try guardian.check(consumed: used, produced: got)
      if got > 0 { return got }
    }
    return 0
  }
}
