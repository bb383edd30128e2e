import RuleLanguage
import TextModel

/// Turns a found quote into the document's: bytes, kind, class, negation.
struct QuoteWriting {
  private let reading: Reading
  private let rules: RuleSet

  init(reading: Reading, rules: RuleSet) {
    self.reading = reading
    self.rules = rules
  }

  func quote(_ found: FoundQuote, confidence: Float, candidate: CueCandidate?, cueClass: Cue.Class) -> Quote {
    let document = reading.document
    let isWritten = found.written != .none
    let rule = isWritten ? rules.ruleName(found.written) : found.rule.name
    let kind = reading.kind(of: found.pieces)
    // A speaker's label is a name, whatever it is made of (*HOST: …*).
    let form = found.rule == .turn ? Mention.Form.name : found.source.map { reading.form(of: $0) }
    var quote = Quote(
      kind: kind, spans: spans(of: found.pieces), sentence: sentence(of: found), rule: rule, confidence: confidence)
    if let cue = found.cue {
      let tokens = TokenRange(cue.lowerBound, cue.upperBound)
      let lemma = candidate.map(lemma(of:)) ?? document.string(tokens).lowercased()
      quote.cue = Cue(range: document.range(of: tokens), lemma: lemma, cueClass: cueClass)
      quote.isNegated = candidate?.group?.isNegated ?? false
      quote.isHedged = cue.contains { reading.has(.hedge, $0) } || candidate?.group?.isModal ?? false
    }
    if let source = found.source, let form {
      let range = document.range(of: TokenRange(source.lowerBound, source.upperBound))
      quote.mention = Mention(range: range, form: form)
    }
    return quote
  }

  private func lemma(of candidate: CueCandidate) -> String {
    switch candidate.frame.shape {
    case .preposition: "according to"
    case .colon: ":"
    default: reading.document.vocabulary.string(reading.lemma(candidate.head))
    }
  }

  /// The bytes of the pieces; those that touch are one.
  private func spans(of pieces: Pieces) -> [UTF8Range] {
    let document = reading.document
    if pieces.count == 1 { return [document.range(of: TokenRange(pieces[0].lowerBound, pieces[0].upperBound))] }
    var joined: [TokenRange] = []
    for piece in pieces {
      if let last = joined.last, last.limit >= piece.lowerBound {
        joined[joined.count - 1] = TokenRange(last.first, max(last.limit, piece.upperBound))
      } else {
        joined.append(TokenRange(piece.lowerBound, piece.upperBound))
      }
    }
    return joined.map { document.range(of: $0) }
  }

  private func sentence(of found: FoundQuote) -> UTF8Range {
    let document = reading.document
    let tokens = found.cue ?? found.pieces.first ?? 0..<0
    guard let first = sentence(at: tokens.lowerBound), let last = sentence(at: tokens.upperBound - 1) else {
      return document.range(of: TokenRange(tokens.lowerBound, tokens.upperBound))
    }
    return document.range(of: TokenRange(first.first, last.limit))
  }

  private func sentence(at token: Int) -> TokenRange? {
    let document = reading.document
    guard token >= 0, token < document.sentenceOfToken.count else { return nil }
    let index = Int(document.sentenceOfToken[token])
    return document.sentences.indices.contains(index) ? document.sentences[index].tokens : nil
  }
}

extension Reading {
  /// How much of a content stands in quotation marks: all of its words, none, or some.
  func kind(of pieces: Pieces) -> Quote.Kind {
    var inside = 0
    var outside = 0
    for piece in pieces {
      let rows = row(0)
      for token in piece.clamped(to: 0..<count) where !rows[token].traits.contains(.punctuation) {
        if rows[token].marks.contains(.quoted) { inside += 1 } else { outside += 1 }
      }
    }
    return inside == 0 ? .indirect : outside == 0 ? .direct : .mixed
  }

  /// How the words of a source refer.
  func form(of source: Range<Int>) -> Mention.Form {
    switch tag(source.upperBound - 1) {
    case .PRP, .PRPS, .WP, .WDT,
      .WPS where source.count == 1:
      return .pronoun
    default: break
    }
    guard let head = head(of: source) else { return .nominal }
    switch tag(head) {
    case .PRP, .PRPS, .WP, .WDT: return .pronoun
    case .NNP, .NNPS: return .name
    default: return .nominal
    }
  }
}
