import TextModel

/// The name that stands behind a noun and says who is meant, and the words that hang on the noun.
extension DiscourseView {
  private static var verbs: TagSet { PennTag.VBD | .VBZ | .VBP | .MD | .TO }
  private static var content: TagSet { PennTag.NN | .NNS | .NNP | .NNPS | .JJ | .FW }
  private static var titles: TagSet { PennTag.NN | .NNP | .NNS | .JJ | .JJS | .VBN | .POS | .CC }

  /// The name behind a noun that ends a core.
  func nameBehind(_ core: TokenRange, of noun: RoleNoun?, in span: TokenRange) -> Annotation? {
    if let name = titledName(behind: core, noun, in: span) { return name }
    guard self[core.limit - 1].has(.lowercase) || noun != nil || role(core.limit - 1) == .another else { return nil }
    return apposedName(behind: core, of: noun, in: span) ?? closingName(behind: core, of: noun, in: span)
  }

  /// *Its chairman, Pekka Virtanen*, *its head of research, Dame Ann Lee,*, *his lawyer, Bo Hall of Hall & Co,*: a
  /// person's name apposed to the noun is who is meant, an organization's to *The aid group*; a title may stand before it.
  private func apposedName(behind core: TokenRange, of noun: RoleNoun?, in span: TokenRange) -> Annotation? {
    var comma = core.limit
    while comma < min(span.limit, core.limit + 6), !isWord(comma, .comma) {
      if isNamed(comma) || role(comma).isRelative { return nil }
      comma += 1
    }
    guard comma < span.limit, isWord(comma, .comma) else { return nil }
    var start = comma + 1
    while start < min(span.limit, comma + 4), !isNamed(start), self[start].has(.capitalized) { start += 1 }
    guard start < span.limit, let name = nameCovering(start), name.tokens.first == start, mayBeApposed(name, to: noun),
      name.tokens.limit >= span.limit || isOuterMark(name.tokens.limit) || role(name.tokens.limit) == .preposition
    else { return nil }
    return name
  }

  /// *The group that owns the ferries, Hale Lines,*, *another witness in the case, former minister Ann Lee*: the name that
  /// ends the phrase behind a comma, with what it is called before it.
  private func closingName(behind core: TokenRange, of noun: RoleNoun?, in span: TokenRange) -> Annotation? {
    guard span.limit - 1 > core.limit, let name = nameCovering(span.limit - 1), name.tokens.limit == span.limit,
      mayBeApposed(name, to: noun)
    else { return nil }
    var token = name.tokens.first - 1
    while token > core.limit, token > name.tokens.first - 9, !isWord(token, .comma) {
      guard isNamed(token) || self[token].isTagged(Self.titles) || isWord(token, .former) else { return nil }
      token -= 1
    }
    return token >= core.limit && isWord(token, .comma) ? name : nil
  }

  /// A person is called by nouns of persons, a body by nouns of bodies, whatever its name was taken for; a noun of no list
  /// may be either's.
  private func mayBeApposed(_ name: Annotation, to noun: RoleNoun?) -> Bool {
    guard let noun else { return name.kind == .person || name.kind == .organization }
    // *one of the men, Bo Hall*
    if name.kind == .person { return noun.kind == .person || noun.kind == .organization || noun.isPlural }
    return name.kind == .organization && noun.kind == .organization
  }

  /// *Director of rail Paul Amadi*, *the ambassador to Britain Bo Hall*: a title with what hangs on it before a name.
  func titledName(behind core: TokenRange, _ noun: RoleNoun?, in span: TokenRange) -> Annotation? {
    guard let noun, noun.uses.contains(.title), core.limit < span.limit, role(core.limit) == .preposition else {
      return nil
    }
    var token = core.limit + 1
    while token < min(span.limit, core.limit + 10) {
      let known = self[token]
      if let name = nameCovering(token) {
        guard name.kind == .person else {
          token = max(token + 1, name.tokens.limit)
          continue
        }
        let before = role(token - 1)
        let ends =
          name.tokens.limit >= span.limit || isOuterMark(name.tokens.limit) || role(name.tokens.limit).isRelative
        return name.tokens.first == token && token > core.limit + 1 && before != .preposition && before != .and
          && before != .definite && before != .indefinite && ends ? name : nil
      }
      if known.has(.punctuation) && known.word.role != .possessiveMark || known.word.role.isRelative { return nil }
      if known.isTagged(Self.verbs) { return nil }
      token += 1
    }
    return nil
  }

  /// The person's name that ends what is said behind *was*, with titles before it: *was police chief Bo Hall*, not *was Bo
  /// Hall's brother*, *was in Bo Hall*.
  func nameEnding(predicateFrom start: Int, in sentence: TokenRange) -> Annotation? {
    var token = start
    while token < min(sentence.limit, start + 6) {
      if let name = nameCovering(token), name.kind == .person {
        let behind = role(name.tokens.limit)
        let ends =
          name.tokens.limit >= sentence.limit || behind.isRelative || behind == .preposition
          || self[name.tokens.limit].has(.punctuation) && behind != .possessiveMark
        return name.tokens.first == token && ends ? name : nil
      }
      guard isNamed(token) || self[token].isTagged(Self.titles), role(token) != .and else { return nil }
      token += 1
    }
    return nil
  }

  /// The nouns that hang on a noun: *mayor of Troy*, *the chairman of a Turkish firm*; whether they are new to the text.
  func complement(behind start: Int, in span: TokenRange) -> (words: Range<Int>, isNew: Bool) {
    let first = modifiers.words.count
    guard start < span.limit, isBinding(start) else { return (first..<first, false) }
    let isNew = isWord(start + 1, .a) || isWord(start + 1, .an)
    var token = start + 1
    while token < min(span.limit, start + 8) {
      let known = self[token]
      if known.has(.punctuation) && known.word.role != .possessiveMark || known.word.role.isRelative { break }
      if known.isTagged(Self.verbs) { break }
      if isNamed(token) || known.isTagged(Self.content) { modifiers.append(lower(token)) }
      token += 1
    }
    return (first..<modifiers.words.count, isNew)
  }

  private func isBinding(_ token: Int) -> Bool {
    switch self[token].word.particular {
    case .of, .for, .at, .from, .to: return true
    default: return false
    }
  }

  /// Where what hangs on a phrase ends: *report by the ministry on the floods*, *those in favour of a tax*; before a comma,
  /// a finite verb, a relative clause.
  func endOfAttached(behind start: Int) -> Int {
    let sentence = sentenceTokens(of: start - 1)
    var token = start
    if self[token].tag == PennTag.RB.rawValue, self[token + 1].tag == PennTag.VBN.rawValue { token += 1 }
    guard token < sentence.limit, role(token) == .preposition || self[token].isTagged(PennTag.VBN | .VBG) else {
      return start
    }
    while token < min(sentence.limit, start + 14) {
      if let name = nameCovering(token), name.tokens.limit > token {
        token = name.tokens.limit
        continue
      }
      let known = self[token]
      if known.has(.punctuation) && known.word.role != .possessiveMark || known.word.role.isRelative { break }
      if known.word.role == .subordinator || known.isTagged(.finite) { break }
      if known.tag == PennTag.TO.rawValue, self[token + 1].tag == PennTag.VB.rawValue { break }
      token += 1
    }
    while token > start, self[token - 1].word.role != .other { token -= 1 }
    return token
  }
}
