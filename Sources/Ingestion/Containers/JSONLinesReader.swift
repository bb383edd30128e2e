/// Reads the documents of JSON Lines: one object a line, with the field names that scrapers use.
final class JSONLinesReader: EntrySource {
  private let reader: ByteReader
  private let origin: String
  private let options: IngestionOptions
  private var number = 0
  private var line: [UInt8] = []

  init(_ reader: ByteReader, origin: String, options: IngestionOptions) {
    self.reader = reader
    self.origin = origin
    self.options = options
  }

  func next() -> Entry? {
    while true {
      do throws(StreamError) {
        guard let length = try reader.line(keeping: options.maxDocument * 2 + 1 << 20, into: &line) else { return nil }
        number += 1
        if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        if length > line.count + 3 {
          return failure("the line has \(length) bytes, more than are read")
        }
        if line.allSatisfy(ASCII.isBlank) { continue }
        return .item(document())
      } catch {
        return .item(.failure(IngestionError(.ingestion, origin: "\(origin):\(number + 1)", reason: error.reason)))
      }
    }
  }

  private func failure(_ reason: String) -> Entry {
    .item(.failure(IngestionError(.ingestion, origin: "\(origin):\(number)", reason: reason)))
  }

  private func document() -> InputItem {
    let place = "\(origin):\(number)"
    do throws(JSONError) {
      var fields = ScrapedFields()
      try line.withUnsafeBufferPointer { bytes throws(JSONError) in
        var scanner = JSONScanner(bytes)
        try scanner.object { (scanner, key) throws(JSONError) in try fields.read(key, &scanner) }
        guard scanner.kind() == .end else { throw scanner.failure("nothing after the object") }
      }
      guard let raw = fields.document(origin: place) else {
        return .failure(IngestionError(.ingestion, origin: place, reason: "no field 'text' or 'html'"))
      }
      guard raw.bytes.count <= options.maxDocument else {
        let reason = "the document has \(raw.bytes.count) bytes, more than \(options.maxDocument)"
        return .failure(IngestionError(.ingestion, origin: place, reason: reason))
      }
      return .document(raw)
    } catch {
      let reason = "\(error.reason) at byte \(error.position + 1) of the line"
      return .failure(IngestionError(.ingestion, origin: place, reason: reason))
    }
  }
}

/// The fields of an object of a scraper, by what they mean.
struct ScrapedFields {
  private var text: (rank: Int, bytes: [UInt8])?
  private var html: (rank: Int, bytes: [UInt8])?
  private var given = RawDocument.Given()
  private var rank: [String: Int] = [:]

  /// Names of fields by meaning, the most trusted first.
  private static let texts = [
    "text", "maintext", "article_text", "plain_text", "fulltext", "full_text", "cleaned_text", "article", "story",
    "content", "body", "raw_content", "articlebody", "maincontent",
  ]
  private static let pages = ["html", "raw_html", "page_html", "page_source", "html_content", "content_html"]
  private static let names: [(field: WritableKeyPath<RawDocument.Given, String?> & Sendable, keys: [String])] = [
    (\.key, ["id", "_id", "key", "doc_id", "document_id", "uuid", "uid"]),
    (\.url, ["url", "source_url", "link", "uri", "canonical_url", "web_url", "href", "permalink"]),
    (\.title, ["title", "headline", "title_page", "article_title"]),
    (
      \.published,
      [
        "published", "date_publish", "publish_date", "published_at", "date_published", "datepublished",
        "publication_date", "published_date", "pub_date", "pubdate", "date", "created_at", "timestamp", "datetime",
      ]
    ),
    (\.modified, ["modified", "date_modify", "modified_at", "date_modified", "datemodified", "updated", "updated_at"]),
    (\.site, ["source_domain", "site", "site_name", "publisher", "source", "domain", "outlet", "publication"]),
    (\.section, ["section", "category"]),
    (\.language, ["language", "lang"]),
  ]
  private static let bylines = ["authors", "author", "byline"]

  /// Takes the value of a key if it is of use.
  mutating func read(_ key: [UInt8], _ scanner: inout JSONScanner) throws(JSONError) {
    let name = String(decoding: key.map(ASCII.lower), as: UTF8.self)
    if let rank = Self.pages.firstIndex(of: name) {
      try keep(&scanner, rank: rank, in: \.html)
    } else if let rank = Self.texts.firstIndex(of: name) {
      try keep(&scanner, rank: rank, in: \.text)
    } else if Self.bylines.contains(name) {
      try byline(&scanner)
    } else {
      for (field, keys) in Self.names {
        guard let place = keys.firstIndex(of: name) else { continue }
        try one(&scanner, rank: place, group: keys[0], into: field)
      }
    }
  }

  private mutating func keep(
    _ scanner: inout JSONScanner, rank: Int, in field: WritableKeyPath<Self, (rank: Int, bytes: [UInt8])?>
  ) throws(JSONError) {
    guard scanner.kind() == .string, self[keyPath: field].map({ $0.rank > rank }) ?? true else { return }
    var bytes: [UInt8] = []
    try scanner.string(into: &bytes)
    if !bytes.allSatisfy(ASCII.isBlank) { self[keyPath: field] = (rank, bytes) }
  }

  private mutating func one(
    _ scanner: inout JSONScanner, rank place: Int, group: String,
    into field: WritableKeyPath<RawDocument.Given, String?>
  ) throws(JSONError) {
    guard let value = try Self.scalar(&scanner), place < rank[group] ?? .max else { return }
    rank[group] = place
    given[keyPath: field] = value
  }

  private static func scalar(_ scanner: inout JSONScanner) throws(JSONError) -> String? {
    switch scanner.kind() {
    case .string:
      var bytes: [UInt8] = []
      try scanner.string(into: &bytes)
      return ASCII.squashed(bytes)
    case .number: return try scanner.word()
    default: return nil
    }
  }

  private mutating func byline(_ scanner: inout JSONScanner) throws(JSONError) {
    var found: [String] = []
    if scanner.kind() == .array {
      try scanner.array { (scanner) throws(JSONError) in
        if let name = try Self.scalar(&scanner) { found.append(name) }
      }
    } else if let name = try Self.scalar(&scanner) {
      found.append(name)
    }
    if given.byline.isEmpty { given.byline = found }
  }

  /// The document, unless there is neither text nor page. A page is read rather than what another program took from it.
  func document(origin: String) -> RawDocument? {
    var raw: RawDocument
    if let html {
      raw = RawDocument(bytes: html.bytes, format: .html, origin: origin)
    } else if let text {
      let isPage = text.rank > 0 && Self.looksLikePage(text.bytes)
      raw = RawDocument(bytes: text.bytes, format: isPage ? .html : .text, origin: origin)
      raw.isExtracted = !isPage
    } else {
      return nil
    }
    raw.given = given
    raw.given.charset = "utf-8"
    return raw
  }

  /// `content` and `body` hold pages with some scrapers and text with others: a page begins with a tag and has more.
  static func looksLikePage(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      guard let first = bytes.first(where: { !ASCII.isBlank($0) }), first == 0x3C else { return false }
      return ASCII.find("</", in: bytes) != nil
    }
  }
}
