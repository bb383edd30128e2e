import TextModel

/// A word whose number is still to be looked up.
struct PendingWord: BitwiseCopyable {
  var key: WordKey
  /// The place of its token in the chunk.
  var token: Int
}

/// Tokens that were found, some dozens, most of them without the numbers of their words.
///
/// The words are looked up together in the end: their places in the vocabulary, which no cache holds for long, have been
/// fetched meanwhile.
struct TokenChunk {
  let tokens: UnsafeMutableBufferPointer<Token>
  private(set) var count = 0
  /// The number of special tokens before those of the chunk.
  private(set) var firstSpecial: Int
  private let pending: UnsafeMutableBufferPointer<PendingWord>
  private var pendingCount = 0

  /// A chunk that keeps as many tokens and words as the buffers take.
  init(
    _ tokens: UnsafeMutableBufferPointer<Token>, _ pending: UnsafeMutableBufferPointer<PendingWord>, firstSpecial: Int
  ) {
    self.tokens = tokens
    self.pending = pending
    self.firstSpecial = firstSpecial
  }

  mutating func begin(firstSpecial: Int) {
    (count, pendingCount) = (0, 0)
    self.firstSpecial = firstSpecial
  }

  /// The token that is appended next is of the word with a key.
  @inline(__always) mutating func wait(_ key: WordKey, _ vocabulary: Vocabulary) {
    vocabulary.place(of: key).prefetch(0)
    pending.initializeElement(at: pendingCount, to: PendingWord(key: key, token: count))
    pendingCount &+= 1
  }

  @inline(__always) mutating func append(_ token: Token) {
    tokens.initializeElement(at: count, to: token)
    count &+= 1
  }

  /// Sets the words of the tokens.
  @inline(__always) func lookUp(_ vocabulary: Vocabulary) {
    for index in 0..<pendingCount { tokens[pending[index].token].word = vocabulary.intern(pending[index].key) }
  }
}
