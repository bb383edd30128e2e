import TextModel

/// Reads the pages and texts of a WARC or WET file: `response`, `resource` and `conversion` records of text.
///
/// After a damaged record the reading goes on at the next line that begins with `WARC/`. What follows a record shows
/// whether its length was true: where it was too large, the reading goes back to the record that it had swallowed.
final class WARCReader: EntrySource {
  private let reader: ByteReader
  private let origin: String
  private let options: IngestionOptions
  private var line: [UInt8] = []
  private var body: [UInt8] = []
  private var isOver = false
  private var mayBeLost = false

  private static let headLimit = 1 << 20

  init(_ reader: ByteReader, origin: String, options: IngestionOptions) {
    self.reader = reader
    self.origin = origin
    self.options = options
  }

  func next() -> Entry? {
    if isOver { return nil }
    let place = reader.offset
    do throws(StreamError) {
      return try record()
    } catch {
      isOver = !error.isRecoverable
      mayBeLost = true
      return .item(.failure(IngestionError(.ingestion, origin: "\(origin)#\(place)", reason: error.reason)))
    }
  }

  private func record() throws(StreamError) -> Entry? {
    guard try findRecord() else { return nil }
    let place = "\(origin)#\(reader.memberOffset ?? reader.offset)"
    _ = try reader.line(keeping: Self.headLimit, into: &line)
    var fields = HeadFields()
    var size = 0
    while let length = try reader.line(keeping: Self.headLimit, into: &line) {
      size += length
      if line.last == 0x0D { line.removeLast() }
      if line.isEmpty { break }
      fields.add(line: line[...])
      guard size < Self.headLimit else { return lost(place, "the head of the record is too long") }
    }
    guard let text = fields["content-length"], let length = Int(text), length >= 0 else {
      return lost(place, "the record has no length")
    }
    return try content(fields, length: length, place: place)
  }

  private func lost(_ place: String, _ reason: String) -> Entry {
    mayBeLost = true
    return .item(.failure(IngestionError(.ingestion, origin: place, reason: reason)))
  }

  /// Goes to the beginning of the next record; false at the end.
  private func findRecord() throws(StreamError) -> Bool {
    var skipped = 0
    while true {
      let head = try reader.peek(5)
      if head.isEmpty { break }
      if head.elementsEqual("WARC/".utf8) { break }
      if let first = head.first, first == 0x0D || first == 0x0A {
        reader.skip(1)
        continue
      }
      guard let length = try reader.line(keeping: 0, into: &line) else { break }
      skipped += length + 1
    }
    if skipped > 0, !mayBeLost {
      mayBeLost = true
      throw StreamError(reason: "\(skipped) bytes between records that are none", isRecoverable: true)
    }
    mayBeLost = false
    return try !reader.isEmpty()
  }

  private func content(_ fields: HeadFields, length: Int, place: String) throws(StreamError) -> Entry {
    let kind = fields["warc-type"]?.lowercased() ?? ""
    let isWanted = ["response", "resource", "conversion"].contains(kind) && wanted(kind, fields)
    // A compressed body has its limit too; what is over it is told with its size.
    guard length <= options.maxDocument + Self.headLimit else {
      let reason = "the record has \(length) bytes, more than \(options.maxDocument)"
      try discard(length)
      return isWanted ? .item(.failure(IngestionError(.ingestion, origin: place, reason: reason))) : .nothing
    }
    body.removeAll(keepingCapacity: body.capacity <= 1 << 20)
    let isWhole = try reader.read(length, into: &body) == length
    let isSound = isWhole ? try isFollowed() : false
    guard isSound else {
      if let next = swallowed() {
        reader.unread(body[next...])
        return lost(place, "the record has fewer bytes than it says")
      }
      guard isWhole else { return lost(place, "the record ends early") }
      return isWanted ? document(kind, fields, body, place) : .nothing
    }
    return isWanted ? document(kind, fields, body, place) : .nothing
  }

  /// Whether an empty line, another record or the end follows.
  private func isFollowed() throws(StreamError) -> Bool {
    let next = try reader.peek(5)
    guard let first = next.first else { return true }
    return first == 0x0D || first == 0x0A || next.elementsEqual("WARC/".utf8)
  }

  /// Where in the bytes of a record another one begins.
  private func swallowed() -> Int? {
    body.withUnsafeBufferPointer { bytes in
      var start = 0
      while let place = ASCII.find("\nwarc/1.", in: bytes, from: start) {
        if place + 11 < bytes.count, bytes[place + 8..<place + 12].contains(0x0A) { return place + 1 }
        start = place + 1
      }
      return nil
    }
  }

  /// Passes over a record that is too large to be looked at: to its end, or to the next record before that.
  private func discard(_ length: Int) throws(StreamError) {
    var left = length
    while left > 0 {
      let piece = try reader.peek(min(left, 1 << 16))
      guard !piece.isEmpty else { return }
      let next = piece.withUnsafeBufferPointer { ASCII.find("\r\n\r\nwarc/1.", in: $0, from: 0) }
      if let next {
        reader.skip(next)
        return
      }
      let count = piece.count < 1 << 16 || left == piece.count ? piece.count : piece.count - 12
      reader.skip(count)
      left -= count
    }
  }

  private func wanted(_ kind: String, _ fields: HeadFields) -> Bool {
    let type = HeadFields.mediaType(fields["content-type"])
    if kind == "response" { return type.isEmpty || type.hasPrefix("application/http") }
    return ArchivedContent.format(type) != nil
  }

  private func document(_ kind: String, _ fields: HeadFields, _ bytes: [UInt8], _ place: String) -> Entry {
    var given = RawDocument.Given()
    given.url = fields["warc-target-uri"].map { $0.filter { $0 != "<" && $0 != ">" } }
    let archived = ArchivedContent(given: given, place: place, limit: options.maxDocument)
    if kind == "response" { return archived.response(bytes, isTruncated: fields["warc-truncated"] != nil) }
    return archived.document(bytes, type: fields["content-type"])
  }
}
