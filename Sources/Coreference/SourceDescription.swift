import TextModel

/// What a phrase says of its source: how many, from where, and by what words it is best called.
extension DiscourseWalk {
  private static var endsNominal: TagSet { PennTag.VBD | .VBZ | .VBP | .MD | .TO }

  /// Adds the referent that a phrase begins, and returns its index.
  func addReferent(_ phrase: ReferringPhrase) -> Int {
    var kind = phrase.noun?.kind ?? .unknown
    if phrase.isJoined { kind = .group }
    if let name = phrase.name { kind = Source.Kind(name.kind) }
    if phrase.pronoun != .other { kind = pronounKind(phrase.pronoun) }
    // *58%*, *nine in 10*: so many people.
    if kind == .unknown, view.isNumber(phrase.core.first) || view.isWord(phrase.head, .percent) { kind = .group }
    if kind == .unknown, phrase.noun == nil, view.role(phrase.head).isOfPeople { kind = .group }
    let number: Referent.Number =
      kind == .organization && !(phrase.isPlural && phrase.name == nil)
      ? .either : phrase.isPlural || kind == .group ? .plural : .singular
    var referent = Referent(kind: kind, number: number, gender: phrase.noun?.gender)
    (referent.name, referent.lowersName) = nameWords(of: phrase)
    if phrase.pronoun == .other { referent.wholeName = wholeName(of: phrase, from: referent.name) }
    referent.isUnnamedPerson = hidesPerson(phrase, kind)
    referent.modifiers = phrase.modifiers
    referent.count = count(in: phrase)
    let index = discourse.add(referent)
    if let noun = phrase.noun { discourse.addClass(noun.nounClass, to: index) }
    forEachAffiliation(behind: phrase) { discourse.addAffiliation($0, to: index) }
    return index
  }

  private func pronounKind(_ role: ReferringWords.Role) -> Source.Kind {
    if role.isMasculine || role.isFeminine || role == .firstSingular { return .person }
    if role.isPlural || role == .firstPlural { return .group }
    return .unknown
  }

  /// People who speak and are not named: *a senior official*, *voters*, *some*; not *the president*, whom all know.
  private func hidesPerson(_ phrase: ReferringPhrase, _ kind: Source.Kind) -> Bool {
    guard phrase.name == nil, !phrase.isJoined, phrase.pronoun == .other || phrase.pronoun.isOfPeople else {
      return false
    }
    guard let noun = phrase.noun else {
      // *Some*, *many*, *those who stayed*, *44 percent*.
      return kind == .group || view.role(phrase.head).isOfPeople
    }
    guard noun.isUnnamed else { return false }
    switch phrase.definiteness {
    // *the mayor*, *Troy's mayor*: all know who that is.
    case .definite, .possessed: return !noun.uses.contains(.sole)
    // *Analyst: rates will rise*, *Spokesman for the police chief Bo Hall said*: a headline leaves out the name.
    case .bare: return phrase.isPlural || kind == .group
    default: return true
    }
  }

  /// The phrase as a name: without its determiner and what hangs on behind; whether its first letter becomes small,
  /// which that of a name does not.
  func nameWords(of phrase: ReferringPhrase) -> (tokens: TokenRange, isLowered: Bool) {
    var core = phrase.core
    if phrase.noun?.kind == .document || phrase.name == nil && view.role(phrase.head).isOfPeople {
      let end = min(view.endOfAttached(behind: core.limit), phrase.tokens.limit)
      core.end = Int32(truncatingIfNeeded: max(core.limit, end))
    }
    while core.count > 1, core.first < phrase.head {
      let role = view.role(core.first)
      guard
        role == .definite || role == .demonstrative || view.isWord(core.first, .a) || view.isWord(core.first, .an)
          || view.isWord(core.first, .one)
      else { break }
      core.start += 1
    }
    // *19% of voters* are not all voters.
    if core.first - 2 > phrase.tokens.first, view.isWord(core.first - 2, .percent) {
      core.start = Int32(truncatingIfNeeded: phrase.tokens.first)
    }
    // *An overwhelming 70 percent* is 70 percent.
    if let number = share(in: phrase) { core.start = Int32(truncatingIfNeeded: number) }
    let first = view[core.first]
    let isName =
      first.has(.named) || first.has(.allCapitals) || first.isTagged(PennTag.NNP | .NNPS) || !first.has(.sentenceStart)
      || isNameBegun(core)
    return (core, !isName)
  }

  /// The words of a phrase from its name to the end of what hangs on it.
  private func wholeName(of phrase: ReferringPhrase, from name: TokenRange) -> TokenRange {
    let end = min(view.endOfAttached(behind: phrase.core.limit), phrase.tokens.limit)
    return TokenRange(name.first, max(name.limit, end))
  }

  /// The words that say who a source is: of a named one what the text calls it beside its name, of people without a name
  /// all that stands round their noun, where that is more than the name of the record.
  func role(of referent: Referent) -> String? {
    if referent.entity >= 0 {
      let said = document.entities[Int(referent.entity)].descriptors
      return said.first { $0.utf8.contains(0x20) } ?? said.first
    }
    let isPeople = referent.kind == .person || referent.kind == .group
    guard isPeople, referent.pair == nil, referent.wholeName.count > referent.name.count else { return nil }
    return document.string(referent.wholeName)
  }

  /// Where the number of *an overwhelming 70 percent* stands.
  private func share(in phrase: ReferringPhrase) -> Int? {
    guard phrase.noun == nil, phrase.name == nil else { return nil }
    return phrase.core.indices.first { view.isNumber($0) && view.isWord($0 + 1, .percent) }
  }

  /// *Western Valley Power*: what a capital follows inside the phrase is a name.
  private func isNameBegun(_ core: TokenRange) -> Bool {
    core.count > 1 && view[core.first + 1].has(.capitalized)
  }

  /// The name of a referent as records have it.
  func name(of referent: Referent) -> String {
    if referent.entity >= 0 { return printedName(of: Int(referent.entity)) }
    if let pair = referent.pair { return name(ofPair: pair) }
    switch referent.fixedName {
    case .author: return nameOfAuthor
    case .interviewer: return "interviewer"  // names: a source of records
    case .none: break
    }
    let text = document.string(referent.name)
    guard referent.lowersName, let first = text.unicodeScalars.first else { return text }
    return first.properties.lowercaseMapping + String(text.unicodeScalars.dropFirst())
  }

  /// The name of an entity as the text spells it: *Volodymyr Zelenskyy* where a list has *Volodymyr Zelensky*. Of a shorter
  /// one (*Zelenskyy*, *the CIA*) the name of the list says more.
  func printedName(of entity: Int) -> String {
    let name = document.entities[entity].name
    func words(_ text: String) -> Int { text.utf8.reduce(1) { $0 + ($1 == 0x20 || $1 == 0x2D ? 1 : 0) } }
    var printed = ""
    for mention in document.entities[entity].mentions where mention.form == .name {
      var text = document.string(mention.range)
      // *The Associated Press*: a name has no article.
      if text.hasPrefix("The "), !name.hasPrefix("The ") { text.removeFirst(4) }
      if text == name { return name }
      if printed.isEmpty || words(text) > words(printed) { printed = text }
    }
    return !printed.utf8.contains(0x0A) && words(printed) >= words(name) && !printed.isEmpty ? printed : name
  }

  /// Six of *six officials*.
  private func count(in phrase: ReferringPhrase) -> Int? {
    guard phrase.definiteness == .counted, phrase.isPlural else { return nil }
    let range = document.range(of: phrase.tokens)
    var index = firstFigure(from: range.start)
    while index < document.figures.count, document.figures[index].range.start < range.end {
      let figure = document.figures[index]
      index += 1
      guard figure.range.end <= range.end, figure.kind == .count, let value = figure.value, value > 0, value < 1e6
      else {
        continue
      }
      return figure.range.start == range.start ? Int(value) : nil
    }
    return nil
  }

  /// The first figure of the document that does not begin before a place. O(log figures).
  private func firstFigure(from start: UTF8Offset) -> Int {
    var low = 0
    var high = document.figures.count
    while low < high {
      let middle = (low + high) / 2
      if document.figures[middle].range.start < start { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether a counted phrase counts a few.
  func isFew(_ phrase: ReferringPhrase) -> Bool {
    guard phrase.definiteness == .counted, view.isNumber(phrase.core.first) else { return true }
    return count(in: phrase).map { $0 <= 100 } ?? false
  }

  /// Adds to a referent what a later mention tells of it.
  func describe(_ index: Int, by phrase: ReferringPhrase) {
    guard phrase.pronoun == .other, discourse[index].entity < 0 else { return }
    let isFuller =
      phrase.core.count > 1 && phrase.modifiers.count > discourse[index].modifiers.count
    if let count = count(in: phrase), discourse[index].count == nil {
      discourse[index].count = count
      (discourse[index].name, discourse[index].lowersName) = nameWords(of: phrase)
    } else if isFuller, discourse[index].count == nil, phrase.noun != nil {
      (discourse[index].name, discourse[index].lowersName) = nameWords(of: phrase)
      discourse[index].modifiers = phrase.modifiers
    }
    forEachAffiliation(behind: phrase) { discourse.addAffiliation($0, to: index) }
  }

  /// *Six officials - four from the police and two from the army*, *a spokesman for the ministry*.
  private func forEachAffiliation(behind phrase: ReferringPhrase, _ body: (TokenRange) -> Void) {
    guard let noun = phrase.noun, noun.kind == .person || noun.kind == .group else { return }
    let sentence = view.sentenceTokens(of: phrase.head)
    var token = phrase.head + 1
    let limit = min(sentence.limit, phrase.head + 45)
    if token < limit, isBreak(token) { token += 1 }
    while token < limit {
      if view.isNumber(token), token + 1 < limit { token += 1 }
      guard isAffiliating(token), token + 1 < limit else { break }
      let end = endOfNominal(from: token + 1, limit: limit)
      guard end > token + 1 else { break }
      if view.isWord(token, .with), !isAffiliation(TokenRange(token + 1, end)) { break }
      body(TokenRange(token + 1, end))
      token = end
      guard token < limit, view.role(token) == .and || view.isWord(token, .comma) else { break }
      token += 1
      guard token < limit, view.isNumber(token) else { break }
    }
  }

  /// Organizations and places are affiliations; *knowledge of the decision* is none.
  private func isAffiliation(_ tokens: TokenRange) -> Bool {
    for token in tokens.indices {
      if view.isNamed(token) { return true }
      if let noun = view.noun(endingAt: token), noun.noun.kind == .organization || noun.noun.kind == .place {
        return true
      }
    }
    return false
  }

  private func isBreak(_ token: Int) -> Bool {
    let known = view[token]
    switch known.word.particular {
    case .openBracket, .comma, .hyphen, .colon: return true
    default: return known.has(.dash)
    }
  }

  private func isAffiliating(_ token: Int) -> Bool {
    if view.isWord(token, .from) || view.isWord(token, .at) || view.isWord(token, .with) { return true }
    guard token + 1 < view.tokens.count, view.isWord(token, .for) || view.isWord(token, .of) else {
      return false
    }
    let next = view.role(token + 1) == .definite ? token + 2 : token + 1
    return next < view.tokens.count && view.isNamed(next)
  }

  /// Where the noun phrase that begins at a token ends: before a mark, a verb, *and* with a number, *who*.
  private func endOfNominal(from start: Int, limit: Int) -> Int {
    var token = start
    while token < limit, token - start < 14 {
      if let name = view.nameCovering(token), name.tokens.limit > token {
        token = name.tokens.limit
        continue
      }
      let role = view.role(token)
      if role == .and, token + 1 < limit, view.isNumber(token + 1) { break }
      if role.isRelative || (role == .preposition && token > start && !view.isWord(token, .of)) { break }
      if view[token].has(.punctuation), role != .possessiveMark { break }
      if view[token].isTagged(Self.endsNominal) { break }
      token += 1
    }
    return min(token, limit)
  }
}

extension Source.Kind {
  init(_ kind: Entity.Kind) {
    switch kind {
    case .person: self = .person
    case .place: self = .place
    case .organization: self = .organization
    case .group: self = .group
    }
  }

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
