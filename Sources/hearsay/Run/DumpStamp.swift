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
    var hash: UInt64
    var textHash: UInt64?
    var place: DuplicateIndex.Place
  }

  /// Size and time of the last change of the dump, the resources' hash, the options, the program.
  var state: String
  var documents: [Entry] = []
  var failures = 0
  /// The size of the records file.
  var size = 0

  /// The stamp as lines of text.
  var text: String {
    var lines = [state, "failures \(failures) size \(size)"]
    for entry in documents {
      let words = entry.textHash.map { String($0, radix: 16) } ?? "-"
      let first = entry.place.duplicateOf.map { "\(String($0.hash, radix: 16)) \($0.occurrence)" } ?? "- 0"
      lines.append("\(String(entry.hash, radix: 16)) \(words) \(entry.place.occurrence) \(first)")
    }
    let text = lines.joined(separator: "\n") + "\n"
    return text + "sum \(Self.sum(of: text[...]))\n"
  }

  private static func lastRange(of words: String, in text: String) -> Range<String.Index>? {
    text.ranges(of: words).last
  }

  private static func sum(of text: Substring) -> String { String(ContentHash.hash(of: Array(text.utf8)), radix: 16) }

  init(state: String) { self.state = state }

  /// Reads a stamp; nil where the text is none, or is not as it was written.
  init?(text: String) {
    guard let end = Self.lastRange(of: "\nsum ", in: text), text.hasSuffix("\n") else { return nil }
    let body = text[..<text.index(after: end.lowerBound)]
    guard text[end.upperBound...].dropLast() == Self.sum(of: body) else { return nil }
    var lines = body.split(separator: "\n", omittingEmptySubsequences: false).dropLast()[...]
    guard let state = lines.popFirst(), let counts = lines.popFirst()?.split(separator: " "), counts.count == 4,
      let failures = Int(counts[1]), let size = Int(counts[3])
    else { return nil }
    self.state = String(state)
    self.failures = failures
    self.size = size
    for line in lines {
      let fields = line.split(separator: " ")
      guard fields.count == 5, let hash = UInt64(fields[0], radix: 16), let occurrence = Int(fields[2]),
        let firstOccurrence = Int(fields[4])
      else { return nil }
      let first = UInt64(fields[3], radix: 16).map { DocumentID(hash: $0, occurrence: firstOccurrence) }
      let place = DuplicateIndex.Place(occurrence: occurrence, duplicateOf: first)
      documents.append(Entry(hash: hash, textHash: UInt64(fields[1], radix: 16), place: place))
    }
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
      let text = Folders.contents(of: folder.stampPath(of: dump.place)), let stamp = DumpStamp(text: text),
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
    try file.write(Array(stamp.text.utf8))
    try file.finish()
  }
}
