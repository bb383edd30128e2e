import TextModel

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

  /// What a field means.
  private enum Meaning {
    case text(rank: Int)
    case page(rank: Int)
    case byline
    case given(WritableKeyPath<RawDocument.Given, String?> & Sendable, rank: Int, group: String)
  }

  private let options: IngestionOptions

  /// Makes the fields of an object of which nothing is known yet.
  init(_ options: IngestionOptions) { self.options = options }

  /// The words for what a field can mean, as `--field` takes them.
  static let meanings = ["text", "html", "author"] + names.map { $0.keys[0] }

  /// What a name means: what the user says of it, else what scrapers mean by it.
  private static func meaning(of name: String, _ options: IngestionOptions) -> Meaning? {
    if let said = options.fields[name] { return meaning(of: said, isSaid: true) }
    return meaning(of: name, isSaid: false)
  }

  private static func meaning(of name: String, isSaid: Bool) -> Meaning? {
    if let rank = pages.firstIndex(of: name) { return .page(rank: isSaid ? -1 : rank) }
    if let rank = texts.firstIndex(of: name) { return .text(rank: isSaid ? -1 : rank) }
    if bylines.contains(name) { return .byline }
    for (field, keys) in names {
      if let rank = keys.firstIndex(of: name) { return .given(field, rank: isSaid ? -1 : rank, group: keys[0]) }
    }
    return nil
  }

  /// Whether a field of that name holds a document's text.
  static func isText(_ name: String, _ options: IngestionOptions) -> Bool {
    switch meaning(of: name, options) {
    case .text, .page: true
    default: false
    }
  }

  /// Whether a field of that name means anything.
  static func isKnown(_ name: String, _ options: IngestionOptions) -> Bool { meaning(of: name, options) != nil }

  /// Takes the value of a key if it is of use.
  mutating func read(_ key: [UInt8], _ scanner: inout JSONScanner) throws(JSONScanError) {
    switch Self.meaning(of: String(decoding: key.map(ASCII.lower), as: UTF8.self), options) {
    case .page(let rank): try keep(&scanner, rank: rank, in: \.html)
    case .text(let rank): try keep(&scanner, rank: rank, in: \.text)
    case .byline: try byline(&scanner)
    case .given(let field, let rank, let group): try one(&scanner, rank: rank, group: group, into: field)
    case nil: break
    }
  }

  /// Takes the value that a table has in a column, by the column's name.
  mutating func take(_ value: [UInt8], column: String) {
    guard !value.allSatisfy(ASCII.isBlank), let meaning = Self.meaning(of: column, options) else { return }
    switch meaning {
    case .page(let rank): if html.map({ $0.rank > rank }) ?? true { html = (rank, value) }
    case .text(let rank): if text.map({ $0.rank > rank }) ?? true { text = (rank, value) }
    case .byline: if given.byline.isEmpty { given.byline = ASCII.squashed(value).map { [$0] } ?? [] }
    case .given(let field, let place, let group):
      guard place < rank[group] ?? .max else { return }
      rank[group] = place
      given[keyPath: field] = ASCII.squashed(value)
    }
  }

  private mutating func keep(
    _ scanner: inout JSONScanner, rank: Int, in field: WritableKeyPath<Self, (rank: Int, bytes: [UInt8])?>
  ) throws(JSONScanError) {
    guard scanner.kind() == .string, self[keyPath: field].map({ $0.rank > rank }) ?? true else { return }
    var bytes: [UInt8] = []
    try scanner.string(into: &bytes)
    if !bytes.allSatisfy(ASCII.isBlank) { self[keyPath: field] = (rank, bytes) }
  }

  private mutating func one(
    _ scanner: inout JSONScanner, rank place: Int, group: String,
    into field: WritableKeyPath<RawDocument.Given, String?>
  ) throws(JSONScanError) {
    guard let value = try Self.scalar(&scanner), place < rank[group] ?? .max else { return }
    rank[group] = place
    given[keyPath: field] = value
  }

  private static func scalar(_ scanner: inout JSONScanner) throws(JSONScanError) -> String? {
    switch scanner.kind() {
    case .string:
      var bytes: [UInt8] = []
      try scanner.string(into: &bytes)
      return ASCII.squashed(bytes)
    case .number: return try scanner.word()
    case .object:
      // NewsAPI has {"id":…,"name":"The Register"} for a source.
      var name: String?
      try scanner.object { (scanner, key) throws(JSONScanError) in
        guard key.elementsEqual("name".utf8), scanner.kind() == .string else { return }
        var bytes: [UInt8] = []
        try scanner.string(into: &bytes)
        name = ASCII.squashed(bytes)
      }
      return name
    default: return nil
    }
  }

  private mutating func byline(_ scanner: inout JSONScanner) throws(JSONScanError) {
    var found: [String] = []
    if scanner.kind() == .array {
      try scanner.array { (scanner) throws(JSONScanError) in
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

  /// The document that a JSON object is, by what is called its `part` of the input in messages.
  static func item(
    ofObject bytes: UnsafeBufferPointer<UInt8>, origin: String, part: String, options: IngestionOptions
  ) -> InputItem {
    var fields = ScrapedFields(options)
    do throws(JSONScanError) {
      var scanner = JSONScanner(bytes)
      try scanner.object { (scanner, key) throws(JSONScanError) in try fields.read(key, &scanner) }
      guard scanner.kind() == .end else { throw scanner.failure("nothing after the object") }
    } catch {
      let reason = "\(error.reason) at byte \(error.position + 1) of the \(part)"
      return .failure(IngestionError(.ingestion, origin: origin, reason: reason))
    }
    return fields.item(origin: origin)
  }

  /// The document of the fields, or why there is none.
  func item(origin: String) -> InputItem {
    guard let raw = document(origin: origin) else {
      return .failure(IngestionError(.ingestion, origin: origin, reason: "no field 'text' or 'html'"))
    }
    guard raw.bytes.count <= options.maxDocument else {
      let reason = "the document has \(raw.bytes.count) bytes, more than \(options.maxDocument)"
      return .failure(IngestionError(.ingestion, origin: origin, reason: reason))
    }
    return .document(raw)
  }

  /// `content` and `body` hold pages with some scrapers and text with others: a page begins with a tag and has more.
  static func looksLikePage(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      guard let first = bytes.first(where: { !ASCII.isBlank($0) }), first == 0x3C else { return false }
      return ASCII.find("</", in: bytes) != nil
    }
  }
}
