import TextModel

/// A verb with its auxiliaries, negation and adverbs: *has repeatedly called*, *did not say*, *is expected*.
struct VerbGroup {
  /// How the group stands in its clause.
  enum Form: UInt8, CaseIterable { case finite, infinitive, participle, past }

  private let tokens: (start: Int32, head: Int32, end: Int32)
  private var auxiliaryCount: UInt8
  var isNegated = false
  var isModal = false
  var isPassive = false
  var form = Form.finite

  var start: Int { Int(tokens.start) }
  /// The full verb, or the last auxiliary where there is none.
  var head: Int { Int(tokens.head) }
  var end: Int { Int(tokens.end) }
  var auxiliaries: Int { Int(auxiliaryCount) }

  /// A finite group of so few tokens that a byte counts them.
  init(start: Int, head: Int, end: Int) {
    tokens = (Int32(truncatingIfNeeded: start), Int32(truncatingIfNeeded: head), Int32(truncatingIfNeeded: end))
    auxiliaryCount = 0
  }

  /// Counts an auxiliary more.
  mutating func addAuxiliary() { auxiliaryCount &+= 1 }
}

extension Reading {
  /// Finds the verb groups of the document. O(tokens).
  func findVerbGroups() {
    var behind = 0
    for token in verbTokens where token >= behind && mayBeginGroup(Int(token)) {
      guard let group = verbGroup(at: Int(token)) else { continue }
      add(group)
      behind = group.end
    }
  }

  /// Whether a verb or an adverb can begin a group where it stands.
  private func mayBeginGroup(_ token: Int) -> Bool {
    // *told parliament last week*
    if has(.timeModifier, token), has(.timeUnit, token + 1) { return false }
    if has(.compound, token + 1), lemmaHas(.reporting, token) { return false }
    if tag(token) != .RB { return true }
    return !has(.looseAdverb, token) && TagSet.groups.contains(tag(token + 1))
  }

  private func verbGroup(at start: Int) -> VerbGroup? {
    let limit = sentenceLimit(start)
    var token = start
    var last = -1
    while token < limit, token - start < 12 {
      let tag = tag(token)
      if tag == .MD {
        last = token
        token += 1
      } else if TagSet.verbs.contains(tag) {
        last = token
        token += 1
        guard has(.auxiliary, last) else { break }
        if self.tag(token) == .IN, has(.adverbialNoun, token + 1),
          continues(last, at: token + 2, limit: limit)
        {
          token += 2
        } else if has(.have, last), closed(token) == .since, continues(last, at: token + 1, limit: limit) {
          token += 1
        } else if has(.timeModifier, token), has(.timeUnit, token + 1),
          continues(last, at: token + 2, limit: limit)
        {
          token += 2
        } else if has(.have, last) {
          let end = endOfTime(from: token, limit: limit)
          if end > token, continues(last, at: end, limit: limit) { token = end }
        }
        guard continues(last, at: token, limit: limit) else { break }
      } else if tag == .RB {
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

  /// *has over the past few months repeatedly warned*, *had, in recent weeks, urged*: the end of a time that stands between
  /// an auxiliary and its verb, with its commas; the token itself where none does.
  private func endOfTime(from token: Int, limit: Int) -> Int {
    let start = closed(token) == .comma ? token + 1 : token
    guard start + 1 < limit, tag(start) == .IN else { return token }
    var next = start + 1
    while next < min(limit, start + 7) {
      if has([.timeUnit, .time], next), tag(next) != .RB {
        guard start > token else { return next + 1 }
        return closed(next + 1) == .comma ? next + 2 : token
      }
      switch tag(next) {
      case .DT, .JJ, .CD, .RB, .PRPS: next += 1
      default: return token
      }
    }
    return token
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
    var group = VerbGroup(start: start, head: head, end: end)
    let verb = tag(head)
    var first = -1
    var hasBe = false
    for token in start..<end {
      let traits = row(token).pointee.traits
      guard !traits.isDisjoint(with: [.negation, .modal, .auxiliary]) else { continue }
      if traits.contains(.negation) { group.isNegated = true }
      if traits.contains(.modal), verb != .MD { group.isModal = true }
      guard token < head, traits.contains(.auxiliary) else { continue }
      if first < 0 { first = token }
      group.addAuxiliary()
      if !traits.isDisjoint(with: [.be, .getForm]) { hasBe = true }
    }
    let isInfinitive = start > 0 && closed(start - 1) == .to && (verb == .VB || verb == .VBP || first >= 0)
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
    // *went on to say*
    if last > low, closed(last) == .on || has(.particle, last), let group = group(at: last - 1), group.start >= low,
      lemmaHas(.leading, group.head)
    {
      return group
    }
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
