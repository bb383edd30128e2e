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
  private let pairs = PairMemo()
  private let selection: MatchSelection
  private let hits = FlatBuffer<NameHit>()
  private let found = FlatBuffer<GazetteerMatch>()
  /// Matches on their way into the document: handed over at ends of sentences, so many or more at a time.
  private let matches = FlatBuffer<GazetteerMatch>(capacity: 2 * chunk)
  private static let chunk = 512

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
    if starts.prepare(for: document.vocabulary, cursors, selection) { pairs.clear() }
    let count = document.tokens.count
    Self.fill(&document.firstMatch, count: count, with: -1)
    Self.fill(&document.listMasks, count: count * 2, with: 0)
    document.gazetteerMatches.removeAll(keepingCapacity: true)
    document.gazetteerMatches.reserveCapacity(count)
    matches.removeAll()
    document.tokens.withUnsafeBufferPointer { tokens in
      document.firstMatch.withUnsafeMutableBufferPointer { firstMatch in
        document.listMasks.withUnsafeMutableBufferPointer { masks in
          for sentence in document.sentences {
            tag(sentence.tokens, tokens, known: document.gazetteerMatches.count, firstMatch, masks)
            if matches.count >= Self.chunk { handOver(to: document) }
          }
        }
      }
    }
    handOver(to: document)
  }

  private func handOver(to document: Document) {
    document.gazetteerMatches.append(contentsOf: matches.elements)
    matches.removeAll()
  }

  /// Adds the matches of a sentence, where the document has so many already.
  private mutating func tag(
    _ sentence: TokenRange, _ tokens: UnsafeBufferPointer<Token>, known: Int,
    _ firstMatch: UnsafeMutableBufferPointer<Int32>, _ masks: UnsafeMutableBufferPointer<UInt64>
  ) {
    let limit = min(sentence.limit, tokens.count)
    let starts = starts.view
    for token in sentence.first..<max(sentence.first, limit) {
      let word = tokens[token].word
      let traits = starts.looks[word.index].traits
      if traits.isDisjoint(with: .withCase) {
        if traits.isEmpty || !tokens[token].flags.contains(.caseless) { continue }
      }
      let first = known &+ matches.count
      if !isPlain(token, starts, limit: limit, tokens) {
        hits.removeAll()
        for cursor in cursors { cursor.collect(at: token, limit: limit, tokens, into: hits) }
        guard hits.count > 0 else { continue }
        let mask = selection.report(hits, at: Int32(truncatingIfNeeded: token), into: found)
        append(found.elements, first: first)
        (masks[token * 2], masks[token * 2 + 1]) = mask
        if found.count > 0 { firstMatch[token] = Int32(truncatingIfNeeded: first) }
      } else if traits.contains(.ends) {
        let name = Int(starts.looks[word.index].name)
        (masks[token * 2], masks[token * 2 + 1]) = (starts.names[name], starts.names[name + 1])
        append(alone: name + 2, starts.names, at: Int32(truncatingIfNeeded: token), first: first)
        if matches.count > first &- known { firstMatch[token] = Int32(truncatingIfNeeded: first) }
      }
    }
  }

  /// Whether the names that begin at a token are those that its word makes alone, as it is spelt.
  @inline(__always) private func isPlain(
    _ token: Int, _ starts: StartTable.View, limit: Int, _ tokens: UnsafeBufferPointer<Token>
  ) -> Bool {
    let flags = tokens[token].flags
    let look = starts.looks[tokens[token].word.index]
    let traits = look.traits
    if !flags.isDisjoint(with: [.caseless, .titleCase]) { return false }
    if flags.contains(.sentenceStart), traits.contains(.lowered) { return false }
    if traits.isDisjoint(with: [.exactGoesOn, .anyGoesOn]) || token + 1 >= limit { return true }
    guard look.links.mayGoOn(over: starts.looks[tokens[token + 1].word.index].links) else { return true }
    return !goesOn(from: tokens[token].word, over: tokens[token + 1].word, traits)
  }

  /// Whether some name goes on from a first word over the next one: looked up once for pairs that come again and again.
  @inline(__always)
  private func goesOn(from word: WordID, over next: WordID, _ traits: WordStart.Traits) -> Bool {
    pairs.value(of: word, next) {
      for cursor in cursors where cursor.goesOn(from: word, over: next, traits) { return true }
      return false
    }
  }

  /// Adds matches whose links count from the first of them.
  private func append(_ added: UnsafeBufferPointer<GazetteerMatch>, first: Int) {
    for var match in added {
      if match.next >= 0 { match.next &+= Int32(truncatingIfNeeded: first) }
      matches.append(match)
    }
  }

  /// Adds the matches of a word alone, whose number lies at a place and they behind it.
  @inline(__always)
  private func append(alone place: Int, _ names: UnsafeBufferPointer<UInt64>, at token: Int32, first: Int) {
    let count = Int(truncatingIfNeeded: names[place])
    for index in 0..<count {
      let next = index &+ 1 < count ? Int32(truncatingIfNeeded: first &+ index &+ 1) : -1
      matches.append(PackedMatch(rawValue: names[place &+ 1 &+ index]).match(at: token, next: next))
    }
  }

  private static func fill<Number>(_ array: inout [Number], count: Int, with value: Number) {
    array.removeAll(keepingCapacity: true)
    array.append(contentsOf: repeatElement(value, count: count))
  }
}

/// What was found out about pairs of words, of which a few come again and again.
private final class PairMemo {
  /// By slot that the pair chooses: both words, and in the lowest bit what holds of them.
  private let slots: UnsafeMutablePointer<UInt64>
  private static let size = 1 << 12

  init() {
    slots = .allocate(capacity: Self.size)
    slots.initialize(repeating: .max, count: Self.size)
  }

  deinit { slots.deallocate() }

  func clear() { slots.update(repeating: .max, count: Self.size) }

  /// What holds of a pair: as it is kept, or as `look` finds it.
  @inline(__always) func value(of word: WordID, _ next: WordID, _ look: () -> Bool) -> Bool {
    let key = UInt64(UInt32(bitPattern: word.rawValue)) &<< 32 | UInt64(UInt32(bitPattern: next.rawValue)) &<< 1
    let slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 52)
    let known = slots[slot]
    if known & ~1 == key { return known & 1 != 0 }
    let value = look()
    slots[slot] = key | (value ? 1 : 0)
    return value
  }
}
