import TextModel

/// Applies context rules, from left to right, once.
///
/// The rules that change a tag are pages of 64, in their order. For each feature and value a page has a bit for every rule
/// that does not exclude it: those of all features together are the rules that hold.
struct ContextMatcher {
  private struct Rule: BitwiseCopyable {
    /// Its place among all rules, which is their order.
    var number: Int32
    var to: UInt8
  }

  private let rules: [ContextRule]
  /// The pages of a tag are those from `starts[tag]` to `starts[tag + 1]`.
  private let starts = FlatBuffer<Int32>(capacity: 65)
  /// For each tag the tags that rules change it to.
  private let targets = FlatBuffer<UInt64>(capacity: 64)
  /// By page, feature and tag; by page and look; by page, feature and the word's number; by page and new tag.
  private let tagMasks = FlatBuffer<UInt64>()
  private let lookMasks = FlatBuffer<UInt64>()
  private let wordMasks = FlatBuffer<UInt64>()
  private let toMasks = FlatBuffer<UInt64>()
  /// By page and bit.
  private let compiled = FlatBuffer<Rule>()
  /// The rules' words: the number that rules know one by is one more than its number there, 0 for all other words.
  private var words = WordIndex(capacity: 256)
  private var wordCount: Int { words.count + 1 }

  private static let tagFeatures: [ContextRule.Feature] = [.left, .left2, .right, .right2, .pastAdverbs]
  private static let wordFeatures: [ContextRule.Feature] = [
    .word, .leftWord, .left2Word, .rightWord, .right2Word, .pastAdverbsWord,
  ]
  private static let tags = 64
  private static let looks = 8

  init(rules: [ContextRule]) {
    self.rules = rules
    for rule in rules {
      for word in rule.words where words.count < Int(UInt16.max) - 1 { _ = Self.withBytes(word) { words.add($0) } }
    }
    for tag in 0..<UInt8(Self.tags) {
      starts.append(Int32(truncatingIfNeeded: compiled.count / 64))
      var target: UInt64 = 0
      let own = rules.indices.filter { rules[$0].from.rawValue & 63 == tag && !rules[$0].conditions.isEmpty }
      for index in own { target |= 1 << UInt64(rules[index].to.rawValue & 63) }
      targets.append(target)
      for first in stride(from: 0, to: own.count, by: 64) {
        addPage(Array(own[first..<min(own.count, first + 64)]))
      }
    }
    starts.append(Int32(truncatingIfNeeded: compiled.count / 64))
  }

  private mutating func addPage(_ page: [Int]) {
    for feature in Self.tagFeatures { addMasks(of: feature, count: Self.tags, page, to: tagMasks) }
    addMasks(of: .look, count: Self.looks, page, to: lookMasks)
    for feature in Self.wordFeatures { addMasks(of: feature, count: wordCount, page, to: wordMasks) }
    let own = toMasks.count
    for _ in 0..<Self.tags { toMasks.append(0) }
    for (bit, index) in page.enumerated() { toMasks[own + Int(rules[index].to.rawValue & 63)] |= 1 << UInt64(bit) }
    for bit in 0..<64 {
      let index = bit < page.count ? page[bit] : nil
      compiled.append(
        Rule(number: Int32(truncatingIfNeeded: index ?? 0), to: index.map { rules[$0].to.rawValue } ?? 0))
    }
  }

  /// Adds for each value of a feature the rules of a page that it does not exclude: those that do not ask for it, and those
  /// that want this value.
  private func addMasks(of feature: ContextRule.Feature, count: Int, _ page: [Int], to masks: FlatBuffer<UInt64>) {
    let first = masks.count
    var asking: UInt64 = 0
    for (bit, index) in page.enumerated()
    where rules[index].conditions.contains(where: { $0.feature == feature }) {
      asking |= 1 << UInt64(bit)
    }
    let any = mask(ofFirst: page.count) & ~asking
    for _ in 0..<count { masks.append(any) }
    while asking != 0 {
      let bit = asking.trailingZeroBitCount
      asking &= asking - 1
      let value = value(of: feature, rules[page[bit]])
      if value >= 0, value < count { masks[first + value] |= 1 << UInt64(bit) }
    }
  }

  /// The mask of the first rules of a page.
  private func mask(ofFirst count: Int) -> UInt64 { count >= 64 ? .max : 1 << UInt64(count) - 1 }

  /// The value of a feature that a rule wants; -1 where it wants two, which no token has.
  private func value(of feature: ContextRule.Feature, _ rule: ContextRule) -> Int {
    var wanted: Int?
    for condition in rule.conditions where condition.feature == feature {
      let value = value(of: condition, rule)
      if wanted != nil, wanted != value { return -1 }
      wanted = value
    }
    return wanted ?? -1
  }

  private func value(of condition: ContextRule.Condition, _ rule: ContextRule) -> Int {
    let index = Int(condition.value)
    guard condition.feature.isWord else { return index }
    guard rule.words.indices.contains(index) else { return -1 }
    return Self.withBytes(rule.words[index]) { words.find($0) }.map { $0 + 1 } ?? 0
  }

  private static func withBytes<R>(_ word: String, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    var copy = word
    return copy.withUTF8(body)
  }

  /// The number that rules know a word in small letters by, 0 for none.
  func number(of word: WordID, in vocabulary: Vocabulary) -> UInt16 {
    words.find(word, in: vocabulary).map { UInt16(truncatingIfNeeded: $0 + 1) } ?? 0
  }

  /// Changes tags, of which there is one a token; `choices` has what is known of each token.
  func apply(
    to tags: UnsafeMutableBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<Token>, _ sentences: [Sentence],
    choices: UnsafeBufferPointer<TokenChoice>
  ) {
    guard compiled.count > 0, tags.count == tokens.count, choices.count >= tokens.count else { return }
    let targets = targets.elements
    // Right neighbours are compared with their first guesses.
    for sentence in sentences where sentence.tokens.first >= 0 && sentence.tokens.limit <= tokens.count {
      var start = sentence.tokens.first
      var limit = Self.end(from: start, sentence, tokens)
      for token in sentence.tokens.indices {
        if token >= limit {
          start = token
          limit = Self.end(from: start, sentence, tokens)
        }
        let mask = choices[token].choice.mask
        guard mask & (mask &- 1) != 0, mask & targets[Int(tags[token] & 63)] != 0 else { continue }
        tags[token] = final(tags[token], mask, ContextWindow(token, tags, choices, start: start, limit: limit))
      }
    }
  }

  /// The end of the sentence, or of the sentence inside a quotation, that begins at a token.
  private static func end(from start: Int, _ sentence: Sentence, _ tokens: UnsafeBufferPointer<Token>) -> Int {
    var token = start + 1
    while token < sentence.tokens.limit, !tokens[token].flags.contains(.innerSentenceStart) { token += 1 }
    return token
  }

  /// The tag after all rules that hold: each one on what the one before it has made, in their order.
  @inline(__always) private func final(_ tag: UInt8, _ mask: UInt64, _ window: ContextWindow) -> UInt8 {
    var tag = tag
    var last: Int32 = -1
    while let rule = firstRule(from: Int(tag & 63), mask, window, after: last) {
      tag = rule.to
      last = rule.number
    }
    return tag
  }

  /// The first rule behind a number that holds.
  @inline(__always)
  private func firstRule(from tag: Int, _ mask: UInt64, _ window: ContextWindow, after last: Int32) -> Rule? {
    for page in Int(starts[tag])..<Int(starts[tag + 1]) {
      var to = mask & targets[tag]
      var left: UInt64 = 0
      while to != 0 {
        left |= toMasks[page * Self.tags + to.trailingZeroBitCount]
        to &= to &- 1
      }
      left &= window.rules(
        tagMasks.address(of: page * 5 * Self.tags), wordMasks.address(of: page * 6 * wordCount), wordCount)
      left &= lookMasks[page * Self.looks + Int(window.look)]
      while left != 0 {
        let rule = compiled[page * 64 + left.trailingZeroBitCount]
        if rule.number > last { return rule }
        left &= left &- 1
      }
    }
    return nil
  }
}

/// What stands round a token: parts of speech, words by the numbers that rules know them by, and how the token looks.
private struct ContextWindow {
  private var tags = (left: 0, left2: 0, right: 0, right2: 0, past: 0)
  private var words = (here: 0, left: 0, left2: 0, right: 0, right2: 0, past: 0)
  let look: UInt8

  /// Looks at a token; nothing before `start` and from `limit` on is seen: no tag and no word stand there.
  @inline(__always)
  init(
    _ token: Int, _ all: UnsafeMutableBufferPointer<UInt8>, _ choices: UnsafeBufferPointer<TokenChoice>, start: Int,
    limit: Int
  ) {
    // The nearest token on the left that is no adverb, at most two of them between.
    var past = token - 1
    while past > token - 3, past >= start, Self.isAdverb(all[past]) { past -= 1 }
    words.here = Int(choices[token].word)
    look = choices[token].look & 7
    if token - 1 >= start { (tags.left, words.left) = (Int(all[token - 1] & 63), Int(choices[token - 1].word)) }
    if token - 2 >= start { (tags.left2, words.left2) = (Int(all[token - 2] & 63), Int(choices[token - 2].word)) }
    if token + 1 < limit { (tags.right, words.right) = (Int(all[token + 1] & 63), Int(choices[token + 1].word)) }
    if token + 2 < limit { (tags.right2, words.right2) = (Int(all[token + 2] & 63), Int(choices[token + 2].word)) }
    if past >= start { (tags.past, words.past) = (Int(all[past] & 63), Int(choices[past].word)) }
  }

  @inline(__always) private static func isAdverb(_ tag: UInt8) -> Bool {
    tag == PennTag.RB.rawValue || tag == PennTag.RBR.rawValue || tag == PennTag.RBS.rawValue
  }

  /// The rules of a page that none of these tags and words excludes.
  @inline(__always)
  func rules(_ byTag: UnsafePointer<UInt64>, _ byWord: UnsafePointer<UInt64>, _ wordCount: Int) -> UInt64 {
    let first = byTag[tags.left] & byTag[64 + tags.left2] & byTag[128 + tags.right]
    let second = byTag[192 + tags.right2] & byTag[256 + tags.past]
    let third = byWord[words.here] & byWord[wordCount + words.left] & byWord[2 * wordCount + words.left2]
    let fourth = byWord[3 * wordCount + words.right] & byWord[4 * wordCount + words.right2]
    return first & second & third & fourth & byWord[5 * wordCount + words.past]
  }
}
