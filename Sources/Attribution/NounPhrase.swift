import TextModel

/// Noun phrases as sources and objects need them, read off parts of speech on demand.
extension Reading {
  /// The start of the base noun phrase that ends before `end`; `end` where there is none.
  func nounPhraseStart(endingAt end: Int, after low: Int) -> Int {
    let last = end - 1
    guard last >= low else { return end }
    switch tag(last) {
    case .PRP, .WP, .WDT, .EX: return last
    default: break
    }
    if closed(last) == .closeBracket {
      var open = last
      while open > low, closed(open) != .openBracket, last - open < 12 { open -= 1 }
      return closed(open) == .openBracket ? nounPhraseStart(endingAt: open, after: low) : end
    }
    guard mayEndNounPhrase(last) else { return end }
    var token = last
    let isLastQuoted = isQuoted(last)
    while token >= low, last - token < 24 {
      let tag = tag(token)
      guard TagSet.nounPhrase.contains(tag) || isPartOfNounPhrase(token, end: end, low: low),
        isQuoted(token) == isLastQuoted
      else { break }
      let isDeterminer = tag == .DT || tag == .PRPS
      token -= 1
      guard isDeterminer, token + 1 < last else { continue }
      if token >= low, self.tag(token) == .PDT { token -= 1 }
      break
    }
    return token + 1
  }

  private func mayEndNounPhrase(_ token: Int) -> Bool {
    switch tag(token) {
    case .NN, .NNS, .NNP, .NNPS, .CD, .DT, .JJ, .JJR, .JJS, .POS, .VBG: true
    default: has(.vague, token)
    }
  }

  /// Whether a token that has none of the tags of `TagSet.nounPhrase` is part of one.
  private func isPartOfNounPhrase(_ token: Int, end: Int, low: Int) -> Bool {
    switch tag(token) {
    case .VBN, .VBG:
      guard token + 1 < end, token > low else { return false }
      // *the firm's acting chief executive*
      if !isNoun(token + 1) { return tag(token + 1) == .JJ && (tag(token - 1) == .POS || tag(token - 1) == .PRPS) }
      switch tag(token - 1) {
      case .DT, .JJ, .PRPS, .POS, .NN, .NNP: return true
      default: return false
      }
    case .RB:
      guard token + 1 < end, token > low, tag(token - 1) == .DT else { return false }
      return tag(token + 1) == .JJ || tag(token + 1) == .CD || tag(token + 1) == .VBN
    default:
      let word = closed(token)
      if word == .hyphen || has(.slash, token) {
        return token > low && token + 1 < end && !isSpaced(token) && !isSpaced(token + 1)
      }
      return tag(token) == .CC && has(.ampersand, token)
    }
  }

  /// The end of the base noun phrase that begins at `start`; `start` where there is none.
  func nounPhraseEnd(startingAt start: Int, limit: Int) -> Int {
    guard start >= 0, start < min(limit, count) else { return start }
    let rows = row(0)
    if TagSet.pronouns.contains(rows[start].tag) { return start + 1 }
    if rows[start].traits.contains(.vague), rows[start + 1].closed == .of, start + 2 < limit {
      let end = nounPhraseEnd(startingAt: start + 2, limit: limit)
      return end > start + 2 ? end : start + 1
    }
    var token = start
    var hasHead = false
    let furthest = min(limit, count, start + 24)
    while token < furthest {
      let tag = rows[token].tag
      if TagSet.heads.contains(tag) {
        hasHead = true
      } else if !TagSet.premodifiers.contains(tag) {
        guard let next = nounPhraseStep(from: token, start: start, limit: limit, rows, &hasHead) else { break }
        token = next
      }
      token += 1
    }
    while token > start, !hasHead, rows[token - 1].tag == .RB || rows[token - 1].tag == .dollar { token -= 1 }
    guard token > start else { return start }
    if hasHead { return token }
    switch rows[token - 1].tag {
    case .JJ, .DT, .JJS, .JJR: return token
    default: return start
    }
  }

  /// The last token of what a token adds to a noun phrase that began at `start`, if it does: itself but for brackets.
  @inline(__always)
  private func nounPhraseStep(
    from token: Int, start: Int, limit: Int, _ rows: UnsafePointer<TokenRow>, _ hasHead: inout Bool
  ) -> Int? {
    switch rows[token].tag {
    case .POS where token > start:
      hasHead = false
    case .DT, .PRPS, .PDT:
      if token > start, rows[token - 1].tag != .PDT, rows[token - 1].tag != .DT { return nil }
      let word = rows[token].closed
      if rows[token].traits.contains(.vague) || word == .that || word == .this { hasHead = true }
    // *the 24-year-old*
    case .JJ where token > start && rows[token - 1].closed == .hyphen && !isSpaced(token): break
    case .JJ:
      guard !hasHead || token + 1 < limit && TagSet.nounsAndAdjective.contains(rows[token + 1].tag) else { return nil }
    case .VBG, .VBN:
      guard !hasHead, token + 1 < limit, TagSet.nounsAndAdjective.contains(rows[token + 1].tag),
        token > start || rows[token].tag == .VBN
      else { return nil }
    case .RB:
      guard !hasHead, token + 1 < limit, mayFollowAdverb(token + 1) else { return nil }
    default:
      return hasHead ? insideNounPhrase(token, limit: limit) : nil
    }
    return token
  }

  /// The last token of what stands inside a noun phrase behind its noun: a word of a name, a mark that ties, a bracket.
  private func insideNounPhrase(_ token: Int, limit: Int) -> Int? {
    // *the Institut de Physique*: what stands inside a name.
    if row(token).pointee.name != .none, row(token + 1).pointee.name == row(token).pointee.name,
      row(token - 1).pointee.name == row(token).pointee.name, tag(token + 1) == .NNP, !has(.punctuation, token),
      tag(token) != .CC
    {
      return token
    }
    if tag(token) == .CC, has(.ampersand, token) { return token }
    if closed(token) == .hyphen || has(.slash, token), !isSpaced(token), token + 1 < limit, !isSpaced(token + 1) {
      return token
    }
    return closed(token) == .openBracket ? bracketEnd(from: token, limit: limit) : nil
  }

  /// What an adverb inside a noun phrase belongs to: *a very long day*, *nearly two years*.
  private func mayFollowAdverb(_ token: Int) -> Bool {
    switch tag(token) {
    case .JJ, .VBN, .CD: true
    default: false
    }
  }

  private func bracketEnd(from open: Int, limit: Int) -> Int? {
    var token = open
    while token < limit, token - open < 10 {
      if closed(token) == .closeBracket { return token }
      token += 1
    }
    return nil
  }

  /// The end of a noun phrase with its phrases of *of*, *for*, *in* and its coordinated parts.
  func fullNounPhraseEnd(startingAt start: Int, limit: Int) -> Int {
    var end = nounPhraseEnd(startingAt: start, limit: limit)
    guard end > start else { return start }
    while end < limit, end - start < 60 {
      switch closed(end) {
      case .of, .for, .at, .in, .from, .with, .on:
        let next = nounPhraseEnd(startingAt: end + 1, limit: limit)
        guard next > end + 1, !isOccasion(after: end), tag(start) != .PRP else { return end }
        end = next
      case .and:
        let next = nounPhraseEnd(startingAt: end + 1, limit: limit)
        guard next > end + 1, !hasFiniteGroup(at: next) else { return end }
        end = next
      default: return end
      }
    }
    return end
  }

  /// A preposition that leads to a day, a year or *a rally*, and so away from the noun before it.
  private func isOccasion(after preposition: Int) -> Bool {
    let word = closed(preposition)
    if word == .of { return false }
    let next = preposition + 1
    if has(.time, next) || tag(next) == .CD && !isNoun(next + 1) { return true }
    return (closed(next) == .a || closed(next) == .an) && (word == .in || word == .on || word == .at)
  }

  /// The noun phrase with the phrases that hang on it, that ends before `limit`: *the dean of the school*. A day after it
  /// (*the senator Tuesday said*) is left out.
  func fullNounPhrase(endingAt limit: Int, after low: Int) -> Range<Int>? {
    let end = trimmedTime(endingAt: limit, after: low)
    // *most of those polled*, *the mayor herself*
    let isTail = tag(end - 1) == .VBN && has(.vague, end - 2) || has(.reflexive, end - 1)
    var start = fullNounPhraseStart(endingAt: isTail && end - 1 > low ? end - 1 : end, after: low)
    // *Not all tenants said …*
    if start > low, start < end, has(.vague, start) || tag(start) == .DT, has(.negation, start - 1),
      tag(start - 1) == .RB, start - 1 == low || opensClause(start - 1, after: low)
    {
      start -= 1
    }
    return start < end ? start..<end : nil
  }

  private func fullNounPhraseStart(endingAt end: Int, after low: Int) -> Int {
    var start = nounPhraseStart(endingAt: end, after: low)
    guard start < end, tag(end - 1) != .PRP, tag(end - 1) != .WP, tag(end - 1) != .EX else {
      return partStart(of: min(start, end), after: low)
    }
    while start > low, end - start < 60 {
      let before = start - 1
      var joint = before
      if has(.nominalLink, before), before > low {
        joint = before
      } else if isJoint(before), before > low, isNoun(before - 1) || joinsAdjectives(before) {
        let first = nounPhraseStart(endingAt: before, after: low)
        guard first < before, first == low || beginsClause(first) else { break }
        start = listStart(of: first, after: low)
        continue
      } else if before > low, isNoun(before - 1), isReducedRelative(before) {
        joint = before
      } else {
        break
      }
      var phraseEnd = joint
      // *two firms for Newsweek back in May*
      if tag(joint - 1) == .RB, isNoun(joint - 2), joint - 2 > low { phraseEnd = joint - 1 }
      if isReducedRelative(joint - 1) || isAgentless(joint - 1, before: joint) { phraseEnd = joint - 1 }
      let first = nounPhraseStart(endingAt: phraseEnd, after: low)
      guard first < phraseEnd, tag(phraseEnd - 1) != .PRP, tag(phraseEnd - 1) != .WP else { break }
      if first > low, isVerb(first - 1), closed(joint) != .of {
        // *Existing research into sleep shows …*
        guard tag(first - 1) == .VBG, opensClause(first - 1, after: low) else { break }
        start = first - 1
        break
      }
      start = first
    }
    return start
  }

  /// *most of them*, *both of whom*: where the part is named of which the pronoun at `start` is the whole.
  func partStart(of start: Int, after low: Int) -> Int {
    guard start - 2 >= low, closed(start - 1) == .of, has(.vague, start - 2) || tag(start - 2) == .CD else {
      return start
    }
    return start - 2
  }

  /// *in Kent, Surrey and Sussex*: where a list that is tied on begins.
  private func listStart(of start: Int, after low: Int) -> Int {
    var first = start
    while first - 2 > low, closed(first - 1) == .comma, isNoun(first - 2) {
      let earlier = nounPhraseStart(endingAt: first - 1, after: low)
      guard earlier < first - 1 else { break }
      first = earlier
    }
    return first > low && has(.nominalLink, first - 1) ? first : start
  }

  /// *The Russian and Syrian defence ministries*.
  private func joinsAdjectives(_ joint: Int) -> Bool {
    tag(joint - 1) == .JJ && tag(joint + 1) == .JJ && tag(joint - 2) == .DT
  }

  private func isJoint(_ token: Int) -> Bool {
    switch closed(token) {
    case .and, .or, .nor: true
    default: false
    }
  }

  /// *Figures reported on Sunday*: a participle without an auxiliary, right after a noun.
  private func isReducedRelative(_ token: Int) -> Bool {
    guard let group = group(at: token) else { return false }
    return group.form == .past && group.auxiliaries == 0 && isNoun(token - 1)
  }

  /// *A poll conducted by two firms found …*: a past form right behind a noun and before *by*, taken for a finite verb, though
  /// one follows.
  private func isAgentless(_ token: Int, before joint: Int) -> Bool {
    guard closed(joint) == .by, tag(token) == .VBD, isNoun(token - 1), let group = group(at: token) else {
      return false
    }
    return group.form == .finite && group.auxiliaries == 0
  }

  /// Leaves the day in *the senator Tuesday* out.
  private func trimmedTime(endingAt end: Int, after low: Int) -> Int {
    var last = end
    while last - 1 > low, has(.weekday, last - 1) || has(.time, last - 1) && tag(last - 1) == .RB { last -= 1 }
    guard last < end, last - 1 >= low, isNominal(last - 1), closed(last - 1) == .other else { return end }
    return last
  }

  /// A comma, a conjunction or a mark stands before the token.
  func beginsClause(_ token: Int) -> Bool {
    switch closed(token - 1) {
    case .comma, .that, .but, .and, .as, .semicolon, .colon: return true
    default:
      switch tag(token - 1) {
      case .IN, .CC, .WRB, .WDT, .WP: return true
      default: return closing(token - 1) >= 0
      }
    }
  }
}
