import TextModel

/// A content with its cue and source, as ranges of tokens.
struct FoundQuote {
  var cue: Range<Int>?
  var source: Range<Int>?
  var pieces: Pieces
  /// Quotations that stand alone behind an indirect content and have the same source.
  var standing = Pieces()
  /// The index of the candidate, or -1.
  var candidate: Int
  var head: Int
  var probability: Float
  var rule: QuoteRule
  /// The rule of `Rules/` that made the quote, or none.
  var written = RuleID.none
  /// The log odds that it is an attribution at all.
  var keep: Float = 0
  /// The log odds that its content and source are right, and that it is of words that were said, once it may be kept.
  var right: Float = 0
  var speech: Float = 0
  /// The number of tokens in all pieces.
  var count: Int { pieces.reduce(0) { $0 + $1.count } }
  func contains(_ token: Int) -> Bool { pieces.contains { $0.contains(token) } }
}

extension Attribution {
  /// The rules of quotes that are weighed; quotes of all others are made by rules that are written out.
  public static let constructions = Set(QuoteRule.allCases.filter { $0 != .written }.map(\.name))
}

/// The constructions that quotes are made by; the name goes into the record as the rule's.
enum QuoteRule: UInt8, CaseIterable {
  case accordance, document, label, noun, adjective, light, inverted, after, split, passive, direct, that
  case clause, question, infinitive, preposition, object, participle, turn
  /// A quotation on its own behind what its speaker was said to say; a clause with *reportedly* in it.
  case standing, reported
  /// A quotation on its own, whole sentences of whoever was quoted last; a post that a page shows, with its writer.
  case alone, post
  /// A rule of `Rules/70-quote.rules`.
  case written

  /// The name in records and in the table of confidences.
  var name: String {
    switch self {
    case .accordance: "quote.according-to"
    case .document: "quote.in-document"
    case .label: "quote.source-colon-content"
    case .noun: "quote.cue-noun"
    case .adjective: "quote.cue-adjective"
    case .light: "quote.light-verb"
    case .inverted: "quote.content-cue-source"
    case .after: "quote.content-source-cue"
    case .split: "quote.content-source-cue-content"
    case .passive: "quote.passive"
    case .direct: "quote.source-cue-quotation"
    case .that: "quote.source-cue-that"
    case .clause: "quote.source-cue-clause"
    case .question: "quote.source-cue-question"
    case .infinitive: "quote.source-cue-infinitive"
    case .preposition: "quote.source-cue-preposition"
    case .object: "quote.source-cue-object"
    case .participle: "quote.participle"
    case .turn: "quote.speaker-turn"
    case .standing: "quote.standing-alone"
    case .reported: "quote.reportedly"
    case .alone: "quote.quotation-alone"
    case .post: "quote.embedded-post"
    case .written: "quote"
    }
  }
}
