import TextModel

/// What can begin with each word of a vocabulary in all layers together, and the matches that a word makes alone: found
/// out once a word.
struct StartTable {
  private let looks = FlatBuffer<WordLook>(capacity: 4096)
  private let names = FlatBuffer<UInt64>(capacity: 4096)
  private var generation = -1
  private var vocabulary: Vocabulary?
  private let hits = FlatBuffer<NameHit>()
  private let found = FlatBuffer<GazetteerMatch>()

  /// All that most looks at a token need, in one place.
  struct WordLook: BitwiseCopyable {
    var links: WordLinks
    /// Where the names that are the word alone, as it is spelt, begin in `View.names`.
    var name: UInt32
    var traits: WordStart.Traits
  }

  /// The table as plain buffers.
  struct View {
    /// By word.
    let looks: UnsafeBufferPointer<WordLook>
    /// For each word that is a name alone its two masks, as in `Document.listMasks`, the number of its matches, and these
    /// (`PackedMatch`).
    let names: UnsafeBufferPointer<UInt64>
  }

  /// Looks up the words that the vocabulary has gained since the last document; true where it has begun anew.
  mutating func prepare(
    for current: Vocabulary, _ cursors: [AutomatonCursor], _ selection: MatchSelection
  ) -> Bool {
    let isNew = vocabulary !== current || generation != current.generation
    if isNew {
      (vocabulary, generation) = (current, current.generation)
      for cursor in cursors { cursor.clear() }
      looks.removeAll()
      names.removeAll()
    }
    for index in looks.count..<max(looks.count, current.count) {
      var traits: WordStart.Traits = []
      for cursor in cursors { traits.formUnion(cursor.add(WordID(index), of: current)) }
      let links = cursors.count == 1 ? cursors[0].links(of: WordID(index)) : .unknown
      let name = traits.contains(.ends) ? addName(WordID(index), cursors, selection) : 0
      looks.append(WordLook(links: links, name: name, traits: traits))
    }
    return isNew
  }

  private mutating func addName(
    _ word: WordID, _ cursors: [AutomatonCursor], _ selection: MatchSelection
  ) -> UInt32 {
    hits.removeAll()
    for cursor in cursors { cursor.collect(alone: word, into: hits) }
    let masks = selection.report(hits, at: 0, into: found)
    let first = names.count
    names.append(masks.0)
    names.append(masks.1)
    names.append(UInt64(found.count))
    for match in found.elements { names.append(PackedMatch(match).rawValue) }
    return UInt32(truncatingIfNeeded: first)
  }

  /// The table, valid until words are added.
  var view: View { View(looks: looks.elements, names: names.elements) }
}

/// A match of one token without its place.
struct PackedMatch {
  let rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }

  init(_ match: GazetteerMatch) {
    rawValue =
      UInt64(UInt32(bitPattern: match.entry)) | UInt64(match.list) << 32 | (match.isConditional ? 1 << 40 : 0)
  }

  /// The match at a token, with the place of the next one or -1.
  @inline(__always) func match(at token: Int32, next: Int32) -> GazetteerMatch {
    GazetteerMatch(
      list: UInt8(truncatingIfNeeded: rawValue >> 32), entry: Int32(truncatingIfNeeded: rawValue),
      tokens: TokenRange(token, token &+ 1), isConditional: rawValue & 1 << 40 != 0, next: next)
  }
}
