import TextModel

extension Gazetteers {
  /// Calls `body` with the list of every entry that has the word alone as a name, spelt so, and whether it needs a
  /// condition. `folded` is the word in small letters. O(bytes).
  public func forEachList(
    ofWord word: UnsafeBufferPointer<UInt8>, folded: UnsafeBufferPointer<UInt8>,
    _ body: (_ list: UInt8, _ entry: Int32, _ isConditional: Bool) -> Void
  ) {
    let variants = FlatBuffer<UInt32>()
    for layer in layers {
      let automaton = layer.content.automaton
      let numbers = automaton.words.numbers(
        of: word, folded: folded, hash: WordTable.hash(folded), variants: variants)
      for node in [automaton.tree.exactRoot(of: numbers.exact), automaton.tree.anyRoot(of: numbers.folded)] {
        for index in automaton.tree.outputs(of: node) {
          let output = automaton.tree.output(index)
          guard Int(output.list) < layer.lists.count else { continue }
          let entry = Int32(truncatingIfNeeded: output.entry & 0x7FFF_FFFF) | (layer.isUsers ? Int32.min : 0)
          body(layer.lists[Int(output.list)], entry, output.condition != 0)
        }
      }
    }
  }
}
