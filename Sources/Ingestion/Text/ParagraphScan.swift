/// One pass over a paragraph: levels it for comparing (words in small letters with one blank between them, no marks,
/// no apostrophes) and counts its words and marks.
struct ParagraphScan {
  private let text: UnsafeBufferPointer<UInt8>
  private let out: UnsafeMutableBufferPointer<UInt8>
  private let known: UnsafeBufferPointer<UInt64>
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

  /// `out` has room for as many bytes as `text` has. `keys` gets a key of each word: its last eight bytes. `known` are the
  /// slots of `ScannedWords`; without them words are counted and nothing more is known of them.
  init(
    _ text: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<UInt8>,
    known: UnsafeBufferPointer<UInt64> = UnsafeBufferPointer(start: nil, count: 0),
    keys: UnsafeMutableBufferPointer<UInt64>? = nil
  ) {
    self.text = text
    self.out = out
    self.keys = keys
    self.known = known
  }

  /// Goes over the whole text. O(bytes). A function of its own: what it counts stays in registers.
  @inline(never)
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
    guard count - wordStart <= ScannedWords.longest, known.count > 0 else { return }
    let bits = ScannedWords.bits(of: key, in: known)
    functionWords += Int(bits & ScannedWords.function)
    englishWords += Int(bits & ScannedWords.english) >> 1
    if bits & ScannedWords.said != 0 { flags.insert(.said) }
    if bits & ScannedWords.you != 0 { flags.insert(.you) }
    if bits & ScannedWords.tracker != 0 { trackers += 1 }
    if bits & ScannedWords.consent != 0 { consents += 1 }
    if bits & ScannedWords.address != 0 { flags.insert(.url) }
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
