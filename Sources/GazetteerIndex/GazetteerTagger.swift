import TextModel

/// Finds the matches of documents (`GazetteerTagging`), for one worker.
final class GazetteerTagger {
  /// One for each layer, the users' first: theirs win.
  private let cursors: [AutomatonCursor]
  private let starts = StartTable()
  private let pairs = PairMemo()
  private let selection: MatchSelection
  private let hits = FlatBuffer<NameHit>()
  private let found = FlatBuffer<GazetteerMatch>()
  /// Matches on their way into the document: handed over at ends of sentences, so many or more at a time.
  private let matches = FlatBuffer<GazetteerMatch>(capacity: 2 * chunk)
  private static let chunk = 512

  /// What is at hand of the document.
  private struct View {
    let tokens: UnsafeBufferPointer<Token>
    let rows: UnsafeBufferPointer<StartTable.WordRow>
    let firstMatch: UnsafeMutableBufferPointer<Int32>
    let masks: UnsafeMutableBufferPointer<UInt64>
    /// So many matches the document has already.
    var known = 0
  }

  init(_ gazetteers: Gazetteers) {
    selection = MatchSelection(gazetteers.layers.map(MatchSelection.Layer.init))
    cursors = gazetteers.layers.indices.reversed().map {
      AutomatonCursor(gazetteers.layers[$0].content.automaton, layer: $0)
    }
  }

  func process(_ document: Document) {
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
          var view = View(tokens: tokens, rows: starts.rows, firstMatch: firstMatch, masks: masks)
          for sentence in document.sentences {
            tag(sentence.tokens, view)
            guard matches.count >= Self.chunk else { continue }
            handOver(to: document)
            view.known = document.gazetteerMatches.count
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

  private static func fill<Number>(_ array: inout [Number], count: Int, with value: Number) {
    array.removeAll(keepingCapacity: true)
    array.append(contentsOf: repeatElement(value, count: count))
  }

  /// Adds the matches of a sentence. Most tokens begin no name, or only those that their word makes alone.
  private func tag(_ sentence: TokenRange, _ view: View) {
    let (tokens, rows) = (view.tokens, view.rows)
    let limit = min(sentence.limit, tokens.count)
    for token in sentence.first..<max(sentence.first, limit) {
      if token &+ Token.ahead < tokens.count { rows.prefetch(tokens[token &+ Token.ahead].word.index) }
      let word = tokens[token].word.index
      let flags = tokens[token].flags
      let traits = rows[word].traits
      if traits.isDisjoint(with: .withCase), traits.isEmpty || !flags.contains(.caseless) { continue }
      if flags.isDisjoint(with: [.caseless, .titleCase, .sentenceStart]), !mayGoOn(from: token, limit: limit, view) {
        addAlone(token, view)
      } else {
        addOthers(token, limit: limit, view)
      }
    }
  }

  /// Whether names may go on from a token, as it is spelt, over the next one.
  @inline(__always) private func mayGoOn(from token: Int, limit: Int, _ view: View) -> Bool {
    let word = view.tokens[token].word.index
    if view.rows[word].traits.isDisjoint(with: [.exactGoesOn, .anyGoesOn]) || token &+ 1 >= limit { return false }
    return view.rows[word].links.mayGoOn(over: view.rows[view.tokens[token &+ 1].word.index].links)
  }

  /// Whether a token stands for its own spelling alone.
  @inline(__always) private func isReliable(_ token: Int, _ view: View) -> Bool {
    view.tokens[token].flags.isDisjoint(with: [.caseless, .titleCase, .sentenceStart])
  }

  /// Adds the matches that the word of a token makes alone.
  @inline(__always) private func addAlone(_ token: Int, _ view: View) {
    add(alone: view.rows, view.tokens[token].word.index, at: token, view)
  }

  @inline(__always) private func add(
    alone rows: UnsafeBufferPointer<StartTable.WordRow>, _ word: Int, at token: Int, _ view: View
  ) {
    let count = rows[word].count
    if count == 0 { return }
    if count > 2 { return add(starts.names, from: Int(rows[word].place), at: token, view) }
    let place = Int32(truncatingIfNeeded: view.known &+ matches.count)
    let start = Int32(truncatingIfNeeded: token)
    let room = matches.room(for: 2)
    var low: UInt64 = 0
    var high: UInt64 = 0
    let first = PackedMatch(rawValue: rows[word].first)
    first.add(to: &low, &high)
    room.initialize(to: first.match(alone: start, next: count == 2 ? place &+ 1 : -1))
    if count == 2 {
      let second = PackedMatch(rawValue: rows[word].second)
      second.add(to: &low, &high)
      (room + 1).initialize(to: second.match(alone: start, next: -1))
    }
    matches.advance(by: Int(count))
    (view.masks[token &* 2], view.masks[token &* 2 &+ 1]) = (low, high)
    view.firstMatch[token] = place
  }

  /// Adds matches whose number lies at a place and they behind it.
  @inline(never)
  private func add(_ names: UnsafeBufferPointer<UInt64>, from place: Int, at token: Int, _ view: View) {
    let count = Int(truncatingIfNeeded: names[place])
    guard count > 0 else { return }
    let first = Int32(truncatingIfNeeded: view.known &+ matches.count)
    let room = matches.room(for: count)
    var low: UInt64 = 0
    var high: UInt64 = 0
    for index in 0..<count {
      let match = PackedMatch(rawValue: names[place &+ 1 &+ index])
      match.add(to: &low, &high)
      let next = index &+ 1 < count ? first &+ Int32(truncatingIfNeeded: index &+ 1) : -1
      (room + index).initialize(to: match.match(at: Int32(truncatingIfNeeded: token), next: next))
    }
    matches.advance(by: count)
    (view.masks[token &* 2], view.masks[token &* 2 &+ 1]) = (low, high)
    view.firstMatch[token] = first
  }

  /// Adds the matches at a token with which a longer name may begin, or which may stand for other spellings.
  @inline(never) private func addOthers(_ token: Int, limit: Int, _ view: View) {
    let flags = view.tokens[token].flags
    if !flags.isDisjoint(with: [.caseless, .titleCase]) { return walk(from: token, limit: limit, view) }
    let word = view.tokens[token].word
    if flags.contains(.sentenceStart), view.rows[word.index].traits.contains(.lowered) {
      return addFirst(token, limit: limit, view)
    }
    guard mayGoOn(from: token, limit: limit, view) else { return addAlone(token, view) }
    let next = view.tokens[token &+ 1].word
    let known = pairs.known(of: word, next) ?? remember(pair: word, next)
    if !known.goesOn { return addAlone(token, view) }
    // Where a sentence begins in its middle, its first word may be another.
    if flags.contains(.sentenceStart), !isReliable(token &+ 1, view) { return walk(from: token, limit: limit, view) }
    if known.goesFurther, token &+ 2 < limit {
      let third = view.tokens[token &+ 2].word
      if flags.contains(.sentenceStart) || pairs.goesOn(known, over: third) ?? remember(word, next, known, third) {
        return walk(from: token, limit: limit, view)
      }
    }
    add(pairs.names, from: known.place, at: token, view)
  }

  /// Adds the matches at the first word of a sentence that may have a capital for that alone.
  private func addFirst(_ token: Int, limit: Int, _ view: View) {
    let row = starts.first(of: view.tokens[token].word, cursors, selection)
    let rows = starts.firsts
    if token &+ 1 < limit {
      let next = token &+ 1
      let mayGoOn = rows[row].links.mayGoOn(over: view.rows[view.tokens[next].word.index].links)
      if mayGoOn || !isReliable(next, view) { return walk(from: token, limit: limit, view) }
    }
    add(alone: rows, row, at: token, view)
  }

  /// Finds out what is known of a word and the next one.
  private func remember(pair word: WordID, _ next: WordID) -> PairMemo.Known {
    var isPair = false
    var goesFurther = false
    for cursor in cursors {
      let on = cursor.goesOn(from: word, over: next)
      isPair = isPair || on.overNext
      goesFurther = goesFurther || on.further
    }
    guard isPair else { return pairs.remember(word, next) }
    hits.removeAll()
    for cursor in cursors { cursor.collect(pair: word, next, into: hits) }
    _ = selection.report(hits, at: 0, into: found)
    return pairs.remember(word, next, found.elements, goesFurther: goesFurther)
  }

  /// Finds out whether a name goes on from a pair over a third word.
  private func remember(_ word: WordID, _ next: WordID, _ pair: PairMemo.Known, _ third: WordID) -> Bool {
    var goesOn = false
    for cursor in cursors where cursor.goesOn(from: word, next, over: third) { goesOn = true }
    pairs.remember(pair, third, goesOn: goesOn)
    return goesOn
  }

  /// Adds the matches that walks through the trees find.
  private func walk(from token: Int, limit: Int, _ view: View) {
    hits.removeAll()
    for cursor in cursors { cursor.collect(at: token, limit: limit, view.tokens, into: hits) }
    guard hits.count > 0 else { return }
    let mask = selection.report(hits, at: Int32(truncatingIfNeeded: token), into: found)
    guard found.count > 0 else { return }
    let first = Int32(truncatingIfNeeded: view.known &+ matches.count)
    for var match in found.elements {
      if match.next >= 0 { match.next &+= first }
      matches.append(match)
    }
    (view.masks[token &* 2], view.masks[token &* 2 &+ 1]) = mask
    view.firstMatch[token] = first
  }
}
