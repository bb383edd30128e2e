import TextModel

/// How the source of a cue was found.
enum SourceKind: UInt8, CaseIterable {
  case none, start, pronoun, phrase, apposition, parenthesis, relative, attached, reduced, inverted, possessive, agent
  case sharedByConjunction, sharedByParticiple, sharedByInfinitive, accordance, label
}

/// The tokens that name a source, and how they were found.
struct FoundSource {
  var kind: SourceKind
  var tokens: Range<Int>
  static let none = FoundSource(kind: .none, tokens: 0..<0)
  var isEmpty: Bool { tokens.isEmpty }
}

extension Reading {
  private static let deepest = 4

  /// The subject of a verb group, or the one that it shares with another verb.
  func subject(of group: VerbGroup) -> FoundSource { subject(of: group, depth: 0) }

  private func subject(of group: VerbGroup, depth: Int) -> FoundSource {
    let low = sentenceStart(group.start)
    var token = group.start
    while token > low, isAdverb(token - 1) { token -= 1 }
    token = skippingTimeBack(from: token, after: low)
    switch group.form {
    case .infinitive:
      if let object = causedSubject(before: token - 1, after: low) {
        return FoundSource(kind: .sharedByInfinitive, tokens: object)
      }
      return shared(by: group, before: token - 1, low: low, depth: depth, kind: .sharedByInfinitive)
    case .participle:
      return participleSubject(of: group, before: token, low: low, depth: depth)
    case .past:
      if group.auxiliaries > 0 { return participleSubject(of: group, before: token, low: low, depth: depth) }
      guard let phrase = fullNounPhrase(endingAt: token, after: low) else {
        return shared(by: group, before: token, low: low, depth: depth, kind: .sharedByParticiple)
      }
      return FoundSource(kind: .reduced, tokens: phrase)
    case .finite:
      return finiteSubject(of: group, before: token, low: low, depth: depth)
    }
  }

  /// Steps back over a time between a subject and its verb: *the paper last week published*, *the mayor, on Sunday, said*.
  private func skippingTimeBack(from end: Int, after low: Int) -> Int {
    var token = end
    if token - 2 > low, has(.timeUnit, token - 1), has(.timeModifier, token - 2) {
      token -= 2
      // *earlier this month*
      if token - 1 > low, isAdverb(token - 1), has(.time, token - 1) { token -= 1 }
    } else if token - 2 > low, has(.weekday, token - 1), closed(token - 2) == .on {
      token -= 2
    } else if token - 1 > low, has(.weekday, token - 1), isNominal(token - 2) || closed(token - 2) == .comma {
      token -= 1
    }
    return token > low && (isNominal(token - 1) || closed(token - 1) == .comma) ? token : end
  }

  private func participleSubject(of group: VerbGroup, before token: Int, low: Int, depth: Int) -> FoundSource {
    if token > low, closed(token - 1) != .comma, isNominal(token - 1),
      let phrase = fullNounPhrase(endingAt: token, after: low)
    {
      return FoundSource(kind: .attached, tokens: letterStart(of: phrase, after: low)..<phrase.upperBound)
    }
    return shared(by: group, before: token, low: low, depth: depth, kind: .sharedByParticiple)
  }

  private func finiteSubject(of group: VerbGroup, before token: Int, low: Int, depth: Int) -> FoundSource {
    guard token > low else { return FoundSource(kind: .start, tokens: 0..<0) }
    let before = token - 1
    let word = closed(before)
    if before == low, word == .who { return .none }  // *Who said that?*
    if tag(before) == .WP || tag(before) == .WDT || word == .who || word == .which
      || word == .that && before > low && isNominal(before - 1)
    {
      return FoundSource(kind: .relative, tokens: partStart(of: before, after: low)..<token)
    }
    if word == .and || word == .or || word == .but || word == .then {
      return shared(by: group, before: before, low: low, depth: depth, kind: .sharedByConjunction)
    }
    if word == .comma {
      return parenthetical(before: before, low: low).map { withoutAdverb($0) }
        ?? clauseOpenerWithComma(before: before, group, low: low)
        ?? shared(by: group, before: before, low: low, depth: depth, kind: .sharedByConjunction)
    }
    // *Lee's book, "The City," argues that …*
    if closing(before) > low + 1, token - closing(before) < 12, closed(closing(before) - 1) == .comma,
      let phrase = fullNounPhrase(endingAt: closing(before) - 1, after: low), opensClause(phrase.lowerBound, after: low)
    {
      return FoundSource(kind: .parenthesis, tokens: phrase)
    }
    if let phrase = fullNounPhrase(endingAt: token, after: low) {
      if tag(phrase.upperBound - 1) == .PRP, phrase.count == 1 { return FoundSource(kind: .pronoun, tokens: phrase) }
      let whole = wholeSubject(phrase, after: low)
      if let source = clauseOpener(around: whole, before: token, low: low) { return source }
      // *Ann Lee, a clerk who saw the fire said*: the second comma is missing.
      let start =
        whole.lowerBound < phrase.lowerBound
        ? appositionStart(of: whole, low: low) : openNameStart(of: phrase, before: group.end, low: low)
      return FoundSource(kind: .phrase, tokens: start..<whole.upperBound)
    }
    if isDash(before) {
      var open = before - 1
      while open > low, !isDash(open) { open -= 1 }
      if open > low, let phrase = fullNounPhrase(endingAt: open, after: low) {
        return FoundSource(kind: .parenthesis, tokens: phrase.lowerBound..<token)
      }
    }
    return clauseOpener(before: token, low: low) ?? .none
  }

  /// *Hanna, an expert on X, said*; *a man close to the board, who hid his name, said*; *Trump, speaking in Ohio, said*;
  /// *Lee, whose son, 23, was hurt, said*: the noun phrase that begins the clause before one of the commas, else the one
  /// before the nearest.
  func parenthetical(before comma: Int, low: Int) -> FoundSource? {
    var nearest: FoundSource?
    var token = comma - 1
    let reach = max(low, comma - 60)
    while token > reach {
      if closing(token) >= 0 {
        token = closing(token) - 1
        continue
      }
      if hasFiniteGroup(at: token) {
        if let relative = relativeBefore(token, after: reach) {
          token = relative - 1
        } else if let group = self.group(at: token), isReduced(group, after: reach) {
          token = group.start - 1
        } else {
          return nearest
        }
        continue
      }
      let word = closed(token)
      if word == .semicolon || word == .colon || isDash(token) { return nearest }
      if word == .comma, mayBeginParenthesis(token + 1), !isAdverb(token - 1),
        let last = fullNounPhrase(endingAt: token, after: low)
      {
        let phrase = wholeSubject(last, after: low)
        let start = appositionStart(of: phrase, low: low)
        let found =
          beginsApposition(token + 1) || start < phrase.lowerBound
          ? FoundSource(kind: .apposition, tokens: start..<comma + 1)
          : FoundSource(kind: .parenthesis, tokens: phrase)
        if nearest == nil { nearest = found }
        if closed(start - 1) != .comma, opensClause(start, after: low), !joinsNoun(start - 1, low: low),
          !has([.time, .timeUnit], phrase.upperBound - 1)
        {
          return found
        }
      }
      token -= 1
    }
    return nearest
  }

  /// *Ann Lee, a fellow of the college in Troy, Ohio, and the hospital in Rome, said*: an *and* before which the sentence, or
  /// what follows a quotation, has no verb joins nouns.
  private func joinsNoun(_ joint: Int, low: Int) -> Bool {
    guard closed(joint) == .and else { return false }
    var token = joint - 1
    while token >= low, closing(token) < 0 {
      if hasFiniteGroup(at: token) { return false }
      token -= 1
    }
    return token >= low
  }

  /// *Ann Lee, a clerk, however, said*: the adverb is no part of the source.
  private func withoutAdverb(_ source: FoundSource) -> FoundSource {
    var source = source
    let end = source.tokens.upperBound
    if source.tokens.count > 3, closed(end - 1) == .comma, isAdverb(end - 2), closed(end - 3) == .comma {
      source.tokens = source.tokens.lowerBound..<end - 3
    }
    return source
  }

  /// *The leader, in a video posted on Monday, said*: a participle taken for a past form, in a phrase between commas.
  private func isReduced(_ group: VerbGroup, after low: Int) -> Bool {
    guard tag(group.head) == .VBD, group.auxiliaries == 0, isNoun(group.start - 1) else { return false }
    var token = group.start - 1
    while token > low, closed(token) != .comma {
      if self.group(at: token) != nil { return false }
      token -= 1
    }
    return closed(token) == .comma && tag(token + 1) == .IN && !has(.subordinator, token + 1)
  }

  /// The *who*, *whose*, *which* or *whether* of the clause whose finite verb stands at a token, or nil.
  private func relativeBefore(_ verb: Int, after low: Int) -> Int? {
    var token = (group(at: verb)?.start ?? verb) - 1
    let reach = max(low, token - 40)
    while token > reach {
      switch closed(token) {
      case .who, .whose, .whom, .which, .where: return token
      // *Lee, asked whether she would go, said*
      case .if, .whether, .how, .why: return token
      case .that where isNominal(token - 1): return token
      default: token -= 1
      }
    }
    return nil
  }

  private func mayBeginParenthesis(_ token: Int) -> Bool {
    switch tag(token) {
    case .DT, .CD, .WP, .WDT, .WPS, .VBG, .VBN, .PRPS, .IN, .TO, .JJ, .NN, .NNP, .RB, .WRB, .NNS: true
    default: has(.apposition, token)
    }
  }

  private func beginsApposition(_ token: Int) -> Bool {
    switch tag(token) {
    case .DT, .CD, .WP, .WDT, .WPS, .PRPS, .JJ, .NN, .NNP, .NNS, .VBN: true
    default: has(.apposition, token) || closed(token) == .including
    }
  }

  /// The source of a verb without a subject of its own: that of the nearest finite verb before it. A participle or a verb
  /// after a comma belongs to the main clause: *He left after the talks failed, saying …*.
  private func shared(by group: VerbGroup, before: Int, low: Int, depth: Int, kind: SourceKind) -> FoundSource {
    guard depth < Self.deepest else { return .none }
    let isAfterComma = closed(before - (kind == .sharedByParticiple ? 1 : 0)) == .comma || closed(before) == .comma
    var fallback: FoundSource?
    var token = before - 1
    while token >= low {
      if closing(token) >= 0 {
        token = closing(token) - 1
        continue
      }
      guard let earlier = self.group(at: token) else {
        if kind == .sharedByConjunction, !isAfterComma, let subject = subjectOfMisreadVerb(after: token, limit: before)
        {
          return FoundSource(kind: kind, tokens: subject)
        }
        token -= 1
        continue
      }
      // *14 of the 22 inspected lifts*
      if isNoun(earlier.end), tag(earlier.start - 1) == .CD || tag(earlier.start - 1) == .DT {
        token = earlier.start - 1
        continue
      }
      if earlier.form == .finite {
        var found = subject(of: earlier, depth: depth + 1)
        if found.kind == .start { return found }
        // *asked for it in a letter posted on Monday, saying …*: a participle taken for a past form.
        if isAfterComma, isPostmodifier(earlier, subject: found, after: low) {
          token = earlier.start - 1
          continue
        }
        if found.isEmpty {
          // *asked them to stay calm*: a word taken for a verb, or a verb of its own without a subject.
          if tag(earlier.head) == .VB {
            token = earlier.start - 1
            continue
          }
          return fallback ?? .none
        }
        // *The fund argued the price was low, and accused …*: a clause right behind a verb is what that verb tells.
        let isDependent =
          found.kind == .relative || has(.subordinator, found.tokens.lowerBound - 1)
          || self.group(at: found.tokens.lowerBound - 1)?.form == .finite
        found.kind = kind
        guard isAfterComma, kind != .sharedByInfinitive, isDependent else { return found }
        if fallback == nil { fallback = found }
      }
      token = earlier.start - 1
    }
    return fallback ?? (kind == .sharedByConjunction ? .none : FoundSource(kind: .start, tokens: 0..<0))
  }

  /// *fell after the firm cut its forecast and said*: the subject of a verb that is taken for a further noun, in a clause
  /// behind a conjunction.
  private func subjectOfMisreadVerb(after conjunction: Int, limit: Int) -> Range<Int>? {
    switch closed(conjunction) {
    case .after, .when, .because, .while, .before, .though, .although: break
    default: return nil
    }
    let end = nounPhraseEnd(startingAt: conjunction + 1, limit: limit)
    guard end > conjunction + 2, tag(end - 1) == .NN, tag(end) == .PRPS || tag(end) == .DT else { return nil }
    return conjunction + 1..<end - 1
  }

  /// *Noting that …, Trump said*: the subject of the main clause after a participle at the start of the sentence.
  func laterSubject(after token: Int) -> FoundSource? {
    let limit = sentenceLimit(token)
    var next = token
    while next < limit {
      if opening(next) > next {
        next = opening(next)
        continue
      }
      if closed(next) == .comma {
        let end = appositionEnd(after: fullNounPhraseEnd(startingAt: next + 1, limit: limit), limit: limit)
        if end > next + 1, hasFiniteGroup(at: end) {
          return FoundSource(kind: .sharedByParticiple, tokens: next + 1..<end)
        }
      }
      next += 1
    }
    return nil
  }

  // MARK: Sources after their cue

  /// The end of a source that begins at `start` with its appositions: *said Ann Lee, the mayor of Troy*.
  func sourceEnd(startingAt start: Int, limit: Int) -> Int {
    let end = fullNounPhraseEnd(startingAt: start, limit: limit)
    guard end > start else { return end }
    if end < limit, closed(end) == .who { return clauseEnd(from: end, limit: limit) }
    return appositionEnd(after: describedEnd(end, limit: limit), limit: limit)
  }

  /// The end of an adjective with its phrase after a noun: *people close to the campaign*, *a man familiar with the talks*.
  private func describedEnd(_ end: Int, limit: Int) -> Int {
    guard end + 2 < limit, tag(end) == .JJ, closed(end + 1) == .to || closed(end + 1) == .with else { return end }
    return max(end, fullNounPhraseEnd(startingAt: end + 2, limit: limit))
  }

  /// The end of the appositions after the comma at `end`, or `end`: *, 52, a clerk in Troy who saw it*.
  func appositionEnd(after end: Int, limit: Int) -> Int {
    let start = end + 1
    guard end < limit, closed(end) == .comma, start < limit else { return end }
    if isRelative(start) { return clauseEnd(from: start, limit: limit) }
    switch tag(start) {
    case .DT, .CD, .PRPS, .NN, .JJ, .NNP, .NNS: break
    default: guard has(.apposition, start) else { return end }
    }
    var last = fullNounPhraseEnd(startingAt: start, limit: limit)
    guard last > start else { return end }
    if last < limit, goesOnInApposition(last) { last = clauseEnd(from: last, limit: limit) }
    guard last < limit else { return last }
    if closed(last) == .comma {
      if tag(start) == .CD, last == start + 1 { return ageEnd(after: last, limit: limit) }
      let next = fullNounPhraseEnd(startingAt: last + 1, limit: limit)
      if next > last + 1, next >= limit || closed(next) == .stop, tag(last + 1) == .DT || tag(last + 1) == .NNP {
        return next
      }
      return last
    }
    return group(at: last) != nil ? end : last
  }

  /// What hangs on the noun of an apposition: *an adviser to the mayor*, *a clerk who saw it*, *a man named Lee*.
  private func goesOnInApposition(_ token: Int) -> Bool {
    switch closed(token) {
    case .who, .whose, .which, .and, .to, .about, .against, .behind, .under, .by: true
    default: tag(token) == .VBN
    }
  }

  /// What follows an age: *, 52, of Troy, Ohio*, *, 52, a clerk*.
  private func ageEnd(after comma: Int, limit: Int) -> Int {
    let start = comma + 1
    guard start < limit else { return comma }
    if closed(start) == .of || closed(start) == .from {
      let end = fullNounPhraseEnd(startingAt: start + 1, limit: limit)
      guard end > start + 1 else { return comma }
      if end + 1 < limit, closed(end) == .comma, tag(end + 1) == .NNP {
        return max(end, nounPhraseEnd(startingAt: end + 1, limit: limit))
      }
      return end
    }
    return appositionEnd(after: comma, limit: limit)
  }

  func isRelative(_ token: Int) -> Bool {
    switch closed(token) {
    case .who, .whose, .whom, .which: true
    default: false
    }
  }

  private func clauseEnd(from start: Int, limit: Int) -> Int {
    var token = start
    while token < limit, token - start < 30 {
      if opening(token) >= 0 { return token }
      switch closed(token) {
      case .comma, .stop, .semicolon, .question, .exclamation: return token
      default: token += 1
      }
    }
    return token
  }
}
