import Records
import Review

/// What a reader said of a quote: a line of `judgements.jsonl`.
public struct Judgement: Sendable, Equatable {
  /// What is said.
  public enum Verdict: String, Sendable, CaseIterable {
    /// Content, cue and source are right.
    case right
    /// It is no quote.
    case wrong
    /// Somebody else said it.
    case source
    /// The content is too long or too short.
    case content
    /// Other words attribute it.
    case cue
    /// Speech was taken for a stance, or a stance for speech.
    case act
    /// An earlier verdict on the quote is taken back.
    case withdrawn
  }

  /// The id of the document's record.
  public var document: String
  /// The hash of the article's words, as the record has it.
  public var textHash: String?
  /// The address of the page.
  public var url: String?
  /// The quote as it was.
  public var quote: JudgedQuote
  /// The rule that made it.
  public var rule: String
  /// How far it was trusted.
  public var confidence: Double
  /// The version of the program.
  public var version: String
  /// What is said of it.
  public var verdict: Verdict
  /// The quote as it should be; nil where it is right, or none.
  public var correction: JudgedQuote?
  /// The reader.
  public var who: String
  /// The time in UTC, `2026-11-30T09:41:07.250Z`.
  public var when: String
  /// Words of the reader.
  public var note: String?

  /// Judges a quote.
  public init(
    of quote: ReviewedQuote, verdict: Verdict, correction: JudgedQuote? = nil, version: String, who: String,
    when: String,
    note: String? = nil
  ) {
    document = quote.document.id
    textHash = quote.document.textHash
    url = quote.document.url
    self.quote = JudgedQuote(quote)
    rule = quote.rule
    confidence = quote.confidence
    self.version = version
    self.verdict = verdict
    self.correction = correction
    self.who = who
    self.when = when
    self.note = note
  }

  /// The quote as it should be; nil where there is none.
  public var expected: JudgedQuote? {
    switch verdict {
    case .right: quote
    case .wrong, .withdrawn: nil
    case .source, .content, .cue, .act: correction
    }
  }
}
