import Records
import TextModel

/// The lines of one document, as they were read.
public struct DocumentLines: Sendable {
  /// The file as messages call it.
  public var path: String
  /// Where they lie.
  public var place: RecordPlace
  /// With their line ends.
  public var bytes: [UInt8]
}

/// Reads files and folders of records document by document, whichever way they were written: streams of all types, folders
/// of such streams (`--into`), folders with a file a type (`--split`), standard input.
public final class RecordLines {
  /// What comes next.
  public enum Item: Sendable {
    case document(DocumentLines)
    case failure(ErrorRecord)
    /// A file that an earlier run has read, as it was then.
    case kept(KeptDigests)
    /// A file is at its end; the key by which its digests may be kept, nil where they may not.
    case end(key: UInt64?)
  }

  private let store: RecordStore
  private let keep: StoryKeep?
  private var inputs: [String]
  private var stream: LineStream?
  private var split: SplitLines?
  private var kept: KeptDigests?

  /// Prepares to read; nothing is opened yet. A file whose digests `keep` has is not read.
  public init(inputs: [String], store: RecordStore, keep: StoryKeep? = nil) {
    self.inputs = inputs.reversed()
    self.store = store
    self.keep = keep
  }

  /// What comes next; nil at the end.
  public func next() -> Item? {
    while true {
      if let item = stream?.next() ?? split?.next() { return item }
      if let stream {
        self.stream = nil
        return .end(key: stream.key)
      }
      split = nil
      if let kept {
        self.kept = nil
        return .kept(kept)
      }
      guard let input = inputs.popLast() else { return nil }
      if let failure = begin(input) { return .failure(failure) }
    }
  }

  private func begin(_ input: String) -> ErrorRecord? {
    if input != "-", let names = FolderNames.names(in: input) {
      if names.contains(RecordKind.document.fileName) {
        split = SplitLines(folder: input, store: store)
        return nil
      }
      for name in names.reversed() where name != Self.ownFolder {
        let path = "\(input)/\(name)"
        if name.hasSuffix(".jsonl") || FolderNames.names(in: path) != nil { inputs.append(path) }
      }
      return nil
    }
    guard let file = LineFile(path: input) else {
      return ErrorRecord(origin: input, stage: .input, reason: SystemReason.last)
    }
    let key = keep == nil ? nil : file.stamp
    if let key, let keep, let found = keep.place(of: key) {
      kept = KeptDigests(key: key, found: found, file: store.add(path: file.path))
      return nil
    }
    stream = LineStream(file, store: store, key: key)
    return nil
  }

  /// Where `make stories` writes: what stands there is no input.
  public static let ownFolder = "stories"
}

/// A stream of all types, a document's record before its others.
final class LineStream {
  private let file: LineFile
  private let store: RecordStore
  private let number: Int32
  private var group: DocumentLines?
  /// Where the next line of the document lies if nothing stands between.
  private var expected = 0
  private var hasGaps = false
  private var isDone = false
  /// By which the digests may be kept.
  private(set) var key: UInt64?

  init(_ file: LineFile, store: RecordStore, key: UInt64?) {
    self.file = file
    self.store = store
    self.key = key
    number = file.isStandardInput ? RecordStore.spoolFile : store.add(path: file.path)
  }

  func next() -> RecordLines.Item? {
    while !isDone {
      guard let (bytes, offset) = file.next() else {
        isDone = true
        break
      }
      guard !bytes.isEmpty else { continue }
      let type = RecordHead.type(of: bytes)
      if RecordHead.isPassedOver(type) { continue }
      if RecordHead.isEqual(type, "document") {
        let done = group.map(finished)
        hasGaps = false
        group = DocumentLines(
          path: file.path, place: RecordPlace(file: number, line: file.line, offset: offset, length: 0),
          bytes: Array(bytes) + [0x0A])
        expected = offset + bytes.count + 1
        if let done { return done }
      } else if group == nil {
        return .failure(
          ErrorRecord(
            origin: "\(file.path):\(file.line)", stage: .input,
            reason: type == nil ? "the line is no record" : "the record comes before its document"))
      } else {
        if offset != expected { hasGaps = true }
        expected = offset + bytes.count + 1
        group?.bytes.append(contentsOf: bytes)
        group?.bytes.append(0x0A)
      }
    }
    defer { group = nil }
    return group.map(finished)
  }

  /// Lines lie where they lie, but for those of a file that cannot be read again or that has others among them.
  private func finished(_ lines: DocumentLines) -> RecordLines.Item {
    var lines = lines
    // The last line of a file may have no line end.
    lines.place.length = lines.bytes.count - 1
    guard number == RecordStore.spoolFile || hasGaps else { return .document(lines) }
    key = nil
    return RecordStore.kept(&lines, store)
  }
}

extension RecordStore {
  /// Puts lines into the file without a name.
  static func kept(_ lines: inout DocumentLines, _ store: RecordStore) -> RecordLines.Item {
    guard let offset = lines.bytes.withUnsafeBufferPointer({ store.keep($0) }) else {
      let origin = "\(lines.path):\(lines.place.line)"
      return .failure(ErrorRecord(origin: origin, stage: .input, reason: "no room for a temporary file"))
    }
    lines.place.file = spoolFile
    lines.place.offset = offset
    lines.place.length = lines.bytes.count
    return .document(lines)
  }
}

/// A folder with a file a type, all in the order of the documents.
final class SplitLines {
  private let store: RecordStore
  private let documents: LineFile?
  private var others: [(file: LineFile, ahead: ArraySlice<UInt8>?)] = []
  private let path: String
  private var isDone = false

  init(folder: String, store: RecordStore) {
    self.store = store
    path = "\(folder)/\(RecordKind.document.fileName)"
    documents = LineFile(path: path)
    for kind in RecordKind.allCases where kind != .document && kind != .error {
      guard let file = LineFile(path: "\(folder)/\(kind.fileName)") else { continue }
      others.append((file, file.next()?.bytes))
    }
  }

  func next() -> RecordLines.Item? {
    guard !isDone, let documents else { return nil }
    var found = documents.next()
    while let line = found, line.bytes.isEmpty { found = documents.next() }
    guard let bytes = found?.bytes else { return rest() }
    let id = RecordHead.document(of: bytes)
    var lines = DocumentLines(
      path: path, place: RecordPlace(file: RecordStore.spoolFile, line: documents.line, offset: 0, length: 0),
      bytes: Array(bytes) + [0x0A])
    for index in others.indices {
      while let ahead = others[index].ahead, ahead.isEmpty || RecordHead.document(of: ahead) == id {
        if !ahead.isEmpty { lines.bytes += Array(ahead) + [0x0A] }
        others[index].ahead = others[index].file.next()?.bytes
      }
    }
    return RecordStore.kept(&lines, store)
  }

  /// Records that belong to no document.
  private func rest() -> RecordLines.Item? {
    for index in others.indices {
      guard others[index].ahead != nil else { continue }
      let file = others[index].file
      let failure = ErrorRecord(
        origin: "\(file.path):\(file.line)", stage: .input, reason: "the record is of no document of the folder")
      others[index].ahead = file.next()?.bytes
      return .failure(failure)
    }
    isDone = true
    return nil
  }
}
