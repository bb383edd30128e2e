/// Makes documents of what a record of a web archive holds.
struct ArchivedContent {
  /// What the record says of its content.
  var given: RawDocument.Given
  /// Where the record is.
  let place: String
  /// The largest document, in bytes.
  let limit: Int

  /// What a media type is, if it is one of texts.
  static func format(_ type: String) -> RawDocument.Format? {
    switch type {
    case "text/html", "application/xhtml+xml": .html
    case "text/plain": .text
    default: nil
    }
  }

  /// The document in an HTTP response: nothing where it is none that was asked for, or no text.
  func response(_ bytes: [UInt8], isTruncated: Bool) -> Entry {
    guard let message = HTTPMessage(bytes, limit: limit, isTruncated: isTruncated) else {
      return failure("the response has no HTTP head")
    }
    guard message.status == 200 else { return .nothing }
    if let coding = message.unknownEncoding { return failure("the body cannot be decompressed: \(coding)") }
    guard !message.body.isEmpty else { return .nothing }
    var content = self
    content.given.rights = message.fields["x-robots-tag"].map { "x-robots-tag: \($0)" }
    return content.document(message.body, type: message.fields["content-type"])
  }

  /// The document that a body of a media type is.
  func document(_ body: [UInt8], type field: String?) -> Entry {
    var type = HeadFields.mediaType(field)
    if type.isEmpty, FileKind(head: body.prefix(1024)) == .html { type = "text/html" }
    guard let format = Self.format(type) else { return .nothing }
    guard body.count <= limit else { return failure("the document has more than \(limit) bytes") }
    var raw = RawDocument(bytes: body, format: format, origin: place)
    raw.given = given
    raw.given.charset = HeadFields.parameter("charset", of: field)
    return .item(.document(raw))
  }

  private func failure(_ reason: String) -> Entry {
    .item(.failure(IngestionError(.ingestion, origin: place, reason: reason)))
  }
}
