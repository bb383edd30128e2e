import TextModel

/// A verb with its auxiliaries, negation and adverbs: *has repeatedly called*, *did not say*, *is expected*.
struct VerbGroup {
  /// How the group stands in its clause.
  enum Form: UInt8, CaseIterable { case finite, infinitive, participle, past }

  var start: Int
  /// The full verb, or the last auxiliary where there is none.
  var head: Int
  var end: Int
  var auxiliaries: Int
  var isNegated: Bool
  var isModal: Bool
  var isPassive: Bool
  var form: Form
}

extension Reading {
  /// Finds the verb groups of the document. O(tokens).
  func findVerbGroups() {
    var token = 0
    while token < count {
      guard mayBeginGroup(token), let group = verbGroup(at: token) else {
        token += 1
        continue
      }
      add(group)
      token = group.end
    }
  }

  private func mayBeginGroup(_ token: Int) -> Bool {
    // *told parliament last week*
    if has(.timeModifier, token), has(.timeUnit, token + 1) { return false }
    if isVerb(token) || tag(token) == .MD { return true }
    guard tag(token) == .RB, !has(.looseAdverb, token) else { return false }
    return isVerb(token + 1) || tag(token + 1) == .MD || tag(token + 1) == .RB
  }

  private func verbGroup(at start: Int) -> VerbGroup? {
    let limit = sentenceLimit(start)
    var token = start
    var last = -1
    while token < limit, token - start < 12 {
      if tag(token) == .MD {
        last = token
        token += 1
      } else if isVerb(token) {
        last = token
        token += 1
        if has(.auxiliary, last), tag(token) == .IN, has(.adverbialNoun, token + 1),
          continues(last, at: token + 2, limit: limit)
        {
          token += 2
        } else if has(.auxiliary, last), has(.timeModifier, token), has(.timeUnit, token + 1),
          continues(last, at: token + 2, limit: limit)
        {
          token += 2
        }
        guard has(.auxiliary, last), continues(last, at: token, limit: limit) else { break }
      } else if tag(token) == .RB {
        token += 1
      } else {
        break
      }
    }
    guard last >= 0 else { return nil }
    var end = last + 1
    if end < limit, has(.negation, end), tag(end) == .RB, has(.auxiliary, last) { end += 1 }
    return describe(start: start, head: last, end: end)
  }

  /// Whether the group goes on after an auxiliary: adverbs aside a verb in the form that it asks for follows.
  private func continues(_ auxiliary: Int, at token: Int, limit: Int) -> Bool {
    var next = token
    while next < limit, tag(next) == .RB, next < token + 3 { next += 1 }
    guard next < limit else { return false }
    let verb = tag(next)
    if has(.be, auxiliary) { return verb == .VBN || verb == .VBG || verb == .VBD }
    if has(.have, auxiliary) { return verb == .VBN || verb == .VBD }
    if has(.doForm, auxiliary) { return verb == .VB || verb == .VBP }
    if has(.getForm, auxiliary) { return verb == .VBN }
    return isVerb(next) && has(.modal, auxiliary)
  }

  private func describe(start: Int, head: Int, end: Int) -> VerbGroup {
    var group = VerbGroup(
      start: start, head: head, end: end, auxiliaries: 0, isNegated: false, isModal: false, isPassive: false,
      form: .finite)
    var first = -1
    var hasBe = false
    for token in start..<end {
      if has(.negation, token) { group.isNegated = true }
      if has(.modal, token), tag(head) != .MD { group.isModal = true }
      guard token < head, has(.auxiliary, token) else { continue }
      if first < 0 { first = token }
      group.auxiliaries += 1
      if has([.be, .getForm], token) { hasBe = true }
    }
    let verb = tag(head)
    let isInfinitive = start > 0 && closed(start - 1) == .to && (verb == .VB || first >= 0)
    if isInfinitive {
      group.form = .infinitive
    } else if first < 0 {
      group.form = verb == .VBG ? .participle : verb == .VBN ? .past : .finite
    } else if tag(first) == .VBG {
      group.form = .participle
    } else if tag(first) == .VBN {
      group.form = .past
    }
    group.isPassive = hasBe && (verb == .VBN || verb == .VBD) || group.form == .past
    return group
  }

  /// Where the verb or adjective begins that leads to an infinitive and says little by itself: *tried to explain*, *is
  /// quick to say*, *wanted to be able to tell*; the group's own start where there is none.
  func governorStart(of group: VerbGroup) -> Int {
    var start = group.start
    guard group.form == .infinitive else { return start }
    let low = sentenceStart(start)
    for _ in 0..<3 where closed(start - 1) == .to {
      guard let governor = governor(endingAt: start - 1, after: low) else { return start }
      start = governor.start
      guard governor.form == .infinitive else { return start }
    }
    return start
  }

  /// The verb group that ends, adverbs aside, before a token, or the one before the adjective there.
  private func governor(endingAt end: Int, after low: Int) -> VerbGroup? {
    let last = skippingAdverbsBack(from: end - 1, after: low)
    if let group = group(at: last), group.start >= low { return group }
    guard last > low, tag(last) == .JJ else { return nil }
    let verb = skippingAdverbsBack(from: last - 1, after: low)
    guard let group = group(at: verb), group.start >= low, has([.be, .linking], group.head) else { return nil }
    return group
  }

  private func skippingAdverbsBack(from token: Int, after low: Int) -> Int {
    var token = token
    while token > low, isAdverb(token), group(at: token) == nil { token -= 1 }
    return token
  }
}
