import TextModel

/// The referents of a document in the order of the text, and the choice of an antecedent among them.
struct Discourse {
  private(set) var referents: [Referent] = []
  /// Every mention in the order of the text, with its referent: what a pronoun looks back over.
  private var trail: [(referent: Int, place: Referent.Place)] = []
  private var referentOfEntity: [Int32] = []
  private let weights = PronounWeights()
  /// A pronoun looks back over so many mentions, a nominal over so many referents: the work stays linear.
  private let reach = 40
  private let nominalReach = 120

  mutating func begin(entities: Int) {
    referents.removeAll(keepingCapacity: true)
    trail.removeAll(keepingCapacity: true)
    referentOfEntity = [Int32](repeating: -1, count: entities)
  }

  subscript(index: Int) -> Referent {
    _read { yield referents[index] }
    _modify { yield &referents[index] }
  }

  /// Adds a referent and returns its index.
  mutating func add(_ referent: Referent) -> Int {
    referents.append(referent)
    if let entity = referent.entity { referentOfEntity[entity] = Int32(truncatingIfNeeded: referents.count - 1) }
    return referents.count - 1
  }

  /// The referent of an entity, if the text has named it already.
  func referent(ofEntity entity: Int) -> Int? {
    let index = Int(referentOfEntity[entity])
    return index >= 0 ? index : nil
  }

  /// Notes that a referent is mentioned at a place.
  mutating func mention(_ index: Int, at place: Referent.Place) {
    referents[index].mentions.append(place)
    trail.append((index, place))
  }

  /// The referent that a pronoun stands for: "…, the officials said. … , they said."
  ///
  /// After the walk, `before` says from which token to look back.
  func antecedent(
    of role: ReferringWords.Role, at place: Referent.Place, before limit: Int? = nil, context: MentionContext
  ) -> Int? {
    var best: (score: Double, referent: Int)?
    var between = 0
    var seen: [Int] = []
    let end = limit.map(trailEnd(before:)) ?? trail.count
    for step in trail[max(0, end - reach)..<end].reversed() {
      let back = Int(place.sentence) - Int(step.place.sentence)
      if back >= weights.distance.count { break }
      guard !seen.contains(step.referent), !place.tokens.overlaps(step.place.tokens) else { continue }
      guard referents[step.referent].agrees(with: role) else { continue }
      // What is said in quotation marks speaks of others than what stands round it.
      guard step.place.isQuoted == place.isQuoted || referents[step.referent].entity != nil else { continue }
      seen.append(step.referent)
      let score = score(
        step.referent, step.place, role: role, pronoun: place, back: back, between: between, context)
      if score > best?.score ?? weights.least { best = (score, step.referent) }
      between += 1
    }
    return best?.referent
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
  func steps(round token: Int) -> ArraySlice<(referent: Int, place: Referent.Place)> {
    let middle = trailEnd(before: token)
    return trail[max(0, middle - reach)..<min(trail.count, middle + reach)]
  }

  private func score(
    _ referent: Int, _ place: Referent.Place, role: ReferringWords.Role, pronoun: Referent.Place, back: Int,
    between: Int, _ context: MentionContext
  ) -> Double {
    var score = weights.distance[max(0, back)] + weights.between * Double(between)
    if place.isSubject { score += weights.subject }
    if place.isSubject == pronoun.isSubject { score += weights.parallel }
    if place.isOblique { score += weights.oblique }
    if place.form == .name { score += weights.named }
    if place.form == .pronoun { score += weights.chain }
    if referents[referent].gender != nil, role.isMasculine || role.isFeminine { score += weights.gender }
    if pronoun.isSource, place.isSource || referents[referent].source != nil { score += weights.source }
    score += weights.frequency * Double(min(6, referents[referent].mentions.count))
    if back == 0 {
      let isClauseMate = !context.hasFiniteVerb(from: place.tokens.limit + 1, to: pronoun.tokens.first)
      if role == .his || role == .her || role == .their || role == .its {
        if place.isSubject { score += weights.possessor }
      } else if !role.isSubject, place.isSubject, isClauseMate {
        score += weights.ownSubject
      }
    }
    return score
  }

  // MARK: Nominals

  /// The referent that a phrase such as *the officials* or *the mayor* takes up again.
  func referent(for phrase: ReferringPhrase, isSource: Bool) -> Int? {
    guard let noun = phrase.noun else { return nil }
    var fallback: Int?
    for index in referents.indices.suffix(nominalReach).reversed() {
      guard referents[index].nounClasses.contains(noun.nounClass) else { continue }
      guard (referents[index].number == .plural) == phrase.isPlural || referents[index].number == .either else {
        continue
      }
      guard isTakenUp(referents[index], by: phrase) else { continue }
      if !isSource || referents[index].source != nil || referents[index].entity != nil { return index }
      if fallback == nil { fallback = index }
    }
    return fallback
  }

  /// *The counterterrorism official* takes up *a senior counterterrorism official*: fewer words, none of them new.
  private func isTakenUp(_ referent: Referent, by phrase: ReferringPhrase) -> Bool {
    let isSubset = phrase.modifiers.allSatisfy { referent.modifiers.contains($0) }
    switch phrase.definiteness {
    case .definite: return isSubset || referent.modifiers.allSatisfy { phrase.modifiers.contains($0) }
    case .possessed: return referent.modifiers == phrase.modifiers && referent.entity == nil
    case .bare:
      guard phrase.isPlural else { return referent.entity != nil && isSubset }
      return phrase.modifiers.isEmpty ? referent.source != nil : referent.modifiers == phrase.modifiers
    case .counted:
      return phrase.isPlural && referent.source != nil && referent.count == nil && referent.number == .plural
        && referent.entity == nil && isSubset
    case .indefinite: return false
    }
  }

  /// The organization that *the company*, *the ministry* means: its name has the noun, else the last one that acted.
  func organization(for phrase: ReferringPhrase, nounIsInName: (Int) -> Bool) -> Int? {
    var acting: Int?
    var steps = 0
    for step in trail.reversed() {
      steps += 1
      if steps > reach { break }
      guard referents[step.referent].kind == .organization, let entity = referents[step.referent].entity else {
        continue
      }
      if nounIsInName(entity) { return step.referent }
      if acting == nil, step.place.isSubject || step.place.isSource { acting = step.referent }
    }
    return acting
  }
}
