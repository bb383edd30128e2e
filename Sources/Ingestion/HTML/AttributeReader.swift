import TextModel

/// Reads the attributes of one start tag: those that are of use, as places in the page.
struct AttributeReader {
  /// The place after the tag.
  private(set) var end = 0
  private(set) var classes: Range<Int>?
  private(set) var id: Range<Int>?
  private(set) var role: Range<Int>?
  private(set) var rel: Range<Int>?
  private(set) var href: Range<Int>?
  private(set) var itemprop: Range<Int>?
  private(set) var datetime: Range<Int>?
  private(set) var content: Range<Int>?
  private(set) var name: Range<Int>?
  private(set) var property: Range<Int>?
  private(set) var lang: String?
  private(set) var isHidden = false
  /// Cut down to nothing by its style, as is done with what is for screen readers only.
  private(set) var isClipped = false
  private(set) var isJSONLD = false
  private(set) var isSelfClosed = false
  /// The page, for those who read what is noted here; valid during the scan only.
  private(set) var page = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

  /// Reads from behind the tag's name to behind its `>`, or to the end of the page.
  mutating func read(_ page: UnsafeBufferPointer<UInt8>, from start: Int) {
    self = AttributeReader()
    self.page = page
    var position = start
    while position < page.count {
      let byte = page[position]
      if byte == 0x3E {
        isSelfClosed = position > start && page[position - 1] == 0x2F
        end = position + 1
        return
      }
      if byte <= 0x20 || byte == 0x2F {
        position += 1
        continue
      }
      position = attribute(at: position)
    }
    end = page.count
  }

  private mutating func attribute(at start: Int) -> Int {
    var nameEnd = start + 1
    while nameEnd < page.count, page[nameEnd] > 0x20, page[nameEnd] != 0x3D, page[nameEnd] != 0x3E,
      page[nameEnd] != 0x2F
    { nameEnd += 1 }
    var position = nameEnd
    while position < page.count, ASCII.isBlank(page[position]) { position += 1 }
    guard position < page.count, page[position] == 0x3D else {
      note(start..<nameEnd, value: nameEnd..<nameEnd)
      return nameEnd
    }
    position += 1
    while position < page.count, ASCII.isBlank(page[position]) { position += 1 }
    guard position < page.count else { return position }
    let mark = page[position]
    var valueEnd = position
    if mark == 0x22 || mark == 0x27 {
      position += 1
      valueEnd = position
      while valueEnd < page.count, page[valueEnd] != mark { valueEnd += 1 }
      note(start..<nameEnd, value: position..<valueEnd)
      return min(valueEnd + 1, page.count)
    }
    while valueEnd < page.count, page[valueEnd] > 0x20, page[valueEnd] != 0x3E { valueEnd += 1 }
    note(start..<nameEnd, value: position..<valueEnd)
    return valueEnd
  }

  /// Keeps a value if the attribute is of use; of two with one name the first counts.
  private mutating func note(_ name: Range<Int>, value: Range<Int>) {
    switch ASCII.lower(page[name.lowerBound]) {
    case 0x61 where isNamed("aria-hidden", name):
      if ASCII.matches("true", in: page, at: value.lowerBound) { isHidden = true }
    case 0x63 where isNamed("class", name): classes = classes ?? value
    case 0x63 where isNamed("content", name): content = content ?? value
    case 0x64 where isNamed("datetime", name): datetime = datetime ?? value
    case 0x68 where isNamed("href", name): href = href ?? value
    case 0x68 where isNamed("hidden", name): isHidden = true
    case 0x68 where isNamed("http-equiv", name), 0x6E where isNamed("name", name): self.name = self.name ?? value
    case 0x69 where isNamed("id", name): id = id ?? value
    case 0x69 where isNamed("itemprop", name): itemprop = itemprop ?? value
    case 0x6C where isNamed("lang", name), 0x78 where isNamed("xml:lang", name): lang = lang ?? string(value)
    case 0x70 where isNamed("property", name): property = property ?? value
    case 0x72 where isNamed("role", name): role = role ?? value
    case 0x72 where isNamed("rel", name): rel = rel ?? value
    case 0x73 where isNamed("style", name):
      if hides(value) { isHidden = true }
      if clips(value) { isClipped = true }
    case 0x74 where isNamed("type", name):
      let bytes = UnsafeBufferPointer(rebasing: page[value])
      if ASCII.find("ld+json", in: bytes) != nil { isJSONLD = true }
    default: break
    }
  }

  private func isNamed(_ word: StaticString, _ name: Range<Int>) -> Bool {
    name.count == word.utf8CodeUnitCount && ASCII.matches(word, in: page, at: name.lowerBound)
  }

  private func hides(_ value: Range<Int>) -> Bool {
    let bytes = UnsafeBufferPointer(rebasing: page[value])
    guard value.count < 400 else { return false }
    for (word, hidden) in [("display", "none"), ("visibility", "hidden")] as [(StaticString, StaticString)] {
      guard let start = ASCII.find(word, in: bytes) else { continue }
      var index = start + word.utf8CodeUnitCount
      while index < bytes.count, ASCII.isBlank(bytes[index]) || bytes[index] == 0x3A { index += 1 }
      if ASCII.matches(hidden, in: bytes, at: index) { return true }
    }
    return false
  }

  /// `clip: rect(0 0 0 0)`, `clip: rect(1px, 1px, 1px, 1px)`, `clip-path: inset(50%)`.
  private func clips(_ value: Range<Int>) -> Bool {
    let bytes = UnsafeBufferPointer(rebasing: page[value])
    guard value.count < 400, let clip = ASCII.find("clip", in: bytes) else { return false }
    let rest = UnsafeBufferPointer(rebasing: bytes[clip...])
    return ["rect(0", "rect(1px", "inset(50%", "inset(100%"].contains { ASCII.find($0, in: rest) != nil }
  }

  /// A value as a string, as it stands in the page.
  func string(_ value: Range<Int>) -> String { String(decoding: page[value], as: UTF8.self) }

  /// Whether a value is a word (given in small letters), in any case.
  func value(_ value: Range<Int>?, is word: StaticString) -> Bool {
    guard let value else { return false }
    return isNamed(word, value)
  }
}
