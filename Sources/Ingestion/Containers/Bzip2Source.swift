import CBzip2

/// The decompressed bytes of a .bz2 file, streams that follow one another counted.
final class Bzip2Source: ByteSource {
  private let input: ByteReader
  private var stream = bz_stream()
  private var isOpen = false
  private var guardian = BombGuard()

  init(_ input: ByteReader) { self.input = input }

  deinit { if isOpen { BZ2_bzDecompressEnd(&stream) } }

  override func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    while true {
      let slice = try input.peek(1).isEmpty ? [] : input.peek(ByteReader.bufferSize / 2)
      if slice.isEmpty {
        if isOpen { throw StreamError(reason: "bzip2 stream ends early") }
        return 0
      }
      if !isOpen {
        stream = bz_stream()
        guard BZ2_bzDecompressInit(&stream, 0, 0) == BZ_OK else { throw StreamError(reason: "no memory for bzip2") }
        isOpen = true
      }
      var status: Int32 = BZ_OK
      var used = 0
      var got = 0
      slice.withUnsafeBytes { bytes in
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        stream.next_in = UnsafeMutablePointer(mutating: start)
        stream.avail_in = UInt32(truncatingIfNeeded: bytes.count)
        stream.next_out = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
        stream.avail_out = UInt32(truncatingIfNeeded: buffer.count)
        status = BZ2_bzDecompress(&stream)
        used = bytes.count - Int(stream.avail_in)
        got = buffer.count - Int(stream.avail_out)
      }
      input.skip(used)
      if status == BZ_STREAM_END {
        BZ2_bzDecompressEnd(&stream)
        isOpen = false
      } else if status != BZ_OK {
        BZ2_bzDecompressEnd(&stream)
        isOpen = false
        throw StreamError(reason: "bzip2 data are damaged")
      }
      try guardian.check(consumed: used, produced: got)
      if got > 0 { return got }
    }
  }
}
