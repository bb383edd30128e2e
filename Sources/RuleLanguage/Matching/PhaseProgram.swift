import GazetteerIndex
import TextModel

/// The tables of the phases of one group. Immutable.
final class PhaseProgram {
  let program: Program
  /// The number of the group.
  let number: Int
  /// The rules of the phases.
  let rules: FixedBuffer<RuleRecord>
  let firstRule: Int
  /// The number of 64-bit words of a mask of rules.
  let ruleStride: Int

  /// Rules that anything can begin; that only begin a sentence; that cannot do without something.
  let anyStart: FixedBuffer<UInt64>
  let anchored: FixedBuffer<UInt64>
  let needy: FixedBuffer<UInt64>
  /// Rules whose second token can be one by a span or a part of speech.
  let loose: FixedBuffer<UInt64>
  /// Some rule can begin anywhere.
  let hasAnyStart: Bool
  /// For each rule the needs that must be met behind its first token, from there on, and in the sentence.
  let ruleNeeds: FixedBuffer<RuleNeeds>
  /// For each need of a rule that spans alone meet the kinds of which one is wanted.
  let kindNeeds: FixedBuffer<KindNeed>
  /// What else than words begins rules: whatever follows, where the next token is a certain one, where the token behind
  /// the entry or span is; what else these can be, and what else meets needs.
  let starts: FixedTriggers
  let pairs: FixedTriggers
  let ends: FixedTriggers
  let seconds: FixedTriggers
  let needs: FixedTriggers
  /// Some rule asks for quotations.
  let usesQuoted: Bool

  init(_ resolved: ResolvedProgram, _ group: PhaseGroup, _ table: NeedTable, number: Int) {
    let program = resolved.program
    self.program = program
    self.number = number
    let rules = group.rules.indices.map { program.rules[$0] }
    self.rules = FixedBuffer(rules)
    firstRule = Int(group.rules.start)
    ruleStride = max(1, (rules.count + 63) / 64)
    usesQuoted = program.code.contains { $0.operation == .kind } || program.tests.contains { $0.noKinds & 1 != 0 }
    let masks = RuleMasks(rules, program: program, lists: resolved.lists)
    anyStart = FixedBuffer(masks.anyStart)
    hasAnyStart = masks.anyStart.contains { $0 != 0 }
    anchored = FixedBuffer(masks.anchored)
    starts = FixedTriggers(masks.starts)
    pairs = FixedTriggers(masks.pairs)
    ends = FixedTriggers(masks.ends)
    loose = FixedBuffer(masks.loose)
    seconds = FixedTriggers(masks.seconds)
    ruleNeeds = FixedBuffer(table.ruleNeeds)
    needy = FixedBuffer(table.needyRules)
    let found = Self.kindNeeds(rules, program)
    kindNeeds = FixedBuffer(found)
    neededKinds = Set(found.map(\.rule)).count < rules.count ? 0 : found.reduce(0) { $0 | $1.kinds }
    needs = FixedTriggers(table.triggers(program: program, lists: resolved.lists))
  }

  private static func kindNeeds(_ rules: [RuleRecord], _ program: Program) -> [KindNeed] {
    var found: [KindNeed] = []
    for (number, rule) in rules.enumerated() {
      for need in rule.needs.indices.map({ program.tokenSets[Int(program.needs[$0].set)] })
      where need.word < 0 && need.tags == 0 && need.lists.count == 0 {
        found.append(KindNeed(rule: number, kinds: need.kinds))
      }
    }
    return found
  }

  /// Fills the mask of those of some rules that a document with spans of these kinds does not rule out; false where that
  /// is none.
  func fillPossible(_ mask: UnsafeMutablePointer<UInt64>, of rules: [UInt64], kinds: UInt64) -> Bool {
    for word in 0..<ruleStride { mask[word] = rules[word] }
    for need in kindNeeds.elements where need.kinds & kinds == 0 {
      mask[need.rule >> 6] &= ~(1 << UInt64(need.rule & 63))
    }
    var rest: UInt64 = 0
    for word in 0..<ruleStride { rest |= mask[word] }
    return rest != 0
  }

  /// The mask of the rules of some phases.
  func rules(of phases: [PhaseRecord]) -> [UInt64] {
    var mask = [UInt64](repeating: 0, count: ruleStride)
    for rule in phases.flatMap({ $0.rules.indices }) {
      mask[(rule - firstRule) >> 6] |= 1 << UInt64((rule - firstRule) & 63)
    }
    return mask
  }

  /// The triggers of each `RuleMask`.
  var triggers: [FixedTriggers] { [starts, pairs, seconds, ends] }
  /// Kinds of which a span stands in every sentence in which one of the rules matches; none where some rule does without.
  let neededKinds: UInt64

  /// The kinds whose spans begin rules.
  var startKinds: UInt64 { starts.kinds | pairs.kinds | ends.kinds }
  /// Whether every token has to be looked at: neither words, entries nor spans tell where rules begin.
  var startsAnywhere: Bool { hasAnyStart || starts.tags | pairs.tags != 0 }
}

extension RuleRecord {
  /// Whether its second token can be one by a span or a part of speech.
  func isLoose(_ program: Program) -> Bool {
    second >= 0 && program.tokenSets[Int(second)].kinds | program.tokenSets[Int(second)].tags != 0
  }
}

/// What begins the rules of a phase, as masks of rules.
private struct RuleMasks {
  var anyStart: [UInt64]
  var anchored: [UInt64]
  var starts: TriggerTable
  var pairs: TriggerTable
  var ends: TriggerTable
  var seconds: TriggerTable
  var loose: [UInt64]

  init(_ rules: [RuleRecord], program: Program, lists: [ResolvedList]) {
    let stride = max(1, (rules.count + 63) / 64)
    anyStart = [UInt64](repeating: 0, count: stride)
    (anchored, loose) = (anyStart, anyStart)
    starts = TriggerTable(stride: stride)
    (pairs, ends, seconds) = (starts, starts, starts)
    for (number, rule) in rules.enumerated() {
      let bit: UInt64 = 1 << UInt64(number & 63)
      if rule.isAnchored { anchored[number >> 6] |= bit }
      for trigger in rule.starts.indices.map({ program.triggers[$0] }) {
        if trigger.kind == .any { anyStart[number >> 6] |= bit }
        starts.add(trigger, rule: number, lists: lists)
      }
      for trigger in rule.pairs.indices.map({ program.triggers[$0] }) {
        pairs.add(trigger, rule: number, lists: lists)
      }
      for trigger in rule.ends.indices.map({ program.triggers[$0] }) {
        ends.add(trigger, rule: number, lists: lists)
      }
      if rule.isLoose(program) { loose[number >> 6] |= bit }
      guard rule.second >= 0 else { continue }
      seconds.add(program.tokenSets[Int(rule.second)], rule: number, program: program, lists: lists)
    }
  }
}

/// A need of a rule that only a span of one of some kinds meets.
struct KindNeed {
  let rule: Int
  let kinds: UInt64
}

/// What must be met for a rule to be worth a try: masks of the needs of its group.
struct RuleNeeds {
  var behind: UInt64 = 0
  var within: UInt64 = 0
  var anywhere: UInt64 = 0

  var all: UInt64 { behind | within | anywhere }
}

/// The needs of the rules of a group of phases: what several rules need has one bit. Of more than 64 those are left out that matter
/// least: what only begins rules, and what is commonest.
struct NeedTable {
  /// Token sets in the order of their bits.
  private(set) var sets: [Int32] = []
  private(set) var ruleNeeds: [RuleNeeds] = []
  private(set) var needyRules: [UInt64]

  init(_ rules: [RuleRecord], program: Program) {
    let stride = max(1, (rules.count + 63) / 64)
    needyRules = [UInt64](repeating: 0, count: stride)
    var ranks: [Int32: Int32] = [:]
    for rule in rules {
      for need in rule.needs.indices.map({ program.needs[$0] }) {
        let rank = need.commonness + (need.place == .anywhere ? 10 : 0)
        if let old = ranks.updateValue(rank, forKey: need.set) {
          ranks[need.set] = min(old, rank)
        } else {
          sets.append(need.set)
        }
      }
    }
    let order = sets.map { Int64(ranks[$0] ?? 0) << 32 | Int64($0) }.sorted()
    sets = order.map { Int32(truncatingIfNeeded: $0) }
    sets.removeLast(max(0, sets.count - 64))
    let bits = Dictionary(uniqueKeysWithValues: sets.enumerated().map { ($1, UInt64(1) << UInt64($0)) })
    for (number, rule) in rules.enumerated() {
      var all = RuleNeeds()
      for need in rule.needs.indices.map({ program.needs[$0] }) {
        guard let bit = bits[need.set] else { continue }
        switch need.place {
        case .behind: all.behind |= bit
        case .within: all.within |= bit
        case .anywhere: all.anywhere |= bit
        }
      }
      ruleNeeds.append(all)
      guard all.all != 0 else { continue }
      needyRules[number >> 6] |= 1 << UInt64(number & 63)
    }
  }

  /// What else than words meets the needs.
  func triggers(program: Program, lists: [ResolvedList]) -> TriggerTable {
    var table = TriggerTable(stride: 1)
    for (bit, index) in sets.enumerated() {
      table.add(program.tokenSets[Int(index)], rule: bit, program: program, lists: lists)
    }
    return table
  }
}
