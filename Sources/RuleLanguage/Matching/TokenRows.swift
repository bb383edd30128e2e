import GazetteerIndex
import TextModel

/// What the rules of all phases say of tokens: of a word and the entries of lists that begin there, found out once for each
/// such pair.
final class TokenRows {
  private let resolved: ResolvedProgram
  private let wordRows: WordRows
  /// For each row its marks.
  let marks = FlatBuffer<UInt64>(capacity: 1024)
  /// For each group what its phases ask for.
  let ofGroup: [GroupRows]
  /// For each group the number of its masks of 64 rules, and for each of these the rules whose second token can be one by a
  /// span or a part of speech.
  private let parts: FixedBuffer<Int>
  private let loose: FixedBuffer<UInt64>
  /// The row in hand: the masks of all groups, then the needs of all.
  private let row: FixedBuffer<UInt64>
  private let needsPlace: Int
  /// An open hash table of rows by the row of the word and the bits of the entries.
  private var slots: [Slot]

  /// Beyond so many rows all are forgotten before the next document.
  static let limit = 1 << 16

  /// What the rows say of one group.
  struct GroupRows {
    /// For each row the rules that can begin or go on (`RuleMask`).
    let rules = FlatBuffer<UInt64>(capacity: 1024)
    /// For each row the needs that it meets.
    let needs = FlatBuffer<UInt64>(capacity: 512)
  }

  private struct Slot {
    var entries: UInt64 = 0
    var word: Int32 = 0
    var row: Int32 = -1
  }

  init(_ resolved: ResolvedProgram, _ wordRows: WordRows) {
    self.resolved = resolved
    self.wordRows = wordRows
    ofGroup = resolved.groups.map { _ in GroupRows() }
    parts = FixedBuffer(resolved.groups.map(\.ruleStride))
    loose = FixedBuffer(resolved.groups.flatMap { Array($0.loose.elements) })
    needsPlace = RuleMask.width * resolved.groups.reduce(0) { $0 + $1.ruleStride }
    row = FixedBuffer([UInt64](repeating: 0, count: needsPlace + resolved.groups.count))
    slots = [Slot](repeating: Slot(), count: 4096)
  }

  /// Forgets all rows.
  func removeAll() {
    marks.removeAll()
    for group in ofGroup {
      group.rules.removeAll()
      group.needs.removeAll()
    }
    slots = [Slot](repeating: Slot(), count: 4096)
  }

  /// The row of a token with a word of a row and with entries of lists of these bits (`EntryBits`).
  func row(ofWord word: Int32, entries: UInt64) -> Int32 {
    slots.withUnsafeMutableBufferPointer { slots in
      var place = Self.place(word, entries) & (slots.count - 1)
      while slots[place].row >= 0 {
        if slots[place].entries == entries, slots[place].word == word { return slots[place].row }
        place = (place + 1) & (slots.count - 1)
      }
      let row = addRow(Int(word), entries)
      slots[place] = Slot(entries: entries, word: word, row: row)
      return row
    }
  }

  /// Keeps the hash table at most half full; to be called before that many more rows are asked for.
  func reserve() {
    guard marks.count * 4 > slots.count else { return }
    var larger = [Slot](repeating: Slot(), count: slots.count * 4)
    for slot in slots where slot.row >= 0 {
      var place = Self.place(slot.word, slot.entries) & (larger.count - 1)
      while larger[place].row >= 0 { place = (place + 1) & (larger.count - 1) }
      larger[place] = slot
    }
    slots = larger
  }

  @inline(__always) private static func place(_ word: Int32, _ entries: UInt64) -> Int {
    let mixed = (entries ^ UInt64(UInt32(bitPattern: word)) &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed &>> 32)
  }

  private func addRow(_ word: Int, _ entries: UInt64) -> Int32 {
    let row = row.elements
    var place = 0
    for (group, ofWord) in wordRows.ofGroup.enumerated() {
      let (starts, needs) = (ofWord.starts.elements, ofWord.needs.elements)
      let parts = ofWord.startWords.count / RuleMask.ofWords
      for part in 0..<parts {
        let first = word * ofWord.startWords.count + part * RuleMask.ofWords
        for mask in 0..<RuleMask.ofWords { row[place + mask] = starts[first + mask] }
        row[place + RuleMask.ends.rawValue] = 0
        place += RuleMask.width
      }
      row[needsPlace + group] = needs[word]
    }
    let bits = resolved.entryBits
    bits.forEachPart(of: entries) { row[Int($0.place)] |= $0.mask }
    marks.append(append(row, isLong: entries & EntryBits.long != 0, hasConditional: entries & bits.conditional != 0))
    return Int32(truncatingIfNeeded: marks.count - 1)
  }

  /// Adds the row in hand to those of the groups, and gives its marks.
  private func append(_ row: UnsafeMutableBufferPointer<UInt64>, isLong: Bool, hasConditional: Bool) -> UInt64 {
    var all = TokenMarks()
    if hasConditional { all.hasConditional() }
    var place = 0
    for group in ofGroup.indices {
      let width = RuleMask.width * parts.pointer[group]
      for index in place..<place + width { ofGroup[group].rules.append(row[index]) }
      for number in resolved.classes.ofGroup[group] {
        mark(&all, number, UnsafeMutableBufferPointer(rebasing: row[place..<place + width]), place >> 2, isLong: isLong)
      }
      place += width
      ofGroup[group].needs.append(row[needsPlace + group])
    }
    return all.rawValue
  }

  /// Adds the marks of a class, whose group has a part of the row; its masks are the ones from `first` on.
  private func mark(
    _ all: inout TokenMarks, _ number: Int, _ row: UnsafeMutableBufferPointer<UInt64>, _ first: Int, isLong: Bool
  ) {
    for part in 0..<row.count / RuleMask.width {
      let own = resolved.classes.rules[number][part]
      let place = part * RuleMask.width
      let ends = row[place + RuleMask.ends.rawValue] & own
      let pairs = row[place + RuleMask.pairs.rawValue] & own | ends
      let isBegun = row[place + RuleMask.starts.rawValue] & own | pairs & loose.pointer[first + part]
      if isBegun != 0 || isLong && ends != 0 { all.begins(number) }
      if isLong, ends != 0 { all.isLong() }
      if pairs != 0 { all.mayBegin(number) }
      if row[place + RuleMask.seconds.rawValue] & own != 0 { all.follows(number) }
    }
  }
}

/// The lists that rules ask for as bits of one number: those of the entries that begin at a token.
struct EntryBits {
  /// For each list the bit of its entries, and behind it that of entries with an `only-if` that some rule permits.
  let bits: FixedBuffer<UInt64>
  /// For each list the bit that is set for entries of several tokens, where some rule minds what stands behind them.
  let longBits: FixedBuffer<UInt64>
  /// All bits of entries with an `only-if`.
  private(set) var conditional: UInt64 = 0
  /// For each bit what its lists add to a row of `TokenRows`: the last one has those that there was no bit for.
  private var parts: [[Part]] = []

  /// Bits of one number of a row.
  struct Part {
    let place: Int32
    let mask: UInt64
  }

  static let long: UInt64 = 1 << 63
  private static let count = 62

  init(_ groups: [PhaseProgram], references: [ListMask]) {
    var (bits, longBits) = ([UInt64](repeating: 0, count: 2 * GazetteerMatch.listLimit), [UInt64]())
    let triggers = groups.map(\.triggers)
    let needsPlace = RuleMask.width * groups.reduce(0) { $0 + $1.ruleStride }
    for place in bits.indices {
      let (list, isConditional) = (place / 2, place % 2 != 0)
      let own = Self.parts(of: list, isConditional, groups, triggers, needsPlace)
      let isLong = own.contains { $0.place < needsPlace && Int($0.place) % RuleMask.width == RuleMask.ends.rawValue }
      longBits.append(isLong ? Self.long : 0)
      // A step asks for permitted entries without a rule that begins or goes on with them.
      let isPermitted = isConditional && references.contains { $0.hasPermission && $0.contains(UInt8(list)) }
      guard !own.isEmpty || isPermitted else { continue }
      let bit = min(parts.count, Self.count - 1)
      if bit == parts.count { parts.append([]) }
      parts[bit] += own
      bits[place] = 1 << UInt64(bit)
      if isConditional { conditional |= bits[place] }
    }
    self.bits = FixedBuffer(bits)
    self.longBits = FixedBuffer(longBits)
  }

  /// What entries of a list add to a row.
  private static func parts(
    of list: Int, _ isConditional: Bool, _ groups: [PhaseProgram], _ triggers: [[FixedTriggers]], _ needsPlace: Int
  ) -> [Part] {
    var found: [Part] = []
    var place = 0
    func add(_ mask: UInt64, at place: Int) {
      if mask != 0 { found.append(Part(place: Int32(truncatingIfNeeded: place), mask: mask)) }
    }
    for group in groups {
      for word in 0..<group.ruleStride {
        for (mask, triggers) in triggers[group.number].enumerated() {
          add(triggers.rules(isConditional)[list * group.ruleStride + word], at: place + mask)
        }
        place += RuleMask.width
      }
      add(group.needs.rules(isConditional)[list], at: needsPlace + group.number)
    }
    return found
  }

  /// Calls `body` with what the lists of the bits add.
  func forEachPart(of entries: UInt64, _ body: (Part) -> Void) {
    var rest = entries & ~Self.long
    while rest != 0 {
      for part in parts[rest.trailingZeroBitCount] { body(part) }
      rest &= rest - 1
    }
  }
}
