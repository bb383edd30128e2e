import TextModel

/// One whom a pronoun can stand for.
struct PronounCandidate: BitwiseCopyable {
  /// Its referent, or -1 where it is only named behind the pronoun.
  var referent: Int
  /// Its entity, or -1.
  var entity: Int32
  var signs: PronounSigns
}

/// Is shown the candidates of every pronoun, for learning.
typealias PronounTrace = (TokenRange, PronounForm, [PronounCandidate]) -> Void

/// What is known of the pronoun in hand.
struct PronounContext {
  let role: ReferringWords.Role
  let place: Referent.Place
  let form: PronounForm
  let isGendered: Bool
  let beginsSentence: Bool
  /// It is the subject of a clause that *that* or *because* joins on, or *and* or *but*.
  let isEmbedded: Bool
  let isCoordinated: Bool
  /// The last pronoun of that gender that was resolved.
  let last: Discourse.Meant
  /// The block of its sentence.
  let block: Int32
}

extension Discourse {
  /// Gathers those whom a pronoun can stand for: "…, the officials said. … , they said."
  func gatherCandidates(
    of role: ReferringWords.Role, at place: Referent.Place, barred: Barred, view: DiscourseView
  ) {
    candidates.removeAll()
    pronouns &+= 1
    // A gender that names tell may be wrong: what is against it is weighed.
    let own = Agreement(of: role)
    let wanted = role.isMasculine || role.isFeminine ? own.union([.masculine, .feminine]) : own
    let before = view[place.tokens.first - 1]
    form = PronounForm(role, tag: view[place.tokens.first].tag)
    let context = PronounContext(
      role: role, place: place, form: form,
      isGendered: role.isMasculine || role.isFeminine,
      beginsSentence: place.tokens.first == view.sentenceTokens(of: place.tokens.first).first,
      isEmbedded: role.isSubject && (before.word.role == .subordinator || before.word.role == .that),
      isCoordinated: role.isSubject && before.tag == PennTag.CC.rawValue, last: lastOfGender(role),
      block: view.block(of: place.tokens.first))
    var index = trail.count - 1
    let first = max(0, trail.count - reach)
    while index >= first {
      let step = trail.address(of: index)
      let back = Int(place.sentence) - Int(step.pointee.place.sentence)
      if back > nearSentences { break }
      let referent = Int(step.pointee.referent)
      if seen[referent].pronoun == pronouns {
        note(step.pointee.place, back: back, of: Int(seen[referent].candidate))
      } else if isBarred(referent, step.pointee.place, barred) {
        seen[referent] = Look(pronoun: pronouns, candidate: -1)
      } else if agrees(referent, wanted), canBeMeant(step.pointee.place, of: referent, by: place) {
        seen[referent] = Look(pronoun: pronouns, candidate: Int32(truncatingIfNeeded: candidates.count))
        var signs = signs(of: referent, step.pointee.place, context, back: back, view)
        signs.set(.clash, if: !agrees(referent, own))
        candidates.append(PronounCandidate(referent: referent, entity: self[referent].entity, signs: signs))
      }
      index -= 1
    }
    addLastSpeaker(context, barred, view)
    compareCandidates()
  }

  /// Behind a quotation of many sentences the one who said it stands far back: *"…," Ann Lee said. "…"* and, six
  /// sentences on, *she said*.
  private func addLastSpeaker(_ pronoun: PronounContext, _ barred: Barred, _ view: DiscourseView) {
    guard pronoun.isGendered, pronoun.place.isSource, lastSpeaker >= 0, seen[lastSpeaker].pronoun != pronouns,
      agrees(lastSpeaker, Agreement(of: pronoun.role)), self[lastSpeaker].lastStep >= 0
    else { return }
    let step = trail[Int(self[lastSpeaker].lastStep)].place
    let back = Int(pronoun.place.sentence) - Int(step.sentence)
    guard back > nearSentences, back <= speakerSentences, !isBarred(lastSpeaker, step, barred),
      canBeMeant(step, of: lastSpeaker, by: pronoun.place)
    else { return }
    seen[lastSpeaker] = Look(pronoun: pronouns, candidate: Int32(truncatingIfNeeded: candidates.count))
    var signs = signs(of: lastSpeaker, step, pronoun, back: nearSentences, view)
    signs.set(.longAgo)
    candidates.append(PronounCandidate(referent: lastSpeaker, entity: self[lastSpeaker].entity, signs: signs))
  }

  /// What one candidate has before all others.
  private func compareCandidates() {
    guard candidates.count > 1 else { return }
    var most = -1
    var second = -1
    var frequent = -1
    for (number, candidate) in candidates.elements.enumerated() {
      let count = candidate.referent >= 0 ? referents.address(of: candidate.referent).pointee.mentionCount : 0
      if count > most { (most, second, frequent) = (count, most, number) } else { second = max(second, count) }
    }
    if most > second { candidates.address(of: frequent).pointee.signs.set(.mostFrequent) }
    // They are in the order of their last mentions, the last one first.
    if let subject = candidates.elements.firstIndex(where: { $0.signs.has(.subject) }) {
      candidates.address(of: subject).pointee.signs.set(.nearestSubject)
    }
  }

  private func isBarred(_ referent: Int, _ place: Referent.Place, _ barred: Barred) -> Bool {
    referent == barred.referent || barred.entity >= 0 && self[referent].entity == barred.entity
      || place.form == .name && barred.holds(place.tokens.first)
  }

  /// What is said in quotation marks speaks of others than what stands round it, names aside.
  @inline(__always)
  private func canBeMeant(_ mention: Referent.Place, of referent: Int, by pronoun: Referent.Place) -> Bool {
    !pronoun.tokens.overlaps(mention.core)
      && (mention.isQuoted == pronoun.isQuoted || self[referent].entity >= 0)
  }

  /// Earlier mentions of a candidate: that it was a subject.
  private func note(_ place: Referent.Place, back: Int, of candidate: Int) {
    guard candidate >= 0, place.isSubject, back <= 1 else { return }
    candidates.address(of: candidate).pointee.signs.set(back == 0 ? .subjectBefore : .subjectOfLast)
  }

  private func signs(
    of referent: Int, _ place: Referent.Place, _ pronoun: PronounContext, back: Int, _ view: DiscourseView
  ) -> PronounSigns {
    var signs = PronounSigns()
    let known = referents.address(of: referent)
    signs.set(place: max(0, back))
    signs.set(.subject, if: place.isSubject)
    if place.isSubject == pronoun.place.isSubject { signs.set(place.isSubject ? .subjects : .objects) }
    let isPossessor = view.role(place.tokens.limit) == .possessiveMark
    if place.isOblique { signs.set(isPossessor ? .possessor : .oblique) }
    signs.set(.nominal, if: place.form == .nominal)
    signs.set(.chain, if: place.form == .pronoun)
    signs.set(.fullName, if: place.form == .name && place.tokens.count > 1)
    signs.set(.gender, if: pronoun.isGendered && known.pointee.gender != nil)
    signs.set(.woman, if: pronoun.isGendered && known.pointee.gender == .female)
    signs.set(.source, if: pronoun.place.isSource && place.isSource)
    signs.set(.wasSource, if: pronoun.place.isSource && !place.isSource && known.pointee.source != nil)
    signs.count(between: candidates.count, frequency: known.pointee.mentionCount)
    let begins = view.beginsSentence(place.tokens)
    signs.set(.firstInSentence, if: begins)
    signs.set(.topic, if: begins && back == 1 && pronoun.beginsSentence)
    signs.set(.lastPronoun, if: pronoun.last.tokens == place.tokens)
    if pronoun.last.referent == referent {
      signs.set(pronoun.last.sentence == pronoun.place.sentence ? .lastMeantHere : .lastMeant)
    }
    addStanding(of: referent, place, pronoun, view, to: &signs)
    signs.set(.pronounFirst, if: pronoun.beginsSentence && back == 1 && place.isSubject)
    signs.set(.otherParagraph, if: back > 0 && view.block(of: place.tokens.first) != pronoun.block)
    signs.set(.opening, if: isOpening(referent))
    signs.set(.lastSpeaker, if: pronoun.place.isSource && lastSpeaker == referent)
    signs.set(.goesOn, if: goesOn && lastSpeaker == referent)
    signs.set(.lastObject, if: back == 1 && !place.isSubject && !pronoun.role.isSubject)
    signs.set(.conjoined, if: isConjoined(place.tokens, view))
    signs.set(.lastSubject, if: back == 1 && place.isSubject && pronoun.role.isSubject)
    if back == 0 { addSigns(of: place, pronoun, isPossessor: isPossessor, view, to: &signs) }
    return signs
  }

  /// What it was taken for and how it stands in its clause.
  private func addStanding(
    of referent: Int, _ place: Referent.Place, _ pronoun: PronounContext, _ view: DiscourseView,
    to signs: inout PronounSigns
  ) {
    let known = referents.address(of: referent)
    let kind = known.pointee.kind
    signs.set(.noPerson, if: kind != .person && kind != .unknown)
    signs.set(.firstInDocument, if: known.pointee.entity == 0)
    let before = view.role(place.tokens.first - 1)
    signs.set(.longNoPerson, if: kind != .person && kind != .unknown && place.form == .name && place.tokens.count > 1)
    signs.set(.place, if: kind == .place)
    signs.set(
      .unnamedSpeaker, if: pronoun.place.isSource && known.pointee.entity < 0 && known.pointee.source != nil)
    signs.set(.afterOf, if: view.isWord(place.tokens.first - 1, .of))
    signs.set(.subordinate, if: before == .subordinator || before == .that || before.isRelative)
    signs.set(.kin, if: view.isOfSomebody(place.tokens))
    signs.set(.bothOblique, if: place.isOblique && pronoun.place.isOblique)
    signs.set(.bracketed, if: view.isWord(place.tokens.first - 1, .openBracket))
    signs.set(.agent, if: view.isWord(place.tokens.first - 1, .by))
  }

  /// Whether the first mention stands in the first sentence.
  private func isOpening(_ referent: Int) -> Bool {
    let first = Int(referents.address(of: referent).pointee.firstStep)
    return first >= 0 && trail.address(of: first).pointee.place.sentence == 0
  }

  /// *Mary and Jane*.
  private func isConjoined(_ tokens: TokenRange, _ view: DiscourseView) -> Bool {
    view.role(tokens.limit) == .and && view.isNamed(tokens.limit + 1)
      || view.role(tokens.first - 1) == .and && view.isNamed(tokens.first - 2)
  }

  /// What holds within one sentence.
  private func addSigns(
    of place: Referent.Place, _ pronoun: PronounContext, isPossessor: Bool, _ view: DiscourseView,
    to signs: inout PronounSigns
  ) {
    let distance = pronoun.place.tokens.first - place.tokens.limit
    signs.set(.near, if: distance < 5)
    signs.set(.far, if: distance > 20)
    signs.set(.embedded, if: pronoun.isEmbedded && place.isSubject)
    signs.set(.coordinated, if: pronoun.isCoordinated && place.isSubject)
    let behind = view.isWord(place.tokens.limit, .comma) ? place.tokens.limit + 1 : place.tokens.limit
    signs.set(.relative, if: view.role(behind) == .who)
    let verbsBetween = view.finiteVerbs(from: place.tokens.limit, to: pronoun.place.tokens.first)
    let sharesClause = verbsBetween == 0
    signs.set(.oneVerb, if: verbsBetween == 1)
    signs.set(.manyVerbs, if: verbsBetween > 1)
    signs.set(.sameClause, if: sharesClause)
    if place.isSubject {
      signs.set(.ownSubject, if: verbsBetween == 1)
    }
    if pronoun.form == .possessive {
      signs.set(.possessiveOfSubject, if: place.isSubject)
      signs.set(.apposed, if: distance == 1 && view.isWord(place.tokens.limit, .comma))
      signs.set(.joined, if: distance == 1 && view.role(place.tokens.limit) == .and)
    } else if !pronoun.role.isSubject, !isPossessor {
      // Of a subject, its own verb stands between.
      let verbs = view.finiteVerbs(from: place.tokens.limit, to: pronoun.place.tokens.first)
      guard verbs <= (place.isSubject ? 1 : 0) else { return }
      signs.set(place.isSubject ? .clauseMate : .objectMate)
    }
  }

  /// The candidate with the most for it, and by how much; nil where none has enough.
  func best(of role: ReferringWords.Role) -> (candidate: PronounCandidate, lead: Float)? {
    var best = -1
    var most = weights.least(of: role, form)
    var second = most
    for (number, candidate) in candidates.elements.enumerated() {
      let score = weights.score(candidate.signs, of: role, form)
      guard score > most else {
        second = max(second, score)
        continue
      }
      second = most
      most = score
      best = number
    }
    return best >= 0 ? (candidates[best], most - second) : nil
  }
}
