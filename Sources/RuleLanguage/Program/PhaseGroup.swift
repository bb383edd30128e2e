/// Phases that are looked for together, each sentence once for all of them: neighbours that share predicates and word
/// tests.
struct PhaseGroup {
  var phases: Range<Int>
  var rules: Stretch
  var predicates: Stretch
  var wordTests: Stretch

  fileprivate init(_ phase: PhaseRecord, number: Int) {
    phases = number..<number + 1
    (rules, predicates, wordTests) = (phase.rules, phase.predicates, phase.wordTests)
  }

  /// Takes in the next phase, whose predicates and tests are those of the phases before it and more.
  fileprivate mutating func add(_ phase: PhaseRecord) {
    phases = phases.lowerBound..<phases.upperBound + 1
    rules.count += phase.rules.count
    (predicates, wordTests) = (phase.predicates, phase.wordTests)
  }
}

extension Program {
  /// All phases in their order, those of one group together.
  var groups: [PhaseGroup] {
    var groups: [PhaseGroup] = []
    for (number, phase) in phases.enumerated() {
      if number > 0, phases[number - 1].group == phase.group {
        groups[groups.count - 1].add(phase)
      } else {
        groups.append(PhaseGroup(phase, number: number))
      }
    }
    return groups
  }
}
