import TextModel

/// Gives a sentence its verb, where every word that may be the verb was taken for something else: *A post from May states
/// that it rained*, *Every country in the union spent money on it*.
///
/// Most words in *-s* are nouns more often than verbs, and most past forms are participles; rules that see two neighbours do
/// not see that a sentence has nothing else that could be its verb. A sentence without a full stop is left as it is: headings
/// have no verb often. *A fire station in the north of the town.* stays without one: nothing in it may be a verb.
struct VerblessSentences {
  let tokens: UnsafeBufferPointer<Token>
  let choices: UnsafeBufferPointer<TokenChoice>
  let tags: UnsafeMutableBufferPointer<UInt8>
  /// The words *that* and *by*, in small letters.
  let that: WordID
  let by: WordID

  /// Mends the sentences of a document, of which all tokens have their tags. O(tokens).
  func mend(_ sentences: [Sentence]) {
    guard choices.count >= tokens.count, tags.count == tokens.count else { return }
    for sentence in sentences where sentence.tokens.first >= 0 && sentence.tokens.limit <= tokens.count {
      mend(sentence.tokens.first..<sentence.tokens.limit)
    }
  }

  /// What a token may be the verb by, the likeliest last.
  private enum Likelihood: Int { case bare, object, agreeing }

  private func mend(_ sentence: Range<Int>) {
    guard sentence.count > 4 else { return }
    var best: (token: Int, verb: PennTag, likelihood: Likelihood)?
    var isQuoted = false
    var hasVerb = false
    for token in sentence {
      let flags = tokens[token].flags
      if flags.contains(.opensQuotation) { isQuoted = true }
      if flags.contains(.closesQuotation) { isQuoted = false }
      // What is quoted has verbs of its own.
      guard !isQuoted else { continue }
      if has(token, Self.finite) {
        // *A post from May states that it rained*: the one verb is that of the clause.
        // *The firm apologised for it, saying it had failed*: it is that of what the participle tells.
        guard let best, !hasVerb,
          best.likelihood == .agreeing && tokens[best.token + 1].word == that || hasParticiple(best.token..<token)
        else { return }
        hasVerb = true
        continue
      }
      guard let (verb, likelihood) = verb(at: token, in: sentence) else { continue }
      if best.map({ likelihood.rawValue > $0.likelihood.rawValue || likelihood == .bare && $0.likelihood == .bare })
        ?? true
      {
        best = (token, verb, likelihood)
      }
    }
    guard let best, endsWithMark(sentence) else { return }
    tags[best.token] = best.verb.rawValue
  }

  /// The verb that a token may be, by its word and its neighbours.
  private func verb(at token: Int, in sentence: Range<Int>) -> (PennTag, Likelihood)? {
    guard token > sentence.lowerBound, token + 1 < sentence.upperBound else { return nil }
    let mask = choices[token].choice.mask
    var before = token - 1
    while before > sentence.lowerBound, has(before, Self.adverbs) { before -= 1 }
    switch PennTag(rawValue: tags[token]) {
    case .NNS where mask & TagChoice.bit(.VBZ) != 0:
      let isSubject = has(before, Self.singular) || has(before, Self.comma) && before > sentence.lowerBound
      if isSubject, leadsOn(token + 1, sentence) { return (.VBZ, .agreeing) }
      return has(before, Self.singular) && has(token + 1, Self.stop) ? (.VBZ, .bare) : nil
    case .NN:
      guard leadsOn(token + 1, sentence) else { return nil }
      // *A sign by the road read: "…"*
      if mask & TagChoice.bit(.VBD) != 0, has(before, Self.singular) { return (.VBD, .agreeing) }
      return mask & TagChoice.bit(.VBP) != 0 && has(before, Self.plural) ? (.VBP, .agreeing) : nil
    case .VBN where mask & TagChoice.bit(.VBD) != 0:
      guard has(before, Self.singular) || has(before, Self.plural) else { return nil }
      if has(token + 1, Self.objects) { return (.VBD, .object) }
      return tokens[token + 1].word == by ? nil : (.VBD, .bare)
    default: return nil
    }
  }

  /// A participle begins behind a comma.
  private func hasParticiple(_ range: Range<Int>) -> Bool {
    range.dropFirst(2).contains { has($0, Self.participle) && has($0 - 1, Self.comma) }
  }

  /// What follows a verb and hardly ever a noun: an object, a clause, a quotation.
  private func leadsOn(_ token: Int, _ sentence: Range<Int>) -> Bool {
    if tokens[token].flags.contains(.opensQuotation) || has(token, Self.objects) || tokens[token].word == that {
      return true
    }
    guard has(token, Self.colon) else { return false }
    return token + 1 < sentence.upperBound && tokens[token + 1].flags.contains(.opensQuotation)
  }

  private func endsWithMark(_ sentence: Range<Int>) -> Bool {
    let last = sentence.upperBound - 1
    return has(last, Self.stop) || tokens[last].flags.contains(.closesQuotation)
  }

  private func has(_ token: Int, _ set: TagSet) -> Bool { set.contains(PennTag(rawValue: tags[token]) ?? .none) }

  private static let finite = TagSet(.VBD, .VBZ, .VBP, .MD)
  private static let participle = TagSet(.VBG)
  private static let adverbs = TagSet(.RB)
  private static let singular = TagSet(.NN, .NNP, .CD)
  private static let plural = TagSet(.NNS, .NNPS)
  private static let objects = TagSet(.DT, .PRP, .PRPS, .EX, .WRB, .WP)
  private static let comma = TagSet(.comma)
  private static let colon = TagSet(.colon)
  private static let stop = TagSet(.period)
}
