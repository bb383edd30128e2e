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
  /// The keys of its words in `BlockMeasure.words`.
  var firstWord: Int32 = 0
  var lastWord: Int32 = 0
  var repeats: Int32 = 1
  var phrase: MarkSet = []
  var part: MarkSet = []
  var first: UInt8 = 0
  var last: UInt8 = 0
  var flags: Flags = []

  struct Flags: OptionSet {
    let rawValue: UInt32
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
    /// Speaks of cookies and of what is kept of the reader.
    static let privacy = Self(rawValue: 1 << 15)
    /// An address on the web is printed in it.
    static let url = Self(rawValue: 1 << 16)
    /// A capital stands within a word: *publicThe*.
    static let glued = Self(rawValue: 1 << 17)
    /// A time of day: *22:10*.
    static let clock = Self(rawValue: 1 << 18)
    /// Stands three times on the page, but for its digits: *Rating: 36 votes*.
    static let shape = Self(rawValue: 1 << 19)
    /// Begins with a place in capitals, an agency and a dash: *NEWPORT, March 4 (Coastal News) - …*.
    static let dateline = Self(rawValue: 1 << 20)
  }

  /// Running text: long enough, few links, the small words of sentences.
  var isProse: Bool {
    words >= 14 && (functionWords * 100 >= words * 22 || (endsSentence && capitalized * 2 < words))
  }

  /// Ends as a sentence ends.
  var endsSentence: Bool { last == 0x2E || last == 0x3F || last == 0x21 || flags.contains(.endsQuote) }
}
