import TextModel

/// What can begin with each word of a vocabulary in all layers together, and the matches that a word makes alone: found
/// out once a word.
final class StartTable {
  private let table = FlatBuffer<WordRow>(capacity: 4096)
  private let many = FlatBuffer<UInt64>(capacity: 4096)
  private var generation = -1
  private var vocabulary: Vocabulary?
  /// By word its place in `firsts`, or -1 where nobody has asked; it may be shorter than there are words.
  private let firstPlaces = FlatBuffer<Int32>()
  private let firstRows = FlatBuffer<WordRow>()
  private let hits = FlatBuffer<NameHit>()
  private let found = FlatBuffer<GazetteerMatch>()

  /// All that a look at a token needs, in half a line of the cache.
  struct WordRow: BitwiseCopyable {
    var links: WordLinks
    var traits: WordStart.Traits
    /// How many matches the word makes alone, as it is spelt; `many` where they lie in `names`.
    var count: UInt8 = 0
    /// Where they lie there.
    var place: UInt32 = 0
    /// One or two of them (`PackedMatch`).
    var first: UInt64 = 0
    var second: UInt64 = 0

    static let many: UInt8 = 3
  }

  /// So many new words are asked for at once.
  private static let batch = 128

  /// Looks up the words that the vocabulary has gained since the last document; true where it has begun anew.
  func prepare(
    for current: Vocabulary, _ cursors: [AutomatonCursor], _ selection: MatchSelection
  ) -> Bool {
    let isNew = vocabulary !== current || generation != current.generation
    if isNew {
      forget(from: vocabulary === current ? current.kept(since: generation) : 0, cursors)
      (vocabulary, generation) = (current, current.generation)
    }
    let known = table.count
    for index in table.count..<max(table.count, current.count) {
      if index % Self.batch == 0 || index == known {
        let batch = index..<min(current.count, (index / Self.batch + 1) * Self.batch)
        for cursor in cursors { cursor.prefetch(batch, of: current) }
      }
      var traits: WordStart.Traits = []
      for cursor in cursors { traits.formUnion(cursor.add(WordID(index), of: current)) }
      let links = cursors.count == 1 ? cursors[0].links(of: WordID(index)) : .unknown
      var row = WordRow(links: links, traits: traits)
      if traits.contains(.ends) { addNames(WordID(index), to: &row, cursors, selection) }
      table.append(row)
    }
    return isNew
  }

  /// Forgets the words from a number on.
  private func forget(from word: Int, _ cursors: [AutomatonCursor]) {
    for cursor in cursors { cursor.clear(from: word) }
    let first = table.elements.dropFirst(word).first { $0.count == WordRow.many }
    if let first { many.removeAll(from: Int(first.place)) }
    table.removeAll(from: word)
    firstPlaces.removeAll()
    firstRows.removeAll()
  }

  private func addNames(
    _ word: WordID, to row: inout WordRow, _ cursors: [AutomatonCursor], _ selection: MatchSelection
  ) {
    hits.removeAll()
    for cursor in cursors { cursor.collect(alone: word, into: hits) }
    add(hits, to: &row, selection)
  }

  private func add(_ hits: FlatBuffer<NameHit>, to row: inout WordRow, _ selection: MatchSelection) {
    _ = selection.report(hits, at: 0, into: found)
    row.count = UInt8(min(found.count, Int(WordRow.many)))
    if found.count > 0 { row.first = PackedMatch(found[0]).rawValue }
    if found.count > 1 { row.second = PackedMatch(found[1]).rawValue }
    guard row.count == WordRow.many else { return }
    row.place = UInt32(truncatingIfNeeded: many.count)
    PackedMatch.append(found.elements, to: many)
  }

  /// The place in `firsts` of what can begin with a word that may have a capital for where it stands alone.
  func first(of word: WordID, _ cursors: [AutomatonCursor], _ selection: MatchSelection) -> Int {
    while firstPlaces.count <= word.index { firstPlaces.append(-1) }
    if firstPlaces[word.index] >= 0 { return Int(firstPlaces[word.index]) }
    let links = cursors.count == 1 ? cursors[0].links(ofFirst: word) : .unknown
    var row = WordRow(links: links, traits: table[word.index].traits)
    hits.removeAll()
    for cursor in cursors { cursor.collect(first: word, into: hits) }
    add(hits, to: &row, selection)
    firstPlaces[word.index] = Int32(truncatingIfNeeded: firstRows.count)
    firstRows.append(row)
    return firstRows.count - 1
  }

  /// What can begin with words that may have a capital for where they stand alone, by `first`; valid until the next one.
  var firsts: UnsafeBufferPointer<WordRow> { firstRows.elements }

  /// By word what begins with it, valid until words are added.
  var rows: UnsafeBufferPointer<WordRow> { table.elements }

  /// For each word that makes many matches alone their number, and these (`PackedMatch`); valid as long.
  var names: UnsafeBufferPointer<UInt64> { many.elements }
}

/// A match of one or two tokens without its place.
struct PackedMatch {
  /// `GazetteerMatch.found`, and `ofTwo`.
  let rawValue: UInt64

  private static let ofTwo: UInt64 = 1 << 16

  init(rawValue: UInt64) { self.rawValue = rawValue }

  init(_ match: GazetteerMatch) { rawValue = match.found | (match.tokens.count == 2 ? Self.ofTwo : 0) }

  /// Appends the number of matches and these.
  static func append(_ matches: UnsafeBufferPointer<GazetteerMatch>, to names: FlatBuffer<UInt64>) {
    names.append(UInt64(matches.count))
    for match in matches { names.append(PackedMatch(match).rawValue) }
  }

  /// The match at a token, with the place of the next one or -1.
  @inline(__always) func match(at token: Int32, next: Int32) -> GazetteerMatch {
    let end = token &+ 1 &+ Int32(truncatingIfNeeded: rawValue >> 16 & 1)
    return GazetteerMatch(rawValue & ~Self.ofTwo, tokens: TokenRange(token, end), next: next)
  }

  /// The match of the token alone, with the place of the next one or -1.
  @inline(__always) func match(alone token: Int32, next: Int32) -> GazetteerMatch {
    GazetteerMatch(rawValue, tokens: TokenRange(token, token &+ 1), next: next)
  }

  /// Adds the bit of its list to the masks of `Document.listMasks`, if it has no condition.
  @inline(__always) func add(to low: inout UInt64, _ high: inout UInt64) {
    let bit = (~rawValue &>> 8 & 1) &<< (rawValue & 63)
    let isHigh = 0 &- (rawValue &>> 6 & 1)
    low |= bit & ~isHigh
    high |= bit & isHigh
  }
}
