import TextModel

/// Cuts text into words, numbers and marks.
///
/// Works on bytes, in one pass, whatever they are: blanks and control characters lie between tokens, everything else is
/// in exactly one token. Each distinct word is interned in the vocabulary. O(bytes).
public struct Tokenizer {
  let facts: WordFactTable
  private let special = FlatBuffer<SpecialToken>()
  private let pending = FlatBuffer<PendingWord>(capacity: chunk)

  /// A tokenizer without any words yet; it keeps what it learns of a vocabulary's words from call to call.
  public init(_ classes: WordClasses) { facts = WordFactTable(classes) }

  /// Appends the tokens of `text[range]`; ranges of tokens count from the start of `text`.
  ///
  /// Of the flags only `spaceBefore` is set.
  public mutating func tokenize(
    _ text: UnsafeBufferPointer<UInt8>, in range: Range<Int>, vocabulary: Vocabulary, into tokens: inout [Token]
  ) {
    facts.refresh(vocabulary)
    special.removeAll()
    tokenize(text, in: range, vocabulary: vocabulary, into: &tokens, special: special)
  }

  /// The same, where the facts are those of the vocabulary; `special` takes those that are no plain words.
  func tokenize(
    _ text: UnsafeBufferPointer<UInt8>, in range: Range<Int>, vocabulary: Vocabulary, into tokens: inout [Token],
    special: FlatBuffer<SpecialToken>
  ) {
    let bounds = range.clamped(to: 0..<text.count)
    var scanner = TokenScanner(text: text, bounds: bounds, vocabulary: vocabulary, facts: facts)
    withUnsafeTemporaryAllocation(of: Token.self, capacity: Self.chunk) { buffer in
      let pending = UnsafeMutableBufferPointer(start: pending.room(for: Self.chunk), count: Self.chunk)
      scan(&scanner, into: &tokens, special: special, buffer, pending)
    }
  }

  @inline(__always)
  private func scan(
    _ scanner: inout TokenScanner, into tokens: inout [Token], special: FlatBuffer<SpecialToken>,
    _ buffer: UnsafeMutableBufferPointer<Token>, _ pending: UnsafeMutableBufferPointer<PendingWord>
  ) {
    let text = scanner.text
    var chunk = TokenChunk(buffer, pending, firstSpecial: special.count)
    var flags = Token.Flags()
    while scanner.position < scanner.limit {
      scanner.scanPlainWords(into: &chunk, &flags)
      if chunk.count == Self.chunk { finish(&chunk, scanner, into: &tokens, special) }
      let start = scanner.position
      if start == scanner.limit { break }
      var word = WordID(0)
      if let mark = facts.mark(text[start], before: scanner.byte(start &+ 1)) {
        word = mark
        scanner.position &+= 1
      } else {
        if Characters.mayBeBlank(text[start]), scanner.skipBlanks() {
          flags = .spaceBefore
          continue
        }
        scanner.scan()
        if let key = scanner.key(start, scanner.position) {
          chunk.wait(key, scanner.vocabulary)
        } else {
          word = scanner.intern(start, scanner.position)
        }
      }
      special.append(SpecialToken(tokens.count &+ chunk.count))
      chunk.append(Token(range: UTF8Range(start, scanner.position), word: word, flags: flags))
      flags = scanner.skipBlank() ? .spaceBefore : []
    }
    finish(&chunk, scanner, into: &tokens, special)
  }

  /// Looks the words of a chunk up and hands its tokens over.
  @inline(__always)
  private func finish(
    _ chunk: inout TokenChunk, _ scanner: TokenScanner, into tokens: inout [Token],
    _ special: FlatBuffer<SpecialToken>
  ) {
    let first = tokens.count
    chunk.lookUp(scanner.vocabulary)
    for index in chunk.firstSpecial..<special.count {
      let token = chunk.tokens[special[index].token &- first]
      special[index].read(facts.of(token.word), last: scanner.text[Int(token.range.end.value) &- 1])
    }
    tokens.append(contentsOf: UnsafeBufferPointer(rebasing: chunk.tokens[..<chunk.count]))
    chunk.begin(firstSpecial: special.count)
  }

  /// Tokens are handed over in chunks: a check of the array's buffer a chunk, not a token. A chunk is what the stack
  /// takes, 1 KiB; more would be allocated.
  private static let chunk = 64
}

/// Finds where the token that begins at a position ends.
struct TokenScanner {
  let text: UnsafeBufferPointer<UInt8>
  /// The first byte of the stretch, and the byte after it: nothing outside is looked at.
  let start: Int
  let limit: Int
  let vocabulary: Vocabulary
  let facts: WordFactTable
  var position: Int

  /// Longer runs without a blank are cut, so that no word is larger than a vocabulary should hold.
  static let longestWord = 400
  static let longestAddress = 2000

  init(text: UnsafeBufferPointer<UInt8>, bounds: Range<Int>, vocabulary: Vocabulary, facts: WordFactTable) {
    self.text = text
    self.start = bounds.lowerBound
    self.limit = bounds.upperBound
    self.vocabulary = vocabulary
    self.facts = facts
    self.position = bounds.lowerBound
  }

  /// The byte at a position, a blank beyond the end.
  @inline(__always) func byte(_ index: Int) -> UInt8 { index < limit ? text[index] : 0x20 }

  /// The key of the word in `text[start..<end]`; nil where it is long or stands too near the end of the text.
  @inline(__always) func key(_ start: Int, _ end: Int) -> WordKey? {
    let length = end &- start
    guard length > 0, length <= WordKey.longestShort, start &+ 16 <= text.count, let base = text.baseAddress else {
      return nil
    }
    let raw = UnsafeRawPointer(base + start)
    return WordKey(
      low: raw.loadUnaligned(as: UInt64.self).littleEndian,
      high: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian, length: length)
  }

  /// The number of the word in `text[start..<end]`.
  @inline(__always) func intern(_ start: Int, _ end: Int) -> WordID {
    if let key = key(start, end) { return vocabulary.intern(key) }
    return vocabulary.intern(UnsafeBufferPointer(rebasing: text[start..<end]))
  }

  /// The kind and length of the character at a position within the bounds.
  @inline(__always) func character(_ index: Int) -> (kind: CharacterKind, length: Int) {
    let first = text[index]
    if first >= 0x80 {
      let scalar = Characters.scalar(text, at: index, limit: limit)
      return (Characters.kind(scalar.value), scalar.length)
    }
    if ASCII.isLetter(first) { return (.letter, 1) }
    if ASCII.isDigit(first) { return (.digit, 1) }
    if Characters.isBlank(first) { return (.blank, 1) }
    return (first == 0x27 ? .apostrophe : first == 0x2D ? .hyphen : .mark, 1)
  }

  /// Whether a letter stands at a position.
  @inline(__always) func isLetter(at index: Int) -> Bool {
    guard index < limit else { return false }
    return text[index] < 0x80 ? ASCII.isLetter(text[index]) : character(index).kind == .letter
  }

  @inline(__always) func isDigit(at index: Int) -> Bool { ASCII.isDigit(byte(index)) }

  /// The end of the run of ASCII letters that begins at a position.
  @inline(__always) func lettersEnd(_ index: Int) -> Int {
    var end = index
    while end < limit, end - index < Self.longestWord, ASCII.isLetter(text[end]) { end += 1 }
    return end
  }

  @inline(__always) func digitsEnd(_ index: Int) -> Int {
    var end = index
    while end < limit, end - index < Self.longestWord, ASCII.isDigit(text[end]) { end += 1 }
    return end
  }

  /// Moves over one plain blank; false where there is none.
  @inline(__always) mutating func skipBlank() -> Bool {
    guard position < limit, text[position] == 0x20 else { return false }
    position &+= 1
    return true
  }

  /// Moves over blanks; false where there are none.
  @inline(__always) mutating func skipBlanks() -> Bool {
    let before = position
    while position < limit {
      let first = text[position]
      if first < 0x80 {
        guard Characters.isBlank(first) else { break }
        position += 1
        continue
      }
      if first > 0xC2 && first != 0xE2 && first != 0xE3 && first != 0xEF { break }
      let (kind, length) = character(position)
      guard kind == .blank else { break }
      position += length
    }
    return position > before
  }

  /// Moves over one token; the position is at a character that is no blank.
  @inline(__always) mutating func scan() {
    let first = text[position]
    if ASCII.isLetter(first) {
      scanWord()
    } else if ASCII.isDigit(first) {
      scanNumber()
    } else if first < 0x80 {
      scanMark(first)
    } else {
      scanBeyondASCII()
    }
  }

  private mutating func scanBeyondASCII() {
    let (kind, length) = character(position)
    switch kind {
    case .letter: scanWord()
    case .digit: scanNumber()
    case .apostrophe: scanApostrophe(length: length)
    case .blank, .hyphen, .mark: position += length
    }
  }
}
