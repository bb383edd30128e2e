import TextModel

/// Widens noun phrases by what hangs on them: *of the agency*, *in Baghdad*, *, an analyst*, *who resigned*, *(R-Texas)*.
struct AttachedPhrases {
  let view: SentenceView

  /// Widens the phrases of the view, which are those of the table from an index on.
  func attach(from first: Int) {
    let count = view.document.phrases.nounPhrases.count
    for index in stride(from: count - 1, through: first, by: -1) {
      let phrase = view.document.phrases.nounPhrases[index]
      if phrase.traits.contains(.pronoun), !view.word(phrase.base.limit).contains(.of) { continue }
      let extended = extendedLimit(phrase, index)
      let full = fullLimit(phrase, from: extended)
      view.document.phrases.nounPhrases[index].extended.end = Int32(truncatingIfNeeded: extended)
      view.document.phrases.nounPhrases[index].full.end = Int32(truncatingIfNeeded: full)
    }
  }

  /// The noun phrase that begins at a token; those on the right are widened already.
  private func phrase(at token: Int) -> NounPhrase? {
    guard token < view.limit, let index = view.document.phrases.nounPhrase(at: token) else { return nil }
    let found = view.document.phrases.nounPhrases[index]
    return found.base.first == token ? found : nil
  }

  /// The end with prepositional phrases; those of time are the verb's.
  private func extendedLimit(_ phrase: NounPhrase, _ index: Int) -> Int {
    var limit = phrase.base.limit
    for _ in 0..<3 {
      let word = view.word(limit)
      guard view.tag(limit) == .IN || view.tag(limit) == .TO else { break }
      guard word.contains(.of) || word.contains(.nounPreposition) || word.contains(.to) else { break }
      guard let next = self.phrase(at: limit + 1), !next.traits.contains(.relative) else { break }
      if !word.contains(.of), next.traits.contains(.temporal) || phrase.traits.contains(.temporal) { break }
      limit = word.contains(.of) ? next.extended.limit : next.base.limit
    }
    return limit
  }

  /// The end with brackets, appositions and relative clauses.
  private func fullLimit(_ phrase: NounPhrase, from extended: Int) -> Int {
    var limit = bracketLimit(extended)
    for _ in 0..<3 {
      guard let next = appositionLimit(phrase, limit) ?? relativeLimit(limit) else { break }
      limit = bracketLimit(next)
    }
    return limit
  }

  /// *(D-Calif.)*, *(IRA)*: short and without a verb.
  private func bracketLimit(_ limit: Int) -> Int {
    guard view.tag(limit) == .openBracket else { return limit }
    for token in (limit + 1)..<max(limit + 1, min(limit + 8, view.limit)) {
      if view.isVerb(token), view.tag(token) != .VBN { return limit }
      if view.tag(token) == .closeBracket { return token + 1 }
    }
    return limit
  }

  /// *Ash Carter, the defense secretary,* and *Smith, 42,*: up to a comma or the end of the sentence.
  private func appositionLimit(_ phrase: NounPhrase, _ limit: Int) -> Int? {
    guard view.tag(limit) == .comma, let next = self.phrase(at: limit + 1) else { return nil }
    if next.traits.contains(.pronoun) || next.traits.contains(.temporal) { return nil }
    let isAge = next.base.count == 1 && view.tag(next.base.first) == .CD
    let isPlace = next.traits.contains(.name) && phrase.traits.contains(.name)
    let isDescription =
      next.traits.contains(.indefinite) || next.traits.contains(.definite)
      || !next.traits.contains(.name) && phrase.traits.contains(.name)
      || next.traits.contains(.name) && !phrase.traits.contains(.name)
    guard isAge || isPlace || isDescription else { return nil }
    let end = next.extended.limit
    // A list (*A, B and C*) is none; nor is a phrase that begins a clause of its own.
    let after = view.tag(end)
    if after == .CC { return nil }
    switch after {
    case .comma, .period, .closeQuote, .none, .colon, .closeBracket: return end
    case .openBracket: return bracketLimit(end)
    default: return view.isVerb(end) && isPlace ? nil : nil
    }
  }

  /// *, who resigned in May,* and *who are close to him*.
  private func relativeLimit(_ limit: Int) -> Int? {
    let isSet = view.tag(limit) == .comma
    let pronoun = isSet ? limit + 1 : limit
    guard view.tag(pronoun) == .WP || view.tag(pronoun) == .WDT || view.tag(pronoun) == .WPS else { return nil }
    guard view.word(pronoun).contains(.relative) else { return nil }
    var token = pronoun + 1
    while token < view.limit, token < pronoun + 40 {
      let tag = view.tag(token)
      if tag == .comma || tag == .period || tag == .closeQuote || tag == .openQuote || tag == .colon { return token }
      // A second finite verb after the relative clause's own is the main clause's.
      if !isSet, token > pronoun + 2, tag == .VBD || tag == .VBZ || tag == .VBP || tag == .MD, isAfterNoun(token) {
        return token
      }
      token += 1
    }
    return token >= view.limit ? view.limit : nil
  }

  private func isAfterNoun(_ token: Int) -> Bool { view.isNoun(token - 1) || view.tag(token - 1) == .CD }
}
