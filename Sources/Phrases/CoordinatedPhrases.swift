import TextModel

/// Joins noun phrases that *and*, *or* and commas tie: *Ryan, Cruz and their aides*.
///
/// Only where they can be one subject or object: *He met Ryan and Cruz said …* is two clauses, for the first phrase
/// follows a verb and the last one is followed by one.
struct CoordinatedPhrases {
  let view: SentenceView

  /// Appends the coordinations of the view, whose phrases are those of the table from an index on.
  func find(from first: Int) {
    var index = first
    while index < view.table.pointee.nounPhrases.count {
      index = max(index + 1, join(from: index))
    }
  }

  /// Joins what can be joined from a phrase on; the index of the phrase to go on with.
  private func join(from index: Int) -> Int {
    let phrases = view.table.pointee.nounPhrases
    let start = phrases[index]
    guard !start.traits.contains(.relative), !start.traits.contains(.temporal) else { return index + 1 }
    var last = index
    var hasConjunction = false
    while !hasConjunction, last - index < 8, let next = member(after: phrases[last], at: last, &hasConjunction) {
      last = next
    }
    guard hasConjunction, last > index, fits(start, phrases[last]) else { return index + 1 }
    var joined = NounPhrase(
      base: TokenRange(start.base.first, phrases[last].base.limit), head: start.head,
      traits: start.traits.union([.coordinated, .plural]))
    joined.extended.end = phrases[last].extended.end
    joined.full.end = phrases[last].full.end
    view.table.pointee.coordinations.append(joined)
    return last
  }

  /// The next member: after a comma, a conjunction, or both.
  private func member(after phrase: NounPhrase, at index: Int, _ hasConjunction: inout Bool) -> Int? {
    for limit in [phrase.base.limit, phrase.extended.limit, phrase.full.limit] {
      var token = limit
      let isComma = view.tag(token) == .comma
      if isComma { token += 1 }
      let isAnd = view.tag(token) == .CC && view.word(token).contains(.and)
      if isAnd { token += 1 }
      guard isComma || isAnd, token < view.limit, let next = view.table.pointee.nounPhrase(at: token) else {
        continue
      }
      let found = view.table.pointee.nounPhrases[next]
      guard found.base.first == token, !found.traits.contains(.relative), !found.traits.contains(.temporal) else {
        continue
      }
      if !isAnd, found.traits.contains(.pronoun) { continue }
      hasConjunction = isAnd
      return next
    }
    return nil
  }

  private func fits(_ first: NounPhrase, _ last: NounPhrase) -> Bool {
    let before = view.tag(first.base.first - 1)
    let isObject = view.isVerb(first.base.first - 1) || before == .IN || before == .TO || before == .RP
    let after = view.tag(last.extended.limit)
    let isSubject = after == .VBD || after == .VBZ || after == .VBP || after == .MD
    return !(isObject && isSubject)
  }
}
