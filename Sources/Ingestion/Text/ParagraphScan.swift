/// One pass over a paragraph: levels it for comparing (words in small letters with one blank between them, no marks,
/// no apostrophes) and counts its words and marks.
struct ParagraphScan {
  private let text: UnsafeBufferPointer<UInt8>
  private let out: UnsafeMutableBufferPointer<UInt8>
  private let table: WordTable
  /// Where the keys of the words go, if anywhere.
  private let keys: UnsafeMutableBufferPointer<UInt64>?
  private(set) var keyCount = 0
  /// How many bytes of the levelled text are written.
  private(set) var count = 0
  private(set) var words = 0
  private var functionWords = 0
  private var englishWords = 0
  private var capitalized = 0
  private var smalls = 0
  private var capitals = 0
  private var digits = 0
  /// Letters of scripts that part no words: Chinese, Japanese.
  private var unparted = 0
  private var trackers = 0
  private var consents = 0
  private var flags: BlockFacts.Flags = []
  /// The last eight bytes of the word under way, and where it begins in the levelled text.
  private var key: UInt64 = 0
  private var wordStart = 0
  private var isInWord = false
  private var isWordStart = true

  /// `out` has room for as many bytes as `text` has. `keys` gets a key of each word: its last eight bytes.
  init(
    _ text: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<UInt8>,
    keys: UnsafeMutableBufferPointer<UInt64>? = nil
  ) {
    self.text = text
    self.out = out
    self.keys = keys
    table = WordTable.shared
  }

  /// Goes over the whole text. O(bytes).
  mutating func run() {
    guard out.count >= text.count else { return }
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte &- 0x61 < 26 {
        index = smallLetters(from: index)
      } else if byte == 0x20 {
        endWord()
        isWordStart = true
        index += 1
      } else if byte < 0x80 {
        other(byte, at: index)
        index += 1
      } else {
        index = beyondASCII(byte, at: index)
      }
    }
    endWord()
  }

  /// Hands over what was counted.
  func fill(_ fact: inout BlockFacts) {
    fact.words = Int32(truncatingIfNeeded: words + unparted / Self.lettersOfWord)
    fact.functionWords = Int32(truncatingIfNeeded: functionWords)
    fact.englishWords = Int32(truncatingIfNeeded: englishWords)
    fact.capitalized = Int32(truncatingIfNeeded: capitalized)
    fact.flags = flags
    if digits * 5 > smalls + capitals { fact.flags.insert(.digits) }
    if capitals > 2, smalls == 0 { fact.flags.insert(.allCaps) }
    if trackers > 0, consents > 0, trackers + consents > 2 { fact.flags.insert(.privacy) }
  }

  /// As many letters of a script that parts no words are about a word.
  private static let lettersOfWord = 3

  // Every byte written stands for one that was read: the first of a word for the blank or mark before it where there is
  // a word before, so that `count` never passes the place in the text.

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    out[count] = byte
    count += 1
    key = key << 8 | UInt64(byte)
  }

  @inline(__always)
  private mutating func beginWord() {
    guard !isInWord else { return }
    if count > 0 {
      out[count] = 0x20
      count += 1
    }
    words += 1
    isInWord = true
    wordStart = count
    key = 0
  }

  @inline(__always)
  private mutating func endWord() {
    guard isInWord else { return }
    isInWord = false
    if let keys, keyCount < keys.count {
      keys[keyCount] = key
      keyCount += 1
    }
    guard count - wordStart <= WordTable.longest else { return }
    let bits = table.bits(of: key)
    functionWords += Int(bits & WordTable.function)
    englishWords += Int(bits & WordTable.english) >> 1
    if bits & WordTable.said != 0 { flags.insert(.said) }
    if bits & WordTable.you != 0 { flags.insert(.you) }
    if bits & WordTable.tracker != 0 { trackers += 1 }
    if bits & WordTable.consent != 0 { consents += 1 }
    if bits & WordTable.address != 0 { flags.insert(.url) }
  }

  @inline(__always)
  private mutating func smallLetters(from start: Int) -> Int {
    beginWord()
    // In registers: most bytes of a text pass here.
    let (text, out) = (text, out)
    var index = start
    var place = count
    var key = self.key
    var byte = text[index]
    repeat {
      out[place] = byte
      place += 1
      key = key << 8 | UInt64(byte)
      index += 1
      guard index < text.count else { break }
      byte = text[index]
    } while byte &- 0x61 < 26
    self.key = key
    count = place
    smalls += index - start
    isWordStart = false
    return index
  }

  /// ASCII but small letters and the blank.
  @inline(__always)
  private mutating func other(_ byte: UInt8, at index: Int) {
    if byte &- 0x41 < 26 {
      // *Bridge opens to the publicThe new …*: two texts run together.
      if isInWord, count - wordStart > 3, text[index - 1] &- 0x61 < 26 { flags.insert(.glued) }
      beginWord()
      put(byte | 0x20)
      capitals += 1
      if isWordStart { capitalized += 1 }
      isWordStart = false
      return
    }
    if byte &- 0x30 < 10 {
      beginWord()
      put(byte)
      digits += 1
      isWordStart = false
      return
    }
    if byte != 0x27 { endWord() }
    isWordStart = byte <= 0x20 || byte == 0x2D
    switch byte {
    case 0x22: flags.insert(.quotes)
    case 0x7C: flags.insert(.pipe)
    case 0x2C: flags.insert(.comma)
    case 0x40: flags.insert(.address)
    default: break
    }
  }

  /// A code point beyond ASCII; returns the place after it.
  private mutating func beyondASCII(_ byte: UInt8, at index: Int) -> Int {
    isWordStart = false
    let second: UInt8 = index + 1 < text.count ? text[index + 1] : 0xFF
    let third: UInt8 = index + 2 < text.count ? text[index + 2] : 0
    var end = index + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    if byte == 0xE2, second == 0x80 {
      if third == 0x9C || third == 0x9D { flags.insert(.quotes) }
      if third == 0xA2 { flags.insert(.pipe) }
    } else if byte == 0xC2 {
      if second == 0xA9 { flags.insert(.copyright) }
      if second == 0xB7 || second == 0xBB { flags.insert(.pipe) }
    }
    if Self.isMark(byte, second) {
      let isApostrophe = byte == 0xE2 && third == 0x99
      if !isApostrophe { endWord() }
      return end
    }
    beginWord()
    if byte >= 0xE3, byte <= 0xE9 { unparted += 1 }
    for place in index..<end { put(text[place]) }
    return end
  }

  /// General punctuation, Latin-1 marks, guillemets.
  private static func isMark(_ first: UInt8, _ second: UInt8) -> Bool {
    switch first {
    case 0xC2: second < 0xC0 && second != 0xAA && second != 0xBA
    case 0xE2: second <= 0xAF
    default: false
    }
  }
}

/// The small words of sentences, those of English apart, and the commonest verbs of speech: a table of words of up to
/// seven bytes, packed into a number each.
struct WordTable: @unchecked Sendable {
  static let function: UInt8 = 1
  static let english: UInt8 = 2
  static let said: UInt8 = 4
  static let you: UInt8 = 8
  /// Words of notices on cookies, and those that make such a notice of them.
  static let tracker: UInt8 = 16
  static let consent: UInt8 = 32
  /// How addresses on the web begin.
  static let address: UInt8 = 64
  /// Bytes of the longest word.
  static let longest = 7
  static let shared = WordTable()

  /// Packed words, 0 where a slot is free; never changed once made and never freed.
  private let keys: UnsafeMutablePointer<UInt64>
  private let values: UnsafeMutablePointer<UInt8>
  private static let size = 1024

  private init() {
    keys = .allocate(capacity: Self.size)
    keys.initialize(repeating: 0, count: Self.size)
    values = .allocate(capacity: Self.size)
    values.initialize(repeating: 0, count: Self.size)
    add(Self.functionWords, Self.function)
    add(Self.englishWords, Self.english)
    add("said says", Self.said)
    add("you your youre yours", Self.you)
    add("cookie cookies privacy gdpr ccpa", Self.tracker)
    add("consent browser website site opt optout data vendors device rights", Self.consent)
    add("http https www", Self.address)
  }

  private func add(_ list: StaticString, _ bits: UInt8) {
    var key: UInt64 = 0
    for index in 0...list.utf8CodeUnitCount {
      let byte = index < list.utf8CodeUnitCount ? list.utf8Start[index] : 0x20
      if byte > 0x20 {
        key = key << 8 | UInt64(byte)
      } else if key != 0 {
        let slot = self.slot(of: key)
        keys[slot] = key
        values[slot] |= bits
        key = 0
      }
    }
  }

  /// The slot of a packed word, or the free one where it would be.
  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 54)
    while keys[slot] != key, keys[slot] != 0 { slot = (slot + 1) & (Self.size - 1) }
    return slot
  }

  /// What a packed word is; 0 where it is in no list.
  @inline(__always)
  func bits(of key: UInt64) -> UInt8 { values[slot(of: key)] }

  private static let englishWords: StaticString = """
    the and of to that is was for with on are have from they which were his her has been this will said not but by
    """
  private static let functionWords: StaticString = """
    the a an and or but of to in on at by for from with as is was are were be been has have had not no it its he she
    they them his her their we our you your i this that these those which who whom what when where there than then if
    so will would can could should may might must about after before into over under more most all also because while
    during against between through out up down do does did just one some any other only such said says my me
    der die das und ist von zu den mit im des dem nicht ein eine auf für sich auch als an dass
    le la les des et en du une que est pour dans qui sur pas au par plus avec il ce
    el los las una por con su para como del al lo se más pero sus
    di il che per della non con del sono alla gli nel dei da
    o os do da em um uma não no na com mais dos e
    het een van dat op te zijn voor met niet er ook aan bij
    i w na z się nie że jest och att det som på är av för
    """
}
