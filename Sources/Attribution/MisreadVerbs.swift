import TextModel

/// Verbs that the tags take for something else, and verbs that only issue what says something.
extension CueTagging {
  /// *Scholars caution that …*, *The paper notes that …*, *…, the agency estimates.*: a verb that agrees with the noun
  /// before it and has been taken for a further noun.
  func verbTakenForNoun(_ token: Int) -> VerbGroup? {
    if isVerbBesideQuotation(token) || isVerbBehindName(token) || isOnlyVerb(token) || endsSentence(token) {
      return VerbGroup(start: token, head: token, end: token + 1)
    }
    if isBehindDo(token) { return VerbGroup(start: token - 1, head: token, end: token + 1) }
    let isPlural = reading.tag(token) == .NNS
    // *Mr. Lee pledges to …*: a person's name is no part of a further noun.
    let isActed = isPlural && (reading.row(token - 1).pointee.name == .person || reading.tag(token - 1) == .PRP)
    switch reading.tag(token - 1) {
    case .NNS where !isPlural: break
    case .NN where isPlural, .NNP where isPlural, .NNPS where isPlural, .PRP where isPlural: break
    // *Analysts at Lyle Capital estimate that …*
    case .NNP where !isPlural && endsPluralPhrase(token): break
    // *Figures from the ministry show that …*
    case .NN where !isPlural && endsPluralPhrase(token) && isWithoutVerb(before: token): break
    default: return nil
    }
    guard lexicon.entry(.verb, at: token, in: matches) != nil else { return nil }
    let low = reading.sentenceStart(token)
    guard
      reading.closed(token + 1) == .that || reading.tag(token) == .NN && isClause(token + 1)
        || isActed && leadsOn(token + 1) || isLastAfterClause(token, low: low)
        || leadsToQuotation(token)
    else { return nil }
    var start = token - 1
    while start > low, !reading.hasFiniteGroup(at: start), !reading.opensClause(start, after: low) { start -= 1 }
    guard !reading.hasFiniteGroup(at: start) else { return nil }
    return VerbGroup(start: token, head: token, end: token + 1)
  }

  /// *"…," the memo states.* *"…," comments Ann Lee.*
  private func isVerbBesideQuotation(_ token: Int) -> Bool {
    guard reading.lemmaHas(.inverting, token), lexicon.entry(.verb, at: token, in: matches) != nil else { return false }
    if followsQuotation(token), !reading.isQuoted(token) {
      switch reading.tag(token + 1) {
      case .NNP, .DT, .PRP: return true
      default: return false
      }
    }
    guard
      token + 1 >= reading.sentenceLimit(token) || reading.isPause(token + 1) || reading.closed(token + 1) == .comma,
      let source = reading.fullNounPhrase(endingAt: token, after: reading.sentenceStart(token))
    else { return false }
    return followsQuotation(source.lowerBound)
  }

  /// *Lakeside Review reports the average house costs less*, *Courthouse News reports:*
  private func isVerbBehindName(_ token: Int) -> Bool {
    guard reading.tag(token) == .NNS, reading.tag(token - 1) == .NNP,
      lexicon.entry(.verb, at: token, in: matches) != nil
    else { return false }
    let low = reading.sentenceStart(token)
    let start = reading.nounPhraseStart(endingAt: token, after: low)
    guard start < token else { return false }
    // *As Ann Lee points out in her talk, …*; not *As Paris talks stalled, …*.
    if reading.closed(start - 1) == .as, reading.opensClause(start - 1, after: low) {
      return isWithoutVerb(from: token + 1)
    }
    guard reading.opensClause(start, after: low), reading.lemmaHas(.inverting, token) else { return false }
    if reading.closed(token + 1) == .colon { return true }
    switch reading.tag(token + 1) {
    case .DT, .PRP, .EX, .PRPS, .NNP: return reading.clauseBegins(at: token + 1, limit: reading.sentenceLimit(token))
    default: return reading.closed(token + 1) == .that
    }
  }

  /// *Ann Lee, who ran the clinic, stresses the importance of sleep*: no finite verb but those of clauses of *who* and *that*
  /// stands in the sentence, and what follows hardly ever follows a noun.
  private func isOnlyVerb(_ token: Int) -> Bool {
    guard reading.tag(token) == .NNS, lexicon.entry(.verb, at: token, in: matches) != nil else { return false }
    let limit = reading.sentenceLimit(token)
    switch reading.tag(token - 1) {
    case .NN, .NNP, .CD, .comma: break
    default: return false
    }
    switch reading.tag(token + 1) {
    case .DT, .PRP, .PRPS, .EX, .WRB: break
    default: guard reading.closed(token + 1) == .that || leadsToQuotation(token) else { return false }
    }
    guard reading.closed(limit - 1) == .stop || reading.closing(limit - 1) >= 0 else { return false }
    return !hasMainVerb(reading.sentenceStart(token)..<token) && !hasMainVerb(token + 1..<limit)
  }

  /// Whether a finite verb that no *who*, *that* or *because* leads to stands in a part of a sentence, outside quotations.
  private func hasMainVerb(_ part: Range<Int>) -> Bool {
    var isLed = false
    var token = part.lowerBound
    while token < part.upperBound {
      if reading.opening(token) > token {
        token = reading.opening(token)
        continue
      }
      switch reading.closed(token) {
      case .comma: isLed = false
      case .who, .which, .that, .whose, .where: isLed = true
      default: if reading.has(.subordinator, token) { isLed = true }
      }
      if reading.hasFiniteGroup(at: token), !isLed { return true }
      token += 1
    }
    return false
  }

  /// *The mayor did note that …*
  private func isBehindDo(_ token: Int) -> Bool {
    reading.tag(token) == .NN && reading.has(.doForm, token - 1) && reading.closed(token + 1) == .that
      && lexicon.entry(.verb, at: token, in: matches) != nil
  }

  /// *The system will support it, reports the Express.*: behind a clause and a comma, before the name that ends the sentence.
  private func endsSentence(_ token: Int) -> Bool {
    guard reading.tag(token) == .NNS, reading.closed(token - 1) == .comma, reading.lemmaHas(.inverting, token),
      lexicon.entry(.verb, at: token, in: matches) != nil, reading.preceding(token).left == .clause
    else { return false }
    let limit = reading.sentenceLimit(token)
    let end = reading.sourceEnd(startingAt: token + 1, limit: limit)
    guard end > token + 1, end >= limit || reading.isPause(end), let head = reading.head(of: token + 1..<end) else {
      return false
    }
    return reading.row(head).pointee.name != .none || reading.tag(head) == .NNP
  }

  private func isWithoutVerb(before token: Int) -> Bool {
    !(reading.sentenceStart(token)..<token).contains { reading.hasFiniteGroup(at: $0) }
  }

  /// *show exports fell*: a clause of nouns and a verb begins.
  private func isClause(_ token: Int) -> Bool {
    (reading.tag(token) == .NNS || reading.tag(token) == .DT || reading.tag(token) == .PRP)
      && reading.clauseBegins(at: token, limit: reading.sentenceLimit(token))
  }

  /// No finite verb stands from a token to the comma behind it.
  private func isWithoutVerb(from start: Int) -> Bool {
    let limit = min(reading.sentenceLimit(start), start + 20)
    for token in start..<max(start, limit) {
      if reading.closed(token) == .comma { return true }
      if reading.hasFiniteGroup(at: token) { return false }
    }
    return false
  }

  /// The phrase before a token has a plural noun as its head.
  private func endsPluralPhrase(_ token: Int) -> Bool {
    guard let phrase = reading.fullNounPhrase(endingAt: token, after: reading.sentenceStart(token)),
      let head = reading.head(of: phrase)
    else { return false }
    return reading.tag(head) == .NNS
  }

  /// What stands at the token may lead from a verb to its content.
  private func leadsOn(_ token: Int) -> Bool {
    switch reading.closed(token) {
    case .to, .about, .for, .on, .against, .how, .why, .whether: return true
    default: return reading.opening(token) > token
    }
  }

  /// *@PortNews tweets: "…"*
  private func leadsToQuotation(_ token: Int) -> Bool {
    guard reading.closed(token + 1) == .colon else { return false }
    return reading.opening(token + 2) > 0 && reading.wordsOfQuotation(at: token + 2) > 3
  }

  /// The word ends its sentence, and what it would be the verb of stands behind a clause and a comma.
  private func isLastAfterClause(_ token: Int, low: Int) -> Bool {
    guard reading.closed(token + 1) == .stop, reading.lemmaHas(.inverting, token) else { return false }
    guard let phrase = reading.fullNounPhrase(endingAt: token, after: low) else { return false }
    return phrase.lowerBound > low && reading.preceding(phrase.lowerBound).left == .clause
  }

  /// *They demanded talks and threatened strikes*, *…, but added that …*: a past form behind a conjunction, taken for a
  /// participle.
  func isSecondVerb(_ group: VerbGroup) -> Bool {
    guard group.form == .past, group.auxiliaries == 0 else { return false }
    let before = reading.isAdverb(group.start - 1) ? group.start - 2 : group.start - 1
    switch reading.closed(before) {
    case .but: return true
    case .and: return !reading.isVerb(before - 1) && reading.tag(before - 1) != .JJ
    default: return false
    }
  }

  /// *following Mr Hale's warning that …*, *his warning of floods*: a noun taken for a participle.
  func isPossessedNoun(_ group: VerbGroup) -> Bool {
    guard group.form == .participle, group.start == group.head,
      reading.tag(group.start - 1) == .POS || reading.tag(group.start - 1) == .PRPS
    else { return false }
    switch reading.closed(group.end) {
    case .that, .of, .about, .to, .on: return true
    default: return false
    }
  }

  /// *a written statement*: a participle inside a noun phrase tells nothing.
  func isModifier(_ group: VerbGroup) -> Bool {
    // *a London-based think tank*: a singular noun has no such form of a verb.
    if group.end == group.start + 1, reading.tag(group.head) == .VBP || reading.tag(group.head) == .VB,
      reading.isNoun(group.end), isIndefinite(group.start - 2)
    {
      return true
    }
    // *Footage posted online showed …*, *a letter sent Monday said …*
    if group.form == .finite, group.auxiliaries == 0, reading.tag(group.head) == .VBD, reading.isNoun(group.start - 1) {
      var next = reading.skippingAdverbs(from: group.end, limit: reading.sentenceLimit(group.start))
      if next == group.end, reading.tag(next) == .JJ { next += 1 }
      if next > group.end, reading.hasFiniteGroup(at: next), reading.tag(next) != .MD { return true }
    }
    // *some of the highlights:*
    if group.form == .finite, group.end == group.start + 1, reading.closed(group.start - 1) == .the { return true }
    // *a written statement*, *the proposed 39 percent rate*
    guard group.form == .past, group.end == group.start + 1 else { return false }
    let isNumbered = reading.tag(group.end) == .CD || reading.tag(group.end) == .JJ && reading.isNoun(group.end + 1)
    guard reading.isNoun(group.end) || isNumbered else { return false }
    switch reading.tag(group.start - 1) {
    case .DT, .PRPS, .POS: return true
    case .JJ: return !isNumbered
    default: return false
    }
  }

  private func isIndefinite(_ token: Int) -> Bool {
    reading.closed(token) == .a || reading.closed(token) == .an
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
