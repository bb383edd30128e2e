import TextModel

/// Applies context rules, from left to right, once.
///
/// The rules from one tag to another stand together: of a word that may be two things, only those from the one to the
/// other are tried.
struct ContextMatcher {
  /// A condition ready to be compared.
  private struct Test: BitwiseCopyable {
    /// `ContextRule.Feature.index`.
    var feature: Int32
    var value: Int32
  }
  private struct Rule: BitwiseCopyable {
    /// Its place among all rules, which is their order.
    var number: Int32
    var first: Test
    /// Further tests are `tests[firstTest..<limit]`.
    var firstTest: Int32
    var limit: Int32
  }

  private let rules: [ContextRule]
  private let tests = FlatBuffer<Test>()
  /// The rules by `from` and `to`, in their order; those of a pair are `compiled[starts[pair]..<starts[pair + 1]]`.
  private let compiled = FlatBuffer<Rule>()
  private let starts = FlatBuffer<Int32>(capacity: 64 * 64 + 1)
  /// For each tag the tags that rules change it to.
  private var targets = [UInt64](repeating: 0, count: 64)
  private let window = ContextWindow()

  init(rules: [ContextRule]) { self.rules = rules }

  private static func pair(_ from: UInt8, _ to: UInt8) -> Int { Int(from & 63) << 6 | Int(to & 63) }

  /// Gives the rules' words the numbers that they have in a vocabulary.
  mutating func intern(in vocabulary: Vocabulary) {
    tests.removeAll()
    compiled.removeAll()
    targets = [UInt64](repeating: 0, count: 64)
    let pairs = rules.map { Self.pair($0.from.rawValue, $0.to.rawValue) }
    let order = rules.indices.sorted { (pairs[$0], $0) < (pairs[$1], $1) }
    starts.removeAll()
    for _ in 0...64 * 64 { starts.append(0) }
    for index in order {
      guard let rule = compile(rules[index], number: index, vocabulary) else { continue }
      compiled.append(rule)
      starts[pairs[index] + 1] += 1
      targets[Int(rules[index].from.rawValue & 63)] |= TagChoice.bit(rules[index].to)
    }
    for pair in 1..<starts.count { starts[pair] += starts[pair - 1] }
  }

  /// A rule with its words as numbers; nil where it has no condition.
  private mutating func compile(_ rule: ContextRule, number: Int, _ vocabulary: Vocabulary) -> Rule? {
    let made = rule.conditions.map { condition in
      let index = Int(condition.value)
      let isWord = condition.feature.isWord && rule.words.indices.contains(index)
      let value = isWord ? vocabulary.intern(rule.words[index]).rawValue : condition.value
      return Test(feature: Int32(truncatingIfNeeded: condition.feature.index), value: value)
    }
    guard let first = made.first else { return nil }
    let start = Int32(truncatingIfNeeded: tests.count)
    for test in made.dropFirst() { tests.append(test) }
    return Rule(
      number: Int32(truncatingIfNeeded: number), first: first, firstTest: start,
      limit: Int32(truncatingIfNeeded: tests.count))
  }

  /// Changes tags, of which there is one a token; `choices` has what is known of each token.
  mutating func apply(
    to tags: UnsafeMutableBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<Token>, _ sentences: [Sentence],
    choices: UnsafeBufferPointer<TokenChoice>
  ) {
    guard compiled.count > 0, tags.count == tokens.count, choices.count >= tokens.count else { return }
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
        window.read(tags, choices, token, start: start, limit: limit)
        tags[token] = final(tags[token], mask)
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
  private func final(_ tag: UInt8, _ mask: UInt64) -> UInt8 {
    var tag = tag
    var last: Int32 = -1
    while true {
      var best = Int32.max
      var result = tag
      var rest = mask & targets[Int(tag & 63)]
      while rest != 0 {
        let to = UInt8(truncatingIfNeeded: rest.trailingZeroBitCount)
        rest &= rest &- 1
        if let number = firstRule(from: tag, to: to, after: last, before: best) {
          best = number
          result = to
        }
      }
      guard best < Int32.max else { return tag }
      tag = result
      last = best
    }
  }

  /// The first rule between two numbers that holds.
  @inline(__always) private func firstRule(from: UInt8, to: UInt8, after last: Int32, before best: Int32) -> Int32? {
    let pair = Self.pair(from, to)
    let (rules, values) = (compiled.elements, window.values.elements)
    for index in Int(starts[pair])..<Int(starts[pair + 1]) {
      let rule = rules[index]
      guard rule.number < best else { return nil }
      if values[Int(rule.first.feature)] == rule.first.value, rule.number > last, holdsFurther(rule) {
        return rule.number
      }
    }
    return nil
  }

  /// Whether a rule's tests behind the first one hold.
  @inline(__always) private func holdsFurther(_ rule: Rule) -> Bool {
    for index in Int(rule.firstTest)..<Int(rule.limit)
    where window.values[Int(tests[index].feature)] != tests[index].value {
      return false
    }
    return true
  }
}

/// What stands round a token, by `ContextRule.Feature.index`.
struct ContextWindow {
  let values = FlatBuffer<Int32>()

  init() { for _ in ContextRule.Feature.allCases { values.append(0) } }

  /// Looks at a token; nothing before `start` and from `limit` on is seen: no tag and no word stand there.
  func read(
    _ tags: UnsafeMutableBufferPointer<UInt8>, _ choices: UnsafeBufferPointer<TokenChoice>, _ token: Int, start: Int,
    limit: Int
  ) {
    @inline(__always) func tag(_ index: Int) -> Int32 { index >= start && index < limit ? Int32(tags[index]) : 0 }
    @inline(__always) func word(_ index: Int) -> Int32 { index >= start && index < limit ? choices[index].lower : -1 }
    // The nearest token on the left that is no adverb, at most two of them between.
    var past = token - 1
    while past > token - 3, past >= start, Self.isAdverb(tags[past]) { past -= 1 }
    let values = values.mutableElements
    values[ContextRule.Feature.left.index] = tag(token - 1)
    values[ContextRule.Feature.left2.index] = tag(token - 2)
    values[ContextRule.Feature.right.index] = tag(token + 1)
    values[ContextRule.Feature.right2.index] = tag(token + 2)
    values[ContextRule.Feature.word.index] = word(token)
    values[ContextRule.Feature.leftWord.index] = word(token - 1)
    values[ContextRule.Feature.left2Word.index] = word(token - 2)
    values[ContextRule.Feature.rightWord.index] = word(token + 1)
    values[ContextRule.Feature.right2Word.index] = word(token + 2)
    values[ContextRule.Feature.pastAdverbs.index] = tag(past)
    values[ContextRule.Feature.pastAdverbsWord.index] = word(past)
    values[ContextRule.Feature.look.index] = choices[token].look
  }

  @inline(__always) private static func isAdverb(_ tag: UInt8) -> Bool {
    tag == PennTag.RB.rawValue || tag == PennTag.RBR.rawValue || tag == PennTag.RBS.rawValue
  }
}
