import TextModel

/// Reads the page of an MHTML file: the first part that is HTML.
final class MHTMLReader: EntrySource {
  private let reader: ByteReader
  private let origin: String
  private let options: IngestionOptions
  private var isRead = false

  private static let headLimit = 1 << 20

  init(_ reader: ByteReader, origin: String, options: IngestionOptions) {
    self.reader = reader
    self.origin = origin
    self.options = options
  }

  func next() -> Entry? {
    if isRead { return nil }
    isRead = true
    do throws(StreamError) {
      return try .item(.document(page()))
    } catch {
      return .item(.failure(IngestionError(.ingestion, origin: origin, reason: error.reason)))
    }
  }

  private func page() throws(StreamError) -> RawDocument {
    var line: [UInt8] = []
    let top = try head(&line)
    let boundary = HeadFields.parameter("boundary", of: top["content-type"]).map { Array("--\($0)".utf8) }
    var given = RawDocument.Given()
    given.url = top["snapshot-content-location"]
    guard let boundary else {
      guard HeadFields.mediaType(top["content-type"]) == "text/html" else { throw StreamError(reason: "no HTML part") }
      return try document(top, boundary: nil, given: given)
    }
    while let length = try reader.line(keeping: 4096, into: &line) {
      guard length < 4096, line.starts(with: boundary) else { continue }
      let part = try head(&line)
      guard HeadFields.mediaType(part["content-type"]) == "text/html" else { continue }
      if given.url == nil { given.url = part["content-location"] }
      return try document(part, boundary: boundary, given: given)
    }
    throw StreamError(reason: "no HTML part")
  }

  private func head(_ line: inout [UInt8]) throws(StreamError) -> HeadFields {
    var fields = HeadFields()
    var size = 0
    while let length = try reader.line(keeping: 1 << 16, into: &line) {
      size += length
      guard size <= Self.headLimit else { throw StreamError(reason: "the head is too long") }
      if line.last == 0x0D { line.removeLast() }
      if line.isEmpty { break }
      fields.add(line: line[...])
    }
    return fields
  }

  private func document(
    _ part: HeadFields, boundary: [UInt8]?, given: RawDocument.Given
  ) throws(StreamError) -> RawDocument {
    let coding = part["content-transfer-encoding"]?.lowercased() ?? ""
    var body: [UInt8] = []
    var line: [UInt8] = []
    while try reader.line(keeping: options.maxDocument, into: &line) != nil {
      if let boundary, line.starts(with: boundary) { break }
      if coding == "quoted-printable" {
        TransferCoding.appendQuotedPrintable(line, to: &body)
      } else {
        body.append(contentsOf: line)
        body.append(0x0A)
      }
      guard body.count <= options.maxDocument * 2 else { throw StreamError(reason: "the page is too large") }
    }
    if coding == "base64" { body = TransferCoding.base64(body) }
    guard body.count <= options.maxDocument else {
      throw StreamError(reason: "the document has \(body.count) bytes, more than \(options.maxDocument)")
    }
    var raw = RawDocument(bytes: body, format: .html, origin: origin)
    raw.given = given
    raw.given.charset = HeadFields.parameter("charset", of: part["content-type"])
    return raw
  }
}

/// The codings by which mail makes bytes into lines of ASCII.
enum TransferCoding {
  /// Adds a line, its soft break or line end done.
  static func appendQuotedPrintable(_ line: [UInt8], to body: inout [UInt8]) {
    var end = line.count
    while end > 0, ASCII.isBlank(line[end - 1]) { end -= 1 }
    let isSoft = end > 0 && line[end - 1] == 0x3D
    if isSoft { end -= 1 }
    var index = 0
    while index < end {
      if line[index] == 0x3D, index + 2 < end + (isSoft ? 0 : 1), index + 2 < line.count,
        let high = ASCII.hexDigit(line[index + 1]), let low = ASCII.hexDigit(line[index + 2])
      {
        body.append(high << 4 | low)
        index += 3
      } else {
        body.append(line[index])
        index += 1
      }
    }
    if !isSoft { body.append(0x0A) }
  }

  /// The bytes of base64; what is no digit of it is passed over.
  static func base64(_ text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text {
      let value: UInt32
      switch byte {
      case 0x41...0x5A: value = UInt32(byte) - 0x41
      case 0x61...0x7A: value = UInt32(byte) - 0x61 + 26
      case 0x30...0x39: value = UInt32(byte) - 0x30 + 52
      case 0x2B, 0x2D: value = 62
      case 0x2F, 0x5F: value = 63
      default: continue
      }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        out.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return out
  }
}
