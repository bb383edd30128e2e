/// Reads the pages of an ARC file, the form of web archives before WARC: a line with address, host, date, type and length,
/// then that many bytes.
final class ARCReader: EntrySource {
  private let reader: ByteReader
  private let origin: String
  private let options: IngestionOptions
  private var line: [UInt8] = []
  private var isOver = false
  private var isLost = false

  private static let lineLimit = 1 << 16
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
      return .item(.failure(IngestionError(.ingestion, origin: "\(origin)#\(place)", reason: error.reason)))
    }
  }

  private func record() throws(StreamError) -> Entry? {
    while let byte = try reader.peek(1).first, byte == 0x0A || byte == 0x0D { reader.skip(1) }
    let place = "\(origin)#\(reader.memberOffset ?? reader.offset)"
    guard let size = try reader.line(keeping: Self.lineLimit, into: &line) else { return nil }
    let fields = String(decoding: line, as: UTF8.self).split(whereSeparator: { $0 == " " || $0 == "\r" })
    guard size < Self.lineLimit, fields.count >= 5, fields[0].contains(":"), let last = fields.last,
      let length = Int(last), length >= 0
    else { return lost(place) }
    isLost = false
    guard fields[0].hasPrefix("http"), length <= options.maxDocument + Self.headLimit else {
      guard try reader.discard(length) else { return failure(place, "the record ends early") }
      guard fields[0].hasPrefix("http") else { return .nothing }
      return failure(place, "the record has \(length) bytes, more than \(options.maxDocument)")
    }
    var bytes: [UInt8] = []
    guard try reader.read(length, into: &bytes) == length else { return failure(place, "the record ends early") }
    var given = RawDocument.Given()
    given.url = String(fields[0])
    let archived = ArchivedContent(given: given, place: place, limit: options.maxDocument)
    guard bytes.starts(with: "HTTP/".utf8) else { return archived.document(bytes, type: String(fields[3])) }
    return archived.response(bytes, isTruncated: false)
  }

  /// Says once that there is no record where one should be; the lines up to the next one are passed over.
  private func lost(_ place: String) -> Entry {
    defer { isLost = true }
    return isLost ? .nothing : failure(place, "a line that begins no record")
  }

  private func failure(_ place: String, _ reason: String) -> Entry {
    .item(.failure(IngestionError(.ingestion, origin: place, reason: reason)))
  }
}
