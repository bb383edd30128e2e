/// A paragraph of a page: text between two tags that end paragraphs.
struct LeafBlock {
  /// Its bytes in `PageContent.text`.
  var start: Int32
  var end: Int32
  /// The innermost element of paragraphs round it.
  var tag: Tag
  /// The innermost element round it in `PageContent.elements`, or -1.
  var element: Int32
  /// Where its text begins in the page as scanned.
  var place: Int32
  var linkBytes: Int32 = 0
  var boldBytes: Int32 = 0
  var linkCount: Int16 = 0
  /// Marks of the inline elements that hold most of its text.
  var marks: MarkSet = []
  var flags: Flags = []

  struct Flags: OptionSet {
    let rawValue: UInt8
    static let hidden = Self(rawValue: 1)
    static let afterImage = Self(rawValue: 2)
    static let hasTime = Self(rawValue: 4)
    static let hasAuthor = Self(rawValue: 8)
    static let hasInput = Self(rawValue: 16)
    static let afterRule = Self(rawValue: 32)
    /// Goes on, after a line break, what the block before it began.
    static let afterBreak = Self(rawValue: 64)
  }

  var count: Int { Int(end - start) }
}

/// An element with text in it, in a flat array where parents stand before their children.
struct PageElement {
  var tag: Tag
  var marks: MarkSet
  var flags: TagRecord.Flags
  /// A hash of its class without digits, or 0.
  var name: UInt32
  /// An index, or -1.
  var parent: Int32
  var depth: Int16
}

/// A stretch of text that an attribute gives a meaning.
struct MarkedText {
  var flags: TagRecord.Flags
  var start: Int32
  var end: Int32
  /// The first block that it can be in.
  var block: Int32
}

/// A `time` or `itemprop=datePublished`, with its machine-readable value in the page.
struct MarkedTime {
  var flags: TagRecord.Flags
  var value: Range<Int32>
  var block: Int32
}

/// What libxml2's events leave of a page: text and flat arrays.
struct PageContent {
  var text: [UInt8] = []
  var textCount = 0
  var blocks: [LeafBlock] = []
  var elements: [PageElement] = []
  var markedTexts: [MarkedText] = []
  var times: [MarkedTime] = []
  /// The text of `title`.
  var title: Range<Int>?
  /// Why the parser was stopped, where it was.
  var failure: String?

  mutating func clear() {
    textCount = 0
    blocks.removeAll(keepingCapacity: true)
    elements.removeAll(keepingCapacity: true)
    markedTexts.removeAll(keepingCapacity: true)
    times.removeAll(keepingCapacity: true)
    title = nil
    failure = nil
  }

  func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> { text[range.clamped(to: 0..<text.count)] }
}
