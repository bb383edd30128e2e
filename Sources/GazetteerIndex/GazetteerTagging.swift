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

  /// One for each layer, the users' first: theirs win.
  private let cursors: [AutomatonCursor]
  private var starts: StartTable
  private var selection: MatchSelection
  private var hits: [NameHit] = []
  private var found: [GazetteerMatch] = []

  /// A tagger for these lists, one a worker.
  public init(_ gazetteers: Gazetteers) {
    selection = MatchSelection(gazetteers.layers.map(MatchSelection.Layer.init))
    cursors = gazetteers.layers.indices.reversed().map {
      AutomatonCursor(gazetteers.layers[$0].content.automaton, layer: $0)
    }
    starts = StartTable()
  }

  /// Finds the matches at every token: a look for a token that begins none, a copy for most others.
  public mutating func process(_ document: Document) {
    starts.prepare(for: document.vocabulary, cursors, &selection)
    let count = document.tokens.count
    Self.fill(&document.firstMatch, count: count, with: -1)
    Self.fill(&document.listMasks, count: count * 2, with: 0)
    var matches = document.gazetteerMatches
    document.gazetteerMatches = []
    matches.removeAll(keepingCapacity: true)
    matches.reserveCapacity(count)
    document.tokens.withUnsafeBufferPointer { tokens in
      document.firstMatch.withUnsafeMutableBufferPointer { firstMatch in
        document.listMasks.withUnsafeMutableBufferPointer { masks in
          for sentence in document.sentences {
            tag(sentence.tokens, tokens, into: &matches, firstMatch, masks)
          }
        }
      }
    }
    document.gazetteerMatches = matches
  }

  private mutating func tag(
    _ sentence: TokenRange, _ tokens: UnsafeBufferPointer<Token>, into matches: inout [GazetteerMatch],
    _ firstMatch: UnsafeMutableBufferPointer<Int32>, _ masks: UnsafeMutableBufferPointer<UInt64>
  ) {
    let limit = min(sentence.limit, tokens.count)
    starts.withView { starts in
      for token in sentence.first..<max(sentence.first, limit) {
        let word = tokens[token].word
        let traits = starts.traits[word.index]
        if traits.isEmpty { continue }
        let first = matches.count
        if !isPlain(token, traits, limit: limit, tokens) {
          hits.removeAll(keepingCapacity: true)
          for cursor in cursors { cursor.collect(at: token, limit: limit, tokens, into: &hits) }
          guard !hits.isEmpty else { continue }
          let mask = selection.report(&hits, at: Int32(truncatingIfNeeded: token), into: &found)
          append(found[...], to: &matches, by: 0)
          (masks[token * 2], masks[token * 2 + 1]) = mask
        } else if traits.contains(.ends) {
          let alone = starts.names[Int(starts.nameOfWord[word.index])]
          append(starts.matches[alone.matches], to: &matches, by: Int32(truncatingIfNeeded: token))
          (masks[token * 2], masks[token * 2 + 1]) = alone.masks
        }
        if matches.count > first { firstMatch[token] = Int32(truncatingIfNeeded: first) }
      }
    }
  }

  /// Whether the names that begin at a token are those that its word makes alone, as it is spelt.
  @inline(__always) private func isPlain(
    _ token: Int, _ traits: WordStart.Traits, limit: Int, _ tokens: UnsafeBufferPointer<Token>
  ) -> Bool {
    let flags = tokens[token].flags
    if !flags.isDisjoint(with: [.caseless, .titleCase]) { return false }
    if flags.contains(.sentenceStart), traits.contains(.lowered) { return false }
    if traits.isDisjoint(with: [.exactGoesOn, .anyGoesOn]) || token + 1 >= limit { return true }
    for cursor in cursors where cursor.goesOn(from: tokens[token].word, over: tokens[token + 1].word, traits) {
      return false
    }
    return true
  }

  /// Appends matches whose links count from the first of them.
  @inline(__always) private func append(
    _ added: some RandomAccessCollection<GazetteerMatch>, to matches: inout [GazetteerMatch], by shift: Int32
  ) {
    let first = Int32(truncatingIfNeeded: matches.count)
    for match in added {
      matches.append(
        GazetteerMatch(
          list: match.list, entry: match.entry,
          tokens: TokenRange(match.tokens.start &+ shift, match.tokens.end &+ shift),
          isConditional: match.isConditional, next: match.next < 0 ? -1 : match.next &+ first))
    }
  }

  private static func fill<Number>(_ array: inout [Number], count: Int, with value: Number) {
    array.removeAll(keepingCapacity: true)
    array.append(contentsOf: repeatElement(value, count: count))
  }
}
