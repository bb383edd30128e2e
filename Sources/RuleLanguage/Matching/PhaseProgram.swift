import GazetteerIndex
import TextModel

/// The parts of a program that one phase needs, resolved against the gazetteers. Immutable.
final class PhaseProgram {
  let program: Program
  /// The rules of the phase.
  let rules: [RuleRecord]
  let firstRule: Int
  /// The number of 64-bit words of a mask of rules.
  let ruleStride: Int
  let tests: FixedBuffer<ResolvedTest>
  let lists: FixedBuffer<ResolvedList>
  let kinds: FixedBuffer<ResolvedKind>

  /// Rules that anything can begin; that only begin a sentence; that need nothing in particular.
  let anyStart: FixedBuffer<UInt64>
  let anchored: FixedBuffer<UInt64>
  let needless: FixedBuffer<UInt64>
  /// What else begins rules, and what else they need.
  let starts: FixedTriggers
  let needs: FixedTriggers
  /// Some rule asks for quotations.
  let usesQuoted: Bool
  /// For each list and each column that a rule makes a field of, the column's number, or -1.
  private let columns: [Int32: [Int16]]

  init(program: Program, phase: PhaseRecord, gazetteers: Gazetteers) {
    self.program = program
    rules = phase.rules.indices.map { program.rules[$0] }
    firstRule = Int(phase.rules.start)
    ruleStride = max(1, (rules.count + 63) / 64)
    let lists = program.lists.map { ResolvedList($0, program: program, gazetteers: gazetteers) }
    self.lists = FixedBuffer(lists)
    tests = FixedBuffer(program.tests.map { ResolvedTest($0, program: program, lists: lists) })
    kinds = FixedBuffer(program.kindReferences.map { ResolvedKind($0, program: program) })
    usesQuoted = program.code.contains { $0.operation == .kind } || program.tests.contains { $0.noKinds & 1 != 0 }
    columns = Self.columns(of: program, gazetteers)
    let masks = RuleMasks(rules, program: program, lists: lists)
    anyStart = FixedBuffer(masks.anyStart)
    anchored = FixedBuffer(masks.anchored)
    needless = FixedBuffer(masks.needless)
    starts = FixedTriggers(masks.starts)
    needs = FixedTriggers(masks.needs)
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

/// What begins the rules of a phase and what they need, as masks of rules.
private struct RuleMasks {
  var anyStart: [UInt64]
  var anchored: [UInt64]
  var needless: [UInt64]
  var starts: TriggerTable
  var needs: TriggerTable

  init(_ rules: [RuleRecord], program: Program, lists: [ResolvedList]) {
    let stride = max(1, (rules.count + 63) / 64)
    anyStart = [UInt64](repeating: 0, count: stride)
    anchored = anyStart
    needless = anyStart
    starts = TriggerTable(stride: stride)
    needs = TriggerTable(stride: stride)
    for (number, rule) in rules.enumerated() {
      let bit: UInt64 = 1 << UInt64(number & 63)
      if rule.isAnchored { anchored[number >> 6] |= bit }
      if rule.needs.count == 0 { needless[number >> 6] |= bit }
      for trigger in rule.starts.indices.map({ program.triggers[$0] }) {
        if trigger.kind == .any { anyStart[number >> 6] |= bit }
        starts.add(trigger, rule: number, lists: lists)
      }
      for trigger in rule.needs.indices.map({ program.triggers[$0] }) {
        if trigger.kind == .any { needless[number >> 6] |= bit }
        needs.add(trigger, rule: number, lists: lists)
      }
    }
  }
}

/// A token test with its lists as masks.
struct ResolvedTest {
  let word: Int32
  let tags: UInt64
  let noKinds: UInt64
  var noLists: (UInt64, UInt64) = (0, 0)

  init(_ test: TokenTest, program: Program, lists: [ResolvedList]) {
    word = test.word
    tags = test.tags
    noKinds = test.noKinds
    for index in test.noLists.indices {
      let mask = lists[Int(program.listSets[index])].mask
      noLists.0 |= mask.0
      noLists.1 |= mask.1
    }
  }
}

/// A list reference with its lists as a mask and its columns by number.
struct ResolvedList {
  private(set) var mask: (UInt64, UInt64) = (0, 0)
  /// The `only-if` whose entries are permitted too.
  let permission: String?
  let filters: [(columns: [Int16], values: [[UInt8]])]
  private let hasFilters: Bool
  private let gazetteers: Gazetteers

  init(_ reference: ListReference, program: Program, gazetteers: Gazetteers) {
    self.gazetteers = gazetteers
    hasFilters = reference.filters.count > 0
    let name = program.string(reference.name)
    for list in gazetteers.lists where list.name == name || list.name.hasPrefix("\(name).") {
      if list.id < 64 { mask.0 |= 1 << UInt64(list.id) } else { mask.1 |= 1 << UInt64(list.id & 63) }
    }
    permission = reference.permission < 0 ? nil : program.string(reference.permission)
    filters = reference.filters.indices.map { index in
      let filter = program.filters[index]
      let column = program.string(filter.name)
      let columns = gazetteers.lists.map { Int16(truncatingIfNeeded: gazetteers.column(column, of: $0.id) ?? -1) }
      return (columns, filter.values.indices.map { Array(program.string(program.filterValues[$0]).utf8) })
    }
  }

  @inline(__always) func contains(_ list: UInt8) -> Bool {
    (list < 64 ? mask.0 : mask.1) & (1 << UInt64(list & 63)) != 0
  }

  /// Whether a match counts, the list aside.
  @inline(__always) func permits(_ match: GazetteerMatch) -> Bool {
    if match.isConditional || hasFilters { return isPermitted(match) }
    return true
  }

  private func isPermitted(_ match: GazetteerMatch) -> Bool {
    if match.isConditional {
      guard let permission, gazetteers.condition(of: match.entry) == permission else { return false }
    }
    for filter in filters {
      guard Int(match.list) < filter.columns.count, filter.columns[Int(match.list)] >= 0 else { return false }
      let isEqual = gazetteers.withValue(Int(filter.columns[Int(match.list)]), of: match.entry) { value in
        filter.values.contains { value.elementsEqual($0) }
      }
      if !isEqual { return false }
    }
    return true
  }
}

/// A kind reference with its permitted values.
struct ResolvedKind {
  let kind: KindID
  let filters: [(field: FieldID, texts: [[UInt8]], constants: [Int32])]
  let hasFilters: Bool

  init(_ reference: KindReference, program: Program) {
    kind = KindID(rawValue: UInt8(truncatingIfNeeded: reference.kind))
    hasFilters = reference.filters.count > 0
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
