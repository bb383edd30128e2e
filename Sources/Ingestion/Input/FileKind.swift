import TextModel

/// What a file is, by its name and by its first bytes.
enum FileKind {
  case text, html, jsonl, json, csv, tsv, parquet, warc, arc, mhtml, feed, tar, zip, gzip, xz, zstd, bzip2, brotli
  /// Records that this program wrote.
  case records
  /// Nothing that holds documents: pictures, scripts, style sheets.
  case other
  case unknown

  /// Whether the bytes alone tell the kind, whatever a name or an option says.
  var isSure: Bool {
    switch self {
    case .warc, .arc, .tar, .zip, .gzip, .xz, .zstd, .bzip2, .records: true
    default: false
    }
  }

  /// A reader of what lies in a container; nil for what is none.
  func container(_ reader: ByteReader, origin: String, options: IngestionOptions) -> EntrySource? {
    switch self {
    case .warc: WARCReader(reader, origin: origin, options: options)
    case .arc: ARCReader(reader, origin: origin, options: options)
    case .tar: TarReader(reader, origin: origin)
    case .zip: ZIPReader(reader, origin: origin)
    case .mhtml: MHTMLReader(reader, origin: origin, options: options)
    case .feed: FeedReader(reader, origin: origin, options: options)
    default: nil
    }
  }

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
    case "json": self = .json
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "parquet", "pq": self = .parquet
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
      (Array("GIF8".utf8), .other), (Array("PAR1".utf8), .parquet), (Array("SQLite format 3".utf8), .other),
      (Array("%PDF".utf8), .other), ([0x7F, 0x45, 0x4C, 0x46], .other),
    ]
    for (signature, kind) in signatures where bytes.starts(with: signature) { return kind }
    if bytes.count >= 262, bytes[257..<262].elementsEqual("ustar".utf8) { return .tar }
    return nil
  }

  private static func textual(_ bytes: UnsafeBufferPointer<UInt8>) -> Self {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count, ASCII.isBlank(bytes[start]) { start += 1 }
    guard start < bytes.count else { return .unknown }
    if bytes[start] == 0x7B, isJSON(bytes, at: start + 1) {
      return RecordLine.begins(bytes, at: start) ? .records : .jsonl
    }
    if bytes[start] == 0x5B, isArray(bytes, at: start + 1) { return .json }
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

  /// An array of objects, or an empty one.
  private static func isArray(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    var index = start
    while index < bytes.count, ASCII.isBlank(bytes[index]) { index += 1 }
    return index < bytes.count && (bytes[index] == 0x5D || bytes[index] == 0x7B && isJSON(bytes, at: index + 1))
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
    if CharacterEncoding.utf16(bytes) != nil { return false }
    var controls = 0
    for byte in bytes where byte < 0x20 && !ASCII.isBlank(byte) && byte != 0x1B { controls += 1 }
    return controls * 8 > bytes.count
  }
}

/// How the lines begin that this program writes: what it has written is never its input.
enum RecordLine {
  private static let types: [StaticString] = [
    "document", "entity", "source", "quote", "number", "date", "story", "reuse", "change", "saying", "identity",
    "figure",
  ]

  /// Whether a record begins at an index: its type, then its id, or the origin of an error.
  static func begins(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard matches("{\"type\":\"", bytes, start) else { return false }
    let word = start + 9
    if matches("error\",\"origin\":\"", bytes, word) { return true }
    for type in types where matches(type, bytes, word) {
      let id = word + type.utf8CodeUnitCount + 8
      guard matches("\",\"id\":\"", bytes, id - 8), id + 17 <= bytes.count else { continue }
      return [0x64, 0x69, 0x79].contains(bytes[id]) && bytes[id + 1..<id + 17].allSatisfy { ASCII.hexDigit($0) != nil }
    }
    return false
  }

  private static func matches(_ word: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    guard start + length <= bytes.count else { return false }
    return word.withUTF8Buffer { $0.elementsEqual(bytes[start..<start + length]) }
  }
}
