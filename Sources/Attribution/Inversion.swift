import TextModel

/// Cues whose source stands behind them.
extension CueTagging {
  /// *"…," said the minister*: the cue directly follows a quotation or a clause with its comma, a noun phrase follows it.
  func isInverted(_ group: VerbGroup, following: Reading.Following, subject: Int, limit: Int) -> Bool {
    guard group.form == .finite || group.form == .past && group.auxiliaries == 0 else { return false }
    switch following.right {
    case .object, .pronoun, .objectWords, .objectQuotation, .other, .clause, .objectThat, .objectInfinitive,
      .objectClause, .objectQuestion:
      break
    default: return false
    }
    // *Hale, who runs it, told the council he would go*: who is told follows, not who tells.
    if reading.lemmaHas(.telling, group.head) || reading.lemmaHas(.addressing, group.head) && leadsOn(following.right) {
      return false
    }
    let (left, _) = reading.preceding(group.start)
    switch left {
    case .quotation: return !isTitle(before: group.start)
    case .words, .clause:
      return reading.lemmaHas(.inverting, group.head) && !isTitle(before: group.start)
        && !isClause(startingAt: subject, limit: limit)
    case .phrase: return parts(group, subject: subject, limit: limit)
    case .none: return false
    }
  }

  /// *Said Lee: "…"*: a sentence begins with the cue, its source and a colon or comma before a quotation.
  func sourceBehindOpening(
    _ group: VerbGroup, following: Reading.Following, subject: Int, limit: Int
  ) -> FoundSource? {
    guard following.right == .objectQuotation, group.start == reading.sentenceStart(group.start),
      group.auxiliaries == 0, reading.lemmaHas(.inverting, group.head)
    else { return nil }
    let end = reading.sourceEnd(startingAt: subject, limit: limit)
    guard end > subject, reading.closed(end) == .colon || reading.closed(end) == .comma else { return nil }
    return FoundSource(kind: .inverted, tokens: subject..<end)
  }

  /// *"The Long Way Home" concludes the season*: what is quoted is a title. Its words have capitals, no mark ends it, and no
  /// comma parts it from the verb.
  private func isTitle(before verb: Int) -> Bool {
    let close = verb - 1
    let open = reading.closing(close)
    guard open >= 0, (3..<10).contains(close - open), reading.tag(verb + 1) == .DT else { return false }
    return (open + 1..<close).allSatisfy { token in
      reading.document.shape(token).contains(.capitalized)
        || close - token > 1 && reading.row(token).pointee.closed != .comma
          && (reading.tag(token) == .IN || reading.tag(token) == .DT || reading.tag(token) == .POS
            || reading.tag(token) == .CC)
    }
  }

  /// Somebody is addressed, and what is said follows.
  private func leadsOn(_ right: Frame.Right) -> Bool {
    switch right {
    case .objectThat, .objectClause, .objectInfinitive, .objectQuestion, .objectQuotation: true
    default: false
    }
  }

  /// *The key to it, says Lee, is water*: the cue with its source stands between the two halves of what is said.
  private func parts(_ group: VerbGroup, subject: Int, limit: Int) -> Bool {
    guard reading.lemmaHas(.reporting, group.head) else { return false }
    // *Ann Lee, the mayor of Troy, said the visit, which …, showed …*: who says it stands before what is put beside her.
    if let found = reading.parenthetical(before: group.start - 1, low: reading.sentenceStart(group.start)),
      found.tokens.contains(where: { reading.tag($0) == .NNP })
    {
      return false
    }
    let end = reading.sourceEnd(startingAt: subject, limit: limit)
    guard end > subject, end + 1 < limit, reading.closed(end) == .comma else { return false }
    return reading.hasFiniteGroup(at: reading.skippingAdverbs(from: end + 1, limit: limit))
  }

  /// What follows the cue has a verb of its own: "Lee, who took over in May, said the cuts would hurt."
  private func isClause(startingAt subject: Int, limit: Int) -> Bool {
    var end = reading.skippingAdverbs(from: reading.sourceEnd(startingAt: subject, limit: limit), limit: limit)
    // *said the visit, which was kept from others, showed that …*
    let hasRelative = (subject..<max(subject, end)).contains {
      reading.closed($0) == .comma && (reading.closed($0 + 1) == .which || reading.closed($0 + 1) == .who)
    }
    if hasRelative, reading.closed(end) == .comma { end += 1 }
    return end > subject && end < limit && reading.hasFiniteGroup(at: end)
  }

  func invert(_ candidate: inout CueCandidate, subject: Int, limit: Int) {
    let (left, quotation) = reading.preceding(candidate.cue.lowerBound)
    let end = reading.sourceEnd(startingAt: subject, limit: limit)
    candidate.frame = Frame(.finite, left, .inverted)
    candidate.quotation = quotation
    candidate.source = FoundSource(kind: .inverted, tokens: subject..<max(subject, end))
    // *Sleep helps memory, suggests a new study.*: a clause, who tells it, and nothing else.
    if left == .clause, end > subject, end >= limit || reading.closed(end) == .stop, candidate.group?.auxiliaries == 0,
      reading.lemmaHas(.inverting, candidate.head)
    {
      candidate.isCertain = true
    }
  }
}
