import TextModel

/// What is known of each token of a document, in buffers that the next document uses again.
final class TokenIndex {
  private var facts = PlainBuffer<TokenFacts>()
  private var nounAt = PlainBuffer<Int32>()
  private var nameAt = PlainBuffer<Int32>()
  private var names = PlainBuffer<Annotation>()
  /// For each 32 bytes of the text the last token that begins before them; -1 where none begins in those before them.
  private var places = PlainBuffer<Int32>()
  private var placeCount = 2

  deinit {
    facts.deallocate()
    nounAt.deallocate()
    nameAt.deallocate()
    names.deallocate()
    places.deallocate()
  }

  /// Gives back what a large document needed.
  func rest() {
    facts.giveBack()
    nounAt.giveBack()
    nameAt.giveBack()
    names.giveBack()
    places.giveBack()
  }

  /// Reads the words of a document, which have rows. O(tokens).
  func read(_ document: Document, _ rows: FlatBuffer<ReferringWords.Row>) {
    facts.reserve(document.tokens.count)
    placeCount = document.text.count >> DiscourseView.placeShift + 2
    places.reserve(placeCount)
    places.base.initialize(repeating: -1, count: placeCount)
    places.base[0] = 0
    let known = rows.start
    let last = document.tokens.count - 1
    document.tokens.withUnsafeBufferPointer { tokens in
      document.tags.withUnsafeBufferPointer { tags in
        for token in 0..<min(tags.count, tokens.count) {
          known.prefetch(tokens[min(token &+ Token.ahead, last)].word.index)
          put(tokens[token], tag: tags[token], known, at: token)
        }
        for token in min(tags.count, tokens.count)..<tokens.count { put(tokens[token], tag: 0, known, at: token) }
      }
    }
  }

  @inline(__always)
  private func put(_ token: Token, tag: UInt8, _ known: UnsafeMutablePointer<ReferringWords.Row>, at place: Int) {
    var word = known[token.word.index].facts
    word.traits.formUnion(Traits(token.flags))
    facts.base[place] = TokenFacts(word: word, tag: tag)
    let piece = min(max(0, Int(token.range.start.value) >> DiscourseView.placeShift), placeCount - 2)
    places.base[piece + 1] = Int32(truncatingIfNeeded: place)
  }

  /// Calls `body` with the document, which has been read, as plain buffers, which stay as they are meanwhile.
  func withView(
    of document: Document, _ rows: FlatBuffer<ReferringWords.Row>, nouns: UnsafeBufferPointer<RoleNouns.Found>,
    modifiers: ModifierPool, _ body: (DiscourseView) -> Void
  ) {
    let count = document.tokens.count
    nounAt.reserve(count)
    nameAt.reserve(count)
    names.reserve(document.annotations.count)
    document.tokens.withUnsafeBufferPointer { tokens in
      document.sentenceOfToken.withUnsafeBufferPointer { sentenceOfToken in
        document.sentences.withUnsafeBufferPointer { sentences in
          let view = DiscourseView(
            document: document, tokens: tokens, sentenceOfToken: sentenceOfToken, sentences: sentences,
            facts: facts.base, rows: rows.start, nouns: nouns, nounAt: nounAt.base, names: names.base,
            nameAt: nameAt.base,
            places: UnsafeBufferPointer(start: places.base, count: placeCount), modifiers: modifiers)
          note(view)
          body(view)
        }
      }
    }
  }

  /// Notes role nouns and names.
  private func note(_ view: DiscourseView) {
    let count = view.tokens.count
    for (number, noun) in view.nouns.enumerated() where !noun.tokens.isEmpty && noun.tokens.limit <= count {
      nounAt.base[noun.tokens.limit - 1] = Int32(truncatingIfNeeded: number)
      view.note(.nounEnd, at: noun.tokens.limit - 1)
    }
    var named: Int32 = 0
    view.document.annotations.withUnsafeBufferPointer { annotations in
      for annotation in annotations where annotation.kind.isName {
        (names.base + Int(named)).initialize(to: annotation)
        for token in annotation.tokens.indices where token >= 0 && token < count {
          nameAt.base[token] = named
          view.note(.named, at: token)
        }
        named += 1
      }
    }
  }
}
