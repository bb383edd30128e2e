import TextModel

/// The stretch of tokens in which phrases are looked for: a sentence, or a sentence inside a quotation, with short ways
/// to what is known of its tokens.
struct SentenceView {
  let document: Document
  let words: PhraseWordTable
  let start: Int
  let limit: Int

  @inline(__always) func tag(_ token: Int) -> PennTag {
    guard token >= start, token < limit else { return .none }
    return PennTag(rawValue: document.tags[token]) ?? .none
  }

  @inline(__always) func word(_ token: Int) -> PhraseWord {
    guard token >= start, token < limit else { return [] }
    return words.of(document.tokens[token], in: document.vocabulary)
  }

  @inline(__always) func isVerb(_ token: Int) -> Bool {
    let tag = tag(token)
    return tag.rawValue >= PennTag.VB.rawValue && tag.rawValue <= PennTag.VBZ.rawValue
  }

  /// A common or proper noun.
  @inline(__always) func isNoun(_ token: Int) -> Bool {
    let tag = tag(token)
    return tag.rawValue >= PennTag.NN.rawValue && tag.rawValue <= PennTag.NNPS.rawValue
  }

  @inline(__always) func isName(_ token: Int) -> Bool {
    let tag = tag(token)
    return tag == .NNP || tag == .NNPS
  }

  @inline(__always) func isAdjective(_ token: Int) -> Bool {
    let tag = tag(token)
    return tag == .JJ || tag == .JJR || tag == .JJS
  }

  @inline(__always) func isAdverb(_ token: Int) -> Bool {
    let tag = tag(token)
    return tag == .RB || tag == .RBR || tag == .RBS
  }

  /// Calls `body` with each stretch of the document.
  static func forEach(in document: Document, words: PhraseWordTable, _ body: (SentenceView) -> Void) {
    for sentence in document.sentences {
      var start = sentence.tokens.first
      for token in sentence.tokens.indices where document.tokens[token].flags.contains(.innerSentenceStart) {
        body(SentenceView(document: document, words: words, start: start, limit: token))
        start = token
      }
      body(SentenceView(document: document, words: words, start: start, limit: sentence.tokens.limit))
    }
  }
}
