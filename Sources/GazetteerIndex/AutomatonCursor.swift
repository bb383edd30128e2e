import TextModel

/// A name that ends at a node of an automaton.
struct NameHit: BitwiseCopyable {
  /// The token after the name.
  var end: Int32
  var node: UInt32
  /// The layer in which the node lies.
  var layer: Int32
}

/// What an automaton knows of a word of a text.
struct WordStart: BitwiseCopyable {
  var numbers: WordNumbers
  /// The nodes after it as the first word of a name in the exact tree and in that of any case, 0 where none begins so.
  var exact: UInt32
  var any: UInt32
  /// Where its spellings begin in the cursor's `variants`.
  var variants: UInt32

  /// What can begin with a word.
  struct Traits: OptionSet {
    let rawValue: UInt8
    /// A name ends with it, as it is spelt.
    static let ends = Self(rawValue: 1 << 0)
    /// Names go on from it in the exact tree, in that of any case.
    static let exactGoesOn = Self(rawValue: 1 << 1)
    static let anyGoesOn = Self(rawValue: 1 << 2)
    /// Names begin with the word that differs by a small first letter.
    static let lowered = Self(rawValue: 1 << 3)
    /// Names begin with some spelling of it.
    static let variant = Self(rawValue: 1 << 4)
    /// What counts where case says something.
    static let withCase: Self = [.ends, .exactGoesOn, .anyGoesOn, .lowered]
  }
}

/// Which words a word is linked to in names, as bits that words share: what no bit shows is not there.
struct WordLinks: BitwiseCopyable {
  /// Bits of the words by which names go on from this one in the exact tree, in that of any case.
  var exactChildren: UInt32
  var anyChildren: UInt32
  /// The number of the word's own bit, as it is spelt and in small letters; past the last where no name has it.
  var exact: UInt8
  var folded: UInt8

  /// Links to every word.
  static let unknown = WordLinks(exactChildren: .max, anyChildren: .max, exact: 0, folded: 0)

  /// Whether a name may go on from this word over the next one.
  @inline(__always) func mayGoOn(over next: WordLinks) -> Bool {
    (UInt64(exactChildren) &>> UInt64(next.exact) | UInt64(anyChildren) &>> UInt64(next.folded)) & 1 != 0
  }
}

/// Walks one automaton over a worker's tokens.
///
/// What the automaton knows of a word is found out once for each distinct word of the worker's vocabulary.
final class AutomatonCursor {
  private let automaton: TokenAutomaton
  private let layer: Int32

  /// By word.
  private let starts = FlatBuffer<WordStart>(capacity: 4096)
  private let variants = FlatBuffer<UInt32>(capacity: 4096)
  private var plain: [UInt8] = []
  /// The hashes of the words from `firstHash` on.
  private let hashes = FlatBuffer<UInt64>()
  private var firstHash = 0
  private let candidates = FlatBuffer<UInt32>()
  private let readings = SpellingReadings()

  init(_ automaton: TokenAutomaton, layer: Int) {
    self.automaton = automaton
    self.layer = Int32(truncatingIfNeeded: layer)
  }

  /// Forgets the words from a number on.
  func clear(from word: Int) {
    hashes.removeAll()
    if word < starts.count { variants.removeAll(from: Int(starts[word].variants)) }
    starts.removeAll(from: word)
  }

  /// Tells the processor that these words of the vocabulary will be looked up next, and keeps their hashes.
  func prefetch(_ words: Range<Int>, of vocabulary: Vocabulary) {
    firstHash = words.lowerBound
    hashes.removeAll()
    for word in words {
      hashes.append(vocabulary.withBytes(vocabulary.lower(WordID(word))) { WordTable.hash($0) })
    }
    let tree = automaton.tree
    candidates.removeAll()
    automaton.words.prefetch(hashes.elements) { number in
      tree.prefetch(rootsOf: number)
      candidates.append(number)
    }
    for number in candidates.elements { tree.prefetch(nodesOf: number) }
  }

  /// Looks up the next word of the vocabulary, and says what can begin with it.
  func add(_ word: WordID, of vocabulary: Vocabulary) -> WordStart.Traits {
    let firstVariant = variants.count
    let numbers = numbers(of: word, in: vocabulary)
    let tree = automaton.tree
    let start = WordStart(
      numbers: numbers, exact: tree.exactRoot(of: numbers.exact), any: tree.anyRoot(of: numbers.folded),
      variants: UInt32(truncatingIfNeeded: firstVariant))
    starts.append(start)
    var traits: WordStart.Traits = []
    if !tree.outputs(of: start.exact).isEmpty || !tree.outputs(of: start.any).isEmpty { traits.insert(.ends) }
    if start.exact != 0, tree.hasChildren(start.exact) { traits.insert(.exactGoesOn) }
    if start.any != 0, tree.hasChildren(start.any) { traits.insert(.anyGoesOn) }
    if tree.exactRoot(of: numbers.lowered) != 0 { traits.insert(.lowered) }
    for index in firstVariant..<variants.count where tree.exactRoot(of: variants[index]) != 0 {
      traits.insert(.variant)
    }
    return traits
  }

  /// What can be seen of a word that was added in pairs of it and another: by which words names go on from it, and its
  /// own bits among such words.
  func links(of word: WordID) -> WordLinks {
    let start = starts[word.index]
    return WordLinks(
      exactChildren: automaton.tree.bitsOfChildren(of: start.exact),
      anyChildren: automaton.tree.bitsOfChildren(of: start.any), exact: WordTree.bit(of: start.numbers.exact),
      folded: WordTree.bit(of: start.numbers.folded))
  }

  private func numbers(of word: WordID, in vocabulary: Vocabulary) -> WordNumbers {
    vocabulary.withBytes(vocabulary.lower(word)) { folded in
      vocabulary.withBytes(word) { bytes in
        let kept = word.index - firstHash
        let hash = kept >= 0 && kept < hashes.count ? hashes[kept] : WordTable.hash(folded)
        guard bytes.contains(where: { $0 >= 0x80 }) else {
          return automaton.words.numbers(of: bytes, folded: folded, hash: hash, variants: variants)
        }
        plain.removeAll(keepingCapacity: true)
        _ = PlainMarks.append(bytes, to: &plain)
        return plain.withUnsafeBufferPointer {
          automaton.words.numbers(of: $0, folded: folded, hash: hash, variants: variants)
        }
      }
    }
  }

  /// Whether a name goes on from a first word, as it is spelt, over the next one, and whether one goes on from there.
  func goesOn(from word: WordID, over next: WordID) -> (overNext: Bool, further: Bool) {
    let tree = automaton.tree
    let (exact, any) = nodes(ofPair: word, next)
    return (exact != 0 || any != 0, exact != 0 && tree.hasChildren(exact) || any != 0 && tree.hasChildren(any))
  }

  /// Whether a name goes on from two words, as they are spelt, over a third one.
  func goesOn(from word: WordID, _ next: WordID, over third: WordID) -> Bool {
    let (exact, any) = nodes(ofPair: word, next)
    let (tree, following) = (automaton.tree, starts[third.index].numbers)
    return exact != 0 && tree.child(of: exact, by: following.exact) != 0
      || any != 0 && tree.child(of: any, by: following.folded) != 0
  }

  /// Adds the ends of the names that are a word and the next one, or the word alone, as they are spelt: in the order of
  /// `collect(at:)`.
  func collect(pair word: WordID, _ next: WordID, into hits: FlatBuffer<NameHit>) {
    let (exact, any) = nodes(ofPair: word, next)
    collect(node: starts[word.index].exact, end: 1, into: hits)
    collect(node: exact, end: 2, into: hits)
    collect(node: starts[word.index].any, end: 1, into: hits)
    collect(node: any, end: 2, into: hits)
  }

  /// The nodes after a word and the next one in the exact tree and in that of any case, 0 where no name goes on so.
  private func nodes(ofPair word: WordID, _ next: WordID) -> (exact: UInt32, any: UInt32) {
    let (tree, start, following) = (automaton.tree, starts[word.index], starts[next.index].numbers)
    return (
      start.exact == 0 ? 0 : tree.child(of: start.exact, by: following.exact),
      start.any == 0 ? 0 : tree.child(of: start.any, by: following.folded)
    )
  }

  /// Adds the ends of the names that are the word alone, as it is spelt.
  func collect(alone word: WordID, into hits: FlatBuffer<NameHit>) {
    let start = starts[word.index]
    collect(node: start.exact, end: 1, into: hits)
    collect(node: start.any, end: 1, into: hits)
  }

  /// Adds the ends of the names that are the word alone, as it is spelt or with its first letter small: in the order of
  /// `collect(at:)`.
  func collect(first word: WordID, into hits: FlatBuffer<NameHit>) {
    let start = starts[word.index]
    collect(node: start.exact, end: 1, into: hits)
    if start.numbers.lowered != 0 {
      collect(node: automaton.tree.exactRoot(of: start.numbers.lowered), end: 1, into: hits)
    }
    collect(node: start.any, end: 1, into: hits)
  }

  /// The links of a word that may have a capital for where it stands alone.
  func links(ofFirst word: WordID) -> WordLinks {
    var links = links(of: word)
    let lowered = automaton.tree.exactRoot(of: starts[word.index].numbers.lowered)
    links.exactChildren |= automaton.tree.bitsOfChildren(of: lowered)
    return links
  }

  private func collect(node: UInt32, end: Int32, into hits: FlatBuffer<NameHit>) {
    if !automaton.tree.outputs(of: node).isEmpty { hits.append(NameHit(end: end, node: node, layer: layer)) }
  }

  /// Adds the ends of all names that begin at a token and end before `limit`; those of the exact tree first, and of each
  /// tree the shorter ones.
  func collect(
    at token: Int, limit: Int, _ tokens: UnsafeBufferPointer<Token>, into hits: FlatBuffer<NameHit>
  ) {
    let walk = NameWalk(
      tree: automaton.tree, tokens: UnsafeBufferPointer(rebasing: tokens[..<limit]), starts: starts.elements,
      layer: layer)
    let start = starts[tokens[token].word.index]
    if walk.isLoose(token) {
      walk.collectLoosely(at: token, readings, variants: variants, into: hits)
    } else {
      walk.collectExactly(from: start.exact, at: token, into: hits)
    }
    walk.collectFolded(from: start.any, at: token, into: hits)
  }
}
