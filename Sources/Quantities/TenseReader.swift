import TextModel

/// Finds which way the verb beside a date points: *will appear in court on Friday*, *was arrested on Saturday*.
struct TenseReader {
  private let document: Document
  private let words: DocumentWords

  init(_ words: DocumentWords) {
    self.words = words
    document = words.document
  }

  /// The tense of the nearest verb before the date in its sentence, else of the first one after it.
  func tense(at span: TokenRange) -> Tense {
    guard document.tags.count == document.tokens.count else { return .past }
    if span.first > 0, words.has(span.first - 1, .since) { return .past }
    // *an exhibition (March 31)*: no verb tells of it.
    if span.first > 0, words.has(span.first - 1, .openParenthesis), words.has(span.limit, .closeParenthesis) {
      return .unknown
    }
    let tense = verbTense(at: span)
    if span.first > 0, tense != .past, words.has(span.first - 1, .ahead) { return .future }
    // *no later than June 3*
    if span.first > 2, words.has(span.first - 1, .than), words.has(span.first - 3, .no) { return .future }
    return tense
  }

  private func verbTense(at span: TokenRange) -> Tense {
    let sentence = document.sentences[Int(document.sentenceOfToken[span.first])].tokens
    if isCompared(span, first: sentence.first) { return .past }
    // A verb farther off than this is not the date's.
    let reach = 60
    var token = span.first - 1
    // *… must not be frightened: in early July, two ships sailed*: a colon parts it from what stands before.
    while token >= max(sentence.first, span.first - reach), !words.has(token, .clauseEnd) {
      if let found = tense(ofWord: token, first: sentence.first) { return found }
      token -= 1
    }
    token = span.limit
    while token < min(sentence.limit, span.limit + reach) {
      if let found = tense(ofWord: token, first: sentence.first) { return found }
      token += 1
    }
    return .unknown
  }

  /// *eases to 3.6 percent, from 4.4 percent in August*: what is compared lies behind.
  private func isCompared(_ span: TokenRange, first: Int) -> Bool {
    guard span.first > first, words.has(span.first - 1, .in) else { return false }
    return (max(first, span.first - 6)..<span.first - 1).contains { token in
      words.has(token, .from) && (token + 1...token + 2).contains { document.shape($0).contains(.hasDigit) }
    }
  }

  private func tense(ofWord token: Int, first: Int) -> Tense? {
    switch tag(token) {
    case .VBD: return .past
    case .VBN:
      // *an expected vote on Friday*
      if isPlanned(token), token + 1 < document.tags.count, TagSet.nouns.contains(tag(token + 1)) { return .future }
      return auxiliary(before: token, first: first) ?? .past
    case .MD: return .future
    case .VB: return auxiliary(before: token, first: first) ?? .future
    case .VBG: return auxiliary(before: token, first: first)
    case .VBZ, .VBP:
      if words.has(token, .have) || words.has(token, .say) { return .past }
      return words.has(token, .isAre) || words.has(token, .scheduled) ? .future : .present
    case .JJ:
      return words.has(token, .due) ? .future : nil
    default: return nil
    }
  }

  /// The tense that an auxiliary within four words before gives.
  private func auxiliary(before token: Int, first: Int) -> Tense? {
    var index = token - 1
    while index >= first, token - index <= 4 {
      switch tag(index) {
      case .MD: return .future
      case .VBD:
        return words.has(index, .did) ? (isPlanned(token) ? .planned : .past) : nil
      case .VBZ, .VBP:
        if words.has(index, .has) { return .past }
        // *mirrors a bill introduced in March*: the participle is of what was done.
        if tag(token) == .VBN, !isPlanned(token), !words.has(index, .isAre) { return nil }
        return isPlanned(token) || !words.has(index, .isAre) ? .future : nil
      // *began to rise on Friday*
      case .TO:
        if index > first, tag(index - 1) == .VBD, words.has(index - 1, .beganTo) { return .past }
        // *was originally expected to launch on October 15*
        if index > first, tag(index - 1) == .VBN, isPlanned(index - 1),
          auxiliary(before: index - 1, first: first) == .planned
        {
          return .planned
        }
        return .future
      default: break
      }
      index -= 1
    }
    return nil
  }

  /// *is expected*, *was scheduled*.
  private func isPlanned(_ token: Int) -> Bool { words.has(token, .planned) }

  private func tag(_ token: Int) -> PennTag { words.tag(token) }
}
