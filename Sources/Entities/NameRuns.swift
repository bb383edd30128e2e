import TextModel

/// Finds the runs of capitalised words of a document, with the words that join names between them.
///
/// A run is where names can be; which stretches of it are names is for the evidence to say. *Ministry of Labour, Social
/// Development and Family* is one run; *Baghdad, Iraq* is two.
struct NameRuns {
  /// A longer run is cut: a bound on the work that a text all of capitals makes.
  static let runLimit = 40

  let tokens: UnsafeBufferPointer<Token>
  let words: UnsafeBufferPointer<NameWord>
  let parts: UnsafeBufferPointer<NameParts>
  let inners: UnsafeBufferPointer<NameInner>
  let written: WrittenWords
  let listMasks: UnsafeBufferPointer<UInt64>
  /// For each token the end of the longest name of several words in our lists that begins there, or 0.
  let listedEnds: UnsafeBufferPointer<Int32>

  @inline(__always) func word(_ token: Int) -> NameWord { words[tokens[token].word.index] }

  /// The name inside a word with a hyphen.
  func inner(_ token: Int) -> NameInner { inners[Int(parts[Int(word(token).parts)].inner)] }

  /// The bytes of a name: of *Beirut-based* and *anti-Assad* the name alone.
  func range(of name: TokenRange) -> UTF8Range {
    guard !name.isEmpty, name.first >= 0, name.limit <= tokens.count else { return UTF8Range(0, 0) }
    var range = UTF8Range(tokens[name.first].range.start, tokens[name.limit - 1].range.end)
    let first = word(name.first)
    let last = word(name.limit - 1)
    if first.flags.contains(.prefixed) { range.start.value += inner(name.first).start }
    if last.flags.contains(.compound) {
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
      next += 1
      guard token >= end, isNameable(token) else { continue }
      end = runEnd(from: token, limit: min(limit, token + Self.runLimit))
      body(TokenRange(token, end))
    }
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
    while first >= 0, token - first < 4, first < listedEnds.count {
      if Int(listedEnds[first]) > token { return true }
      first -= 1
    }
    return false
  }

  private func runEnd(from start: Int, limit: Int) -> Int {
    var end = start + 1
    var hasHead = isHead(start)
    var hasOf = false
    if word(start).flags.contains(.compound) { return end }
    var listedEnd = listedEnd(start)
    while end < limit {
      if end < listedEnd, listedEnd <= limit { end = max(end, listedEnd - 1) }
      if isNameable(end) {
        if word(end).flags.contains(.prefixed) { break }
        hasHead = hasHead || isHead(end)
        listedEnd = max(listedEnd, self.listedEnd(end))
        end += 1
        if word(end - 1).flags.contains(.compound) { break }
        continue
      }
      let next = afterJoiners(end, limit: limit, hasHead: hasHead, hasOf: hasOf)
      guard next > end else { break }
      for token in end..<next where word(token).flags.contains(.of) { hasOf = true }
      end = next
    }
    return end
  }

  private func listedEnd(_ token: Int) -> Int { token < listedEnds.count ? Int(listedEnds[token]) : 0 }

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
    token * 2 + 1 < listMasks.count && word(token).flags.contains(.nameable) && headBits(token) != 0
  }

  /// Masks of the lists of organizations' heads, set by the stage.
  var headMaskLow: UInt64 = 0
  var headMaskHigh: UInt64 = 0

  @inline(__always) private func headBits(_ token: Int) -> UInt64 {
    listMasks[token * 2] & headMaskLow | listMasks[token * 2 + 1] & headMaskHigh
  }
}

/// How the document at hand writes its words.
final class WrittenWords {
  /// By word: the number of the last document that it was seen in, and in the low bits how (`Form`).
  private var forms: UnsafeMutableBufferPointer<UInt32> = .allocate(capacity: 0)
  private var document: UInt32 = 0
  /// The tokens whose words can be part of a name.
  let candidates = FlatBuffer<Int32>(capacity: 1024)
  private static let formBits: UInt32 = 3

  private enum Form {
    /// In small letters.
    static let small: UInt32 = 1
    /// With a capital where neither a sentence begins nor a headline runs.
    static let capital: UInt32 = 2
    /// The small-letter form of such a word.
    static let stem: UInt32 = 4
  }

  deinit { forms.deallocate() }

  /// Forgets the last document and looks at this one. O(tokens).
  func read(_ tokens: UnsafeBufferPointer<Token>, words: UnsafeBufferPointer<NameWord>) {
    document &+= 1
    if document >> (32 - Self.formBits) != 0 {
      forms.update(repeating: 0)
      document = 1
    }
    if forms.count < words.count { grow(to: words.count) }
    candidates.removeAll()
    for index in tokens.indices {
      let token = tokens[index]
      let word = words[token.word.index]
      if word.flags.contains(.nameable) { candidates.append(Int32(truncatingIfNeeded: index)) }
      if word.flags.contains(.lowercase) {
        note(Form.small, of: token.word.index)
      } else if word.flags.contains(.nameable), token.flags.isDisjoint(with: [.sentenceStart, .caseless, .titleCase]) {
        note(Form.capital, of: token.word.index)
        note(Form.stem, of: Int(word.stem))
      }
    }
  }

  @inline(__always) private func note(_ form: UInt32, of word: Int) {
    let known = forms[word]
    forms[word] = (known >> Self.formBits == document ? known : document << Self.formBits) | form
  }

  @inline(__always) private func has(_ form: UInt32, _ word: Int) -> Bool {
    forms[word] >> Self.formBits == document && forms[word] & form != 0
  }

  /// Makes room for so many words and more.
  private func grow(to count: Int) {
    let larger = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: max(count, 2 * forms.count))
    larger.initialize(repeating: 0)
    for index in forms.indices { larger[index] = forms[index] }
    forms.deallocate()
    forms = larger
  }

  /// Whether the word stands in small letters somewhere.
  @inline(__always) func isSmall(_ word: NameWord) -> Bool { has(Form.small, Int(word.stem)) }

  /// Whether a word of that small-letter form stands with a capital where that says something.
  @inline(__always) func isCapital(ofStem word: Int32) -> Bool { has(Form.stem, Int(word)) }

  /// Whether the word stands with a capital where that says something.
  @inline(__always) func isCapital(_ word: WordID) -> Bool { has(Form.capital, word.index) }
}
