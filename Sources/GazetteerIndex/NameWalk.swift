import TextModel

/// Buffers of `NameWalk.collectLoosely`, used again and again.
final class SpellingReadings {
  /// More readings of one stretch of a sentence in capitals are not followed.
  static let limit = 16

  fileprivate var nodes = FlatBuffer<UInt32>()
  fileprivate var nextNodes = FlatBuffer<UInt32>()
  fileprivate let spellings = FlatBuffer<UInt32>()
}

/// Walks of the trees from one token, as far as the sentence goes.
///
/// All tokens are words that have been looked up.
struct NameWalk {
  let tree: WordTree
  /// The tokens up to the end of the sentence.
  let tokens: UnsafeBufferPointer<Token>
  /// By word.
  let starts: UnsafeBufferPointer<WordStart>
  let layer: Int32

  /// The flags of tokens whose case says little.
  private static let unreliable: Token.Flags = [.caseless, .titleCase, .sentenceStart]

  /// Whether a name may begin with another spelling of the token than its own.
  @inline(__always) func isLoose(_ token: Int) -> Bool {
    let flags = tokens[token].flags
    if flags.isDisjoint(with: Self.unreliable) { return false }
    return !flags.isDisjoint(with: [.caseless, .titleCase]) || numbers(token).lowered != 0
  }

  private func numbers(_ token: Int) -> WordNumbers { starts[tokens[token].word.index].numbers }

  /// The names that are spelt as the tokens are, shorter ones first.
  func collectExactly(from root: UInt32, at token: Int, into hits: FlatBuffer<NameHit>) {
    var node = root
    var end = token + 1
    while node != 0 {
      add(node, end: end, to: hits)
      guard end < tokens.count else { return }
      node = tree.child(of: node, by: numbers(end).exact)
      end += 1
    }
  }

  /// The names whose case does not matter, shorter ones first.
  func collectFolded(from root: UInt32, at token: Int, into hits: FlatBuffer<NameHit>) {
    var node = root
    var end = token + 1
    while node != 0 {
      add(node, end: end, to: hits)
      guard end < tokens.count else { return }
      node = tree.child(of: node, by: numbers(end).folded)
      end += 1
    }
  }

  private func add(_ node: UInt32, end: Int, to hits: FlatBuffer<NameHit>) {
    guard !tree.outputs(of: node).isEmpty else { return }
    hits.append(NameHit(end: Int32(truncatingIfNeeded: end), node: node, layer: layer))
  }

  /// Follows every spelling that a token may stand for: `GAZA` for *Gaza* in a sentence in capitals, `Of` for *of* in
  /// A Title Like This, `Al-Qaeda` for *al-Qaeda* at the start of a sentence.
  func collectLoosely(
    at token: Int, _ readings: SpellingReadings, variants: FlatBuffer<UInt32>, into hits: FlatBuffer<NameHit>
  ) {
    readings.nodes.removeAll()
    gatherSpellings(of: token, variants, into: readings.spellings)
    for word in readings.spellings.elements where readings.nodes.count < SpellingReadings.limit {
      let node = tree.exactRoot(of: word)
      if node != 0 { readings.nodes.append(node) }
    }
    var end = token + 1
    while readings.nodes.count > 0 {
      for node in readings.nodes.elements { add(node, end: end, to: hits) }
      guard end < tokens.count, end - token < TokenAutomaton.depthLimit else { return }
      gatherSpellings(of: end, variants, into: readings.spellings)
      readings.nextNodes.removeAll()
      for node in readings.nodes.elements {
        for word in readings.spellings.elements where readings.nextNodes.count < SpellingReadings.limit {
          let child = tree.child(of: node, by: word)
          if child != 0 { readings.nextNodes.append(child) }
        }
      }
      swap(&readings.nodes, &readings.nextNodes)
      end += 1
    }
  }

  private func gatherSpellings(of token: Int, _ variants: FlatBuffer<UInt32>, into spellings: FlatBuffer<UInt32>) {
    spellings.removeAll()
    let word = tokens[token].word.index
    let flags = tokens[token].flags
    if flags.contains(.caseless) {
      let end = word + 1 < starts.count ? Int(starts[word + 1].variants) : variants.count
      for index in Int(starts[word].variants)..<end { spellings.append(variants[index]) }
      return
    }
    let numbers = numbers(token)
    if numbers.exact != 0 { spellings.append(numbers.exact) }
    if !flags.isDisjoint(with: Self.unreliable), numbers.lowered != 0 { spellings.append(numbers.lowered) }
  }
}
