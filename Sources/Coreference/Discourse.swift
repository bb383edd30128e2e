import TextModel

/// The referents of a document in the order of the text, and the choice of an antecedent among them.
final class Discourse {
  private(set) var referents: [Referent] = []
  /// Of each referent what decides whether it can be meant: which pronouns it agrees with, its classes of nouns.
  private var agreements: [Agreement] = []
  private var classBits: [UInt64] = []
  private var allClassBits: UInt64 = 0
  /// Every mention in the order of the text, with its referent: what a pronoun looks back over.
  private(set) var trail: [Step] = []
  private var classes: [(nounClass: Int32, next: Int32)] = []
  private var affiliations: [(tokens: TokenRange, next: Int32)] = []
  private var referentOfEntity: [Int32] = []
  /// For each referent the pronoun that has looked at it last, and which of its candidates it is.
  var seen: [(pronoun: Int32, candidate: Int32)] = []
  var pronouns: Int32 = 0
  /// The token of a pronoun whose choice is noted in `trace`, or -1.
  var watched = -1
  /// What the watched pronoun could stand for, each with its points; -1 is no referent yet, but the entity is known.
  private(set) var trace: [(referent: Int, entity: Int32, points: Float)] = []
  /// Those whom the pronoun in hand can stand for.
  var candidates: [PronounCandidate] = []
  /// How the pronoun in hand stands in its clause.
  var form = PronounForm.subject
  /// The last pronoun that was resolved, masculine and feminine.
  private var lastMasculine = TokenRange(-1, -1)
  private var lastFeminine = TokenRange(-1, -1)
  /// A pronoun looks back over so many mentions, a nominal over so many referents: the work stays linear.
  let reach = 40
  private let nominalReach = 120

  /// A mention of a referent.
  struct Step {
    var referent: Int32
    var place: Referent.Place
    /// The next mention of the same referent, or -1.
    var next: Int32
  }

  /// Empties it for the next document, keeping the buffers.
  func begin(entities: Int) {
    referents.removeAll(keepingCapacity: true)
    agreements.removeAll(keepingCapacity: true)
    classBits.removeAll(keepingCapacity: true)
    allClassBits = 0
    trail.removeAll(keepingCapacity: true)
    classes.removeAll(keepingCapacity: true)
    affiliations.removeAll(keepingCapacity: true)
    seen.removeAll(keepingCapacity: true)
    lastMasculine = TokenRange(-1, -1)
    lastFeminine = TokenRange(-1, -1)
    trace.removeAll()
    referentOfEntity.removeAll(keepingCapacity: true)
    referentOfEntity.append(contentsOf: repeatElement(-1, count: entities))
  }

  subscript(index: Int) -> Referent {
    _read { yield referents[index] }
    _modify { yield &referents[index] }
  }

  /// Adds a referent and returns its index.
  func add(_ referent: Referent) -> Int {
    referents.append(referent)
    agreements.append(Agreement(of: referent))
    classBits.append(0)
    seen.append((-1, -1))
    if referent.entity >= 0 { referentOfEntity[Int(referent.entity)] = Int32(truncatingIfNeeded: referents.count - 1) }
    return referents.count - 1
  }

  /// The referent of an entity, if the text has named it already.
  func referent(ofEntity entity: Int) -> Int? {
    let index = Int(referentOfEntity[entity])
    return index >= 0 ? index : nil
  }

  /// Notes that a referent is mentioned at a place.
  func mention(_ index: Int, at place: Referent.Place) {
    let number = Int32(truncatingIfNeeded: trail.count)
    let last = Int(referents[index].lastStep)
    if last >= 0 { trail[last].next = number } else { referents[index].firstStep = number }
    referents[index].lastStep = number
    referents[index].mentionCount += 1
    trail.append(Step(referent: Int32(truncatingIfNeeded: index), place: place, next: -1))
  }

  /// Calls `body` with every mention of a referent, in the order in which they were noted.
  func forEachMention(of referent: Referent, _ body: (Referent.Place) -> Void) {
    var index = Int(referent.firstStep)
    while index >= 0 {
      body(trail[index].place)
      index = Int(trail[index].next)
    }
  }

  // MARK: Nouns and affiliations

  /// Notes a class of nouns that a referent is called by.
  func addClass(_ nounClass: Int32, to index: Int) {
    guard !hasClass(nounClass, index) else { return }
    classes.append((nounClass, referents[index].firstClass))
    referents[index].firstClass = Int32(truncatingIfNeeded: classes.count - 1)
    classBits[index] |= 1 << UInt64(nounClass & 63)
    allClassBits |= 1 << UInt64(nounClass & 63)
  }

  private func hasClass(_ nounClass: Int32, _ referent: Int) -> Bool {
    guard classBits[referent] & 1 << UInt64(nounClass & 63) != 0 else { return false }
    var index = Int(referents[referent].firstClass)
    while index >= 0 {
      if classes[index].nounClass == nounClass { return true }
      index = Int(classes[index].next)
    }
    return false
  }

  /// Notes where a referent comes from, behind what is known of it.
  func addAffiliation(_ tokens: TokenRange, to index: Int) {
    let number = Int32(truncatingIfNeeded: affiliations.count)
    affiliations.append((tokens, -1))
    var last = Int(referents[index].firstAffiliation)
    guard last >= 0 else {
      referents[index].firstAffiliation = number
      return
    }
    while affiliations[last].next >= 0 { last = Int(affiliations[last].next) }
    affiliations[last].next = number
  }

  /// Calls `body` with every affiliation of a referent.
  func forEachAffiliation(of referent: Referent, _ body: (TokenRange) -> Void) {
    var index = Int(referent.firstAffiliation)
    while index >= 0 {
      body(affiliations[index].tokens)
      index = Int(affiliations[index].next)
    }
  }

  // MARK: Pronouns

  /// Whether a pronoun can stand for a referent, as far as number, gender and kind go.
  @inline(__always) func agrees(_ referent: Int, _ wanted: Agreement) -> Bool {
    !agreements[referent].isDisjoint(with: wanted)
  }

  /// Notes that a referent is a person after all.
  func makePerson(_ index: Int) {
    referents[index].kind = .person
    referents[index].number = .singular
    agreements[index] = Agreement(of: referents[index])
  }

  /// Notes the gender of a referent, where nothing has said it yet: *his wife Anna*.
  func tellGender(_ gender: Entity.Gender?, of index: Int) {
    guard let gender, referents[index].gender == nil else { return }
    referents[index].gender = gender
    agreements[index] = Agreement(of: referents[index])
  }

  /// Where the last pronoun of that gender stands that was resolved.
  func lastOfGender(_ role: ReferringWords.Role) -> TokenRange {
    role.isMasculine ? lastMasculine : role.isFeminine ? lastFeminine : TokenRange(-1, -1)
  }

  /// Notes the candidates of the pronoun that is watched.
  func noteWatched(_ role: ReferringWords.Role, at tokens: TokenRange) {
    guard watched >= 0, tokens.contains(watched) else { return }
    let weights = PronounWeights.weights(of: role).learnt[form.rawValue]
    weights.withUnsafeBufferPointer { weights in
      for candidate in candidates {
        trace.append((candidate.referent, candidate.entity, candidate.signs.score(weights)))
      }
    }
  }

  /// Notes that a pronoun was resolved.
  func noteResolved(_ role: ReferringWords.Role, at tokens: TokenRange) {
    if role.isMasculine { lastMasculine = tokens }
    if role.isFeminine { lastFeminine = tokens }
  }

  /// The number of steps of the trail that stand before a token. O(log mentions).
  private func trailEnd(before token: Int) -> Int {
    var low = 0
    var high = trail.count
    while low < high {
      let middle = (low + high) / 2
      if trail[middle].place.tokens.first < token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The mentions within reach of a token on both sides, in the order of the text.
  func steps(round token: Int) -> ArraySlice<Step> {
    let middle = trailEnd(before: token)
    return trail[max(0, middle - reach)..<min(trail.count, middle + reach)]
  }

  // MARK: Nominals

  /// The referent of a nominal that begins at a token and has been met already, if one does.
  func referent(beginningAt token: Int) -> Int? {
    for step in trail.suffix(8).reversed() where step.place.form == .nominal && step.place.tokens.first == token {
      return Int(step.referent)
    }
    return nil
  }

  /// The referent that a phrase such as *the officials* or *the mayor* takes up again.
  func referent(for phrase: ReferringPhrase, isSource: Bool, _ pool: ModifierPool) -> Int? {
    guard let noun = phrase.noun else { return nil }
    let bit: UInt64 = 1 << UInt64(noun.nounClass & 63)
    guard allClassBits & bit != 0 else { return nil }
    var fallback: Int?
    var index = referents.count - 1
    let first = max(0, referents.count - nominalReach)
    while index >= first {
      defer { index -= 1 }
      guard classBits[index] & bit != 0, hasClass(noun.nounClass, index) else { continue }
      guard (referents[index].number == .plural) == phrase.isPlural || referents[index].number == .either else {
        continue
      }
      // *The companies* are not the one company named before; *the company* is, but the nearest one.
      if referents[index].kind == .organization, referents[index].entity >= 0 { continue }
      guard isTakenUp(index, by: phrase, pool) else { continue }
      if !isSource || referents[index].source != nil || referents[index].entity >= 0 { return index }
      if fallback == nil { fallback = index }
    }
    return fallback
  }

  /// *The counterterrorism official* takes up *a senior counterterrorism official*: fewer words, none of them new.
  private func isTakenUp(_ index: Int, by phrase: ReferringPhrase, _ pool: ModifierPool) -> Bool {
    let modifiers = referents[index].modifiers
    let isNamed = referents[index].entity >= 0
    let isSource = referents[index].source != nil
    let isSubset = pool.isSubset(phrase.modifiers, of: modifiers)
    switch phrase.definiteness {
    case .definite: return isSubset || pool.isSubset(modifiers, of: phrase.modifiers)
    case .possessed: return pool.isEqual(modifiers, phrase.modifiers) && !isNamed
    case .bare:
      guard phrase.isPlural else { return isNamed && isSubset }
      return phrase.modifiers.isEmpty ? isSource : pool.isEqual(modifiers, phrase.modifiers)
    case .counted:
      return phrase.isPlural && phrase.isFew && isSource && referents[index].count == nil
        && referents[index].number == .plural
        && !isNamed && isSubset
    case .indefinite: return false
    }
  }

  /// The organization that *the company*, *the ministry* means: it was called so, or its name has the noun; else the last
  /// one that acted and may be such a thing, for *the company*, not for *the rival company*.
  func organization(for phrase: ReferringPhrase, _ nouns: OrganizationNouns, nounIsInName: (Int) -> Bool) -> Int? {
    guard let noun = phrase.noun else { return nil }
    var acting: Int?
    for step in trail.suffix(reach).reversed() {
      let index = Int(step.referent)
      let entity = referents[index].entity
      guard referents[index].kind == .organization, entity >= 0 else { continue }
      if hasClass(noun.nounClass, index) || phrase.modifiers.isEmpty && nounIsInName(Int(entity)) { return index }
      if acting == nil, phrase.modifiers.isEmpty, step.place.isSubject || step.place.isSource,
        mayBe(noun.nounClass, index, nouns)
      {
        acting = index
      }
    }
    return acting
  }

  /// Whether nothing that an organization was called by says that it is something else: a bank may be *the company*, a
  /// ministry is not.
  private func mayBe(_ nounClass: Int32, _ index: Int, _ nouns: OrganizationNouns) -> Bool {
    var entry = Int(referents[index].firstClass)
    guard entry >= 0 else { return true }
    while entry >= 0 {
      let known = classes[entry].nounClass
      if nouns.isCompany(known), nouns.isGeneric(known) || nouns.isGeneric(nounClass) { return true }
      entry = Int(classes[entry].next)
    }
    return false
  }

  /// The person whom *the 29-year-old* means: the last one who acted, of at most two sentences before.
  func personOfAge(before place: Referent.Place) -> Int? {
    for step in trail.suffix(reach).reversed() where place.sentence - step.place.sentence <= 2 {
      guard referents[Int(step.referent)].kind == .person, step.place.isSubject || step.place.isSource else { continue }
      return Int(step.referent)
    }
    return nil
  }
}
