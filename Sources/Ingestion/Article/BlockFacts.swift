/// What is measured of a paragraph's text, once, before its signs are read.
struct BlockFacts {
  var words: Int32 = 0
  var functionWords: Int32 = 0
  /// Those of them that are English.
  var englishWords: Int32 = 0
  var capitalized: Int32 = 0
  /// Its levelled text in `BlockMeasure.levelled`.
  var start: Int32 = 0
  var end: Int32 = 0
  var repeats: Int32 = 1
  var phrase: MarkSet = []
  var part: MarkSet = []
  var first: UInt8 = 0
  var last: UInt8 = 0
  var flags: Flags = []

  struct Flags: OptionSet {
    let rawValue: UInt16
    static let quotes = Self(rawValue: 1)
    static let pipe = Self(rawValue: 2)
    static let digits = Self(rawValue: 4)
    static let said = Self(rawValue: 8)
    static let address = Self(rawValue: 16)
    static let copyright = Self(rawValue: 32)
    static let comma = Self(rawValue: 64)
    static let allCaps = Self(rawValue: 128)
    static let endsQuote = Self(rawValue: 256)
    static let endsEllipsis = Self(rawValue: 512)
    static let startsQuote = Self(rawValue: 1024)
    /// *-ENDS-*, *###*: what comes behind is said to editors, not to readers.
    static let ends = Self(rawValue: 4096)
    /// Words that no article has as a paragraph: *Advertisement*, *Sign up for our …*, *Read more: …*.
    static let debris = Self(rawValue: 2048)
    /// Speaks to the reader.
    static let you = Self(rawValue: 8192)
    /// Speaks to the reader of what the site wants of him: *… if you subscribe*, *You can register …*.
    static let notice = Self(rawValue: 16384)
  }

  /// Running text: long enough, few links, the small words of sentences.
  var isProse: Bool {
    words >= 14 && (functionWords * 100 >= words * 22 || (endsSentence && capitalized * 2 < words))
  }

  /// Ends as a sentence ends.
  var endsSentence: Bool { last == 0x2E || last == 0x3F || last == 0x21 || flags.contains(.endsQuote) }
}
