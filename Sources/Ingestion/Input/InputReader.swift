import Glibc

/// Reads inputs in their order and hands out one document after the other: files, folders and standard input (`-`).
///
/// Never more than one document is held. What a file is shows from its content first, then from its name. A failure
/// is handed out as an item, and the reading goes on with what comes after it.
public final class InputReader {
  private let options: IngestionOptions
  private var inputs: ArraySlice<String>
  private var stack: [EntrySource] = []
  private let opener: Opener
  private var file: FileSource?
  private var finishedBytes = 0
  private let isFolderMember: Bool
  private let excluded: Set<FileIdentity>
  private var passed = PassedOver()

  /// Prepares to read inputs; nothing is opened yet. Of members of a folder that the caller walks, what holds no text is
  /// passed over and counted, as it is where a folder is an input. `excluded` is what the caller writes to.
  public init(
    inputs: [String], options: IngestionOptions, isFolderMember: Bool = false,
    excluding excluded: Set<FileIdentity> = []
  ) {
    self.isFolderMember = isFolderMember
    self.excluded = excluded
    self.inputs = inputs[...]
    self.options = options
    opener = Opener(options: options)
  }

  /// The bytes read from files so far, before decompression.
  public var bytesRead: Int { finishedBytes + (file?.count ?? 0) }

  /// What was passed over in folders so far because it holds no documents.
  public var passedOver: PassedOver {
    var all = passed
    for case let entries as FolderEntries in stack { all.add(entries.passedOver) }
    return all
  }

  /// The next document or failure; nil at the end.
  public func next() -> InputItem? {
    while true {
      guard let top = stack.last else {
        guard let input = inputs.popFirst() else { return nil }
        if let failure = begin(input) { return .failure(failure) }
        continue
      }
      switch top.next() {
      case nil:
        if let entries = top as? FolderEntries { passed.add(entries.passedOver) }
        stack.removeLast()
      case .item(let item): return item
      case .nothing: continue
      case .file(let source, let name, let origin):
        if let source = source as? FileSource { follow(source) }
        if let item = open(source, name: name, origin: origin) { return item }
      }
    }
  }

  private func follow(_ source: FileSource) {
    finishedBytes += file?.count ?? 0
    file = source
  }

  private func open(_ source: ByteSource, name: String, origin: String) -> InputItem? {
    let isMember = !stack.isEmpty
    switch opener.open(source, name: name, origin: origin, depth: stack.count, isMember: isMember) {
    case .item(let item): return item
    case .source(let source): stack.append(source)
    case .nothing(let kind): if stack.last is FolderEntries { passed.add(kind) }
    }
    return nil
  }

  private func begin(_ input: String) -> IngestionError? {
    var status = stat()
    if input != "-", stat(SystemPath.bytes(input), &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      stack.append(FolderEntries(FolderWalk(path: input, excluding: excluded)))
      return nil
    }
    do throws(StreamError) {
      let source = try FileSource(path: input)
      follow(source)
      let name = input.split(separator: "/").last.map(String.init) ?? input
      let origin = SystemPath.shown(input)
      switch opener.open(source, name: name, origin: origin, depth: 0, isMember: isFolderMember) {
      case .item(let item): stack.append(SingleItem(item))
      case .source(let source): stack.append(source)
      case .nothing(let kind): passed.add(kind)
      }
      return nil
    } catch {
      return IngestionError(.input, origin: SystemPath.shown(input), reason: error.reason)
    }
  }
}

/// A source of one item.
private final class SingleItem: EntrySource {
  private var item: InputItem?
  init(_ item: InputItem) { self.item = item }
  func next() -> Entry? {
    defer { item = nil }
    return item.map { .item($0) }
  }
}

/// Finds out what a stream is and makes the reader for it.
struct Opener {
  /// What comes of a stream.
  enum Opened {
    case item(InputItem)
    case source(EntrySource)
    /// Nothing that holds documents, and what it is.
    case nothing(String)
  }

  let options: IngestionOptions
  /// How many bytes are looked at.
  static let headSize = 1024

  /// Opens a stream; `isMember` says that it lies in a folder or an archive, where what holds no text is passed over.
  func open(_ source: ByteSource, name: String, origin: String, depth: Int, isMember: Bool) -> Opened {
    guard depth <= options.maxNesting else { return failure(origin, "containers nest too deep") }
    let path = (source as? FileSource)?.path
    var reader = ByteReader(source)
    var name = name
    do throws(StreamError) {
      for _ in 0...options.maxNesting {
        let head = try Array(reader.peek(Self.headSize))
        let kind = FileKind(head: head[...])
        if kind == .parquet { return try parquet(path, origin: origin) }
        if let inner = decompressed(reader, kind, name: name) {
          reader = ByteReader(inner)
          name = Self.innerName(name)
          continue
        }
        if head.isEmpty, try reader.isEmpty() {
          let isList = FileKind(name: name) == .jsonl || options.format == .jsonl
          return isMember || isList ? .nothing("empty files") : failure(origin, "is empty")
        }
        return try open(reader, kind: kind, name: name, origin: origin, isMember: isMember)
      }
      return failure(origin, "compressed too many times")
    } catch {
      return failure(origin, error.reason)
    }
  }

  private func failure(_ origin: String, _ reason: String) -> Opened {
    .item(.failure(IngestionError(.ingestion, origin: origin, reason: reason)))
  }

  private static func innerName(_ name: String) -> String {
    guard let dot = name.lastIndex(of: ".") else { return name }
    return String(name[..<dot])
  }

  /// Brotli has no mark of its own: only the name tells it.
  private func decompressed(_ reader: ByteReader, _ kind: FileKind, name: String) -> ByteSource? {
    switch kind {
    case .gzip: GzipSource(reader)
    case .xz: XZSource(reader)
    case .zstd: ZstandardSource(reader)
    case .bzip2: Bzip2Source(reader)
    default: FileKind(name: name) == .brotli ? BrotliSource(reader) : nil
    }
  }

  private func parquet(_ path: String?, origin: String) throws(StreamError) -> Opened {
    guard let path, path != "-" else {
      return failure(origin, "is Parquet, which is read from a file of its own only")
    }
    return .source(JSONLinesReader(ByteReader(try ParquetSource(path: path)), origin: origin, options: options))
  }

  private func open(
    _ reader: ByteReader, kind: FileKind, name: String, origin: String, isMember: Bool
  ) throws(StreamError) -> Opened {
    let kind = try resolve(kind, name: name, reader)
    if let container = kind.container(reader, origin: origin, options: options) { return .source(container) }
    switch kind {
    case .jsonl: return .source(JSONLinesReader(try utf8(reader), origin: origin, options: options))
    case .json: return .source(JSONReader(try utf8(reader), origin: origin, options: options, isMember: isMember))
    case .csv, .tsv:
      let separator: UInt8 = kind == .tsv ? 0x09 : 0x2C
      return .source(DelimitedReader(try utf8(reader), origin: origin, options: options, separator: separator))
    case .html: return try document(reader, .html, origin)
    case .text, .unknown: return try document(reader, .text, origin)
    case .records:
      return isMember
        ? .nothing("files of records")
        : failure(origin, "holds records of hearsay, not documents: 'hearsay table' and 'hearsay review' read it")
    default: return isMember ? .nothing("binary files") : failure(origin, "holds no text")
    }
  }

  /// UTF-16 as UTF-8; all else as it is.
  private func utf8(_ reader: ByteReader) throws(StreamError) -> ByteReader {
    let head = Array(try reader.peek(Self.headSize))
    guard let isBig = head.withUnsafeBufferPointer({ CharacterEncoding.utf16($0) }) else { return reader }
    return ByteReader(UTF16Source(reader, isBig: isBig))
  }

  /// Containers are known by their bytes; between kinds of text the user's word decides, then the name.
  private func resolve(_ kind: FileKind, name: String, _ reader: ByteReader) throws(StreamError) -> FileKind {
    if kind.isSure { return kind }
    switch options.format {
    case .text: return .text
    case .html: return .html
    case .jsonl: return .jsonl
    case .json: return .json
    case .csv: return .csv
    case .tsv: return .tsv
    case .warc: return .warc
    case nil: break
    }
    let named = FileKind(name: name)
    switch (kind, named) {
    case (.other, _): return .other
    case (.html, .text), (.html, .unknown), (.html, .feed): return .html
    case (.feed, _), (.mhtml, _): return kind
    case (.jsonl, .json), (.jsonl, .unknown): return try isOneLine(reader) ? .jsonl : .json
    case (.json, .jsonl), (.json, .text), (.json, .unknown), (.jsonl, .text): return kind
    case (.unknown, .unknown): return try DelimitedReader.isHeader(Array(reader.peek(1 << 12)), options) ? .csv : kind
    case (_, .parquet): return .other
    case (_, .unknown), (_, .other), (_, .feed): return kind
    default: return named
    }
  }

  /// Whether the object that a file begins with ends in its first line, as those of JSON Lines do.
  private func isOneLine(_ reader: ByteReader) throws(StreamError) -> Bool {
    let head = try reader.peek(1 << 16)
    let line = head.prefix { $0 != 0x0A }
    var state = ValueEnd()
    if line.count == head.count, head.count == 1 << 16 { return true }
    return line.withUnsafeBufferPointer { state.end(in: $0) } != nil
  }

  private func document(_ reader: ByteReader, _ format: RawDocument.Format, _ origin: String) throws(StreamError)
    -> Opened
  {
    var bytes: [UInt8] = []
    try reader.read(options.maxDocument, into: &bytes)
    guard try reader.isEmpty() else {
      var size = bytes.count
      while case let slice = try reader.peek(ByteReader.bufferSize), !slice.isEmpty {
        size += slice.count
        reader.skip(slice.count)
      }
      return failure(origin, "the document has \(size) bytes, more than \(options.maxDocument)")
    }
    return .item(.document(RawDocument(bytes: bytes, format: format, origin: origin)))
  }
}
