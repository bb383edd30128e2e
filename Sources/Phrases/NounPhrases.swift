import TextModel

/// Finds base noun phrases: from determiner, possessor or adjective to the head noun.
///
/// *the agency's new director*, *six senior officials*, *about $5 million*, *they*, *who*. O(tokens).
struct BaseNounPhrases {
  let view: SentenceView

  /// Appends the phrases of the stretch to the table.
  func find() {
    var token = view.start
    while token < view.limit {
      guard Self.beginners >> UInt64(view.tag(token).rawValue) & 1 == 1, let phrase = phrase(at: token) else {
        token += 1
        continue
      }
      let index = Int32(truncatingIfNeeded: view.table.pointee.nounPhrases.count)
      view.table.pointee.nounPhrases.append(phrase)
      for inner in phrase.base.indices { view.table.pointee.nounPhraseOfToken[inner] = index }
      token = phrase.base.limit
    }
  }

  /// A bit for each tag that a phrase can begin with: no mark, no conjunction, no verb but a participle.
  private static let beginners: UInt64 = ~[
    PennTag.none, .CC, .LS, .MD, .POS, .RP, .TO, .UH, .VB, .VBD, .VBP, .VBZ, .WRB, .period, .comma, .openQuote,
    .closeQuote, .openBracket, .closeBracket,
  ].reduce(0) { $0 | TagChoice.bit($1) }

  private func phrase(at token: Int) -> NounPhrase? {
    switch view.tag(token) {
    case .PRP, .EX: return single(token, [.pronoun, .definite])
    case .WP: return single(token, [.pronoun, .relative])
    case .WDT:
      return view.isNoun(token + 1) && !view.word(token).contains(.that)
        ? nominal(from: token) : single(token, [.pronoun, .relative])
    case .WPS: return nominal(from: token) ?? single(token, [.pronoun, .relative])
    default: return nominal(from: token)
    }
  }

  private func single(_ token: Int, _ traits: NounPhrase.Traits) -> NounPhrase {
    var traits = traits
    if view.tag(token - 1) == .IN || view.tag(token - 1) == .TO { traits.insert(.prepositional) }
    return NounPhrase(base: TokenRange(token, token + 1), head: Int32(truncatingIfNeeded: token), traits: traits)
  }

  // MARK: Phrases with a noun

  private func nominal(from start: Int) -> NounPhrase? {
    var token = start
    var head = -1
    var lastDeterminer = -1
    var lastNumber = -1
    while token < view.limit, token - start < 60 {
      let step = step(token, start: start, hasHead: head >= 0, afterDeterminer: lastDeterminer == token - 1)
      switch step {
      case .stop: return finish(start, token, head, lastDeterminer, lastNumber)
      case .head: head = token
      case .possessive: head = -1
      case .determiner: lastDeterminer = token
      case .number: lastNumber = token
      case .modifier: break
      }
      token += 1
    }
    return finish(start, token, head, lastDeterminer, lastNumber)
  }

  private enum Step { case head, possessive, determiner, number, modifier, stop }

  private func step(_ token: Int, start: Int, hasHead: Bool, afterDeterminer: Bool) -> Step {
    switch view.tag(token) {
    case .NN, .NNS, .NNP, .NNPS, .FW: return hasHead && (isClosed(token - 1) || isTimeAfter(token)) ? .stop : .head
    case .PDT: return token == start ? .determiner : .stop
    case .DT, .PRPS: return token == start || view.tag(token - 1) == .PDT ? .determiner : .stop
    case .WDT, .WPS: return token == start ? .determiner : .stop
    case .CD: return hasHead && isClosed(token - 1) ? .stop : .number
    case .POS: return hasHead && mayGoOn(token + 1) ? .possessive : .stop
    case .dollar, .hash: return hasHead ? .stop : .modifier
    case .JJ, .JJR, .JJS: return hasHead ? adjectiveAfterHead(token, start: start) : .modifier
    case .RB, .RBR, .RBS: return !hasHead && precedesModifier(token) ? .modifier : .stop
    case .VBN, .VBG: return !hasHead && isPrenominal(token, start: start) ? .modifier : .stop
    case .IN: return !hasHead && isBeforeNumber(token) ? .modifier : .stop
    case .CC: return joins(token, start: start, hasHead: hasHead) ? .modifier : .stop
    case .comma: return !hasHead && token > start && isAdjectiveList(token) ? .modifier : .stop
    case .colon, .SYM: return isHyphen(token) || isSlash(token) && hasHead ? .modifier : .stop
    case .openQuote, .closeQuote: return isInnerMark(token, start: start) ? .modifier : .stop
    default: return .stop
    }
  }

  /// *a poll Monday*, *the vote yesterday*: the day is a phrase of its own unless a noun follows.
  private func isTimeAfter(_ token: Int) -> Bool {
    view.word(token).contains(.day) && !view.word(token - 1).contains(.time) && !view.isNoun(token + 1)
  }

  /// *everyone*, *something*: nothing but *else* goes on with it.
  private func isClosed(_ token: Int) -> Bool { view.word(token).contains(.indefinitePronoun) }

  /// Whether a noun phrase can go on at a token after a possessor.
  private func mayGoOn(_ token: Int) -> Bool {
    switch view.tag(token) {
    case .NN, .NNS, .NNP, .NNPS, .JJ, .JJR, .JJS, .CD, .VBN, .VBG, .RBS, .RB, .openQuote, .FW: true
    default: false
    }
  }

  /// *Hillary Clinton supporters angry …* ends before the adjective; *campaign chief financial officer* does not.
  private func adjectiveAfterHead(_ token: Int, start: Int) -> Step {
    if view.word(token).contains(.quantifier) || isClosed(token - 1) || view.word(token - 1).contains(.time) {
      return .stop
    }
    // *this Trump look-alike declared*.
    if view.word(start).contains(.definite) || view.tag(start) == .DT, isFinite(token + 1) { return .head }
    return view.isNoun(token + 1) && view.isName(token - 1) || view.isNoun(token + 1) && view.tag(token) == .JJ
      ? .modifier : .stop
  }

  private func isFinite(_ token: Int) -> Bool {
    let tag = view.tag(token)
    return tag == .VBD || tag == .VBZ || tag == .MD
  }

  private func precedesModifier(_ token: Int) -> Bool {
    let next = view.tag(token + 1)
    if next == .JJ || next == .JJR || next == .JJS { return endsInNoun(token + 2) }
    if next == .CD || next == .dollar || view.word(token + 1).contains(.indefinitePronoun) {
      return view.word(token).contains(.nearly)
    }
    if view.word(token).contains(.nearly), view.word(token + 1).contains(.quantity) { return true }
    if next == .VBN || next == .VBG { return view.isNoun(token + 2) && view.tag(token - 1) == .DT }
    return isBeforeNumber(token + 1)
  }

  /// Adjectives up to a noun from a token on.
  private func endsInNoun(_ token: Int) -> Bool {
    var next = token
    while next < token + 5, view.isAdjective(next) || view.tag(next) == .CC || view.tag(next) == .comma { next += 1 }
    return view.isNoun(next)
  }

  /// *the reported plan*, *rising prices*, not *said officials*.
  private func isPrenominal(_ token: Int, start: Int) -> Bool {
    guard view.isNoun(token + 1) || view.isAdjective(token + 1) && view.isNoun(token + 2) else { return false }
    if token > start { return view.tag(token - 1) != .CC || token - 1 > start }
    // *elected officials say*: at the start, after a mark, a conjunction or a preposition.
    guard view.tag(token) == .VBN else { return false }
    switch view.tag(token - 1) {
    case .none, .comma, .colon, .CC, .IN, .openQuote, .VBP, .VBG: return view.tag(token + 1) == .NNS
    default: return false
    }
  }

  /// *more than 50*, *at least six*, *about 30*, *up to 40*.
  private func isBeforeNumber(_ token: Int) -> Bool {
    guard view.word(token).contains(.nearly) else { return false }
    let next = view.tag(token + 1)
    return next == .CD || next == .dollar
  }

  /// *black and white voters*, *House and Senate leaders*, *AT & T*.
  private func joins(_ token: Int, start: Int, hasHead: Bool) -> Bool {
    guard token > start, view.word(token).contains(.and) else { return false }
    if view.tokens[token].range.length == 1 { return hasHead && view.isName(token + 1) }  // &
    if view.isAdjective(token - 1), view.isAdjective(token + 1) { return endsInNoun(token + 2) && !hasHead }
    if view.tag(token - 1) == .CD, view.tag(token + 1) == .CD { return true }
    return false
  }

  private func isAdjectiveList(_ token: Int) -> Bool {
    view.isAdjective(token - 1) && view.isAdjective(token + 1) && endsInNoun(token + 2)
  }

  private func isHyphen(_ token: Int) -> Bool {
    view.mark(token) == UInt8(ascii: "-") && isGlued(token)
  }

  /// *NBC News/Wall Street Journal poll*.
  private func isSlash(_ token: Int) -> Bool {
    view.mark(token) == UInt8(ascii: "/") && isGlued(token) && view.isNoun(token + 1)
  }

  private func isGlued(_ token: Int) -> Bool {
    token + 1 < view.limit && !view.flags(token).contains(.spaceBefore)
      && !view.flags(token + 1).contains(.spaceBefore)
  }

  /// *the "alt right" movement*: marks round part of the phrase, not round its beginning.
  private func isInnerMark(_ token: Int, start: Int) -> Bool {
    let flags = view.flags(token)
    if flags.contains(.closesQuotation) {
      for inner in stride(from: token - 1, through: max(start, token - 7), by: -1)
      where view.flags(inner).contains(.opensQuotation) {
        return view.isNoun(token + 1) || view.isAdjective(token + 1)
      }
      return false
    }
    guard token > start, flags.contains(.opensQuotation) else { return false }
    for inner in (token + 1)..<min(token + 6, view.limit)
    where view.flags(inner).contains(.closesQuotation) {
      return (token + 1..<inner).allSatisfy { view.isNoun($0) || view.isAdjective($0) || view.tag($0) == .CD }
    }
    return false
  }

  // MARK: The end

  private func finish(_ start: Int, _ end: Int, _ head: Int, _ determiner: Int, _ number: Int) -> NounPhrase? {
    var limit = end
    var head = head
    if head < 0 {
      // Without a noun: *the poor*, *six*, *those*, a possessor alone.
      guard let bare = bareHead(start, &limit, determiner, number) else { return nil }
      head = bare
    } else {
      // Numbers after the noun (*Nov. 3*, *page 5*) are in; adjectives and marks are not.
      limit = max(head, number) + 1
      if isOpenMark(start, limit) { limit += 1 }
    }
    guard limit > start else { return nil }
    let base = TokenRange(start, limit)
    var phrase = NounPhrase(base: base, head: Int32(truncatingIfNeeded: head), traits: traits(base, head))
    phrase.possessor = possessor(base)
    return phrase
  }

  /// *self-described "Berners"*: the mark that closes what was opened inside.
  private func isOpenMark(_ start: Int, _ limit: Int) -> Bool {
    guard limit < view.limit, view.flags(limit).contains(.closesQuotation) else { return false }
    for token in (start + 1)..<max(start + 1, limit) where view.flags(token).contains(.opensQuotation) {
      return true
    }
    return false
  }

  private func possessor(_ base: TokenRange) -> TokenRange {
    for token in base.indices {
      if view.tag(token) == .PRPS || view.tag(token) == .WPS { return TokenRange(token, token + 1) }
      if view.tag(token) == .POS { return TokenRange(base.first, token) }
    }
    return TokenRange(base.first, base.first)
  }

  private func bareHead(_ start: Int, _ limit: inout Int, _ determiner: Int, _ number: Int) -> Int? {
    if number >= 0 {
      // *one Latino conservative*: the adjective is the noun where a verb follows.
      let last = limit - 1
      if last > number, view.isAdjective(last), view.isVerb(limit) || view.tag(limit) == .MD { return last }
      limit = number + 1
      return number
    }
    guard determiner >= 0 else {
      // *many of her aides*, *most say*.
      guard view.word(start).contains(.quantifier), limit == start + 1, view.isAdjective(start) else { return nil }
      let next = view.tag(limit)
      let isAlone = view.word(limit).contains(.of) || isFinite(limit) || next == .VBP || next == .comma
      return isAlone ? start : nil
    }
    if view.tag(determiner) == .PRPS || view.tag(determiner) == .WPS { return nil }
    let last = limit - 1
    // *the poor*, *another Muslim*, *one Latino conservative*.
    let isMark = view.tag(limit) == .openQuote || view.tag(limit) == .CC
    if last > determiner, view.isAdjective(last), !isMark { return last }
    limit = determiner + 1
    return determiner
  }

  private func traits(_ base: TokenRange, _ head: Int) -> NounPhrase.Traits {
    var traits: NounPhrase.Traits = []
    let tag = view.tag(head)
    if tag == .NNS || tag == .NNPS { traits.insert(.plural) }
    if view.isName(head) { traits.insert(.name) }
    if tag == .DT { traits.insert(.pronoun) }
    if view.word(head).contains(.time) { traits.insert(.temporal) }
    if view.word(base.first).contains(.definite) { traits.insert(.definite) }
    if view.word(base.first).contains(.indefinite) { traits.insert(.indefinite) }
    for token in base.indices {
      switch view.tag(token) {
      case .CD: traits.insert(.counted)
      case .POS: traits.formUnion([.possessed, .definite])
      case .PRPS: traits.formUnion([.possessed, .definite])
      default: break
      }
    }
    let before = view.tag(base.first - 1)
    if before == .IN || before == .TO { traits.insert(.prepositional) }
    return traits
  }
}
