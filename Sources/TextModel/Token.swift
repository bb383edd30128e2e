/// The smallest unit of matching: a word, a number or a mark.
public struct Token: Sendable {
  /// Bytes in `Document.text`.
  public var range: UTF8Range
  /// The number of its word in the vocabulary.
  public var word: WordID
  /// What holds of it where it stands.
  public var flags: Flags

  /// What holds of a token where it stands, not of its word.
  public struct Flags: OptionSet, Sendable {
    /// The bits.
    public let rawValue: UInt16
    /// Makes a set of its bits.
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }
    /// Blank or line break stands before it.
    @inlinable public static var spaceBefore: Self { Self(rawValue: 1 << 0) }
    /// The first token of its sentence, opening marks aside; also of a sentence inside a quotation and of a quotation
    /// after a comma or colon (*said: "The …*), where a capital says nothing.
    @inlinable public static var sentenceStart: Self { Self(rawValue: 1 << 1) }
    /// Inside a pair of quotation marks, the marks included.
    @inlinable public static var quoted: Self { Self(rawValue: 1 << 2) }
    /// Opens or closes a quotation (a paired mark).
    @inlinable public static var opensQuotation: Self { Self(rawValue: 1 << 3) }
    /// Closes a quotation (a paired mark).
    @inlinable public static var closesQuotation: Self { Self(rawValue: 1 << 4) }
    /// In a title or heading block.
    @inlinable public static var heading: Self { Self(rawValue: 1 << 5) }
    /// In a sentence whose words are (nearly) all in capitals, so that case says nothing.
    @inlinable public static var caseless: Self { Self(rawValue: 1 << 6) }
    /// The first token of its block.
    @inlinable public static var blockStart: Self { Self(rawValue: 1 << 7) }
    /// In a sentence in which Nearly Every Word Is Capitalised.
    @inlinable public static var titleCase: Self { Self(rawValue: 1 << 8) }
    /// The last token of a sentence that ends inside a quotation, where the sentence round the quotation goes on.
    @inlinable public static var endsInnerSentence: Self { Self(rawValue: 1 << 9) }
    /// The first token after `endsInnerSentence`; its first word has `sentenceStart` as well.
    @inlinable public static var innerSentenceStart: Self { Self(rawValue: 1 << 10) }
  }

  /// Makes one of its parts.
  @inlinable public init(range: UTF8Range, word: WordID, flags: Flags = []) {
    self.range = range
    self.word = word
    self.flags = flags
  }
}

/// A sentence: its tokens and the block in which it stands.
///
/// A sentence never ends inside a pair of quotation marks: a quotation of several sentences is a part of the sentence
/// round it, and `Token.Flags.endsInnerSentence` marks the ends within.
public struct Sentence: Sendable {
  /// All its tokens, marks included.
  public var tokens: TokenRange
  /// The index of its block in `Document.blocks`.
  public var block: Int32
  /// Makes one of its parts.
  @inlinable public init(tokens: TokenRange, block: Int32) {
    self.tokens = tokens
    self.block = block
  }
}

/// A stretch between paired quotation marks, the marks included.
///
/// A quotation over several paragraphs, each of which opens with a mark and only the last of which closes, is one
/// quotation a paragraph: `continues` says that the next one goes on with it.
public struct Quotation: Sendable {
  /// From the opening to the closing mark, both included.
  public var tokens: TokenRange
  /// 0 for an outermost quotation, 1 for one inside another …
  public var depth: UInt8
  /// Has no closing mark because the next paragraph goes on with it.
  public var continues: Bool
  /// Goes on with the quotation before it.
  public var isContinuation: Bool
  /// The marks are single ones.
  public var isSingle: Bool
  /// Makes one of its parts.
  @inlinable public init(
    tokens: TokenRange, depth: UInt8, continues: Bool = false, isContinuation: Bool = false, isSingle: Bool = false
  ) {
    self.tokens = tokens
    self.depth = depth
    self.continues = continues
    self.isContinuation = isContinuation
    self.isSingle = isSingle
  }
}
