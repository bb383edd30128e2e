import TextModel

/// One whom a pronoun can stand for.
struct PronounCandidate {
  /// Its referent, or -1 where it is only named behind the pronoun.
  var referent: Int
  /// Its entity, or -1.
  var entity: Int32
  var signs: PronounSigns
}

/// What is known of the pronoun in hand.
struct PronounContext {
  let role: ReferringWords.Role
  let place: Referent.Place
  let isGendered: Bool
  let isPossessive: Bool
  let beginsSentence: Bool
  /// Where the last pronoun of that gender stands that was resolved.
  let last: TokenRange
}

extension Discourse {
  /// Gathers those whom a pronoun can stand for: "…, the officials said. … , they said."
  func gatherCandidates(of role: ReferringWords.Role, at place: Referent.Place, view: DocumentView) {
    candidates.removeAll(keepingCapacity: true)
    pronouns &+= 1
    let wanted = Agreement(of: role)
    let context = PronounContext(
      role: role, place: place, isGendered: role.isMasculine || role.isFeminine,
      isPossessive: role.isPossessive && (role != .her || view[place.tokens.first].tag != PennTag.PRP.rawValue),
      beginsSentence: place.tokens.first == view.sentenceTokens(of: place.tokens.first).first,
      last: lastOfGender(role))
    let trail = trail
    var index = trail.count - 1
    let first = max(0, trail.count - reach)
    while index >= first {
      let back = Int(place.sentence) - Int(trail[index].place.sentence)
      if back > 4 { break }
      let referent = Int(trail[index].referent)
      if seen[referent].pronoun == pronouns {
        note(trail[index].place, back: back, of: Int(seen[referent].candidate))
      } else if agrees(referent, wanted), canBeMeant(trail[index].place, of: referent, by: place) {
        seen[referent] = (pronouns, Int32(truncatingIfNeeded: candidates.count))
        let signs = signs(of: referent, trail[index].place, context, back: back, view)
        candidates.append(PronounCandidate(referent: referent, entity: referents[referent].entity, signs: signs))
      }
      index -= 1
    }
  }

  /// What is said in quotation marks speaks of others than what stands round it, names aside.
  @inline(__always)
  private func canBeMeant(_ mention: Referent.Place, of referent: Int, by pronoun: Referent.Place) -> Bool {
    !pronoun.tokens.overlaps(mention.tokens)
      && (mention.isQuoted == pronoun.isQuoted || referents[referent].entity >= 0)
  }

  /// Earlier mentions of a candidate: that it was a subject.
  private func note(_ place: Referent.Place, back: Int, of candidate: Int) {
    guard place.isSubject, back <= 1 else { return }
    candidates[candidate].signs.set(back == 0 ? .subjectBefore : .subjectOfLast)
  }

  private func signs(
    of referent: Int, _ place: Referent.Place, _ pronoun: PronounContext, back: Int, _ view: DocumentView
  ) -> PronounSigns {
    var signs = PronounSigns()
    signs.set(place: max(0, back))
    signs.set(.subject, if: place.isSubject)
    if place.isSubject == pronoun.place.isSubject { signs.set(place.isSubject ? .subjects : .objects) }
    let isPossessor = view.role(place.tokens.limit) == .possessiveMark
    if place.isOblique { signs.set(isPossessor ? .possessor : .oblique) }
    signs.set(.nominal, if: place.form == .nominal)
    signs.set(.chain, if: place.form == .pronoun)
    signs.set(.fullName, if: place.form == .name && place.tokens.count > 1)
    signs.set(.gender, if: pronoun.isGendered && referents[referent].gender != nil)
    signs.set(.source, if: pronoun.place.isSource && (place.isSource || referents[referent].source != nil))
    signs.count(between: candidates.count, frequency: referents[referent].mentionCount)
    let kind = referents[referent].kind
    signs.set(.noPerson, if: kind != .person && kind != .unknown)
    signs.set(.firstInDocument, if: referents[referent].entity == 0)
    let begins = place.tokens.first - view.sentenceTokens(of: place.tokens.first).first < 2
    signs.set(.firstInSentence, if: begins)
    signs.set(.topic, if: begins && back == 1 && pronoun.beginsSentence)
    signs.set(.lastPronoun, if: pronoun.last == place.tokens)
    if back == 0 { addSigns(of: place, pronoun, isPossessor: isPossessor, view, to: &signs) }
    return signs
  }

  /// What holds within one sentence.
  private func addSigns(
    of place: Referent.Place, _ pronoun: PronounContext, isPossessor: Bool, _ view: DocumentView,
    to signs: inout PronounSigns
  ) {
    let distance = pronoun.place.tokens.first - place.tokens.limit
    signs.set(.near, if: distance < 5)
    signs.set(.far, if: distance > 20)
    if pronoun.isPossessive {
      signs.set(.possessiveOfSubject, if: place.isSubject)
      signs.set(.apposed, if: distance == 1 && view.isWord(place.tokens.limit, .comma))
      signs.set(.joined, if: distance == 1 && view.role(place.tokens.limit) == .and)
    } else if !pronoun.role.isSubject, !isPossessor {
      guard !view.hasFiniteVerb(from: place.tokens.limit + 1, to: pronoun.place.tokens.first) else { return }
      signs.set(place.isSubject ? .clauseMate : .objectMate)
    }
  }

  /// The candidate with the most for it; nil where none has enough.
  func best(of role: ReferringWords.Role) -> PronounCandidate? {
    let weights = PronounWeights.weights(of: role)
    var best: PronounCandidate?
    var most = weights.least
    weights.learnt.withUnsafeBufferPointer { weights in
      for candidate in candidates {
        let score = candidate.signs.score(weights)
        guard score > most else { continue }
        most = score
        best = candidate
      }
    }
    return best
  }
}
