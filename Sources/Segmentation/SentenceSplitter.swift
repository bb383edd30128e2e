import TextModel

/// Finds where sentences end, block by block.
///
/// A sentence goes on over a pair of quotation marks; the sentences inside it are only flagged. Closing marks and
/// brackets stay with the sentence that they end. O(tokens).
struct SentenceSplitter {
  private let document: Document
  private let facts: WordFactTable
  /// The tokens of the block.
  private var tokens = 0..<0
  /// Nothing in the block has a capital, so that a small letter says nothing.
  private var isSmall = false
  /// The next quotation to come.
  private var quotation = 0
  /// The tokens at which sentences inside quotations begin.
  private(set) var innerStarts: [Int] = []

  init(document: Document, facts: WordFactTable) {
    self.document = document
    self.facts = facts
  }

  /// Appends the sentences of a block and flags the ends inside quotations; blocks come in the order of the text.
  ///
  /// Only special tokens end sentences or begin quotations: no other is looked at.
  mutating func split(_ block: BlockTokens, special: UnsafeBufferPointer<SpecialToken>) {
    tokens = block.tokens
    isSmall = !tokens.contains { document.vocabulary.shape(document.tokens[$0].word).contains(.capitalized) }
    var start = tokens.lowerBound
    var outer = 0..<0
    var behind = start
    for special in special[block.special] where special.mayEnd || !special.facts.isDisjoint(with: .quotationMark) {
      let token = special.token
      if let next = quotationBeginning(at: token) { outer = next }
      guard token >= behind, special.mayEnd, let boundary = boundary(after: token) else { continue }
      behind = boundary
      if boundary < outer.upperBound, boundary > outer.lowerBound {
        flagInner(boundary)
      } else if boundary < tokens.upperBound {
        append(start..<boundary, block.index)
        start = boundary
      }
    }
    append(start..<tokens.upperBound, block.index)
  }

  private func append(_ range: Range<Int>, _ block: Int) {
    guard !range.isEmpty else { return }
    let sentence = Sentence(
      tokens: TokenRange(range.lowerBound, range.upperBound), block: Int32(truncatingIfNeeded: block))
    document.sentences.append(sentence)
  }

  /// The outermost quotation that begins at a token.
  private mutating func quotationBeginning(at token: Int) -> Range<Int>? {
    while quotation < document.quotations.count {
      let found = document.quotations[quotation]
      if found.tokens.first > token { return nil }
      quotation += 1
      if found.tokens.first == token, found.depth == 0 { return found.tokens.indices }
    }
    return nil
  }

  private mutating func flagInner(_ boundary: Int) {
    innerStarts.append(boundary)
    document.tokens[boundary - 1].flags.insert(.endsInnerSentence)
    document.tokens[boundary].flags.insert(.innerSentenceStart)
  }

  // MARK: Boundaries

  private func fact(_ token: Int) -> WordFacts { facts.of(document.tokens[token].word) }

  /// Where the next sentence begins if one ends at a token, its closing marks behind it.
  private func boundary(after token: Int) -> Int? {
    let fact = fact(token)
    let isMark = fact.contains(.end)
    if !isMark, document.vocabulary.shape(document.tokens[token].word).isDisjoint(with: .hasStop) { return nil }
    var next = token + 1
    while next < tokens.upperBound, closesSentence(next) { next += 1 }
    guard next < tokens.upperBound else { return next }
    let hasClosing = next > token + 1
    let isGlued = !document.tokens[next].flags.contains(.spaceBefore)
    if isMark { return endsAtMark(fact, token, next, hasClosing: hasClosing, isGlued: isGlued) ? next : nil }
    return !isGlued && endsAtAbbreviation(fact, next, hasClosing: hasClosing) ? next : nil
  }

  /// Further end marks, closing quotation marks and brackets that touch the end of a sentence.
  private func closesSentence(_ token: Int) -> Bool {
    let fact = fact(token)
    let flags = document.tokens[token].flags
    if flags.contains(.closesQuotation) { return true }
    if flags.contains(.opensQuotation) || fact.isEmpty { return false }
    if fact.contains(.end) { return !flags.contains(.spaceBefore) || !fact.contains(.ellipsis) }
    guard !flags.contains(.spaceBefore) else { return false }
    return fact.contains(.closingBracket) || fact.contains(.closing) && !isFollowedByWord(token)
      || fact.contains(.doubleMark) && !isFollowedByWord(token)
  }

  private func isFollowedByWord(_ token: Int) -> Bool {
    token + 1 < tokens.upperBound && !document.tokens[token + 1].flags.contains(.spaceBefore)
      && facts.of(document.tokens[token + 1].word).isDisjoint(with: [.end, .pause, .closingBracket, .dash])
  }

  /// Whether a `.`, `!`, `?` or ellipsis ends the sentence before the token `next`.
  private func endsAtMark(_ fact: WordFacts, _ token: Int, _ next: Int, hasClosing: Bool, isGlued: Bool) -> Bool {
    let nextFact = self.fact(next)
    if !nextFact.isDisjoint(with: [.pause, .closingBracket, .dash]) { return false }
    let shape = document.vocabulary.shape(document.tokens[next].word)
    if isGlued, !hasClosing {
      // *the end.The next*: a blank was lost; not *Node.js* or *v2.Beta*.
      return opensQuotation(next) || shape.contains(.capitalized) && isSmallWord(token - 1)
    }
    let word = firstWord(from: next)
    let wordShape = document.vocabulary.shape(document.tokens[word].word)
    if wordShape.contains(.lowercase) {
      guard isSmall || isListStart(next) else { return false }
      return !fact.contains(.ellipsis) && !(hasClosing && endsWithQuotation(next - 1))
    }
    if fact.contains(.ellipsis), !hasClosing, isPronounI(word) || !wordShape.contains(.capitalized) { return false }
    return !(hasClosing && isTag(fact, word))
  }

  /// *"Why now?" Mr. Smith asked.*: a name and a verb of speech after a quotation are of its sentence. After a full
  /// stop only where they end the sentence, for *"…." Smith said the plan …* begins one.
  private func isTag(_ end: WordFacts, _ word: Int) -> Bool {
    guard endsWithQuotation(word - 1), fact(word).isDisjoint(with: .starter) else { return false }
    let isStop = document.text[Int(document.tokens[lastEnd(before: word)].range.start.value)] == 0x2E
    for token in word..<min(word + 5, tokens.upperBound) {
      if fact(token).contains(.speech), token > word {
        guard isStop else { return true }
        return token + 1 == tokens.upperBound || fact(token + 1).contains(.end)
      }
      guard document.vocabulary.shape(document.tokens[token].word).contains(.capitalized) else { return false }
    }
    return false
  }

  private func lastEnd(before word: Int) -> Int {
    var token = word - 1
    while token > tokens.lowerBound, !fact(token).contains(.end) { token -= 1 }
    return token
  }

  private func endsAtAbbreviation(_ fact: WordFacts, _ next: Int, hasClosing: Bool) -> Bool {
    if !self.fact(next).isDisjoint(with: [.pause, .closingBracket, .dash, .end]) { return false }
    let word = firstWord(from: next)
    let isCapital = document.vocabulary.shape(document.tokens[word].word).contains(.capitalized)
    if hasClosing, endsWithQuotation(next - 1) { return isCapital }
    if isNetwork(next - 1), isCapital { return true }
    if fact.contains(.neverEnds) { return false }
    let shape = document.vocabulary.shape(document.tokens[next - 1].word)
    if fact.contains(.oftenEnds) { return isCapital && !self.fact(word).contains(.afterClock) }
    if opensQuotation(next), !shape.contains(.initial) { return isCapital }
    // *U.S. The*, *Calif. He*, *Mr. J. But*: a word that is hardly ever a name.
    return isCapital && self.fact(word).contains(.starter)
  }

  /// *posted it on X. Hale said …*: behind a small word the letter is the network, not an initial.
  private func isNetwork(_ token: Int) -> Bool {
    let range = document.tokens[token].range
    return range.length == 2 && document.text[Int(range.start.value)] == 0x58 && token > tokens.lowerBound
      && self.fact(token - 1).contains(.function)
  }

  // MARK: Neighbours

  private func opensQuotation(_ token: Int) -> Bool { document.tokens[token].flags.contains(.opensQuotation) }

  /// The first token that is no opening mark.
  private func firstWord(from token: Int) -> Int {
    var word = token
    while word + 1 < tokens.upperBound, word < token + 4,
      document.vocabulary.shape(document.tokens[word].word).contains(.punctuation)
    {
      word += 1
    }
    return word
  }

  private func endsWithQuotation(_ token: Int) -> Bool {
    token >= tokens.lowerBound
      && (document.tokens[token].flags.contains(.closesQuotation) || !fact(token).isDisjoint(with: .quotationMark))
  }

  private func isSmallWord(_ token: Int) -> Bool {
    guard token >= tokens.lowerBound else { return false }
    let word = document.tokens[token].word
    return document.vocabulary.shape(word).contains(.lowercase) && document.vocabulary.length(word) > 1
      || fact(token).contains(.closingBracket) || endsWithQuotation(token)
  }

  private func isPronounI(_ token: Int) -> Bool {
    let range = document.tokens[token].range
    return range.length == 1 && document.text[Int(range.start.value)] == 0x49
  }

  /// A bullet begins a new sentence whatever follows.
  private func isListStart(_ token: Int) -> Bool {
    let range = document.tokens[token].range
    return range.length == 3 && document.text[Int(range.start.value)] == 0xE2
      && document.text[Int(range.start.value) + 1] == 0x80 && document.text[Int(range.start.value) + 2] == 0xA2
  }
}
