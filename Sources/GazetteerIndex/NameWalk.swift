import TextModel

/// Buffers of `NameWalk.collectLoosely`, used again and again.
struct SpellingReadings {
  /// More readings of one stretch of a sentence in capitals are not followed.
  static let limit = 16

  var nodes: [UInt32] = []
  var nextNodes: [UInt32] = []
  var spellings: [UInt32] = []
}

/// Walks of the trees from one token, as far as the sentence goes.
struct NameWalk {
  let tree: WordTree
  /// The tokens up to the end of the sentence.
  let tokens: UnsafeBufferPointer<Token>
  /// By word.
  let numbers: UnsafeBufferPointer<WordNumbers>
  let layer: Int32

  /// The flags of tokens whose case says little.
  private static let unreliable: Token.Flags = [.caseless, .titleCase, .sentenceStart]

  /// Whether a name may begin with another spelling of the token than its own.
  @inline(__always) func isLoose(_ token: Int) -> Bool {
    let flags = tokens[token].flags
    if flags.isDisjoint(with: Self.unreliable) { return false }
    return !flags.isDisjoint(with: [.caseless, .titleCase]) || numbers[tokens[token].word.index].lowered != 0
  }

  /// The names that are spelt as the tokens are, shorter ones first.
  @inline(__always)
  func collectExactly(from root: AutomatonCursor.RootNodes, at token: Int, into hits: inout [NameHit]) {
    if root.exactEnds { append(root.exact, at: token, end: token + 1, to: &hits) }
    guard root.exactGoesOn else { return }
    var node = root.exact
    var end = token + 1
    while end < tokens.count, tokens[end].word.index < numbers.count {
      node = tree.child(of: node, by: numbers[tokens[end].word.index].exact)
      if node == 0 { return }
      end += 1
      add(node, at: token, end: end, to: &hits)
    }
  }

  /// The names whose case does not matter, shorter ones first.
  @inline(__always) func collectFolded(from root: UInt32, at token: Int, into hits: inout [NameHit]) {
    var node = root
    var end = token + 1
    while node != 0 {
      add(node, at: token, end: end, to: &hits)
      guard end < tokens.count, tokens[end].word.index < numbers.count else { return }
      node = tree.child(of: node, by: numbers[tokens[end].word.index].folded)
      end += 1
    }
  }

  @inline(__always) private func add(_ node: UInt32, at token: Int, end: Int, to hits: inout [NameHit]) {
    if !tree.outputs(of: node).isEmpty { append(node, at: token, end: end, to: &hits) }
  }

  @inline(__always) private func append(_ node: UInt32, at token: Int, end: Int, to hits: inout [NameHit]) {
    hits.append(
      NameHit(
        token: Int32(truncatingIfNeeded: token), end: Int32(truncatingIfNeeded: end), node: node, layer: layer))
  }

  /// Follows every spelling that a token may stand for: `GAZA` for *Gaza* in a sentence in capitals, `Of` for *of* in
  /// A Title Like This, `Al-Qaeda` for *al-Qaeda* at the start of a sentence.
  func collectLoosely(
    at token: Int, _ readings: inout SpellingReadings, variantStarts: [UInt32], variants: [UInt32],
    into hits: inout [NameHit]
  ) {
    readings.nodes.removeAll(keepingCapacity: true)
    gatherSpellings(of: tokens[token], variantStarts, variants, into: &readings.spellings)
    for word in readings.spellings where readings.nodes.count < SpellingReadings.limit {
      let node = tree.exactRoot(of: word)
      if node != 0 { readings.nodes.append(node) }
    }
    var end = token + 1
    while !readings.nodes.isEmpty {
      for node in readings.nodes { add(node, at: token, end: end, to: &hits) }
      guard end < tokens.count, end - token < TokenAutomaton.depthLimit else { return }
      gatherSpellings(of: tokens[end], variantStarts, variants, into: &readings.spellings)
      readings.nextNodes.removeAll(keepingCapacity: true)
      for node in readings.nodes {
        for word in readings.spellings where readings.nextNodes.count < SpellingReadings.limit {
          let child = tree.child(of: node, by: word)
          if child != 0 { readings.nextNodes.append(child) }
        }
      }
      swap(&readings.nodes, &readings.nextNodes)
      end += 1
    }
  }

  private func gatherSpellings(
    of token: Token, _ variantStarts: [UInt32], _ variants: [UInt32], into spellings: inout [UInt32]
  ) {
    spellings.removeAll(keepingCapacity: true)
    let word = token.word.index
    guard word < numbers.count else { return }
    if token.flags.contains(.caseless) {
      for index in Int(variantStarts[word])..<Int(variantStarts[word + 1]) { spellings.append(variants[index]) }
      return
    }
    if numbers[word].exact != 0 { spellings.append(numbers[word].exact) }
    if !token.flags.isDisjoint(with: Self.unreliable), numbers[word].lowered != 0 {
      spellings.append(numbers[word].lowered)
    }
  }
}
