import TextModel

/// Subjects that are read from where their clause begins: for what stands between them and their verb is too much to go
/// back over.
extension Reading {
  /// A subject with something that hangs on it, where the words right before the verb are no noun phrase: *a man who lives
  /// two doors down said*, *a legend dating back to 700 A.D., says*.
  func clauseOpener(before end: Int, low: Int) -> FoundSource? {
    openingSubject(before: end, after: low).map { FoundSource(kind: .phrase, tokens: $0) }
  }

  /// *A legend dating back to 700 A.D., says that …*: one comma stands before the verb. Not *A picture of him, said Ann Lee*.
  func clauseOpenerWithComma(before comma: Int, _ group: VerbGroup, low: Int) -> FoundSource? {
    let leads =
      closed(group.end) == .that || closed(group.end) == .colon || opening(group.end) > group.end
      || clauseBegins(at: group.end, limit: sentenceLimit(group.end))
    return leads ? clauseOpener(before: comma, low: low) : nil
  }

  /// The subject that the phrase right before the verb hangs on, where that phrase begins no clause, or one only by *and*:
  /// *spies who make a living snooping on spouses say*, *the party who signed a pact and deal with Labour said*.
  func clauseOpener(around phrase: Range<Int>, before end: Int, low: Int) -> FoundSource? {
    let before = phrase.lowerBound - 1
    guard before >= low, closed(before) != .closeBracket, !isAdverb(before) || !opensClause(before, after: low) else {
      return nil
    }
    let isJoined = closed(before) == .and || isRelative(before) || closed(before) == .that
    guard isJoined || !opensClause(phrase.lowerBound, after: low),
      let source = openingSubject(before: end, after: low), source.lowerBound < phrase.lowerBound
    else { return nil }
    // *the officers Lee says hacked them*
    if isNominal(before), tag(phrase.upperBound - 1) == .NNP { return nil }
    // *the man who sold the Roes the house*, not *the story his sister told*
    guard !isJoined && !isNominal(before) || source.contains(where: { isRelative($0) || closed($0) == .that }) else {
      return nil
    }
    let start = openNameStart(of: source, before: end, low: low)
    return FoundSource(kind: .phrase, tokens: start..<source.upperBound)
  }

  /// *Lee asked for calm in a letter posted on Monday, saying …*: a past form right behind a noun that begins no clause, with
  /// a verb before it that has another subject.
  func isPostmodifier(_ group: VerbGroup, subject: FoundSource, after low: Int) -> Bool {
    guard tag(group.head) == .VBD, group.auxiliaries == 0, subject.kind == .phrase, isNoun(group.start - 1),
      !opensClause(subject.tokens.lowerBound, after: low), !lemmaHas(.inverting, group.head)
    else { return false }
    return (low..<subject.tokens.lowerBound).contains { hasFiniteGroup(at: $0) }
  }

  /// The noun phrase that opens the clause of a verb, with all that hangs on it: *a neighbor who lives two doors down*
  /// (said), *people who make their living watching others* (say), *the party who have signed a pact with Labour* (said).
  ///
  /// Every finite verb between the two belongs to a relative clause or to one of a subordinator. Not *The mayor left and
  /// people said*, *the man who told reporters that the mayor denied*. O(length of the clause).
  func openingSubject(before end: Int, after low: Int) -> Range<Int>? {
    for start in max(low, end - 40)..<max(low, end) where opensClause(start, after: low) {
      let phrase = nounPhraseEnd(startingAt: start, limit: end)
      guard phrase > start, phrase < end, isNoun(phrase - 1) || tag(phrase - 1) == .CD else { continue }
      if hangs(on: phrase, before: end) { return start..<end }
    }
    return nil
  }

  /// What stands from the end of a noun phrase up to a verb hangs on the phrase.
  private func hangs(on phrase: Int, before end: Int) -> Bool {
    // How many clauses are open that have no verb yet; whether one has had its verb.
    var (open, hasRelative) = (0, false)
    var token = phrase
    while token < end {
      if opening(token) > token {
        token = opening(token)
        continue
      }
      switch closed(token) {
      case .who, .which, .whose, .whom, .where: open += 1
      case .that where tag(token) == .WDT || tag(token) == .IN: open += 1
      case .semicolon, .colon, .stop: return false
      default: if has(.subordinator, token), open == 0, hasRelative { open += 1 }
      }
      guard let group = group(at: token) else {
        token += 1
        continue
      }
      if group.form == .finite, group.end <= end {
        if open > 0 {
          open -= 1
          hasRelative = true
        } else if !isReduced(group, before: end), !(hasRelative && isConjunction(group.start - 1)) {
          // *people who ran and hid* (said)
          return false
        }
      }
      token = max(group.end, token + 1)
    }
    return open == 0
  }

  /// *a letter posted online* (said): a participle taken for a past form, with nothing but adverbs up to the verb.
  private func isReduced(_ group: VerbGroup, before end: Int) -> Bool {
    group.auxiliaries == 0 && tag(group.head) == .VBD && isNoun(group.start - 1) && group.end < end
      && (skippingAdverbs(from: group.end, limit: end) >= end || group.end + 1 == end && tag(group.end) == .JJ)
  }
}
