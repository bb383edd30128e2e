import TextModel

/// Finds the tokens of a sentence at which rules of a group of phases can begin, which rules these are, and which of them have in
/// the sentence what they cannot do without.
///
/// Pointers only, all of them owned by the engine. A sentence that lacks what the rules need costs one look; in others a
/// token that begins nothing does. An object, so that no call copies its many pointers.
final class StartScanner {
  private let view: DocumentView
  private let words: RuleWordsView
  private let tokens: UnsafeMutablePointer<Int32>
  private let masks: UnsafeMutablePointer<UInt64>
  private let behind: UnsafeMutablePointer<UInt64>
  private let within: UnsafeMutablePointer<UInt64>
  private let wanted: UnsafeMutablePointer<UInt64>
  private let possible: UnsafeMutablePointer<UInt64>
  private let metInSentence: UnsafeMutablePointer<UInt64>
  private let beginsInSentence: UnsafeMutablePointer<Bool>
  private let group: Int
  private let startBit: UInt64
  private let needBit: UInt64
  let stride: Int
  private let anyStart: UnsafeBufferPointer<UInt64>
  private let needy: UnsafeBufferPointer<UInt64>
  private let plain: UnsafeBufferPointer<UInt64>
  private let rulesOfNeed: UnsafeBufferPointer<UInt64>
  private let ruleNeeds: UnsafeBufferPointer<RuleNeeds>
  private let hasAnyStart: Bool
  private let starts: Tables
  private let pairs: Tables
  private let seconds: Tables
  private let needs: Tables

  /// The tokens at which something can begin.
  private(set) var count = 0
  /// The needs that are met somewhere in the sentence.
  private var met: UInt64 = 0

  /// The tables of `FixedTriggers` without the object.
  private struct Tables {
    let lists: UnsafeBufferPointer<UInt64>
    let conditional: UnsafeBufferPointer<UInt64>
    let kinds: UnsafeBufferPointer<UInt64>
    let tags: UnsafeBufferPointer<UInt64>
    let listMask: (UInt64, UInt64)
    let kindMask: UInt64
    let tagMask: UInt64
    let hasConditional: Bool

    init(_ triggers: FixedTriggers, _ view: DocumentView) {
      lists = triggers.rulesOfList.pointer
      conditional = triggers.rulesOfConditionalList.pointer
      kinds = triggers.rulesOfKind.pointer
      tags = triggers.rulesOfTag.pointer
      listMask = view.hasLists ? triggers.lists : (0, 0)
      kindMask = view.hasKinds ? triggers.kinds : 0
      tagMask = triggers.tags
      hasConditional = view.hasLists && triggers.hasConditional
    }
  }

  init(program: PhaseProgram, view: DocumentView, words: RuleWordsView, memory: ScanMemory) {
    self.view = view
    self.words = words
    tokens = memory.tokens
    masks = memory.masks
    behind = memory.behind
    within = memory.within
    wanted = memory.wanted
    possible = memory.possible
    metInSentence = memory.metInSentence
    beginsInSentence = memory.beginsInSentence
    group = program.number
    startBit = program.bit
    needBit = program.bit << 32
    stride = program.ruleStride
    anyStart = program.anyStart.pointer
    needy = program.needy.pointer
    plain = program.plain.pointer
    rulesOfNeed = program.rulesOfNeed.pointer
    ruleNeeds = program.ruleNeeds.pointer
    hasAnyStart = program.hasAnyStart
    starts = Tables(program.starts, view)
    pairs = Tables(program.pairs, view)
    seconds = Tables(program.seconds, view)
    needs = Tables(program.needs, view)
    fillSentences()
  }

  /// What is met in each sentence, and whether a rule can begin in it; parts of speech aside.
  private func fillSentences() {
    let (met, begins) = (metInSentence, beginsInSentence)
    for number in view.sentences.indices {
      met[number] = words.needsOfSentence[number * words.needStride + group]
      begins[number] = hasAnyStart || starts.tagMask != 0 || words.groupsOfSentence[number] & startBit != 0
    }
    let kinds = starts.kindMask | needs.kindMask
    guard kinds != 0, let needsOfKind = needs.kinds.baseAddress else { return }
    for annotation in view.annotations where annotation.kind.bit & kinds != 0 {
      guard view.sentenceOfToken.indices.contains(annotation.tokens.first) else { continue }
      let number = Int(view.sentenceOfToken[annotation.tokens.first])
      guard view.sentences.indices.contains(number) else { continue }
      if annotation.kind.bit & starts.kindMask != 0 { begins[number] = true }
      if annotation.kind.bit & needs.kindMask != 0 { met[number] |= needsOfKind[Int(annotation.kind.rawValue & 63)] }
    }
  }

  /// Whether a rule can begin in a sentence, by its words, entries and spans.
  @inline(__always) func canBegin(in sentence: Int) -> Bool { beginsInSentence[sentence] }

  /// Finds where rules can begin in a sentence; false where none can. With `all`, rules are not left out for what they
  /// lack.
  func scan(_ number: Int, all: Bool = false) -> Bool {
    count = 0
    let sentence = view.sentences[number].tokens.indices
    guard sentence.upperBound <= view.count else { return false }
    met = metInSentence[number]
    if needs.tagMask != 0 { for token in sentence { met |= needsMet(at: token) } }
    guard fillWanted(all: all) else { return false }
    if fillMasks(sentence, all: all) { fillNeeds(sentence) }
    return count > 0
  }

  /// Notes the places at which rules can begin, and which; true where one of them needs something.
  private func fillMasks(_ sentence: Range<Int>, all: Bool) -> Bool {
    let (stride, wanted, needy, tokens) = (stride, wanted, needy, tokens)
    var found = 0
    var allNeedy: UInt64 = 0
    forEachStart(in: sentence) { token in
      var any: UInt64 = 0
      for word in 0..<stride {
        let mask =
          wanted[word] == 0 ? 0 : rules(word, at: token, wanted[word], limit: all ? nil : sentence.upperBound)
        masks[found * stride + word] = mask
        any |= mask
        allNeedy |= mask & needy[word]
      }
      guard any != 0 else { return }
      tokens[found] = Int32(truncatingIfNeeded: token)
      found += 1
    }
    count = found
    return allNeedy != 0
  }

  /// Calls `body` with each token at which a word, a list, a kind or a part of speech lets something begin.
  @inline(__always) private func forEachStart(in sentence: Range<Int>, _ body: (Int) -> Void) {
    let (groups, startBit) = (words.groups, startBit)
    if hasAnyStart || starts.tagMask != 0 {
      for token in sentence
      where hasAnyStart || groups[token] & startBit != 0 || starts.tagMask & tagBit(token) != 0
        || starts.kindMask != 0 && view.kindMasks[token] & starts.kindMask != 0
      {
        body(token)
      }
    } else if starts.kindMask != 0 {
      let (kinds, mask) = (view.kindMasks, starts.kindMask)
      for token in sentence where groups[token] & startBit | kinds[token] & mask != 0 { body(token) }
    } else {
      for token in sentence where groups[token] & startBit != 0 { body(token) }
    }
  }

  /// The token of a place where something can begin.
  @inline(__always) func token(_ index: Int) -> Int { Int(tokens[index]) }

  /// A word of the mask of rules that can begin at such a place.
  @inline(__always) func mask(_ index: Int, _ word: Int) -> UInt64 { masks[index * stride + word] }

  /// Whether a rule that can begin at such a place has what it cannot do without where it needs it.
  @inline(__always) func isWorthwhile(_ rule: Int, at index: Int) -> Bool {
    guard needy[rule >> 6] & (1 << UInt64(rule & 63)) != 0 else { return true }
    return ruleNeeds[rule].behind & ~behind[index] == 0 && ruleNeeds[rule].within & ~within[index] == 0
  }

  // MARK: Rules

  /// Fills the mask of the rules that have somewhere in the sentence what they need; false where that is none.
  private func fillWanted(all: Bool) -> Bool {
    for word in 0..<stride { wanted[word] = all ? .max : plain[word] }
    if all { return true }
    var rest = met
    while rest != 0 {
      let need = rest.trailingZeroBitCount
      rest &= rest - 1
      for word in 0..<stride { wanted[word] |= rulesOfNeed[need * stride + word] }
    }
    var any: UInt64 = 0
    for word in 0..<stride {
      wanted[word] &= possible[word]
      var rest = wanted[word] & needy[word]
      while rest != 0 {
        let bit = rest & (~rest &+ 1)
        if ruleNeeds[word << 6 + rest.trailingZeroBitCount].all & ~met != 0 { wanted[word] &= ~bit }
        rest &= rest - 1
      }
      any |= wanted[word]
    }
    return any != 0
  }

  @inline(__always) private func tagBit(_ token: Int) -> UInt64 {
    1 << UInt64(view.hasTags ? view.tags[token] & 63 : 0)
  }

  /// Those of 64 rules that can begin at a token: of the wanted ones those that do not mind what follows, and those that
  /// can go on at the next token before the limit, if there is one.
  @inline(__always)
  private func rules(_ word: Int, at token: Int, _ wanted: UInt64, limit: Int?) -> UInt64 {
    let row = words.startMasks + Int(words.rows[token]) * words.startStride + RuleMask.width * word
    var open = row[RuleMask.starts.rawValue] | anyStart[word]
    var pairs = row[RuleMask.pairs.rawValue]
    forEachPlace(token, starts, stride: stride) { open |= $0[word] }
    if hasEntry(token) {
      forEachEntry(token, starts, stride: stride) { open |= $0[word] }
      // Of an entry of several tokens the next one is a part.
      let isLong = words.groups[token] & RuleWords.longBit != 0
      forEachEntry(token, self.pairs, stride: stride) { if isLong { open |= $0[word] } else { pairs |= $0[word] } }
    }
    open &= wanted
    pairs &= wanted & ~open
    guard pairs != 0 else { return open }
    guard let limit else { return open | pairs }
    return token + 1 < limit ? open | pairs & rules(word, continuingAt: token + 1) : open
  }

  /// Those of 64 rules that may have a token as their second.
  @inline(__always) private func rules(_ word: Int, continuingAt token: Int) -> UInt64 {
    let row = words.startMasks + Int(words.rows[token]) * words.startStride + RuleMask.width * word
    var found = row[RuleMask.seconds.rawValue]
    forEachPlace(token, seconds, stride: stride) { found |= $0[word] }
    if hasEntry(token) { forEachEntry(token, seconds, stride: stride) { found |= $0[word] } }
    return found
  }

  /// Whether an entry of a list begins at a token.
  @inline(__always) private func hasEntry(_ token: Int) -> Bool {
    view.hasLists
      && (view.listMasks[2 * token] | view.listMasks[2 * token + 1] != 0
        || words.groups[token] & RuleWords.conditionalBit != 0)
  }

  /// Calls `body` with the mask of each list at a token where an entry begins.
  @inline(__always) private func forEachEntry(
    _ token: Int, _ tables: Tables, stride: Int, _ body: (UnsafePointer<UInt64>) -> Void
  ) {
    forEachBit(view.listMasks[2 * token] & tables.listMask.0, 0, tables.lists, stride, body)
    forEachBit(view.listMasks[2 * token + 1] & tables.listMask.1, 64, tables.lists, stride, body)
    guard tables.hasConditional, words.groups[token] & RuleWords.conditionalBit != 0,
      let first = tables.conditional.baseAddress
    else { return }
    var next = view.firstMatch[token]
    while next >= 0, Int(next) < view.matches.count {
      let match = view.matches[Int(next)]
      next = match.next
      if match.isConditional { body(first + Int(match.list & 127) * stride) }
    }
  }

  /// Calls `body` with the mask of each kind and part of speech at a token.
  @inline(__always) private func forEachPlace(
    _ token: Int, _ tables: Tables, stride: Int, _ body: (UnsafePointer<UInt64>) -> Void
  ) {
    if tables.kindMask != 0 { forEachBit(view.kindMasks[token] & tables.kindMask, 0, tables.kinds, stride, body) }
    if tables.tagMask != 0 { forEachBit(tagBit(token) & tables.tagMask, 0, tables.tags, stride, body) }
  }

  @inline(__always) private func forEachBit(
    _ found: UInt64, _ offset: Int, _ table: UnsafeBufferPointer<UInt64>, _ stride: Int,
    _ body: (UnsafePointer<UInt64>) -> Void
  ) {
    var rest = found
    guard rest != 0, let first = table.baseAddress else { return }
    while rest != 0 {
      body(first + (offset + rest.trailingZeroBitCount) * stride)
      rest &= rest - 1
    }
  }

  // MARK: Needs

  /// From the end of the sentence on: what is met behind each place, and from it on.
  private func fillNeeds(_ sentence: Range<Int>) {
    let (tokens, behind, within) = (tokens, behind, within)
    var found: UInt64 = 0
    var index = count - 1
    var next = Int(tokens[index])
    var token = sentence.upperBound - 1
    while true {
      let own = needsMet(at: token)
      if token == next {
        behind[index] = found
        within[index] = found | own
        index -= 1
        if index < 0 { return }
        next = Int(tokens[index])
      }
      found |= own
      token -= 1
    }
  }

  @inline(__always) private func needsMet(at token: Int) -> UInt64 {
    let isListed = words.groups[token] & needBit != 0
    let isPlaced = needs.tagMask != 0 || needs.kindMask != 0 && view.kindMasks[token] & needs.kindMask != 0
    guard isListed || isPlaced else { return 0 }
    var found = isListed ? words.needMasks[Int(words.rows[token]) * words.needStride + group] : 0
    forEachPlace(token, needs, stride: 1) { found |= $0.pointee }
    if isListed, hasEntry(token) { forEachEntry(token, needs, stride: 1) { found |= $0.pointee } }
    return found
  }
}
