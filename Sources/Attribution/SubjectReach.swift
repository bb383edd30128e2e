import TextModel

/// How far back a subject reaches from the noun phrase right before its verb.
extension Reading {
  /// The phrase with all that stands before it and belongs to the same subject: *people affected by the floods*, *the
  /// lawyer who once ran a marathon*, *those whose main concern was the road*. The phrase itself where the words before it
  /// are of another clause. O(length of the subject).
  func wholeSubject(_ phrase: Range<Int>, after low: Int) -> Range<Int> {
    var start = phrase.lowerBound
    for _ in 0..<6 {
      if opensClause(start, after: low) { return start..<phrase.upperBound }
      guard let earlier = nounLeadingTo(start, after: low) else { return phrase }
      start = earlier
    }
    return phrase
  }

  /// Nothing of the same clause stands before the token.
  func opensClause(_ token: Int, after low: Int) -> Bool {
    guard token > low else { return true }
    if closing(token - 1) >= 0 || has(.subordinator, token - 1) { return true }
    switch closed(token - 1) {
    case .comma, .and, .but, .or, .semicolon, .colon, .dash: return true
    default: return false
    }
  }

  /// The start of the noun phrase to which the words before `start` tie what begins there: prepositions, participles and
  /// infinitives, or a relative clause.
  private func nounLeadingTo(_ start: Int, after low: Int) -> Int? {
    var token = start - 1
    let reach = max(low, start - 24)
    while token >= reach {
      if let group = group(at: token) {
        if group.form == .finite {
          guard let antecedent = antecedent(of: group, phrase: start, after: reach) else { return nil }
          return antecedent
        }
        token = group.start - 1
        if closed(token) == .to { token -= 1 }
      } else if tag(token) == .IN || tag(token) == .TO || tag(token) == .RP || isAdverb(token) {
        if has(.subordinator, token) { return nil }
        token -= 1
      } else if token < start - 1 {
        return headStart(endingAt: token, after: low)
      } else {
        return nil
      }
    }
    return nil
  }

  private func headStart(endingAt token: Int, after low: Int) -> Int? {
    // *a third of the shops that …*
    let isFraction = tag(token) == .JJ && closed(token + 1) == .of
    guard isNoun(token) || tag(token) == .CD || has(.vague, token) || isFraction else { return nil }
    let first = nounPhraseStart(endingAt: token + 1, after: low)
    return first <= token ? first : nil
  }

  /// The start of the noun phrase before the relative clause of a verb: *the lawyer* of *the lawyer who ran*. None where
  /// the phrase after the verb may begin a clause that it tells: *the lawyer who thinks the city …*.
  private func antecedent(of group: VerbGroup, phrase: Int, after low: Int) -> Int? {
    guard !lemmaHas(.inverting, group.head) || phrase > group.end && !hasFiniteGroup(at: phrase - 1) else { return nil }
    var token = group.start - 1
    while token > low, isAdverb(token) { token -= 1 }
    switch closed(token) {
    case .who, .which, .that: return token - 1 >= low ? headStart(endingAt: token - 1, after: low) : nil
    default: break
    }
    let subject = nounPhraseStart(endingAt: token + 1, after: low)
    guard subject <= token else { return nil }
    // *a poll released on Monday showed*: a participle taken for a past form.
    if group.auxiliaries == 0, tag(group.head) == .VBD, phrase > group.end || has([.time, .timeUnit], phrase),
      !lemmaHas(.inverting, group.head), tag(token) != .PRP
    {
      return subject
    }
    guard subject - 1 > low else { return nil }
    if closed(subject - 1) == .whose { return headStart(endingAt: subject - 2, after: low) }
    return tag(token) == .PRP ? headStart(endingAt: subject - 1, after: low) : nil
  }

  /// *It led many to wonder*, *time for the mayor to say*: who is made to do what the infinitive tells. `end` is its *to*.
  func causedSubject(before end: Int, after low: Int) -> Range<Int>? {
    guard end > low, closed(end) == .to else { return nil }
    let start = nounPhraseStart(endingAt: end, after: low)
    guard start < end, start > low else { return nil }
    if closed(start - 1) == .for { return start..<end }
    guard let group = group(at: start - 1), lemmaHas(.causing, group.head) else { return nil }
    return start..<end
  }
}
