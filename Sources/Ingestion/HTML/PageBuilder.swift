import CLibxml2

/// Turns the parser's events into paragraphs.
///
/// A paragraph ends where an element of paragraphs begins or ends, and at two line breaks. Blanks are folded; what has
/// no width is dropped; a no-break space is a blank.
final class PageBuilder {
  /// An element that is open.
  private struct Open {
    var tag: Tag
    var marks: MarkSet
    var flags: TagRecord.Flags
    var name: UInt32 = 0
    /// Its index in `PageContent.elements` once text in it was found.
    var stored: Int32
    /// Where the text in it begins.
    var start: Int32
    var block: Int32
  }

  var content = PageContent()
  var parser: htmlParserCtxtPtr?
  private(set) var isStopped = false
  private var records: [TagRecord] = []
  private var stack: [Open] = []
  private var out: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var count = 0
  private var blockStart = 0
  private var blockPlace = 0
  private var isBlankPending = false
  private var isLinePending = false
  private var linkDepth = 0
  private var boldDepth = 0
  private var hiddenDepth = 0
  /// Open elements within a paragraph whose text nobody sees.
  private var unseenDepth = 0
  private var preDepth = 0
  private var linkBytes = 0
  private var boldBytes = 0
  private var linkCount = 0
  private var flags: LeafBlock.Flags = []
  private var inline: [(marks: MarkSet, flags: TagRecord.Flags, count: Int)] = []

  static let blockLimit = 200_000

  init() {
    capacity = 1 << 16
    out = .allocate(capacity: capacity)
  }

  deinit { out.deallocate() }

  var depth: Int { stack.count }

  /// Prepares for a scanned page.
  func begin(records: [TagRecord], cleanCount: Int) {
    self.records = records
    let room = cleanCount + cleanCount / 2 + 64
    if room > capacity || capacity > max(1 << 22, room * 4) {
      out.deallocate()
      capacity = room
      out = .allocate(capacity: capacity)
    }
    content.clear()
    stack.removeAll(keepingCapacity: true)
    isStopped = false
    count = 0
    linkDepth = 0
    boldDepth = 0
    hiddenDepth = 0
    unseenDepth = 0
    preDepth = 0
    flags = []
    startBlock()
  }

  /// Ends the last paragraph and hands the text over.
  func finish() {
    flush()
    content.text.removeAll(keepingCapacity: true)
    content.text.append(contentsOf: UnsafeBufferPointer(start: out, count: count))
    content.textCount = count
    records = []
  }

  /// Stops the parser at the next chance; what was read is kept.
  func fail(_ reason: String) {
    if content.failure == nil { content.failure = reason }
    isStopped = true
  }

  // MARK: Events

  func startElement(_ name: UnsafePointer<UInt8>, record: Int) {
    guard !isStopped else { return }
    var length = 0
    while length < 32, name[length] != 0 { length += 1 }
    let tag = TagTable.shared.tag(UnsafeBufferPointer(start: name, count: length))
    if tag.isBlock { flush() }
    switch tag {
    case .br: lineBreak()
    case .hr: flags.insert(.afterRule)
    case .img, .picture: if count == blockStart { flags.insert(.afterImage) }
    case .input: flags.insert(.hasInput)
    default: break
    }
    guard !tag.isVoid || tag == .hr else {
      stack.append(Open(tag: tag, marks: [], flags: [], stored: -1, start: 0, block: 0))
      return
    }
    push(tag, record: record >= 0 && record < records.count ? records[record] : TagRecord())
  }

  private func push(_ tag: Tag, record: TagRecord) {
    switch tag {
    case .a:
      linkDepth += 1
      linkCount += 1
    case .b, .strong: boldDepth += 1
    case .pre: preDepth += 1
    case .time: flags.insert(.hasTime)
    default: break
    }
    if record.flags.contains(.hidden) || tag == .noscript || tag == .template { hiddenDepth += 1 }
    if record.flags.contains(.author) { flags.insert(.hasAuthor) }
    // A paragraph inside is one that somebody left open before it.
    if tag.isBlock { unseenDepth = 0 } else if record.flags.contains(.unseen) { unseenDepth += 1 }
    if !record.value.isEmpty, content.times.count < 64 {
      let block = Int32(truncatingIfNeeded: content.blocks.count)
      content.times.append(MarkedTime(flags: record.flags, value: record.value, block: block))
    }
    stack.append(
      Open(
        tag: tag, marks: record.marks, flags: record.flags, name: record.name, stored: -1,
        start: Int32(truncatingIfNeeded: count),
        block: Int32(truncatingIfNeeded: content.blocks.count)))
  }

  func endElement() {
    guard let top = stack.last else { return }
    if top.tag.isVoid, top.tag != .hr {
      stack.removeLast()
      return
    }
    if top.tag.isBlock { flush() }
    stack.removeLast()
    switch top.tag {
    case .a: linkDepth -= 1
    case .b, .strong: boldDepth -= 1
    case .pre: preDepth -= 1
    case .title: noteTitle(from: Int(top.start))
    default: break
    }
    if top.flags.contains(.hidden) || top.tag == .noscript || top.tag == .template { hiddenDepth -= 1 }
    if unseenDepth > 0, top.flags.contains(.unseen), !top.tag.isBlock { unseenDepth -= 1 }
    note(top)
  }

  private func note(_ top: Open) {
    let start = Int(top.start)
    guard count > start else { return }
    if !top.flags.isDisjoint(with: [.author, .authorLink, .headline, .published, .modified]) || top.tag == .time,
      content.markedTexts.count < 256
    {
      content.markedTexts.append(
        MarkedText(flags: top.flags, start: top.start, end: Int32(truncatingIfNeeded: count), block: top.block))
    }
    if !top.tag.isBlock, start >= blockStart, !(top.marks.isEmpty && top.flags.isEmpty) {
      inline.append((top.marks, top.flags, count - start))
    }
  }

  private func noteTitle(from start: Int) {
    if content.title == nil, count > start { content.title = start..<count }
    if content.blocks.last?.tag == .title { content.blocks.removeLast() }
  }

  // MARK: Paragraphs

  private func startBlock() {
    blockStart = count
    isBlankPending = false
    isLinePending = false
    linkBytes = 0
    boldBytes = 0
    linkCount = linkDepth > 0 ? 1 : 0
    inline.removeAll(keepingCapacity: true)
  }

  private func lineBreak() {
    guard count > blockStart else { return }
    if isLinePending {
      flush()
      flags.insert(.afterBreak)
    }
    isLinePending = true
    isBlankPending = true
  }

  /// Ends the paragraph if it has text.
  private func flush() {
    guard count > blockStart else {
      isBlankPending = false
      isLinePending = false
      return
    }
    guard content.blocks.count < Self.blockLimit else { return fail("more than \(Self.blockLimit) paragraphs") }
    var tag = Tag.unknown
    for open in stack.reversed() where open.tag.isBlock {
      tag = open.tag
      break
    }
    var block = LeafBlock(
      start: Int32(truncatingIfNeeded: blockStart), end: Int32(truncatingIfNeeded: count), tag: tag,
      element: storeStack(), place: Int32(truncatingIfNeeded: blockPlace),
      linkBytes: Int32(truncatingIfNeeded: linkBytes), boldBytes: Int32(truncatingIfNeeded: boldBytes),
      linkCount: Int16(clamping: linkCount))
    for part in inline where part.count * 10 >= (count - blockStart) * 6 {
      block.marks.formUnion(part.marks)
      if part.flags.contains(.hidden) { flags.insert(.hidden) }
    }
    if hiddenDepth > 0 { flags.insert(.hidden) }
    block.flags = flags
    flags = []
    content.blocks.append(block)
    startBlock()
  }

  /// Puts the open elements into the array of elements, those that are there already aside; returns the innermost.
  private func storeStack() -> Int32 {
    var parent: Int32 = -1
    for index in stack.indices {
      if stack[index].stored < 0 {
        guard stack[index].tag.isBlock || !stack[index].marks.isEmpty || stack[index].flags.hasVerdict else { continue }
        stack[index].stored = Int32(truncatingIfNeeded: content.elements.count)
        content.elements.append(
          PageElement(
            tag: stack[index].tag, marks: stack[index].marks, flags: stack[index].flags,
            name: stack[index].name, parent: parent,
            depth: Int16(clamping: index)))
      }
      parent = stack[index].stored
    }
    return parent
  }

  // MARK: Text

  func characters(_ text: UnsafeBufferPointer<UInt8>) {
    guard !isStopped, unseenDepth == 0, count + text.count * 2 + 4 <= capacity else { return }
    let before = count
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte > 0x20, byte < 0x7F {
        beginWord(text, at: index)
        repeat {
          out[count] = text[index]
          count += 1
          index += 1
        } while index < text.count && text[index] > 0x20 && text[index] < 0x7F
      } else if byte <= 0x20 || byte == 0x7F {
        isBlankPending = true
        if preDepth > 0, byte == 0x0A { lineBreak() }
        index += 1
      } else {
        index += other(text, at: index)
      }
    }
    let added = max(0, count - max(before, blockStart))
    if linkDepth > 0 { linkBytes += added }
    if boldDepth > 0 { boldBytes += added }
  }

  private func beginWord(_ text: UnsafeBufferPointer<UInt8>, at index: Int) {
    if count == blockStart {
      blockPlace = parser.map { max(0, HTMLParser.position($0) - (text.count - index)) } ?? 0
    } else if isBlankPending {
      out[count] = isLinePending ? 0x0A : 0x20
      count += 1
    }
    isBlankPending = false
    isLinePending = false
  }

  /// Takes a code point beyond ASCII and returns its length.
  private func other(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let byte = text[index]
    let length = min(byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2, text.count - index)
    if byte == 0xC2, length == 2 {
      let low = text[index + 1]
      if low == 0xA0 || low == 0x85 {
        isBlankPending = true
        return 2
      }
      if low == 0xAD { return 2 }
      if low < 0xA0 {
        beginWord(text, at: index)
        for mapped in Windows1252.utf8[Int(low & 0x1F)] { append(mapped) }
        return 2
      }
    }
    if length == 3, isInvisible(text, at: index) { return 3 }
    beginWord(text, at: index)
    for offset in 0..<length { append(text[index + offset]) }
    return length
  }

  /// Blanks of general punctuation (noted as blanks), marks without width, the byte order mark.
  private func isInvisible(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let (second, third) = (text[index + 1], text[index + 2])
    switch text[index] {
    case 0xE2 where second == 0x80:
      if third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF {
        isBlankPending = true
        return true
      }
      return third == 0x8B || third == 0x8E || third == 0x8F
    case 0xE2 where second == 0x81: return third == 0xA0
    case 0xE3 where second == 0x80 && third == 0x80:
      isBlankPending = true
      return true
    case 0xEF: return second == 0xBB && third == 0xBF
    default: return false
    }
  }

  private func append(_ byte: UInt8) {
    out[count] = byte
    count += 1
  }
}
