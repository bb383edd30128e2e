import TextModel

/// Grows a program: gives every string, predicate and list one index.
struct ProgramBuilder {
  var program = Program()
  private var stringIndices: [String: Int32] = [:]
  private var fieldIndices: [Int32: Int32] = [:]
  private var predicateIndices: [Predicate: Int32] = [:]
  private var wordTestIndices: [[Int32]: Int32] = [:]
  private var tokenSetIndices: [TokenSet: Int32] = [:]
  private var listSetIndices: [[Int32]: Stretch] = [:]
  private var regexIndices: [RegexTree: Int32] = [:]
  private var groupStart = (predicates: 0, wordTests: 0)

  init(kinds: [String]) {
    _ = string("")
    program.kinds = kinds.map { string($0) }
  }

  mutating func string(_ text: String) -> Int32 {
    if let known = stringIndices[text] { return known }
    let index = Self.index(program.strings)
    program.strings.append(text)
    stringIndices[text] = index
    return index
  }

  mutating func field(_ name: String) -> Int32 {
    let text = string(name)
    if let known = fieldIndices[text] { return known }
    let index = Self.index(program.fields)
    program.fields.append(text)
    fieldIndices[text] = index
    return index
  }

  // MARK: Groups of phases

  mutating func beginGroup() {
    predicateIndices = [:]
    wordTestIndices = [:]
    tokenSetIndices = [:]
    groupStart = (program.predicates.count, program.wordTests.count)
  }

  /// The predicates and word tests that were added since `beginGroup`.
  var groupStretches: (predicates: Stretch, wordTests: Stretch) {
    (
      Stretch(start: Int32(groupStart.predicates), count: Int32(program.predicates.count - groupStart.predicates)),
      Stretch(start: Int32(groupStart.wordTests), count: Int32(program.wordTests.count - groupStart.wordTests))
    )
  }

  // MARK: Words

  /// The number of a predicate within the group of phases.
  mutating func predicate(_ kind: Predicate.Kind, _ value: Int32) -> Int32 {
    let predicate = Predicate(kind: kind, value: value)
    if let known = predicateIndices[predicate] { return known }
    let index = Int32(truncatingIfNeeded: program.predicates.count - groupStart.predicates)
    program.predicates.append(predicate)
    predicateIndices[predicate] = index
    return index
  }

  /// The automaton of an expression; nil where it would be too large.
  mutating func regex(_ tree: RegexTree) -> Int32? {
    if let known = regexIndices[tree] { return known }
    guard let automaton = RegexAutomaton(tree) else { return nil }
    let index = Self.index(program.regexes)
    program.regexes.append(automaton)
    regexIndices[tree] = index
    return index
  }

  /// The number of an expression within the group of phases.
  mutating func wordTest(_ expression: WordExpression) -> Int32 {
    var code: [Int32] = []
    expression.write(into: &code)
    return wordTest(code)
  }

  private mutating func wordTest(_ code: [Int32]) -> Int32 {
    if let known = wordTestIndices[code] { return known }
    let index = Int32(truncatingIfNeeded: program.wordTests.count - groupStart.wordTests)
    let start = Self.index(program.wordCode)
    program.wordCode += code
    program.wordTests.append(WordTest(code: Stretch(start: start, count: Int32(truncatingIfNeeded: code.count))))
    wordTestIndices[code] = index
    return index
  }

  /// One of several tests of the group.
  private mutating func anyOf(_ tests: [Int32]) -> Int32 {
    guard let first = tests.first, tests.count > 1 else { return tests.first ?? -1 }
    func code(_ test: Int32) -> ArraySlice<Int32> {
      program.wordCode[program.wordTests[groupStart.wordTests + Int(test)].code.indices]
    }
    var all = Array(code(first))
    for test in tests.dropFirst() { all += code(test) + [WordOperator.or] }
    return wordTest(all)
  }

  /// The number of what triggers something as a set, or -1 where that is any token.
  mutating func tokenSet(_ triggers: [Trigger]) -> Int32 {
    var set = TokenSet(word: -1, kinds: 0, tags: 0, lists: Stretch())
    var tests: [Int32] = []
    var lists: [Int32] = []
    for trigger in triggers {
      switch trigger.kind {
      case .any: return -1
      case .word: tests.append(trigger.value)
      case .list: lists.append(trigger.value)
      case .kind: set.kinds |= 1 << UInt64(trigger.value & 63)
      case .tags: set.tags |= UInt64(UInt32(bitPattern: trigger.value)) | UInt64(UInt32(bitPattern: trigger.high)) << 32
      }
    }
    set.word = anyOf(tests)
    set.lists = listSet(lists)
    if let known = tokenSetIndices[set] { return known }
    let index = Self.index(program.tokenSets)
    program.tokenSets.append(set)
    tokenSetIndices[set] = index
    return index
  }

  // MARK: Lists and kinds

  private mutating func listSet(_ lists: [Int32]) -> Stretch {
    guard !lists.isEmpty else { return Stretch() }
    if let known = listSetIndices[lists] { return known }
    let stretch = Stretch(start: Self.index(program.listSets), count: Int32(truncatingIfNeeded: lists.count))
    program.listSets += lists
    listSetIndices[lists] = stretch
    return stretch
  }

  mutating func list(_ name: String, _ filters: [FieldFilter]) -> Int32 {
    var permission: Int32 = -1
    var stretch = Stretch(start: Self.index(program.filters))
    var plain: [FieldFilter] = []
    for filter in filters {
      if filter.name == "only-if", filter.values.count == 1 {
        permission = string(filter.values[0])
      } else {
        plain.append(filter)
      }
    }
    stretch = add(plain) { $0.string($1) }
    let reference = ListReference(name: string(name), permission: permission, filters: stretch)
    if stretch.count == 0, let known = program.lists.firstIndex(where: { $0 == reference }) {
      return Int32(truncatingIfNeeded: known)
    }
    program.lists.append(reference)
    return Int32(truncatingIfNeeded: program.lists.count - 1)
  }

  private mutating func add(_ filters: [FieldFilter], name: (inout Self, String) -> Int32) -> Stretch {
    if filters.isEmpty { return Stretch() }
    let start = Self.index(program.filters)
    for filter in filters {
      let first = Self.index(program.filterValues)
      for value in filter.values { program.filterValues.append(string(value)) }
      let values = Stretch(start: first, count: Int32(truncatingIfNeeded: filter.values.count))
      program.filters.append(Filter(name: name(&self, filter.name), values: values))
    }
    return Stretch(start: start, count: Int32(truncatingIfNeeded: filters.count))
  }

  mutating func kind(_ kind: KindID, _ filters: [FieldFilter]) -> Int32 {
    let stretch = add(filters) { $0.field($1) }
    let reference = KindReference(kind: Int32(kind.rawValue), filters: stretch)
    program.kindReferences.append(reference)
    return Int32(truncatingIfNeeded: program.kindReferences.count - 1)
  }

  // MARK: Code

  var nextInstruction: Int32 { Self.index(program.code) }

  @discardableResult
  mutating func emit(
    _ operation: Instruction.Operation, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0, expected: Int32 = -1
  ) -> Int {
    program.code.append(Instruction(operation: operation, a: a, b: b, c: c, expected: expected))
    return program.code.count - 1
  }

  static func index<Element>(_ array: [Element]) -> Int32 { Int32(truncatingIfNeeded: array.count) }
}

/// A Boolean expression over the predicates of a group of phases.
indirect enum WordExpression: Sendable {
  case always
  case predicate(Int32)
  case and(WordExpression, WordExpression)
  case or(WordExpression, WordExpression)
  case not(WordExpression)

  /// Appends it in postfix order.
  func write(into code: inout [Int32]) {
    switch self {
    case .always: code.append(WordOperator.always)
    case .predicate(let number): code.append(number)
    case .and(let left, let right):
      left.write(into: &code)
      right.write(into: &code)
      code.append(WordOperator.and)
    case .or(let left, let right):
      left.write(into: &code)
      right.write(into: &code)
      code.append(WordOperator.or)
    case .not(let inner):
      inner.write(into: &code)
      code.append(WordOperator.not)
    }
  }

  static func allOf(_ left: WordExpression, _ right: WordExpression) -> WordExpression {
    switch (left, right) {
    case (.always, let other), (let other, .always): other
    default: .and(left, right)
    }
  }
}
