import TextModel

/// Applies context rules, from left to right, once.
struct ContextMatcher {
  /// A condition ready to be compared.
  private struct Test {
    /// `ContextRule.Feature.index`.
    var feature: Int32
    var value: Int32
  }
  private struct Rule {
    var number: Int32
    var to: UInt8
    var first: Test
    /// Further tests are `tests[tests]`.
    var tests: Range<Int>
  }

  private let rules: [ContextRule]
  private var tests: [Test] = []
  /// The rules by the tag that they change, in their order.
  private var byTag: [[Rule]] = []

  private var hasRules = [Bool](repeating: false, count: 64)
  private var window = ContextWindow()

  init(rules: [ContextRule]) { self.rules = rules }

  /// Gives the rules' words the numbers that they have in a vocabulary.
  mutating func intern(in vocabulary: Vocabulary) {
    tests.removeAll()
    byTag = Array(repeating: [], count: 64)
    for (number, rule) in rules.enumerated() {
      let made = rule.conditions.map { condition in
        let index = Int(condition.value)
        let isWord = condition.feature.isWord && rule.words.indices.contains(index)
        let value = isWord ? vocabulary.intern(rule.words[index]).rawValue : condition.value
        return Test(feature: Int32(truncatingIfNeeded: condition.feature.index), value: value)
      }
      guard let first = made.first else { continue }
      let start = tests.count
      tests.append(contentsOf: made.dropFirst())
      let compiled = Rule(
        number: Int32(truncatingIfNeeded: number), to: rule.to.rawValue, first: first, tests: start..<tests.count)
      byTag[Int(rule.from.rawValue)].append(compiled)
      hasRules[Int(rule.from.rawValue)] = true
    }
  }

  /// Changes the document's tags; `masks` has what each token's word may be.
  mutating func apply(to document: Document, masks: [UInt64]) {
    guard !byTag.isEmpty, document.tags.count == document.tokens.count, masks.count == document.tokens.count else {
      return
    }
    // Right neighbours are compared with their first guesses.
    for sentence in document.sentences {
      var start = sentence.tokens.first
      var limit = Self.end(from: start, sentence, document)
      for token in sentence.tokens.indices {
        if token >= limit {
          start = token
          limit = Self.end(from: start, sentence, document)
        }
        guard masks[token] & (masks[token] &- 1) != 0, hasRules[Int(document.tags[token] & 63)] else { continue }
        window.read(document, token, start: start, limit: limit)
        document.tags[token] = final(document.tags[token], masks[token])
      }
    }
  }

  /// The end of the sentence, or of the sentence inside a quotation, that begins at a token.
  private static func end(from start: Int, _ sentence: Sentence, _ document: Document) -> Int {
    var token = start + 1
    while token < sentence.tokens.limit, !document.tokens[token].flags.contains(.innerSentenceStart) { token += 1 }
    return token
  }

  @inline(__always) private func final(_ tag: UInt8, _ mask: UInt64) -> UInt8 {
    var tag = tag
    var last: Int32 = -1
    var isChanged = true
    while isChanged {
      isChanged = false
      for rule in byTag[Int(tag & 63)] {
        guard window.values[Int(rule.first.feature)] == rule.first.value, rule.number > last,
          mask >> UInt64(rule.to) & 1 == 1,
          rule.tests.allSatisfy({ window.values[Int(tests[$0].feature)] == tests[$0].value })
        else { continue }
        tag = rule.to
        last = rule.number
        isChanged = true
        break
      }
    }
    return tag
  }
}

/// What stands round a token, by `ContextRule.Feature.index`.
struct ContextWindow {
  private(set) var values = [Int32](repeating: 0, count: ContextRule.Feature.allCases.count)

  /// Looks at a token; nothing before `start` and from `limit` on is seen: no tag and no word stand there.
  mutating func read(_ document: Document, _ token: Int, start: Int, limit: Int) {
    let tags = document.tags
    let tokens = document.tokens
    let vocabulary = document.vocabulary
    func tag(_ index: Int) -> Int32 { index >= start && index < limit ? Int32(tags[index]) : 0 }
    func word(_ index: Int) -> Int32 {
      index >= start && index < limit ? vocabulary.lower(tokens[index].word).rawValue : -1
    }
    values[ContextRule.Feature.left.index] = tag(token - 1)
    values[ContextRule.Feature.left2.index] = tag(token - 2)
    values[ContextRule.Feature.right.index] = tag(token + 1)
    values[ContextRule.Feature.right2.index] = tag(token + 2)
    values[ContextRule.Feature.word.index] = word(token)
    values[ContextRule.Feature.leftWord.index] = word(token - 1)
    values[ContextRule.Feature.left2Word.index] = word(token - 2)
    values[ContextRule.Feature.rightWord.index] = word(token + 1)
    values[ContextRule.Feature.right2Word.index] = word(token + 2)
    // The nearest token on the left that is no adverb, at most two of them between.
    var past = token - 1
    while past > token - 3, past >= start, Self.isAdverb(tags[past]) { past -= 1 }
    values[ContextRule.Feature.pastAdverbs.index] = tag(past)
    values[ContextRule.Feature.pastAdverbsWord.index] = word(past)
    values[ContextRule.Feature.look.index] = Self.look(tokens[token], vocabulary)
  }

  @inline(__always) private static func isAdverb(_ tag: UInt8) -> Bool {
    tag == PennTag.RB.rawValue || tag == PennTag.RBR.rawValue || tag == PennTag.RBS.rawValue
  }

  @inline(__always) private static func look(_ token: Token, _ vocabulary: Vocabulary) -> Int32 {
    let shape = vocabulary.shape(token.word)
    let look: Int32 = shape.contains(.allCapitals) ? 2 : shape.contains(.capitalized) ? 1 : 0
    return look + (token.flags.contains(.sentenceStart) ? 3 : 0)
  }
}
