import TextModel

/// *As Ann Lee notes in her talk, the road is closed.*: a cue with its source in a clause of *as*, before what it tells.
///
/// Not *As Ann Lee says goodbye, …* and *As prices rise, …*: the verb is one of saying and has nothing that it says beside it.
extension Reading {
  /// Where the content behind the clause of *as* begins; nil where a candidate is no cue of such a clause.
  func contentBehindAs(_ candidate: CueCandidate) -> Int? {
    let source = candidate.source.tokens
    let low = sentenceStart(candidate.head)
    guard candidate.frame.shape == .finite, !source.isEmpty, closed(source.lowerBound - 1) == .as,
      source.lowerBound > low, source.upperBound <= candidate.head, leavesOut(candidate.frame.right),
      lemmaHas(.inverting, candidate.head)
    else { return nil }
    let start = source.lowerBound - 1
    if start > low, isDash(start - 1) { return quotationBehind(candidate) }
    guard start == low || holdsNothing(low..<start) else { return nil }
    let limit = sentenceLimit(candidate.head)
    var token = candidate.group?.end ?? candidate.cue.upperBound
    while token < min(limit, candidate.head + 16), closed(token) != .comma {
      if hasFiniteGroup(at: token) || opening(token) >= 0 { return nil }
      token += 1
    }
    guard token + 2 < limit, closed(token) == .comma else { return nil }
    var later = token + 1
    while later < limit, !hasFiniteGroup(at: later) { later += 1 }
    return later < limit ? token + 1 : nil
  }

  /// *Perhaps because, as she says, …*: no noun and no verb stands before the clause.
  private func holdsNothing(_ range: Range<Int>) -> Bool {
    range.allSatisfy { !isNominal($0) && group(at: $0) == nil && closing($0) < 0 }
  }

  /// *It lets them — as she says — "bring it home."*: the quotation behind the second dash.
  private func quotationBehind(_ candidate: CueCandidate) -> Int? {
    let limit = sentenceLimit(candidate.head)
    var token = candidate.group?.end ?? candidate.cue.upperBound
    while token < min(limit, candidate.head + 8), !isDash(token) { token += 1 }
    return token + 1 < limit && opening(token + 1) > token + 3 ? token + 1 : nil
  }

  /// Nothing that is said follows: *as she says,*, *as she put it*, *as she noted in May*.
  private func leavesOut(_ right: Frame.Right) -> Bool {
    switch right {
    case .comma, .end, .in, .at, .on, .to, .with, .otherPreposition, .pronoun, .as, .quotation: true
    default: false
    }
  }

  /// The words of a cue with its particle (*points out*), without the preposition behind it.
  func skippedParticle(_ candidate: CueCandidate) -> Range<Int> {
    let end = candidate.particle >= 0 ? candidate.particle + 1 : candidate.group?.end ?? candidate.cue.upperBound
    return candidate.cue.lowerBound..<max(end, candidate.cue.lowerBound + 1)
  }
}
