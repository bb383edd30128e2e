import TextModel

/// A phrase that refers, taken apart: *Six officials - four from the police and two from the army*.
struct ReferringPhrase {
  enum Definiteness { case definite, indefinite, bare, counted, possessed }

  var tokens: TokenRange
  /// The noun or name and what stands before it, without what hangs on behind.
  var core: TokenRange
  /// The last token of the core, a possessive mark aside.
  var head: Int
  /// The name annotation that ends at the head.
  var name: Annotation?
  var noun: RoleNoun?
  /// Words between determiner and noun, in `ModifierPool`; *former* is told apart.
  var modifiers = 0..<0
  /// The words that hang on the noun by *of*, *for*, *at*, *from* or *to*, in `ModifierPool`, and whether *a* stands before.
  var complement = 0..<0
  var hasNewComplement = false
  var isFormer = false
  /// Whether all of these are peoples: *the Japanese carmaker*.
  var isOfNation = false
  var definiteness = Definiteness.bare
  var isPlural = false
  /// Whether one common noun stands before it: *the ferry company*, not *the rival company*.
  var isOfTrade = false
  /// Counted, so that they can be people of whom the text has spoken: *six officials*, not *21.6 million people*.
  var isFew = false
  var pronoun = ReferringWords.Role.other
  /// *Ryan and Trump*: names joined in one core.
  var isJoined = false
  /// *One of them*.
  var isOfThem = false
}

/// Takes phrases apart by the words in them: no parse needed.
extension DiscourseView {
  private static var verbs: TagSet { PennTag.VBD | .VBZ | .VBP | .MD | .TO }
  private static var participles: TagSet { PennTag.VBN | .VBG }
  private static var describing: TagSet { PennTag.JJ | .JJR | .JJS | .VBG | .VBN }
  private static var plural: TagSet { PennTag.NNS | .NNPS }
  private static var common: TagSet { PennTag.NN | .NNS }
  private static var singular: TagSet { PennTag.NN | .NNP }

  /// Reads the phrase that a span holds; nil for an empty one.
  func read(_ span: TokenRange) -> ReferringPhrase? {
    var span = span
    while !span.isEmpty, isOuterMark(span.first) { span.start += 1 }
    while !span.isEmpty, isOuterMark(span.limit - 1) { span.end -= 1 }
    guard !span.isEmpty else { return nil }
    let first = role(span.first)
    if span.count == 1, first != .other, !isNamed(span.first) {
      var phrase = ReferringPhrase(tokens: span, core: span, head: span.first)
      phrase.pronoun = first
      return phrase
    }
    return readNominal(span)
  }

  private func readNominal(_ span: TokenRange) -> ReferringPhrase {
    let begin = coreStart(span)
    let end = coreEnd(from: begin, in: span)
    var head = end - 1
    while head > begin, role(head) == .possessiveMark || isOuterMark(head) || isPostnominal(head) { head -= 1 }
    let core = TokenRange(begin, head + 1)
    var phrase = ReferringPhrase(tokens: span, core: core, head: head)
    let found = noun(endingAt: head)
    phrase.noun = found?.noun
    if let name = nameCovering(head), name.tokens.limit == head + 1 || name.tokens.first >= begin { phrase.name = name }
    phrase.isPlural = found?.noun.isPlural ?? looksPlural(head)
    // *One of the men, Bo Hall,*
    let isOneOf = core.first > span.first && (isWord(span.first, .one) || role(span.first) == .another)
    if isOneOf || !phrase.isPlural, phrase.name?.kind != .person,
      let name = nameBehind(core, of: found?.noun, in: span),
      phrase.name == nil || found != nil
    {
      phrase.name = name
      if isOneOf { phrase.isPlural = false }
    }
    if let (name, title) = ledBy(span, phrase) {
      phrase.name = name
      phrase.noun = title
      phrase.isPlural = false
    }
    phrase.definiteness = definiteness(span, core)
    let nounStart = found?.tokens.first ?? head
    let first = modifiers.words.count
    for token in core.first..<max(core.first, nounStart) where isModifier(token) { modifiers.append(lower(token)) }
    phrase.modifiers = first..<modifiers.words.count
    phrase.isFormer = core.indices.contains { isWord($0, .former) }
    (phrase.complement, phrase.hasNewComplement) = complement(behind: core.limit, in: sentenceTokens(of: head))
    phrase.isOfNation = phrase.modifiers.count == 1 && nationEnd(before: nounStart, in: core)
    phrase.isOfTrade = phrase.modifiers.count == 1 && isTrade(nounStart - 1)
    phrase.isJoined = joinsNames(core)
    phrase.isOfThem = core.count == 1 && core.first > span.first && role(head) == .them
    return phrase
  }

  /// *Party for the Valleys leader Ann Lee*, *Rowing Club of Norway President Bo Hall*: behind a body's name with what hangs
  /// on it, a title and the name of a person. Not *a spokesman for mayor Ann Lee*.
  private func ledBy(_ span: TokenRange, _ phrase: ReferringPhrase) -> (Annotation, RoleNoun)? {
    guard phrase.name?.kind == .organization, phrase.core.limit < span.limit, self[span.first].has(.capitalized),
      let last = nameCovering(span.limit - 1), last.kind == .person, last.tokens.limit == span.limit,
      let title = noun(endingAt: last.tokens.first - 1)?.noun, title.kind == .person,
      self[last.tokens.first - 1].has(.lowercase) || title.uses.contains(.title),
      !(phrase.core.limit..<last.tokens.first).contains(where: { isWord($0, .comma) })
    else { return nil }
    return (last, title)
  }

  /// Whether the word before a noun is that of a people.
  private func nationEnd(before noun: Int, in core: TokenRange) -> Bool {
    guard noun - 1 >= core.first, let name = nameCovering(noun - 1) else { return false }
    return name.kind == .group && name.tokens.limit == noun
  }

  private func isTrade(_ token: Int) -> Bool {
    self[token].isTagged(Self.common) && self[token].has(.lowercase) && !isWord(token, .rival)
  }

  /// *Jane Holt KC*, *Tom Roe KCB FRS*: what stands in capitals behind a person's name is none of it.
  private func isPostnominal(_ token: Int) -> Bool {
    var before = token
    while before > 0, token - before < 3, self[before].has(.allCapitals), !isNamed(before) { before -= 1 }
    guard before < token, let name = nameCovering(before) else { return false }
    return name.kind == .person && name.tokens.limit == before + 1 && name.tokens.count > 1
  }

  /// *Two of the officials*, *a large share of the voters*: the noun stands after *of*.
  private func coreStart(_ span: TokenRange) -> Int {
    for token in span.first..<min(span.limit, span.first + 6) where isWord(token, .of) {
      guard token + 1 < span.limit, token > span.first else { continue }
      let isNoun = noun(endingAt: token - 1)?.noun.uses.contains(.quantity) ?? false
      var countsOnly = true
      for word in span.first..<token where !isQuantity(word, isNounBehind: isNoun) { countsOnly = false }
      // *Nineteen per cent of voters*
      if countsOnly || isWord(token - 1, .percent) { return token + 1 }
    }
    return span.first
  }

  private func isQuantity(_ token: Int, isNounBehind: Bool) -> Bool {
    let word = self[token].word
    if word.role == .indefinite || word.role == .definite || word.role == .another || word.particular == .half
      || word.particular == .percent
      || isNumber(token)
    {
      return true
    }
    return isNounBehind
      && (noun(endingAt: token)?.noun.uses.contains(.quantity) ?? self[token].isTagged(Self.describing))
  }

  /// The first token behind the core: a comma, a dash, a bracket, a preposition, a relative pronoun, a participle.
  private func coreEnd(from begin: Int, in span: TokenRange) -> Int {
    var token = begin
    while token < span.limit {
      if let name = nameCovering(token), name.tokens.limit > token {
        token = min(name.tokens.limit, span.limit)
        continue
      }
      // *Secretary of State Ann Lee*: the noun goes on.
      if token > begin, let noun = noun(endingAt: token + 1), noun.tokens.first < token, noun.tokens.limit <= span.limit
      {
        token = noun.tokens.limit
        continue
      }
      if token > begin, endsCore(token) { return token }
      token += 1
    }
    return span.limit
  }

  private func endsCore(_ token: Int) -> Bool {
    let known = self[token]
    let role = known.word.role
    if role == .preposition && known.word.particular != .percent || role.isRelative || role == .subordinator {
      return true
    }
    // *Ann Lee herself*, *data previously collected*.
    if role == .him || role == .hers || role == .them || role == .it { return true }
    if known.tag == PennTag.RB.rawValue, self[token - 1].has(.nounEnd) { return true }
    // *Voters last year*.
    if known.word.particular == .last || known.word.particular == .next { return self[token - 1].isTagged(Self.plural) }
    // *a Reuters/Ipsos poll*
    if known.word.particular == .slash { return false }
    if known.has(.punctuation), role != .possessiveMark {
      // *49%* is no 49.
      return known.word.particular != .ampersand && known.word.particular != .percent && !isWord(token + 1, .yearOld)
    }
    if known.isTagged(Self.verbs) { return true }
    if known.isTagged(Self.participles) { return self[token - 1].has(.nounEnd) }
    return known.word.particular == .familiar || known.word.particular == .close
  }

  private func definiteness(_ span: TokenRange, _ core: TokenRange) -> ReferringPhrase.Definiteness {
    if core.first > span.first { return .counted }
    let role = role(core.first)
    switch role {
    case .definite, .demonstrative: return .definite
    case .indefinite, .another:
      return isWord(core.first, .several) || isWord(core.first, .both) ? .counted : .indefinite
    case .his, .her, .their, .its, .firstSingular, .firstPlural, .second: return .possessed
    default: break
    }
    if isNumber(core.first) { return .counted }
    for token in core.indices where self.role(token) == .possessiveMark && token + 1 < core.limit { return .possessed }
    return .bare
  }

  private func isModifier(_ token: Int) -> Bool {
    let role = role(token)
    return (role == .other || role == .preposition) && !isNumber(token) && !self[token].has(.punctuation)
      && !isWord(token, .former)
  }

  private func joinsNames(_ core: TokenRange) -> Bool {
    for token in core.indices where role(token) == .and && !isNamed(token) {
      guard token > core.first, token + 1 < core.limit else { continue }
      if isNamed(token - 1), isNamed(token + 1) || isNamed(core.limit - 1) { return true }
    }
    return false
  }

  private func looksPlural(_ token: Int) -> Bool {
    if self[token].isTagged(Self.plural) { return true }
    if self[token].isTagged(Self.singular) { return false }
    return document.vocabulary.withBytes(lower(token)) { word in
      word.count > 3 && word[word.count - 1] == 0x73 && word[word.count - 2] != 0x73
    }
  }

  /// A figure in digits or in words, with the hyphen of *twenty-five*.
  func isNumber(_ token: Int) -> Bool {
    self[token].has(.numeral) || self[token].tag == PennTag.CD.rawValue
  }

  func isOuterMark(_ token: Int) -> Bool {
    self[token].has(.punctuation) && role(token) != .possessiveMark && !isWord(token, .percent)
  }
}
