import TextModel

/// What a phrase says of its source: how many, from where, and by what words it is best called.
extension DiscourseWalk {
  /// A new referent from the phrase that begins it.
  func makeReferent(_ phrase: ReferringPhrase) -> Referent {
    var kind = phrase.noun?.kind ?? .unknown
    if phrase.isJoined { kind = .group }
    if let name = phrase.name { kind = Source.Kind(name.kind) }
    if phrase.pronoun != .other { kind = pronounKind(phrase.pronoun) }
    let number: Referent.Number =
      kind == .organization ? .either : phrase.isPlural || kind == .group ? .plural : .singular
    var referent = Referent(
      kind: kind, number: number, gender: phrase.noun?.gender, entity: nil, name: name(of: phrase),
      isUnnamedPerson: hidesPerson(phrase))
    if let noun = phrase.noun { referent.nounClasses = [noun.nounClass] }
    referent.modifiers = phrase.modifiers
    referent.count = count(in: phrase)
    referent.affiliations = affiliations(behind: phrase)
    return referent
  }

  private func pronounKind(_ role: ReferringWords.Role) -> Source.Kind {
    if role.isMasculine || role.isFeminine || role == .firstSingular { return .person }
    if role.isPlural || role == .firstPlural { return .group }
    return .unknown
  }

  /// An unnamed person whom the writer could name: *a senior official*; not *voters*, not *the president*.
  private func hidesPerson(_ phrase: ReferringPhrase) -> Bool {
    guard let noun = phrase.noun, noun.isUnnamed, phrase.name == nil, !phrase.isJoined else { return false }
    guard phrase.definiteness == .definite else { return true }
    return hiding.contains(noun.nounClass)
  }

  /// The phrase as a name: without its determiner and what hangs on behind, its first letter small unless it is a name.
  private func name(of phrase: ReferringPhrase) -> String {
    var core = phrase.core
    while core.count > 1 {
      let role = reader.role(core.first)
      guard
        role == .definite || role == .demonstrative || reader.isWord(core.first, "a") || reader.isWord(core.first, "an")
      else { break }
      core.start += 1
    }
    let text = document.string(core)
    let tag = context.tag(core.first)
    let isInside = !document.tokens[core.first].flags.contains(.sentenceStart)
    let isName =
      reader.nameAt[core.first] > 0 || document.shape(core.first).contains(.allCapitals) || tag == .NNP || tag == .NNPS
      || isInside
    guard !isName, let first = text.unicodeScalars.first else { return text }
    return first.properties.lowercaseMapping + String(text.unicodeScalars.dropFirst())
  }

  /// Six of *six officials*.
  private func count(in phrase: ReferringPhrase) -> Int? {
    guard phrase.definiteness == .counted, phrase.isPlural else { return nil }
    let range = document.range(of: phrase.tokens)
    for figure in document.figures where figure.range.start >= range.start && figure.range.end <= range.end {
      guard figure.kind == .count, let value = figure.value, value > 0, value < 1e6 else { continue }
      return figure.range.start == range.start ? Int(value) : nil
    }
    return nil
  }

  /// Adds to a referent what a later mention tells of it.
  mutating func describe(_ index: Int, by phrase: ReferringPhrase) {
    guard phrase.pronoun == .other, discourse[index].entity == nil else { return }
    let isFuller = phrase.core.count > 1 && phrase.modifiers.count > discourse[index].modifiers.count
    if let count = count(in: phrase), discourse[index].count == nil {
      discourse[index].count = count
      discourse[index].name = name(of: phrase)
    } else if isFuller, discourse[index].count == nil, phrase.noun != nil {
      discourse[index].name = name(of: phrase)
      discourse[index].modifiers = phrase.modifiers
    }
    for affiliation in affiliations(behind: phrase) where !discourse[index].affiliations.contains(affiliation) {
      discourse[index].affiliations.append(affiliation)
    }
  }

  /// *Six officials - four from the police and two from the army*, *a spokesman for the ministry*.
  func affiliations(behind phrase: ReferringPhrase) -> [String] {
    guard let noun = phrase.noun, noun.kind == .person || noun.kind == .group else { return [] }
    let sentence = context.sentenceTokens(of: phrase.head)
    var found: [String] = []
    var token = phrase.head + 1
    let limit = min(sentence.limit, phrase.head + 45)
    if token < limit, isBreak(token) { token += 1 }
    while token < limit {
      if reader.isNumber(token), token + 1 < limit { token += 1 }
      guard isAffiliating(token), token + 1 < limit else { break }
      let end = endOfNominal(from: token + 1, limit: limit)
      guard end > token + 1 else { break }
      found.append(document.string(TokenRange(token + 1, end)))
      token = end
      guard token < limit, reader.role(token) == .and || context.isWord(token, 0x2C) else { break }
      token += 1
      guard token < limit, reader.isNumber(token) else { break }
    }
    return found
  }

  private func isBreak(_ token: Int) -> Bool {
    let shape = document.shape(token)
    return shape.contains(.dash) || context.isWord(token, 0x28) || context.isWord(token, 0x2C)
      || context.isWord(token, 0x2D) || context.isWord(token, 0x3A)
  }

  private func isAffiliating(_ token: Int) -> Bool {
    if reader.isWord(token, "from") || reader.isWord(token, "at") || reader.isWord(token, "with") { return true }
    guard token + 1 < document.tokens.count, reader.isWord(token, "for") || reader.isWord(token, "of") else {
      return false
    }
    let next = reader.role(token + 1) == .definite ? token + 2 : token + 1
    return next < document.tokens.count && reader.nameAt[next] > 0
  }

  /// Where the noun phrase that begins at a token ends: before a mark, a verb, *and* with a number, *who*.
  private func endOfNominal(from start: Int, limit: Int) -> Int {
    var token = start
    while token < limit, token - start < 14 {
      if let name = reader.nameCovering(token), name.tokens.limit > token {
        token = name.tokens.limit
        continue
      }
      let role = reader.role(token)
      if role == .and, token + 1 < limit, reader.isNumber(token + 1) { break }
      if role.isRelative || (role == .preposition && token > start && !reader.isWord(token, "of")) { break }
      if document.shape(token).contains(.punctuation), role != .possessiveMark { break }
      switch context.tag(token) {
      case .VBD, .VBZ, .VBP, .MD, .TO: return min(token, limit)
      default: token += 1
      }
    }
    return min(token, limit)
  }
}

extension Source.Kind {
  init(_ kind: KindID) {
    switch kind {
    case .person: self = .person
    case .place: self = .place
    case .organization: self = .organization
    case .group: self = .group
    default: self = .unknown
    }
  }
}
