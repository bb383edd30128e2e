import Glibc
import Records

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
  }

  private let store: RecordStore
  private var inputs: [String]
  private var stream: LineStream?
  private var split: SplitLines?

  /// Prepares to read; nothing is opened yet.
  public init(inputs: [String], store: RecordStore) {
    self.inputs = inputs.reversed()
    self.store = store
  }

  /// The next document or failure; nil at the end.
  public func next() -> Item? {
    while true {
      if let item = stream?.next() ?? split?.next() { return item }
      stream = nil
      split = nil
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
      return ErrorRecord(origin: input, stage: .input, reason: FolderNames.lastReason)
    }
    stream = LineStream(file, store: store)
    return nil
  }

  /// Where `make stories` writes: what stands there is no input.
  public static let ownFolder = "stories"
}

/// The names in folders.
enum FolderNames {
  /// The names in a folder in the order of their bytes, hidden ones left out; nil where the path is no folder.
  static func names(in folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  static var lastReason: String {
    let text = String(cString: strerror(errno))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

/// The lines of a file, each with its place.
final class LineFile {
  let path: String
  let isStandardInput: Bool
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var position = 0
  /// Of the first byte of the buffer, in the file.
  private var base = 0
  private var isAtEnd = false
  private(set) var line = 0

  init?(path: String) {
    isStandardInput = path == "-"
    self.path = isStandardInput ? "standard input" : path
    descriptor = isStandardInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return nil }
  }

  deinit { if descriptor > STDIN_FILENO { close(descriptor) } }

  /// The next line with the offset of its first byte; nil at the end.
  func next() -> (bytes: ArraySlice<UInt8>, offset: Int)? {
    var searched = position
    while true {
      let found = buffer.withUnsafeBytes { bytes -> Int? in
        guard searched < bytes.count, let start = bytes.baseAddress,
          let end = memchr(start + searched, 0x0A, bytes.count - searched)
        else { return nil }
        return UnsafeRawPointer(end) - start
      }
      if let found {
        defer { position = found + 1 }
        line += 1
        return (buffer[position..<found], base + position)
      }
      searched = buffer.count
      if fill(&searched) { continue }
      guard position < buffer.count else { return nil }
      defer { position = buffer.count }
      line += 1
      return (buffer[position...], base + position)
    }
  }

  private func fill(_ searched: inout Int) -> Bool {
    guard !isAtEnd else { return false }
    if position > 0 {
      buffer.removeFirst(position)
      base += position
      searched -= position
      position = 0
    }
    let start = buffer.count
    let size = 1 << 20
    buffer.append(contentsOf: repeatElement(0, count: size))
    let count = buffer.withUnsafeMutableBytes { bytes -> Int in
      while true {
        let got = read(descriptor, bytes.baseAddress.map { $0 + start }, size)
        if got >= 0 || errno != EINTR { return got }
      }
    }
    buffer.removeLast(size - max(0, count))
    isAtEnd = count <= 0
    return count > 0
  }
}

/// The type of a record by the beginning of its line.
enum RecordLine {
  /// The word of `"type"` where it is the first key; nil elsewhere.
  static func type(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var place = line.startIndex
    func skip(_ word: StaticString) -> Bool {
      while place < line.endIndex, line[place] == 0x20 || line[place] == 0x09 { place += 1 }
      let length = word.utf8CodeUnitCount
      guard place + length <= line.endIndex else { return false }
      for index in 0..<length where line[place + index] != word.utf8Start[index] { return false }
      place += length
      return true
    }
    guard skip("{"), skip("\"type\""), skip(":"), skip("\"") else { return nil }
    let start = place
    while place < line.endIndex, line[place] != UInt8(ascii: "\"") { place += 1 }
    return line[start..<place]
  }

  static func isEqual(_ type: ArraySlice<UInt8>?, _ word: StaticString) -> Bool {
    guard let type, type.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { $0.elementsEqual(type) }
  }

  /// Records that stories are no part of: errors of `extract`, and what this program wrote.
  static func isPassedOver(_ type: ArraySlice<UInt8>?) -> Bool {
    if isEqual(type, "error") { return true }
    return StoryKind.allCases.contains { $0.rawValue.utf8.elementsEqual(type ?? []) }
  }

  /// The id of the document in `"id":"d…/q7"`.
  static func document(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let sign = Array("\"id\":".utf8)
    var place = line.startIndex
    let last = min(line.endIndex, line.startIndex + 200)
    while place + sign.count < last, !line[place..<place + sign.count].elementsEqual(sign) { place += 1 }
    place += sign.count
    while place < last, line[place] == 0x20 { place += 1 }
    guard place < last, line[place] == UInt8(ascii: "\"") else { return nil }
    let start = place + 1
    place = start
    while place < line.endIndex, line[place] != UInt8(ascii: "\""), line[place] != UInt8(ascii: "/") { place += 1 }
    return line[start..<place]
  }
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

  init(_ file: LineFile, store: RecordStore) {
    self.file = file
    self.store = store
    number = file.isStandardInput ? RecordStore.spoolFile : store.add(path: file.path)
  }

  func next() -> RecordLines.Item? {
    while !isDone {
      guard let (bytes, offset) = file.next() else {
        isDone = true
        break
      }
      guard !bytes.isEmpty else { continue }
      let type = RecordLine.type(of: bytes)
      if RecordLine.isPassedOver(type) { continue }
      if RecordLine.isEqual(type, "document") {
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
    let id = RecordLine.document(of: bytes)
    var lines = DocumentLines(
      path: path, place: RecordPlace(file: RecordStore.spoolFile, line: documents.line, offset: 0, length: 0),
      bytes: Array(bytes) + [0x0A])
    for index in others.indices {
      while let ahead = others[index].ahead, ahead.isEmpty || RecordLine.document(of: ahead) == id {
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
