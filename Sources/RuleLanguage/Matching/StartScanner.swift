import TextModel

/// Finds the tokens of a sentence at which rules of a phase can begin, which rules these are, and which of them have in
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
  private let phase: Int
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
    phase = program.number
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
    needs = Tables(program.needs, view)
    fillSentences()
  }

  /// What is met in each sentence, and whether a rule can begin in it; parts of speech aside.
  private func fillSentences() {
    let (met, begins) = (metInSentence, beginsInSentence)
    for number in view.sentences.indices {
      met[number] = words.needsOfSentence[number * words.phaseCount + phase]
      begins[number] = hasAnyStart || starts.tagMask != 0 || words.phasesOfSentence[number] & startBit != 0
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
    var isNeedy = false
    forEachStart(in: sentence) { token in
      tokens[count] = Int32(truncatingIfNeeded: token)
      let found = fillMask(count)
      if found.any != 0 { count += 1 }
      isNeedy = isNeedy || found.needy != 0
    }
    if isNeedy { fillNeeds(sentence) }
    return count > 0
  }

  /// Calls `body` with each token at which a word, a list, a kind or a part of speech lets something begin.
  @inline(__always) private func forEachStart(in sentence: Range<Int>, _ body: (Int) -> Void) {
    let (phases, startBit) = (words.phases, startBit)
    if hasAnyStart || starts.tagMask != 0 {
      for token in sentence
      where hasAnyStart || phases[token] & startBit != 0 || starts.tagMask & tagBit(token) != 0
        || starts.kindMask != 0 && view.kindMasks[token] & starts.kindMask != 0
      {
        body(token)
      }
    } else if starts.kindMask != 0 {
      let (kinds, mask) = (view.kindMasks, starts.kindMask)
      for token in sentence where phases[token] & startBit | kinds[token] & mask != 0 { body(token) }
    } else {
      for token in sentence where phases[token] & startBit != 0 { body(token) }
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

  /// Fills the mask of rules at a place, and returns them and those of them that need something.
  private func fillMask(_ index: Int) -> (any: UInt64, needy: UInt64) {
    let token = token(index)
    let masks = masks + index * stride
    let row = words.startMasks + Int(words.rows[token]) * words.startStride + words.startOffset
    for word in 0..<stride { masks[word] = row[word] | anyStart[word] }
    forEachPlace(token, starts) { rules in for word in 0..<stride { masks[word] |= rules[word] } }
    var found: (any: UInt64, needy: UInt64) = (0, 0)
    for word in 0..<stride {
      masks[word] &= wanted[word]
      found.any |= masks[word]
      found.needy |= masks[word] & needy[word]
    }
    return found
  }

  /// Calls `body` with the mask of each list, kind and part of speech at a token.
  @inline(__always) private func forEachPlace(
    _ token: Int, _ tables: Tables, stride: Int? = nil, _ body: (UnsafePointer<UInt64>) -> Void
  ) {
    let stride = stride ?? self.stride
    @inline(__always) func add(_ found: UInt64, _ offset: Int, _ table: UnsafeBufferPointer<UInt64>) {
      var rest = found
      guard rest != 0, let first = table.baseAddress else { return }
      while rest != 0 {
        body(first + (offset + rest.trailingZeroBitCount) * stride)
        rest &= rest - 1
      }
    }
    if tables.listMask.0 | tables.listMask.1 != 0 {
      add(view.listMasks[2 * token] & tables.listMask.0, 0, tables.lists)
      add(view.listMasks[2 * token + 1] & tables.listMask.1, 64, tables.lists)
    }
    if tables.hasConditional, words.phases[token] & RuleWords.conditionalBit != 0,
      let first = tables.conditional.baseAddress
    {
      var next = view.firstMatch[token]
      while next >= 0, Int(next) < view.matches.count {
        let match = view.matches[Int(next)]
        next = match.next
        if match.isConditional { body(first + Int(match.list & 127) * stride) }
      }
    }
    if tables.kindMask != 0 { add(view.kindMasks[token] & tables.kindMask, 0, tables.kinds) }
    if tables.tagMask != 0 { add(tagBit(token) & tables.tagMask, 0, tables.tags) }
  }

  // MARK: Needs

  /// From the end of the sentence on: what is met behind each place, and from it on.
  private func fillNeeds(_ sentence: Range<Int>) {
    var found: UInt64 = 0
    var index = count - 1
    var token = sentence.upperBound - 1
    let first = self.token(0)
    while token >= first {
      let own = needsMet(at: token)
      if index >= 0, tokens[index] == token {
        behind[index] = found
        within[index] = found | own
        index -= 1
      }
      found |= own
      token -= 1
    }
  }

  @inline(__always) private func needsMet(at token: Int) -> UInt64 {
    var found: UInt64 = 0
    let isListed = words.phases[token] & needBit != 0
    let isPlaced = needs.tagMask != 0 || needs.kindMask != 0 && view.kindMasks[token] & needs.kindMask != 0
    if isListed { found = words.needMasks[Int(words.rows[token]) * words.phaseCount + phase] }
    if isListed || isPlaced { forEachPlace(token, needs, stride: 1) { found |= $0.pointee } }
    return found
  }
}
