/// What a file is, by its name and by its first bytes.
enum FileKind {
  case text, html, jsonl, warc, arc, mhtml, feed, tar, zip, gzip, xz, zstd, bzip2, brotli
  /// Nothing that holds documents: pictures, scripts, style sheets.
  case other
  case unknown

  /// What the end of a name says.
  init(name: String) {
    let name = name.lowercased()
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
      self = .unknown
      return
    }
    switch name[name.index(after: dot)...] {
    case "txt", "text": self = .text
    case "html", "htm", "xhtml", "shtml", "php", "asp", "aspx", "jsp": self = .html
    case "jsonl", "ndjson", "jl": self = .jsonl
    case "mhtml", "mht": self = .mhtml
    case "xml", "rss", "atom": self = .feed
    case "br": self = .brotli
    case "css", "js", "mjs", "png", "jpg", "jpeg", "gif", "webp", "svg", "ico", "woff", "woff2", "ttf", "eot", "otf",
      "pdf", "mp3", "mp4", "webm", "mov", "avi", "map", "wasm", "cdx", "cdxj", "idx", "yaml", "yml", "md", "md5",
      "sha256":
      self = .other
    default: self = .unknown
    }
  }

  /// What the first bytes say; `unknown` where they are text of some kind.
  init(head: ArraySlice<UInt8>) {
    let head = Array(head)
    self = head.withUnsafeBufferPointer { bytes in
      Self.magic(bytes) ?? Self.textual(bytes)
    }
  }

  private static func magic(_ bytes: UnsafeBufferPointer<UInt8>) -> Self? {
    let signatures: [([UInt8], Self)] = [
      ([0x1F, 0x8B], .gzip), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .xz), ([0x28, 0xB5, 0x2F, 0xFD], .zstd),
      (Array("BZh".utf8), .bzip2), (Array("PK\u{3}\u{4}".utf8), .zip), (Array("PK\u{5}\u{6}".utf8), .zip),
      (Array("WARC/".utf8), .warc), (Array("filedesc://".utf8), .arc), ([0x89, 0x50, 0x4E, 0x47], .other),
      ([0xFF, 0xD8, 0xFF], .other),
      (Array("GIF8".utf8), .other), (Array("%PDF".utf8), .other), ([0x7F, 0x45, 0x4C, 0x46], .other),
    ]
    for (signature, kind) in signatures where bytes.starts(with: signature) { return kind }
    if bytes.count >= 262, bytes[257..<262].elementsEqual("ustar".utf8) { return .tar }
    return nil
  }

  private static func textual(_ bytes: UnsafeBufferPointer<UInt8>) -> Self {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count, ASCII.isBlank(bytes[start]) { start += 1 }
    guard start < bytes.count else { return .unknown }
    if bytes[start] == 0x7B, isJSON(bytes, at: start + 1) { return .jsonl }
    if bytes[start] == 0x3C { return markup(bytes, at: start) }
    for word: StaticString in ["mime-version:", "from: <saved by", "content-type: multipart/related"]
    where ASCII.matches(word, in: bytes, at: start) {
      return .mhtml
    }
    return isBinary(bytes) ? .other : .unknown
  }

  private static func isJSON(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    var index = start
    while index < bytes.count, ASCII.isBlank(bytes[index]) { index += 1 }
    return index < bytes.count && (bytes[index] == 0x22 || bytes[index] == 0x7D)
  }

  private static func markup(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Self {
    for word: StaticString in ["<rss", "<feed", "<rdf:rdf"] where ASCII.find(word, in: bytes, from: start) != nil {
      return .feed
    }
    for word: StaticString in ["<!doctype html", "<html", "<head", "<body", "<div", "<article", "<p>", "<meta", "<!--"]
    where ASCII.find(word, in: bytes, from: start) != nil {
      return .html
    }
    return .unknown
  }

  /// NUL bytes that are no UTF-16, or many control characters.
  static func isBinary(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if bytes.count >= 2, (bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF) {
      return false
    }
    var controls = 0
    for byte in bytes where byte < 0x20 && !ASCII.isBlank(byte) && byte != 0x1B { controls += 1 }
    return controls * 8 > bytes.count
  }
}

extension InputReader {
  /// Whether a file of that name in a folder may hold documents: not a picture, a style sheet or notes on the dump.
  public static func mayHoldDocuments(name: String) -> Bool { FileKind(name: name) != .other }
}
