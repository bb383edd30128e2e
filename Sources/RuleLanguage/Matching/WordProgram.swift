import TextModel

/// The predicates and tests of all phases on words, in tables. Immutable.
///
/// Predicates that several phases share are one. The test bits of all phases make one row, those of a group of phases from
/// a 64-bit word of its own on; so do the rules that a word can begin. The needs of a group are one such word.
final class WordProgram {
  /// Without doubles.
  let predicates: [Predicate]
  /// The bytes of the string of each literal and lemma.
  let texts: [[UInt8]]
  /// The small-letter forms of these, and for each the predicates that they are of.
  private let literals: WordIndex
  private let predicatesOfLiteral: FlatLists
  /// For each bit of `WordShape` the predicates that hold of words with it, as a key.
  let keysOfShape: FixedBuffer<UInt64>
  let hasLemmas: Bool
  let regexes: WordRegexes
  /// The number of 64-bit words of the predicates, of the tests and of the rules of all phases.
  let keyStride: Int
  let testStride: Int
  let startStride: Int
  /// The number of groups of phases.
  let groupCount: Int
  /// For each group the first word of its tests and of its rules, for each 64 of which there is one of each `RuleMask`.
  private(set) var testOffsets: [Int] = []
  private(set) var startOffsets: [Int] = []
  /// The tests that hold where no predicate does.
  private(set) var baseTests: [UInt64]
  /// The tests that let a rule begin or meet a need.
  let triggerTests: FixedBuffer<UInt64>
  /// For each predicate the tests that it alone makes true, and those that have to be worked out.
  let simpleTests: FlatLists
  let mixedTests: FlatLists
  /// For each bit of a row of tests the bits of rules that it lets begin, and of needs that it meets.
  let startsOfTest: FlatLists
  let needsOfTest: FlatLists
  private let expressions: WordExpressions

  /// `needs` are those of the groups.
  init(_ program: Program, needs: [NeedTable]) {
    var pool = PredicatePool(capacity: program.predicates.count)
    var tests = TestTables()
    let groups = program.groups
    for (group, needs) in zip(groups, needs) {
      let numbers = group.predicates.indices.map { pool.number(of: program.predicates[$0]) }
      testOffsets.append(tests.testStride)
      startOffsets.append(tests.startStride)
      tests.add(group, needs, program: program, predicates: numbers)
    }
    predicates = pool.predicates
    texts = predicates.map { predicate in
      switch predicate.kind {
      case .literal, .exact, .lemma: Array(program.string(predicate.value).utf8)
      case .shape, .regex: []
      }
    }
    (literals, predicatesOfLiteral) = Self.literals(of: predicates, texts)
    hasLemmas = predicates.contains { $0.kind == .lemma }
    regexes = WordRegexes(predicates, program.regexes)
    keyStride = max(1, (predicates.count + 63) / 64)
    keysOfShape = FixedBuffer(Self.keysOfShape(predicates, stride: keyStride))
    testStride = max(1, tests.testStride)
    startStride = max(1, tests.startStride)
    groupCount = groups.count
    let users = tests.users(ofPredicates: predicates.count)
    (simpleTests, mixedTests) = (users.simple, users.mixed)
    startsOfTest = FlatLists(tests.starts, count: tests.codes.count)
    needsOfTest = FlatLists(tests.needs, count: tests.codes.count)
    expressions = WordExpressions(tests.codes)
    triggerTests = FixedBuffer(tests.triggers)
    baseTests = [UInt64](repeating: 0, count: testStride)
    let none = FixedBuffer([UInt64](repeating: 0, count: keyStride))
    let stack = FixedBuffer([Bool](repeating: false, count: WordOperator.depthLimit + 1))
    guard let key = none.pointer.baseAddress, let values = stack.elements.baseAddress else { return }
    for test in 0..<tests.codes.count where !tests.codes.indices(test).isEmpty {
      if expressions.holds(test, key: key, stack: values) { baseTests[test >> 6] |= 1 << UInt64(test & 63) }
    }
  }

  private static func literals(of predicates: [Predicate], _ texts: [[UInt8]]) -> (WordIndex, FlatLists) {
    var index = WordIndex(capacity: predicates.count)
    var links: [FlatLists.Link] = []
    links.reserveCapacity(predicates.count)
    for (number, predicate) in predicates.enumerated() {
      switch predicate.kind {
      case .literal, .exact, .lemma:
        let word = texts[number].withUnsafeBufferPointer { index.add(lowerOf: $0) }
        links.append(FlatLists.Link(list: word, number: Int32(truncatingIfNeeded: number)))
      case .shape, .regex: break
      }
    }
    return (index, FlatLists(links, count: index.count))
  }

  /// The predicates of which a word in small letters is the literal or lemma.
  func predicates(ofLiteral lower: WordID, in vocabulary: Vocabulary) -> UnsafeBufferPointer<Int32> {
    guard let word = literals.find(lower, in: vocabulary) else { return UnsafeBufferPointer(start: nil, count: 0) }
    return predicatesOfLiteral[word]
  }

  private static func keysOfShape(_ predicates: [Predicate], stride: Int) -> [UInt64] {
    var keys = [UInt64](repeating: 0, count: 32 * stride)
    for (number, predicate) in predicates.enumerated() where predicate.kind == .shape {
      for bit in 0..<32 where UInt32(bitPattern: predicate.value) & 1 << UInt32(bit) != 0 {
        keys[bit * stride + number >> 6] |= 1 << UInt64(number & 63)
      }
    }
    return keys
  }

  /// The words of a row of tests, and of rules, that are of a group.
  func testWords(of group: Int) -> Range<Int> {
    testOffsets[group]..<(group + 1 < groupCount ? testOffsets[group + 1] : testStride)
  }
  func startWords(of group: Int) -> Range<Int> {
    startOffsets[group]..<(group + 1 < groupCount ? startOffsets[group + 1] : startStride)
  }

  /// The value of a test for the predicates in a key, worked out on a stack of `WordOperator.depthLimit` values and one.
  func holds(_ test: Int, key: UnsafePointer<UInt64>, stack: UnsafeMutablePointer<Bool>) -> Bool {
    expressions.holds(test, key: key, stack: stack)
  }
}

/// What a word or an entry says of rules: it begins them, whatever follows; it begins them where the next token is a certain
/// one; it is one of these; it is an entry and begins them where the token behind it is one of these.
enum RuleMask: Int {
  case starts, pairs, seconds, ends
  static let width = 4
  /// Words have the first three alone.
  static let ofWords = 3
}

/// Numbers predicates, each once.
private struct PredicatePool {
  private(set) var predicates: [Predicate] = []
  private var numbers: [Predicate: Int32] = [:]

  init(capacity: Int) { numbers.reserveCapacity(capacity) }

  mutating func number(of predicate: Predicate) -> Int32 {
    if let known = numbers[predicate] { return known }
    let number = Int32(truncatingIfNeeded: predicates.count)
    predicates.append(predicate)
    numbers[predicate] = number
    return number
  }
}

/// The tests of all phases by their bits.
private struct TestTables {
  /// Over the numbers of all phases' predicates; empty for a bit that is no test.
  var codes = FlatLists.Builder()
  /// For tests the bits of rules that they let begin, and of needs that they meet.
  var starts: [FlatLists.Link] = []
  var needs: [FlatLists.Link] = []
  var startStride = 0
  private var groups = 0
  var testStride: Int { codes.count / 64 }

  /// The tests that have a rule or a need.
  var triggers: [UInt64] {
    var mask = [UInt64](repeating: 0, count: max(1, testStride))
    for link in starts { mask[link.list >> 6] |= 1 << UInt64(link.list & 63) }
    for link in needs { mask[link.list >> 6] |= 1 << UInt64(link.list & 63) }
    return mask
  }

  mutating func add(_ group: PhaseGroup, _ table: NeedTable, program: Program, predicates: [Int32]) {
    let first = codes.count
    for test in group.wordTests.indices {
      for index in program.wordTests[test].code.indices {
        let item = program.wordCode[index]
        codes.numbers.append(item >= 0 ? predicates[Int(item)] : item)
      }
      codes.end()
    }
    while codes.count % 64 != 0 { codes.end() }
    for (number, rule) in group.rules.indices.enumerated() {
      addStarts(of: program.rules[rule], number, first: first, program)
    }
    for (bit, set) in table.sets.enumerated() where program.tokenSets[Int(set)].word >= 0 {
      needs.append(
        FlatLists.Link(
          list: first + Int(program.tokenSets[Int(set)].word),
          number: Int32(truncatingIfNeeded: groups * 64 + bit)))
    }
    startStride += RuleMask.ofWords * max(1, (Int(group.rules.count) + 63) / 64)
    groups += 1
  }

  /// Notes the tests that let a rule begin, and those that its second token must meet one of.
  private mutating func addStarts(of rule: RuleRecord, _ number: Int, first: Int, _ program: Program) {
    for index in rule.starts.indices where program.triggers[index].kind == .word {
      add(first + Int(program.triggers[index].value), number, .starts)
    }
    for index in rule.pairs.indices where program.triggers[index].kind == .word {
      add(first + Int(program.triggers[index].value), number, .pairs)
    }
    guard rule.second >= 0, program.tokenSets[Int(rule.second)].word >= 0 else { return }
    add(first + Int(program.tokenSets[Int(rule.second)].word), number, .seconds)
  }

  private mutating func add(_ test: Int, _ rule: Int, _ mask: RuleMask) {
    let bit = (startStride + RuleMask.ofWords * (rule >> 6) + mask.rawValue) * 64 + rule & 63
    starts.append(FlatLists.Link(list: test, number: Int32(truncatingIfNeeded: bit)))
  }

  /// For each predicate the tests that name it: those of nothing but *or*, and the others.
  func users(ofPredicates count: Int) -> (simple: FlatLists, mixed: FlatLists) {
    var (simple, mixed) = ([FlatLists.Link](), [FlatLists.Link]())
    // By predicate the last test that it was seen in.
    var seen = [Int](repeating: -1, count: count)
    for test in 0..<codes.count {
      let code = codes.numbers[codes.indices(test)]
      let isSimple = code.allSatisfy { $0 >= 0 || $0 == WordOperator.or }
      for number in code where number >= 0 && seen[Int(number)] != test {
        seen[Int(number)] = test
        let link = FlatLists.Link(list: Int(number), number: Int32(truncatingIfNeeded: test))
        if isSimple { simple.append(link) } else { mixed.append(link) }
      }
    }
    return (FlatLists(simple, count: count), FlatLists(mixed, count: count))
  }
}

/// A word as rules write it.
enum WordText {
  /// With straight apostrophes and plain hyphens.
  static func plain(_ word: String) -> String {
    if word.utf8.allSatisfy({ $0 < 0x80 }) { return word }
    var scalars = String.UnicodeScalarView()
    for scalar in word.unicodeScalars {
      switch scalar.value {
      case 0x2018, 0x2019, 0x02BC, 0xFF07: scalars.append("'")
      case 0x2010, 0x2011: scalars.append("-")
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}
