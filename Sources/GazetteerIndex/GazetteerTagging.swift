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
  private var selection: MatchSelection
  private var hits: [NameHit] = []

  /// A tagger for these lists, one a worker.
  public init(_ gazetteers: Gazetteers) {
    self.gazetteers = gazetteers
    selection = MatchSelection(gazetteers.layers.map(MatchSelection.Layer.init))
    cursors = gazetteers.layers.indices.reversed().map {
      AutomatonCursor(gazetteers.layers[$0].content.automaton, layer: $0)
    }
  }

  /// Finds the matches at every token. O(tokens) look-ups, and one a further word of a name.
  public mutating func process(_ document: Document) {
    hits.removeAll(keepingCapacity: true)
    for index in cursors.indices {
      cursors[index].prepare(for: document.vocabulary)
      cursors[index].collect(document, into: &hits)
    }
    if cursors.count > 1 { orderByToken() }
    let count = document.tokens.count
    Self.fill(&document.firstMatch, count: count, with: -1)
    Self.fill(&document.listMasks, count: count * 2, with: 0)
    var matches = document.gazetteerMatches
    document.gazetteerMatches = []
    matches.removeAll(keepingCapacity: true)
    matches.reserveCapacity(hits.count + hits.count / 2)
    hits.withUnsafeMutableBufferPointer { hits in
      document.firstMatch.withUnsafeMutableBufferPointer { firstMatch in
        document.listMasks.withUnsafeMutableBufferPointer { masks in
          Self.report(hits, &selection, into: &matches, firstMatch, masks)
        }
      }
    }
    document.gazetteerMatches = matches
  }

  private static func report(
    _ hits: UnsafeMutableBufferPointer<NameHit>, _ selection: inout MatchSelection,
    into matches: inout [GazetteerMatch], _ firstMatch: UnsafeMutableBufferPointer<Int32>,
    _ masks: UnsafeMutableBufferPointer<UInt64>
  ) {
    var start = 0
    while start < hits.count {
      let token = Int(hits[start].token)
      var end = start + 1
      while end < hits.count, hits[end].token == hits[start].token { end += 1 }
      let names = UnsafeMutableBufferPointer(rebasing: hits[start..<end])
      if names.count > 1 { putLongestFirst(names) }
      let first = matches.count
      (masks[token * 2], masks[token * 2 + 1]) = selection.report(names, into: &matches)
      if matches.count > first { firstMatch[token] = Int32(truncatingIfNeeded: first) }
      start = end
    }
  }

  /// Of one length the users' stay before ours, and the exact tree's before the other's.
  private static func putLongestFirst(_ hits: UnsafeMutableBufferPointer<NameHit>) {
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

  /// Merges the hits of the layers, each of which is in order.
  private mutating func orderByToken() {
    var merged: [NameHit] = []
    merged.reserveCapacity(hits.count)
    guard let layer = hits.first?.layer else { return }
    var left = 0
    var right = hits.firstIndex { $0.layer != layer } ?? hits.count
    let middle = right
    while left < middle || right < hits.count {
      if right == hits.count || (left < middle && hits[left].token <= hits[right].token) {
        merged.append(hits[left])
        left += 1
      } else {
        merged.append(hits[right])
        right += 1
      }
    }
    hits = merged
  }

  private static func fill<Number>(_ array: inout [Number], count: Int, with value: Number) {
    array.removeAll(keepingCapacity: true)
    array.append(contentsOf: repeatElement(value, count: count))
  }
}
