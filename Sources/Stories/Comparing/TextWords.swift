import Entities

/// A word of a document's text.
struct Word {
  /// In bytes of the text.
  var start: Int32
  var end: Int32
  /// The first code point, and how many there are.
  var scalar: Int32
  var length: Int32
  /// Of the word in small letters, its apostrophes made straight and its inner stops left out.
  var hash: UInt64
  /// In bits.
  var rarity: Float
  var flags: Flags
  /// An index into `TextWords.sentences`.
  var sentence: Int32

  struct Flags: OptionSet {
    var rawValue: UInt8
    /// Begins with a capital.
    static let capital = Flags(rawValue: 1)
    static let digit = Flags(rawValue: 2)
    /// Stands in quotation marks, or in a tweet or a paragraph that is a quotation.
    static let quoted = Flags(rawValue: 4)
    /// Stands in the article's own text: no title, no caption, no byline.
    static let body = Flags(rawValue: 8)
    static let title = Flags(rawValue: 16)
  }

  /// In code points.
  var scalars: Range<Int> { Int(scalar)..<Int(scalar + length) }
}

/// A sentence: a range of words and the code points from its first to its last mark.
struct WordSentence {
  var words: Range<Int>
  var scalars: Range<Int>
  var block: Int
  var role: StoryDocument.Role
}

/// A text cut into words and sentences, for comparing it with others.
///
/// Words are letters and digits with what joins them (*don't*, *4,500*, *U.S.*); a hyphen parts them. What is boilerplate
/// has none.
struct TextWords {
  private(set) var words: [Word] = []
  private(set) var sentences: [WordSentence] = []
  private let common: CommonWords

  /// Cuts the text of a document. O(bytes).
  init(_ document: StoryDocument, language: StoryLanguage) {
    common = language.common
    document.text.withUnsafeBufferPointer { text in
      var scanner = WordScanner(text: text)
      for (index, block) in document.blocks.enumerated() {
        scanner.skip(toScalar: block.range.lowerBound)
        guard block.role != .boilerplate else { continue }
        add(block, index, &scanner)
      }
    }
    let marks = CaptionMarks(text: document.text, credits: language.words.captionCredits)
    marks.mark(&words, sentences: sentences)
  }

  private mutating func add(_ block: StoryDocument.Paragraph, _ index: Int, _ scanner: inout WordScanner) {
    var quotation = QuotationState(isOpen: block.role == .quoted)
    var start = (word: words.count, scalar: block.range.lowerBound)
    var previous: ScannedPiece?
    func close(at scalar: Int) {
      guard words.count > start.word else { return }
      for place in start.word..<words.count { words[place].sentence = Int32(truncatingIfNeeded: sentences.count) }
      sentences.append(
        WordSentence(
          words: start.word..<words.count, scalars: start.scalar..<scalar, block: index, role: block.role))
    }
    var end = SentenceEnd()
    while let piece = scanner.next(limit: block.range.upperBound) {
      switch piece.kind {
      case .word:
        if let stop = end.boundary(before: piece) {
          close(at: stop)
          start = (words.count, end.openingScalar ?? piece.scalar)
        }
        end.sawWord(piece)
        words.append(word(piece, block.role, isQuoted: quotation.isOpen))
      case .mark:
        quotation.see(piece, previous: previous)
        end.sawMark(piece)
      }
      previous = piece
    }
    close(at: end.lastScalar ?? scanner.scalar)
  }

  private func word(_ piece: ScannedPiece, _ role: StoryDocument.Role, isQuoted: Bool) -> Word {
    var flags: Word.Flags = []
    if piece.isCapital { flags.insert(.capital) }
    if piece.isDigit { flags.insert(.digit) }
    if isQuoted { flags.insert(.quoted) }
    if role == .body || role == .quoted { flags.insert(.body) }
    if role == .title { flags.insert(.title) }
    return Word(
      start: Int32(truncatingIfNeeded: piece.start), end: Int32(truncatingIfNeeded: piece.end),
      scalar: Int32(truncatingIfNeeded: piece.scalar), length: Int32(truncatingIfNeeded: piece.length),
      hash: piece.hash, rarity: common.rarity(ofHash: piece.hash), flags: flags, sentence: 0)
  }
}

/// Whether the text stands in quotation marks: “…” as they open and close, "…" by turns within a paragraph.
struct QuotationState {
  private(set) var isOpen: Bool
  private let isAlways: Bool
  init(isOpen: Bool) {
    self.isOpen = isOpen
    isAlways = isOpen
  }

  mutating func see(_ mark: ScannedPiece, previous: ScannedPiece?) {
    guard !isAlways else { return }
    switch mark.value {
    case 0x201C, 0x201E: isOpen = true
    case 0x201D: isOpen = false
    case 0x22: isOpen.toggle()
    default: break
    }
  }
}

/// Finds where sentences end: at a stop, behind which a blank and a capital, a digit or an opening mark follow.
struct SentenceEnd {
  private var lastWord: ScannedPiece?
  /// The code point behind a stop that may end a sentence, and behind what closes it.
  private var stop: Int?
  private(set) var lastScalar: Int?
  /// Where the opening mark of the next sentence stands.
  private(set) var openingScalar: Int?
  private var hasBlank = false

  mutating func sawWord(_ piece: ScannedPiece) {
    lastWord = piece
    stop = nil
    openingScalar = nil
    hasBlank = false
    lastScalar = piece.scalar + piece.length
  }

  mutating func sawMark(_ mark: ScannedPiece) {
    switch mark.value {
    case 0x2E, 0x21, 0x3F, 0x2026:
      if stop == nil, mark.value == 0x2E, isAbbreviation { break }
      stop = mark.scalar + 1
      lastScalar = stop
    case 0x20, 0x09, 0x0A, 0x0D, 0xA0: if stop != nil { hasBlank = true }
    case 0x22, 0x27, 0x2019, 0x201D, 0x29, 0x5D:
      if stop != nil, !hasBlank {
        stop = mark.scalar + 1
        lastScalar = stop
      } else if stop == nil {
        lastScalar = mark.scalar + 1
      } else if openingScalar == nil {
        openingScalar = mark.scalar
      }
    case 0x201C, 0x2018, 0x28, 0x5B: if stop != nil, openingScalar == nil { openingScalar = mark.scalar }
    case 0x2C, 0x3B, 0x3A, 0x2013, 0x2014, 0x2D: if !hasBlank { stop = nil }
    default: break
    }
  }

  /// The code point at which the sentence before a word ends, if one does.
  func boundary(before word: ScannedPiece) -> Int? {
    guard let stop, hasBlank, word.isCapital || word.isDigit else { return nil }
    return stop
  }

  /// *Mr. Reed*, *J. Smith*: a capital alone, or a short word with a capital and no vowel.
  private var isAbbreviation: Bool {
    guard let lastWord, lastWord.isCapital else { return false }
    return lastWord.length == 1 || lastWord.length <= 4 && !lastWord.hasVowel || lastWord.isDotted
  }
}
