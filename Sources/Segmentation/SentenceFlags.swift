import TextModel

/// Sets the flags that depend on the sentence: its first word, headings, and sentences in which case says nothing.
struct SentenceFlags {
  private let document: Document
  private let facts: WordFactTable

  init(document: Document, facts: WordFactTable) {
    self.document = document
    self.facts = facts
  }

  /// Flags all sentences of the document and fills `sentenceOfToken`.
  mutating func flag() {
    document.sentenceOfToken.reserveCapacity(document.tokens.count)
    for (index, sentence) in document.sentences.enumerated() {
      let number = Int32(truncatingIfNeeded: index)
      document.sentenceOfToken.append(contentsOf: repeatElement(number, count: sentence.tokens.count))
      let role = document.blocks[Int(sentence.block)].role
      var added: Token.Flags = role == .title || role == .heading ? .heading : []
      let letters = countLetters(sentence.tokens)
      if letters.isCaseless { added.insert(.caseless) }
      if letters.isTitleCase { added.insert(.titleCase) }
      flagStarts(sentence.tokens)
      guard !added.isEmpty else { continue }
      for token in sentence.tokens.indices { document.tokens[token].flags.formUnion(added) }
    }
  }

  /// Words of a sentence by their letters.
  private struct Letters {
    var capitals = 0
    var small = 0
    /// Words of more than three letters, or that are no function words: those that titles capitalise.
    var longCapitalized = 0
    var longSmall = 0

    /// TRUMP WINS IN OHIO
    var isCaseless: Bool { capitals >= 2 && small * 10 <= capitals }
    /// Trump Wins Big in Ohio
    var isTitleCase: Bool { longCapitalized >= 4 && longSmall * 6 <= longCapitalized }
  }

  private func countLetters(_ tokens: TokenRange) -> Letters {
    var letters = Letters()
    for token in tokens.indices {
      let shape = document.vocabulary.shape(document.tokens[token].word)
      if shape.contains(.punctuation) { continue }
      let isLong = document.tokens[token].range.length > 4
      if shape.contains(.allCapitals) {
        letters.capitals += 1
      } else if shape.contains(.lowercase), !shape.contains(.possessive) {
        letters.small += 1
        if isLong { letters.longSmall += 1 }
      } else if shape.contains(.capitalized) {
        if !shape.contains(.initial) { letters.small += 1 }
        letters.longCapitalized += 1
      }
    }
    return letters
  }

  /// Marks the first word of the sentence, of those inside its quotations, and of a quotation after a comma or colon.
  private func flagStarts(_ tokens: TokenRange) {
    flagFirstWord(from: tokens.first, limit: tokens.limit)
    for token in tokens.indices {
      let flags = document.tokens[token].flags
      if flags.contains(.innerSentenceStart) {
        flagFirstWord(from: token, limit: tokens.limit)
      } else if flags.contains(.opensQuotation), token > tokens.first,
        facts.of(document.tokens[token - 1].word).contains(.pause)
      {
        flagFirstWord(from: token, limit: tokens.limit)
      }
    }
  }

  private func flagFirstWord(from token: Int, limit: Int) {
    var word = token
    while word + 1 < limit, word < token + 5,
      document.vocabulary.shape(document.tokens[word].word).contains(.punctuation)
    {
      word += 1
    }
    document.tokens[word].flags.insert(.sentenceStart)
  }
}
