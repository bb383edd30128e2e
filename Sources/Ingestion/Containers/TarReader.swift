/// Reads the files of a tar archive: ustar, GNU long names and pax paths. Names are names only: nothing is written.
final class TarReader: EntrySource {
  private let reader: ByteReader
  private let origin: String
  private var member: SliceSource?
  private var padding = 0
  private var isOver = false

  init(_ reader: ByteReader, origin: String) {
    self.reader = reader
    self.origin = origin
  }

  func next() -> Entry? {
    do throws(StreamError) {
      return try nextFile()
    } catch {
      isOver = true
      return .item(.failure(IngestionError(.ingestion, origin: origin, reason: "tar archive: \(error.reason)")))
    }
  }

  private func nextFile() throws(StreamError) -> Entry? {
    if let member {
      guard try reader.discard(member.left + padding) else {
        self.member = nil
        isOver = true
        throw StreamError(reason: "ends early")
      }
      self.member = nil
    }
    var longName: String?
    while !isOver {
      var head: [UInt8] = []
      try reader.read(512, into: &head)
      guard head.count == 512, head[0] != 0 else { return nil }
      guard let size = Self.number(head[124..<136]) else { throw StreamError(reason: "a size is no number") }
      padding = (512 - size % 512) % 512
      switch head[156] {
      case 0x4C, 0x78:
        let text = try content(size)
        longName = head[156] == 0x4C ? Self.string(text[...]) : Self.paxPath(text) ?? longName
      case 0, 0x30, 0x37:
        let prefix = head[257..<262].elementsEqual("ustar".utf8) ? Self.string(head[345..<500]) : ""
        let short = Self.string(head[0..<100])
        let name = longName ?? (prefix.isEmpty ? short : prefix + "/" + short)
        let slice = SliceSource(reader, count: size)
        member = slice
        guard FileKind(name: name) != .other else { return try nextFile(after: slice) }
        return .file(slice, name: name, origin: "\(origin)#\(name)")
      default:
        longName = nil
        guard try reader.discard(size + padding) else { throw StreamError(reason: "ends early") }
      }
    }
    return nil
  }

  /// Passes over a file that holds no text.
  private func nextFile(after slice: SliceSource) throws(StreamError) -> Entry? {
    member = nil
    guard try reader.discard(slice.left + padding) else { throw StreamError(reason: "ends early") }
    return .nothing
  }

  private func content(_ size: Int) throws(StreamError) -> [UInt8] {
    guard size < 1 << 20 else { throw StreamError(reason: "a name is longer than a megabyte") }
    var bytes: [UInt8] = []
    guard try reader.read(size, into: &bytes) == size, try reader.discard(padding) else {
      throw StreamError(reason: "ends early")
    }
    return bytes
  }

  private static func string(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// An octal number, or a binary one where the top bit is set.
  private static func number(_ field: ArraySlice<UInt8>) -> Int? {
    var value = 0
    if let first = field.first, first & 0x80 != 0 {
      for byte in field.dropFirst(4) {
        guard value < 1 << 48 else { return nil }
        value = value << 8 | Int(byte)
      }
      return value
    }
    for byte in field where byte != 0x20 && byte != 0 {
      guard (0x30...0x37).contains(byte) else { return nil }
      value = value << 3 | Int(byte - 0x30)
    }
    return value
  }

  /// The `path` of a pax head.
  private static func paxPath(_ bytes: [UInt8]) -> String? {
    for line in bytes.split(separator: 0x0A) {
      guard let blank = line.firstIndex(of: 0x20) else { continue }
      let rest = line[line.index(after: blank)...]
      if rest.starts(with: "path=".utf8) { return String(decoding: rest.dropFirst(5), as: UTF8.self) }
    }
    return nil
  }
}
