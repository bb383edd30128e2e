import TextModel

/// What phrases are told by, for each token of a document: its part of speech and what is known of its word.
struct PhraseInput {
  private var tags: [PennTag] = []
  private var words: [PhraseWord] = []
  private var table: PhraseWordTable

  init(_ classes: WordClasses) { table = PhraseWordTable(classes) }

  /// The tags by raw value; what is none counts as `none`.
  private static let tagTable = (0...255).map { PennTag(rawValue: UInt8($0)) ?? .none }

  /// Reads the tokens and tags of a document and calls `body` with each stretch of it. O(tokens).
  mutating func forEachStretch(of document: Document, _ table: inout PhraseIndex, _ body: (SentenceView) -> Void) {
    read(document)
    let count = document.tokens.count
    document.tokens.withUnsafeBufferPointer { tokens in
      document.text.withUnsafeBufferPointer { text in
        tags.withUnsafeBufferPointer { tags in
          words.withUnsafeBufferPointer { words in
            withUnsafeMutablePointer(to: &table) { table in
              for sentence in document.sentences
              where sentence.tokens.first >= 0 && sentence.tokens.limit <= count {
                var view = SentenceView(
                  tokens: tokens, text: text, table: table, tags: tags, words: words,
                  start: sentence.tokens.first, limit: sentence.tokens.limit)
                for token in sentence.tokens.indices where tokens[token].flags.contains(.innerSentenceStart) {
                  view.limit = token
                  body(view)
                  view.start = token
                  view.limit = sentence.tokens.limit
                }
                body(view)
              }
            }
          }
        }
      }
    }
  }

  private mutating func read(_ document: Document) {
    table.refresh(document.vocabulary)
    let count = document.tokens.count
    if tags.count < count {
      tags.append(contentsOf: repeatElement(.none, count: count - tags.count))
      words.append(contentsOf: repeatElement([], count: count - words.count))
    }
    Self.tagTable.withUnsafeBufferPointer { names in
      for index in 0..<count { tags[index] = index < document.tags.count ? names[Int(document.tags[index])] : .none }
    }
    for index in 0..<count { words[index] = table.facts(of: document.tokens[index].word) }
  }
}

/// The stretch of tokens in which phrases are looked for: a sentence, or a sentence inside a quotation, with short ways
/// to what is known of its tokens.
///
/// Valid only within `PhraseInput.forEachStretch`, which sees to it that the stretch lies within the tokens.
struct SentenceView {
  let tokens: UnsafeBufferPointer<Token>
  let text: UnsafeBufferPointer<UInt8>
  /// The phrases that are found.
  let table: UnsafeMutablePointer<PhraseIndex>
  fileprivate let tags: UnsafeBufferPointer<PennTag>
  fileprivate let words: UnsafeBufferPointer<PhraseWord>
  fileprivate(set) var start: Int
  fileprivate(set) var limit: Int

  @inline(__always) func tag(_ token: Int) -> PennTag {
    guard token >= start, token < limit else { return .none }
    return tags[token]
  }

  @inline(__always) func word(_ token: Int) -> PhraseWord {
    guard token >= start, token < limit else { return [] }
    return words[token]
  }

  /// The flags of a token; none outside the stretch.
  @inline(__always) func flags(_ token: Int) -> Token.Flags {
    guard token >= start, token < limit else { return [] }
    return tokens[token].flags
  }

  /// The byte that a token is, or 0 where it has several.
  func mark(_ token: Int) -> UInt8 {
    guard token >= start, token < limit, tokens[token].range.length == 1 else { return 0 }
    return byte(at: Int(tokens[token].range.start.value))
  }

  /// A byte of the text; 0 outside.
  func byte(at offset: Int) -> UInt8 { text.indices.contains(offset) ? text[offset] : 0 }

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
}
