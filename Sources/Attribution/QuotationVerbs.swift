import TextModel

/// What a verb is told by that stands beside a quotation, and what follows it.
extension CueTagging {
  /// *said flatly:*, *replied angrily that …*: an adverb of manner behind the verb.
  func isManner(_ token: Int) -> Bool {
    guard reading.tag(token) == .RB, reading.has(.manner, token) else { return false }
    switch reading.closed(token + 1) {
    case .colon, .comma, .stop, .that: return true
    default: return false
    }
  }

  /// A verb of no list between a quotation and who is quoted, or before a colon and a quotation: *"…," he deadpanned*,
  /// *"…," growled the coach*, *The coach growled: "…"*.
  func tellsQuotation(_ group: VerbGroup, limit: Int) -> Bool {
    guard group.form == .finite || group.form == .past, !reading.has(.auxiliary, group.head) else { return false }
    // *he went on: "…"*
    let hasParticle = reading.closed(group.end) == .on || reading.has(.particle, group.end)
    let end = hasParticle && reading.closed(group.end + 1) == .colon ? group.end + 1 : group.end
    if reading.closed(end) == .colon || reading.closed(end) == .comma, reading.opening(end + 1) > 0,
      reading.wordsOfQuotation(at: end + 1) > 3
    {
      return true
    }
    if followsQuotation(group.start) {
      // *"…," weighed in the actor*
      let isPart = (hasParticle || reading.closed(end) == .in) && !reading.isNominal(end)
      let source = isPart ? end + 1 : end
      return reading.isNominal(source) || reading.tag(source) == .DT
    }
    guard end >= limit || reading.isPause(end),
      let source = reading.fullNounPhrase(endingAt: group.start, after: reading.sentenceStart(group.start))
    else { return false }
    return followsQuotation(source.lowerBound)
  }

  /// A quotation of some words, or one with a comma behind it, ends before the token.
  func followsQuotation(_ token: Int) -> Bool {
    if reading.closing(token - 1) >= 0 { return token - 1 - reading.closing(token - 1) > 4 }
    return reading.closed(token - 1) == .comma && reading.closing(token - 2) >= 0
  }

  /// What follows a verb that has no addressee is no addressee: *remembered the day a stranger called*, *said the minister
  /// "makes no apology"*.
  func correctObject(_ following: inout Reading.Following, of group: VerbGroup, object: Int) {
    guard !reading.lemmaHas(.addressing, group.head) else { return }
    if following.right == .clause, isJoinedObject(object, of: group) {
      following = Reading.Following(right: .object, start: object)
      return
    }
    if following.right == .object, reading.lemmaHas(.reporting, group.head), !group.isPassive,
      reading.hasLaterVerb(from: object, limit: reading.sentenceLimit(group.head))
    {
      following = Reading.Following(right: .clause, start: object)
      return
    }
    switch following.right {
    case .objectClause:
      following = Reading.Following(right: .object, start: object)
    case .objectQuotation where reading.lemmaHas(.inverting, group.head):
      switch reading.tag(following.start + 1) {
      case .VBZ, .VBD, .VBP, .MD: following = Reading.Following(right: .clause, start: object)
      default: break
      }
    default: break
    }
  }

  /// *voiced fears for the road and some of them said it was closed*: the verb has an object, and what *and* leads to is
  /// another clause. Not for verbs of saying: *said the road and the bridge were closed*.
  private func isJoinedObject(_ object: Int, of group: VerbGroup) -> Bool {
    guard !reading.lemmaHas(.inverting, group.head), !reading.lemmaHas(.reporting, group.head) else { return false }
    let limit = reading.sentenceLimit(object)
    var end = reading.nounPhraseEnd(startingAt: object, limit: limit)
    while end < limit, end > object, reading.has(.nominalLink, end) {
      let next = reading.nounPhraseEnd(startingAt: end + 1, limit: limit)
      guard next > end + 1 else { return false }
      end = next
    }
    guard end > object, reading.closed(end) == .and else { return false }
    let verb = reading.fullNounPhraseEnd(startingAt: end + 1, limit: limit)
    return verb > end + 1 && reading.hasFiniteGroup(at: verb) && reading.lemmaHas(.reporting, verb)
  }

  /// *Rents, she said in a talk in Bonn, were too high*: the occasion stands between two parts of what is said.
  func leaveOccasion(_ candidate: inout CueCandidate, _ group: VerbGroup) {
    guard candidate.frame.right.isPreposition || candidate.frame.right == .otherPreposition else { return }
    let limit = reading.sentenceLimit(group.head)
    let comma = reading.skippingOccasion(from: group.end, limit: limit)
    guard comma > group.end, comma + 1 < limit, reading.closed(comma) == .comma,
      reading.hasFiniteGroup(at: reading.skippingAdverbs(from: comma + 1, limit: limit))
    else { return }
    candidate.frame.right = .comma
    candidate.start = comma
    candidate.cue = candidate.cue.lowerBound..<group.end
  }
}
