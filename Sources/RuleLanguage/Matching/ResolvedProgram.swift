import GazetteerIndex
import Synchronization
import TextModel

/// A program resolved against the gazetteers: flat tables for all phases. Immutable, shared by all workers.
final class ResolvedProgram: @unchecked Sendable {
  let program: Program
  let gazetteers: Gazetteers
  let words: WordProgram
  let code: FixedBuffer<Instruction>
  let tests: FixedBuffer<ResolvedTest>
  let sets: FixedBuffer<ResolvedSet>
  /// What a look at a token tells of a list or kind reference, and the rest of it.
  let listMasks: FixedBuffer<ListMask>
  let lists: [ResolvedList]
  let kindMasks: FixedBuffer<KindMask>
  let kinds: [ResolvedKind]
  let contexts: FixedBuffer<Context>
  let makes: FixedBuffer<MakeField>
  /// The groups of phases, in the order of the program's.
  private(set) var groups: [PhaseProgram] = []
  private(set) var classes = RuleClasses([])
  /// The lists that rules ask for.
  private(set) var entryBits = EntryBits([], references: [])
  /// For each list and each column that a rule makes a field of, the column's number, or -1.
  private let columns: [Int32: [Int16]]

  init(_ program: Program, gazetteers: Gazetteers) {
    self.program = program
    self.gazetteers = gazetteers
    let phases = program.groups
    let needs = phases.map { group in NeedTable(group.rules.indices.map { program.rules[$0] }, program: program) }
    words = WordProgram(program, needs: needs)
    code = FixedBuffer(program.code)
    lists = program.lists.map { ResolvedList($0, program: program, gazetteers: gazetteers) }
    let masks = lists.map { ListMask($0) }
    listMasks = FixedBuffer(masks)
    tests = FixedBuffer(program.tests.map { ResolvedTest($0, program: program, lists: masks) })
    sets = FixedBuffer(program.tokenSets.map { ResolvedSet($0, program: program, lists: masks) })
    kinds = program.kindReferences.map { ResolvedKind($0, program: program) }
    kindMasks = FixedBuffer(kinds.map { KindMask(kind: $0.kind, hasFilters: !$0.filters.isEmpty) })
    contexts = FixedBuffer(program.contexts)
    makes = FixedBuffer(program.makes)
    columns = Self.columns(of: program, gazetteers)
    for (number, group) in phases.enumerated() {
      groups.append(PhaseProgram(self, group, needs[number], number: number))
    }
    classes = RuleClasses(groups)
    entryBits = EntryBits(groups, references: masks)
  }

  private static func columns(of program: Program, _ gazetteers: Gazetteers) -> [Int32: [Int16]] {
    var columns: [Int32: [Int16]] = [:]
    for make in program.makes where make.label >= 0 && make.text >= 0 && columns[make.text] == nil {
      let name = program.string(make.text)
      columns[make.text] = gazetteers.lists.map {
        Int16(truncatingIfNeeded: gazetteers.column(name, of: $0.id) ?? -1)
      }
    }
    return columns
  }

  /// The number of a column by its string, or -1. O(1).
  func column(_ name: Int32, of list: UInt8) -> Int16 {
    guard let columns = columns[name], Int(list) < columns.count else { return -1 }
    return columns[Int(list)]
  }
}

/// A token test with its lists as masks.
struct ResolvedTest {
  let word: Int32
  let tags: UInt64
  let noKinds: UInt64
  var noLists: (UInt64, UInt64) = (0, 0)
  /// It asks for more than the word.
  let isPlaced: Bool

  init(_ test: TokenTest, program: Program, lists: [ListMask]) {
    word = test.word
    tags = test.tags
    noKinds = test.noKinds
    isPlaced = test.tags != .max || test.noKinds != 0 || test.noLists.count > 0
    for index in test.noLists.indices {
      let mask = lists[Int(program.listSets[index])]
      noLists.0 |= mask.low
      noLists.1 |= mask.high
    }
  }
}

/// A token set with its lists as masks.
struct ResolvedSet {
  let word: Int32
  let kinds: UInt64
  let tags: UInt64
  private(set) var lists: (UInt64, UInt64) = (0, 0)
  /// Entries with an `only-if` can begin it too.
  private(set) var hasPermission = false

  init(_ set: TokenSet, program: Program, lists: [ListMask]) {
    word = set.word
    kinds = set.kinds
    tags = set.tags
    for index in set.lists.indices {
      let mask = lists[Int(program.listSets[index])]
      self.lists.0 |= mask.low
      self.lists.1 |= mask.high
      hasPermission = hasPermission || mask.hasPermission
    }
  }

  var hasLists: Bool { lists.0 | lists.1 != 0 }
}

/// The lists of a reference, without what else it asks for.
struct ListMask {
  let low: UInt64
  let high: UInt64
  let hasPermission: Bool
  let hasFilters: Bool

  init(_ list: ResolvedList) {
    (low, high) = list.mask
    hasPermission = list.permission != nil
    hasFilters = !list.filters.isEmpty
  }

  @inline(__always) func contains(_ list: UInt8) -> Bool { (list < 64 ? low : high) & (1 << UInt64(list & 63)) != 0 }
}

/// The kind of a reference, without what else it asks for.
struct KindMask {
  let kind: KindID
  let hasFilters: Bool
}

/// A list reference with its lists as a mask and its columns by number.
struct ResolvedList {
  private(set) var mask: (UInt64, UInt64) = (0, 0)
  /// The `only-if` whose entries are permitted too, and the column it stands in, by list.
  let permission: [UInt8]?
  private let permissionColumns: [Int16]
  let filters: [(columns: [Int16], values: [[UInt8]])]

  init(_ reference: ListReference, program: Program, gazetteers: Gazetteers) {
    let name = program.string(reference.name)
    let folder = name + "."
    for list in gazetteers.lists where list.name == name || list.name.hasPrefix(folder) {
      if list.id < 64 { mask.0 |= 1 << UInt64(list.id) } else { mask.1 |= 1 << UInt64(list.id & 63) }
    }
    func columns(_ name: String) -> [Int16] {
      gazetteers.lists.map { Int16(truncatingIfNeeded: gazetteers.column(name, of: $0.id) ?? -1) }
    }
    permission = reference.permission < 0 ? nil : Array(program.string(reference.permission).utf8)
    permissionColumns = reference.permission < 0 ? [] : columns("only-if")
    filters = reference.filters.indices.map { index in
      let filter = program.filters[index]
      return (
        columns(program.string(filter.name)),
        filter.values.indices.map { Array(program.string(program.filterValues[$0]).utf8) }
      )
    }
  }

  @inline(__always) func contains(_ list: UInt8) -> Bool {
    (list < 64 ? mask.0 : mask.1) & (1 << UInt64(list & 63)) != 0
  }

  /// Whether a match counts, the list aside.
  func permits(_ match: GazetteerMatch, _ gazetteers: Gazetteers) -> Bool {
    if match.isConditional {
      guard let permission, Self.has(permission, permissionColumns, match, gazetteers) else { return false }
    }
    for filter in filters {
      guard filter.values.contains(where: { Self.has($0, filter.columns, match, gazetteers) }) else { return false }
    }
    return true
  }

  /// Whether the entry of a match has the value in the column of its list.
  private static func has(
    _ value: [UInt8], _ columns: [Int16], _ match: GazetteerMatch, _ gazetteers: Gazetteers
  ) -> Bool {
    guard Int(match.list) < columns.count, columns[Int(match.list)] >= 0 else { return false }
    return gazetteers.withValue(Int(columns[Int(match.list)]), of: match.entry) { $0.elementsEqual(value) }
  }
}

/// A kind reference with its permitted values.
struct ResolvedKind {
  let kind: KindID
  let filters: [(field: FieldID, texts: [[UInt8]], constants: [Int32])]

  init(_ reference: KindReference, program: Program) {
    kind = KindID(rawValue: UInt8(truncatingIfNeeded: reference.kind))
    filters = reference.filters.indices.map { index in
      let filter = program.filters[index]
      let constants = filter.values.indices.map { program.filterValues[$0] }
      return (
        FieldID(rawValue: UInt16(truncatingIfNeeded: filter.name)),
        constants.map { Array(program.string($0).utf8) }, constants
      )
    }
  }
}

/// Keeps the resolved program of a rule set, so that all phases and workers share it.
final class ResolvedCache: Sendable {
  private let last = Mutex<ResolvedProgram?>(nil)

  /// The program resolved against these gazetteers; made where the last one was against others.
  func resolved(_ program: Program, against gazetteers: Gazetteers) -> ResolvedProgram {
    last.withLock { last in
      if let last, last.gazetteers === gazetteers { return last }
      let made = ResolvedProgram(program, gazetteers: gazetteers)
      last = made
      return made
    }
  }
}
