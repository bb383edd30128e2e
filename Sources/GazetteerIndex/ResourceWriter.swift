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
  private var sections: [(name: String, bytes: [UInt8])] = []
  private var hash = SourcesHash()

  /// A file without sections.
  public init() {}

  /// Adds a section; its name has at most 31 bytes and is there once.
  public mutating func add(_ name: String, _ bytes: [UInt8]) { sections.append((name, bytes)) }

  /// Adds a source to the hash by which a later run knows whether the file is still up to date.
  public mutating func addSource(path: String, bytes: [UInt8]) { hash.add(path: path, bytes: bytes) }

  /// Writes beside the path and renames, so that there never is half a file.
  public func write(to path: String) throws(ResourceError) {
    let temporary = "\(path).\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw ResourceError(path, .unwritable(FileTree.lastError())) }
    var isWhole = Self.write(head(), to: descriptor)
    for (section, padding) in zip(sections, paddings()) {
      isWhole = isWhole && Self.write(section.bytes, to: descriptor)
      isWhole = isWhole && Self.write([UInt8](repeating: 0, count: padding), to: descriptor)
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
      bytes.append(contentsOf: section.bytes)
      bytes.append(contentsOf: repeatElement(0, count: padding))
    }
    return bytes
  }

  /// The noughts after each section that bring the next one to a multiple of 16.
  private func paddings() -> [Int] { sections.map { -$0.bytes.count & 15 } }

  private func head() -> [UInt8] {
    let tableEnd = ResourceFile.headerSize + sections.count * ResourceFile.tableEntrySize
    var table: [UInt8] = []
    var position = tableEnd
    for (section, padding) in zip(sections, paddings()) {
      let name = Array(section.name.utf8.prefix(ResourceFile.nameSize - 1))
      table += name + [UInt8](repeating: 0, count: ResourceFile.nameSize - name.count)
      table.appendLittleEndian(UInt64(position))
      table.appendLittleEndian(UInt64(section.bytes.count))
      position += section.bytes.count + padding
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

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
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
}

/// XXH64 over sources: of each the path, its length, and the bytes with theirs, chained in the order of adding.
public struct SourcesHash: Sendable {
  /// The hash of what was added so far.
  public private(set) var value: UInt64 = 0

  /// The hash of no sources.
  public init() {}

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
