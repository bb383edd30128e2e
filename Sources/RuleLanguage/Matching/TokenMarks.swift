/// What a token says of where rules begin, for all groups of phases at once: its word, and the entries of lists that begin
/// there.
///
/// The rules of a group are told apart by a few classes (`RuleClasses`). A token *begins* a class where some rule of it can
/// begin there whatever follows, and *may begin* it where that depends on the next token, which then *follows*. Superfluous
/// marks cost a look at the token's rules and nothing else.
struct TokenMarks {
  private(set) var rawValue: UInt64 = 0

  static let classLimit = 20
  /// The bits of all classes.
  static let classes: UInt64 = 1 << UInt64(classLimit) - 1
  /// An entry at the token has several tokens, and some rule minds what stands behind it; one has an `only-if` that some
  /// rule permits.
  static let long: UInt64 = 1 << 60
  static let conditional: UInt64 = 1 << 61

  mutating func begins(_ number: Int) { rawValue |= 1 << UInt64(number) }
  mutating func mayBegin(_ number: Int) { rawValue |= 1 << UInt64(number + Self.classLimit) }
  mutating func follows(_ number: Int) { rawValue |= 1 << UInt64(number + 2 * Self.classLimit) }
  mutating func isLong() { rawValue |= Self.long }
  mutating func hasConditional() { rawValue |= Self.conditional }

  /// The classes of which a rule may begin at a token, by its marks and those of the next.
  @inline(__always) static func classes(_ marks: UInt64, before next: UInt64) -> UInt64 {
    (marks | marks &>> UInt64(classLimit) & next &>> UInt64(2 * classLimit)) & classes
  }
}

/// The rules of all groups in classes, neighbours in the files together: so many that a token that may begin one rule and
/// another that goes on with quite another one are seldom taken for the beginning of something.
struct RuleClasses {
  /// For each class its group, or the first one of several.
  private(set) var groups: [Int] = []
  /// For each group its classes.
  private(set) var ofGroup: [Range<Int>] = []
  /// For each class the rules of its group that are in it, as wide as a mask of these.
  private(set) var rules: [[UInt64]] = []

  init(_ all: [PhaseProgram]) {
    var counts = all.map { _ in 1 }
    while counts.reduce(0, +) < TokenMarks.classLimit {
      let sizes = all.indices.map { all[$0].rules.elements.count / counts[$0] }
      guard let largest = sizes.indices.max(by: { sizes[$0] < sizes[$1] }), sizes[largest] > 1 else { break }
      counts[largest] += 1
    }
    for (number, group) in all.enumerated() { add(group, number, count: counts[number]) }
  }

  private mutating func add(_ group: PhaseProgram, _ number: Int, count: Int) {
    // Groups that there is no class for share the last one.
    guard groups.count < TokenMarks.classLimit else {
      ofGroup.append(groups.count - 1..<groups.count)
      rules[rules.count - 1] = [UInt64](repeating: .max, count: max(rules[rules.count - 1].count, group.ruleStride))
      return
    }
    ofGroup.append(groups.count..<groups.count + count)
    let size = max(1, (group.rules.elements.count + count - 1) / count)
    for part in 0..<count {
      var mask = [UInt64](repeating: 0, count: group.ruleStride)
      for rule in part * size..<max(part * size, min((part + 1) * size, group.rules.elements.count)) {
        mask[rule >> 6] |= 1 << UInt64(rule & 63)
      }
      groups.append(number)
      rules.append(mask)
    }
  }
}
