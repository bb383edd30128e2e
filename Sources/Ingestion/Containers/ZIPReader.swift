/// Reads the files of a zip archive front to back, by their local heads. Names are names only: nothing is written.
///
/// Where a member is damaged, the reading goes on at the next local head.
final class ZIPReader: EntrySource {
  private let reader: ByteReader
  private let origin: String
  private var member: ByteSource?
  /// Where the member's data end, where its head says so.
  private var memberEnd: Int?
  private var hasDescriptor = false
  private var isOver = false

  /// What a local head says.
  private struct Head {
    var flags = 0
    var method = 0
    var size = 0
    var name = ""
  }

  init(_ reader: ByteReader, origin: String) {
    self.reader = reader
    self.origin = origin
  }

  func next() -> Entry? {
    if isOver { return nil }
    do throws(StreamError) {
      try finishMember()
      guard let head = try nextHead() else { return nil }
      return try open(head)
    } catch {
      member = nil
      isOver = !seekHead()
      return .item(.failure(IngestionError(.ingestion, origin: origin, reason: "zip archive: \(error.reason)")))
    }
  }

  /// Goes on to the next local head; false where there is none.
  private func seekHead() -> Bool {
    do throws(StreamError) {
      while true {
        let piece = Array(try reader.peek(1 << 16))
        guard piece.count >= 30 else { return false }
        var start = 0
        while let place = piece[start...].firstIndex(of: 0x50), place + 4 <= piece.count {
          if piece[place + 1] == 0x4B, piece[place + 2] == 3, piece[place + 3] == 4 {
            reader.skip(place)
            return true
          }
          start = place + 1
        }
        reader.skip(piece.count < 1 << 16 ? piece.count : piece.count - 3)
      }
    } catch {
      return false
    }
  }

  /// Reads what is left of a member, and the descriptor behind it.
  private func finishMember() throws(StreamError) {
    guard let member else { return }
    self.member = nil
    if let memberEnd {
      guard try reader.discard(max(0, memberEnd - reader.offset)) else { throw StreamError(reason: "ends early") }
    } else {
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      var result: Result<Int, StreamError> = .success(1)
      while case .success(let count) = result, count > 0 {
        buffer.withUnsafeMutableBytes { room in
          do throws(StreamError) { result = .success(try member.read(into: room)) } catch { result = .failure(error) }
        }
      }
      _ = try result.get()
    }
    if hasDescriptor { try skipDescriptor() }
  }

  private func skipDescriptor() throws(StreamError) {
    let bytes = Array(try reader.peek(32))
    for length in [16, 24, 12, 20] where length + 2 <= bytes.count && bytes[length] == 0x50 && bytes[length + 1] == 0x4B
    {
      let isSigned = bytes.starts(with: [0x50, 0x4B, 7, 8])
      if isSigned == (length == 16 || length == 24) {
        reader.skip(length)
        return
      }
    }
  }

  private func nextHead() throws(StreamError) -> Head? {
    var bytes: [UInt8] = []
    guard try reader.peek(4).elementsEqual([0x50, 0x4B, 3, 4]) else {
      let isDirectory = try reader.peek(2).elementsEqual([0x50, 0x4B])
      if isDirectory {
        isOver = true
        return nil
      }
      throw StreamError(reason: "ends early or is damaged")
    }
    guard try reader.read(30, into: &bytes) == 30 else { throw StreamError(reason: "ends early") }
    var head = Head()
    head.flags = Self.number(bytes, 6, 2)
    head.method = Self.number(bytes, 8, 2)
    head.size = Self.number(bytes, 18, 4)
    var rest: [UInt8] = []
    let nameLength = Self.number(bytes, 26, 2)
    let extraLength = Self.number(bytes, 28, 2)
    guard try reader.read(nameLength + extraLength, into: &rest) == nameLength + extraLength else {
      throw StreamError(reason: "ends early")
    }
    head.name = String(decoding: rest[..<nameLength], as: UTF8.self)
    if head.size == 0xFFFF_FFFF { head.size = Self.longSize(rest[nameLength...]) ?? head.size }
    return head
  }

  private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
    var value = 0
    for index in (start..<start + count).reversed() { value = value << 8 | Int(bytes[index]) }
    return value
  }

  /// The compressed size in a zip64 field.
  private static func longSize(_ extra: ArraySlice<UInt8>) -> Int? {
    let extra = Array(extra)
    var index = 0
    while index + 4 <= extra.count {
      let length = number(extra, index + 2, 2)
      if number(extra, index, 2) == 1, length >= 16, index + 20 <= extra.count, extra[index + 19] == 0 {
        return number(extra, index + 12, 7)
      }
      index += 4 + length
    }
    return nil
  }

  private func open(_ head: Head) throws(StreamError) -> Entry {
    hasDescriptor = head.flags & 8 != 0
    let hasSize = !hasDescriptor || (head.size > 0 && head.size < 0xFFFF_FFFF)
    memberEnd = hasSize ? reader.offset + head.size : nil
    let place = "\(origin)#\(head.name)"
    switch head.method {
    case 0 where head.flags & 1 == 0:
      member = hasSize ? SliceSource(reader, count: head.size) : DescribedSource(reader)
    case 8 where head.flags & 1 == 0: member = GzipSource(reader, raw: true)
    default:
      if hasSize { member = MemorySource([]) } else { isOver = !seekHead() }
      let reason = head.flags & 1 != 0 ? "is encrypted" : "is compressed by method \(head.method), which is not known"
      return .item(.failure(IngestionError(.ingestion, origin: place, reason: reason)))
    }
    let isWACZ = origin.lowercased().hasSuffix(".wacz")
    guard let member, !head.name.hasSuffix("/"), FileKind(name: head.name) != .other,
      !isWACZ || head.name.hasPrefix("archive/")
    else { return .nothing }
    return .file(member, name: head.name, origin: place)
  }
}

/// A stored member of unknown length: it ends where a descriptor says the length that it has there.
final class DescribedSource: ByteSource {
  private let reader: ByteReader
  private var count = 0
  private var isOver = false
  init(_ reader: ByteReader) { self.reader = reader }

  override func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    guard !isOver else { return 0 }
    let piece = Array(try reader.peek(1 << 16))
    guard piece.count >= 16 else { throw StreamError(reason: "ends early") }
    // What could be the beginning of a descriptor is looked at with what follows it.
    var usable = piece.count - 15
    var start = 0
    while let place = piece[start...].firstIndex(of: 0x50), place < usable {
      start = place + 1
      guard piece[place + 1] == 0x4B, piece[place + 2] == 7, piece[place + 3] == 8 else { continue }
      guard Self.number(piece, place + 8) == (count + place) & 0xFFFF_FFFF else { continue }
      isOver = true
      usable = place
      break
    }
    let given = min(usable, buffer.count)
    if given < usable { isOver = false }
    piece.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<given])) }
    reader.skip(given)
    count += given
    return given
  }

  private static func number(_ bytes: [UInt8], _ start: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
  }
}
