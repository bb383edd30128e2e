import TextModel

/// A name that ends at a node of an automaton.
struct NameHit {
  var token: Int32
  /// The token after the name.
  var end: Int32
  var node: UInt32
  /// The layer in which the node lies.
  var layer: Int32
}

/// Walks one automaton over a worker's tokens: a look-up in an array for a token that begins no name.
///
/// What the automaton knows of a word is found out once for each distinct word of the worker's vocabulary.
struct AutomatonCursor {
  private let automaton: TokenAutomaton
  private let layer: Int32
  private var vocabulary: Vocabulary?
  private var generation = -1

  /// By word: the nodes after it as the first word of a name.
  private var roots: [RootNodes] = []
  private var numbers: [WordNumbers] = []
  /// By word: where its spellings begin in `variants`; one more than there are words.
  private var variantStarts: [UInt32] = [0]
  private var variants: [UInt32] = []
  private var plain: [UInt8] = []
  private var readings = SpellingReadings()

  /// The nodes after a first word in the exact tree and in that of any case, 0 where no name begins so.
  struct RootNodes {
    var exact: UInt32
    var any: UInt32
    /// Of the exact node: names end there, names go on from there. Known without a look at the tree.
    var exactEnds: Bool
    var exactGoesOn: Bool
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
    let tree = automaton.tree
    let exact = tree.exactRoot(of: found.exact)
    roots.append(
      RootNodes(
        exact: exact, any: tree.anyRoot(of: found.folded), exactEnds: !tree.outputs(of: exact).isEmpty,
        exactGoesOn: tree.hasChildren(exact)))
  }

  /// Adds the ends of all names in a document, in the order of their first tokens; at one token those of the exact
  /// tree first.
  mutating func collect(_ document: Document, into hits: inout [NameHit]) {
    let tree = automaton.tree
    let layer = layer
    document.tokens.withUnsafeBufferPointer { tokens in
      numbers.withUnsafeBufferPointer { numbers in
        roots.withUnsafeBufferPointer { roots in
          for sentence in document.sentences {
            let limit = min(sentence.tokens.limit, tokens.count)
            let walk = NameWalk(
              tree: tree, tokens: UnsafeBufferPointer(rebasing: tokens[..<limit]), numbers: numbers, layer: layer)
            for token in sentence.tokens.first..<max(sentence.tokens.first, limit) {
              let word = tokens[token].word.index
              guard word < roots.count else { continue }
              if walk.isLoose(token) {
                walk.collectLoosely(
                  at: token, &readings, variantStarts: variantStarts, variants: variants, into: &hits)
              } else if roots[word].exact != 0 {
                walk.collectExactly(from: roots[word], at: token, into: &hits)
              }
              if roots[word].any != 0 { walk.collectFolded(from: roots[word].any, at: token, into: &hits) }
            }
          }
        }
      }
    }
  }
}
