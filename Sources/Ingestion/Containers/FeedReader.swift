import TextModel

/// Reads the articles of an RSS or Atom feed that come with their full text.
///
/// A feed is read as text between tags, not as XML: what is well-formed in it matters less than what can be saved.
final class FeedReader: EntrySource {
  private let reader: ByteReader
  private let origin: String
  private let options: IngestionOptions
  private var bytes: [UInt8]?
  private var position = 0
  private var number = 0
  /// Atom has entries where RSS has items; nil before the first one was found.
  private var hasEntries: Bool?

  /// A description shorter than this, in bytes, is a teaser.
  private static let fullText = 600

  init(_ reader: ByteReader, origin: String, options: IngestionOptions) {
    self.reader = reader
    self.origin = origin
    self.options = options
  }

  func next() -> Entry? {
    do throws(StreamError) {
      if bytes == nil {
        var all: [UInt8] = []
        try reader.read(options.maxDocument, into: &all)
        guard try reader.isEmpty() else {
          throw StreamError(reason: "the feed has more than \(options.maxDocument) bytes")
        }
        bytes = CharacterEncoding.decode(all, charset: nil, isPage: true)
      }
    } catch {
      if bytes != nil { return nil }
      bytes = []
      return .item(.failure(IngestionError(.ingestion, origin: origin, reason: error.reason)))
    }
    return article()
  }

  private func article() -> Entry? {
    guard let bytes else { return nil }
    return bytes.withUnsafeBufferPointer { all in
      while true {
        let isAtom = hasEntries ?? (ASCII.find("<item", in: all, from: position) == nil)
        hasEntries = isAtom
        guard let start = ASCII.find(isAtom ? "<entry" : "<item", in: all, from: position) else { return nil }
        let end = ASCII.find(isAtom ? "</entry" : "</item", in: all, from: start) ?? all.count
        position = end
        number += 1
        if let raw = document(UnsafeBufferPointer(rebasing: all[start..<end])) { return .item(.document(raw)) }
      }
    }
  }

  private func document(_ item: UnsafeBufferPointer<UInt8>) -> RawDocument? {
    guard
      let html = Self.content("content:encoded", item) ?? Self.content("content", item)
        ?? Self.content("description", item).flatMap({ $0.count >= Self.fullText ? $0 : nil })
    else { return nil }
    var raw = RawDocument(bytes: html, format: .html, origin: "\(origin)#\(number)")
    raw.given.charset = "utf-8"
    raw.given.title = Self.text("title", item)
    raw.given.url = Self.text("link", item) ?? Self.linkAddress(item) ?? Self.text("guid", item)
    raw.given.published = Self.text("pubdate", item) ?? Self.text("published", item) ?? Self.text("dc:date", item)
    raw.given.modified = Self.text("updated", item)
    let author = Self.content("author", item).flatMap { author in
      author.withUnsafeBufferPointer { Self.text("name", $0) } ?? ASCII.squashed(author)
    }
    if let author = Self.text("dc:creator", item) ?? author { raw.given.byline = [author] }
    return raw
  }

  /// The `href` of Atom's `link` to the page itself.
  private static func linkAddress(_ item: UnsafeBufferPointer<UInt8>) -> String? {
    var place = 0
    var attributes = AttributeReader()
    while let hit = ASCII.find("<link", in: item, from: place) {
      attributes.read(item, from: hit + 5)
      place = attributes.end
      if attributes.rel == nil || attributes.value(attributes.rel, is: "alternate"), let address = attributes.href {
        return ASCII.squashed(CharacterReference.resolve(attributes.string(address)).utf8)
      }
    }
    return nil
  }

  private static func text(_ name: StaticString, _ item: UnsafeBufferPointer<UInt8>) -> String? {
    content(name, item).flatMap { ASCII.squashed(CharacterReference.resolve(String(decoding: $0, as: UTF8.self)).utf8) }
  }

  /// What is between a tag and its end, out of CDATA or with its references resolved once.
  private static func content(_ name: StaticString, _ item: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var place = 0
    while let hit = ASCII.find(name, in: item, from: place) {
      place = hit + name.utf8CodeUnitCount
      guard hit > 0, item[hit - 1] == 0x3C, place < item.count, item[place] == 0x3E || ASCII.isBlank(item[place]) else {
        continue
      }
      guard let open = item[place...].firstIndex(of: 0x3E) else { return nil }
      if item[open - 1] == 0x2F {
        place = open + 1
        continue
      }
      let start = open + 1
      var end = start
      while let close = ASCII.find("</", in: item, from: end) {
        end = close
        if ASCII.matches(name, in: item, at: close + 2) { break }
        end += 2
      }
      let body = UnsafeBufferPointer(rebasing: item[start..<max(start, end)])
      if let data = ASCII.find("<![cdata[", in: body) {
        let last = ASCII.find("]]>", in: body, from: data) ?? body.count
        return Array(body[data + 9..<max(data + 9, last)])
      }
      return Array(CharacterReference.resolve(String(decoding: body, as: UTF8.self)).utf8)
    }
    return nil
  }
}
