import Glibc
import Ingestion
import Records

/// What a dump, the resources and the options were when a dump's records were written, and which documents it held.
///
/// A later run leaves the records as they are while all of that is the same. The documents stand here so that those of
/// other dumps still find their duplicates in this one.
struct DumpStamp: Equatable {
  /// A document of the dump.
  struct Entry: Equatable {
    let hash: UInt64
    private let words: UInt64
    private let firstHash: UInt64
    private let firstOccurrence: Int32
    /// How many times the id was met; less than nought where the document has no hash of its words.
    private let occurrence: Int32

    init(hash: UInt64, textHash: UInt64?, place: DuplicateIndex.Place) {
      self.hash = hash
      words = textHash ?? 0
      firstHash = place.duplicateOf?.hash ?? 0
      firstOccurrence = Int32(truncatingIfNeeded: place.duplicateOf?.occurrence ?? 0)
      let times = Int32(truncatingIfNeeded: place.occurrence)
      occurrence = textHash == nil ? -times : times
    }

    var textHash: UInt64? { occurrence < 0 ? nil : words }

    var place: DuplicateIndex.Place {
      let first = DocumentID(hash: firstHash, occurrence: Int(firstOccurrence))
      return DuplicateIndex.Place(
        occurrence: Int(occurrence.magnitude), duplicateOf: firstOccurrence == 0 ? nil : first)
    }
  }

  /// Size and time of the last change of the dump, the resources' hash, the options, the program.
  var state: String
  var documents: [Entry] = []
  var failures = 0
  /// The size of the records file.
  var size = 0

  init(state: String) { self.state = state }

  /// Calls `body` with the stamp as lines of text, some at a time: one of a million documents is never held whole.
  func forEachPiece(_ body: ([UInt8]) throws(OutputError) -> Void) throws(OutputError) {
    var piece = Array("\(state)\nfailures \(failures) size \(size)\n".utf8)
    var sum = Self.sum(of: state.utf8.map { $0 }[...], after: 0)
    sum = Self.sum(of: piece[(state.utf8.count + 1)...].dropLast(), after: sum)
    for entry in documents {
      let start = piece.count
      let words = entry.textHash.map { String($0, radix: 16) } ?? "-"
      let first = entry.place.duplicateOf.map { "\(String($0.hash, radix: 16)) \($0.occurrence)" } ?? "- 0"
      piece += "\(String(entry.hash, radix: 16)) \(words) \(entry.place.occurrence) \(first)".utf8
      sum = Self.sum(of: piece[start...], after: sum)
      piece.append(0x0A)
      guard piece.count > 1 << 16 else { continue }
      try body(piece)
      piece.removeAll(keepingCapacity: true)
    }
    try body(piece + Array("sum \(String(sum, radix: 16))\n".utf8))
  }

  /// The sum over a line and those before it.
  private static func sum(of line: ArraySlice<UInt8>, after sum: UInt64) -> UInt64 {
    ContentHash.hash(of: Array(line), seed: sum)
  }

  /// Reads a stamp; nil where the bytes are none, or are not as they were written.
  init?(_ bytes: [UInt8]) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)[...]
    guard lines.popLast()?.isEmpty == true, let last = lines.popLast(), last.starts(with: "sum ".utf8) else {
      return nil
    }
    let sum = lines.reduce(0) { Self.sum(of: $1, after: $0) }
    guard last.dropFirst(4).elementsEqual(String(sum, radix: 16).utf8), let state = lines.popFirst(),
      let counts = lines.popFirst().map({ String(decoding: $0, as: UTF8.self).split(separator: " ") }),
      counts.count == 4,
      let failures = Int(counts[1]), let size = Int(counts[3])
    else { return nil }
    self.state = String(decoding: state, as: UTF8.self)
    self.failures = failures
    self.size = size
    documents.reserveCapacity(lines.count)
    for line in lines {
      guard let entry = Entry(line) else { return nil }
      documents.append(entry)
    }
  }
}

extension DumpStamp.Entry {
  /// Reads the line of a document; nil where it is none.
  fileprivate init?(_ line: ArraySlice<UInt8>) {
    let fields = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
    guard fields.count == 5, let hash = UInt64(fields[0], radix: 16), let occurrence = Int(fields[2]),
      let firstOccurrence = Int(fields[4])
    else { return nil }
    let first = UInt64(fields[3], radix: 16).map { DocumentID(hash: $0, occurrence: firstOccurrence) }
    self.init(
      hash: hash, textHash: UInt64(fields[1], radix: 16),
      place: DuplicateIndex.Place(occurrence: occurrence, duplicateOf: first))
  }
}

/// The stamps of a folder of records.
struct DumpStamps {
  /// The folder of records.
  let folder: OutputFolder
  /// What is the same for all dumps of a run: resources, options, program.
  let run: String

  /// The stamp of a dump whose records are still up to date; nil where they are not.
  func current(for dump: Dump) -> DumpStamp? {
    var status = stat()
    guard let state = dump.state, stat(SystemPath.bytes(folder.recordsPath(of: dump.place)), &status) == 0,
      let bytes = Folders.bytes(of: folder.stampPath(of: dump.place)), let stamp = DumpStamp(bytes),
      stamp.state == state, stamp.size == status.st_size
    else { return nil }
    return stamp
  }

  /// What the stamp of a dump says if it is read now; nil where the dump is no file.
  func state(of path: String) -> String? {
    var status = stat()
    guard path != "-", stat(SystemPath.bytes(path), &status) == 0 else { return nil }
    let time = "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    return "hearsay \(Hearsay.version) \(run) size \(status.st_size) time \(time)"
  }

  /// Keeps the stamp of a dump whose records have just been written.
  func write(_ stamp: DumpStamp, for dump: Dump) throws(OutputError) {
    let path = folder.stampPath(of: dump.place)
    try Folders.make(folderOf: path)
    let file = try OutputFile(path: path, scratch: folder.scratch, syncs: false)
    try stamp.forEachPiece { piece throws(OutputError) in try file.write(piece) }
    try file.finish()
  }
}
