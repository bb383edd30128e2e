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
    switch group.form {
    case .infinitive:
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

  private func participleSubject(of group: VerbGroup, before token: Int, low: Int, depth: Int) -> FoundSource {
    if token > low, closed(token - 1) != .comma, isNominal(token - 1),
      let phrase = fullNounPhrase(endingAt: token, after: low)
    {
      return FoundSource(kind: .attached, tokens: phrase)
    }
    return shared(by: group, before: token, low: low, depth: depth, kind: .sharedByParticiple)
  }

  private func finiteSubject(of group: VerbGroup, before token: Int, low: Int, depth: Int) -> FoundSource {
    guard token > low else { return FoundSource(kind: .start, tokens: 0..<0) }
    let before = token - 1
    let word = closed(before)
    if tag(before) == .WP || tag(before) == .WDT || word == .who || word == .which
      || word == .that && before > low && isNominal(before - 1)
    {
      return FoundSource(kind: .relative, tokens: before..<token)
    }
    if word == .and || word == .or || word == .but || word == .then {
      return shared(by: group, before: before, low: low, depth: depth, kind: .sharedByConjunction)
    }
    if word == .comma {
      return parenthetical(before: before, low: low)
        ?? shared(by: group, before: before, low: low, depth: depth, kind: .sharedByConjunction)
    }
    if let phrase = fullNounPhrase(endingAt: token, after: low) {
      return FoundSource(kind: tag(phrase.upperBound - 1) == .PRP ? .pronoun : .phrase, tokens: phrase)
    }
    if isDash(before) {
      var open = before - 1
      while open > low, !isDash(open) { open -= 1 }
      if open > low, let phrase = fullNounPhrase(endingAt: open, after: low) {
        return FoundSource(kind: .parenthesis, tokens: phrase)
      }
    }
    return .none
  }

  /// *Hanna, an expert on X, said*; *Trump, speaking in Ohio, said*: the noun phrase before the first of two commas.
  private func parenthetical(before comma: Int, low: Int) -> FoundSource? {
    var token = comma - 1
    while token > low {
      if closing(token) >= 0 {
        token = closing(token) - 1
        continue
      }
      let word = closed(token)
      if word == .semicolon || word == .colon || isDash(token) { return nil }
      if word == .comma, mayBeginParenthesis(token + 1), !isAdverb(token - 1),
        let phrase = fullNounPhrase(endingAt: token, after: low)
      {
        return beginsApposition(token + 1)
          ? FoundSource(kind: .apposition, tokens: phrase.lowerBound..<comma + 1)
          : FoundSource(kind: .parenthesis, tokens: phrase)
      }
      token -= 1
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
    case .DT, .CD, .WP, .WDT, .WPS, .PRPS, .JJ, .NN, .NNP, .NNS: true
    default: has(.apposition, token)
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
        token -= 1
        continue
      }
      if earlier.form == .finite {
        var found = subject(of: earlier, depth: depth + 1)
        if found.kind == .start { return found }
        guard !found.isEmpty else { return fallback ?? .none }
        let isDependent = found.kind == .relative || has(.subordinator, found.tokens.lowerBound - 1)
        found.kind = kind
        guard isAfterComma, kind != .sharedByInfinitive, isDependent else { return found }
        if fallback == nil { fallback = found }
      }
      token = earlier.start - 1
    }
    return fallback ?? (kind == .sharedByConjunction ? .none : FoundSource(kind: .start, tokens: 0..<0))
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
    return end > start ? appositionEnd(after: end, limit: limit) : end
  }

  /// The end of the apposition after the comma at `end`, or `end`.
  func appositionEnd(after end: Int, limit: Int) -> Int {
    let start = end + 1
    guard end < limit, closed(end) == .comma, start < limit else { return end }
    if isRelative(start) {
      return clauseEnd(from: start, limit: limit)
    }
    switch tag(start) {
    case .DT, .CD, .PRPS, .NN, .JJ, .NNP, .NNS: break
    default: guard has(.apposition, start) else { return end }
    }
    var last = fullNounPhraseEnd(startingAt: start, limit: limit)
    guard last > start else { return end }
    if last < limit, isRelative(last) || closed(last) == .and || tag(last) == .VBN {
      last = clauseEnd(from: last, limit: limit)
    }
    guard last < limit else { return last }
    if closed(last) == .comma {
      let next = fullNounPhraseEnd(startingAt: last + 1, limit: limit)
      if next > last + 1, next >= limit || closed(next) == .stop, tag(last + 1) == .DT || tag(last + 1) == .NNP {
        return next
      }
      return last
    }
    return group(at: last) != nil ? end : last
  }

  private func isRelative(_ token: Int) -> Bool {
    switch closed(token) {
    case .who, .whose, .which: true
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
