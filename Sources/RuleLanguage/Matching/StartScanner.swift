import TextModel

/// Tells which rules of a group of phases can begin at a token, and which of them have in its sentence what they cannot do
/// without.
///
/// Pointers only, all of them owned by the engine. An object, so that no call copies its many pointers.
final class StartScanner {
  private let view: MatcherView
  private let words: RuleWordsView
  private let possible: UnsafeMutablePointer<UInt64>
  private let known: UnsafeMutablePointer<UInt64>
  private let lacking: UnsafeMutablePointer<UInt64>
  private let stride: Int
  private let anyStart: UnsafeBufferPointer<UInt64>
  private let needy: UnsafeBufferPointer<UInt64>
  private let ruleNeeds: UnsafeBufferPointer<RuleNeeds>
  private let starts: Tables
  private let pairs: Tables
  private let ends: Tables
  private let seconds: Tables
  private let needs: Tables

  /// Rules begin by kinds or parts of speech too, or go on by them.
  private let startsByPlace: Bool
  private let continuesByPlace: Bool

  private var sentence = 0..<0
  /// The needs that are met somewhere in the sentence; nil where none has been asked for.
  private var met: UInt64?
  /// Behind tokens that are farther from the end of the sentence than that, needs are not looked for.
  private static let reach = 64

  /// The tables of `FixedTriggers` without the object, and without what rows tell.
  private struct Tables {
    let lists: UnsafeBufferPointer<UInt64>
    let conditional: UnsafeBufferPointer<UInt64>
    let kinds: UnsafeBufferPointer<UInt64>
    let tags: UnsafeBufferPointer<UInt64>
    let kindMask: UInt64
    let tagMask: UInt64

    init(_ triggers: FixedTriggers, _ view: MatcherView) {
      lists = triggers.rulesOfList.pointer
      conditional = triggers.rulesOfConditionalList.pointer
      kinds = triggers.rulesOfKind.pointer
      tags = triggers.rulesOfTag.pointer
      kindMask = view.hasKinds ? triggers.kinds : 0
      tagMask = triggers.tags
    }
  }

  init(program: PhaseProgram, view: MatcherView, words: RuleWordsView, memory: ScanMemory) {
    self.view = view
    self.words = words
    possible = memory.possible
    known = memory.known
    lacking = memory.lacking
    stride = program.ruleStride
    anyStart = program.anyStart.pointer
    needy = program.needy.pointer
    ruleNeeds = program.ruleNeeds.pointer
    starts = Tables(program.starts, view)
    pairs = Tables(program.pairs, view)
    ends = Tables(program.ends, view)
    seconds = Tables(program.seconds, view)
    needs = Tables(program.needs, view)
    startsByPlace =
      (starts.kindMask | pairs.kindMask | ends.kindMask | starts.tagMask | pairs.tagMask) != 0
    continuesByPlace = seconds.kindMask | seconds.tagMask != 0
  }

  /// Begins with a sentence.
  @inline(__always) func begin(_ sentence: Range<Int>) {
    self.sentence = sentence
    met = nil
    for word in 0..<stride { (known[word], lacking[word]) = (0, 0) }
  }

  // MARK: Rules

  /// Fetches what will be asked of some tokens and those behind them: of each of 64 that has a bit.
  @inline(__always) func prefetchRules(of tokens: UInt64, from first: Int) {
    let masks = UnsafeRawPointer(words.ruleMasks)
    let width = words.ruleStride &* MemoryLayout<UInt64>.stride
    var rest = tokens
    while rest != 0 {
      let token = first + rest.trailingZeroBitCount
      rest &= rest - 1
      guard token + 1 < view.count else { return }
      masks.prefetch(Int(words.ownRows[token]) &* width)
      masks.prefetch(Int(words.ownRows[token + 1]) &* width)
    }
  }

  /// Those of 64 rules that can begin at a token of the sentence and have there what they cannot do without: that do not mind
  /// what follows, or can go on at the token that does.
  @inline(__always) func rules(_ word: Int, at token: Int) -> UInt64 {
    let row = words.ruleMasks + (Int(words.ownRows[token]) &* words.ruleStride &+ RuleMask.width &* word)
    var open = row[RuleMask.starts.rawValue] | anyStart[word]
    var pairs = row[RuleMask.pairs.rawValue]
    var ends = row[RuleMask.ends.rawValue]
    if startsByPlace {
      forEachPlace(token, starts, stride: stride) { open |= $0[word] }
      forEachPlace(token, self.pairs, stride: stride) { pairs |= $0[word] }
      forEachPlace(token, self.ends, stride: stride) { ends |= $0[word] }
    }
    let wanted = (open | pairs | ends) & possible[word] & ~lacking[word]
    guard wanted != 0 else { return 0 }
    var found = wanted & open
    var rest = wanted & pairs & ~found
    if rest != 0, token + 1 < sentence.upperBound { found |= rest & rules(word, continuingAt: token + 1) }
    rest = wanted & ends & ~found
    if rest != 0 { found |= rules(word, endingAt: token, rest) }
    guard found & needy[word] != 0 else { return found }
    found = met(found, word)
    return found == 0 ? 0 : metBehind(found, word, at: token)
  }

  /// Those of 64 rules that can begin at a token, whatever follows and whether or not they are wanted.
  func rulesWhateverFollows(_ word: Int, at token: Int) -> UInt64 {
    let row = words.ruleMasks + (Int(words.ownRows[token]) &* words.ruleStride &+ RuleMask.width &* word)
    var found = row[RuleMask.starts.rawValue] | row[RuleMask.pairs.rawValue] | row[RuleMask.ends.rawValue]
    for tables in [starts, pairs, ends] { forEachPlace(token, tables, stride: stride) { found |= $0[word] } }
    return found | anyStart[word]
  }

  /// Those of some rules that an entry or a span at a token begins, and that can go on behind it.
  private func rules(_ word: Int, endingAt token: Int, _ wanted: UInt64) -> UInt64 {
    var found: UInt64 = 0
    if words.marks[token] & TokenMarks.long != 0 {
      found = rules(word, endingEntriesAt: token, wanted)
    } else if view.hasLists, view.firstMatch[token] >= 0, token + 1 < sentence.upperBound {
      let row = words.ruleMasks + (Int(words.ownRows[token]) &* words.ruleStride &+ RuleMask.width &* word)
      found = wanted & row[RuleMask.ends.rawValue] & rules(word, continuingAt: token + 1)
    }
    if ends.kindMask != 0, view.kindMasks[token] & ends.kindMask != 0 {
      found |= rules(word, endingSpansAt: token, wanted & ~found)
    }
    return found
  }

  /// Those of 64 rules that an entry at a token begins, and that can go on behind it.
  private func rules(_ word: Int, endingEntriesAt token: Int, _ wanted: UInt64) -> UInt64 {
    guard view.hasLists else { return 0 }
    var found: UInt64 = 0
    var next = view.firstMatch[token]
    while next >= 0, Int(next) < view.matches.count {
      let match = view.matches[Int(next)]
      next = match.next
      let table = match.isConditional ? ends.conditional : ends.lists
      let own = table[Int(match.list & 127) * stride + word] & wanted & ~found
      guard own != 0, match.tokens.limit < sentence.upperBound, match.tokens.limit > token else { continue }
      found |= own & rules(word, continuingAt: match.tokens.limit)
    }
    return found
  }

  /// Those of 64 rules that a span at a token begins, and that can go on behind it.
  private func rules(_ word: Int, endingSpansAt token: Int, _ wanted: UInt64) -> UInt64 {
    var found: UInt64 = 0
    var next = view.firstAnnotation[token]
    while next >= 0, Int(next) < view.annotations.count {
      let index = Int(next)
      next = index < view.nextAnnotation.count ? view.nextAnnotation[index] : -1
      guard view.annotations[index].kind.bit & ends.kindMask != 0 else { continue }
      let limit = view.annotations[index].tokens.limit
      let own = ends.kinds[Int(view.annotations[index].kind.rawValue & 63) * stride + word] & wanted & ~found
      guard own != 0, limit < sentence.upperBound, limit > token else { continue }
      found |= own & rules(word, continuingAt: limit)
    }
    return found
  }

  /// Those of 64 rules that may have a token as their second.
  @inline(__always) private func rules(_ word: Int, continuingAt token: Int) -> UInt64 {
    let place = Int(words.ownRows[token]) &* words.ruleStride &+ RuleMask.width &* word &+ RuleMask.seconds.rawValue
    var found = words.ruleMasks[place]
    if continuesByPlace { forEachPlace(token, seconds, stride: stride) { found |= $0[word] } }
    return found
  }

  /// Calls `body` with the mask of each kind and part of speech at a token.
  @inline(__always) private func forEachPlace(
    _ token: Int, _ tables: Tables, stride: Int, _ body: (UnsafePointer<UInt64>) -> Void
  ) {
    if tables.kindMask != 0 {
      forEachBit(view.kindMasks[token] & tables.kindMask, tables.kinds, stride: stride, body)
    }
    if tables.tagMask != 0 { forEachTag(token, tables, stride: stride, body) }
  }

  @inline(__always) private func forEachTag(
    _ token: Int, _ tables: Tables, stride: Int, _ body: (UnsafePointer<UInt64>) -> Void
  ) {
    let tag: UInt64 = 1 << UInt64(view.hasTags ? view.tags[token] & 63 : 0)
    forEachBit(tag & tables.tagMask, tables.tags, stride: stride, body)
  }

  @inline(__always) private func forEachBit(
    _ found: UInt64, _ table: UnsafeBufferPointer<UInt64>, stride: Int, _ body: (UnsafePointer<UInt64>) -> Void
  ) {
    var rest = found
    guard rest != 0, let first = table.baseAddress else { return }
    while rest != 0 {
      body(first + rest.trailingZeroBitCount * stride)
      rest &= rest - 1
    }
  }

  // MARK: Needs

  /// Those of 64 rules that have somewhere in the sentence what they cannot do without. Each is looked at once a sentence.
  @inline(__always) private func met(_ rules: UInt64, _ word: Int) -> UInt64 {
    let rest = rules & needy[word] & ~known[word]
    if rest != 0 { look(at: rest, word) }
    return rules & ~lacking[word]
  }

  private func look(at rules: UInt64, _ word: Int) {
    let met = met ?? needs(in: sentence)
    self.met = met
    known[word] |= rules
    var rest = rules
    while rest != 0 {
      let rule = rest.trailingZeroBitCount
      rest &= rest - 1
      if ruleNeeds[word << 6 + rule].all & ~met != 0 { lacking[word] |= 1 << UInt64(rule) }
    }
  }

  /// Those of 64 rules that have behind a token what they need there, and from it on what they need from there.
  private func metBehind(_ rules: UInt64, _ word: Int, at token: Int) -> UInt64 {
    var rest = rules & needy[word]
    guard rest != 0, sentence.upperBound - token <= Self.reach else { return rules }
    var found = rules
    var behind: UInt64?
    while rest != 0 {
      let rule = rest.trailingZeroBitCount
      let needs = ruleNeeds[word << 6 + rule]
      rest &= rest - 1
      guard needs.behind | needs.within != 0 else { continue }
      let met = behind ?? self.needs(in: token + 1..<sentence.upperBound)
      behind = met
      if needs.behind & ~met != 0
        || needs.within & ~met != 0 && needs.within & ~met & ~self.needs(in: token..<token + 1) != 0
      {
        found &= ~(1 << UInt64(rule))
      }
    }
    return found
  }

  /// The needs that are met at some tokens.
  private func needs(in tokens: Range<Int>) -> UInt64 {
    let (masks, rows) = (words.needMasks, words.ownRows)
    var found: UInt64 = 0
    for token in tokens { found |= masks[Int(rows[token])] }
    if needs.kindMask != 0 {
      let kinds = view.kindMasks
      var all: UInt64 = 0
      for token in tokens { all |= kinds[token] }
      forEachBit(all & needs.kindMask, needs.kinds, stride: 1) { found |= $0.pointee }
    }
    if needs.tagMask != 0 { for token in tokens { forEachTag(token, needs, stride: 1) { found |= $0.pointee } } }
    return found
  }
}
