import TextModel

/// Widens noun phrases by what hangs on them: *of the agency*, *in Baghdad*, *, an analyst*, *who resigned*, *(R-Texas)*.
struct AttachedPhrases {
  let view: SentenceView

  /// The longest relative clause or apposition that is taken in, in tokens.
  private static let reach = 40

  /// Widens the phrases of the view, which are those of the table from an index on.
  func attach(from first: Int) {
    let count = view.table.pointee.nounPhrases.count
    for index in stride(from: count - 1, through: first, by: -1) {
      let phrase = view.table.pointee.nounPhrases[index]
      if phrase.traits.contains(.pronoun), !isOpenPronoun(phrase) { continue }
      let extended = extendedLimit(phrase)
      let full = fullLimit(phrase, from: extended)
      view.table.pointee.nounPhrases[index].extended.end = Int32(truncatingIfNeeded: extended)
      view.table.pointee.nounPhrases[index].full.end = Int32(truncatingIfNeeded: full)
    }
  }

  /// *those of*, *those who*, *some of them*.
  private func isOpenPronoun(_ phrase: NounPhrase) -> Bool {
    guard !phrase.traits.contains(.relative) else { return false }
    let next = view.word(phrase.base.limit)
    return next.contains(.of) || next.contains(.relative) || next.contains(.reflexive)
      || view.tag(phrase.head.index) == .DT
  }

  /// The noun phrase that begins at a token; those on the right are widened already.
  private func phrase(at token: Int) -> NounPhrase? {
    guard token < view.limit, let index = view.table.pointee.nounPhrase(at: token) else { return nil }
    let found = view.table.pointee.nounPhrases[index]
    return found.base.first == token ? found : nil
  }

  // MARK: Prepositions

  /// The end with prepositional phrases; those of time are the verb's.
  private func extendedLimit(_ phrase: NounPhrase) -> Int {
    var limit = phrase.base.limit
    if view.word(limit).contains(.reflexive) { limit += 1 }
    for _ in 0..<4 {
      guard let end = prepositionalLimit(limit, phrase) else { break }
      limit = end
    }
    return limit
  }

  private func prepositionalLimit(_ limit: Int, _ phrase: NounPhrase) -> Int? {
    if phrase.traits.contains(.counted), let share = shareLimit(limit) { return share }
    let word = view.word(limit)
    let tag = view.tag(limit)
    guard tag == .IN || tag == .TO || word.contains(.example) else { return nil }
    guard !word.isDisjoint(with: [.of, .nounPreposition, .to, .example]) else { return nil }
    guard let next = self.phrase(at: limit + 1), !next.traits.contains(.relative) else { return nil }
    if word.contains(.of) { return next.extended.limit }
    if next.traits.contains(.temporal) || phrase.traits.contains(.temporal) { return nil }
    return next.base.limit
  }

  /// *nine out of 10*, *one in five*.
  private func shareLimit(_ limit: Int) -> Int? {
    let number = view.word(limit + 1).contains(.of) ? limit + 2 : limit + 1
    guard view.tag(limit) == .IN, view.tag(number) == .CD, view.word(limit).isDisjoint(with: [.of, .to]) else {
      return nil
    }
    return view.tag(number - 2) == .CD || number == limit + 2 ? self.phrase(at: number)?.extended.limit : nil
  }

  // MARK: Appositions, relative clauses, brackets

  private func fullLimit(_ phrase: NounPhrase, from extended: Int) -> Int {
    var limit = bracketLimit(extended)
    for _ in 0..<6 {
      guard let next = appositionLimit(phrase, limit) ?? relativeLimit(limit) ?? reducedLimit(phrase, limit) else {
        break
      }
      limit = bracketLimit(next)
    }
    return limit
  }

  /// *(D-Calif.)*, *(IRA)*: short and without a verb.
  private func bracketLimit(_ limit: Int) -> Int {
    guard view.tag(limit) == .openBracket else { return limit }
    for token in (limit + 1)..<max(limit + 1, min(limit + 12, view.limit)) {
      if isFinite(token) { return limit }
      if view.tag(token) == .closeBracket { return token + 1 }
    }
    return limit
  }

  /// *Ash Carter, the defense secretary,* and *Smith, 42,*: up to the next comma or the end of the sentence.
  private func appositionLimit(_ phrase: NounPhrase, _ limit: Int) -> Int? {
    guard view.tag(limit) == .comma else { return nil }
    if view.word(limit + 1).contains(.of) {
      // *Smith, 30, of Raleigh,*
      guard let place = self.phrase(at: limit + 2), isClosed(place.base.limit) else { return nil }
      return place.base.limit
    }
    guard let next = self.phrase(at: limit + 1) else { return nil }
    if next.traits.contains(.pronoun) || next.traits.contains(.temporal) { return nil }
    if next.base.count == 1, view.tag(next.base.first) == .CD {
      return isClosed(next.base.limit) ? next.base.limit : nil
    }
    let isName = phrase.traits.contains(.name)
    if isName, next.traits.contains(.name), !next.traits.contains(.definite), !next.traits.contains(.indefinite) {
      // *Smith of Portland, Ore.,*: a place after a name; a list of names goes on with *and*.
      return isClosed(next.extended.limit) && view.tag(limit - 1) != .comma ? next.extended.limit : nil
    }
    guard isName || next.traits.contains(.name) || !next.traits.isDisjoint(with: [.definite, .indefinite]) else {
      return nil
    }
    return regionLimit(from: limit + 1, start: next)
  }

  /// From an apposition's beginning to its comma: no finite verb in it that is not a relative clause's.
  private func regionLimit(from start: Int, start next: NounPhrase) -> Int? {
    if isClosed(next.full.limit) { return next.full.limit }
    var isRelative = false
    for token in start..<min(start + Self.reach, view.limit) {
      if view.word(token).contains(.relative), token > start { isRelative = true }
      if isFinite(token), !isRelative { return nil }
      if isClosed(token) { return isList(token) ? nil : token }
    }
    return start + Self.reach >= view.limit ? view.limit : nil
  }

  /// *A, B, and C*: after the comma comes *and*.
  private func isList(_ comma: Int) -> Bool { view.tag(comma) == .comma && view.tag(comma + 1) == .CC }

  /// What closes an apposition.
  private func isClosed(_ token: Int) -> Bool {
    switch view.tag(token) {
    case .comma, .period, .closeQuote, .openQuote, .none, .colon, .closeBracket: true
    default: false
    }
  }

  private func isFinite(_ token: Int) -> Bool {
    let tag = view.tag(token)
    return tag == .VBD || tag == .VBZ || tag == .VBP || tag == .MD
  }

  /// *, who resigned in May,* and *who are close to him*.
  private func relativeLimit(_ limit: Int) -> Int? {
    let isSet = view.tag(limit) == .comma
    let pronoun = isSet ? limit + 1 : limit
    let tag = view.tag(pronoun)
    guard tag == .WP || tag == .WDT || tag == .WPS, view.word(pronoun).contains(.relative) else { return nil }
    return clauseLimit(from: pronoun + 1, isSet: isSet, mayBegin: true)
  }

  /// *officials familiar with the matter*, *a poll released Monday*: where a verb goes on after it.
  private func reducedLimit(_ phrase: NounPhrase, _ limit: Int) -> Int? {
    let tag = view.tag(limit)
    let isParticiple = tag == .VBN || tag == .VBG
    let next = view.tag(limit + 1)
    let isAdjective = tag == .JJ && (next == .IN || next == .TO)
    guard isParticiple || isAdjective, limit == phrase.extended.limit || view.tag(limit - 1) != .comma else {
      return nil
    }
    guard view.table.pointee.nounPhrase(at: limit) == nil else { return nil }
    return clauseLimit(from: limit + 1, isSet: false, mayBegin: false)
  }

  /// The end of a clause on a noun: at a comma or other mark, or before the finite verb that is the main clause's. For
  /// a relative clause that is the second one, after a noun; for a participle the first one.
  private func clauseLimit(from start: Int, isSet: Bool, mayBegin: Bool) -> Int? {
    var token = start
    var mayHaveVerb = mayBegin
    while token < min(start + Self.reach, view.limit) {
      if isClosed(token) { return token }
      if view.tag(token) == .openBracket { return bracketLimit(token) > token ? bracketLimit(token) : nil }
      if isFinite(token) {
        if !mayHaveVerb, !isSet { return beforeAdverbs(token, from: start) }
        mayHaveVerb = false
      } else if view.word(token).contains(.relative) || view.word(token).contains(.that) {
        mayHaveVerb = true
      } else if view.tag(token) == .PRP, token > start {
        mayHaveVerb = true
      } else if view.tag(token) == .CC {
        mayHaveVerb = mayBegin
      }
      token += 1
    }
    return token >= view.limit ? view.limit : nil
  }

  private func beforeAdverbs(_ token: Int, from start: Int) -> Int {
    var end = token
    while end > start, view.isAdverb(end - 1) { end -= 1 }
    return end
  }
}

extension Int32 {
  /// As an index into the tokens.
  @inlinable var index: Int { Int(self) }
}
