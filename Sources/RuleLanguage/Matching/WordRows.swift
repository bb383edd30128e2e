import Segmentation
import TextModel

/// What the predicates and tests of a phase say of each distinct word, found out once a word.
///
/// Words of which they all say the same share a row, so that a row table stays small: most words differ from one another
/// in nothing that rules ask for.
final class WordRows {
  private let predicates: [Predicate]
  private let strings: [String]
  private let regexes: [RegexRunner]
  private let tests: [[Int32]]
  private let starts: [(test: Int, rule: Int)]
  private let needs: [(test: Int, rule: Int)]
  /// The number of 64-bit words of a row's test bits and of its rule masks.
  let testStride: Int
  let ruleStride: Int

  /// For each word its row.
  private(set) var rowOfWord: [Int32] = []
  /// For each row: test bits, rules that can begin, rules that have what they need.
  private(set) var testBits: [UInt64] = []
  private(set) var startMasks: [UInt64] = []
  private(set) var needMasks: [UInt64] = []

  /// Held, so that no other vocabulary can come to its address.
  private var vocabulary: Vocabulary?
  private var generation = -1
  private var lemmatizer = Lemmatizer()
  private var literals: [Int32: [Int]] = [:]
  private var lemmas: [Int32: [Int]] = [:]
  /// The numbers of predicates decided by the word's own letters.
  private let ofLetters: [Int]
  /// The keys of all rows, one after the other, and an open hash table of rows by their keys.
  private var keys: [UInt64] = []
  private var slots = [Int32](repeating: -1, count: 256)
  private var key: [UInt64]
  private var stack = [Bool](repeating: false, count: WordOperator.depthLimit + 1)

  init(program: Program, phase: PhaseRecord) {
    let predicates = phase.predicates.indices.map { program.predicates[$0] }
    self.predicates = predicates
    strings = program.strings
    regexes = program.regexes.map { RegexRunner($0) }
    tests = phase.wordTests.indices.map { test in program.wordTests[test].code.indices.map { program.wordCode[$0] } }
    var starts: [(Int, Int)] = []
    var needs: [(Int, Int)] = []
    for (rule, index) in phase.rules.indices.enumerated() {
      for trigger in program.rules[index].starts.indices.map({ program.triggers[$0] }) where trigger.kind == .word {
        starts.append((Int(trigger.value), rule))
      }
      for trigger in program.rules[index].needs.indices.map({ program.triggers[$0] }) where trigger.kind == .word {
        needs.append((Int(trigger.value), rule))
      }
    }
    self.starts = starts
    self.needs = needs
    testStride = max(1, (tests.count + 63) / 64)
    ruleStride = max(1, (Int(phase.rules.count) + 63) / 64)
    ofLetters = predicates.indices.filter { predicates[$0].kind == .shape || predicates[$0].kind == .regex }
    key = [UInt64](repeating: 0, count: max(1, (predicates.count + 63) / 64))
  }

  /// Makes the rows of words that came since the last time. O(new words).
  func refresh(_ vocabulary: Vocabulary) {
    if self.vocabulary !== vocabulary || generation != vocabulary.generation { begin(vocabulary) }
    // Lemmas can be new words themselves.
    while rowOfWord.count < vocabulary.count { rowOfWord.append(row(of: WordID(rowOfWord.count), vocabulary)) }
  }

  /// Calls `body` with the test bits and the masks of rules that can begin and that have what they need.
  func withRows(
    _ body: (UnsafeBufferPointer<UInt64>, UnsafeBufferPointer<UInt64>, UnsafeBufferPointer<UInt64>) -> Void
  ) {
    testBits.withUnsafeBufferPointer { bits in
      startMasks.withUnsafeBufferPointer { starts in
        needMasks.withUnsafeBufferPointer { needs in body(bits, starts, needs) }
      }
    }
  }

  private func begin(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    generation = vocabulary.generation
    rowOfWord.removeAll(keepingCapacity: true)
    literals = [:]
    lemmas = [:]
    for (number, predicate) in predicates.enumerated() {
      switch predicate.kind {
      case .literal, .exact:
        let word = vocabulary.intern(strings[Int(predicate.value)])
        literals[vocabulary.lower(word).rawValue, default: []].append(number)
      case .lemma:
        lemmas[vocabulary.intern(strings[Int(predicate.value)]).rawValue, default: []].append(number)
      case .shape, .regex: break
      }
    }
  }

  private func row(of word: WordID, _ vocabulary: Vocabulary) -> Int32 {
    for index in key.indices { key[index] = 0 }
    let lower = vocabulary.lower(word)
    for number in literals[lower.rawValue] ?? [] where holds(number, for: word, vocabulary) { set(number) }
    if !lemmas.isEmpty {
      let lemma = lemmatizer.lemma(of: word, in: vocabulary)
      for number in lemmas[lemma.rawValue] ?? [] { set(number) }
      if lemma != lower { for number in lemmas[lower.rawValue] ?? [] { set(number) } }
    }
    for number in ofLetters where holds(number, for: word, vocabulary) { set(number) }
    var slot = hash(0, of: key) & (slots.count - 1)
    while slots[slot] >= 0 {
      if isKey(ofRow: Int(slots[slot])) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = addRow()
    defer { growSlots() }
    return slots[slot]
  }

  private func isKey(ofRow row: Int) -> Bool {
    for index in key.indices where keys[row * key.count + index] != key[index] { return false }
    return true
  }

  /// A hash of as many numbers as a key has, from a place in an array.
  private func hash(_ start: Int, of numbers: [UInt64]) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in start..<start + key.count { hash = (hash ^ numbers[index] ^ (hash >> 29)) &* 0x9E37_79B9_7F4A_7C15 }
    return Int(truncatingIfNeeded: hash >> 20)
  }

  /// Keeps the hash table at most half full.
  private func growSlots() {
    let count = keys.count / key.count
    guard count * 2 > slots.count else { return }
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for row in 0..<count {
      var slot = hash(row * key.count, of: keys) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(truncatingIfNeeded: row)
    }
  }

  private func set(_ number: Int) { key[number >> 6] |= 1 << UInt64(number & 63) }

  private func holds(_ number: Int, for word: WordID, _ vocabulary: Vocabulary) -> Bool {
    let predicate = predicates[number]
    switch predicate.kind {
    case .literal, .lemma: return true
    case .exact: return WordText.plain(vocabulary.string(word)) == strings[Int(predicate.value)]
    case .shape:
      let shape = WordShape(rawValue: UInt32(bitPattern: predicate.value))
      return !vocabulary.shape(word).isDisjoint(with: shape)
    case .regex: return vocabulary.withBytes(word) { regexes[Int(predicate.value)].matches($0) }
    }
  }

  private func addRow() -> Int32 {
    let row = Int32(truncatingIfNeeded: testBits.count / testStride)
    var bits = [UInt64](repeating: 0, count: testStride)
    for (number, code) in tests.enumerated() where evaluate(code) { bits[number >> 6] |= 1 << UInt64(number & 63) }
    func holds(_ test: Int) -> Bool { bits[test >> 6] & (1 << UInt64(test & 63)) != 0 }
    var startMask = [UInt64](repeating: 0, count: ruleStride)
    var needMask = [UInt64](repeating: 0, count: ruleStride)
    for start in starts where holds(start.test) { startMask[start.rule >> 6] |= 1 << UInt64(start.rule & 63) }
    for need in needs where holds(need.test) { needMask[need.rule >> 6] |= 1 << UInt64(need.rule & 63) }
    testBits += bits
    startMasks += startMask
    needMasks += needMask
    keys += key
    return row
  }

  /// The value of a postfix expression for the predicates in `key`; its depth was checked when it was read.
  private func evaluate(_ code: [Int32]) -> Bool {
    var top = 0
    for item in code {
      switch item {
      case WordOperator.and:
        top -= 1
        stack[top - 1] = stack[top - 1] && stack[top]
      case WordOperator.or:
        top -= 1
        stack[top - 1] = stack[top - 1] || stack[top]
      case WordOperator.not: stack[top - 1].toggle()
      case WordOperator.always:
        stack[top] = true
        top += 1
      default:
        stack[top] = key[Int(item) >> 6] & (1 << UInt64(item & 63)) != 0
        top += 1
      }
    }
    return top > 0 && stack[0]
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
