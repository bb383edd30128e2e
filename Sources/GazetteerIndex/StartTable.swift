import TextModel

/// What can begin with each word of a vocabulary in all layers together, and the matches that a word makes alone: found
/// out once a word.
struct StartTable {
  /// By word.
  private var traits: [WordStart.Traits] = []
  /// By word: its place in `names`, or -1.
  private var nameOfWord: [Int32] = []
  private var names: [Name] = []
  private var matches: [GazetteerMatch] = []
  private var generation = -1
  private var vocabulary: Vocabulary?
  private let hits = FlatBuffer<NameHit>()
  private let found = FlatBuffer<GazetteerMatch>()

  /// The names that are a word alone, as it is spelt.
  struct Name {
    /// In `View.matches`: at token 0, linked from place 0 on.
    var matches: Range<Int>
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
      traits.removeAll(keepingCapacity: true)
      nameOfWord.removeAll(keepingCapacity: true)
      names.removeAll(keepingCapacity: true)
      matches.removeAll(keepingCapacity: true)
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
    matches.append(contentsOf: found.elements)
    names.append(Name(matches: first..<matches.count, masks: masks))
    return Int32(truncatingIfNeeded: names.count - 1)
  }

  /// Calls `body` with the table.
  @inline(__always) func withView(_ body: (View) -> Void) {
    traits.withUnsafeBufferPointer { traits in
      nameOfWord.withUnsafeBufferPointer { nameOfWord in
        names.withUnsafeBufferPointer { names in
          matches.withUnsafeBufferPointer { matches in
            body(View(traits: traits, nameOfWord: nameOfWord, names: names, matches: matches))
          }
        }
      }
    }
  }
}
