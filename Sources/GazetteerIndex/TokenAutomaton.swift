import TextModel

/// A name's end in the automaton: an entry of a list under a condition.
struct NameOutput {
  var entry: UInt32
  var list: UInt8
  /// 0, or the number of the entry's `only-if`.
  var condition: UInt8

  init(entry: UInt32, list: UInt8, condition: UInt8) {
    self.entry = entry
    self.list = list
    self.condition = condition
  }

  init(packed: UInt64) {
    entry = UInt32(truncatingIfNeeded: packed)
    list = UInt8(truncatingIfNeeded: packed >> 32)
    condition = UInt8(truncatingIfNeeded: packed >> 40)
  }

  var packed: UInt64 { UInt64(entry) | UInt64(list) << 32 | UInt64(condition) << 40 }
}

/// All names as two trees of words: one by exact spelling, one by small letters.
///
/// The nodes are numbered level by level, so that the children of a node are neighbours, ordered by the number of
/// their word: a node is where its children begin and where its outputs begin, and the next node says where they end.
/// Node 0 is the root of the exact tree, node 1 that of the other. There are no failure links: names are few words
/// long, most tokens begin none, and the first word's node is kept with the word.
///
/// It lies in a mapped file. Every index is checked where it is used, and a walk never takes more steps than it has
/// tokens, so that a damaged file gives wrong or no matches and nothing worse.
struct TokenAutomaton: @unchecked Sendable {
  // The numbers of `tree` lie in `owners`.
  let words: WordTable
  let tree: WordTree
  private let owners: [ResourceBytes]

  /// Names have at most this many tokens.
  static let depthLimit = 64

  init(_ section: (String) throws(ResourceError) -> ResourceBytes) throws(ResourceError) {
    let roots = try section("words.roots")
    // names from here: sections
    let nodes = try section("nodes")
    let labels = try section("labels")
    let outputs = try section("outputs")
    // names end
    words = WordTable(
      buckets: try section("words.buckets"), slots: try section("words.slots"), starts: try section("words.starts"),
      text: try section("words.text"))
    tree = WordTree(
      roots: CheckedNumbers(roots), nodes: CheckedNumbers(nodes), labels: CheckedNumbers(labels),
      outputs: CheckedNumbers(outputs))
    owners = [roots, nodes, labels, outputs]
  }
}

/// The nodes of a `TokenAutomaton`, which keeps their memory: a plain value for the hot loop to hold.
struct WordTree {
  fileprivate let roots: CheckedNumbers<UInt32>
  fileprivate let nodes: CheckedNumbers<UInt64>
  fileprivate let labels: CheckedNumbers<UInt32>
  fileprivate let outputs: CheckedNumbers<UInt64>

  /// The node after the first word of a name, 0 where no name begins with it.
  @inline(__always) func exactRoot(of word: UInt32) -> UInt32 { word == 0 ? 0 : roots[Int(word) * 2] }

  /// The node after the first word, given in small letters, of a name of any case; 0 where there is none.
  @inline(__always) func anyRoot(of word: UInt32) -> UInt32 { word == 0 ? 0 : roots[Int(word) * 2 + 1] }

  /// Tells the processor that the nodes after a first word will be asked for soon.
  func prefetch(rootsOf word: UInt32) { roots.prefetch(Int(word) &* 2) }

  /// Tells it that these nodes will be read soon.
  func prefetch(nodesOf word: UInt32) {
    nodes.prefetch(Int(exactRoot(of: word)))
    nodes.prefetch(Int(anyRoot(of: word)))
  }

  /// The node after a further word, 0 where no name goes on so. O(log children).
  @inline(__always) func child(of node: UInt32, by word: UInt32) -> UInt32 {
    guard word != 0 else { return 0 }
    var low = UInt32(truncatingIfNeeded: nodes[Int(node)])
    var high = UInt32(truncatingIfNeeded: nodes[Int(node) + 1])
    while low < high {
      let middle = low + (high - low) / 2
      let label = labels[Int(middle)]
      if label == word { return middle }
      if label < word { low = middle + 1 } else { high = middle }
    }
    return 0
  }

  /// Whether names go on from a node.
  func hasChildren(_ node: UInt32) -> Bool {
    UInt32(truncatingIfNeeded: nodes[Int(node)]) < UInt32(truncatingIfNeeded: nodes[Int(node) + 1])
  }

  /// A bit for the word of each child of a node, of 32 that they share by `bit(of:)`; all where there are many.
  func bitsOfChildren(of node: UInt32) -> UInt32 {
    guard node != 0 else { return 0 }
    let low = Int(UInt32(truncatingIfNeeded: nodes[Int(node)]))
    let high = Int(UInt32(truncatingIfNeeded: nodes[Int(node) + 1]))
    guard high - low <= 64 else { return .max }
    var bits: UInt32 = 0
    for child in low..<max(low, high) { bits |= 1 << UInt32(Self.bit(of: labels[child])) }
    return bits
  }

  /// The number of a word's bit among 32; 32 for a word that no name has.
  static func bit(of word: UInt32) -> UInt8 { word == 0 ? 32 : UInt8((word &* 0x9E37_79B1) >> 27) }

  /// Where the outputs of a node lie, for `output`.
  @inline(__always) func outputs(of node: UInt32) -> Range<Int> {
    let start = Int(nodes[Int(node)] >> 32)
    let end = Int(nodes[Int(node) + 1] >> 32)
    return start..<max(start, min(end, outputs.count))
  }

  @inline(__always) func output(_ index: Int) -> NameOutput { NameOutput(packed: outputs[index]) }
}
