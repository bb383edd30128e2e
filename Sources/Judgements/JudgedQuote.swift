import Records
import Review

/// A quote as a judgement keeps it: the fields of its record, and the words by which it is found again.
public struct JudgedQuote: Sendable, Equatable {
  /// The words of a piece of the content with what stands round them.
  public struct Piece: Sendable, Equatable {
    /// Up to 32 code points before the words.
    public var before: String
    /// The words as they stand.
    public var text: String
    /// Up to 32 code points behind the words.
    public var after: String
  }
  /// The words that attribute.
  public struct Cue: Sendable, Equatable {
    /// As they stand.
    public var text: String
    /// Where, in code points of the document's text.
    public var range: Range<Int>
    /// The word of the record's `cue.class`; nil where a reader gave the cue.
    public var kind: String?

    /// Describes a cue.
    public init(text: String, range: Range<Int>, kind: String?) {
      self.text = text
      self.range = range
      self.kind = kind
    }
  }
  /// Who said it.
  public struct Source: Sendable, Equatable {
    /// As the record names it.
    public var name: String
    /// The word of the record's `source.kind`.
    public var kind: String
    /// Whether the document does not name it.
    public var isAnonymous: Bool
    /// Where the sentence names it, in code points; nil where it does not.
    public var mention: Range<Int>?

    /// Describes a source.
    public init(name: String, kind: String, isAnonymous: Bool, mention: Range<Int>?) {
      self.name = name
      self.kind = kind
      self.isAnonymous = isAnonymous
      self.mention = mention
    }
  }

  /// The id of the record.
  public var id: String
  /// `direct`, `indirect` or `mixed`.
  public var kind: String
  /// The content in its pieces, in code points.
  public var spans: [Range<Int>]
  /// The words of each piece.
  public var pieces: [Piece]
  /// The words that attribute it; nil where there are none.
  public var cue: Cue?
  /// Who said it; nil where nobody did.
  public var source: Source?
  /// `speech` or `stance`; nil where the record does not say.
  public var act: String?

  /// So many code points are kept on either side of a piece.
  public static let context = 32

  /// Takes over a quote's record.
  public init(_ quote: ReviewedQuote) {
    id = quote.id
    kind = quote.kind
    spans = quote.spans
    pieces = quote.spans.map { Self.piece(at: $0, in: quote.document.text) }
    act = quote.record["act"].string
    if let range = quote.cue {
      cue = Cue(
        text: Self.text(range, in: quote.document.text), range: range, kind: quote.record["cue"]["class"].string)
    }
    if let name = quote.sourceName {
      source = Source(
        name: name, kind: quote.record["source"]["kind"].string ?? "unknown",
        isAnonymous: quote.record["source"]["anonymous"].isTrue, mention: quote.mention)
    }
  }

  /// Moves the content to other pieces of the text.
  public mutating func move(to spans: [Range<Int>], in text: [Unicode.Scalar]) {
    self.spans = spans
    pieces = spans.map { Self.piece(at: $0, in: text) }
  }

  package static func piece(at range: Range<Int>, in text: [Unicode.Scalar]) -> Piece {
    let first = max(0, range.lowerBound - context)
    let limit = min(text.count, range.upperBound + context)
    return Piece(
      before: Self.text(first..<range.lowerBound, in: text), text: Self.text(range, in: text),
      after: Self.text(range.upperBound..<max(limit, range.upperBound), in: text))
  }

  package static func text(_ range: Range<Int>, in text: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text[range.clamped(to: 0..<text.count)])
    return String(view)
  }

  /// A hash of the words, what stands round them and the cue: the same wherever and in whichever document they stand.
  public var key: String {
    var hash = WordHash()
    for piece in pieces {
      for part in [piece.before, piece.text, piece.after] { hash.add(FoldedText.words(part)) }
    }
    if let cue {
      hash.add(FoldedText.words(cue.text))
      hash.add(cue.range.lowerBound - (spans.first?.lowerBound ?? 0))
    }
    return "j" + hash.digits
  }
}

/// The hash of Fowler, Noll and Vo (FNV-1a, 64 bits) over code points: made of the words alone, so that it is the same on every
/// machine.
package struct WordHash: Sendable {
  package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  package init() {}

  /// Adds a number.
  package mutating func add(_ number: Int) {
    var rest = UInt64(bitPattern: Int64(number))
    for _ in 0..<8 {
      value = (value ^ (rest & 0xFF)) &* 0x100_0000_01B3
      rest >>= 8
    }
  }

  /// Adds words, and that they end.
  package mutating func add(_ words: some Sequence<Unicode.Scalar>) {
    for scalar in words { value = (value ^ UInt64(scalar.value)) &* 0x100_0000_01B3 }
    value = (value ^ 0x110000) &* 0x100_0000_01B3
  }

  /// The 16 hexadecimal digits.
  package var digits: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
