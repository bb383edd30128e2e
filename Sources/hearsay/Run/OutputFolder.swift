import CMalloc
import Glibc
import Ingestion

/// A folder with the records of many dumps: which dump has which place in it, over all runs.
///
/// `.hearsay/manifest` in it has a line a dump: the place of its records and the dump's own path. A place belongs to one
/// dump: a second one of the same name gets `NAME~2`. A dump is entered before its records appear. While a run writes into
/// the folder it holds a lock on it.
final class OutputFolder {
  let path: String
  private var manifest: Int32 = -1
  private var lock: Int32 = -1
  /// The dump of each place, the place of each dump, and the folders of places, all as hashes.
  private var owners: [UInt64: UInt64] = [:]
  private var folders: Set<UInt64> = []
  /// Places that are not what the dump's name gives.
  private var others: [UInt64: String] = [:]
  private var known: Set<UInt64> = []
  /// The dumps of this run, as hashes, and folders that could not be read.
  private var met: Set<UInt64> = []
  private var unread: [String] = []

  private var state: String { path + "/.hearsay" }
  private var manifestPath: String { state + "/manifest" }

  /// Makes the folder if need be, and takes its lock.
  init(_ path: String) throws {
    var path = path
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    try Folders.make(state)
    lock = open(SystemPath.bytes(state + "/lock"), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard lock >= 0 else { throw OutputError.last(path: path) }
    if flock(lock, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      throw Failure("another run is writing into '\(SystemPath.shown(path))'; wait for its end, or take another folder")
    }
    for name in Self.leftovers(in: state) { unlink(SystemPath.bytes(state + "/" + name)) }
    for entry in entries() { enter(place: entry.place, source: entry.source) }
  }

  deinit {
    if manifest >= 0 { close(manifest) }
    if lock >= 0 { close(lock) }
  }

  /// Where files are written until they are complete.
  var scratch: String { state }

  /// The path of the records of a place.
  func recordsPath(of place: String) -> String { "\(path)/\(place).records.jsonl" }

  /// The path of the stamp of a place.
  func stampPath(of place: String) -> String { "\(state)/stamps/\(place)" }

  /// Has the system write to the disk what it still holds of the folder's files.
  func sync() { _ = syncfs(lock) }

  // MARK: Places

  /// The place of a dump, found or given now; nil where this run has had the dump before.
  func place(of dump: Dump) throws -> String? {
    let isThere = dump.failure == nil && (dump.path == "-" || Folders.exists(dump.path))
    if !isThere { unread.append(Self.source(of: dump.path)) }
    let source = Self.source(of: dump.path)
    let hash = Self.hash(source)
    guard met.insert(hash).inserted else { return nil }
    let name = Self.short(dump.name)
    if known.contains(hash) { return others[hash] ?? name }
    var place = name
    var number = 2
    while !isFree(place) {
      // Where a folder of the name is another dump's file, the whole name goes into a folder of its own.
      place = isInFile(name) ? "~\(number)/\(name)" : "\(name)~\(number)"
      number += 1
    }
    if isThere {
      enter(place: place, source: source, name: name)
      try append(place, source)
    }
    return place
  }

  private func enter(place: String, source: String, name: String? = nil) {
    let hash = Self.hash(source)
    known.insert(hash)
    owners[Self.hash(place + ".records.jsonl")] = hash
    others[hash] = name == place ? nil : place
    var folder = place[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      folders.insert(Self.hash(String(folder)))
    }
  }

  /// Whether no other dump has the place, and none of its folders is another's file or the other way round.
  private func isFree(_ place: String) -> Bool {
    let file = place + ".records.jsonl"
    return owners[Self.hash(file)] == nil && !folders.contains(Self.hash(file)) && !isInFile(place)
  }

  /// Whether one of the folders of a place is the records file of another dump.
  private func isInFile(_ place: String) -> Bool {
    var folder = place[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      if owners[Self.hash(String(folder))] != nil { return true }
    }
    return false
  }

  /// A name whose records file still has a name that the system takes: the end of a long one is a hash.
  private static func short(_ name: String) -> String {
    let name = percent(name)
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard let last = parts.last, last.utf8.count > 230 else { return name }
    var head = last.prefix(60)
    while head.utf8.count > 200 { head.removeLast() }
    let short = "\(head)~\(String(hash(String(last)), radix: 16))"
    return (parts.dropLast().map(String.init) + [short]).joined(separator: "/")
  }

  /// A name in UTF-8: bytes that are none stand as `%FF`.
  private static func percent(_ name: String) -> String {
    guard SystemPath.shown(name) != name else { return name }
    let bytes = SystemPath.bytes(name).dropLast().map { UInt8(bitPattern: $0) }
    return String(
      String.UnicodeScalarView(
        bytes.flatMap { byte -> [Unicode.Scalar] in
          byte < 0x80 ? [Unicode.Scalar(byte)] : Array("%\(String(byte, radix: 16, uppercase: true))".unicodeScalars)
        }))
  }

  private static func hash(_ text: String) -> UInt64 { ContentHash.hash(of: Array(text.utf8)) }

  /// The path of a dump by which it is known again from any folder.
  static func source(of path: String) -> String {
    if path == "-" { return path }
    guard let real = realpath(SystemPath.bytes(path), nil) else {
      guard !path.hasPrefix("/"), let folder = realpath(".", nil) else { return path }
      defer { free(folder) }
      return SystemPath.string(folder) + "/" + path
    }
    defer { free(real) }
    return SystemPath.string(real)
  }

  // MARK: The manifest

  private static let heading = "hearsay manifest 1"

  private func append(_ place: String, _ source: String) throws(OutputError) {
    if manifest < 0 {
      manifest = open(SystemPath.bytes(manifestPath), O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o666)
      guard manifest >= 0 else { throw .last(path: manifestPath) }
      if lseek(manifest, 0, SEEK_END) == 0 { try write(Self.heading + "\n") }
    }
    try write(Self.line(place, source))
  }

  private func write(_ line: String) throws(OutputError) {
    let bytes = Array(line.utf8)
    guard Glibc.write(manifest, bytes, bytes.count) == bytes.count else { throw .last(path: manifestPath) }
  }

  /// The line begins anew, so that one that a full disk has cut does no harm to the next.
  private static func line(_ place: String, _ source: String) -> String {
    "\n\(escaped(place))\t\(escaped(source))\t\n"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\t", with: "%09").replacing("\n", with: "%0A")
  }

  private static func unescaped(_ text: Substring) -> String {
    String(text.replacing("%0A", with: "\n").replacing("%09", with: "\t").replacing("%25", with: "%"))
  }

  /// What the manifest says; lines that are none are passed over.
  private func entries() -> [(place: String, source: String)] {
    guard let text = Folders.contents(of: manifestPath) else { return [] }
    var entries: [(place: String, source: String)] = []
    var places: Set<String> = []
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 3, fields[2].isEmpty, !fields[0].isEmpty, Self.isInside(fields[0]) else { continue }
      let place = Self.unescaped(fields[0])
      if places.insert(place).inserted { entries.append((place, Self.unescaped(fields[1]))) }
    }
    return entries
  }

  /// A place never leads out of the folder, whatever the manifest says.
  private static func isInside(_ place: Substring) -> Bool {
    !place.hasPrefix("/") && !place.split(separator: "/").contains("..")
  }

  // MARK: Pruning

  /// Refuses a folder that has records of dumps which lie in none of the inputs.
  func refuseOthers(inputs: [String]) throws {
    let names = Folders.exists(manifestPath) ? [] : SystemPath.names(in: path) ?? []
    if names.contains(where: { $0.hasSuffix(".records.jsonl") }) {
      throw Failure(
        "'\(SystemPath.shown(path))' has records of unknown dumps; take another folder, or remove it first")
    }
    let roots = inputs.map(Self.source(of:))
    let others = entries().filter { entry in !roots.contains { Self.holds($0, entry.source) } }
    guard let first = others.first else { return }
    let rest = others.count > 1 ? " and \(others.count - 1) more" : ""
    throw Failure(
      """
      '\(SystemPath.shown(path))' has the records of other dumps: '\(SystemPath.shown(first.source))'\(rest). \
      Take another folder, name these dumps too, or remove the folder first; without '--prune' the records of all are kept
      """)
  }

  private static func holds(_ root: String, _ path: String) -> Bool {
    path == root || path.hasPrefix(root == "/" ? root : root + "/")
  }

  /// Takes away the records of dumps that are no longer there; how many these were. To be called when all inputs have been
  /// walked to their end.
  func prune() throws(OutputError) -> Int {
    var kept: [(place: String, source: String)] = []
    var removed = 0
    for entry in entries() {
      let isUnread = unread.contains { Self.holds($0, entry.source) }
      if met.contains(Self.hash(entry.source)) || isUnread {
        kept.append(entry)
      } else {
        remove(entry.place)
        removed += 1
      }
    }
    if removed > 0 { try rewrite(kept) }
    return removed
  }

  private func remove(_ place: String) {
    unlink(SystemPath.bytes(recordsPath(of: place)))
    unlink(SystemPath.bytes(stampPath(of: place)))
    for top in [path, state + "/stamps"] {
      var folder = place[...]
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        if rmdir(SystemPath.bytes("\(top)/\(folder)")) != 0 { break }
      }
    }
  }

  private func rewrite(_ entries: [(place: String, source: String)]) throws(OutputError) {
    let file = try OutputFile(path: manifestPath, scratch: state)
    let lines = entries.map { Self.line($0.place, $0.source) }
    try file.write(Array((Self.heading + "\n" + lines.joined()).utf8))
    try file.finish()
  }

  private static func leftovers(in folder: String) -> [String] {
    (SystemPath.names(in: folder, withHidden: true) ?? [])
      .filter { $0.hasPrefix(".hearsay-") && $0.hasSuffix(".tmp") }
  }
}
