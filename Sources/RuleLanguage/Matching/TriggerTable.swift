import GazetteerIndex
import TextModel

/// For each list, kind and part of speech the rules that it begins, or that it gives what they need.
struct TriggerTable {
  private let stride: Int
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

  /// Adds what a set has beside words.
  mutating func add(_ set: TokenSet, rule: Int, program: Program, lists: [ResolvedList]) {
    for list in set.lists.indices {
      add(Trigger(kind: .list, value: program.listSets[list]), rule: rule, lists: lists)
    }
    for kind in 0..<KindID.limit where set.kinds & (1 << UInt64(kind)) != 0 {
      add(Trigger(kind: .kind, value: Int32(kind)), rule: rule, lists: lists)
    }
    guard set.tags != 0 else { return }
    let low = Int32(truncatingIfNeeded: set.tags)
    add(Trigger(kind: .tags, value: low, high: Int32(truncatingIfNeeded: set.tags >> 32)), rule: rule, lists: lists)
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
    }
  }
}

/// A trigger table at fixed addresses.
final class FixedTriggers {
  let kinds: UInt64
  let tags: UInt64
  let rulesOfList: FixedBuffer<UInt64>
  let rulesOfConditionalList: FixedBuffer<UInt64>
  let rulesOfKind: FixedBuffer<UInt64>
  let rulesOfTag: FixedBuffer<UInt64>

  /// The masks of all lists, for entries with an `only-if` or without.
  func rules(_ isConditional: Bool) -> UnsafeBufferPointer<UInt64> {
    isConditional ? rulesOfConditionalList.pointer : rulesOfList.pointer
  }

  init(_ table: TriggerTable) {
    kinds = table.kinds
    tags = table.tags
    rulesOfList = FixedBuffer(table.rulesOfList)
    rulesOfConditionalList = FixedBuffer(table.rulesOfConditionalList)
    rulesOfKind = FixedBuffer(table.rulesOfKind)
    rulesOfTag = FixedBuffer(table.rulesOfTag)
  }
}
