import TextModel

/// What JSON-LD says of the article of a page.
struct LinkedData {
  private(set) var headline: String?
  private(set) var description: String?
  private(set) var articleBody: String?
  /// The same as it stands there, its lines kept, with the place of its script in the page.
  private(set) var bodyBytes: [UInt8] = []
  private(set) var bodyPlace = 0
  private(set) var authors: [String] = []
  /// Those names of authors that are said to be organizations.
  private(set) var organizations: [String] = []
  private(set) var published: String?
  private(set) var modified: String?
  private(set) var section: String?
  /// The section that another object than the article names: the page itself.
  private(set) var pageSection: String?
  private(set) var publisher: String?
  private(set) var language: String?
  /// The names on the page's way down from the front of the site, from *Home* on.
  private(set) var crumbs: [String] = []
  /// `@type` of every object.
  private(set) var allTypes: [String] = []
  /// `@type` of the main object.
  private(set) var types: [String] = []
  /// Whether the main object is news, whose headline changes with the hour.
  var isNews: Bool { types.contains { $0.hasSuffix("NewsArticle") || $0 == "LiveBlogPosting" } }
  /// Names of things by their `@id`, in the order found.
  private var named: [(id: String, name: String)] = []
  private var authorIDs: [String] = []
  private var depth = 0
  /// Where the script that is read begins.
  private var place = 0

  private static let maxDepth = 8
  private static let sizeLimit = 1 << 20

  /// An object with the fields that matter.
  private struct Thing {
    var types: [String] = []
    var fields: [String: String] = [:]
    var body: [UInt8] = []
    var authors: [String] = []
    var authorIDs: [String] = []
    var publisher: String?
    var id: String?
    var isArticle: Bool {
      types.contains {
        $0.hasSuffix("Article") || $0.hasSuffix("BlogPosting") || $0 == "Report" || $0 == "Review"
          || $0.hasSuffix("NewsArticle") || $0 == "LiveBlogPosting" || $0 == "OpinionNewsArticle"
      }
    }
  }

  /// Reads the JSON-LD scripts of a page; what is broken is read up to where it breaks.
  mutating func read(_ scripts: [Range<Int>], in page: [UInt8]) {
    for script in scripts.prefix(32) where script.count <= Self.sizeLimit {
      place = script.lowerBound
      page[script].withUnsafeBufferPointer { bytes in
        var scanner = JSONScanner(bytes, lenient: true)
        do throws(JSONScanError) {
          while scanner.kind() == .object || scanner.kind() == .array { try value(&scanner) }
        } catch {
          return
        }
      }
    }
    for id in authorIDs {
      if let found = named.first(where: { $0.id == id }), !authors.contains(found.name) { authors.append(found.name) }
    }
  }

  private mutating func value(_ scanner: inout JSONScanner) throws(JSONScanError) {
    guard depth < Self.maxDepth else { return try scanner.skipValue() }
    depth += 1
    defer { depth -= 1 }
    if scanner.kind() == .array {
      try scanner.array { (scanner) throws(JSONScanError) in
        if scanner.kind() == .object { try value(&scanner) }
      }
    } else {
      try thing(&scanner)
    }
  }

  /// An object; what is in `@graph`, `mainEntity` and the like is read too.
  private mutating func thing(_ scanner: inout JSONScanner) throws(JSONScanError) {
    var thing = Thing()
    do throws(JSONScanError) {
      try scanner.object { (scanner, key) throws(JSONScanError) in
        try field(String(decoding: key, as: UTF8.self), of: &thing, &scanner)
      }
    } catch {
      keep(thing)
      throw error
    }
    keep(thing)
  }

  private mutating func field(_ key: String, of thing: inout Thing, _ scanner: inout JSONScanner) throws(JSONScanError)
  {
    switch key {
    case "@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart":
      if scanner.kind() == .object || scanner.kind() == .array { try value(&scanner) }
    case "item" where scanner.kind() == .object:
      if let name = try people(&scanner).names.first { thing.fields["name"] = thing.fields["name"] ?? name }
    case "@type":
      thing.types += try Self.strings(&scanner)
    case "author", "creator":
      guard key == "author" || thing.authors.isEmpty else { return }
      let (names, ids) = try people(&scanner)
      thing.authors += names
      thing.authorIDs += ids
    case "publisher": thing.publisher = try people(&scanner).names.first
    case "@id": thing.id = try Self.strings(&scanner).first
    case "articleBody" where scanner.kind() == .string:
      try scanner.string(into: &thing.body)
      let text = CharacterReference.resolve(String(decoding: thing.body, as: UTF8.self))
      thing.fields[key] = ASCII.squashed(text.utf8)
    case "headline", "name", "description", "datePublished", "dateModified", "articleSection", "inLanguage",
      "dateCreated", "text":
      if let text = try Self.strings(&scanner).first { thing.fields[key] = text }
    default: break
    }
  }

  private mutating func keep(_ thing: Thing) {
    if allTypes.count < 200 { allTypes += thing.types }
    if thing.types == ["ListItem"], crumbs.count < 8, let name = thing.fields["name"] { crumbs.append(name) }
    if let id = thing.id, let name = thing.fields["name"], named.count < 200 { named.append((id, name)) }
    guard thing.isArticle else {
      if publisher == nil, thing.types.contains(where: { $0.hasSuffix("Organization") }) {
        publisher = thing.fields["name"]
      }
      if pageSection == nil { pageSection = thing.fields["articleSection"] }
      if published == nil, thing.types.contains("WebPage") {
        webPageDates = (thing.fields["datePublished"], thing.fields["dateModified"])
      }
      return
    }
    // A review in a page is mostly one of many in its article, which has the headline.
    if types == ["Review"], thing.types != types, let title = thing.fields["headline"] { headline = title }
    guard types.isEmpty || (headline == nil && published == nil) else { return }
    types = thing.types
    headline = thing.fields["headline"] ?? thing.fields["name"]
    description = thing.fields["description"]
    articleBody = thing.fields["articleBody"] ?? thing.fields["text"]
    bodyBytes = thing.body
    bodyPlace = place
    published = thing.fields["datePublished"] ?? thing.fields["dateCreated"]
    modified = thing.fields["dateModified"]
    section = thing.fields["articleSection"]
    language = thing.fields["inLanguage"]
    authors = thing.authors
    authorIDs = thing.authorIDs
    publisher = thing.publisher ?? publisher
  }

  /// Dates of an object of the kind `WebPage`, for pages without an article.
  private(set) var webPageDates: (published: String?, modified: String?) = (nil, nil)

  /// A string, or the strings of an array.
  private static func strings(_ scanner: inout JSONScanner) throws(JSONScanError) -> [String] {
    var found: [String] = []
    switch scanner.kind() {
    case .string: try append(&scanner, to: &found)
    case .array:
      try scanner.array { (scanner) throws(JSONScanError) in
        if scanner.kind() == .string, found.count < 50 { try append(&scanner, to: &found) }
      }
    default: break
    }
    return found
  }

  private static func append(_ scanner: inout JSONScanner, to found: inout [String]) throws(JSONScanError) {
    var bytes: [UInt8] = []
    try scanner.string(into: &bytes)
    if let text = ASCII.squashed(CharacterReference.resolve(String(decoding: bytes, as: UTF8.self)).utf8) {
      found.append(text)
    }
  }

  /// The names of people or organizations: strings, objects with a `name`, or references by `@id`.
  private mutating func people(_ scanner: inout JSONScanner) throws(JSONScanError) -> (names: [String], ids: [String]) {
    var names: [String] = []
    var ids: [String] = []
    switch scanner.kind() {
    case .string: try Self.append(&scanner, to: &names)
    case .object: try person(&scanner, &names, &ids)
    case .array:
      try scanner.array { (scanner) throws(JSONScanError) in
        guard names.count < 50 else { return }
        if scanner.kind() == .string { try Self.append(&scanner, to: &names) }
        if scanner.kind() == .object { try person(&scanner, &names, &ids) }
      }
    default: break
    }
    return (names, ids)
  }

  private mutating func person(
    _ scanner: inout JSONScanner, _ names: inout [String], _ ids: inout [String]
  ) throws(JSONScanError) {
    var found: [String] = []
    var id: String?
    var types: [String] = []
    try scanner.object { (scanner, key) throws(JSONScanError) in
      if key.elementsEqual("@type".utf8) { types = try Self.strings(&scanner) }
      if key.elementsEqual("name".utf8) { found = try Self.strings(&scanner) }
      if key.elementsEqual("@id".utf8) { id = try Self.strings(&scanner).first }
    }
    names += found
    if !types.contains("Person"), types.contains(where: { $0.hasSuffix("Organization") }), organizations.count < 50 {
      organizations += found
    }
    if found.isEmpty, let id { ids.append(id) }
    if let id, let name = found.first, named.count < 200 { named.append((id, name)) }
  }
}
