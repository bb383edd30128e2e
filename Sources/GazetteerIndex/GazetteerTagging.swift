import TextModel

/// Looks every stretch of tokens up in all lists: fills `gazetteerMatches`, `firstMatch` and `listMasks`.
///
/// *Longest of each list.* At every token, of each list (and, apart from it, of each `only-if` of that list) the
/// longest name that begins there is reported, within the sentence; names of other lists and shorter names of other
/// lists are not hidden by it. Entries that share the name follow one another in the order of their file, at most
/// `namesakeLimit` of them. Where the users' own list has a name of the same length, it alone is reported.
///
/// *Case.* An entry matches as it is spelt; with `case any`, however it is spelt. Where case says nothing, in a
/// sentence in capitals, every spelling matches; where it says little, at the start of a sentence and In a Title, a
/// capitalised token also matches a word with a small first letter. Typographic apostrophes and hyphens match plain
/// ones everywhere.
///
/// The matches at a token are linked from the longest to the shortest.
public struct GazetteerTagging: Stage {
  /// Of more entries of one list with one name only the first are reported.
  public static let namesakeLimit = 8
  /// More matches at one token are not reported.
  public static let matchLimit = 256

  private let gazetteers: Gazetteers
  /// One for each layer, the users' first: theirs win.
  private var cursors: [AutomatonCursor]
  private var hits: [NameHit] = []
  private var groups: [Group] = []

  /// What is already reported of a list and condition at the token in hand.
  private struct Group {
    var key: UInt32
    var end: Int32
    var layer: Int32
    var count: Int
  }

  /// A tagger for these lists, one a worker.
  public init(_ gazetteers: Gazetteers) {
    self.gazetteers = gazetteers
    cursors = gazetteers.layers.indices.reversed().map {
      AutomatonCursor(gazetteers.layers[$0].content.automaton, layer: $0)
    }
  }

  /// Finds the matches at every token. O(tokens) look-ups, and one a further word of a name.
  public mutating func process(_ document: Document) {
    for index in cursors.indices { cursors[index].prepare(for: document.vocabulary) }
    let count = document.tokens.count
    var matches = document.gazetteerMatches
    document.gazetteerMatches = []
    matches.removeAll(keepingCapacity: true)
    Self.fill(&document.firstMatch, count: count, with: -1)
    Self.fill(&document.listMasks, count: count * 2, with: 0)
    document.tokens.withUnsafeBufferPointer { tokens in
      for sentence in document.sentences {
        let limit = min(sentence.tokens.limit, count)
        for token in sentence.tokens.first..<max(sentence.tokens.first, limit) {
          for index in cursors.indices { cursors[index].collect(at: token, limit: limit, tokens: tokens, into: &hits) }
          if hits.isEmpty { continue }
          document.firstMatch[token] = Int32(truncatingIfNeeded: matches.count)
          report(at: token, into: &matches, masks: &document.listMasks)
          if matches.count == Int(document.firstMatch[token]) { document.firstMatch[token] = -1 }
        }
      }
    }
    document.gazetteerMatches = matches
  }

  private static func fill<Number>(_ array: inout [Number], count: Int, with value: Number) {
    array.removeAll(keepingCapacity: true)
    array.append(contentsOf: repeatElement(value, count: count))
  }

  private mutating func report(at token: Int, into matches: inout [GazetteerMatch], masks: inout [UInt64]) {
    let first = matches.count
    if hits.count > 1 { sortHits() }
    groups.removeAll(keepingCapacity: true)
    for hit in hits {
      let layer = gazetteers.layers[Int(hit.layer)]
      let automaton = cursors[cursors.count - 1 - Int(hit.layer)].automaton
      for index in automaton.outputs(of: hit.node) where matches.count - first < Self.matchLimit {
        let output = automaton.output(index)
        guard let list = layer.lists[checked: Int(output.list)], list < GazetteerMatch.listLimit,
          let condition = layer.conditions[checked: Int(output.condition)],
          Int(output.entry) < layer.content.entries.count
        else { continue }
        let entry = Int32(truncatingIfNeeded: output.entry & 0x7FFF_FFFF) | (layer.isUsers ? Int32.min : 0)
        let key = UInt32(list) << 16 | UInt32(condition)
        guard isWanted(entry, key: key, hit, among: matches[first...]) else { continue }
        if condition == 0 { masks[token * 2 + Int(list >> 6)] |= 1 << UInt64(list & 63) }
        matches.append(
          GazetteerMatch(
            list: list, entry: entry, tokens: TokenRange(Int32(truncatingIfNeeded: token), hit.end),
            isConditional: condition != 0, next: Int32(truncatingIfNeeded: matches.count + 1)))
      }
    }
    if matches.count > first { matches[matches.count - 1].next = -1 }
    hits.removeAll(keepingCapacity: true)
  }

  /// Puts the longest first; of one length the users' before ours, and the exact tree before the other.
  private mutating func sortHits() {
    for index in 1..<hits.count {
      let hit = hits[index]
      var place = index
      while place > 0, hits[place - 1].end < hit.end {
        hits[place] = hits[place - 1]
        place -= 1
      }
      hits[place] = hit
    }
  }

  /// Whether nothing longer, or of the users', is reported of that list and condition yet, nor the entry itself by
  /// another of its names that reads the same here.
  private mutating func isWanted(
    _ entry: Int32, key: UInt32, _ hit: NameHit, among reported: ArraySlice<GazetteerMatch>
  ) -> Bool {
    for index in groups.indices where groups[index].key == key {
      guard groups[index].end == hit.end, groups[index].layer == hit.layer else { return false }
      groups[index].count += 1
      return groups[index].count <= Self.namesakeLimit && !reported.contains { $0.entry == entry }
    }
    groups.append(Group(key: key, end: hit.end, layer: hit.layer, count: 1))
    return true
  }
}
