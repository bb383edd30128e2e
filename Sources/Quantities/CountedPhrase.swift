import TextModel

/// Finds the noun phrase that a figure counts or measures.
struct CountedPhrase {
  private let document: Document
  private let words: DocumentWords
  /// For each token whether it is of a date or another number: no noun phrase goes on into them.
  private let taken: [Bool]

  init(_ words: DocumentWords, taken: [Bool]) {
    self.words = words
    document = words.document
    self.taken = taken
  }

  private func isTaken(_ token: Int) -> Bool { token < taken.count && taken[token] }

  private static let nounsAndIn = TagSet(.NN, .NNS, .NNP, .IN)
  private static let modifiers = TagSet(.JJ, .RB)
  private static let determiners = TagSet(.DT, .PRPS, .POS)
  private static let beforeHead = TagSet(.DT, .PRPS, .PDT, .CD)
  private static let adjectives = TagSet(.JJ, .JJR, .JJS)
  private static let verbs = TagSet(.VBD, .VBN, .VBP, .MD)
  private static let described = TagSet(.JJ, .VBN)

  /// What is counted by the figure at these tokens, as bytes of the text; nil where nothing is found.
  func counted(by kind: Figure.Kind, at span: TokenRange) -> UTF8Range? {
    guard document.tags.count == document.tokens.count, span.first < document.tokens.count else { return nil }
    let sentence = document.sentences[Int(document.sentenceOfToken[span.first])].tokens
    let after = after(span, kind: kind, limit: sentence.limit)
    let found: TokenRange?
    switch kind {
    case .age: found = followsHyphen(span) ? after : before(span, start: sentence.first)
    case .score, .duration: found = followsHyphen(span) ? after : nil
    case .money, .percent: found = after
    default: found = after ?? wholeBefore(span, start: sentence.first)
    }
    return found.flatMap { named($0, limit: sentence.limit) }.map { document.range(of: $0) }
  }

  /// *the first New Orleans Jazz & Heritage Festival*: a name is counted whole.
  private func named(_ found: TokenRange, limit: Int) -> TokenRange? {
    guard TagSet.names.contains(tag(found.limit - 1)) else { return found }
    for kind in [KindID.organization, .person, .place] {
      if let index = document.longest(kind, at: found.first), document.annotations[index].tokens.limit > found.limit,
        document.annotations[index].tokens.limit <= limit
      {
        return TokenRange(found.first, document.annotations[index].tokens.limit)
      }
    }
    return found
  }

  /// *three-year sentence*, *800-acre farm*: the unit is written to the figure, so that a noun must follow.
  private func followsHyphen(_ span: TokenRange) -> Bool {
    for token in span.indices where document.shape(token).contains(.hasHyphen) || isHyphen(token) { return true }
    return false
  }

  private func isHyphen(_ token: Int) -> Bool { words.has(token, .hyphen) }

  private func tag(_ token: Int) -> PennTag { words.tag(token) }

  // MARK: After the figure

  private func after(_ span: TokenRange, kind: Figure.Kind, limit: Int) -> TokenRange? {
    var token = span.limit
    guard token < limit else { return nil }
    // *of whom 4,000 work in Asia*: the noun stands before.
    if span.first > 1, words.has(span.first - 1, .whom), words.has(span.first - 2, .of) { return nil }
    if isHyphen(token), token + 1 < limit, !document.tokens[token].flags.contains(.spaceBefore) {
      return phrase(from: token + 1, limit: limit)
    }
    // *$2 million in fines*, and not *$2 million in the first year*.
    let isOfMoney = kind == .money && words.has(token, .in) && isGoods(token + 1, limit: limit)
    // *within 10km of the coast*: a distance, and none of a coast.
    if kind == .measure, words.has(token, .of), span.first > 0, words.has(span.first - 1, .within) { return nil }
    if words.has(token, .of) || isOfMoney {
      return ofPhrase(from: token + 1, limit: limit)
    }
    if kind == .fraction || kind == .percent, words.has(token, .possessive) {
      return ofPhrase(from: token + 1, limit: limit).map { numberOf($0, limit: limit) }
    }
    if kind == .money || kind == .measure || kind == .duration, !isAttributive(span) { return nil }
    if kind == .measure, !followsHyphen(span), words.has(token, .direction) { return nil }
    while token < limit, token - span.limit < 4,
      words.has(token, .additional), tag(token) != .NNS, !TagSet.names.contains(tag(token))
    {
      token += 1
    }
    if let found = phrase(from: token, limit: limit, isMany: kind == .count && !isOne(span)) {
      if kind == .percent, isApart(found, limit: limit) { return nil }
      return numberOf(found, limit: limit)
    }
    guard kind == .count, token < limit else { return nil }
    // *several hundred commits*: a plural taken for a verb.
    if tag(token) == .VBZ, token == span.limit, !isOne(span), !words.has(token, .be), !words.has(token, .has) {
      return TokenRange(token, token + 1)
    }
    if words.has(token, .be) { return predicate(from: token + 1, limit: limit) }
    return nominal(at: token, limit: limit)
  }

  /// *3% year on year*, *below the 2% analysts had expected*: what follows is no part of the share.
  private func isApart(_ found: TokenRange, limit: Int) -> Bool {
    guard found.limit + 1 < limit else { return false }
    let last = document.tokens[found.limit - 1].word
    if document.tokens[found.limit + 1].word == last, tag(found.limit) == .IN { return true }
    return tag(found.limit - 1) == .NNS && Self.verbs.contains(tag(found.limit))
  }

  /// *in fines*, *in Norse stocks*, and not *in the first year*, *in Norway*.
  private func isGoods(_ token: Int, limit: Int) -> Bool {
    guard token < limit, !words.has(token, .determiner) else { return false }
    return !TagSet.names.contains(tag(token)) || token + 1 < limit && TagSet.nouns.contains(tag(token + 1))
  }

  private func isOne(_ span: TokenRange) -> Bool { words.has(span.limit - 1, .oneWord) }

  /// *five times the number of votes*: what the number is of.
  private func numberOf(_ found: TokenRange, limit: Int) -> TokenRange {
    guard words.has(found.limit - 1, .numberWord), found.limit < limit, words.has(found.limit, .of)
    else { return found }
    return ofPhrase(from: found.limit + 1, limit: limit) ?? found
  }

  /// *12 were children*: a bare plural after the verb.
  private func predicate(from start: Int, limit: Int) -> TokenRange? {
    guard let found = phrase(from: start, limit: limit, isMany: true), tag(found.limit - 1) == .NNS else { return nil }
    return found
  }

  /// *of the 49 dead*, *the three wounded*: an adjective in place of a noun.
  private func nominal(at token: Int, limit: Int) -> TokenRange? {
    guard token < limit, words.has(token, .bareNoun),
      token + 1 >= limit || !Self.nounsAndIn.contains(tag(token + 1))
    else { return nil }
    return TokenRange(token, token + 1)
  }

  /// Money before a noun (*the $46 million gap*) and measures with a hyphen (*a 5-foot wall*) say of what they are.
  private func isAttributive(_ span: TokenRange) -> Bool {
    if followsHyphen(span) { return true }
    if span.limit < document.tags.count, TagSet.nouns.contains(tag(span.limit)) { return true }
    var token = span.first - 1
    while token >= 0, Self.modifiers.contains(tag(token)) { token -= 1 }
    return token >= 0 && Self.determiners.contains(tag(token))
  }

  /// The noun phrase after *of*: articles, possessors and figures before its head are passed over.
  private func ofPhrase(from start: Int, limit: Int) -> TokenRange? {
    var token = start
    while token < limit, token - start < 8,
      Self.beforeHead.contains(tag(token)) || isTaken(token) || words.has(token, .of)
    {
      token += 1
    }
    guard var found = phrase(from: token, limit: limit) else { return nil }
    // *dozens of the group's fighters*: what is possessed is counted.
    while found.limit < limit, found.limit - start < 24, tag(found.limit) == .POS {
      var first = found.limit + 1
      // *8 of the country's 26 provinces*
      while first < limit, isTaken(first) { first += 1 }
      guard let owned = phrase(from: first, limit: limit) else { return found }
      found = owned
    }
    return found
  }

  /// The longest run of modifiers and nouns from a token on, up to its last noun.
  private func phrase(from start: Int, limit: Int, isMany: Bool = false) -> TokenRange? {
    var token = start
    var end: Int?
    var plural: Int?
    var isCommon = false
    while token < limit, token - start < 12 {
      if isTaken(token) { break }
      switch tag(token) {
      case .NNP where isCommon: return TokenRange(start, end ?? token)
      case .NN, .NNS, .NNP, .NNPS:
        isCommon = tag(token) == .NN || tag(token) == .NNS
        end = token + 1
        if tag(token) == .NNS { plural = token + 1 }
      case .JJ, .JJR, .JJS, .VBN: break
      case .VBG where end == nil: break
      // *eight reported incidents*, *the first openly gay mayor*: taken for a verb, or an adverb of what follows.
      case .VBD where (end == nil || isMany && plural == nil) && isFollowed(token, by: .nouns, limit: limit): break
      case .RB where end == nil && isFollowed(token, by: Self.described, limit: limit): break
      // *Harrow online students*
      case .RB where end == token && !isCommon && plural == nil && isFollowed(token, by: .allNouns, limit: limit): break
      case .CC where end == nil && token > start: break
      // *big, red cars*; what follows *1,100 injured,* is something else.
      case .comma where end == nil && token > start && Self.adjectives.contains(tag(token - 1)): break
      case .openQuote where end == nil, .closeQuote where end == nil: break
      default: return finished(start, end: end, plural: plural, isMany: isMany)
      }
      // A plural ends the phrase where a verb's participle or a name would go on: *people killed*, *workers Tuesday*.
      if tag(token) == .NNS, token + 1 < limit, !TagSet.nouns.contains(tag(token + 1)) { break }
      token += 1
    }
    return finished(start, end: end, plural: plural, isMany: isMany)
  }

  /// What is counted by more than one ends with its plural: a noun after that is a verb that was taken for one
  /// (*several hundred soldiers guard the pass*).
  private func finished(_ start: Int, end: Int?, plural: Int?, isMany: Bool) -> TokenRange? {
    guard let end else { return nil }
    var first = start
    while first < end - 1, document.shape(first).contains(.punctuation) { first += 1 }
    if isMany, let plural { return TokenRange(min(first, plural - 1), plural) }
    return TokenRange(first, end)
  }

  private func isFollowed(_ token: Int, by tags: TagSet, limit: Int) -> Bool {
    token + 1 < limit && tags.contains(tag(token + 1))
  }

  // MARK: Before the figure

  /// *Maria Koch, 71*; *men under 35*; *voters aged 18 to 29*: the noun or name right before.
  private func before(_ span: TokenRange, start: Int) -> TokenRange? {
    var token = span.first - 1
    while token >= start,
      tag(token) == .comma
        || words.has(token, .asideWord)
    {
      token -= 1
    }
    return nounsEnding(at: token, start: start)
  }

  /// *a staff of more than 100*: what has the figure for its number.
  private func wholeBefore(_ span: TokenRange, start: Int) -> TokenRange? {
    let token = span.first - 1
    guard token > start, words.has(token, .of) else { return nil }
    return nounsEnding(at: token - 1, start: start)
  }

  private func nounsEnding(at last: Int, start: Int) -> TokenRange? {
    var token = last
    while token >= start, TagSet.allNouns.contains(tag(token)), !isTaken(token) { token -= 1 }
    return token < last ? TokenRange(token + 1, last + 1) : nil
  }
}
