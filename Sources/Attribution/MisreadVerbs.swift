import TextModel

/// Verbs that the tags take for something else, and verbs that only issue what says something.
extension CueTagging {
  /// *Scholars caution that …*, *The paper notes that …*, *…, the agency estimates.*: a verb that agrees with the noun
  /// before it and has been taken for a further noun.
  func verbTakenForNoun(_ token: Int) -> VerbGroup? {
    let isPlural = reading.tag(token) == .NNS
    switch reading.tag(token - 1) {
    case .NNS where !isPlural: break
    case .NN where isPlural, .NNP where isPlural, .NNPS where isPlural: break
    default: return nil
    }
    guard lexicon.entry(.verb, at: token, in: matches) != nil else { return nil }
    let low = reading.sentenceStart(token)
    guard reading.closed(token + 1) == .that || isLastAfterClause(token, low: low) else { return nil }
    var start = token - 1
    while start > low, !reading.hasFiniteGroup(at: start), !reading.opensClause(start, after: low) { start -= 1 }
    guard !reading.hasFiniteGroup(at: start) else { return nil }
    return VerbGroup(start: token, head: token, end: token + 1)
  }

  /// The word ends its sentence, and what it would be the verb of stands behind a clause and a comma.
  private func isLastAfterClause(_ token: Int, low: Int) -> Bool {
    guard reading.closed(token + 1) == .stop, reading.lemmaHas(.inverting, token) else { return false }
    guard let phrase = reading.fullNounPhrase(endingAt: token, after: low) else { return false }
    return phrase.lowerBound > low && reading.preceding(phrase.lowerBound).left == .clause
  }

  func setFinite(_ candidate: inout CueCandidate) {
    candidate.frame.shape = .finite
    reading.setFinite(at: candidate.head)
    candidate.group = reading.group(at: candidate.head)
  }

  /// *The board issued a statement on Monday saying …*: the verb that issues it is part of the cue.
  func giveIssuer(_ candidate: inout CueCandidate, _ group: VerbGroup) -> Bool {
    guard group.form == .participle, group.start == group.head else { return false }
    let low = reading.sentenceStart(group.start)
    var end = group.start
    while end > low, reading.has(.time, end - 1) || reading.closed(end - 1) == .on && reading.has(.time, end) {
      end -= 1
    }
    guard end > low, reading.has(.issued, end - 1) else { return false }
    let start = reading.nounPhraseStart(endingAt: end, after: low)
    guard start < end, let issuing = reading.group(at: start - 1) ?? reading.group(at: start - 2),
      issuing.form != .past || issuing.auxiliaries > 0, !issuing.isPassive, reading.lemmaHas(.light, issuing.head)
    else { return false }
    candidate.cue = issuing.start..<candidate.cue.upperBound
    candidate.source = reading.subject(of: issuing)
    return true
  }

  /// *Howard, the younger brother of Ron, endorsed Lee*: a past form taken for a participle after what is put between
  /// commas behind its subject.
  func subjectBehindComma(_ candidate: CueCandidate, _ group: VerbGroup) -> FoundSource? {
    guard group.form == .past, group.auxiliaries == 0, reading.closed(group.start - 1) == .comma,
      takesObject(candidate) || candidate.frame.right.isPreposition && candidate.frame.right != .by
        || candidate.frame.right == .infinitive
    else { return nil }
    let low = reading.sentenceStart(group.start)
    guard let found = reading.parenthetical(before: group.start - 1, low: low),
      reading.opensClause(found.tokens.lowerBound, after: low),
      !(low..<found.tokens.lowerBound).contains(where: { reading.hasFiniteGroup(at: $0) })
    else { return nil }
    return found
  }
}
