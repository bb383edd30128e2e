import TextModel

/// Finds the runs of capitalised words of a document, with the words that join names between them.
///
/// A run is where names can be; which stretches of it are names is for the evidence to say. *Ministry of Labour, Social
/// Development and Family* is one run; *Baghdad, Iraq* is two.
final class NameRuns {
  /// A longer run is cut: a bound on the work that a text all of capitals makes.
  static let runLimit = 40

  let tokens: UnsafeBufferPointer<Token>
  let text: UnsafeBufferPointer<UInt8>
  let words: UnsafeBufferPointer<NameWord>
  let parts: UnsafeBufferPointer<NameParts>
  let inners: UnsafeBufferPointer<NameInner>
  let written: WrittenWords
  let lists: DocumentLists
  let classes: ListClasses
  let weights: PlainWeights
  /// Names of several words of which rules are sure (`RuleFinds.sure`).
  let finds: UnsafeBufferPointer<TokenRange>
  /// Masks of the lists of organizations' heads.
  let headMaskLow: UInt64
  let headMaskHigh: UInt64

  init(
    tokens: UnsafeBufferPointer<Token>, text: UnsafeBufferPointer<UInt8>, words: NameVocabulary, written: WrittenWords,
    lists: DocumentLists,
    classes: ListClasses, weights: PlainWeights, finds: UnsafeBufferPointer<TokenRange>,
    headMasks: (low: UInt64, high: UInt64)
  ) {
    self.tokens = tokens
    self.text = text
    self.words = words.words
    parts = words.parts
    inners = words.inners
    self.written = written
    self.lists = lists
    self.classes = classes
    self.weights = weights
    self.finds = finds
    (headMaskLow, headMaskHigh) = headMasks
  }

  @inline(__always) func word(_ token: Int) -> NameWord { words[tokens[token].word.index] }

  /// The name inside a word with a hyphen.
  func inner(_ token: Int) -> NameInner { inners[Int(word(token).inner)] }

  /// The bytes of a name: of *Beirut-based* and *anti-Assad* the name alone.
  func range(of name: TokenRange) -> UTF8Range {
    guard !name.isEmpty, name.first >= 0, name.limit <= tokens.count else { return UTF8Range(0, 0) }
    var range = UTF8Range(tokens[name.first].range.start, tokens[name.limit - 1].range.end)
    let first = word(name.first)
    let last = word(name.limit - 1)
    if first.flags.contains(.prefixed), name.count == 1 || !inner(name.first).isWhole {
      range.start.value += inner(name.first).start
    }
    if last.flags.contains(.compound), name.count == 1 || !inner(name.limit - 1).isWhole {
      range.end.value = tokens[name.limit - 1].range.start.value + inner(name.limit - 1).end
    }
    return range
  }

  /// Calls `body` with every run of a sentence. Sentences come in their order; `next` is where the walk over the tokens
  /// that may be in a name stands, 0 for the first sentence.
  @inline(__always)
  func forEachRun(in sentence: TokenRange, from next: inout Int, _ body: (TokenRange) -> Void) {
    let candidates = written.candidates.elements
    let limit = min(sentence.limit, tokens.count)
    var end = sentence.first
    while next < candidates.count, Int(candidates[next]) < limit {
      let token = Int(candidates[next])
      next &+= 1
      if next &+ Self.ahead < candidates.count { prefetch(Int(candidates[next &+ Self.ahead])) }
      guard token >= end, isNameable(token) else { continue }
      end = runEnd(from: token, limit: min(limit, token + Self.runLimit))
      body(TokenRange(token, end))
    }
  }

  /// So many words of names before it is looked at what a word weighs is asked for.
  private static let ahead = 3

  @inline(__always) private func prefetch(_ token: Int) {
    parts.prefetch(Int(words[tokens[token].word.index].parts))
    if token > 0 { weights.prefetch(words[tokens[token &- 1].word.index].before) }
    if token &+ 1 < tokens.count { weights.prefetch(words[tokens[token &+ 1].word.index].after) }
  }

  /// *ALICE MBEKI-HART: …*: up to four words in capitals that begin a paragraph, of which one is no common word, and a
  /// colon behind them.
  @inline(__always) func isSpeakerLabel(_ run: TokenRange) -> Bool {
    guard tokens[run.first].flags.contains(.blockStart), run.count > 1, run.count <= 4, run.limit < tokens.count,
      word(run.limit).connector == Self.colon
    else { return false }
    return run.indices.allSatisfy { !word($0).flags.isDisjoint(with: [.allCapitals, .initial]) }
      && run.indices.contains { word($0).bucket < 2 } && run.indices.allSatisfy { word($0).bucket < 6 }
  }

  /// The place of the colon in `NameWordBuilder.connectors`.
  private static let colon: Int8 = 10

  /// Whether a token can begin or end a name. In a headline, where case says little, words that the document writes
  /// small, and common words, cannot, unless they are inside a name that a list has: *New York*.
  @inline(__always) func isNameable(_ token: Int) -> Bool {
    let word = word(token)
    guard word.flags.contains(.nameable) else { return false }
    let flags = tokens[token].flags
    guard flags.contains(.caseless) || flags.isSuperset(of: [.titleCase, .heading]) else { return true }
    if !word.flags.isDisjoint(with: [.article, .headJoiner]) { return false }
    if word.flags.contains(.joiner), !flags.contains(.sentenceStart) { return false }
    return isHeadlineName(token, word)
  }

  private func isHeadlineName(_ token: Int, _ word: NameWord) -> Bool {
    if written.isCapital(tokens[token].word) || isListed(token) || isHead(token) { return true }
    if tokens[token].flags.contains(.caseless), written.isCapital(ofStem: word.stem) { return true }
    return word.bucket < 5 && !written.isSmall(word)
  }

  /// Whether a token is inside a name of several words that a list has.
  private func isListed(_ token: Int) -> Bool {
    var first = token
    while first >= 0, token - first < 4 {
      if listedEnd(first) > token { return true }
      first -= 1
    }
    return false
  }

  private func runEnd(from start: Int, limit: Int) -> Int {
    var end = start &+ 1
    if end >= limit { return end }
    var listedEnd = listedEnd(start)
    // Most runs are one word: nothing goes on with the next one.
    if listedEnd <= end, word(end).flags.isDisjoint(with: Self.goingOn) { return end }
    if word(start).flags.contains(.compound), !inner(start).isWhole { return end }
    var hasHead = isHead(start)
    var hasOf = false
    while end < limit {
      if end < listedEnd, listedEnd <= limit { end = max(end, listedEnd - 1) }
      if endsLine(end) { break }
      if isNameable(end) {
        if word(end).flags.contains(.prefixed), !inner(end).isWhole { break }
        hasHead = hasHead || isHead(end)
        listedEnd = max(listedEnd, self.listedEnd(end))
        end += 1
        if word(end - 1).flags.contains(.compound), !inner(end - 1).isWhole { break }
        continue
      }
      let next = afterJoiners(end, limit: limit, hasHead: hasHead, hasOf: hasOf)
      guard next > end else { break }
      for token in end..<next where word(token).flags.contains(.of) { hasOf = true }
      end = next
    }
    return end
  }

  /// A shorter line has been ended by its writer: those of a text that is broken to a width are longer.
  private static let lineWidth = 46

  /// Whether a short line ends before a token: *Greta Amsel* and below it *Hugo Tarn* are two names.
  private func endsLine(_ token: Int) -> Bool {
    let gap = Int(tokens[token - 1].range.end.value)..<Int(tokens[token].range.start.value)
    return Self.isShortLine(before: gap, text)
  }

  /// Whether a short line ends in a gap between words.
  static func isShortLine(before gap: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let end = gap.first(where: { text[$0] == 0x0A }) else { return false }
    var start = end
    while start > 0, end - start < lineWidth, text[start - 1] != 0x0A { start -= 1 }
    return end - start < lineWidth
  }

  private static let goingOn: NameWord.Flags = [.nameable, .joiner, .possessive, .headJoiner]

  /// The end of the longest name of several words that our lists have or rules are sure of and that begins at a token, or
  /// 0: what is between its words is no end of a run.
  private func listedEnd(_ token: Int) -> Int {
    let found = finds.isEmpty ? 0 : RuleFinds.sureEnd(at: token, finds)
    guard token < lists.firstMatch.count else { return found }
    var index = Int(lists.firstMatch[token])
    while index >= 0, index < lists.matches.count, lists.matches[index].tokens.count > 1 {
      let match = lists.matches[index]
      if !match.isConditional, classes.bits(of: match) & classes.names != 0 { return max(found, match.tokens.limit) }
      index = Int(match.next)
    }
    return found
  }

  /// The token at which the run goes on over joiners that begin at `token`, or `token`.
  private func afterJoiners(_ token: Int, limit: Int, hasHead: Bool, hasOf: Bool) -> Int {
    var next = token
    while next < limit, next - token < 3, !isNameable(next) {
      let flags = word(next).flags
      let isFirst = next == token
      if flags.contains(.joiner) {
        next += 1
      } else if flags.contains(.article) {
        guard !isFirst else { return token }
        next += 1
      } else if flags.contains(.possessive) {
        guard isFirst else { return token }
        next += 1
      } else if flags.contains(.headJoiner) {
        guard isFirst, hasHead else { return token }
        next += 1
      } else if flags.contains(.comma) {
        guard isFirst, hasHead, hasOf else { return token }
        next += 1
      } else {
        return token
      }
    }
    return next < limit && next > token && isNameable(next) ? next : token
  }

  private func isHead(_ token: Int) -> Bool {
    token &* 2 &+ 1 < lists.masks.count && word(token).flags.contains(.nameable) && headBits(token) != 0
  }

  @inline(__always) private func headBits(_ token: Int) -> UInt64 {
    lists.masks[token &* 2] & headMaskLow | lists.masks[token &* 2 &+ 1] & headMaskHigh
  }
}
