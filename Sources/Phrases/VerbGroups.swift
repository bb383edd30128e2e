import TextModel

/// Finds verb groups: auxiliaries, negation, the adverbs between, the main verb and its particle.
///
/// *has not repeatedly called*, *is expected*, *to say*, *pointed out*. O(tokens).
struct VerbGroups {
  let view: SentenceView

  /// Appends the groups of the stretch to the table; needs noun phrases.
  func find() {
    var token = view.start
    while token < view.limit {
      guard begins(token) else {
        token += 1
        continue
      }
      let group = group(at: token)
      let index = Int32(truncatingIfNeeded: view.table.pointee.verbGroups.count)
      view.table.pointee.verbGroups.append(group)
      for inner in group.tokens.indices { view.table.pointee.verbGroupOfToken[inner] = index }
      token = max(token + 1, group.tokens.limit)
    }
  }

  private func isFree(_ token: Int) -> Bool {
    token >= view.start && token < view.limit && view.table.pointee.nounPhraseOfToken[token] < 0
  }

  private func begins(_ token: Int) -> Bool {
    guard isFree(token) else { return false }
    if view.isVerb(token) || view.tag(token) == .MD { return true }
    return view.tag(token) == .TO && view.tag(verbAfterAdverbs(token + 1)) == .VB
  }

  /// The token after adverbs (and a quotation mark before the verb: *is "deeply concerned"* stays apart).
  private func verbAfterAdverbs(_ token: Int) -> Int {
    var next = token
    while next < token + 4, view.isAdverb(next), isFree(next) { next += 1 }
    return next
  }

  private func group(at start: Int) -> TaggedVerbGroup {
    var group = TaggedVerbGroup(
      tokens: TokenRange(start, start + 1), head: Int32(truncatingIfNeeded: start), traits: first(start))
    var token = start
    while let next = next(after: token, &group.traits) {
      for inner in (token + 1)..<next where view.word(inner).contains(.negation) { group.traits.insert(.negated) }
      token = next
    }
    group.head = Int32(truncatingIfNeeded: token)
    var limit = token + 1
    // *did not*, *could never*: the verb is left out or stands after the subject.
    if view.word(limit).contains(.negation), isFree(limit), isAuxiliary(token) {
      group.traits.insert(.negated)
      limit += 1
    }
    if view.tag(limit) == .RP {
      group.particle = Int32(truncatingIfNeeded: limit)
      limit += 1
    }
    group.tokens.end = Int32(truncatingIfNeeded: limit)
    if view.tag(limit) == .IN || view.tag(limit) == .TO { group.preposition = Int32(truncatingIfNeeded: limit) }
    if isAuxiliary(token) { group.traits.insert(.auxiliary) }
    var adverb = start
    while isFree(adverb - 1), view.isAdverb(adverb - 1), adverb > start - 3 { adverb -= 1 }
    group.adverbStart = Int32(truncatingIfNeeded: adverb)
    return group
  }

  /// *has unsettled voters*: an adjective in *-ed* after *have* is the verb.
  private func isParticipleLike(_ token: Int) -> Bool {
    guard view.tag(token) == .JJ, !view.isNoun(token + 1) else { return false }
    let end = Int(view.tokens[token].range.end.value)
    return view.byte(at: end - 1) == UInt8(ascii: "d") && view.byte(at: end - 2) == UInt8(ascii: "e")
  }

  private func isAuxiliary(_ token: Int) -> Bool {
    !view.word(token).isDisjoint(with: [.be, .have, .do]) || view.tag(token) == .MD
  }

  private func first(_ token: Int) -> TaggedVerbGroup.Traits {
    let word = view.word(token)
    var traits: TaggedVerbGroup.Traits = word.contains(.negated) ? .negated : []
    switch view.tag(token) {
    case .MD: traits.formUnion(word.contains(.future) ? [.finite, .future] : [.finite, .modal])
    case .VBD: traits.formUnion([.finite, .past])
    case .VBZ, .VBP: traits.insert(.finite)
    case .VBG, .VBN: traits.insert(.participle)
    case .TO: traits.insert(.infinitive)
    default: traits.insert(.bare)
    }
    return traits
  }

  /// The next verb of the group after an auxiliary, adverbs in between; nil where the verb is the main one.
  private func next(after token: Int, _ traits: inout TaggedVerbGroup.Traits) -> Int? {
    let word = view.word(token)
    let next = verbAfterAdverbs(token + 1)
    let tag = view.tag(next)
    guard isFree(next) else { return nil }
    if view.tag(token) == .MD || view.tag(token) == .TO || word.contains(.do) && tag == .VB {
      return tag == .VB || tag == .VBP ? next : nil
    }
    if word.contains(.be) {
      if tag == .VBG {
        traits.insert(.progressive)
        return next
      }
      if tag == .VBN || tag == .VBD {
        traits.insert(.passive)
        return next
      }
      return nil
    }
    if word.contains(.have) {
      if tag == .VBN || tag == .VBD || isParticipleLike(next) {
        traits.insert(.perfect)
        return next
      }
      return tag == .TO && view.tag(verbAfterAdverbs(next + 1)) == .VB ? next : nil
    }
    if word.contains(.get), tag == .VBN {
      traits.insert(.passive)
      return next
    }
    if word.contains(.going), traits.contains(.progressive), tag == .TO, view.tag(next + 1) == .VB {
      traits.insert(.future)
      return next
    }
    return word.contains(.used) && tag == .TO && view.tag(next + 1) == .VB && view.tag(token) == .VBD ? next : nil
  }
}
