import TextModel

/// What the tags of a page say of it beside its text: `meta`, `link`, JSON-LD, language.
struct PageHead {
  /// `name`, `property` or `http-equiv` in small letters, and `content` with its references resolved.
  private(set) var metas: [(name: String, content: String)] = []
  /// Places of JSON-LD in the page.
  var jsonLD: [Range<Int>] = []
  var language: String?
  private(set) var canonical: String?

  static let metaLimit = 500

  mutating func addMeta(_ attributes: AttributeReader) {
    guard metas.count < Self.metaLimit, let content = attributes.content, content.count < 20_000 else { return }
    guard let name = attributes.property ?? attributes.name ?? attributes.itemprop else { return }
    guard let value = ASCII.squashed(CharacterReference.resolve(attributes.string(content)).utf8) else { return }
    metas.append((attributes.string(name).lowercased(), value))
    if attributes.property != nil, let other = attributes.name {
      metas.append((attributes.string(other).lowercased(), value))
    }
  }

  mutating func addLink(_ attributes: AttributeReader) {
    guard canonical == nil, attributes.value(attributes.rel, is: "canonical"), let href = attributes.href else {
      return
    }
    canonical = ASCII.squashed(CharacterReference.resolve(attributes.string(href)).utf8)
  }

  /// The first `meta` of one of the names, in the order of the names.
  func meta(_ names: String...) -> String? {
    for name in names {
      if let found = metas.first(where: { $0.name == name }) { return found.content }
    }
    return nil
  }

  /// Notes what an `itemprop` says of its element.
  func property(
    of value: Range<Int>, in page: UnsafeBufferPointer<UInt8>, into record: inout TagRecord, marker: inout NameMarker
  ) {
    let bytes = UnsafeBufferPointer(rebasing: page[value])
    if ASCII.find("datepublished", in: bytes) != nil { record.flags.insert(.published) }
    if ASCII.find("datemodified", in: bytes) != nil { record.flags.insert(.modified) }
    if ASCII.find("headline", in: bytes) != nil { record.flags.insert(.headline) }
    if ASCII.find("author", in: bytes) != nil { record.flags.insert(.author) }
    record.marks.formUnion(marker.marks(of: value, in: page))
  }
}
