import TextModel

/// Where a mention stands in its sentence: subject, oblique, quoted. By tags where there are any, else by the words.
extension DiscourseView {
  private static var inNounPhrase: TagSet { PennTag.DT | .JJ | .JJS | .NN | .NNP | .NNPS | .PRPS | .CD }
  private static var kin: TagSet { PennTag.NN | .JJ | .NNP }
  private static var adverbs: TagSet { PennTag.RB | .RBR }

  func place(of tokens: TokenRange, form: Mention.Form, isSource: Bool = false) -> Referent.Place {
    let oblique = isOblique(tokens)
    return Referent.Place(
      tokens: tokens, core: tokens, sentence: sentence(of: tokens.first), form: form,
      isSubject: !oblique && isSubject(tokens), isOblique: oblique, isSource: isSource,
      isQuoted: self[tokens.first].has(.quoted))
  }

  /// A preposition stands before the phrase, or *'s* behind it.
  private func isOblique(_ tokens: TokenRange) -> Bool {
    let sentence = sentenceTokens(of: tokens.first)
    if tokens.limit < sentence.limit, role(tokens.limit) == .possessiveMark { return true }
    var token = tokens.first - 1
    var steps = 0
    while token >= sentence.first, steps < 6 {
      let known = self[token]
      if known.word.role == .preposition { return true }
      guard known.isTagged(Self.inNounPhrase) || known.tag == 0 && known.has(.capitalized) && !known.has(.punctuation)
      else { return false }
      token -= 1
      steps += 1
    }
    return false
  }

  /// A finite verb follows, adverbs, an apposition or a relative clause between commas or brackets aside.
  private func isSubject(_ tokens: TokenRange) -> Bool {
    let sentence = sentenceTokens(of: tokens.first)
    var token = endOfAttached(tokens.limit, sentence)
    let opening = self[token].word.particular
    // *His wife, Ann Lee, wept.*
    if opening == .comma, isWord(tokens.first - 1, .comma), self[token + 1].isTagged(.finite) { return true }
    if token < sentence.limit, opening == .comma || opening == .openBracket {
      let close = opening == .openBracket ? ReferringWords.Particular.closeBracket : .comma
      var steps = 0
      var next = token + 1
      while next < sentence.limit, steps < 25, !isWord(next, close) {
        next += 1
        steps += 1
      }
      guard next < sentence.limit, steps < 25 else { return false }
      token = next + 1
    }
    var steps = 0
    while token < sentence.limit, steps < 4 {
      let known = self[token]
      if known.isTagged(.finite) { return true }
      if known.tag == 0 { return tokens.first - sentence.first <= 2 }
      guard known.isTagged(Self.adverbs) else {
        guard steps == 0 else { return false }
        return known.tag == PennTag.VBN.rawValue || known.tag == PennTag.WP.rawValue && tokens.first == sentence.first
      }
      token += 1
      steps += 1
    }
    return false
  }

  /// *His wife Mary*, *her brother, Tom,*: somebody told by whose he is.
  func isOfSomebody(_ tokens: TokenRange) -> Bool {
    var token = tokens.first - 1
    if isWord(token, .comma) { token -= 1 }
    for _ in 0..<3 {
      let role = role(token)
      if role == .his || role == .her || role == .their || role == .possessiveMark { return true }
      guard self[token].isTagged(Self.kin), !self[token].has(.punctuation) else { return false }
      token -= 1
    }
    return false
  }

  /// Whether a sentence begins with the phrase of a name: *Striker Juan Soto scored*, *His wife, Ann Lee, wept*.
  func beginsSentence(_ tokens: TokenRange) -> Bool {
    let first = sentenceTokens(of: tokens.first).first
    var token = tokens.first
    while token - first > 1, tokens.first - token < 8 {
      let before = self[token - 1]
      let isComma = token == tokens.first && before.word.particular == .comma
      guard isComma || before.isTagged(Self.inNounPhrase) || before.word.role == .possessiveMark else { return false }
      token -= 1
    }
    return token - first < 2
  }

  /// Where phrases that a preposition hangs on a name end: *the mayor of Troy said*, *Lee along with two aides said*.
  private func endOfAttached(_ start: Int, _ sentence: TokenRange) -> Int {
    let limit = min(sentence.limit, start + 9)
    var token = start
    while token < limit, self[token].isTagged(Self.adverbs) { token += 1 }
    guard token < limit, role(token) == .preposition else { return start }
    while token < limit, role(token) == .preposition || self[token].isTagged(Self.inNounPhrase) { token += 1 }
    return token < limit ? token : start
  }

  /// The number of finite verbs between two tokens: where there are some, another clause has begun. Those of a quotation
  /// between the two are none of the sentence: *Lee offered an idea: "You could send them," he said*.
  func finiteVerbs(from start: Int, to end: Int) -> Int {
    let isQuoted = end < tokens.count && self[end].has(.quoted)
    var count = 0
    for token in start..<max(start, min(end, tokens.count))
    where self[token].isTagged(.finite) && (isQuoted || !self[token].has(.quoted)) { count += 1 }
    return count
  }
}
