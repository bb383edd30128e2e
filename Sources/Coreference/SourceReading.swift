import TextModel

/// Whom the source of a quote is.
extension DiscourseWalk {
  private static var nouns: TagSet { PennTag.NN | .NNS | .NNP | .NNPS }

  func resolveSource(_ tokens: TokenRange) -> Int {
    guard var phrase = view.read(tokens) else { return -1 }
    phrase.isFew = isFew(phrase)
    // *A letter that says …*: behind a noun it is a relative.
    if view.isWord(phrase.head, .that), phrase.pronoun == .subordinator,
      view.isNamed(phrase.head - 1) || view[phrase.head - 1].isTagged(Self.nouns)
    {
      phrase.pronoun = .that
    }
    let form: Mention.Form = phrase.pronoun != .other ? .pronoun : phrase.name != nil ? .name : .nominal
    var place = view.place(of: tokens, form: form, isSource: true)
    place.core = phrase.core
    let isTurn = !phrase.pronoun.isThirdPerson && isLabel(tokens)
    if !isTurn, isNobody(phrase) { return -1 }
    let known = isTurn && phrase.name == nil ? labelled(tokens) : nil
    if known != nil { resolution = Resolution(.label) }
    let begun = isTurn && known == nil ? askingOrAnswering(phrase) : nil
    let index = known ?? begun ?? referent(of: phrase, at: place)
    guard index >= 0 else { return -1 }
    if isTurn, known == nil { buffers.labels.append((tokens, index)) }
    if form != .name || discourse[index].entity < 0 { discourse.mention(index, at: place) }
    describe(index, by: phrase)
    discourse[index].source = discourse[index].source ?? -1
    discourse.lastSpeaker = index
    return index
  }

  /// *You*, *there*, *this*, a word that is left of a phrase: nobody who speaks.
  private func isNobody(_ phrase: ReferringPhrase) -> Bool {
    switch phrase.pronoun {
    case .second, .nobody, .possessiveMark, .preposition, .subordinator, .and: return true
    case .definite: return !view.isWord(phrase.head, .both)
    case .indefinite: return view.isWord(phrase.head, .a) || view.isWord(phrase.head, .an)
    default: return false
    }
  }

  func referent(of phrase: ReferringPhrase, at place: Referent.Place) -> Int {
    if phrase.pronoun != .other { return pronounReferent(phrase, at: place) }
    if phrase.isJoined, let index = pair(of: phrase) {
      resolution = Resolution(.name)
      return index
    }
    if let index = lastPair(for: phrase) {
      resolution = Resolution(.nominal, margin: 2)
      return index
    }
    if phrase.isOfThem { return addOneOfThem(phrase, at: place) }
    if let index = relative(of: phrase) {
      resolution = Resolution(.nominal, margin: 2)
      return index
    }
    if let index = owner(of: phrase, at: place) { return index }
    if let entity = bearer(ofSurname: phrase) {
      resolution = Resolution(.name)
      return referent(ofEntity: entity)
    }
    if !phrase.isJoined, let name = phrase.name, let entity = entity(of: name) {
      resolution = Resolution(.name)
      takeForBody(entity, phrase)
      return referent(ofEntity: entity)
    }
    // *A former deckhand, who asked …*, of which *who* has made a referent already.
    if !phrase.isJoined, let index = discourse.referent(beginningAt: phrase.core.first) { return index }
    if !phrase.isJoined, let (index, lead) = nominalReferent(phrase, at: place) {
      resolution = Resolution(.nominal, margin: lead)
      return index
    }
    if phrase.core.count == 1, phrase.noun == nil, view[phrase.head].has(.capitalized),
      let entity = buffers.namesakes.onlyBearer(of: view.lower(phrase.head))
    {
      resolution = Resolution(.name, margin: 2)
      return referent(ofEntity: entity)
    }
    if let index = calledTheSame(phrase) {
      resolution = Resolution(.nominal)
      return index
    }
    return addReferent(phrase)
  }

  /// *Said van Hale*, where the text has named Ivor van Hale: a surname of two words of which the first is no name.
  private func bearer(ofSurname phrase: ReferringPhrase) -> Int? {
    let core = phrase.core
    guard core.count == 2, phrase.noun == nil, view[core.limit - 1].has(.capitalized), !view.isNamed(core.first),
      view.role(core.first) == .other, phrase.name.map({ $0.tokens.first == core.first + 1 }) ?? true
    else { return nil }
    guard let entity = buffers.namesakes.onlyBearer(of: view.lower(core.limit - 1)) else { return nil }
    let isMeant = document.entities[entity].mentions.prefix(8).contains { mention in
      guard mention.form == .name else { return false }
      let tokens = view.tokens(of: mention.range)
      return tokens.count > 2 && view.lower(tokens.limit - 2) == view.lower(core.first)
        && view[tokens.limit - 2].has(.lowercase)
    }
    return isMeant ? entity : nil
  }

  /// *The company that runs the show, Dale Kerr Productions,* is no person.
  private func takeForBody(_ entity: Int, _ phrase: ReferringPhrase) {
    guard phrase.noun?.kind == .organization, document.entities[entity].kind == .person,
      discourse.referent(ofEntity: entity) == nil
    else { return }
    document.entities[entity].kind = .organization
    document.entities[entity].gender = nil
  }

  /// Whom *the mayor*, *the 29-year-old*, *the veteran striker* or *the company* takes up.
  private func nominalReferent(_ phrase: ReferringPhrase, at place: Referent.Place) -> Discourse.Chosen? {
    let sentence = place.sentence
    if let found = discourse.referent(for: phrase, isSource: true, view.modifiers, at: sentence) { return found }
    if isAge(phrase), let index = discourse.personOfAge(before: place) { return (index, 1) }
    guard let noun = phrase.noun, phrase.definiteness == .definite, !phrase.isPlural else { return nil }
    if noun.kind == .person, noun.uses.contains(.known), view[phrase.head].has(.lowercase), phrase.complement.isEmpty,
      !phrase.isFormer, !phrase.core.indices.contains(where: { view.isNamed($0) })
    {
      return discourse.knownPerson(for: phrase, before: place)
    }
    // *The paper* may be a newspaper.
    guard noun.kind == .organization || noun.kind == .document && noun.types != 0 else { return nil }
    return discourse.organization(
      for: phrase, organizations, at: sentence, isOfType: { isOfType(noun, entity: $0) },
      nounIsInName: { AsciiText.contains(document.entities[$0].name, classes[Int(noun.nounClass)]) })
  }

  /// Whether an entity is of a type that a noun calls: *the newspaper*; nil where its type is not known.
  private func isOfType(_ noun: RoleNoun, entity: Int) -> Bool? {
    guard let type = document.entities[entity].subtype, noun.types != 0 else { return nil }
    return typeNames.firstIndex(of: type).map { noun.types >> UInt32($0) & 1 == 1 } ?? false
  }

  /// *Ferry Watch* … *Ferry Watch*, *one survey* … *the survey*: without an entity or a noun of a list, who was called by
  /// the same words. *A clerk* twice is two; *a transport expert* is one.
  private func calledTheSame(_ phrase: ReferringPhrase) -> Int? {
    let own = nameWords(of: phrase).tokens
    guard !own.isEmpty, phrase.definiteness != .counted, view.role(phrase.core.first) != .another else { return nil }
    if phrase.definiteness == .indefinite, own.count < 2, phrase.noun != nil { return nil }
    return discourse.referents.elements.indices.suffix(discourse.nominalReach).last { index in
      let referent = discourse[index]
      return referent.entity < 0 && referent.source != nil && referent.name.count == own.count
        && (0..<own.count).allSatisfy { view.lower(referent.name.first + $0) == view.lower(own.first + $0) }
    }
  }

  /// *The 29-year-old*: somebody of whom the text has spoken.
  private func isAge(_ phrase: ReferringPhrase) -> Bool {
    view.isWord(phrase.head, .yearOld) && phrase.definiteness == .definite
  }

  func entity(of name: Annotation) -> Int? {
    view[name.tokens.first].has(.entityStart) ? entity(of: name.tokens) : nil
  }

  private func pronounReferent(_ phrase: ReferringPhrase, at place: Referent.Place) -> Int {
    let role = phrase.pronoun
    if role.isRelative, let index = relativeReferent(phrase.head) {
      resolution = Resolution(.relative)
      return index
    }
    if role.isFirstPerson { return firstPerson(phrase, at: place) }
    if role.isNeuter, role.isThirdPerson, let index = bodyActing(before: place) {
      resolution = Resolution(.pronoun, margin: 1)
      return index
    }
    if role.isThirdPerson, let index = antecedent(of: role, at: place) { return index }
    if role.isMasculine || role.isFeminine {
      if let index = discourse.lastPerson(for: role, isQuoted: place.isQuoted) {
        resolution = Resolution(.pronoun, margin: 0.3)
        return index
      }
      let index = addReferent(phrase)
      buffers.unnamed.append((role, (index, place.sentence)))
      return index
    }
    if role.isNeuter, let index = discourse.lastThing() {
      resolution = Resolution(.pronoun, margin: 0)
      return index
    }
    // What *it* or *this* is nobody knows.
    if role.isNeuter || role.isRelative || role == .demonstrative && !phrase.isPlural { return -1 }
    return addReferent(phrase)
  }

  /// *The ministry shut the bridge. It said …*: the body or document that is the subject of the sentence before, or of the
  /// clause before.
  private func bodyActing(before place: Referent.Place) -> Int? {
    let sentence = view.sentenceTokens(of: place.tokens.first)
    let last = sentence.first > 0 ? view.sentenceTokens(of: sentence.first - 1) : TokenRange(0, 0)
    return bodyActing(in: TokenRange(sentence.first, place.tokens.first)) ?? bodyActing(in: last)
  }

  private func bodyActing(in range: TokenRange) -> Int? {
    for token in range.indices {
      if view[token].isTagged(.finite) { return nil }
      guard view[token].has(.nounStart), !view[token].has(.named) else { continue }
      let noun = view.nouns[Int(buffers.nounStartingAt[token])]
      guard noun.noun.kind == .organization || noun.noun.kind == .document, !noun.noun.isPlural,
        let phrase = view.read(phraseAround(noun.tokens)), phrase.definiteness == .definite
      else { continue }
      let place = view.place(of: phrase.tokens, form: .nominal)
      guard place.isSubject, !place.isQuoted else { return nil }
      if let known = discourse.referent(beginningAt: phrase.tokens.first) { return known }
      let index = nominalReferent(phrase, at: place)?.referent ?? calledTheSame(phrase) ?? addReferent(phrase)
      discourse.mention(index, at: place)
      return index
    }
    return nil
  }

  /// *Who* takes up the phrase before it: "Ann Lee, who said …", "the officials who said …".
  private func relativeReferent(_ token: Int) -> Int? {
    let sentence = view.sentenceTokens(of: token)
    var last = token - 1
    while last >= sentence.first, view[last].has(.punctuation) || view.role(last) == .possessiveMark {
      last -= 1
    }
    guard last >= sentence.first else { return nil }
    if let name = view.nameCovering(last), let entity = entity(of: name) { return referent(ofEntity: entity) }
    let found = view.noun(endingAt: last)
    if found?.noun.kind != .person, view.role(token) == .who,
      let index = sourceReferent(round: token, from: sentence.first)
    {
      return index
    }
    let noun = found?.tokens ?? TokenRange(last, last + 1)
    guard let phrase = view.read(phraseAround(noun)) else { return nil }
    if let index = apposedPerson(phrase) { return index }
    if let index = discourse.referent(beginningAt: phrase.tokens.first) { return index }
    let number = view.sentence(of: token)
    if let found = discourse.referent(for: phrase, isSource: true, view.modifiers, at: number) { return found.referent }
    let index = addReferent(phrase)
    discourse.mention(index, at: view.place(of: phrase.tokens, form: .nominal))
    return index
  }

  /// *A source close to the board, who asked not to be named, said*: of a source that goes on behind *who* it is told who
  /// it is.
  private func sourceReferent(round token: Int, from first: Int) -> Int? {
    for start in stride(from: token - 1, through: first, by: -1) where view[start].has(.sourceStart) {
      let source = buffers.quoteTokens[Int(buffers.firstQuote[start])]
      if source.limit > token + 1 { return buffers.discourse.referent(beginningAt: start) }
    }
    return nil
  }

  /// A quotation on its own belongs to the source of the quote before it in its paragraph or the one before.
  /// *Lee laughed. "I was ten."*: it belongs to the person who acts in the sentence before, in the same paragraph.
  func resolveFloating() {
    var last = -1
    for number in document.quotes.indices {
      if buffers.referentOfQuote[number] >= 0 {
        last = buffers.referentOfQuote[number]
      } else if document.quotes[number].mention == nil, document.quotes[number].cue == nil {
        let actor = actorBefore(document.quotes[number])
        guard let found = actor ?? (last >= 0 ? last : nil) else { continue }
        buffers.referentOfQuote[number] = found
        buffers.resolutionOfQuote[number] = actor == nil ? Resolution(.continued) : Resolution(.continued, margin: 2)
        last = found
      }
    }
  }

  /// The person who is the subject of the sentence before a quotation on its own, which stands in the same block.
  private func actorBefore(_ quote: borrowing Quote) -> Int? {
    guard let span = quote.spans.first else { return nil }
    let first = view.tokens(of: span).first
    let sentence = view.sentence(of: first)
    for step in discourse.steps(before: first).suffix(8) {
      guard step.place.sentence == sentence - 1, !step.place.isQuoted, step.place.isSubject,
        view.block(of: step.place.tokens.first) == view.block(of: first), discourse[Int(step.referent)].kind == .person
      else { continue }
      return Int(step.referent)
    }
    return nil
  }
}
