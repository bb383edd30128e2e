import TextModel

/// Where a mention stands in its sentence: subject, oblique, quoted. By tags where there are any, else by the words.
struct MentionContext {
  let document: Document
  let words: ReferringWords

  func sentence(of token: Int) -> Int32 {
    token < document.sentenceOfToken.count ? document.sentenceOfToken[token] : -1
  }

  func sentenceTokens(of token: Int) -> TokenRange {
    let index = Int(sentence(of: token))
    guard index >= 0, index < document.sentences.count else { return TokenRange(0, 0) }
    return document.sentences[index].tokens
  }

  func tag(_ token: Int) -> PennTag {
    guard token >= 0, token < document.tags.count else { return .none }
    return PennTag(rawValue: document.tags[token]) ?? .none
  }

  private func role(_ token: Int) -> ReferringWords.Role { words.role(document.tokens[token].word) }

  func place(of tokens: TokenRange, form: Mention.Form, isSource: Bool = false) -> Referent.Place {
    let oblique = isOblique(tokens)
    return Referent.Place(
      tokens: tokens, sentence: sentence(of: tokens.first), form: form,
      isSubject: !oblique && isSubject(tokens), isOblique: oblique, isSource: isSource,
      isQuoted: document.tokens[tokens.first].flags.contains(.quoted))
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
      case .none where !document.shape(token).contains(.punctuation) && document.shape(token).contains(.capitalized):
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
    if token < sentence.limit, isWord(token, 0x2C) || isWord(token, 0x28) {
      let close: UInt8 = isWord(token, 0x28) ? 0x29 : 0x2C
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

  /// Whether the token is that one ASCII mark.
  func isWord(_ token: Int, _ mark: UInt8) -> Bool {
    let range = document.tokens[token].range
    return range.length == 1 && document.text[Int(range.start.value)] == mark
  }

  /// Whether a finite verb stands between two tokens: another clause has begun.
  func hasFiniteVerb(from start: Int, to end: Int) -> Bool {
    guard start < end else { return false }
    for token in start..<min(end, document.tokens.count) {
      switch tag(token) {
      case .VBD, .VBZ, .VBP, .MD: return true
      default: continue
      }
    }
    return false
  }
}
