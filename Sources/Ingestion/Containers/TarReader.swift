/// Reads the files of a tar archive: ustar, GNU long names and pax paths. Names are names only: nothing is written.
///
/// A head whose sum is wrong is an error, and the reading goes on at the next one that is right. Archives that were laid
/// one behind the other are read as one; one without an end was cut.
final class TarReader: EntrySource {
  private let reader: ByteReader
  private let origin: String
  private var member: SliceSource?
  private var padding = 0
  private var isOver = false
  /// Whether a block of zeros, which is the end, came last.
  private var hasEnd = false

  init(_ reader: ByteReader, origin: String) {
    self.reader = reader
    self.origin = origin
  }

  func next() -> Entry? {
    guard !isOver else { return nil }
    do throws(StreamError) {
      return try nextFile()
    } catch {
      member = nil
      isOver = !error.isRecoverable
      return .item(.failure(IngestionError(.ingestion, origin: origin, reason: "tar archive: \(error.reason)")))
    }
  }

  /// The next head; nil behind the last.
  private func nextHead() throws(StreamError) -> [UInt8]? {
    while true {
      var head: [UInt8] = []
      try reader.read(512, into: &head)
      if head.isEmpty {
        isOver = true
        guard hasEnd else { throw StreamError(reason: "has no end: it was cut, or is still being written") }
        return nil
      }
      guard head.count == 512 else { throw StreamError(reason: "ends early") }
      if head.allSatisfy({ $0 == 0 }) {
        hasEnd = true
        continue
      }
      if Self.isSound(head) {
        hasEnd = false
        return head
      }
      // Behind the end there may be anything.
      if hasEnd, !head[257..<262].elementsEqual("ustar".utf8) { continue }
      try seekHead()
    }
  }

  /// Passes over blocks up to the next head that is sound.
  private func seekHead() throws(StreamError) {
    while case let block = try reader.peek(512), block.count == 512, !Self.isSound(Array(block)) {
      reader.skip(512)
    }
    throw StreamError(reason: "a head is damaged", isRecoverable: true)
  }

  /// Whether the sum of a head's bytes is what the head says, its own field taken for blanks.
  private static func isSound(_ head: [UInt8]) -> Bool {
    guard let said = number(head[148..<156]) else { return false }
    var sum = 0
    for (index, byte) in head.enumerated() { sum += (148..<156).contains(index) ? 0x20 : Int(byte) }
    return sum == said
  }

  private func nextFile() throws(StreamError) -> Entry? {
    if let member {
      self.member = nil
      guard try reader.discard(member.left + padding) else { throw StreamError(reason: "ends early") }
    }
    var longName: String?
    while let head = try nextHead() {
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
