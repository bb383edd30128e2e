import TextModel

/// The walk over a document's mentions that `SourceResolution` makes; its buffers serve one document after the other.
final class DiscourseWalk {
  let view: DiscourseView
  /// The names of the classes of role nouns.
  let classes: [[UInt8]]
  /// The types of entities that nouns of organizations have (`RoleNoun.types`).
  let typeNames: [String]
  /// Which classes of nouns are companies.
  let organizations: OrganizationNouns
  /// Sets of wider classes (`RoleNoun.wider`).
  let wider: [[Int32]]
  let buffers: DiscourseBuffers
  /// That of the buffers.
  let discourse: Discourse
  /// Is shown the candidates of every pronoun, for learning.
  let trace: PronounTrace?
  private let isTraced: Bool
  /// The quote whose source is resolved, or -1.
  var quoteInHand = -1
  /// How the last referent was found.
  var resolution = Resolution(.new)
  var document: Document { view.document }

  private static var opening: TagSet { PennTag.VBG | .VBN | .IN }
  private static var noModifier: TagSet {
    PennTag.VBD | .VBZ | .VBP | .VB | .VBG | .MD | .IN | .TO | .CC | .RB | .PRP | .WP | .WDT
  }

  init(
    _ view: DiscourseView, nouns: RoleNouns, buffers: DiscourseBuffers,
    trace: PronounTrace? = nil
  ) {
    self.trace = trace
    isTraced = trace != nil
    self.view = view
    self.buffers = buffers
    discourse = buffers.discourse
    classes = nouns.classNames
    wider = nouns.wider
    typeNames = nouns.typeNames
    organizations = nouns.organizations
    buffers.begin(view)
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
    quoteInHand = quote
    discourse.goesOn = document.quotes[quote].cue.map { buffers.continuing.contains($0.lemma) } ?? false
    defer {
      quoteInHand = -1
      discourse.goesOn = false
    }
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

  // MARK: Pronouns and nominals that are no sources

  func mentionPronoun(_ token: Int, role: ReferringWords.Role, isSource: Bool) {
    let place = view.place(of: TokenRange(token, token + 1), form: .pronoun, isSource: isSource)
    if let index = antecedent(of: role, at: place) {
      discourse.mention(index, at: place)
    } else if !isSource {
      buffers.pending.append((role, place))
    }
  }

  /// The antecedent before the pronoun, or the subject behind it: "After she won, Smith …".
  func antecedent(of role: ReferringWords.Role, at place: Referent.Place) -> Int? {
    discourse.gatherCandidates(of: role, at: place, barred: barred(at: place), view: view)
    addCandidateAhead(of: role, at: place)
    discourse.noteWatched(role, at: place.tokens)
    if isTraced { trace?(place.tokens, discourse.form, Array(discourse.candidates.elements)) }
    guard let (best, lead) = discourse.best(of: role) else { return nil }
    resolution = Resolution(.pronoun, margin: lead)
    let index = best.referent >= 0 ? best.referent : referent(ofEntity: Int(best.entity))
    discourse.noteResolved(role, at: place, as: index)
    if role.isMasculine || role.isFeminine { learn(of: index, from: role, lead: lead) }
    return index
  }

  /// *Moore … her house*: who is surely meant by *her* is a woman from then on, and a person, not a place.
  private func learn(of index: Int, from role: ReferringWords.Role, lead: Float) {
    let referent = discourse[index]
    if referent.isUncertain, lead >= discourse.nominals.personLead, referent.kind != .person,
      document.entities[Int(referent.entity)].confidence < discourse.nominals.doubtfulName
    {
      discourse.makePerson(index)
      document.entities[Int(referent.entity)].kind = .person
    }
    if lead >= discourse.nominals.genderLead, discourse[index].kind == .person {
      discourse.tellGender(role.isMasculine ? .male : .female, of: index)
    }
  }

  /// Adds the person named behind a comma in the pronoun's sentence, if the pronoun is in an opening clause or phrase:
  /// "In his book, Smith …".
  private func addCandidateAhead(of role: ReferringWords.Role, at place: Referent.Place) {
    guard role.isMasculine || role.isFeminine, let entity = nameAhead(of: role, at: place) else { return }
    let record = document.entities[entity]
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

  /// The person named first behind a comma in the pronoun's sentence, or without one as a subject: *In his book, Smith …*,
  /// *At the end of his career Smith taught*.
  private func nameAhead(of role: ReferringWords.Role, at place: Referent.Place) -> Int? {
    let sentence = view.sentenceTokens(of: place.tokens.first)
    guard place.tokens.first - sentence.first < 16, opensBeforeSubject(sentence) else { return nil }
    var hasComma = false
    var token = place.tokens.limit
    while token < min(sentence.limit, place.tokens.first + 30) {
      if view.isWord(token, .comma) { hasComma = true }
      guard view[token].has(.entityStart) else {
        token += 1
        continue
      }
      let limit = max(token + 1, Int(buffers.entityLimit[token]))
      let entity = Int(buffers.entityAt[token])
      if mayBeAhead(entity, role), hasComma || view.place(of: TokenRange(token, limit), form: .name).isSubject {
        return entity
      }
      token = limit
    }
    return nil
  }

  private func mayBeAhead(_ entity: Int, _ role: ReferringWords.Role) -> Bool {
    guard document.entities.indices.contains(entity), document.entities[entity].kind == .person else { return false }
    return document.entities[entity].gender.map { ($0 == .male) == role.isMasculine } ?? true
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
    if let index = apposedPerson(phrase) ?? personNamedAs(phrase) {
      discourse.mention(index, at: place)
      return
    }
    if let index = discourse.referent(for: phrase, isSource: false, view.modifiers, at: place.sentence)?.referent {
      discourse.mention(index, at: place)
      if phrase.definiteness == .counted { describe(index, by: phrase) }
      return
    }
    guard phrase.definiteness != .definite || place.isSubject else { return }
    let index = addReferent(phrase)
    discourse.mention(index, at: place)
  }

  /// *Ann Lee, a lawyer who …*: the person to whose name a phrase is apposed.
  func apposedPerson(_ phrase: ReferringPhrase) -> Int? {
    let start = phrase.core.first
    guard let noun = phrase.noun, noun.kind == .person, !phrase.isPlural, view.isWord(start - 1, .comma),
      !view[phrase.core.limit].isTagged(.finite), !view[phrase.core.limit].has(.entityStart),
      let name = view.nameCovering(start - 2), name.kind == .person, name.tokens.limit == start - 1,
      let entity = entity(of: name), let index = discourse.referent(ofEntity: entity)
    else { return nil }
    if let gender = noun.gender, let known = discourse[index].gender, gender != known { return nil }
    return index
  }

  /// *The first witness at the trial was Major Bo Hall, who …*: the person whom a sentence says a phrase to be.
  private func personNamedAs(_ phrase: ReferringPhrase) -> Int? {
    guard phrase.noun?.kind == .person, !phrase.isPlural, phrase.name == nil,
      phrase.definiteness == .definite || phrase.definiteness == .possessed
    else { return nil }
    let sentence = view.sentenceTokens(of: phrase.head)
    var token = phrase.core.limit
    while token < min(sentence.limit, phrase.core.limit + 8), !view.isWord(token, .be) {
      if view[token].isTagged(.finite) || view[token].has(.punctuation) { return nil }
      token += 1
    }
    guard view.isWord(token, .be), let name = view.nameEnding(predicateFrom: token + 1, in: sentence),
      let entity = entity(of: name)
    else { return nil }
    return referent(ofEntity: entity)
  }

  /// A person's name between commas: *…, Ann Lee, …*.
  private func isApposed(behind token: Int) -> Bool {
    guard view.isWord(token, .comma), view[token + 1].has(.entityStart), let name = view.nameCovering(token + 1) else {
      return false
    }
    return name.kind == .person && view.isWord(Int(buffers.entityLimit[token + 1]), .comma)
  }

  /// The noun with its determiner and what stands between, and *of*, *from*, dashes behind it left out.
  func phraseAround(_ noun: TokenRange) -> TokenRange {
    let sentence = view.sentenceTokens(of: noun.first)
    var start = noun.first
    while start > sentence.first, noun.first - start < 8 {
      let known = view[start - 1]
      let role = known.word.role
      // *A 43-year-old man*.
      if view.isWord(start, .yearOld), view.isWord(start - 1, .hyphen), view.isNumber(start - 2) {
        start -= 2
        continue
      }
      if role == .definite || role == .indefinite || role == .demonstrative || role == .another {
        return TokenRange(start - 1, noun.limit)
      }
      if role != .other && role != .possessiveMark && role != .his && role != .her && role != .their { break }
      if known.has(.punctuation) && role != .possessiveMark || known.isTagged(Self.noModifier) { break }
      start -= 1
    }
    return TokenRange(start, noun.limit)
  }
}
