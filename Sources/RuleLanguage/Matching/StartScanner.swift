import TextModel

/// Finds the tokens of a sentence at which rules of a phase can begin, which rules these are, and which of them have in
/// the sentence what they cannot do without.
///
/// Pointers only, all of them owned by the engine: a token that begins nothing costs one look.
struct StartScanner {
  private let view: DocumentView
  private let words: RuleWordsView
  private let memory: ScanMemory
  private let phase: Int
  private let startBit: UInt64
  private let needBit: UInt64
  let stride: Int
  private let anyStart: UnsafeBufferPointer<UInt64>
  private let needy: UnsafeBufferPointer<UInt64>
  private let ruleNeeds: UnsafeBufferPointer<RuleNeeds>
  private let hasAnyStart: Bool
  private let needsBefore: Bool
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
    self.memory = memory
    phase = program.number
    startBit = program.bit
    needBit = program.bit << 32
    stride = program.ruleStride
    anyStart = program.anyStart.pointer
    needy = program.needy.pointer
    ruleNeeds = program.ruleNeeds.pointer
    hasAnyStart = program.hasAnyStart
    needsBefore = program.needsBefore
    starts = Tables(program.starts, view)
    needs = Tables(program.needs, view)
  }

  /// Finds where rules can begin in a sentence; false where none can.
  mutating func scan(_ sentence: Range<Int>) -> Bool {
    count = 0
    met = 0
    let tokens = memory.tokens
    if hasAnyStart || starts.tagMask != 0 {
      for token in sentence where hasAnyStart || words.phases[token] & startBit != 0 || beginsByPlace(token) {
        tokens[count] = Int32(truncatingIfNeeded: token)
        count += 1
      }
    } else if starts.kindMask != 0 {
      for token in sentence
      where words.phases[token] & startBit != 0 || view.kindMasks[token] & starts.kindMask != 0 {
        tokens[count] = Int32(truncatingIfNeeded: token)
        count += 1
      }
    } else {
      for token in sentence where words.phases[token] & startBit != 0 {
        tokens[count] = Int32(truncatingIfNeeded: token)
        count += 1
      }
    }
    guard count > 0 else { return false }
    var isNeedy: UInt64 = 0
    for index in 0..<count { isNeedy |= fillMask(index) }
    if isNeedy != 0 { fillNeeds(sentence) }
    return true
  }

  /// The token of a place where something can begin.
  @inline(__always) func token(_ index: Int) -> Int { Int(memory.tokens[index]) }

  /// A word of the mask of rules that can begin at such a place.
  @inline(__always) func mask(_ index: Int, _ word: Int) -> UInt64 { memory.masks[index * stride + word] }

  /// Whether a rule that can begin at such a place has what it cannot do without.
  @inline(__always) func isWorthwhile(_ rule: Int, at index: Int) -> Bool {
    guard needy[rule >> 6] & (1 << UInt64(rule & 63)) != 0 else { return true }
    let wanted = ruleNeeds[rule]
    return wanted.behind & ~memory.behind[index] == 0 && wanted.within & ~memory.within[index] == 0
      && wanted.anywhere & ~met == 0
  }

  // MARK: Starts

  /// Whether a kind or a part of speech lets something begin.
  private func beginsByPlace(_ token: Int) -> Bool {
    if starts.kindMask != 0, view.kindMasks[token] & starts.kindMask != 0 { return true }
    return starts.tagMask & tagBit(token) != 0
  }

  @inline(__always) private func tagBit(_ token: Int) -> UInt64 {
    1 << UInt64(view.hasTags ? view.tags[token] & 63 : 0)
  }

  /// Fills the mask of rules at a place, and returns those of them that need something.
  private func fillMask(_ index: Int) -> UInt64 {
    let token = token(index)
    let masks = memory.masks + index * stride
    let row = words.startMasks + Int(words.rows[token]) * words.startStride + words.startOffset
    for word in 0..<stride { masks[word] = row[word] | anyStart[word] }
    forEachPlace(token, starts) { rules in for word in 0..<stride { masks[word] |= rules[word] } }
    var isNeedy: UInt64 = 0
    for word in 0..<stride {
      masks[word] &= memory.possible[word]
      isNeedy |= masks[word] & needy[word]
    }
    return isNeedy
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
  private mutating func fillNeeds(_ sentence: Range<Int>) {
    var found: UInt64 = 0
    var index = count - 1
    var token = sentence.upperBound - 1
    let first = needsBefore ? sentence.lowerBound : self.token(0)
    while token >= first {
      let own = needsMet(at: token)
      if index >= 0, memory.tokens[index] == token {
        memory.behind[index] = found
        memory.within[index] = found | own
        index -= 1
      }
      found |= own
      token -= 1
    }
    met = found
  }

  @inline(__always) private func needsMet(at token: Int) -> UInt64 {
    var found: UInt64 = 0
    if words.phases[token] & needBit != 0 {
      found = words.needMasks[Int(words.rows[token]) * words.phaseCount + phase]
      forEachPlace(token, needs, stride: 1) { found |= $0.pointee }
      return found
    }
    if needs.kindMask != 0, view.kindMasks[token] & needs.kindMask != 0 {
      forEachPlace(token, needs, stride: 1) { found |= $0.pointee }
    } else if needs.tagMask != 0 {
      forEachPlace(token, needs, stride: 1) { found |= $0.pointee }
    }
    return found
  }
}

/// The memory of a scanner, made for the longest sentence so far.
final class ScanMemory {
  private(set) var tokens: UnsafeMutablePointer<Int32>
  private(set) var masks: UnsafeMutablePointer<UInt64>
  private(set) var behind: UnsafeMutablePointer<UInt64>
  private(set) var within: UnsafeMutablePointer<UInt64>
  /// The mask of rules that the document does not rule out.
  let possible: UnsafeMutablePointer<UInt64>
  private var capacity = 256
  private let stride: Int

  init(stride: Int) {
    self.stride = stride
    possible = .allocate(capacity: stride)
    possible.initialize(repeating: .max, count: stride)
    tokens = .allocate(capacity: capacity)
    masks = .allocate(capacity: capacity * stride)
    behind = .allocate(capacity: capacity)
    within = .allocate(capacity: capacity)
  }

  deinit {
    free()
    possible.deallocate()
  }

  private func free() {
    // Numbers are trivial: there is nothing to deinitialize.
    tokens.deallocate()
    masks.deallocate()
    behind.deallocate()
    within.deallocate()
  }

  /// Makes room for a sentence of so many tokens.
  func reserve(_ count: Int) {
    guard count > capacity else { return }
    free()
    capacity = max(count, 2 * capacity)
    tokens = .allocate(capacity: capacity)
    masks = .allocate(capacity: capacity * stride)
    behind = .allocate(capacity: capacity)
    within = .allocate(capacity: capacity)
  }
}

/// What `RuleWords` knows of a document's tokens for one phase, valid within `PhaseEngine.withMachine` only.
struct RuleWordsView {
  let rows: UnsafeBufferPointer<Int32>
  let phases: UnsafeBufferPointer<UInt64>
  let testBits: UnsafePointer<UInt64>
  let startMasks: UnsafePointer<UInt64>
  let needMasks: UnsafePointer<UInt64>
  let testStride: Int
  let testOffset: Int
  let startStride: Int
  let startOffset: Int
  let phaseCount: Int
}

extension RuleWords {
  /// Calls `body` with what is known for a phase; where the document has no token there is no call.
  func withView(of phase: Int, _ body: (RuleWordsView) -> Void) {
    let words = resolved.words
    rows.withUnsafeBufferPointer { rows in
      phases.withUnsafeBufferPointer { phases in
        testBits.withUnsafeBufferPointer { tests in
          startMasks.withUnsafeBufferPointer { starts in
            needMasks.withUnsafeBufferPointer { needs in
              guard let tests = tests.baseAddress, let starts = starts.baseAddress, let needs = needs.baseAddress
              else { return }
              body(
                RuleWordsView(
                  rows: rows, phases: phases, testBits: tests, startMasks: starts, needMasks: needs,
                  testStride: words.testStride, testOffset: words.testOffsets[phase],
                  startStride: words.startStride, startOffset: words.startOffsets[phase],
                  phaseCount: words.phaseCount))
            }
          }
        }
      }
    }
  }
}
