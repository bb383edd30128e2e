import CXXHash

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Gathers sections and writes them as one `ResourceFile`.
public struct ResourceWriter {
  private var sections: [(name: String, content: Content)] = []
  private var hash = SourcesHash()

  /// A file without sections.
  public init() {}

  /// Adds a section; its name has at most 31 bytes and is there once.
  public mutating func add(_ name: String, _ bytes: [UInt8]) { sections.append((name, .bytes(bytes))) }

  mutating func add(_ name: String, numbers: [UInt32]) { sections.append((name, .small(numbers))) }

  mutating func add(_ name: String, numbers: [UInt64]) { sections.append((name, .large(numbers))) }

  /// What stands in a section: tables are written as they lie in memory, which is little-endian wherever Swift runs.
  private enum Content {
    case bytes([UInt8])
    case small([UInt32])
    case large([UInt64])

    var count: Int {
      switch self {
      case .bytes(let bytes): bytes.count
      case .small(let numbers): numbers.count * MemoryLayout<UInt32>.stride
      case .large(let numbers): numbers.count * MemoryLayout<UInt64>.stride
      }
    }

    func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
      switch self {
      case .bytes(let bytes): bytes.withUnsafeBytes(body)
      case .small(let numbers): numbers.withUnsafeBytes(body)
      case .large(let numbers): numbers.withUnsafeBytes(body)
      }
    }
  }

  /// Adds a source to the hash by which a later run knows whether the file is still up to date.
  public mutating func addSource(path: String, bytes: [UInt8]) { hash.add(path: path, bytes: bytes) }

  /// Writes beside the path and renames, so that there never is half a file.
  public func write(to path: String) throws(ResourceError) {
    let temporary = "\(path).\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw ResourceError(path, .unwritable(FileTree.lastError())) }
    var isWhole = head().withUnsafeBytes { Self.write($0, to: descriptor) }
    for (section, padding) in zip(sections, paddings()) {
      isWhole = isWhole && section.content.withBytes { Self.write($0, to: descriptor) }
      isWhole = isWhole && [UInt8](repeating: 0, count: padding).withUnsafeBytes { Self.write($0, to: descriptor) }
    }
    isWhole = close(descriptor) == 0 && isWhole && rename(temporary, path) == 0
    guard isWhole else {
      let reason = FileTree.lastError()
      unlink(temporary)
      throw ResourceError(path, .unwritable(reason))
    }
  }

  /// The whole file in memory.
  public func serialized() -> [UInt8] {
    var bytes = head()
    for (section, padding) in zip(sections, paddings()) {
      section.content.withBytes { bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: repeatElement(0, count: padding))
    }
    return bytes
  }

  /// The noughts after each section that bring the next one to a multiple of 16.
  private func paddings() -> [Int] { sections.map { -$0.content.count & 15 } }

  private func head() -> [UInt8] {
    let tableEnd = ResourceFile.headerSize + sections.count * ResourceFile.tableEntrySize
    var table: [UInt8] = []
    var position = tableEnd
    for (section, padding) in zip(sections, paddings()) {
      let name = Array(section.name.utf8.prefix(ResourceFile.nameSize - 1))
      table += name + [UInt8](repeating: 0, count: ResourceFile.nameSize - name.count)
      table.appendLittleEndian(UInt64(position))
      table.appendLittleEndian(UInt64(section.content.count))
      position += section.content.count + padding
    }
    var head = ResourceFile.magic
    head.appendLittleEndian(ResourceFile.version)
    head.appendLittleEndian(UInt32(sections.count))
    head.appendLittleEndian(UInt64(position))
    head.appendLittleEndian(hash.value)
    head.appendLittleEndian(UInt64(0))
    head.appendLittleEndian(UInt64(0))
    head += table
    var sum: [UInt8] = []
    sum.appendLittleEndian(ResourceFile.checksum(of: ResourceBytes(head)))
    head.replaceSubrange(32..<40, with: sum)
    return head
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      #if canImport(Glibc)
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      #elseif canImport(Musl)
        let count = Musl.write(descriptor, rest.baseAddress, rest.count)
      #else
        let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
      #endif
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}

/// XXH64 over sources: of each the path, its length, and the bytes with theirs, chained in the order of adding.
public struct SourcesHash: Sendable {
  /// The hash of what was added so far.
  public private(set) var value: UInt64 = 0

  /// The hash of no sources.
  public init() {}

  /// The hash of sources whose hash is known, for more to be added.
  public init(continuing value: UInt64) { self.value = value }

  /// Adds a source. O(bytes).
  public mutating func add(path: String, bytes: [UInt8]) {
    let name = Array(path.utf8)
    value = XXH64(name, name.count, value)
    value = XXH64(bytes, bytes.count, value)
  }
}

extension [UInt8] {
  /// Appends a number, its lowest byte first.
  public mutating func appendLittleEndian<Number: FixedWidthInteger>(_ number: Number) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}
