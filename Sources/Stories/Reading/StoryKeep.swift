import Glibc

/// What earlier runs found, in a folder: results by the hash of what they were made of. A result that is wanted again is
/// there if nothing of what it is about has changed.
///
/// The results lie in one file, behind one another; a second file says where. One thread adds; many may read.
public final class StoryKeep: @unchecked Sendable {
  /// Where a result lies.
  fileprivate struct Entry: BitwiseCopyable {
    var key: UInt64
    var offset: UInt64
    var length: UInt64
    var check: UInt64
  }

  private let folder: String
  /// Of the program and its resources.
  private let origin: UInt64
  /// The results.
  let file: SpoolFile
  /// Those of earlier runs.
  private let earlier: SpoolReader
  /// Of earlier runs, sorted by key.
  private var known: [Entry] = []
  /// Of this run, and those of earlier ones that it used.
  private var current: [Entry] = []

  private static let dataName = "kept.data"
  private static let indexName = "kept.index"
  private static let magic: UInt64 = 0x3170_656B_7261_6568

  /// Opens a folder, or makes it; `origin` is a hash of the program and its resources: results of others are not used.
  /// Nil, with the reason, where that cannot be done.
  public init(folder: String, origin: UInt64) throws(StoryError) {
    self.folder = folder
    self.origin = origin
    mkdir(folder, 0o777)
    let descriptor = open("\(folder)/\(Self.dataName)", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .cannotKeep(folder: folder, reason: SystemReason.last) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .cannotKeep(folder: folder, reason: "another run is using it")
    }
    let end = lseek(descriptor, 0, SEEK_END)
    file = SpoolFile(descriptor: descriptor, end: max(0, Int(end)))
    earlier = file.reader()
    known = Self.index("\(folder)/\(Self.indexName)", origin: origin, end: file.count)
  }

  /// The entries of an index; none where it is damaged or of another program.
  private static func index(_ path: String, origin: UInt64, end: Int) -> [Entry] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    let stride = MemoryLayout<Entry>.stride
    guard size >= 24, (size - 24) % stride == 0,
      let bytes = SpoolFile(descriptor: descriptor, end: size).bytes(at: 0, count: size)
    else { return [] }
    let head = DigestPayload.numbers(bytes, at: 0, count: 3, UInt64.self)
    let sum = bytes.withUnsafeBytes { StampHash.of(UnsafeRawBufferPointer(rebasing: $0[24...])) }
    guard head == [magic, origin, sum] else { return [] }
    let entries = DigestPayload.numbers(bytes, at: 24, count: (size - 24) / stride, Entry.self)
    return entries.filter { $0.offset <= UInt64(end) && $0.length <= UInt64(end) - $0.offset }
  }

  // MARK: Results

  /// A result that was found before, with its place.
  struct Found {
    var offset: Int
    var length: Int
    fileprivate var entry: Entry
  }

  private func entry(_ key: UInt64) -> Entry? {
    let place = known.partitioningIndex { $0.key >= key }
    return place < known.count && known[place].key == key ? known[place] : nil
  }

  /// Where a result lies, if it is there and whole.
  func place(of key: UInt64) -> Found? {
    guard let entry = entry(key) else { return nil }
    var hash = StampHash()
    var offset = Int(entry.offset)
    let end = offset + Int(entry.length)
    while offset < end {
      let count = min(1 << 20, end - offset)
      guard let bytes = earlier.bytes(at: offset, count: count) else { return nil }
      bytes.withUnsafeBytes { hash.add($0) }
      offset += count
    }
    guard hash.value == entry.check else { return nil }
    return Found(offset: Int(entry.offset), length: Int(entry.length), entry: entry)
  }

  /// A result, if it is there and whole.
  func result(of key: UInt64) -> (bytes: [UInt8], found: Found)? {
    guard let found = place(of: key), let bytes = earlier.bytes(at: found.offset, count: found.length) else {
      return nil
    }
    return (bytes, found)
  }

  /// Says that an earlier result is still wanted.
  func use(_ found: Found) { current.append(found.entry) }

  /// Keeps a result; returns where it lies.
  @discardableResult
  func add(_ key: UInt64, _ bytes: [UInt8]) -> Int {
    let offset = file.append(bytes)
    enter(key, at: offset, check: Self.check(bytes), length: bytes.count)
    return offset
  }

  /// The sum of a result, in pieces as `place(of:)` reads them.
  private static func check(_ bytes: [UInt8]) -> UInt64 {
    var hash = StampHash()
    bytes.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        let end = min(bytes.count, offset + 1 << 20)
        hash.add(UnsafeRawBufferPointer(rebasing: bytes[offset..<end]))
        offset = end
      }
    }
    return hash.value
  }

  private func enter(_ key: UInt64, at offset: Int, check: UInt64, length: Int) {
    current.append(Entry(key: key, offset: UInt64(offset), length: UInt64(length), check: check))
  }

  /// Keeps what was added to the file from a place on as one result.
  func add(_ key: UInt64, from offset: Int) {
    guard file.flush() else { return }
    let length = file.count - offset
    var hash = StampHash()
    var place = offset
    while place < file.count {
      let count = min(1 << 20, file.count - place)
      guard let bytes = file.bytes(at: place, count: count) else { return }
      bytes.withUnsafeBytes { hash.add($0) }
      place += count
    }
    enter(key, at: offset, check: hash.value, length: length)
  }

  // MARK: The end

  /// Writes down what this run found and used; the rest is gone. What cannot be written is not kept.
  public func finish() {
    current.sort { ($0.key, $0.offset) < ($1.key, $1.offset) }
    var entries: [Entry] = []
    for entry in current where entries.last?.key != entry.key { entries.append(entry) }
    guard file.flush() else { return }
    let live = entries.reduce(0) { $0 + Int($1.length) }
    if live * 2 < file.count { compact(&entries) }
    var bytes: [UInt8] = []
    entries.withUnsafeBytes { bytes += $0 }
    let sum = bytes.withUnsafeBytes { StampHash.of($0) }
    let head = [Self.magic, origin, sum].withUnsafeBytes { Array($0) }
    let path = "\(folder)/\(Self.indexName)"
    guard write([head, bytes], to: path + ".tmp") else { return }
    rename(path + ".tmp", path)
  }

  private func write(_ parts: [[UInt8]], to path: String) -> Bool {
    let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return false }
    let file = SpoolFile(descriptor: descriptor, end: 0)
    for part in parts { file.append(part) }
    return file.flush()
  }

  /// Writes the results that are left into a new file.
  private func compact(_ entries: inout [Entry]) {
    let path = "\(folder)/\(Self.dataName)"
    let descriptor = open(path + ".tmp", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return }
    // Two runs never use one file: the new one is locked before it has its name.
    flock(descriptor, LOCK_EX | LOCK_NB)
    let other = SpoolFile(descriptor: descriptor, end: 0)
    var moved = entries
    for index in moved.indices {
      let start = other.count
      var offset = Int(moved[index].offset)
      let end = offset + Int(moved[index].length)
      while offset < end {
        let count = min(1 << 20, end - offset)
        guard let bytes = file.bytes(at: offset, count: count) else { return }
        other.append(bytes)
        offset += count
      }
      moved[index].offset = UInt64(start)
    }
    // Until the new index is there the old one must find nothing, not something else.
    unlink("\(folder)/\(Self.indexName)")
    guard other.flush(), rename(path + ".tmp", path) == 0 else { return }
    entries = moved
  }
}
