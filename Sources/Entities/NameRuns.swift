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
  let written: WrittenWords
  let listMasks: UnsafeBufferPointer<UInt64>
  /// For each token the end of the longest name of several words in our lists that begins there, or 0.
  let listedEnds: UnsafeBufferPointer<Int32>

  @inline(__always) func word(_ token: Int) -> NameWord { words[tokens[token].word.index] }

  /// The bytes of a name: of *Beirut-based* and *anti-Assad* the name alone.
  func range(of name: TokenRange) -> UTF8Range {
    guard !name.isEmpty, name.first >= 0, name.limit <= tokens.count else { return UTF8Range(0, 0) }
    var range = UTF8Range(tokens[name.first].range.start, tokens[name.limit - 1].range.end)
    let first = word(name.first)
    let last = word(name.limit - 1)
    if first.flags.contains(.prefixed) { range.start.value += first.inner.lowerBound }
    if last.flags.contains(.compound) {
      range.end.value = tokens[name.limit - 1].range.start.value + last.inner.upperBound
    }
    return range
  }

  /// Calls `body` with every run of a sentence.
  func forEachRun(in sentence: TokenRange, _ body: (TokenRange) -> Void) {
    var token = sentence.first
    let limit = min(sentence.limit, tokens.count)
    while token < limit {
      guard isNameable(token) else {
        token += 1
        continue
      }
      let end = runEnd(from: token, limit: min(limit, token + Self.runLimit))
      body(TokenRange(token, end))
      token = end
    }
  }

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
  /// The number of the last document in which a word stood in small letters.
  private var small: [UInt32] = []
  /// … in which it stood with a capital where neither a sentence begins nor a headline runs.
  private var capital: [UInt32] = []
  /// … the small-letter form of such a word.
  private var stem: [UInt32] = []
  private var document: UInt32 = 0

  /// Forgets the last document and looks at this one. O(tokens).
  func read(_ tokens: UnsafeBufferPointer<Token>, words: UnsafeBufferPointer<NameWord>, count: Int) {
    document &+= 1
    if document == 0 {
      small = []
      capital = []
      stem = []
      document = 1
    }
    if small.count < count {
      small.append(contentsOf: repeatElement(0, count: count - small.count))
      capital.append(contentsOf: repeatElement(0, count: count - capital.count))
      stem.append(contentsOf: repeatElement(0, count: count - stem.count))
    }
    small.withUnsafeMutableBufferPointer { small in
      capital.withUnsafeMutableBufferPointer { capital in
        stem.withUnsafeMutableBufferPointer { stem in
          for index in tokens.indices {
            let word = tokens[index].word.index
            let flags = words[word].flags
            if flags.contains(.lowercase) {
              small[word] = document
            } else if flags.contains(.nameable),
              tokens[index].flags.isDisjoint(with: [.sentenceStart, .caseless, .titleCase])
            {
              capital[word] = document
              stem[Int(words[word].stem)] = document
            }
          }
        }
      }
    }
  }

  /// Whether the word stands in small letters somewhere.
  func isSmall(_ word: NameWord) -> Bool { small[Int(word.stem)] == document }

  /// Whether a word of that small-letter form stands with a capital where that says something.
  func isCapital(ofStem word: Int32) -> Bool { stem[Int(word)] == document }

  /// Whether the word stands with a capital where that says something.
  func isCapital(_ word: WordID) -> Bool { capital[word.index] == document }
}
