import TextModel

/// What a pattern can begin with, or one thing that it cannot do without.
struct StartSet {
  var triggers: [Trigger] = []
  /// How common what triggers is, from 1 (a word) to 10 (any token).
  var commonness = 0
  var canBeEmpty = false
  /// Only at the start of a sentence.
  var isAnchored = false

  mutating func formUnion(_ other: StartSet) {
    for trigger in other.triggers where !triggers.contains(trigger) { triggers.append(trigger) }
    commonness = max(commonness, other.commonness)
  }
}

extension PatternCompiler {
  /// What can stand first in a match of the pattern.
  mutating func starts(_ tree: SyntaxTree) -> StartSet {
    if let single = single(tree) { return startSet(of: single) }
    switch tree.pattern {
    case .literal(let text):
      return wordSets(of: text).first ?? StartSet(canBeEmpty: true)
    case .list(let name, let filters):
      let list = builder.list(name, filters)
      return StartSet(triggers: [Trigger(kind: .list, value: list)], commonness: name.contains(".") ? 3 : 4)
    case .kind(let name, _):
      guard let kind = kinds[name] else { return StartSet(triggers: [Trigger(kind: .any, value: 0)], commonness: 10) }
      let isCommon = kind == .nounPhrase || kind == .clause || kind == .verbGroup
      return StartSet(
        triggers: [Trigger(kind: .kind, value: Int32(kind.rawValue))], commonness: isCommon ? 8 : 4)
    case .label(_, let inner): return starts(inner)
    case .repeated(let inner, let least, _, _):
      var set = starts(inner)
      if least == 0 {
        set.canBeEmpty = true
        set.isAnchored = false
      }
      return set
    case .sequence(let trees): return starts(sequence: trees)
    case .choice(let trees):
      var all = StartSet(isAnchored: true)
      for part in trees {
        let set = starts(part)
        all.formUnion(set)
        all.canBeEmpty = all.canBeEmpty || set.canBeEmpty
        all.isAnchored = all.isAnchored && set.isAnchored
      }
      return all
    case .both(let trees): return starts(both: trees)
    case .start: return StartSet(canBeEmpty: true, isAnchored: true)
    case .end: return StartSet(canBeEmpty: true)
    default: return StartSet(triggers: [Trigger(kind: .any, value: 0)], commonness: 10)
    }
  }

  private mutating func starts(sequence trees: [SyntaxTree]) -> StartSet {
    var all = StartSet()
    for (index, part) in trees.enumerated() {
      let set = starts(part)
      all.formUnion(set)
      if index == 0 { all.isAnchored = set.isAnchored }
      if !set.canBeEmpty { return all }
    }
    all.canBeEmpty = true
    return all
  }

  private mutating func starts(both trees: [SyntaxTree]) -> StartSet {
    var best: StartSet?
    for part in trees {
      let set = starts(part)
      if best.map({ set.commonness < $0.commonness }) ?? true { best = set }
    }
    return best ?? StartSet(canBeEmpty: true)
  }

  mutating func startSet(of single: SingleToken) -> StartSet {
    let word = wordTest(single)
    if word >= 0 {
      return StartSet(triggers: [Trigger(kind: .word, value: word)], commonness: commonness(single.word))
    }
    guard single.tags != .max else { return StartSet(triggers: [Trigger(kind: .any, value: 0)], commonness: 10) }
    let low = Int32(truncatingIfNeeded: single.tags & 0xFFFF_FFFF)
    let high = Int32(truncatingIfNeeded: single.tags >> 32)
    return StartSet(triggers: [Trigger(kind: .tags, value: low, high: high)], commonness: 7)
  }

  private func commonness(_ expression: WordExpression) -> Int {
    switch expression {
    case .always: return 10
    case .not: return 9
    case .and(let left, let right): return min(commonness(left), commonness(right))
    case .or(let left, let right): return max(commonness(left), commonness(right))
    case .predicate(let number):
      let predicate = builder.program.predicates[Int(builder.groupStretches.predicates.start + number)]
      switch predicate.kind {
      case .literal, .exact: return commonWords.contains(builder.program.string(predicate.value)) ? 5 : 1
      case .lemma: return 1
      case .regex: return 3
      case .shape: return predicate.value == WordShape.lowercase.rawValue ? 9 : 6
      }
    }
  }
}
