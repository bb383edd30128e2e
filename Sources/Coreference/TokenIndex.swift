import TextModel

/// What is known of each token of a document, in buffers that the next document uses again.
final class TokenIndex {
  private var facts = PlainBuffer<TokenFacts>()
  private var nounAt = PlainBuffer<Int32>()
  private var nameAt = PlainBuffer<Int32>()
  private var names = PlainBuffer<Annotation>()

  deinit {
    facts.deallocate()
    nounAt.deallocate()
    nameAt.deallocate()
    names.deallocate()
  }

  /// Calls `body` with the document as plain buffers, which stay as they are meanwhile.
  func withView(
    of document: Document, words: [WordFacts], nouns: [RoleNouns.Found], modifiers: ModifierPool,
    _ body: (DocumentView) -> Void
  ) {
    let count = document.tokens.count
    facts.reserve(count)
    nounAt.reserve(count)
    nameAt.reserve(count)
    names.reserve(document.annotations.count)
    document.tokens.withUnsafeBufferPointer { tokens in
      document.sentenceOfToken.withUnsafeBufferPointer { sentenceOfToken in
        document.sentences.withUnsafeBufferPointer { sentences in
          nouns.withUnsafeBufferPointer { nouns in
            let view = DocumentView(
              document: document, tokens: tokens, sentenceOfToken: sentenceOfToken, sentences: sentences,
              facts: facts.base, nouns: nouns, nounAt: nounAt.base, names: names.base, nameAt: nameAt.base,
              modifiers: modifiers)
            fill(view, words)
            body(view)
          }
        }
      }
    }
  }

  private func fill(_ view: DocumentView, _ words: [WordFacts]) {
    let tokens = view.tokens
    words.withUnsafeBufferPointer { words in
      view.document.tags.withUnsafeBufferPointer { tags in
        for token in 0..<min(tags.count, tokens.count) {
          var word = words[tokens[token].word.index]
          word.traits.formUnion(Traits(tokens[token].flags))
          view.facts[token] = TokenFacts(word: word, tag: tags[token])
        }
        for token in min(tags.count, tokens.count)..<tokens.count {
          view.facts[token] = TokenFacts(word: words[tokens[token].word.index])
          view.note(Traits(tokens[token].flags), at: token)
        }
      }
    }
    for (number, noun) in view.nouns.enumerated() where !noun.tokens.isEmpty && noun.tokens.limit <= tokens.count {
      nounAt.base[noun.tokens.limit - 1] = Int32(truncatingIfNeeded: number)
      view.note(.nounEnd, at: noun.tokens.limit - 1)
    }
    var count: Int32 = 0
    for annotation in view.document.annotations where annotation.kind.isName {
      names.base[Int(count)] = annotation
      for token in annotation.tokens.indices where token >= 0 && token < tokens.count {
        nameAt.base[token] = count
        view.note(.named, at: token)
      }
      count += 1
    }
  }
}
