import TextModel

/// The head lines of an HTTP, MIME or WARC record.
struct HeadFields {
  private var fields: [(name: String, value: String)] = []

  /// Reads `Name: value` lines; a line that begins with a blank goes on with the one before.
  mutating func add(line: ArraySlice<UInt8>) {
    if let first = line.first, ASCII.isBlank(first), !fields.isEmpty {
      if let more = ASCII.squashed(line) { fields[fields.count - 1].value += " " + more }
      return
    }
    guard fields.count < 200, let colon = line.firstIndex(of: 0x3A) else { return }
    let name = String(decoding: line[..<colon].map(ASCII.lower), as: UTF8.self)
    fields.append((name, ASCII.squashed(line[line.index(after: colon)...]) ?? ""))
  }

  /// The first field of a name, given in small letters.
  subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  /// A parameter of a field: `charset` in `text/html; charset="utf-8"`.
  static func parameter(_ name: String, of value: String?) -> String? {
    guard let value else { return nil }
    for part in value.split(separator: ";").dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, ASCII.squashed(pair[0].utf8)?.lowercased() == name else { continue }
      return ASCII.squashed(pair[1].utf8.filter { $0 != 0x22 && $0 != 0x27 })
    }
    return nil
  }

  /// A media type without parameters, in small letters.
  static func mediaType(_ value: String?) -> String {
    guard let value else { return "" }
    return (value.split(separator: ";").first.flatMap { ASCII.squashed($0.utf8) } ?? "").lowercased()
  }
}

/// An HTTP response as archives keep it: head and body, the body perhaps still in chunks or compressed.
struct HTTPMessage {
  private(set) var status = 0
  private(set) var fields = HeadFields()
  private(set) var body: [UInt8] = []
  /// Why the body cannot be decompressed, where it cannot.
  private(set) var unknownEncoding: String?

  /// Reads a response; nil where there is no head. What there is of a compressed body is kept where the archive says that
  /// it is truncated. The body is decoded as far as its bytes show that it is coded: what
  /// the head announces may be undone already.
  init?(_ bytes: [UInt8], limit: Int, isTruncated: Bool = false) {
    guard bytes.starts(with: "HTTP/".utf8) else { return nil }
    var start = 0
    var isFirst = true
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      var line = bytes[start..<end]
      if line.last == 0x0D { line = line.dropLast() }
      start = min(end + 1, bytes.count)
      if line.isEmpty { break }
      if isFirst {
        let words = line.split(separator: 0x20)
        status = words.count > 1 ? Int(String(decoding: words[1], as: UTF8.self)) ?? 0 : 0
      } else {
        fields.add(line: line)
      }
      isFirst = false
    }
    body = Array(bytes[start...])
    decode(limit: limit, isTruncated: isTruncated)
  }

  private mutating func decode(limit: Int, isTruncated: Bool) {
    if let coding = fields["transfer-encoding"], coding.lowercased().contains("chunked"),
      let joined = Self.withoutChunks(body)
    {
      body = joined
    }
    let kind = FileKind(head: body.prefix(8))
    guard kind == .gzip || kind == .zstd || isDeflate || mayBeBrotli else { return }
    let reader = ByteReader(MemorySource(body))
    let source: ByteSource =
      switch kind {
      case .zstd: ZstandardSource(reader)
      case .gzip: GzipSource(reader)
      default: isDeflate ? GzipSource(reader) : BrotliSource(reader)
      }
    let inner = ByteReader(source)
    var plain: [UInt8] = []
    do throws(StreamError) {
      try inner.read(limit + 1, into: &plain)
    } catch {
      // Announced as brotli, and undone already.
      if mayBeBrotli, body.withUnsafeBufferPointer({ UTF8Check.isValid($0) && !FileKind.isBinary($0) }) { return }
      if plain.isEmpty || !isTruncated { unknownEncoding = error.reason }
    }
    body = plain
  }

  /// Brotli has no mark of its own.
  private var mayBeBrotli: Bool {
    guard fields["content-encoding"]?.lowercased() == "br" else { return false }
    return body.first { !ASCII.isBlank($0) } != 0x3C
  }

  private var isDeflate: Bool {
    fields["content-encoding"]?.lowercased() == "deflate" && body.first == 0x78
  }

  /// The chunks of a body joined; nil where it has none.
  static func withoutChunks(_ bytes: [UInt8]) -> [UInt8]? {
    var joined: [UInt8] = []
    var place = 0
    while place < bytes.count {
      var size = 0
      var digits = 0
      while place < bytes.count, let digit = ASCII.hexDigit(bytes[place]), digits < 8 {
        size = size << 4 | Int(digit)
        digits += 1
        place += 1
      }
      guard digits > 0 else { return joined.isEmpty ? nil : joined }
      if place < bytes.count, bytes[place] == 0x3B || bytes[place] == 0x20 {
        while place < bytes.count, bytes[place] >= 0x20 { place += 1 }
      }
      if place < bytes.count, bytes[place] == 0x0D { place += 1 }
      guard place < bytes.count, bytes[place] == 0x0A else { return joined.isEmpty ? nil : joined }
      place += 1
      if size == 0 { return joined }
      joined.append(contentsOf: bytes[place..<min(place + size, bytes.count)])
      place += size
      if place < bytes.count, bytes[place] == 0x0D { place += 1 }
      if place < bytes.count, bytes[place] == 0x0A { place += 1 }
    }
    return joined
  }
}
