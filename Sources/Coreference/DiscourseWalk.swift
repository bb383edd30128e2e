import TextModel

/// The walk over a document's mentions that `SourceResolution` makes; its buffers serve one document after the other.
final class DiscourseWalk {
  let view: DocumentView
  /// The names of the classes of role nouns.
  let classes: [[UInt8]]
  let hiding: [Int32]
  let buffers: DiscourseBuffers
  /// That of the buffers.
  let discourse: Discourse
  /// Is shown the candidates of every pronoun, for learning.
  let trace: PronounTrace?
  private let isTraced: Bool
  /// How the last referent was found.
  var resolution = Resolution(.new)
  var document: Document { view.document }

  /// So much more speaks for one antecedent than for any other that it is sure to be right.
  private static let sureLead: Float = 3.5
  private static let personLead: Float = 1
  /// A name may follow so many sentences behind a pronoun that means it.
  private static let reachAhead = 3

  private static var inTitle: TagSet { PennTag.NN | .NNP | .JJ | .NNS | .NNPS | .none | .VBN }
  private static var opening: TagSet { PennTag.VBG | .VBN | .IN }
  private static var noModifier: TagSet {
    PennTag.VBD | .VBZ | .VBP | .VB | .VBG | .MD | .IN | .TO | .CC | .RB | .PRP | .WP | .WDT
  }

  init(
    _ view: DocumentView, nouns: RoleNouns, buffers: DiscourseBuffers,
    trace: PronounTrace? = nil
  ) {
    self.trace = trace
    isTraced = trace != nil
    self.view = view
    self.buffers = buffers
    discourse = buffers.discourse
    classes = nouns.classNames
    hiding = nouns.hiding
    buffers.begin(view)
    buffers.organizationNouns.update(classes)
  }

  func run() {
    var token = 0
    while token < view.tokens.count {
      let known = view.facts[token]
      guard known.has(.events) else {
        token += 1
        continue
      }
      if known.has(.sourceStart) { resolveSources(at: token) }
      if known.has(.entityStart) {
        mentionName(at: token)
        token = max(token + 1, Int(buffers.entityLimit[token]))
        continue
      }
      visit(token, known)
      token += 1
    }
    resolveFloating()
  }

  /// Several quotes can share one mention: each is resolved where the mention begins.
  private func resolveSources(at token: Int) {
    var quote = Int(buffers.firstQuote[token])
    resolution = Resolution(.new)
    let referent = resolveSource(buffers.quoteTokens[quote])
    while quote >= 0 {
      buffers.referentOfQuote[quote] = referent
      buffers.resolutionOfQuote[quote] = resolution
      quote = Int(buffers.nextQuote[quote])
    }
  }

  private func visit(_ token: Int, _ known: TokenFacts) {
    let isInSource = known.has(.source)
    if known.has(.gendered) {
      // A pronoun that alone is a source has been resolved already.
      if isInSource, buffers.quoteTokens[Int(buffers.sourceAt[token])].count <= 1 { return }
      mentionPronoun(token, role: known.word.role, isSource: false)
    } else if known.has(.nounStart), !isInSource, !known.has(.named) {
      mentionNominal(view.nouns[Int(buffers.nounStartingAt[token])].tokens)
    }
  }

  // MARK: Names

  private func mentionName(at token: Int) {
    let entity = Int(buffers.entityAt[token])
    let tokens = TokenRange(token, Int(buffers.entityLimit[token]))
    let isNew = discourse.referent(ofEntity: entity) == nil
    let index = referent(ofEntity: entity)
    let kind = discourse[index].kind
    if kind == .person || kind == .organization { addTitles(of: tokens, to: index, kind) }
    let isHead = view[token].has(.source) && buffers.referentOfQuote[Int(buffers.sourceAt[token])] == index
    let place = view.place(of: tokens, form: .name, isSource: isHead)
    discourse.mention(index, at: place)
    if isNew, !buffers.pending.isEmpty { takePending(index, place) }
  }

  /// *She was ten when … . By then Moore had …*: who is named first behind pronouns that stand for nobody yet.
  private func takePending(_ index: Int, _ place: Referent.Place) {
    guard discourse[index].kind == .person, !place.isOblique else { return }
    buffers.pending.removeAll { role, pronoun in
      guard place.sentence - pronoun.sentence <= Int32(Self.reachAhead), pronoun.isQuoted == place.isQuoted,
        discourse.agrees(index, Agreement(of: role))
      else { return false }
      buffers.late.append((index, pronoun))
      discourse.tellGender(role.isMasculine ? .male : .female, of: index)
      return true
    }
  }

  /// The referent of an entity, begun where it is new.
  func referent(ofEntity entity: Int) -> Int {
    if let index = discourse.referent(ofEntity: entity) { return index }
    let referent = document.entities.withUnsafeBufferPointer { records in
      let kind = Source.Kind(records[entity].kind)
      var referent = Referent(
        kind: kind, number: kind == .group ? .plural : kind == .organization ? .either : .singular,
        gender: records[entity].gender, entity: Int32(truncatingIfNeeded: entity))
      if kind == .place || kind == .organization, Self.isUncertain(records[entity]),
        // *The Guardian* is nobody, whatever else it is.
        !records[entity].mentions.contains(where: { view.role(view.tokens(of: $0.range).first - 1) == .definite })
      {
        referent.isUncertain = true
        referent.number = .singular
      }
      return referent
    }
    return discourse.add(referent)
  }

  /// A name of one word that no list has.
  private static func isUncertain(_ record: borrowing Entity) -> Bool {
    record.ref == nil && !record.name.utf8.contains(0x20) && record.rule.hasSuffix(".evidence")
  }

  /// The classes of the role nouns round a name: *Mayor Ann Lee*, *his wife, Ann Lee,*, *Ann Lee, the mayor of Troy,*; of
  /// an organization's name, of the noun that it ends with as well: *Dunmore Ferry Company*.
  private func addTitles(of name: TokenRange, to referent: Int, _ kind: Source.Kind) {
    let sentence = view.sentenceTokens(of: name.first)
    if kind == .organization { addTitle(endingAt: name.limit - 1, to: referent, kind) }
    var token = name.first - 1
    if view.isWord(token, .comma), view.isWord(name.limit, .comma) {
      addTitle(endingAt: token - 1, to: referent, kind)
    }
    while token >= sentence.first, name.first - token <= 6, !view[token].has(.punctuation) {
      addTitle(endingAt: token, to: referent, kind)
      guard view[token].isTagged(Self.inTitle) else { break }
      token -= 1
    }
    guard name.limit + 1 < sentence.limit, view.isWord(name.limit, .comma) else { return }
    token = name.limit + 1
    while token < min(sentence.limit, name.limit + 14), !view.isWord(token, .comma) {
      if view[token].has(.nounEnd), view.role(token + 1) != .possessiveMark {
        addTitle(endingAt: token, to: referent, kind)
        return
      }
      if view.role(token).isRelative || view[token].isTagged(.finite) { return }
      token += 1
    }
  }

  /// Notes that a referent is called by the role noun that ends at a token, if one does: persons by nouns of persons,
  /// organizations by theirs.
  private func addTitle(endingAt token: Int, to referent: Int, _ kind: Source.Kind) {
    guard let noun = view.noun(endingAt: token)?.noun, !noun.isPlural, noun.kind == kind else { return }
    discourse.addClass(noun.nounClass, to: referent)
    if kind == .person { discourse.tellGender(noun.gender, of: referent) }
  }

  // MARK: Pronouns and nominals that are no sources

  private func mentionPronoun(_ token: Int, role: ReferringWords.Role, isSource: Bool) {
    let place = view.place(of: TokenRange(token, token + 1), form: .pronoun, isSource: isSource)
    if let index = antecedent(of: role, at: place) {
      discourse.mention(index, at: place)
    } else if !isSource {
      buffers.pending.append((role, place))
    }
  }

  /// The antecedent before the pronoun, or the subject behind it: "After she won, Smith …".
  func antecedent(of role: ReferringWords.Role, at place: Referent.Place) -> Int? {
    discourse.gatherCandidates(of: role, at: place, view: view)
    addCandidateAhead(of: role, at: place)
    discourse.noteWatched(role, at: place.tokens)
    if isTraced { trace?(place.tokens, discourse.form, Array(discourse.candidates.elements)) }
    guard let (best, lead) = discourse.best(of: role) else { return nil }
    resolution = Resolution(.pronoun, margin: lead)
    discourse.noteResolved(role, at: place.tokens)
    let index = best.referent >= 0 ? best.referent : referent(ofEntity: Int(best.entity))
    if role.isMasculine || role.isFeminine { learn(of: index, from: role, lead: lead) }
    return index
  }

  /// *Moore … her house*: who is surely meant by *her* is a woman from then on, and a person, not a place.
  private func learn(of index: Int, from role: ReferringWords.Role, lead: Float) {
    let referent = discourse[index]
    if referent.isUncertain, lead >= Self.personLead, referent.kind != .person,
      document.entities[Int(referent.entity)].confidence < 0.75
    {
      discourse.makePerson(index)
      document.entities[Int(referent.entity)].kind = .person
    }
    if lead >= Self.sureLead, discourse[index].kind == .person {
      discourse.tellGender(role.isMasculine ? .male : .female, of: index)
    }
  }

  /// Adds the person named behind a comma in the pronoun's sentence, if the pronoun is in an opening clause or phrase:
  /// "In his book, Smith …".
  private func addCandidateAhead(of role: ReferringWords.Role, at place: Referent.Place) {
    guard role.isMasculine || role.isFeminine, let entity = nameAhead(of: place) else { return }
    let record = document.entities[entity]
    guard record.kind == .person else { return }
    if let gender = record.gender, (gender == .male) != role.isMasculine { return }
    let referent = discourse.referent(ofEntity: entity) ?? -1
    var signs = PronounSigns()
    signs.set(.ahead)
    if record.gender != nil { signs.set(.gender) }
    if let known = discourse.candidates.elements.firstIndex(where: { $0.entity == entity }) {
      discourse.candidates.address(of: known).pointee.signs.set(.ahead)
    } else {
      discourse.candidates.append(
        PronounCandidate(referent: referent, entity: Int32(truncatingIfNeeded: entity), signs: signs))
    }
  }

  /// Whether the sentence opens with words that a clause or phrase before its subject begins with: *After she won, …*,
  /// *In his book, …*, *Judging that he …, …*.
  private func opensBeforeSubject(_ sentence: TokenRange) -> Bool {
    let role = view.role(sentence.first)
    if role == .subordinator || role == .preposition { return true }
    return view[sentence.first].isTagged(Self.opening)
  }

  /// The entity named first behind a comma in the pronoun's sentence.
  private func nameAhead(of place: Referent.Place) -> Int? {
    let sentence = view.sentenceTokens(of: place.tokens.first)
    guard place.tokens.first - sentence.first < 16, opensBeforeSubject(sentence) else { return nil }
    var hasComma = false
    var token = place.tokens.limit
    while token < min(sentence.limit, place.tokens.first + 30) {
      if view.isWord(token, .comma) { hasComma = true }
      if view[token].has(.entityStart) {
        if hasComma { return Int(buffers.entityAt[token]) }
        token = max(token + 1, Int(buffers.entityLimit[token]))
        continue
      }
      token += 1
    }
    return nil
  }

  private func mentionNominal(_ noun: TokenRange) {
    // A title: *Mayor Ann Lee*, *his wife, Ann Lee,*.
    if view[noun.limit].has(.entityStart) || isApposed(behind: noun.limit) { return }
    let tokens = phraseAround(noun)
    guard var phrase = view.read(tokens), let role = phrase.noun, role.kind == .person || role.kind == .group else {
      return
    }
    phrase.isFew = isFew(phrase)
    let place = view.place(of: tokens, form: .nominal)
    if let index = discourse.referent(for: phrase, isSource: false, view.modifiers) {
      discourse.mention(index, at: place)
      if phrase.definiteness == .counted { describe(index, by: phrase) }
      return
    }
    guard phrase.definiteness != .definite || place.isSubject else { return }
    let index = addReferent(phrase)
    discourse.mention(index, at: place)
  }

  /// A person's name between commas: *…, Ann Lee, …*.
  private func isApposed(behind token: Int) -> Bool {
    guard view.isWord(token, .comma), view[token + 1].has(.entityStart), let name = view.nameCovering(token + 1) else {
      return false
    }
    return name.kind == .person && view.isWord(Int(buffers.entityLimit[token + 1]), .comma)
  }

  /// The noun with its determiner and what stands between, and *of*, *from*, dashes behind it left out.
  private func phraseAround(_ noun: TokenRange) -> TokenRange {
    let sentence = view.sentenceTokens(of: noun.first)
    var start = noun.first
    while start > sentence.first, noun.first - start < 8 {
      let known = view[start - 1]
      let role = known.word.role
      if role == .definite || role == .indefinite || role == .demonstrative || role == .another {
        return TokenRange(start - 1, noun.limit)
      }
      if role != .other && role != .possessiveMark && role != .his && role != .her && role != .their { break }
      if known.has(.punctuation) && role != .possessiveMark || known.isTagged(Self.noModifier) { break }
      start -= 1
    }
    return TokenRange(start, noun.limit)
  }

  // MARK: Sources

  private func resolveSource(_ tokens: TokenRange) -> Int {
    guard var phrase = view.read(tokens) else { return -1 }
    phrase.isFew = isFew(phrase)
    let form: Mention.Form = phrase.pronoun != .other ? .pronoun : phrase.name != nil ? .name : .nominal
    var place = view.place(of: tokens, form: form, isSource: true)
    place.core = phrase.core
    let isTurn = form != .pronoun && isLabel(tokens)
    let known = isTurn && phrase.name == nil ? labelled(tokens) : nil
    if known != nil { resolution = Resolution(.label) }
    let index = known ?? referent(of: phrase, at: place)
    if isTurn, known == nil { buffers.labels.append((tokens, index)) }
    if form != .name || discourse[index].entity < 0 { discourse.mention(index, at: place) }
    describe(index, by: phrase)
    discourse[index].source = discourse[index].source ?? -1
    return index
  }

  private func referent(of phrase: ReferringPhrase, at place: Referent.Place) -> Int {
    if phrase.pronoun != .other { return pronounReferent(phrase, at: place) }
    if phrase.isJoined { return addReferent(phrase) }
    if phrase.isOfThem { return addOneOfThem(phrase, at: place) }
    if let name = phrase.name, let entity = entity(of: name) {
      resolution = Resolution(.name)
      return referent(ofEntity: entity)
    }
    // *A former deckhand, who asked …*, of which *who* has made a referent already.
    if let index = discourse.referent(beginningAt: phrase.core.first) { return index }
    if let index = nominalReferent(phrase, at: place) {
      resolution = Resolution(.nominal)
      return index
    }
    return addReferent(phrase)
  }

  /// Whom *the mayor*, *the 29-year-old* or *the company* takes up.
  private func nominalReferent(_ phrase: ReferringPhrase, at place: Referent.Place) -> Int? {
    if let index = discourse.referent(for: phrase, isSource: true, view.modifiers) { return index }
    if isAge(phrase), let index = discourse.personOfAge(before: place) { return index }
    guard let noun = phrase.noun, noun.kind == .organization, phrase.definiteness == .definite, !phrase.isPlural else {
      return nil
    }
    return discourse.organization(for: phrase, buffers.organizationNouns) {
      AsciiText.contains(document.entities[$0].name, classes[Int(noun.nounClass)])
    }
  }

  /// *The 29-year-old*: somebody of whom the text has spoken.
  private func isAge(_ phrase: ReferringPhrase) -> Bool {
    view.isWord(phrase.head, .yearOld) && phrase.definiteness == .definite
  }

  private func entity(of name: Annotation) -> Int? {
    view[name.tokens.first].has(.entityStart) ? Int(buffers.entityAt[name.tokens.first]) : nil
  }

  private func pronounReferent(_ phrase: ReferringPhrase, at place: Referent.Place) -> Int {
    let role = phrase.pronoun
    if role.isRelative, let index = relativeReferent(phrase.head) {
      resolution = Resolution(.relative)
      return index
    }
    if role.isThirdPerson, let index = antecedent(of: role, at: place) { return index }
    return addReferent(phrase)
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
    if let index = discourse.referent(beginningAt: phrase.tokens.first) { return index }
    if let index = discourse.referent(for: phrase, isSource: true, view.modifiers) { return index }
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
  private func resolveFloating() {
    var last = -1
    for number in document.quotes.indices {
      if buffers.referentOfQuote[number] >= 0 {
        last = buffers.referentOfQuote[number]
      } else if document.quotes[number].mention == nil, document.quotes[number].cue == nil, last >= 0 {
        buffers.referentOfQuote[number] = last
        buffers.resolutionOfQuote[number] = Resolution(.continued)
      }
    }
  }
}
