import TextModel

/// What phrases are told by, for each token of a document: its part of speech and what is known of its word.
struct PhraseInput {
  private(set) var tags: [PennTag] = []
  private(set) var words: [PhraseWord] = []
  private var table = PhraseWordTable()

  /// The tags by raw value; what is none counts as `none`.
  private static let tagTable = (0...255).map { PennTag(rawValue: UInt8($0)) ?? .none }

  /// Reads the tokens and tags of a document. O(tokens).
  mutating func read(_ document: Document) {
    table.refresh(document.vocabulary)
    tags.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    let tagTable = Self.tagTable
    for tag in document.tags { tags.append(tagTable[Int(tag)]) }
    for token in document.tokens { words.append(table.of(token, in: document.vocabulary)) }
    while tags.count < words.count { tags.append(.none) }
  }
}

/// The stretch of tokens in which phrases are looked for: a sentence, or a sentence inside a quotation, with short ways
/// to what is known of its tokens.
struct SentenceView {
  let document: Document
  private let tags: [PennTag]
  private let words: [PhraseWord]
  let start: Int
  let limit: Int

  init(document: Document, input: PhraseInput, start: Int, limit: Int) {
    self.document = document
    tags = input.tags
    words = input.words
    self.start = start
    self.limit = limit
  }

  @inline(__always) func tag(_ token: Int) -> PennTag {
    guard token >= start, token < limit else { return .none }
    return tags[token]
  }

  @inline(__always) func word(_ token: Int) -> PhraseWord {
    guard token >= start, token < limit else { return [] }
    return words[token]
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
  static func forEach(in document: Document, input: PhraseInput, _ body: (SentenceView) -> Void) {
    for sentence in document.sentences {
      var start = sentence.tokens.first
      for token in sentence.tokens.indices where document.tokens[token].flags.contains(.innerSentenceStart) {
        body(SentenceView(document: document, input: input, start: start, limit: token))
        start = token
      }
      body(SentenceView(document: document, input: input, start: start, limit: sentence.tokens.limit))
    }
  }
}
