import TextModel

/// The predicates and tests of all phases on words, in tables. Immutable.
///
/// Predicates that several phases share are one. The test bits of all phases make one row, those of a phase from a
/// 64-bit word of its own on; so do the rules that a word can begin. The needs of a phase are one such word.
final class WordProgram {
  /// Without doubles.
  let predicates: [Predicate]
  /// The bytes of the string of each literal and lemma.
  let texts: [[UInt8]]
  let shapes: [(number: Int, shape: WordShape)]
  let hasLemmas: Bool
  let regexes: WordRegexes
  /// The number of 64-bit words of the predicates, of the tests and of the rules of all phases, and of the phases.
  let keyStride: Int
  let testStride: Int
  let startStride: Int
  let phaseCount: Int
  /// For each phase the first word of its tests and of its rules.
  private(set) var testOffsets: [Int] = []
  private(set) var startOffsets: [Int] = []
  /// The tests that hold where no predicate does.
  private(set) var baseTests: [UInt64]
  /// For each predicate the tests that it alone makes true, and those that have to be worked out.
  let simpleTests: FlatLists
  let mixedTests: FlatLists
  /// For each bit of a row of tests the bits of rules that it lets begin, and of needs that it meets.
  let startsOfTest: FlatLists
  let needsOfTest: FlatLists
  private let codes: FlatLists

  init(_ program: Program) {
    var pool = PredicatePool()
    var tests = TestTables()
    for phase in program.phases {
      let numbers = phase.predicates.indices.map { pool.number(of: program.predicates[$0]) }
      testOffsets.append(tests.testStride)
      startOffsets.append(tests.startStride)
      tests.add(phase, program: program, predicates: numbers)
    }
    predicates = pool.predicates
    texts = predicates.map { predicate in
      switch predicate.kind {
      case .literal, .exact, .lemma: Array(program.string(predicate.value).utf8)
      case .shape, .regex: []
      }
    }
    shapes = predicates.enumerated().compactMap { number, predicate in
      predicate.kind == .shape ? (number, WordShape(rawValue: UInt32(bitPattern: predicate.value))) : nil
    }
    hasLemmas = predicates.contains { $0.kind == .lemma }
    regexes = WordRegexes(predicates, program.regexes)
    keyStride = max(1, (predicates.count + 63) / 64)
    testStride = max(1, tests.testStride)
    startStride = max(1, tests.startStride)
    phaseCount = program.phases.count
    let users = tests.users(ofPredicates: predicates.count)
    simpleTests = FlatLists(users.simple)
    mixedTests = FlatLists(users.mixed)
    startsOfTest = FlatLists(tests.starts)
    needsOfTest = FlatLists(tests.needs)
    codes = FlatLists(tests.codes)
    baseTests = [UInt64](repeating: 0, count: testStride)
    let key = [UInt64](repeating: 0, count: keyStride)
    var stack = [Bool](repeating: false, count: WordOperator.depthLimit + 1)
    for test in tests.codes.indices where !tests.codes[test].isEmpty {
      if holds(test, key: key, stack: &stack) { baseTests[test >> 6] |= 1 << UInt64(test & 63) }
    }
  }

  /// Calls `body` with the number of each phase in the half of a mask of phases that tells of needs.
  @inline(__always) func forEachPhase(ofNeeds mask: UInt64, _ body: (Int) -> Void) {
    var rest = (mask & RuleWords.needBits) >> 32
    while rest != 0 {
      let phase = rest.trailingZeroBitCount
      rest &= rest - 1
      body(phase)
      guard phase == RuleWords.lastPhase else { continue }
      for other in phase + 1..<max(phase + 1, phaseCount) { body(other) }
    }
  }

  /// The value of a test for the predicates in a key; the depth of its expression was checked when it was read.
  func holds(_ test: Int, key: [UInt64], stack: inout [Bool]) -> Bool {
    key.withUnsafeBufferPointer { key in
      stack.withUnsafeMutableBufferPointer { stack in
        // The value on top of the stack is not in it.
        var value = false
        var top = 0
        for item in codes[test] {
          switch item {
          case WordOperator.and:
            top -= 1
            value = stack[top] && value
          case WordOperator.or:
            top -= 1
            value = stack[top] || value
          case WordOperator.not: value.toggle()
          default:
            stack[top] = value
            top += 1
            value = item == WordOperator.always || key[Int(item) >> 6] & (1 << UInt64(item & 63)) != 0
          }
        }
        return top > 0 && value
      }
    }
  }
}

/// Numbers predicates, each once.
private struct PredicatePool {
  private(set) var predicates: [Predicate] = []
  private var numbers: [Predicate: Int32] = [:]

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
  var codes: [[Int32]] = []
  var starts: [[Int32]] = []
  var needs: [[Int32]] = []
  var startStride = 0
  private var phases = 0
  var testStride: Int { codes.count / 64 }

  mutating func add(_ phase: PhaseRecord, program: Program, predicates: [Int32]) {
    let first = codes.count
    for test in phase.wordTests.indices {
      codes.append(
        program.wordTests[test].code.indices.map { index in
          let item = program.wordCode[index]
          return item >= 0 ? predicates[Int(item)] : item
        })
    }
    while codes.count % 64 != 0 { codes.append([]) }
    let missing = codes.count - starts.count
    starts += [[Int32]](repeating: [], count: missing)
    needs += [[Int32]](repeating: [], count: missing)
    for (number, rule) in phase.rules.indices.enumerated() {
      for trigger in program.rules[rule].starts.indices.map({ program.triggers[$0] }) where trigger.kind == .word {
        starts[first + Int(trigger.value)].append(Int32(truncatingIfNeeded: startStride * 64 + number))
      }
    }
    let table = NeedTable(phase.rules.indices.map { program.rules[$0] }, program: program)
    for (bit, set) in table.sets.enumerated() where program.tokenSets[Int(set)].word >= 0 {
      needs[first + Int(program.tokenSets[Int(set)].word)].append(Int32(truncatingIfNeeded: phases * 64 + bit))
    }
    startStride += max(1, (Int(phase.rules.count) + 63) / 64)
    phases += 1
  }

  /// For each predicate the tests that name it: those of nothing but *or*, and the others.
  func users(ofPredicates count: Int) -> (simple: [[Int32]], mixed: [[Int32]]) {
    var simple = [[Int32]](repeating: [], count: count)
    var mixed = simple
    for (test, code) in codes.enumerated() {
      let isSimple = code.allSatisfy { $0 >= 0 || $0 == WordOperator.or }
      for number in Set(code) where number >= 0 {
        if isSimple {
          simple[Int(number)].append(Int32(truncatingIfNeeded: test))
        } else {
          mixed[Int(number)].append(Int32(truncatingIfNeeded: test))
        }
      }
    }
    return (simple, mixed)
  }
}

/// Lists of numbers, one after the other at fixed addresses.
final class FlatLists {
  private let starts: FixedBuffer<Int32>
  private let numbers: FixedBuffer<Int32>

  init(_ lists: [[Int32]]) {
    var starts: [Int32] = [0]
    for list in lists { starts.append(starts[starts.count - 1] + Int32(truncatingIfNeeded: list.count)) }
    self.starts = FixedBuffer(starts)
    numbers = FixedBuffer(lists.flatMap { $0 })
  }

  @inline(__always) subscript(index: Int) -> UnsafeBufferPointer<Int32> {
    let start = Int(starts.elements[index])
    return UnsafeBufferPointer(rebasing: numbers.pointer[start..<Int(starts.elements[index + 1])])
  }
}

/// The regular expressions of all phases, told apart by the first byte of a word: most cannot begin with it.
final class WordRegexes {
  private let runners: [RegexRunner]
  private let numbers: [Int]
  private let ofFirstByte: FlatLists

  init(_ predicates: [Predicate], _ automata: [RegexAutomaton]) {
    let found = predicates.enumerated().filter { $1.kind == .regex }
    numbers = found.map(\.offset)
    let runners = found.map { RegexRunner(automata[Int($0.element.value)]) }
    self.runners = runners
    ofFirstByte = FlatLists(
      (UInt8(0)..<128).map { byte in
        runners.indices.filter { runners[$0].canBegin(with: byte) }.map { Int32(truncatingIfNeeded: $0) }
      })
  }

  /// Calls `body` with the number of each predicate that holds of the word.
  func forEachMatch(_ word: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void) {
    guard let first = word.first else { return }
    if word.allSatisfy({ $0 < 0x80 }) {
      for index in ofFirstByte[Int(first)] where runners[Int(index)].matchesASCII(word) { body(numbers[Int(index)]) }
      return
    }
    let text = String(decoding: word, as: UTF8.self)
    let plain = WordText.plain(text)
    for (index, runner) in runners.enumerated()
    where runner.matches(text.unicodeScalars) || plain != text && runner.matches(plain.unicodeScalars) {
      body(numbers[index])
    }
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
