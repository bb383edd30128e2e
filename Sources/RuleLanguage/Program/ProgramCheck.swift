import TextModel

/// Checks that every index in a program that was read leads somewhere: the matcher follows them without looking.
struct ProgramCheck {
  private let program: Program

  init(_ program: Program) { self.program = program }

  var isSound: Bool {
    program.kinds.count <= KindID.limit && program.fields.count <= Int(UInt16.max)
      && (program.kinds + program.fields + program.filterValues).allSatisfy(isString)
      && program.phases.allSatisfy(isSound) && areGroupsSound
      && program.tests.allSatisfy { isWithin($0.noLists, program.listSets) }
      && program.listSets.allSatisfy { isIndex($0, program.lists) } && areReferencesSound
  }

  private func isIndex<Element>(_ index: Int32, _ array: [Element]) -> Bool { index >= 0 && Int(index) < array.count }

  private func isString(_ index: Int32) -> Bool { isIndex(index, program.strings) }

  private func isStringOrNone(_ index: Int32) -> Bool { index == -1 || isString(index) }

  private func isWithin<Element>(_ stretch: Stretch, _ array: [Element]) -> Bool {
    stretch.start >= 0 && stretch.count >= 0 && Int(stretch.start) + Int(stretch.count) <= array.count
  }

  private func isWithin(_ step: Int32, _ phase: PhaseRecord) -> Bool { phase.code.indices.contains(Int(step)) }

  private var areReferencesSound: Bool {
    program.lists.allSatisfy {
      isString($0.name) && isStringOrNone($0.permission) && isWithin($0.filters, program.filters)
    }
      && program.kindReferences.allSatisfy {
        isIndex($0.kind, program.kinds) && isWithin($0.filters, program.filters)
      }
      && program.filters.allSatisfy { isString($0.name) && isWithin($0.values, program.filterValues) }
      && program.makes.allSatisfy {
        isIndex($0.field, program.fields) && ($0.label == -1 ? isString($0.text) : isStringOrNone($0.text))
      }
  }

  /// Phases of one group follow one another, and each has what the one before it has.
  private var areGroupsSound: Bool {
    zip(program.phases, program.phases.dropFirst()).allSatisfy { one, next in
      one.group != next.group
        || one.rules.indices.upperBound == next.rules.indices.lowerBound
          && one.predicates.start == next.predicates.start && one.predicates.count <= next.predicates.count
          && one.wordTests.start == next.wordTests.start && one.wordTests.count <= next.wordTests.count
    }
  }

  private func isSound(_ phase: PhaseRecord) -> Bool {
    guard isString(phase.name), isWithin(phase.rules, program.rules), isWithin(phase.predicates, program.predicates),
      isWithin(phase.wordTests, program.wordTests), isWithin(phase.code, program.code)
    else { return false }
    return phase.predicates.indices.allSatisfy { isSound(program.predicates[$0]) }
      && phase.wordTests.indices.allSatisfy { isSound(program.wordTests[$0], phase) }
      && phase.rules.indices.allSatisfy { isSound(program.rules[$0], phase) }
      && phase.code.indices.allSatisfy { isSound(program.code[$0], phase) } && endsSoundly(phase)
  }

  private func isSound(_ predicate: Predicate) -> Bool {
    switch predicate.kind {
    case .literal, .exact, .lemma: isString(predicate.value)
    case .shape: true
    case .regex: isIndex(predicate.value, program.regexes)
    }
  }

  /// The expression takes no more from its stack than it put there, and never needs too much of it.
  private func isSound(_ test: WordTest, _ phase: PhaseRecord) -> Bool {
    guard isWithin(test.code, program.wordCode) else { return false }
    var depth = 0
    for item in test.code.indices.map({ program.wordCode[$0] }) {
      switch item {
      case WordOperator.and, WordOperator.or:
        guard depth >= 2 else { return false }
        depth -= 1
      case WordOperator.not: guard depth >= 1 else { return false }
      case WordOperator.always: depth += 1
      default:
        guard item >= 0, item < phase.predicates.count else { return false }
        depth += 1
      }
      guard depth <= WordOperator.depthLimit else { return false }
    }
    return depth == 1
  }

  private func isSound(_ rule: RuleRecord, _ phase: PhaseRecord) -> Bool {
    guard isString(rule.name), isString(rule.note), isString(rule.file), isIndex(rule.kind, program.kinds),
      isWithin(rule.entry, phase), isWithin(rule.makes, program.makes), isWithin(rule.unless, program.contexts),
      isWithin(rule.before, program.contexts), isWithin(rule.starts, program.triggers),
      isWithin(rule.pairs, program.triggers), isWithin(rule.ends, program.triggers),
      rule.second == -1 || isTokenSet(rule.second, phase),
      isWithin(rule.needs, program.needs)
    else { return false }
    let contexts = (Array(rule.unless.indices) + Array(rule.before.indices)).map { program.contexts[$0] }
    let triggers = [rule.starts, rule.pairs, rule.ends].flatMap(\.indices).map { program.triggers[$0] }
    return contexts.allSatisfy { isSound($0, phase) }
      && rule.needs.indices.allSatisfy { isTokenSet(program.needs[$0].set, phase) }
      && triggers.allSatisfy { isSound($0, phase) }
  }

  private func isSound(_ trigger: Trigger, _ phase: PhaseRecord) -> Bool {
    switch trigger.kind {
    case .any, .tags: true
    case .word: trigger.value >= 0 && trigger.value < phase.wordTests.count
    case .list: isIndex(trigger.value, program.lists)
    case .kind: isIndex(trigger.value, program.kinds)
    }
  }

  private func isSound(_ step: Instruction, _ phase: PhaseRecord) -> Bool {
    guard isStringOrNone(step.expected) else { return false }
    switch step.operation {
    case .word: return step.a >= 0 && step.a < phase.wordTests.count
    case .test: return isTest(step.a, phase)
    case .greedy, .lazy:
      return isTest(step.a, phase) && step.b >= 0 && step.b < 1 << 20 && step.c >= -1 && step.c < 1 << 20
    case .list: return isIndex(step.a, program.lists)
    case .kind: return isIndex(step.a, program.kindReferences)
    case .split:
      return isWithin(step.a, phase) && isWithin(step.b, phase) && (step.c == -1 || isTokenSet(step.c, phase))
    case .jump, .not: return isWithin(step.a, phase)
    case .fail, .any, .open, .close, .start, .end, .cut, .mark, .again, .same, .matchEnd, .accept, .acceptExactly:
      return true
    }
  }

  private func isSound(_ context: Context, _ phase: PhaseRecord) -> Bool {
    isWithin(context.entry, phase) && context.shortest >= 0 && context.shortest < 1 << 20
      && (context.starts == -1 || isTokenSet(context.starts, phase))
  }

  private func isTokenSet(_ index: Int32, _ phase: PhaseRecord) -> Bool {
    guard isIndex(index, program.tokenSets) else { return false }
    let set = program.tokenSets[Int(index)]
    return set.word >= -1 && set.word < phase.wordTests.count && isWithin(set.lists, program.listSets)
  }

  private func isTest(_ index: Int32, _ phase: PhaseRecord) -> Bool {
    guard isIndex(index, program.tests) else { return false }
    let word = program.tests[Int(index)].word
    return word >= -1 && word < phase.wordTests.count
  }

  /// The last step leads nowhere beyond the phase.
  private func endsSoundly(_ phase: PhaseRecord) -> Bool {
    guard let last = phase.code.indices.last else { return true }
    switch program.code[last].operation {
    case .accept, .acceptExactly, .fail, .jump: return true
    default: return false
    }
  }
}
