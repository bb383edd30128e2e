import Glibc
import TextModel

/// What the scan knows of a start tag beside its name.
struct TagRecord {
  /// Marks of its class and id (`PageRules`).
  var marks: MarkSet = []
  var flags: Flags = []
  /// A hash of the class without digits, or 0: elements that are made alike have the same.
  var name: UInt32 = 0
  /// The value of `datetime` of a `time`, of `href` of an `a`, in the page.
  var value: Range<Int32> = 0..<0

  struct Flags: OptionSet {
    let rawValue: UInt16
    static let hidden = Self(rawValue: 1)
    static let author = Self(rawValue: 2)
    static let headline = Self(rawValue: 4)
    static let published = Self(rawValue: 8)
    static let modified = Self(rawValue: 16)
    static let tagLink = Self(rawValue: 32)
    /// A link to the page of an author.
    static let authorLink = Self(rawValue: 64)
    /// Only for those who have a page read to them: *, opens new tab* behind a link.
    static let unseen = Self(rawValue: 128)
    /// Part of the article, or none of it, by a rule for the site.
    static let kept = Self(rawValue: 256)
    static let dropped = Self(rawValue: 512)
    var hasVerdict: Bool { rawValue >= 256 }
  }
}

/// Goes over a page once before libxml2 sees it: cuts out what is no text, reads the attributes, keeps the rest.
///
/// What is written for libxml2 has no comments, no scripts, no styles, and of the attributes only the number of a
/// `TagRecord`: its time goes by what it is given, and its check for attributes given twice is quadratic. End tags
/// that no start tag before them can mean are left out: it looks through its whole stack for each. Every cut is noted, so
/// that a place in what is left leads back to the page.
struct PageScanner {
  /// The page without what was cut.
  private(set) var clean: [UInt8] = []
  private(set) var records: [TagRecord] = []
  private(set) var head = PageHead()
  /// Places of `clean` and where they are in the page, at every cut.
  private var cuts: [(clean: Int32, page: Int32)] = []
  /// How many elements of each name are open, at most.
  private var open = [Int32](repeating: 0, count: 256)
  /// Elements, and 0 for comments, whose end is nowhere in the rest of the page: it is looked for once.
  private var unended = [Bool](repeating: false, count: 256)
  /// Unknown names of tags that have been met.
  private var unknown: Set<UInt64> = []
  private static let unknownLimit = 500
  private var marker: NameMarker
  private let rules: PageRules
  private var attributes = AttributeReader()
  /// The rules for the page's site; until its address is known, none.
  private(set) var siteRules: [SiteRules.Rule] = []

  static let recordLimit = 1 << 20

  init(rules: PageRules) {
    self.rules = rules
    marker = NameMarker(rules: rules)
  }

  /// Scans a page, which is clean UTF-8, of an address where it is known. O(bytes).
  mutating func scan(_ page: UnsafeBufferPointer<UInt8>, address: String? = nil) {
    siteRules = address.map { rules.sites.rules(for: $0) } ?? []
    clean.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
    cuts.removeAll(keepingCapacity: true)
    for index in open.indices {
      open[index] = 0
      unended[index] = false
    }
    head = PageHead()
    unknown.removeAll(keepingCapacity: true)
    clean.reserveCapacity(page.count + 64)
    guard let base = page.baseAddress else { return }
    var position = 0
    while position < page.count {
      let hit = memchr(base + position, 0x3C, page.count - position)
      let end = hit.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? page.count
      if end > position { keep(page, position..<end) }
      guard end < page.count else { return }
      position = markup(page, at: end)
    }
  }

  private mutating func keep(_ page: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    cuts.append((Int32(truncatingIfNeeded: clean.count), Int32(truncatingIfNeeded: range.lowerBound)))
    clean.append(contentsOf: UnsafeBufferPointer(rebasing: page[range]))
  }

  private mutating func write(_ text: StaticString) {
    clean.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Where a place of `clean` is in the page. O(log cuts).
  func pageOffset(of place: Int) -> Int {
    var low = 0
    var high = cuts.count
    while low < high {
      let middle = (low + high) / 2
      if Int(cuts[middle].clean) <= place { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return 0 }
    let cut = cuts[low - 1]
    return Int(cut.page) + place - Int(cut.clean)
  }

  // MARK: Markup

  /// Takes what begins with `<` at `start` and returns the place after it.
  private mutating func markup(_ page: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    guard start + 1 < page.count else {
      write("&lt;")
      return start + 1
    }
    let next = page[start + 1]
    if ASCII.isLetter(next) { return startTag(page, at: start) }
    if next == 0x2F, start + 2 < page.count, ASCII.isLetter(page[start + 2]) { return endTag(page, at: start) }
    if next == 0x21 || next == 0x3F || next == 0x2F { return endOfDeclaration(page, from: start) }
    write("&lt;")
    return start + 1
  }

  /// The place after a comment, a declaration or a processing instruction.
  private mutating func endOfDeclaration(_ page: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    if page.count > start + 3, page[start + 2] == 0x2D, page[start + 3] == 0x2D, !unended[0] {
      if page.count > start + 4, page[start + 4] == 0x3E { return start + 5 }
      if let end = Self.find("-->", in: page, from: start + 4) { return end + 3 }
      unended[0] = true
    }
    return (Self.find(">", in: page, from: start) ?? page.count - 1) + 1
  }

  private static func find(_ word: StaticString, in page: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    Memory.find(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount), in: page, from: start)
  }

  private static func nameEnd(_ page: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < page.count, page[end] > 0x20, page[end] != 0x3E, page[end] != 0x2F { end += 1 }
    return end
  }

  /// Writes the name of a tag. Unknown names after the first few hundred share one: libxml2's table of names gets slow.
  private mutating func writeName(_ page: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ tag: Tag) {
    guard range.count <= 24 else { return write("x-long") }
    if tag == .unknown {
      let key = TagTable.key(UnsafeBufferPointer(rebasing: page[range]))
      if !unknown.contains(key) {
        guard unknown.count < Self.unknownLimit else { return write("x-more") }
        unknown.insert(key)
      }
    }
    for index in range {
      let byte = page[index]
      clean.append(ASCII.isLetter(byte) || ASCII.isDigit(byte) ? ASCII.lower(byte) : 0x2D)
    }
  }

  private mutating func endTag(_ page: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    let name = start + 2..<Self.nameEnd(page, from: start + 2)
    let end = (Self.find(">", in: page, from: name.upperBound) ?? page.count - 1) + 1
    let tag = TagTable.shared.tag(UnsafeBufferPointer(rebasing: page[name]))
    let slot = Self.slot(tag, UnsafeBufferPointer(rebasing: page[name]))
    guard open[slot] > 0 else {
      if tag == .p || tag == .br { write("<br><br>") }
      return end
    }
    open[slot] -= 1
    write("</")
    writeName(page, name, tag)
    write(">")
    return end
  }

  /// A slot of `open`: one for each known element, and 128 that the others share.
  private static func slot(_ tag: Tag, _ name: UnsafeBufferPointer<UInt8>) -> Int {
    guard tag == .unknown else { return Int(tag.rawValue) & 127 }
    return 128 + Int(truncatingIfNeeded: TagTable.key(name) % 127)
  }

  private mutating func startTag(_ page: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    let name = start + 1..<Self.nameEnd(page, from: start + 1)
    let tag = TagTable.shared.tag(UnsafeBufferPointer(rebasing: page[name]))
    attributes.read(page, from: name.upperBound)
    let end = attributes.end
    if tag == .plaintext { return end }
    if tag.isRaw { return raw(page, tag, name: name, from: end) }
    switch tag {
    case .meta:
      head.addMeta(attributes)
      return end
    case .link:
      head.addLink(attributes)
      if siteRules.isEmpty, !rules.sites.isEmpty, let canonical = head.canonical {
        siteRules = rules.sites.rules(for: canonical)
      }
      return end
    case .html: head.language = attributes.lang
    case .base, .source, .wbr, .input: return end
    default: break
    }
    write("<")
    writeName(page, name, tag)
    let record = self.record(page, tag, name: name)
    if let record, records.count < Self.recordLimit {
      write(" k=")
      appendNumber(records.count)
      records.append(record)
    }
    write(">")
    if !tag.isVoid { open[Self.slot(tag, UnsafeBufferPointer(rebasing: page[name]))] += 1 }
    return end
  }

  private mutating func appendNumber(_ number: Int) {
    var digits: (UInt64, Int) = (0, 0)
    var rest = number
    repeat {
      digits.0 = digits.0 << 8 | UInt64(0x30 + rest % 10)
      digits.1 += 1
      rest /= 10
    } while rest > 0
    for _ in 0..<digits.1 {
      clean.append(UInt8(truncatingIfNeeded: digits.0))
      digits.0 >>= 8
    }
  }

  private mutating func record(_ page: UnsafeBufferPointer<UInt8>, _ tag: Tag, name: Range<Int>) -> TagRecord? {
    var record = TagRecord()
    for rule in siteRules where rule.means(page, tag: name, classes: attributes.classes, id: attributes.id) {
      record.flags.insert(rule.keeps ? .kept : .dropped)
      if !rule.keeps, !tag.isBlock { record.flags.insert(.unseen) }
    }
    if let value = attributes.classes {
      record.marks.formUnion(marker.marks(of: value, in: page))
      if tag.isBlock { record.name = marker.name }
    }
    if let value = attributes.id { record.marks.formUnion(marker.marks(of: value, in: page)) }
    if let value = attributes.role { record.marks.formUnion(marker.marks(of: value, in: page)) }
    if attributes.isHidden { record.flags.insert(.hidden) }
    if attributes.isClipped || record.marks.has(.unseen) { record.flags.insert(.unseen) }
    if let value = attributes.itemprop { head.property(of: value, in: page, into: &record, marker: &marker) }
    if tag == .a, let rel = attributes.rel {
      let bytes = UnsafeBufferPointer(rebasing: page[rel])
      if ASCII.find("author", in: bytes) != nil { record.flags.insert(.author) }
      if ASCII.find("tag", in: bytes) != nil { record.flags.insert(.tagLink) }
    }
    if tag == .a, let href = attributes.href, rules.phrases.isAuthorPath(UnsafeBufferPointer(rebasing: page[href])) {
      record.flags.insert(.authorLink)
    }
    if tag == .time, let value = attributes.datetime {
      record.value = Int32(truncatingIfNeeded: value.lowerBound)..<Int32(truncatingIfNeeded: value.upperBound)
    } else if let value = attributes.content, record.flags.contains(.published) {
      record.value = Int32(truncatingIfNeeded: value.lowerBound)..<Int32(truncatingIfNeeded: value.upperBound)
    }
    return record.marks.isEmpty && record.flags.isEmpty && record.value.isEmpty && record.name == 0 ? nil : record
  }

  /// Passes over the content of a raw element; JSON-LD is noted.
  private mutating func raw(
    _ page: UnsafeBufferPointer<UInt8>, _ tag: Tag, name: Range<Int>, from start: Int
  ) -> Int {
    if attributes.isSelfClosed, tag == .svg || tag == .math { return start }
    let word = Array(tag.name.utf8)
    var place = unended[Int(tag.rawValue)] ? page.count : start
    while let hit = Self.find("</", in: page, from: place) {
      place = hit + 2
      guard place + word.count <= page.count else { break }
      var isSame = true
      for index in 0..<word.count where ASCII.lower(page[place + index]) != word[index] {
        isSame = false
        break
      }
      guard isSame else { continue }
      if tag == .script, attributes.isJSONLD { head.jsonLD.append(start..<hit) }
      if tag == .svg || tag == .iframe || tag == .video || tag == .select { write(" ") }
      return (Self.find(">", in: page, from: place) ?? page.count - 1) + 1
    }
    unended[Int(tag.rawValue)] = true
    return tag == .script || tag == .style ? page.count : start
  }
}
