import CXXHash

/// The compiled lists and rules: one file that is mapped, not parsed.
///
/// A header (magic, version, length, hash of the sources, checksum of header and section table), the table of named
/// sections, the sections. What is inside a section is its owner's matter, and is checked when it is used: a file with
/// bytes changed behind its header's back gives errors or no matches, never a fault.
public struct ResourceFile: Sendable {
  /// The first eight bytes.
  static let magic: [UInt8] = Array("HEARSAY\n".utf8)
  /// The version of the layout of the file and of every section in it.
  public static let version: UInt32 = 6
  static let headerSize = 48
  static let tableEntrySize = 48
  static let nameSize = 32
  static let sectionLimit = 1024

  /// XXH64 over the paths and bytes of the sources, in the order in which they were added.
  public let sourcesHash: UInt64
  /// The file's path, for messages.
  public let path: String
  private let sections: [(name: String, bytes: ResourceBytes)]

  /// Maps the file at the path and checks header and section table. O(sections).
  public init(path: String) throws(ResourceError) {
    try self.init(bytes: ResourceBytes(mapping: path), path: path)
  }

  /// Reads a file held in memory; `path` is for messages.
  public init(bytes: ResourceBytes, path: String) throws(ResourceError) {
    let length = UInt64(bytes.count)
    guard bytes.count >= Self.magic.count, Self.magic.indices.allSatisfy({ bytes[$0] == Self.magic[$0] }) else {
      throw ResourceError(path, .notResources)
    }
    guard bytes.count >= Self.headerSize else { throw ResourceError(path, .truncated(expected: nil, found: length)) }
    let version = bytes.uint32(at: 8)
    guard version == Self.version else { throw ResourceError(path, .version(version)) }
    let count = Int(bytes.uint32(at: 12))
    let expected = bytes.uint64(at: 16)
    guard expected <= length else { throw ResourceError(path, .truncated(expected: expected, found: length)) }
    guard expected == length else { throw ResourceError(path, .corrupt("it goes on after its end")) }
    let tableEnd = Self.headerSize + count * Self.tableEntrySize
    guard count <= Self.sectionLimit, tableEnd <= bytes.count else {
      throw ResourceError(path, .corrupt("its table of sections does not fit"))
    }
    self.path = path
    sourcesHash = bytes.uint64(at: 24)
    guard bytes.uint64(at: 32) == Self.checksum(of: bytes.slice(0, tableEnd)) else {
      throw ResourceError(path, .corrupt("its header does not agree with its checksum"))
    }
    sections = try Self.sections(count, of: bytes, from: tableEnd, path: path)
  }

  private static func sections(
    _ count: Int, of bytes: ResourceBytes, from tableEnd: Int, path: String
  ) throws(ResourceError) -> [(name: String, bytes: ResourceBytes)] {
    var sections: [(name: String, bytes: ResourceBytes)] = []
    for index in 0..<count {
      let entry = headerSize + index * tableEntrySize
      let name = bytes.slice(entry, nameSize).string.prefix { $0 != "\0" }
      let start = bytes.uint64(at: entry + nameSize)
      let length = bytes.uint64(at: entry + nameSize + 8)
      guard start >= UInt64(tableEnd), start <= UInt64(bytes.count), length <= UInt64(bytes.count) - start else {
        throw ResourceError(path, .corrupt("its section '\(name)' does not fit"))
      }
      sections.append((String(name), bytes.slice(Int(start), Int(length))))
    }
    return sections
  }

  /// The bytes of the section of that name. O(sections).
  public func section(_ name: String) -> ResourceBytes? { sections.first { $0.name == name }?.bytes }

  /// The names and sizes of all sections, in the order of the file.
  public var contents: [(name: String, byteCount: Int)] { sections.map { ($0.name, $0.bytes.count) } }

  /// The checksum of header and table, the field of the checksum taken as nought.
  static func checksum(of head: ResourceBytes) -> UInt64 {
    head.withBytes { bytes in
      var copy = Array(bytes)
      for index in 32..<min(40, copy.count) { copy[index] = 0 }
      return XXH64(copy, copy.count, 0)
    }
  }
}

/// Why a file of resources cannot be used.
public struct ResourceError: Error, Sendable, CustomStringConvertible {
  enum Reason: Sendable {
    case unreadable(String)
    case unwritable(String)
    case notResources
    case version(UInt32)
    case truncated(expected: UInt64?, found: UInt64)
    case corrupt(String)
    case missingSection(String)
  }
  let path: String
  let reason: Reason

  init(_ path: String, _ reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// An error for a section that is not there or is not what its owner wrote.
  public static func corrupt(_ path: String, _ what: String) -> ResourceError { ResourceError(path, .corrupt(what)) }

  /// What is wrong, and what to do where something can be done.
  public var description: String {
    switch reason {
    case .unreadable(let why): "cannot read the resources '\(path)': \(why)"
    case .unwritable(let why): "cannot write the resources '\(path)': \(why)"
    case .notResources: "'\(path)' is no file of compiled resources; make one with 'hearsay compile'"
    case .version(let found):
      "'\(path)' has version \(found) of the resources, this program needs \(ResourceFile.version); compile it anew"
    case .truncated(let expected?, let found): "'\(path)' is cut short: \(found) of \(expected) bytes"
    case .truncated(nil, let found): "'\(path)' is cut short: \(found) bytes"
    case .corrupt(let what): "'\(path)' is damaged: \(what)"
    case .missingSection(let name): "'\(path)' is damaged: it has no section '\(name)'"
    }
  }
}
