import Glibc
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

  /// The stamp as lines of text.
  var text: String {
    var lines = [state, "failures \(failures)"]
    for entry in documents {
      let words = entry.textHash.map { String($0, radix: 16) } ?? "-"
      let first = entry.place.duplicateOf.map { "\(String($0.hash, radix: 16)) \($0.occurrence)" } ?? "- 0"
      lines.append("\(String(entry.hash, radix: 16)) \(words) \(entry.place.occurrence) \(first)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  init(state: String) { self.state = state }

  /// Reads a stamp; nil where the text is none.
  init?(text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()[...]
    guard let state = lines.popFirst(), let failures = lines.popFirst(), failures.hasPrefix("failures "),
      let count = Int(failures.dropFirst(9))
    else { return nil }
    self.state = String(state)
    self.failures = count
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

/// The stamps of a folder of records: `.stamps/NAME` for the records `NAME.records.jsonl`.
struct DumpStamps {
  /// The folder of records.
  let folder: String
  /// What is the same for all dumps of a run: resources, options, program.
  let run: String

  /// The path of a dump's records.
  func recordsPath(of dump: Dump) -> String { "\(folder)/\(dump.name).records.jsonl" }

  /// The stamp of a dump whose records are still up to date; nil where they are not.
  func current(for dump: Dump) -> DumpStamp? {
    guard Folders.exists(recordsPath(of: dump)), let state = state(of: dump), let text = read(stampPath(of: dump)),
      let stamp = DumpStamp(text: text), stamp.state == state
    else { return nil }
    return stamp
  }

  /// What the stamp of a dump says if it is written now; nil where the dump is no file.
  func state(of dump: Dump) -> String? {
    var status = stat()
    guard dump.path != "-", stat(dump.path, &status) == 0 else { return nil }
    let time = "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    return "hearsay \(Hearsay.version) \(run) size \(status.st_size) time \(time)"
  }

  /// Keeps the stamp of a dump whose records have just been written.
  func write(_ stamp: DumpStamp, for dump: Dump) throws(OutputError) {
    let path = stampPath(of: dump)
    if let slash = path.lastIndex(of: "/") { try Folders.make(String(path[..<slash])) }
    let file = try OutputFile(path: path)
    try file.write(Array(stamp.text.utf8))
    try file.finish()
  }

  private func stampPath(of dump: Dump) -> String { "\(folder)/.stamps/\(dump.name)" }

  private func read(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      guard count >= 0 else { return nil }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(contentsOf: buffer[..<count])
    }
  }
}
