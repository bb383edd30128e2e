import TextModel

/// Applies context rules, from left to right, once.
struct ContextMatcher {
  /// A condition ready to be compared.
  private struct Test {
    var feature: ContextRule.Feature
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

  private static let adverbs = TagChoice.bit(.RB) | TagChoice.bit(.RBR) | TagChoice.bit(.RBS)

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
        return Test(feature: condition.feature, value: value)
      }
      guard let first = made.first else { continue }
      let start = tests.count
      tests.append(contentsOf: made.dropFirst())
      let compiled = Rule(
        number: Int32(truncatingIfNeeded: number), to: rule.to.rawValue, first: first, tests: start..<tests.count)
      byTag[Int(rule.from.rawValue)].append(compiled)
    }
  }

  /// Changes the document's tags; `masks` has what each token's word may be.
  func apply(to document: Document, masks: [UInt64]) {
    guard !byTag.isEmpty, document.tags.count == document.tokens.count, masks.count == document.tokens.count else {
      return
    }
    // Right neighbours are compared with their first guesses.
    for sentence in document.sentences {
      var start = sentence.tokens.first
      var window = ContextWindow(document: document, start: start, limit: sentence.tokens.limit)
      for token in sentence.tokens.indices {
        if document.tokens[token].flags.contains(.innerSentenceStart) { start = token }
        guard masks[token] & (masks[token] &- 1) != 0 else { continue }
        window.move(to: token, start: start)
        document.tags[token] = final(document.tags[token], masks[token], window)
      }
    }
  }

  @inline(__always) private func final(_ tag: UInt8, _ mask: UInt64, _ window: ContextWindow) -> UInt8 {
    var tag = tag
    var last: Int32 = -1
    var isChanged = true
    while isChanged {
      isChanged = false
      for rule in byTag[Int(tag & 63)] where rule.number > last {
        guard mask >> UInt64(rule.to) & 1 == 1, window.value(rule.first.feature) == rule.first.value else { continue }
        guard rule.tests.allSatisfy({ window.value(tests[$0].feature) == tests[$0].value }) else { continue }
        tag = rule.to
        last = rule.number
        isChanged = true
        break
      }
    }
    return tag
  }
}

/// What stands round a token, as conditions name it.
struct ContextWindow {
  private let document: Document
  private var start: Int
  private let limit: Int
  private var token = 0

  init(document: Document, start: Int, limit: Int) {
    self.document = document
    self.start = start
    self.limit = limit
  }

  /// Looks at another token; nothing before `start` is seen.
  @inline(__always) mutating func move(to token: Int, start: Int) {
    self.token = token
    self.start = start
  }

  @inline(__always) func value(_ feature: ContextRule.Feature) -> Int32 {
    switch feature {
    case .left: tag(token - 1)
    case .left2: tag(token - 2)
    case .right: tag(token + 1)
    case .right2: tag(token + 2)
    case .pastAdverbs: tag(pastAdverbs)
    case .word: word(token)
    case .leftWord: word(token - 1)
    case .left2Word: word(token - 2)
    case .rightWord: word(token + 1)
    case .right2Word: word(token + 2)
    case .pastAdverbsWord: word(pastAdverbs)
    case .look: look
    }
  }

  /// Whether a position is in the same sentence: not before its start, and before the next one inside a quotation.
  @inline(__always) private func isInside(_ index: Int) -> Bool {
    guard index >= start, index < limit else { return false }
    if index <= token { return true }
    for next in (token + 1)...index where document.tokens[next].flags.contains(.innerSentenceStart) { return false }
    return true
  }

  @inline(__always) private func tag(_ index: Int) -> Int32 { isInside(index) ? Int32(document.tags[index]) : 0 }

  @inline(__always) private func word(_ index: Int) -> Int32 {
    isInside(index) ? document.vocabulary.lower(document.tokens[index].word).rawValue : -1
  }

  /// The nearest token on the left that is no adverb, at most two of them between.
  private var pastAdverbs: Int {
    var index = token - 1
    var skipped = 0
    while skipped < 2, index >= start, Self.isAdverb(document.tags[index]) {
      index -= 1
      skipped += 1
    }
    return index
  }

  @inline(__always) private static func isAdverb(_ tag: UInt8) -> Bool {
    tag == PennTag.RB.rawValue || tag == PennTag.RBR.rawValue || tag == PennTag.RBS.rawValue
  }

  private var look: Int32 {
    let shape = document.vocabulary.shape(document.tokens[token].word)
    let look: Int32 = shape.contains(.allCapitals) ? 2 : shape.contains(.capitalized) ? 1 : 0
    return look + (document.tokens[token].flags.contains(.sentenceStart) ? 3 : 0)
  }
}
