import TextModel

/// Notes at every token of a sentence which rules can begin there, and which rules have what they cannot do without.
///
/// Pointers only, all of them owned by the engine: a token that begins nothing costs a few loads.
struct StartScanner {
  let view: DocumentView
  let rows: UnsafeBufferPointer<Int32>
  let rowStarts: UnsafeBufferPointer<UInt64>
  let rowNeeds: UnsafeBufferPointer<UInt64>
  let stride: Int
  let anyStart: UnsafeBufferPointer<UInt64>
  let needless: UnsafeBufferPointer<UInt64>
  /// For each token of the sentence the mask of rules that can begin there.
  let masks: UnsafeMutableBufferPointer<UInt64>
  /// The mask of rules that have what they need.
  let allowed: UnsafeMutableBufferPointer<UInt64>
  private let startTables: Tables
  private let needTables: Tables
  private let lists: (UInt64, UInt64)
  private let kinds: UInt64
  private let tags: UInt64
  private let hasConditional: Bool

  /// The tables of `FixedTriggers` without the object.
  private struct Tables {
    let lists: UnsafeBufferPointer<UInt64>
    let conditional: UnsafeBufferPointer<UInt64>
    let kinds: UnsafeBufferPointer<UInt64>
    let tags: UnsafeBufferPointer<UInt64>

    init(_ triggers: FixedTriggers) {
      lists = triggers.rulesOfList.pointer
      conditional = triggers.rulesOfConditionalList.pointer
      kinds = triggers.rulesOfKind.pointer
      tags = triggers.rulesOfTag.pointer
    }
  }

  init(
    program: PhaseProgram, view: DocumentView, rows: UnsafeBufferPointer<Int32>,
    rowStarts: UnsafeBufferPointer<UInt64>, rowNeeds: UnsafeBufferPointer<UInt64>,
    masks: UnsafeMutableBufferPointer<UInt64>, allowed: UnsafeMutableBufferPointer<UInt64>
  ) {
    self.view = view
    self.rows = rows
    self.rowStarts = rowStarts
    self.rowNeeds = rowNeeds
    self.masks = masks
    self.allowed = allowed
    stride = program.ruleStride
    anyStart = program.anyStart.pointer
    needless = program.needless.pointer
    let (starts, needs) = (program.starts, program.needs)
    startTables = Tables(starts)
    needTables = Tables(needs)
    lists =
      view.hasLists ? (starts.lists.0 | needs.lists.0, starts.lists.1 | needs.lists.1) : (0, 0)
    kinds = view.hasKinds ? starts.kinds | needs.kinds : 0
    tags = starts.tags | needs.tags
    hasConditional = view.hasLists && (starts.hasConditional || needs.hasConditional)
  }

  /// Fills `masks` and `allowed` for a sentence; false where no rule can begin in it.
  func scan(_ sentence: Range<Int>) -> Bool {
    for word in 0..<stride { allowed[word] = needless[word] }
    var any: UInt64 = 0
    var first = 0
    for token in sentence {
      let row = Int(rows[token]) * stride
      for word in 0..<stride {
        masks[first + word] = rowStarts[row + word] | anyStart[word]
        allowed[word] |= rowNeeds[row + word]
      }
      addPlaces(token, first)
      for word in 0..<stride { any |= masks[first + word] }
      first += stride
    }
    return any != 0
  }

  @inline(__always) private func addPlaces(_ token: Int, _ first: Int) {
    if lists.0 | lists.1 != 0 {
      let low = view.listMasks[2 * token] & lists.0
      let high = view.listMasks[2 * token + 1] & lists.1
      if low != 0 { add(low, 0, startTables.lists, needTables.lists, first) }
      if high != 0 { add(high, 64, startTables.lists, needTables.lists, first) }
      if hasConditional, view.firstMatch[token] >= 0 { addConditionalLists(token, first) }
    }
    if kinds != 0 {
      let found = view.kindMasks[token] & kinds
      if found != 0 { add(found, 0, startTables.kinds, needTables.kinds, first) }
    }
    if tags != 0 {
      let tag: UInt64 = 1 << UInt64(view.hasTags ? view.tags[token] & 63 : 0)
      if tag & tags != 0 { add(tag, 0, startTables.tags, needTables.tags, first) }
    }
  }

  private func add(
    _ found: UInt64, _ offset: Int, _ starts: UnsafeBufferPointer<UInt64>, _ needs: UnsafeBufferPointer<UInt64>,
    _ first: Int
  ) {
    var rest = found
    while rest != 0 {
      let number = (offset + rest.trailingZeroBitCount) * stride
      rest &= rest - 1
      for word in 0..<stride {
        masks[first + word] |= starts[number + word]
        allowed[word] |= needs[number + word]
      }
    }
  }

  private func addConditionalLists(_ token: Int, _ first: Int) {
    var next = view.firstMatch[token]
    while next >= 0, Int(next) < view.matches.count {
      let match = view.matches[Int(next)]
      next = match.next
      guard match.isConditional else { continue }
      let number = Int(match.list & 127) * stride
      for word in 0..<stride {
        masks[first + word] |= startTables.conditional[number + word]
        allowed[word] |= needTables.conditional[number + word]
      }
    }
  }
}
