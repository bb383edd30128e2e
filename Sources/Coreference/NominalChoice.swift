import TextModel

/// Whom a nominal takes up: *the officials*, *the mayor of Troy*, *the company*.
///
/// What speaks for each of those who may be meant is added up (`NominalTable`).
extension Discourse {
  /// One whom a nominal can take up, and by how much more speaks for it than for the next.
  typealias Chosen = (referent: Int, lead: Float)

  /// The referent of a nominal that begins at a token and has been met already, if one does.
  func referent(beginningAt token: Int) -> Int? {
    for step in trail.elements.suffix(8).reversed()
    where step.place.form == .nominal && step.place.tokens.first == token {
      return Int(step.referent)
    }
    return nil
  }

  /// The referent that a phrase such as *the officials* or *the mayor* takes up again.
  func referent(for phrase: ReferringPhrase, isSource: Bool, _ pool: ModifierPool, at sentence: Int32) -> Chosen? {
    guard let noun = phrase.noun else { return nil }
    let bit: UInt64 = 1 << UInt64(noun.nounClass & 63)
    guard allClassBits & bit != 0 else { return nil }
    var best: Chosen?
    var most = -Float.infinity
    var second = -Float.infinity
    var index = referents.count - 1
    let first = max(0, referents.count - nominalReach)
    while index >= first {
      defer { index -= 1 }
      guard classBits[index] & bit != 0, let entry = entry(of: noun.nounClass, index) else { continue }
      guard let points = points(of: index, entry, for: phrase, isSource: isSource, pool, at: sentence) else { continue }
      guard points > most else {
        second = max(second, points)
        continue
      }
      second = most
      most = points
      best = (index, 0)
    }
    return best.map { ($0.referent, min(Resolution.certain, most - second)) }
  }

  /// What speaks for a referent that was called so; nil where it can't be meant.
  private func points(
    of index: Int, _ entry: Int, for phrase: ReferringPhrase, isSource: Bool, _ pool: ModifierPool, at sentence: Int32
  ) -> Float? {
    let referent = referents.address(of: index)
    guard (referent.pointee.number == .plural) == phrase.isPlural || referent.pointee.number == .either else {
      return nil
    }
    // *The companies* are not the one company named before; *the company* is, but the nearest one.
    if referent.pointee.kind == .organization, referent.pointee.entity >= 0 { return nil }
    if let gender = phrase.noun?.gender, let known = referent.pointee.gender, gender != known { return nil }
    // *The president* is no former president, nor the other way round.
    guard classes[entry].isFormer == phrase.isFormer else { return nil }
    let words = classes[entry].words
    let known = words.first..<words.limit
    let shared = pool.countShared(phrase.modifiers, known) + pool.countShared(phrase.complement, known)
    guard shared > 0 || !phrase.hasNewComplement else { return nil }
    let named = referent.pointee.entity >= 0
    guard named && phrase.definiteness == .possessed ? shared > 0 : isTakenUp(referent, by: phrase, pool) else {
      return nil
    }
    var points = nominals.sharedWord * Float(min(shared, 2))
    let isMarked = !phrase.modifiers.isEmpty || !phrase.complement.isEmpty
    if shared == 0, isMarked, !known.isEmpty {
      // *The chairman of the bank* is not *the chairman of the committee*.
      guard phrase.complement.isEmpty else { return nil }
      points += nominals.otherWords
    }
    if isSource, referent.pointee.source != nil { points += nominals.spoke }
    if named { points += nominals.named }
    return points + nominals.sentence * Float(age(of: referent, at: sentence))
  }

  /// How many sentences the last mention is back, up to twenty.
  private func age(of referent: UnsafeMutablePointer<Referent>, at sentence: Int32) -> Int {
    let last = Int(referent.pointee.lastStep)
    guard last >= 0 else { return 20 }
    return max(0, min(20, Int(sentence) - Int(trail.address(of: last).pointee.place.sentence)))
  }

  /// *The counterterrorism official* takes up *a senior counterterrorism official*: fewer words, none of them new.
  private func isTakenUp(
    _ referent: UnsafeMutablePointer<Referent>, by phrase: ReferringPhrase, _ pool: ModifierPool
  ) -> Bool {
    let modifiers = referent.pointee.modifiers
    let isNamed = referent.pointee.entity >= 0
    let isSource = referent.pointee.source != nil
    let isSubset = pool.isSubset(phrase.modifiers, of: modifiers)
    switch phrase.definiteness {
    case .definite: return isSubset || pool.isSubset(modifiers, of: phrase.modifiers)
    case .possessed: return pool.isEqual(modifiers, phrase.modifiers) && !isNamed
    case .bare:
      guard phrase.isPlural else { return isNamed && isSubset || isSource && pool.isEqual(modifiers, phrase.modifiers) }
      return phrase.modifiers.isEmpty ? isSource : pool.isEqual(modifiers, phrase.modifiers)
    case .counted:
      return phrase.isPlural && phrase.isFew && isSource && referent.pointee.count == nil
        && referent.pointee.number == .plural
        && !isNamed && isSubset
    case .indefinite: return false
    }
  }

  /// The organization that *the company*, *the ministry* means: it was called so, or its name has the noun; else one that
  /// acted and may be such a thing, for *the company*, *the Japanese company*, not for *the rival company*. *The hospital*
  /// may be a place whose name has the noun.
  func organization(
    for phrase: ReferringPhrase, _ nouns: OrganizationNouns, at sentence: Int32, isOfType: (Int) -> Bool?,
    nounIsInName: (Int) -> Bool
  ) -> Chosen? {
    guard let noun = phrase.noun else { return nil }
    // *The ministry* is no newspaper that has just been named; *the company*, *the group* may be anybody.
    let maySay = nouns.isCompany(noun.nounClass) || nouns.isGeneric(noun.nounClass)
    let isTrade = phrase.isOfTrade && phrase.complement.isEmpty && maySay
    let isOpen = phrase.modifiers.isEmpty || phrase.isOfNation || isTrade
    let isAlone = phrase.modifiers.isEmpty && phrase.complement.isEmpty
    var best: Chosen?
    var most = -Float.infinity
    var second = -Float.infinity
    for step in trail.elements.suffix(reach).reversed() {
      let index = Int(step.referent)
      let referent = referents.address(of: index)
      let isPlace = referent.pointee.kind == .place && noun.kind == .organization
      guard referent.pointee.kind == .organization || isPlace, referent.pointee.entity >= 0,
        !referent.pointee.isOffice
      else { continue }
      var points = nominals.bodySentence * Float(max(0, min(20, Int(sentence) - Int(step.place.sentence))))
      if hasClass(noun.nounClass, index) {
        points += nominals.calledSo
      } else if phrase.modifiers.isEmpty, nounIsInName(Int(referent.pointee.entity)) {
        points += nominals.nounInName
      } else if isPlace {
        continue
      } else if !step.place.isSubject, !step.place.isSource {
        // *They look into Hale Lines. The company said …*
        guard isAlone, Int(sentence) - Int(step.place.sentence) <= 2,
          isOfType(Int(referent.pointee.entity)) ?? (noun.mayBeAny && referent.pointee.firstClass < 0)
        else { continue }
        points += nominals.seen
      } else if let isOfType = isOfType(Int(referent.pointee.entity)) {
        // *The newspaper* of one that a list has; *the company* is none.
        guard isOfType, isOpen, isAlone || maySay else { continue }
        points += nominals.ofType
      } else if !(maySay && isOpen && mayBe(noun.nounClass, index, nouns)) {
        // *The institute*, *the agency* of a body of which nothing is known.
        guard isAlone, noun.mayBeAny, referent.pointee.firstClass < 0 else { continue }
      }
      if step.place.isSubject || step.place.isSource { points += nominals.acted }
      if referent.pointee.source != nil { points += nominals.spoke }
      // *The ferry company* is who has just acted.
      if isTrade, sentence - step.place.sentence > 2 { break }
      if index == best?.referent { continue }
      guard points > most else {
        second = max(second, points)
        continue
      }
      second = most
      most = points
      best = (index, 0)
    }
    return best.map { ($0.referent, min(Resolution.certain, most - second)) }
  }

  /// Whether nothing that an organization was called by says that it is something else: a bank may be *the company*, a
  /// ministry is not.
  private func mayBe(_ nounClass: Int32, _ index: Int, _ nouns: OrganizationNouns) -> Bool {
    var entry = Int(referents.address(of: index).pointee.firstClass)
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
    for step in trail.elements.suffix(reach).reversed() where place.sentence - step.place.sentence <= 2 {
      guard self[Int(step.referent)].kind == .person, step.place.isSubject || step.place.isSource else { continue }
      return Int(step.referent)
    }
    return nil
  }

  /// Who spoke last and may be meant by *he* or *she*, where nobody near is; else who was named last.
  func lastPerson(for role: ReferringWords.Role, isQuoted: Bool) -> Int? {
    let wanted = Agreement(of: role)
    var named: Int?
    for step in trail.elements.suffix(reach).reversed() where step.place.isQuoted == isQuoted {
      let index = Int(step.referent)
      guard self[index].kind == .person, agrees(index, wanted) else { continue }
      if step.place.isSource { return index }
      if named == nil, self[index].entity >= 0 { named = index }
    }
    return named
  }

  /// The body or paper that acted or spoke last, where nothing near is what *it* may mean.
  func lastThing() -> Int? {
    for step in trail.elements.suffix(reach).reversed() where step.place.isSubject || step.place.isSource {
      let index = Int(step.referent)
      if agrees(index, .neuter), self[index].kind != .place { return index }
    }
    return nil
  }

  /// The person named before whom *the veteran striker* calls again: the one who acted last, in this sentence or the two
  /// before, where nobody else did.
  func knownPerson(for phrase: ReferringPhrase, before place: Referent.Place) -> Chosen? {
    var found: Int?
    for step in trail.elements.suffix(reach).reversed() where place.sentence - step.place.sentence <= 2 {
      let index = Int(step.referent)
      let referent = referents.address(of: index)
      guard referent.pointee.kind == .person, referent.pointee.entity >= 0, step.place.isQuoted == place.isQuoted,
        step.place.isSubject || step.place.isSource, step.place.sentence < place.sentence
      else { continue }
      if let gender = phrase.noun?.gender, let known = referent.pointee.gender, gender != known { continue }
      if let found { return found == index ? (index, 1.5) : (found, 0.5) }
      found = index
    }
    return found.map { ($0, 1) }
  }
}
