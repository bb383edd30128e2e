import TextModel

/// *He was quoted as saying that …*, *The paper quoted him as saying that …*: the cue is the whole of *was quoted as saying*,
/// and who is quoted is the source.
///
/// Not *She served as clerk*: a verb of saying stands behind *as*.
extension CueTagging {
  /// Whether a verb leads to *as saying*, which is the cue instead of it.
  func leadsToSaying(_ group: VerbGroup, limit: Int) -> Bool {
    if isAsSaying(group.end) { return true }
    guard !group.isPassive else { return false }
    let end = reading.fullNounPhraseEnd(startingAt: group.end, limit: limit)
    return end > group.end && isAsSaying(end)
  }

  /// *Read what the mayor said about it*: what was said is not told. *Let's say a part breaks*: nobody says it.
  func isUntold(_ candidate: CueCandidate) -> Bool {
    if isSupposed(candidate) || isOfRelative(candidate) || isStatement(candidate) { return true }
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

  private func isSupposed(_ candidate: CueCandidate) -> Bool {
    guard let group = candidate.group, group.start == group.head, group.start > 1,
      reading.tag(group.head) == .VB || reading.tag(group.head) == .VBP,
      reading.tag(group.start - 1) == .PRP || reading.tag(group.start - 1) == .POS
    else { return false }
    return reading.closed(group.start - 2) == .let
  }

  private func isAsSaying(_ token: Int) -> Bool {
    reading.closed(token) == .as && reading.tag(token + 1) == .VBG && reading.lemmaHas(.inverting, token + 1)
  }

  /// Gives a cue behind *as* who is quoted there; false where it stands behind no verb and *as*.
  func giveQuoted(_ candidate: inout CueCandidate, _ group: VerbGroup) -> Bool {
    guard group.form == .participle, isAsSaying(group.start - 1) else { return false }
    let low = reading.sentenceStart(group.start)
    let end = group.start - 1
    if let quoting = reading.group(at: end - 1), quoting.isPassive {
      candidate.source = reading.subject(of: quoting)
      candidate.cue = quoting.start..<candidate.cue.upperBound
    } else {
      let start = reading.nounPhraseStart(endingAt: end, after: low)
      guard start < end, let quoting = reading.group(at: start - 1), quoting.start >= low else { return false }
      candidate.source = FoundSource(kind: .phrase, tokens: start..<end)
    }
    candidate.frame.shape = .finite
    return !candidate.source.isEmpty
  }
}
