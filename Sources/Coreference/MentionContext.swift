import TextModel

/// Where a mention stands in its sentence: subject, oblique, quoted. By tags where there are any, else by the words.
extension DocumentView {
  func place(of tokens: TokenRange, form: Mention.Form, isSource: Bool = false) -> Referent.Place {
    let oblique = isOblique(tokens)
    return Referent.Place(
      tokens: tokens, sentence: sentence(of: tokens.first), form: form,
      isSubject: !oblique && isSubject(tokens), isOblique: oblique, isSource: isSource,
      isQuoted: self.tokens[tokens.first].flags.contains(.quoted))
  }

  /// A preposition stands before the phrase, or *'s* behind it.
  private func isOblique(_ tokens: TokenRange) -> Bool {
    let sentence = sentenceTokens(of: tokens.first)
    if tokens.limit < sentence.limit, role(tokens.limit) == .possessiveMark { return true }
    var token = tokens.first - 1
    var steps = 0
    while token >= sentence.first, steps < 6 {
      if role(token) == .preposition { return true }
      switch tag(token) {
      case .DT, .JJ, .JJS, .NN, .NNP, .NNPS, .PRPS, .CD: break
      case .none where !shape(token).contains(.punctuation) && shape(token).contains(.capitalized):
        break
      default: return false
      }
      token -= 1
      steps += 1
    }
    return false
  }

  /// A finite verb follows, adverbs, an apposition or a relative clause between commas or brackets aside.
  private func isSubject(_ tokens: TokenRange) -> Bool {
    let sentence = sentenceTokens(of: tokens.first)
    var token = tokens.limit
    if token < sentence.limit, isMark(token, 0x2C) || isMark(token, 0x28) {
      let close: UInt8 = isMark(token, 0x28) ? 0x29 : 0x2C
      var steps = 0
      var next = token + 1
      while next < sentence.limit, steps < 25, !isMark(next, close) {
        next += 1
        steps += 1
      }
      guard next < sentence.limit, steps < 25 else { return false }
      token = next + 1
    }
    var steps = 0
    while token < sentence.limit, steps < 4 {
      switch tag(token) {
      case .VBD, .VBZ, .VBP, .MD: return true
      case .VBN where steps == 0: return true
      case .RB, .RBR: break
      case .WP where steps == 0:
        return tokens.first == sentence.first
      case .none: return tokens.first - sentence.first <= 2
      default: return false
      }
      token += 1
      steps += 1
    }
    return false
  }

  /// Whether a finite verb stands between two tokens: another clause has begun.
  func hasFiniteVerb(from start: Int, to end: Int) -> Bool {
    guard start < end else { return false }
    for token in start..<max(start, min(end, tokens.count)) {
      switch tag(token) {
      case .VBD, .VBZ, .VBP, .MD: return true
      default: continue
      }
    }
    return false
  }
}
