import TextModel

/// Sets the flags that depend on the sentence: its first word, headings, and sentences in which case says nothing.
struct SentenceFlags {
  private let document: Document
  private let facts: WordFactTable
  private let letters: WordLetters

  init(document: Document, facts: WordFactTable, letters: WordLetters) {
    self.document = document
    self.facts = facts
    self.letters = letters
  }

  /// Flags all sentences of the document and fills `sentenceOfToken`; at `innerStarts` sentences inside quotations begin.
  /// O(tokens).
  func flag(innerStarts: [Int]) {
    let sentences = document.sentences
    let count = document.tokens.count
    document.sentenceOfToken.reserveCapacity(count)
    for (index, sentence) in sentences.enumerated() {
      let number = Int32(truncatingIfNeeded: index)
      document.sentenceOfToken.append(contentsOf: repeatElement(number, count: sentence.tokens.count))
    }
    document.tokens.withUnsafeMutableBufferPointer { tokens in
      letters.kinds.withUnsafeBufferPointer { kinds in
        for sentence in sentences {
          let words = tokens[sentence.tokens.indices]
          let counts = LetterCounts(words, kinds)
          let role = document.blocks[Int(sentence.block)].role
          var added: Token.Flags = role == .title || role == .heading ? .heading : []
          if counts.isCaseless { added.insert(.caseless) }
          if counts.isTitleCase { added.insert(.titleCase) }
          flagFirstWord(from: sentence.tokens.first, limit: sentence.tokens.limit, tokens)
          guard !added.isEmpty else { continue }
          for token in words.indices { tokens[token].flags.formUnion(added) }
        }
      }
      for token in innerStarts { flagFirstWord(from: token, limit: sentence(of: token).limit, tokens) }
      flagQuotations(tokens)
    }
  }

  /// Marks the first words of quotations after a comma or colon.
  private func flagQuotations(_ tokens: UnsafeMutableBufferPointer<Token>) {
    for quotation in document.quotations {
      let first = quotation.tokens.first
      let sentence = sentence(of: first)
      guard first > sentence.first, facts.of(tokens[first - 1].word).contains(.pause) else { continue }
      flagFirstWord(from: first, limit: sentence.limit, tokens)
    }
  }

  private func sentence(of token: Int) -> TokenRange { document.sentences[Int(document.sentenceOfToken[token])].tokens }

  private func flagFirstWord(from token: Int, limit: Int, _ tokens: UnsafeMutableBufferPointer<Token>) {
    var word = token
    while word + 1 < limit, word < token + 5, document.vocabulary.shape(tokens[word].word).contains(.punctuation) {
      word += 1
    }
    tokens[word].flags.insert(.sentenceStart)
  }
}
