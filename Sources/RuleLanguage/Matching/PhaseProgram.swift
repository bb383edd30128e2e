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
  let tests: [ResolvedTest]
  let lists: [ResolvedList]
  let kinds: [ResolvedKind]

  /// Rules that anything can begin; that only begin a sentence; that need nothing in particular.
  private(set) var anyStart: [UInt64]
  private(set) var anchored: [UInt64]
  private(set) var needless: [UInt64]
  /// What else begins rules, and what else they need.
  let starts: TriggerTable
  let needs: TriggerTable
  /// Some rule asks for quotations.
  let usesQuoted: Bool
  /// For each list and each column that a rule makes a field of, the column's number, or -1.
  private let columns: [Int32: [Int16]]

  init(program: Program, phase: PhaseRecord, gazetteers: Gazetteers) {
    self.program = program
    rules = phase.rules.indices.map { program.rules[$0] }
    firstRule = Int(phase.rules.start)
    ruleStride = max(1, (rules.count + 63) / 64)
    lists = program.lists.map { ResolvedList($0, program: program, gazetteers: gazetteers) }
    let lists = lists
    tests = program.tests.map { ResolvedTest($0, program: program, lists: lists) }
    kinds = program.kindReferences.map { ResolvedKind($0, program: program) }
    usesQuoted = program.code.contains { $0.operation == .kind } || program.tests.contains { $0.noKinds & 1 != 0 }
    var columns: [Int32: [Int16]] = [:]
    for make in program.makes where make.label >= 0 && make.text >= 0 {
      let name = program.string(make.text)
      columns[make.text] = gazetteers.lists.map {
        Int16(truncatingIfNeeded: gazetteers.column(name, of: $0.id) ?? -1)
      }
    }
    self.columns = columns
    anyStart = [UInt64](repeating: 0, count: ruleStride)
    anchored = anyStart
    needless = anyStart
    var starts = TriggerTable(stride: ruleStride)
    var needs = TriggerTable(stride: ruleStride)
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
    self.starts = starts
    self.needs = needs
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
  private let gazetteers: Gazetteers

  init(_ reference: ListReference, program: Program, gazetteers: Gazetteers) {
    self.gazetteers = gazetteers
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
    if match.isConditional || !filters.isEmpty { return isPermitted(match) }
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

/// For each list, kind and part of speech the rules that it begins, or that it gives what they need.
struct TriggerTable {
  private let stride: Int
  /// Lists that matter, those with entries that count anywhere, and those that a rule permits more of.
  private(set) var lists: (UInt64, UInt64) = (0, 0)
  private(set) var conditionalLists: (UInt64, UInt64) = (0, 0)
  private(set) var kinds: UInt64 = 0
  private(set) var tags: UInt64 = 0
  private(set) var rulesOfList: [UInt64]
  private(set) var rulesOfConditionalList: [UInt64]
  private(set) var rulesOfKind: [UInt64]
  private(set) var rulesOfTag: [UInt64]

  init(stride: Int) {
    self.stride = stride
    rulesOfList = [UInt64](repeating: 0, count: GazetteerMatch.listLimit * stride)
    rulesOfConditionalList = rulesOfList
    rulesOfKind = [UInt64](repeating: 0, count: KindID.limit * stride)
    rulesOfTag = rulesOfKind
  }

  mutating func add(_ trigger: Trigger, rule: Int, lists resolved: [ResolvedList]) {
    let bit: UInt64 = 1 << UInt64(rule & 63)
    let word = rule >> 6
    switch trigger.kind {
    case .any, .word: break
    case .kind:
      kinds |= 1 << UInt64(trigger.value & 63)
      rulesOfKind[Int(trigger.value & 63) * stride + word] |= bit
    case .tags:
      let mask = UInt64(UInt32(bitPattern: trigger.value)) | UInt64(UInt32(bitPattern: trigger.high)) << 32
      tags |= mask
      for tag in 0..<64 where mask & (1 << UInt64(tag)) != 0 { rulesOfTag[tag * stride + word] |= bit }
    case .list:
      let list = resolved[Int(trigger.value)]
      for number in 0..<GazetteerMatch.listLimit where list.contains(UInt8(number)) {
        rulesOfList[number * stride + word] |= bit
        if list.permission != nil { rulesOfConditionalList[number * stride + word] |= bit }
      }
      lists.0 |= list.mask.0
      lists.1 |= list.mask.1
      guard list.permission != nil else { return }
      conditionalLists.0 |= list.mask.0
      conditionalLists.1 |= list.mask.1
    }
  }
}
