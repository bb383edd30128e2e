import TextModel

/// *He was quoted as saying that …*, *The paper quoted him as saying that …*: the cue is the whole of *was quoted as saying*,
/// and who is quoted is the source.
///
/// Not *She served as clerk*: a verb of saying stands behind *as*.
extension CueTagging {
  /// Whether a verb leads to *as saying*, which is the cue instead of it.
  func leadsToSaying(_ group: VerbGroup, limit: Int) -> Bool {
    if isAsSaying(group.end) { return true }
    // *was quoted by the paper as saying*
    if group.isPassive, reading.closed(group.end) != .by { return false }
    let start = group.isPassive ? group.end + 1 : group.end
    let end = reading.fullNounPhraseEnd(startingAt: start, limit: limit)
    return end > start && isAsSaying(end)
  }

  /// *Read what the mayor said about it*: what was said is not told. *Let's say a part breaks*: nobody says it.
  func isUntold(_ candidate: CueCandidate) -> Bool {
    if isSupposed(candidate) || isOfRelative(candidate) || isStatement(candidate) || isAnonymity(candidate)
      || isWatched(candidate)
    {
      return true
    }
    guard candidate.frame.right.isPreposition, !candidate.source.isEmpty else { return false }
    return reading.closed(candidate.source.tokens.lowerBound - 1) == .what
  }

  /// *habits that we have vowed to break*: what is vowed stands before the clause.
  private func isOfRelative(_ candidate: CueCandidate) -> Bool {
    guard candidate.frame.right == .infinitive, !candidate.source.isEmpty else { return false }
    let relative = candidate.source.tokens.lowerBound - 1
    guard reading.closed(relative) == .that || reading.closed(relative) == .which, reading.isNominal(relative - 1)
    else {
      return false
    }
    return candidate.start + 2 >= reading.sentenceLimit(candidate.head) || reading.isPause(candidate.start + 2)
  }

  /// *released a statement on the site*: that one was made says nothing of what it says.
  private func isStatement(_ candidate: CueCandidate) -> Bool {
    guard candidate.frame.right == .object, reading.lemmaHas(.light, candidate.head) else { return false }
    let end = reading.nounPhraseEnd(startingAt: candidate.start, limit: reading.sentenceLimit(candidate.head))
    return end > candidate.start && reading.has(.statement, end - 1)
  }

  /// *asked not to be named*, *asked that her name not be used*, *declined to be identified*: on what condition somebody
  /// spoke.
  private func isAnonymity(_ candidate: CueCandidate) -> Bool {
    let start = candidate.start
    switch candidate.frame.right {
    case .infinitive, .other, .object, .complement: return (start..<start + 5).contains { reading.has(.unnamed, $0) }
    case .that, .clause:
      let name = reading.closed(start) == .that ? start + 1 : start
      return reading.tag(name) == .PRPS && (name..<name + 5).contains { reading.has(.negation, $0) }
        && reading.has(.nameNoun, name + 1)
    default: return false
    }
  }

  private func isSupposed(_ candidate: CueCandidate) -> Bool {
    guard let group = candidate.group, group.start == group.head, group.start > 1,
      reading.tag(group.head) == .VB || reading.tag(group.head) == .VBP,
      reading.tag(group.start - 1) == .PRP || reading.tag(group.start - 1) == .POS
    else { return false }
    return reading.closed(group.start - 2) == .let
  }

  /// *(Watch Ann Lee explain how …)*, *Listen to Lee tell …*: a line that points to a recording.
  private func isWatched(_ candidate: CueCandidate) -> Bool {
    guard reading.tag(candidate.head) == .VB || reading.tag(candidate.head) == .VBP, !candidate.source.isEmpty else {
      return false
    }
    let low = reading.sentenceStart(candidate.head)
    for token in stride(
      from: candidate.source.tokens.lowerBound, through: max(low, candidate.source.tokens.lowerBound - 3), by: -1)
    {
      if reading.has(.watching, token) { return token == low || reading.closed(token - 1) == .openBracket }
    }
    return false
  }

  private func isAsSaying(_ token: Int) -> Bool {
    reading.closed(token) == .as && reading.tag(token + 1) == .VBG && reading.lemmaHas(.inverting, token + 1)
  }

  /// *was quoted by the paper as saying*: the passive verb before *by* and the phrase that ends before a token.
  private func agentQuoting(before end: Int, after low: Int) -> VerbGroup? {
    guard let phrase = reading.fullNounPhrase(endingAt: end, after: low), phrase.lowerBound - 1 > low,
      reading.closed(phrase.lowerBound - 1) == .by, let quoting = reading.group(at: phrase.lowerBound - 2),
      quoting.isPassive
    else { return nil }
    return quoting
  }

  /// *"…," the pilot was quoted as saying by the paper.*: what is said stands before the source.
  private func giveEarlierContent(_ candidate: inout CueCandidate, _ group: VerbGroup, behind first: FoundSource) {
    guard candidate.frame.right == .by || candidate.frame.right == .end, !candidate.source.isEmpty else { return }
    let (left, quotation) = reading.preceding(first.tokens.lowerBound)
    guard left != .none else { return }
    candidate.cue = candidate.cue.lowerBound..<group.end
    candidate.frame.left = left
    candidate.frame.right = .end
    candidate.quotation = quotation
  }

  /// Gives a cue behind *as* who is quoted there; false where it stands behind no verb and *as*.
  func giveQuoted(_ candidate: inout CueCandidate, _ group: VerbGroup) -> Bool {
    guard group.form == .participle, isAsSaying(group.start - 1) else { return false }
    let low = reading.sentenceStart(group.start)
    let end = group.start - 1
    // Who quotes, where that stands before who is quoted.
    var first = FoundSource.none
    if let quoting = reading.group(at: end - 1), quoting.isPassive {
      candidate.source = reading.subject(of: quoting)
      candidate.cue = quoting.start..<candidate.cue.upperBound
    } else {
      let start = reading.nounPhraseStart(endingAt: end, after: low)
      guard start < end else { return false }
      if let quoting = agentQuoting(before: end, after: low) {
        candidate.source = reading.subject(of: quoting)
        candidate.cue = quoting.start..<candidate.cue.upperBound
      } else {
        guard let quoting = reading.group(at: start - 1), quoting.start >= low else { return false }
        candidate.source = FoundSource(kind: .phrase, tokens: start..<end)
        first = reading.subject(of: quoting)
      }
    }
    candidate.frame.shape = .finite
    giveEarlierContent(&candidate, group, behind: first.isEmpty ? candidate.source : first)
    return !candidate.source.isEmpty
  }
}
