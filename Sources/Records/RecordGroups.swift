import Glibc
import TextModel

/// A document's record with the other records of the document.
public struct RecordGroup: Sendable {
  /// The document's record; null where the records came without it.
  public var document: JSONValue
  /// The other records by type, each in the order of its file.
  public var records: [RecordKind: [JSONValue]] = [:]

  /// Makes the group of a document that has no other records yet.
  public init(document: JSONValue) { self.document = document }

  /// The records of a type.
  public subscript(kind: RecordKind) -> [JSONValue] { records[kind] ?? [] }
}

/// Reads records back, document by document, whichever way they were written: a stream of all types, a folder of such
/// streams (`--into`), or a folder with a file a type (`--split`).
public final class RecordGroups {
  private var inputs: [String]
  private var stream: MixedStream?
  private var split: SplitStream?

  /// Prepares to read files and folders; nothing is opened yet.
  public init(inputs: [String]) { self.inputs = inputs.reversed() }

  /// The next document with its records; nil at the end.
  public func next() throws(RecordReadError) -> RecordGroup? {
    while true {
      if let group = try stream?.next() { return group }
      if let group = try split?.next() { return group }
      stream = nil
      split = nil
      guard let input = inputs.popLast() else { return nil }
      try begin(input)
    }
  }

  private func begin(_ input: String) throws(RecordReadError) {
    guard input != "-", let names = FolderNames.names(in: input) else {
      stream = MixedStream(try LineReader(path: input))
      return
    }
    if names.contains(RecordKind.document.fileName) {
      split = try SplitStream(folder: input)
      return
    }
    for name in names.reversed() {
      let path = "\(input)/\(name)"
      if Self.isRecords(name) || FolderNames.names(in: path) != nil { inputs.append(path) }
    }
  }

  /// The files of records that paths lead to, folders walked in the order in which the dumps of their files were.
  public static func files(of inputs: [String]) -> [String] {
    var files: [String] = []
    var left: [String] = inputs.reversed()
    while let path = left.popLast() {
      guard path != "-", let names = FolderNames.names(in: path) else {
        files.append(path)
        continue
      }
      let inOrder = names.sorted { dump($0).utf8.lexicographicallyPrecedes(dump($1).utf8) }
      for name in inOrder.reversed() {
        let inner = "\(path)/\(name)"
        if isRecords(name) || FolderNames.names(in: inner) != nil { left.append(inner) }
      }
    }
    return files
  }

  /// The name of the dump whose records a file of `--into` has.
  private static func dump(_ name: String) -> String {
    name.hasSuffix(".records.jsonl") ? String(name.dropLast(".records.jsonl".count)) : name
  }

  private static func isRecords(_ name: String) -> Bool {
    [".jsonl", ".jsonl.gz", ".jsonl.zst"].contains { name.hasSuffix($0) }
  }
}

/// Reads a line as a record of a known type; nil where it is empty or of a type that this version does not know.
private func record(in reader: LineReader) throws(RecordReadError) -> (kind: RecordKind, value: JSONValue)? {
  while let line = try reader.next() {
    guard !line.isEmpty else { continue }
    do throws(JSONError) {
      let value = try JSONParser.value(of: line)
      if let kind = value["type"].string.flatMap(RecordKind.init) { return (kind, value) }
    } catch {
      throw RecordReadError(place: "\(reader.path):\(reader.lineNumber)", reason: "no record: \(error)")
    }
  }
  return nil
}

/// A stream of all types, a document's record before its others.
private final class MixedStream {
  private let reader: LineReader
  private var group: RecordGroup?
  private var isAtEnd = false

  init(_ reader: LineReader) { self.reader = reader }

  func next() throws(RecordReadError) -> RecordGroup? {
    while !isAtEnd {
      guard let (kind, value) = try record(in: reader) else { break }
      if kind == .document || kind == .error {
        let done = group
        group = kind == .document ? RecordGroup(document: value) : nil
        if kind == .error { return finish(done, error: value) }
        if let done { return done }
      } else {
        if group == nil { group = RecordGroup(document: .null) }
        group?.records[kind, default: []].append(value)
      }
    }
    isAtEnd = true
    defer { group = nil }
    return group
  }

  /// An error record closes the group before it, or is a group of its own.
  private func finish(_ done: RecordGroup?, error: JSONValue) -> RecordGroup {
    var finished = done ?? RecordGroup(document: .null)
    finished.records[.error] = [error]
    return finished
  }
}

/// A folder with a file a type, all in the order of the documents.
private final class SplitStream {
  private var readers: [(kind: RecordKind, reader: LineReader, ahead: JSONValue?)] = []
  private let documents: LineReader

  init(folder: String) throws(RecordReadError) {
    documents = try LineReader(path: "\(folder)/\(RecordKind.document.fileName)")
    for kind in RecordKind.allCases where kind != .document {
      let path = "\(folder)/\(kind.fileName)"
      guard access(path, F_OK) == 0 else { continue }
      let reader = try LineReader(path: path)
      readers.append((kind, reader, try record(in: reader)?.value))
    }
  }

  func next() throws(RecordReadError) -> RecordGroup? {
    guard let document = try record(in: documents)?.value else { return try rest() }
    var group = RecordGroup(document: document)
    for index in readers.indices {
      let kind = readers[index].kind
      while let value = readers[index].ahead, value["document"] == document["id"] {
        group.records[kind, default: []].append(value)
        readers[index].ahead = try record(in: readers[index].reader)?.value
      }
    }
    return group
  }

  /// What belongs to no document: the errors of documents that could not be read.
  private func rest() throws(RecordReadError) -> RecordGroup? {
    var group = RecordGroup(document: .null)
    for index in readers.indices {
      while let value = readers[index].ahead {
        group.records[readers[index].kind, default: []].append(value)
        readers[index].ahead = try record(in: readers[index].reader)?.value
      }
    }
    return group.records.isEmpty ? nil : group
  }
}
