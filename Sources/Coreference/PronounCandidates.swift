import TextModel

/// One whom a pronoun can stand for.
struct PronounCandidate {
  /// Its referent, or -1 where it is only named behind the pronoun.
  var referent: Int
  /// Its entity, or -1.
  var entity: Int32
  var signs: PronounSigns
}

extension Discourse {
  /// Gathers those whom a pronoun can stand for: "…, the officials said. … , they said."
  mutating func gatherCandidates(of role: ReferringWords.Role, at place: Referent.Place, view: DocumentView) {
    candidates.removeAll(keepingCapacity: true)
    pronouns &+= 1
    let isGendered = role.isMasculine || role.isFeminine
    var index = trail.count - 1
    let first = max(0, trail.count - reach)
    while index >= first {
      let step = trail[index]
      index -= 1
      let back = Int(place.sentence) - Int(step.place.sentence)
      if back > 4 { break }
      if seen[step.referent].pronoun == pronouns {
        note(step.place, back: back, of: Int(seen[step.referent].candidate))
        continue
      }
      guard !place.tokens.overlaps(step.place.tokens) else { continue }
      let referent = referents[step.referent]
      guard referent.agrees(with: role, orLooksIt: isGendered) else { continue }
      // What is said in quotation marks speaks of others than what stands round it.
      guard step.place.isQuoted == place.isQuoted || referent.entity >= 0 else { continue }
      seen[step.referent] = (pronouns, Int32(truncatingIfNeeded: candidates.count))
      let signs = signs(of: referent, step.place, role: role, pronoun: place, back: back, view)
      candidates.append(PronounCandidate(referent: step.referent, entity: referent.entity, signs: signs))
    }
  }

  /// Earlier mentions of a candidate: that it was a subject.
  private mutating func note(_ place: Referent.Place, back: Int, of candidate: Int) {
    guard place.isSubject, back <= 1 else { return }
    candidates[candidate].signs.set(back == 0 ? .subjectBefore : .subjectOfLast)
  }

  private func signs(
    of referent: Referent, _ place: Referent.Place, role: ReferringWords.Role, pronoun: Referent.Place, back: Int,
    _ view: DocumentView
  ) -> PronounSigns {
    var signs = PronounSigns()
    signs.set(place: max(0, back))
    if place.isSubject { signs.set(.subject) }
    if place.isSubject == pronoun.isSubject { signs.set(place.isSubject ? .subjects : .objects) }
    let isPossessor = view.role(place.tokens.limit) == .possessiveMark
    if place.isOblique { signs.set(isPossessor ? .possessor : .oblique) }
    if place.form == .nominal { signs.set(.nominal) }
    if place.form == .pronoun { signs.set(.chain) }
    if place.form == .name, place.tokens.count > 1 { signs.set(.fullName) }
    if referent.gender != nil, role.isMasculine || role.isFeminine { signs.set(.gender) }
    if pronoun.isSource, place.isSource || referent.source != nil { signs.set(.source) }
    signs.set(.between, Float(min(8, candidates.count)))
    signs.set(.frequency, Float(min(6, referent.mentionCount)))
    if referent.kind != .person, referent.kind != .unknown { signs.set(.noPerson) }
    if referent.entity == 0 { signs.set(.firstInDocument) }
    let sentence = view.sentenceTokens(of: place.tokens.first)
    let begins = place.tokens.first - sentence.first < 2
    if begins { signs.set(.firstInSentence) }
    if begins, back == 1, pronoun.tokens.first == view.sentenceTokens(of: pronoun.tokens.first).first {
      signs.set(.topic)
    }
    if lastOfGender(role) == place.tokens { signs.set(.lastPronoun) }
    if back == 0 { addSigns(of: place, role: role, pronoun: pronoun, isPossessor: isPossessor, view, to: &signs) }
    return signs
  }

  /// What holds within one sentence.
  private func addSigns(
    of place: Referent.Place, role: ReferringWords.Role, pronoun: Referent.Place, isPossessor: Bool,
    _ view: DocumentView, to signs: inout PronounSigns
  ) {
    let distance = pronoun.tokens.first - place.tokens.limit
    if distance < 5 { signs.set(.near) }
    if distance > 20 { signs.set(.far) }
    if role.isPossessive, role != .her || view.tag(pronoun.tokens.first) != .PRP {
      if place.isSubject { signs.set(.possessiveOfSubject) }
      if distance == 1, view.isMark(place.tokens.limit, 0x2C) { signs.set(.apposed) }
      if distance == 1, view.role(place.tokens.limit) == .and { signs.set(.joined) }
    } else if !role.isSubject, !isPossessor {
      guard !view.hasFiniteVerb(from: place.tokens.limit + 1, to: pronoun.tokens.first) else { return }
      signs.set(place.isSubject ? .clauseMate : .objectMate)
    }
  }

  /// The candidate with the most for it; nil where none has enough.
  func best(of role: ReferringWords.Role) -> PronounCandidate? {
    let weights = PronounWeights.weights(of: role)
    var best: PronounCandidate?
    var most = weights.least
    for candidate in candidates {
      let score = candidate.signs.score(weights.learnt)
      guard score > most else { continue }
      most = score
      best = candidate
    }
    return best
  }
}
