/// A document of the collection with the records that stories are made of.
public final class StoryDocument {
  /// A quote's record.
  struct Quote {
    var id: String
    var kind: String
    var text: String
    var spans: [Range<Int>]
    var cue: Range<Int>?
    var mention: Range<Int>?
    var source: String?
    var sourceName: String?
    var sourceKind: String?
    var isAnonymous: Bool
  }
  /// An entity's record.
  struct Entity {
    var id: String
    var kind: String
    var name: String
    var ref: String?
    var gender: String?
    var descriptors: [String]
    /// The mentions that are names.
    var names: [Range<Int>]
    var nameTexts: [String]
  }
  /// A source's record.
  struct Source {
    var id: String
    var name: String
    var kind: String
    var entity: String?
    var isAnonymous: Bool
    var role: String?
  }
  /// A number's record.
  struct Number {
    var id: String
    var span: Range<Int>
    var kind: String
    var value: Double?
    var low: Double?
    var high: Double?
    var bound: String
    var unit: String?
    var counted: String?
    var source: String?
    var sentence: Range<Int>
  }
  /// A date's record.
  struct DateMention {
    var id: String
    var span: Range<Int>
    var iso: String?
  }
  /// A paragraph.
  struct Paragraph {
    var range: Range<Int>
    var role: Role
  }
  /// What a paragraph is.
  enum Role: UInt8 { case title, body, quoted, caption, boilerplate }

  /// The document's id.
  public internal(set) var id = ""
  var title: String?
  var outlet: String?
  var site: String?
  var published: String?
  var publishedAt: String?
  var language: String?
  var credits: [String] = []
  var byline: [String] = []
  var textHash: String?
  /// In UTF-8.
  var text: [UInt8] = []
  var blocks: [Paragraph] = []
  var quotes: [Quote] = []
  var entities: [Entity] = []
  var sources: [Source] = []
  var numbers: [Number] = []
  var dates: [DateMention] = []

  /// Whether it is compared at all: an article in English; others stand alone.
  var isCompared: Bool { language == nil || language == "en" }
}

/// Reads the lines of one document into a `StoryDocument`.
struct DocumentParser {
  /// A line that is no record of the document.
  struct Fault {
    /// From 0, within the lines of the document.
    var line: Int
    var reason: String
  }

  private var tape = JSONTape()
  private(set) var faults: [Fault] = []

  /// The document of a stretch of lines, its own record first; nil where that one is at fault.
  mutating func document(of lines: UnsafeBufferPointer<UInt8>) -> StoryDocument? {
    faults = []
    let document = StoryDocument()
    var hasDocument = false
    var start = 0
    var number = 0
    while start < lines.count {
      var end = start
      while end < lines.count, lines[end] != 0x0A { end &+= 1 }
      if end > start {
        let line = UnsafeBufferPointer(rebasing: lines[start..<end])
        let broken = tape.read(line)
        if let reason = broken == nil ? add(to: document, &hasDocument) : broken {
          faults.append(Fault(line: number, reason: reason))
          if number == 0 { return nil }
        }
      }
      start = end + 1
      number += 1
    }
    return hasDocument ? document : nil
  }

  /// Adds the record on the tape; says what is wrong with it.
  private func add(to document: StoryDocument, _ hasDocument: inout Bool) -> String? {
    guard let type = tape.string(tape.member(JSONTape.root, "type")) else { return "the record has no type" }
    guard let id = type == "error" ? "" : tape.string(tape.member(JSONTape.root, "id")) else {
      return "the \(type) has no id"
    }
    if type == "document" {
      guard !hasDocument else { return "a second document among the records of one" }
      hasDocument = true
      return read(document, id: id)
    }
    guard hasDocument else { return "the \(type) comes before its document" }
    if type != "error", tape.string(tape.member(JSONTape.root, "document")) != document.id {
      return "the \(type) is of another document"
    }
    switch type {
    case "quote": return addQuote(id, to: document)
    case "entity": return addEntity(id, to: document)
    case "source": return addSource(id, to: document)
    case "number": return addNumber(id, to: document)
    case "date": return addDate(id, to: document)
    case "error": return nil
    default: return "records of the type '\(type)' are not known"
    }
  }

  private func field(_ key: StaticString) -> Int? { tape.member(JSONTape.root, key) }
  private func text(_ key: StaticString) -> String? { tape.string(field(key)) }
  private func texts(_ key: StaticString) -> [String] { tape.elements(field(key)).compactMap { tape.string($0) } }

  private func read(_ document: StoryDocument, id: String) -> String? {
    guard id.utf8.first == UInt8(ascii: "d"), id.utf8.count >= 17 else { return "the document has no id" }
    guard let text = tape.utf8(field("text")) else { return "the document has no text" }
    document.id = id
    document.text = text
    document.title = self.text("title")
    document.site = self.text("site")
    document.published = self.text("published")
    document.publishedAt = self.text("published_at")
    document.language = self.text("language")
    document.credits = texts("credits")
    document.byline = texts("byline")
    document.textHash = self.text("text_hash")
    document.outlet = self.text("outlet") ?? Outlet.name(of: self.text("url") ?? self.text("canonical"))
    let limit = text.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    var last = 0
    for block in tape.elements(field("blocks")) {
      guard let range = span(block), range.lowerBound >= last, range.upperBound <= limit else {
        return "a block lies outside the text"
      }
      last = range.upperBound
      document.blocks.append(.init(range: range, role: role(of: block)))
    }
    return nil
  }

  private func role(of block: Int) -> StoryDocument.Role {
    switch tape.string(tape.member(block, "role")) {
    case "title": .title
    case "caption", "byline": .caption
    case "boilerplate": .boilerplate
    case "quote": .quoted
    default: .body
    }
  }

  /// The stretch of `start` and `end`.
  private func span(_ object: Int?) -> Range<Int>? {
    guard let start = tape.integer(tape.member(object, "start")), let end = tape.integer(tape.member(object, "end")),
      start <= end
    else { return nil }
    return start..<end
  }

  private func pair(_ array: Int?) -> Range<Int>? {
    let ends = tape.elements(array)
    guard ends.count == 2, let start = tape.integer(ends[0]), let end = tape.integer(ends[1]), start <= end else {
      return nil
    }
    return start..<end
  }

  private func addQuote(_ id: String, to document: StoryDocument) -> String? {
    let spans = tape.elements(field("spans")).compactMap { pair($0) }
    guard !spans.isEmpty, let content = text("text"), let kind = text("kind") else {
      return "the quote has no text or no spans"
    }
    let source = field("source")
    document.quotes.append(
      .init(
        id: id, kind: kind, text: content, spans: spans, cue: span(field("cue")),
        mention: span(tape.member(source, "mention")), source: tape.string(tape.member(source, "id")),
        sourceName: tape.string(tape.member(source, "name")), sourceKind: tape.string(tape.member(source, "kind")),
        isAnonymous: tape.isTrue(tape.member(source, "anonymous"))))
    return nil
  }

  private func addEntity(_ id: String, to document: StoryDocument) -> String? {
    guard let name = text("name"), let kind = text("kind") else { return "the entity has no name or no kind" }
    var names: [Range<Int>] = []
    var nameTexts: [String] = []
    for mention in tape.elements(field("mentions")) where tape.string(tape.member(mention, "form")) == "name" {
      guard let span = span(mention), let text = tape.string(tape.member(mention, "text")) else { continue }
      names.append(span)
      nameTexts.append(text)
    }
    document.entities.append(
      .init(
        id: id, kind: kind, name: name, ref: text("ref"), gender: text("gender"), descriptors: texts("descriptors"),
        names: names, nameTexts: nameTexts))
    return nil
  }

  private func addSource(_ id: String, to document: StoryDocument) -> String? {
    guard let name = text("name"), let kind = text("kind") else { return "the source has no name or no kind" }
    document.sources.append(
      .init(
        id: id, name: name, kind: kind, entity: text("entity"), isAnonymous: tape.isTrue(field("anonymous")),
        role: text("role")))
    return nil
  }

  private func addNumber(_ id: String, to document: StoryDocument) -> String? {
    guard let span = span(JSONTape.root), let kind = text("kind"), let bound = text("bound") else {
      return "the number has no place, kind or bound"
    }
    document.numbers.append(
      .init(
        id: id, span: span, kind: kind, value: tape.number(field("value")), low: tape.number(field("low")),
        high: tape.number(field("high")), bound: bound, unit: text("unit"), counted: text("counted"),
        source: tape.string(tape.member(field("source"), "id")), sentence: pair(field("sentence")) ?? span))
    return nil
  }

  private func addDate(_ id: String, to document: StoryDocument) -> String? {
    guard let span = span(JSONTape.root) else { return "the date has no place" }
    document.dates.append(.init(id: id, span: span, iso: text("iso")))
    return nil
  }
}

/// The site that an address is of.
enum Outlet {
  /// The host of an address without `www.`, `mobile.` and the like; nil where there is none.
  static func name(of address: String?) -> String? {
    guard let address, let slashes = address.range(of: "://") else { return nil }
    var host = address[slashes.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != ":" && $0 != "#" }.lowercased()
    for prefix in ["www.", "mobile.", "m.", "amp."] where host.hasPrefix(prefix) {
      host.removeFirst(prefix.count)
    }
    return host.isEmpty ? nil : host
  }
}

extension String {
  /// The first place of some text; without Foundation.
  fileprivate func range(of text: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
