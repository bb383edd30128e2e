import TextModel

extension Reading {
  /// What follows a cue and where its content would begin.
  struct Following {
    var right: Frame.Right
    var start: Int
    /// A particle stands between (*pointed out*), its index; else -1.
    var particle = -1
  }

  /// Steps over adverbs and days after a cue (*said again on Tuesday*).
  func skippingAdverbs(from start: Int, limit: Int) -> Int {
    var token = start
    while token < limit, token - start < 12 {
      let next = token + 1
      if let end = dateEnd(token, limit: limit) {
        guard end > token else { return token }
        token = end
      } else if has(.time, token), !has(.timeModifier, token) {
        token += 1
      } else if has(.timeModifier, token), next < limit, has([.time, .timeUnit], next) {
        token += 2
      } else if closed(token) == .on || closed(token) == .in, next < limit,
        has(.time, next) || closed(token) == .in && tag(next) == .CD
      {
        token += 2
        if token < limit, tag(token) == .CD { token += 1 }
        if token < limit, has(.timeUnit, token) { token += 1 }
      } else if tag(token) == .RB, !has(.negation, token), next >= limit || !isVerb(next) {
        token += 1
      } else {
        break
      }
    }
    return token
  }

  /// The end of *March 30*, *April 3, 2019,* behind a cue; its start where it is the subject of what is said: *said May 5
  /// was a good day*. Not *said Monday 30 boats sank*.
  private func dateEnd(_ token: Int, limit: Int) -> Int? {
    guard has(.time, token), token + 1 < limit, tag(token + 1) == .CD, tag(token) == .NNP else { return nil }
    var end = token + 2
    if closed(end) == .comma, tag(end + 1) == .CD, end + 1 < limit {
      end += closed(end + 2) == .comma ? 3 : 2
    }
    if end < limit, isNoun(end) || tag(end) == .JJ { return nil }
    return end < limit && hasFiniteGroup(at: end) ? token : end
  }

  /// Steps over phrases of occasion: *in a statement*, *at a rally in Ohio*, *to reporters*.
  func skippingOccasion(from start: Int, limit: Int) -> Int {
    var token = start
    for _ in 0..<6 {
      token = skippingAdverbs(from: token, limit: limit)
      guard token + 1 < limit, has(.occasion, token) else { return token }
      let end = fullNounPhraseEnd(startingAt: token + 1, limit: limit)
      guard end > token + 1, !hasFiniteGroup(at: end) else { return token }
      token = end
    }
    return token
  }

  /// A noun phrase and a finite verb begin at the token: a clause without *that*.
  func clauseBegins(at start: Int, limit: Int) -> Bool {
    var token = start
    if token < limit, tag(token) == .IN, mayOpenClause(token) {
      let end = fullNounPhraseEnd(startingAt: token + 1, limit: limit)
      token = closed(end) == .comma ? end + 1 : end
    }
    if token < limit, tag(token) == .RB { token += 1 }
    // *says more than 100 people died*
    if token + 2 < limit, closed(token + 1) == .than, tag(token + 2) == .CD { token += 2 }
    let end = fullNounPhraseEnd(startingAt: token, limit: limit)
    guard end > token else { return false }
    if end < limit, hasFiniteGroup(at: end) { return true }
    // *said schools in Leith and Portobello promised it*: such a verb has no object to which *and* could add.
    if closed(end) == .and, lemmaHas(.inverting, start - 1), !lemmaHas(.addressing, start - 1) {
      let second = nounPhraseEnd(startingAt: end + 1, limit: limit)
      if second > end + 1, second < limit, hasFiniteGroup(at: second) { return true }
    }
    var later = end
    while later < limit, isAdverb(later), later - end < 4 { later += 1 }
    return later < limit && hasFiniteGroup(at: later)
  }

  /// A preposition whose phrase stands before a clause: *in May prices rose*.
  private func mayOpenClause(_ token: Int) -> Bool {
    switch closed(token) {
    case .in, .on, .at, .if, .for, .with, .after: true
    default: false
    }
  }

  /// The construction after a cue that ends before `token`. O(length of the phrases that follow).
  func following(_ token: Int, limit: Int) -> Following {
    var token = token
    var particle = -1
    let isOn = closed(token) == .on && closed(token + 1) == .colon
    if token < limit, opening(token) < 0, !isBound(token),
      tag(token) == .RP || has(.particle, token) && tag(token) != .JJ || isOn
    {
      particle = token
      token += 1
    }
    var found = construction(at: token, limit: limit)
    found.particle = particle
    return found
  }

  /// *said at least nine people died*, *warned up to nine were hurt*: what bounds a number.
  private func isBound(_ token: Int) -> Bool {
    let isUpTo = has(.particle, token) && closed(token + 1) == .to
    guard isUpTo || closed(token) == .at && has(.adverbialNoun, token + 1) else { return false }
    return tag(token + 2) == .CD || !isUpTo && tag(token + 2) == .DT
  }

  /// The *that* behind the words that name who is told and when: *told reporters beside the pier after the talks that …*.
  func contentBehindAddressee(_ start: Int, limit: Int) -> Int? {
    var token = start + 1
    while token < min(limit, start + 14) {
      if closed(token) == .that,
        tag(token) == .IN || has([.time, .timeUnit], token - 1) || clauseBegins(at: token + 1, limit: limit)
      {
        return token
      }
      if closed(token) == .comma || opening(token) >= 0 || group(at: token) != nil { return nil }
      token += 1
    }
    return nil
  }

  private func construction(at token: Int, limit: Int) -> Following {
    guard token < limit else { return Following(right: .end, start: token) }
    if opening(token) >= 0 {
      return Following(right: wordsOfQuotation(at: token) > 3 ? .quotation : .words, start: token)
    }
    switch closed(token) {
    case .colon:
      return Following(right: opening(token + 1) >= 0 ? .quotation : .colon, start: token + 1)
    case .comma:
      if token + 1 < limit, opening(token + 1) >= 0 { return Following(right: .quotation, start: token + 1) }
      if let that = thatBehindAside(token, limit: limit) { return Following(right: .that, start: that) }
      return Following(right: .comma, start: token)
    case .stop, .question, .exclamation, .semicolon, .dash, .than:
      return Following(right: .end, start: token)
    case .that where opensThatClause(token, limit: limit):
      return Following(right: .that, start: token)
    case .to where tag(token + 1) == .VB || tag(token + 1) == .RB && tag(token + 2) == .VB:
      return Following(right: .infinitive, start: token)
    case .as: return Following(right: .as, start: token)
    default: break
    }
    if has(.questionWord, token) { return Following(right: .question, start: token) }
    if isBound(token) {
      return Following(right: clauseBegins(at: token + 2, limit: limit) ? .clause : .object, start: token)
    }
    if tag(token) == .IN || tag(token) == .TO { return prepositional(at: token, limit: limit) }
    if tag(token) == .VBG || group(at: token)?.form == .participle { return Following(right: .gerund, start: token) }
    return nominal(at: token, limit: limit)
  }

  /// The *that* behind words between commas: *reported, citing the ministry, that …*.
  private func thatBehindAside(_ comma: Int, limit: Int) -> Int? {
    guard let end = asideEnd(comma, limit: limit), closed(end + 1) == .that, tag(end + 1) == .IN, end + 2 < limit else {
      return nil
    }
    return end + 1
  }

  /// The comma at the end of words without a finite verb behind a comma.
  func asideEnd(_ comma: Int, limit: Int) -> Int? {
    var token = comma + 1
    while token < min(limit, comma + 20) {
      if closed(token) == .comma { return token }
      if opening(token) >= 0 || isPause(token) || hasFiniteGroup(at: token) { return nil }
      token += 1
    }
    return nil
  }

  /// A *that* that leads to a clause and is no determiner (*doubted that number.*).
  private func opensThatClause(_ that: Int, limit: Int) -> Bool {
    if !isNoun(that + 1) || clauseBegins(at: that + 1, limit: limit) { return true }
    let end = nounPhraseEnd(startingAt: that + 1, limit: limit)
    return tag(that) == .IN && !(tag(that + 1) == .NN && (end >= limit || isPause(end)))
  }

  private func prepositional(at token: Int, limit: Int) -> Following {
    let word = closed(token)
    // *the tunnel that they had asked for was never dug*
    if hasFiniteGroup(at: token + 1) { return Following(right: .end, start: token) }
    if has(.occasion, token) || word == .of || word == .by {
      let end = fullNounPhraseEnd(startingAt: token + 1, limit: limit)
      if end > token + 1, end < limit {
        let next = skippingOccasion(from: end, limit: limit)
        if next < limit {
          if closed(next) == .that { return Following(right: .occasionThat, start: next) }
          // *vowed during the campaign to end it*
          if word == .during || word == .on || word == .at || word == .after,
            has([.occasionNoun, .time, .timeUnit], end - 1),
            next == end, closed(next) == .to, tag(next + 1) == .VB
          {
            return Following(right: .infinitive, start: next)
          }
          if word == .by, closed(next) == .whether || closed(next) == .if || closed(next) == .how {
            return Following(right: .objectQuestion, start: next)
          }
          if let start = longQuotation(at: next, limit: limit) {
            return Following(right: .occasionQuotation, start: start)
          }
        }
      }
    }
    let right = Frame.Right.preposition(word)
    return Following(right: right, start: right == .otherPreposition ? token : token + 1)
  }

  /// The opening mark of a quotation of more than three words at a token or after the comma or colon there.
  private func longQuotation(at token: Int, limit: Int) -> Int? {
    var start = token
    if closed(token) == .comma || closed(token) == .colon { start += 1 }
    guard start < count, opening(start) >= 0, wordsOfQuotation(at: start) > 3, start < limit || start == token + 1
    else { return nil }
    return start
  }

  private func nominal(at token: Int, limit: Int) -> Following {
    if clauseBegins(at: token, limit: limit) { return Following(right: .clause, start: token) }
    let end = fullNounPhraseEnd(startingAt: token, limit: limit)
    guard end > token else {
      switch tag(token) {
      case .JJ, .JJR, .JJS, .VBN: return Following(right: .complement, start: token)
      default: return Following(right: group(at: token) != nil ? .complement : .other, start: token)
      }
    }
    let later = skippingOccasion(from: end, limit: limit)
    if end < limit, let found = afterObject(token, next: end, end: end, limit: limit) { return found }
    if later > end, later < limit, let found = afterObject(token, next: later, end: end, limit: limit) { return found }
    if end < limit, clauseBegins(at: end, limit: limit), beginsNounPhrase(end) {
      return Following(right: .objectClause, start: end)
    }
    // *told a local station on Monday he hoped to win*
    if later > end, later < limit, tag(later) == .PRP, clauseBegins(at: later, limit: limit) {
      return Following(right: .objectClause, start: later)
    }
    return Following(right: tag(token) == .PRP ? .pronoun : .object, start: token)
  }

  private func beginsNounPhrase(_ token: Int) -> Bool {
    switch tag(token) {
    case .PRP, .DT, .NNP, .PRPS, .EX: true
    default: false
    }
  }

  private func afterObject(_ object: Int, next: Int, end: Int, limit: Int) -> Following? {
    switch closed(next) {
    case .that where tag(next) == .IN: return Following(right: .objectThat, start: next)
    case .whether, .if, .how, .what, .why: return Following(right: .objectQuestion, start: next)
    case .to where next == end && tag(next + 1) == .VB: return Following(right: .objectInfinitive, start: object)
    default: break
    }
    if let start = longQuotation(at: next, limit: limit) { return Following(right: .objectQuotation, start: start) }
    if opening(next) >= 0 { return Following(right: .objectWords, start: object) }
    if next == end, closed(next) == .colon, next + 1 < limit {
      return Following(right: .objectColon, start: next + 1)
    }
    return nil
  }

  /// *said the road, the bridge and the school were closed*: a finite verb to which what begins at the token is the subject,
  /// over commas and what hangs on its nouns. O(length of the subject).
  func hasLaterVerb(from start: Int, limit: Int) -> Bool {
    var token = start
    while token < min(limit, start + 40) {
      if opening(token) > token {
        token = opening(token)
        continue
      }
      if hasFiniteGroup(at: token) {
        switch closed(token - 1) {
        case .and, .but, .or: return false
        default: return true
        }
      }
      if let behind = behindRelative(token, limit: limit) {
        token = behind
        continue
      }
      switch closed(token) {
      case .stop, .semicolon, .colon, .but, .openBracket, .dash: return false
      default: if has(.subordinator, token) || tag(token) == .VBG && closed(token - 1) == .comma { return false }
      }
      token += 1
    }
    return false
  }

  /// *said the man, who was 34, had died*: the token behind the second comma of a relative clause that begins at a comma.
  private func behindRelative(_ comma: Int, limit: Int) -> Int? {
    guard closed(comma) == .comma else { return nil }
    switch closed(comma + 1) {
    case .who, .whose, .which: break
    default: return nil
    }
    var token = comma + 2
    while token < min(limit, comma + 24) {
      if closed(token) == .comma { return token + 1 }
      if isPause(token) { return nil }
      token = max(opening(token), token + 1)
    }
    return nil
  }

  /// What stands before `start`, the first token of a source or of a cue before its source.
  func preceding(_ start: Int) -> (left: Frame.Left, quotation: Int) {
    let low = sentenceStart(start)
    let before = start - 1
    guard before >= low else { return (.none, -1) }
    if closing(before) >= 0 { return (before - closing(before) > 4 ? .quotation : .words, closing(before)) }
    guard closed(before) == .comma || isDash(before) else { return (.none, -1) }
    if closing(before - 1) >= 0 { return (.quotation, closing(before - 1)) }
    var token = before - 1
    while token >= low {
      if closing(token) >= 0 {
        // *"We will not sign" this, she said*: most of the clause is quoted.
        if token - closing(token) > 6 { return (.clause, -1) }
        token = closing(token) - 1
        continue
      }
      if hasFiniteGroup(at: token) { return (.clause, -1) }
      token -= 1
    }
    return (.phrase, -1)
  }
}
