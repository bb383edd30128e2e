import TextModel

/// What can begin with each word of a vocabulary in all layers together, and the matches that a word makes alone: found
/// out once a word.
struct StartTable {
  /// By word.
  private let traits = FlatBuffer<WordStart.Traits>(capacity: 4096)
  /// By word: its place in `names`, or -1.
  private let nameOfWord = FlatBuffer<Int32>(capacity: 4096)
  private let names = FlatBuffer<Name>(capacity: 1024)
  private let matches = FlatBuffer<GazetteerMatch>(capacity: 4096)
  private var generation = -1
  private var vocabulary: Vocabulary?
  private let hits = FlatBuffer<NameHit>()
  private let found = FlatBuffer<GazetteerMatch>()

  /// The names that are a word alone, as it is spelt.
  struct Name: BitwiseCopyable {
    /// In `View.matches`: at token 0, linked from place 0 on.
    var first: Int32
    var count: Int32
    /// As in `Document.listMasks`.
    var masks: (UInt64, UInt64)
  }

  /// The table as plain buffers.
  struct View {
    let traits: UnsafeBufferPointer<WordStart.Traits>
    let nameOfWord: UnsafeBufferPointer<Int32>
    let names: UnsafeBufferPointer<Name>
    let matches: UnsafeBufferPointer<GazetteerMatch>
  }

  /// Looks up the words that the vocabulary has gained since the last document; true where it has begun anew.
  mutating func prepare(
    for current: Vocabulary, _ cursors: [AutomatonCursor], _ selection: MatchSelection
  ) -> Bool {
    let isNew = vocabulary !== current || generation != current.generation
    if isNew {
      (vocabulary, generation) = (current, current.generation)
      for cursor in cursors { cursor.clear() }
      traits.removeAll()
      nameOfWord.removeAll()
      names.removeAll()
      matches.removeAll()
    }
    for index in traits.count..<max(traits.count, current.count) {
      var all: WordStart.Traits = []
      for cursor in cursors { all.formUnion(cursor.add(WordID(index), of: current)) }
      traits.append(all)
      nameOfWord.append(all.contains(.ends) ? addName(WordID(index), cursors, selection) : -1)
    }
    return isNew
  }

  private mutating func addName(
    _ word: WordID, _ cursors: [AutomatonCursor], _ selection: MatchSelection
  ) -> Int32 {
    hits.removeAll()
    for cursor in cursors { cursor.collect(alone: word, into: hits) }
    let masks = selection.report(hits, at: 0, into: found)
    let first = matches.count
    for match in found.elements { matches.append(match) }
    names.append(
      Name(first: Int32(truncatingIfNeeded: first), count: Int32(truncatingIfNeeded: found.count), masks: masks))
    return Int32(truncatingIfNeeded: names.count - 1)
  }

  /// The table, valid until words are added.
  var view: View {
    View(
      traits: traits.elements, nameOfWord: nameOfWord.elements, names: names.elements, matches: matches.elements)
  }
}
