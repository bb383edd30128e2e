import TextModel

/// A name that ends at a node of an automaton.
struct NameHit {
  var node: UInt32
  /// The token after the name.
  var end: Int32
  /// The layer in which the node lies.
  var layer: Int32
}

/// Walks one automaton over a worker's tokens: a look-up in an array for a token that begins no name.
///
/// What the automaton knows of a word is found out once for each distinct word of the worker's vocabulary.
struct AutomatonCursor {
  /// More readings of one stretch of a sentence in capitals are not followed.
  static let readingLimit = 16

  let automaton: TokenAutomaton
  private let layer: Int32
  private var vocabulary: Vocabulary?
  private var generation = -1

  /// By word: the nodes after it as the first word of a name, in the exact tree and in that of any case.
  private var roots: [RootPair] = []
  private var numbers: [WordNumbers] = []
  /// By word: where its spellings begin in `variants`; one more than there are words.
  private var variantStarts: [UInt32] = [0]
  private var variants: [UInt32] = []

  private var plain: [UInt8] = []
  private var readings: [UInt32] = []
  private var nextReadings: [UInt32] = []
  private var spellings: [UInt32] = []

  private struct RootPair {
    var exact: UInt32
    var any: UInt32
  }

  init(_ automaton: TokenAutomaton, layer: Int) {
    self.automaton = automaton
    self.layer = Int32(truncatingIfNeeded: layer)
  }

  /// Looks up the words that the vocabulary has gained since the last document.
  mutating func prepare(for vocabulary: Vocabulary) {
    if self.vocabulary !== vocabulary || generation != vocabulary.generation {
      roots.removeAll(keepingCapacity: true)
      numbers.removeAll(keepingCapacity: true)
      variants.removeAll(keepingCapacity: true)
      variantStarts.removeAll(keepingCapacity: true)
      variantStarts.append(0)
      self.vocabulary = vocabulary
      generation = vocabulary.generation
    }
    for index in numbers.count..<max(numbers.count, vocabulary.count) { look(up: WordID(index), in: vocabulary) }
  }

  private mutating func look(up word: WordID, in vocabulary: Vocabulary) {
    let found = vocabulary.withBytes(vocabulary.lower(word)) { folded in
      vocabulary.withBytes(word) { bytes in
        plain.removeAll(keepingCapacity: true)
        guard bytes.contains(where: { $0 >= 0x80 }), PlainMarks.append(bytes, to: &plain) else {
          return automaton.words.numbers(of: bytes, folded: folded, variants: &variants)
        }
        return plain.withUnsafeBufferPointer {
          automaton.words.numbers(of: $0, folded: folded, variants: &variants)
        }
      }
    }
    numbers.append(found)
    variantStarts.append(UInt32(truncatingIfNeeded: variants.count))
    roots.append(
      RootPair(exact: automaton.exactRoot(of: found.exact), any: automaton.anyRoot(of: found.folded)))
  }

  /// The flags of tokens that may be spelt otherwise than the name.
  private static let loose: Token.Flags = [.caseless, .titleCase, .sentenceStart]

  /// Adds the ends of all names that begin at a token, shorter ones first within each tree.
  @inline(__always) mutating func collect(
    at token: Int, limit: Int, tokens: UnsafeBufferPointer<Token>, into hits: inout [NameHit]
  ) {
    let word = tokens[token].word.index
    guard word < roots.count else { return }
    let root = roots[word]
    if !tokens[token].flags.isDisjoint(with: Self.loose) {
      collectLoosely(at: token, limit: limit, tokens: tokens, into: &hits)
    } else if root.exact != 0 {
      collectExactly(from: root.exact, at: token, limit: limit, tokens: tokens, into: &hits)
    }
    if root.any != 0 { collectFolded(from: root.any, at: token, limit: limit, tokens: tokens, into: &hits) }
  }

  private func collectExactly(
    from root: UInt32, at token: Int, limit: Int, tokens: UnsafeBufferPointer<Token>, into hits: inout [NameHit]
  ) {
    var node = root
    var end = token + 1
    while node != 0 {
      add(node, end: end, to: &hits)
      guard end < limit, tokens[end].word.index < numbers.count else { return }
      node = automaton.child(of: node, by: numbers[tokens[end].word.index].exact)
      end += 1
    }
  }

  private func collectFolded(
    from root: UInt32, at token: Int, limit: Int, tokens: UnsafeBufferPointer<Token>, into hits: inout [NameHit]
  ) {
    var node = root
    var end = token + 1
    while node != 0 {
      add(node, end: end, to: &hits)
      guard end < limit, tokens[end].word.index < numbers.count else { return }
      node = automaton.child(of: node, by: numbers[tokens[end].word.index].folded)
      end += 1
    }
  }

  @inline(__always) private func add(_ node: UInt32, end: Int, to hits: inout [NameHit]) {
    if automaton.outputs(of: node).isEmpty { return }
    hits.append(NameHit(node: node, end: Int32(truncatingIfNeeded: end), layer: layer))
  }

  /// Follows every spelling that a token may stand for: `GAZA` for *Gaza* in a sentence in capitals, `Of` for *of* in
  /// A Title Like This, `Al-Qaeda` for *al-Qaeda* at the start of a sentence.
  private mutating func collectLoosely(
    at token: Int, limit: Int, tokens: UnsafeBufferPointer<Token>, into hits: inout [NameHit]
  ) {
    readings.removeAll(keepingCapacity: true)
    gatherSpellings(of: tokens[token])
    for word in spellings where readings.count < Self.readingLimit {
      let node = automaton.exactRoot(of: word)
      if node != 0 { readings.append(node) }
    }
    var end = token + 1
    while !readings.isEmpty {
      for node in readings { add(node, end: end, to: &hits) }
      guard end < limit, end - token < TokenAutomaton.depthLimit else { return }
      gatherSpellings(of: tokens[end])
      nextReadings.removeAll(keepingCapacity: true)
      for node in readings {
        for word in spellings where nextReadings.count < Self.readingLimit {
          let child = automaton.child(of: node, by: word)
          if child != 0 { nextReadings.append(child) }
        }
      }
      swap(&readings, &nextReadings)
      end += 1
    }
  }

  private mutating func gatherSpellings(of token: Token) {
    spellings.removeAll(keepingCapacity: true)
    let word = token.word.index
    guard word < numbers.count else { return }
    if token.flags.contains(.caseless) {
      for index in Int(variantStarts[word])..<Int(variantStarts[word + 1]) { spellings.append(variants[index]) }
      return
    }
    if numbers[word].exact != 0 { spellings.append(numbers[word].exact) }
    if !token.flags.isDisjoint(with: Self.loose), numbers[word].lowered != 0 {
      spellings.append(numbers[word].lowered)
    }
  }
}
