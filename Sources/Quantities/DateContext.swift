import TextModel

/// Tells dates from words and digits that look like one: *Theresa May*, *a march*, *2000 people*, *Flight 1804*.
struct DateContext {
  private let document: Document
  private let words: DocumentWords

  private static let names = KindID.person.bit | KindID.place.bit | KindID.organization.bit

  init(_ words: DocumentWords) {
    self.words = words
    document = words.document
  }

  /// Whether the span stands where there is a date.
  func accepts(_ span: TokenRange, form: DateForm) -> Bool {
    switch form {
    case .year: return !isInsideName(span) && isYear(span)
    case .month: return !isInsideName(span) && isMonth(span)
    case .day, .part: return !isInsideName(span) && !isNowadays(span)
    case .season: return !isVerb(span.limit - 1)
    case .weekend: return span.count == 1 && words.has(span.first, .weekend)
    case .near: return isNear(span)
    case .years: return !isPartOfCode(span)
    default: return true
    }
  }

  /// *aspects that fall under the law*
  private func isVerb(_ token: Int) -> Bool {
    guard token >= 0, token < document.tags.count else { return false }
    switch words.tag(token) {
    case .VB, .VBP, .VBZ: return true
    default: return false
    }
  }

  private func isInsideName(_ span: TokenRange) -> Bool {
    guard document.begins(anyOf: Self.names, from: span.first - 8, through: span.first) else { return false }
    for kind in [KindID.person, .place, .organization] {
      var token = span.first
      let first = max(0, span.first - 8)
      while token >= first {
        if let index = document.longest(kind, at: token), document.annotations[index].tokens.contains(span) {
          return true
        }
        token -= 1
      }
    }
    return false
  }

  /// A bare number of four digits is a year where nothing says that it counts.
  private func isYear(_ span: TokenRange) -> Bool {
    if isPartOfCode(span) || isDialled(span) { return false }
    guard span.count == 1 else { return true }
    let digits = document.vocabulary.string(document.tokens[span.first].word)
    let hasPrevious = span.first > 0
    func isBehind(_ set: WordSet) -> Bool { hasPrevious && words.has(span.first - 1, set) }
    if isBehind(.countMark) { return false }
    let isOld = digits < "1900" || digits > "2099"
    if isOld { return isBehind(.oldYearBefore) && !countsNext(span) }
    return isBehind(.yearBefore) && !isBehind(.of) || !countsNext(span)
  }

  /// A plural noun follows, as after a count: *2000 people*.
  private func countsNext(_ span: TokenRange) -> Bool {
    guard span.limit < document.tokens.count else { return false }
    if words.has(span.limit, .countedPlural) { return true }
    guard document.tags.count == document.tokens.count else { return false }
    return PennTag(rawValue: document.tags[span.limit]) == .NNS && !document.shape(span.limit).contains(.capitalized)
  }

  /// *may-1984-b*, *2019/20*, *x2016*: digits and marks run on.
  private func isPartOfCode(_ span: TokenRange) -> Bool {
    if span.first > 0, !document.tokens[span.first].flags.contains(.spaceBefore), words.has(span.first - 1, .codeMark),
      span.first > 1, document.shape(span.first - 2).contains(.hasDigit) || words.has(span.first - 2, .closeParenthesis)
    {
      return true
    }
    let next = span.limit
    guard next + 1 < document.tokens.count, !document.tokens[next].flags.contains(.spaceBefore),
      words.has(next, .codeMark)
    else { return false }
    return !document.tokens[next + 1].flags.contains(.spaceBefore) && document.shape(next + 1).contains(.hasDigit)
  }

  /// *0151 702 2071*, *4 2016*: other bare digits right before.
  private func isDialled(_ span: TokenRange) -> Bool {
    span.first > 0 && document.shape(span.first - 1).contains(.numeral)
      && document.sentenceOfToken[span.first] == document.sentenceOfToken[span.first - 1]
  }

  /// *in today’s fast-moving market*, *Today, there are many ways*: no day is meant.
  private func isNowadays(_ span: TokenRange) -> Bool {
    guard words.has(span.limit - 1, .today), document.tags.count == document.tokens.count else { return false }
    // A guide's *Try it today* is of no day.
    if document.metadata.genre == .guide || document.metadata.notArticle != nil { return true }
    // *It is still a popular dish today.*
    let isStill = (max(0, span.first - 8)..<span.first).contains { words.has($0, .still) && words.has($0 - 1, .isAre) }
    guard !isStill, span.limit + 1 < document.tokens.count else { return isStill }
    if words.tag(span.limit) == .POS || words.has(span.limit, .possessiveMark) {
      return (span.limit + 1..<min(document.tokens.count, span.limit + 5)).contains { words.has($0, .nowadays) }
    }
    guard document.tokens[span.first].flags.contains(.sentenceStart), words.has(span.limit, .comma) else {
      return false
    }
    for token in span.limit + 1..<min(document.tokens.count, span.limit + 9) {
      switch words.tag(token) {
      case .VBD, .MD, .VBN: return false
      case .VBP, .VBZ: return words.has(token, .lastingVerb)
      default: break
      }
    }
    return false
  }

  /// *May*, *March* and *August* alone are words too: not at the start of a sentence unless a preposition stands before.
  private func isMonth(_ span: TokenRange) -> Bool {
    let last = span.limit - 1
    guard words.has(last, .wordMonth) else { return true }
    if span.count > 1 { return true }
    if document.tokens[span.first].flags.contains(.sentenceStart) { return false }
    // *Jordy and May Navarro*
    if span.limit < document.tags.count, TagSet.names.contains(words.tag(span.limit)),
      document.shape(span.limit).contains(.capitalized), !document.tokens[span.first].flags.contains(.titleCase)
    {
      return false
    }
    guard span.first > 0 else { return false }
    guard words.has(span.first - 1, .monthBefore) else { return words.has(last, .august) }
    return !(span.limit < document.tokens.count && words.has(span.limit, .marchAfter) && words.has(last, .march))
  }

  /// *this day*, *that day*, *this time* and *the same day* say nothing of the calendar by themselves.
  private func isNear(_ span: TokenRange) -> Bool {
    let unit = span.limit - 1
    if words.has(unit, .longUnit) { return false }
    if words.has(unit, .day) { return words.has(span.first, .dayBefore) }
    // *over the past year*, *in the last month*: durations up to now.
    if span.first > 0, words.has(span.first, .stretchBefore), words.has(span.first - 1, .the) { return false }
    return !words.has(span.first, .past)
  }
}
