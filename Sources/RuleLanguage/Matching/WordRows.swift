import Segmentation
import TextModel

/// What the rules of all phases say of the words of a vocabulary, found out once a word.
///
/// Words of which all predicates say the same share a row: most words differ from one another in nothing that rules ask
/// for.
final class WordRows {
  private let words: WordProgram
  private let regexes: RegexUnion
  private let lemmatizer: Lemmatizer

  /// For each row its test bits.
  private let tests = FlatBuffer<UInt64>(capacity: 4096)
  /// The number of rows.
  private(set) var count = 0

  /// For each group what its phases ask for.
  let ofGroup: [GroupRows]
  /// The rules that the row in hand can begin, and for each group the needs that it meets.
  private let starts: FixedBuffer<UInt64>
  private let needs: FixedBuffer<UInt64>

  /// What the rows say of one group: those of frequent words, which are made first, share lines of memory.
  struct GroupRows {
    /// For each row test bits, rules that can begin (`RuleMask`), and needs that are met.
    let tests = FlatBuffer<UInt64>(capacity: 1024)
    let starts = FlatBuffer<UInt64>(capacity: 1024)
    let needs = FlatBuffer<UInt64>(capacity: 512)
    let testWords: Range<Int>
    let startWords: Range<Int>
  }

  /// The literals and lemmas of the word in hand, and all predicates that hold of it.
  private let numbers = FlatBuffer<Int32>()
  private let key: FixedBuffer<UInt64>
  /// The predicates of all rows, one after the other, and an open hash table of rows by them.
  private let keys = FlatBuffer<UInt64>(capacity: 4096)
  private var slots = [Int32](repeating: -1, count: 2048)
  /// Rows of words of which no literal and no lemma holds, in the slots that their shapes and the states of `regexes`
  /// behind them choose.
  private let bases: FixedBuffer<Base>
  private static let baseBits: UInt64 = 10
  /// The tests that a row has to have worked out.
  private let mixed: FixedBuffer<UInt64>
  private let stack = FixedBuffer([Bool](repeating: false, count: WordOperator.depthLimit + 1))

  private struct Base {
    var key: UInt64
    var row: Int32
  }

  init(_ words: WordProgram, _ forms: IrregularForms) {
    self.words = words
    lemmatizer = Lemmatizer(forms)
    regexes = RegexUnion(words.regexes)
    key = FixedBuffer([UInt64](repeating: 0, count: words.keyStride))
    bases = FixedBuffer([Base](repeating: Base(key: .max, row: 0), count: 1 << Self.baseBits))
    ofGroup = (0..<words.groupCount).map {
      GroupRows(testWords: words.testWords(of: $0), startWords: words.startWords(of: $0))
    }
    starts = FixedBuffer([UInt64](repeating: 0, count: words.startStride))
    needs = FixedBuffer([UInt64](repeating: 0, count: max(1, words.groupCount)))
    mixed = FixedBuffer([UInt64](repeating: 0, count: words.testStride))
  }

  /// The row of a word, made where no word has had it.
  func row(of word: WordID, _ vocabulary: Vocabulary) -> Int32 {
    let base = base(of: word, vocabulary)
    numbers.removeAll()
    let lower = vocabulary.lower(word)
    gatherLiterals(of: lower, word: word, vocabulary, areLemmas: false)
    if words.hasLemmas {
      let lemma = lemmatizer.lemma(of: word, in: vocabulary)
      gatherLiterals(of: lemma, word: word, vocabulary, areLemmas: true)
      if lemma != lower { gatherLiterals(of: lower, word: word, vocabulary, areLemmas: true) }
    }
    guard numbers.count > 0, let first = key.elements.baseAddress else { return base }
    for index in 0..<words.keyStride { first[index] = keys[Int(base) * words.keyStride + index] }
    for number in numbers.elements { set(Int(number)) }
    return row(ofKey: first, from: Int(base))
  }

  /// The row of a word without its literals and lemmas.
  private func base(of word: WordID, _ vocabulary: Vocabulary) -> Int32 {
    let shape = vocabulary.shape(word)
    return vocabulary.withBytes(word) { bytes in
      guard let state = regexes.end(of: bytes) else {
        begin(shape)
        words.regexes.forEachMatch(bytes) { set($0) }
        return key.elements.baseAddress.map { row(ofKey: $0) } ?? 0
      }
      let place = UInt64(UInt32(bitPattern: state)) << 32 | UInt64(shape.rawValue)
      let slot = Int(truncatingIfNeeded: (place &* 0x9E37_79B9_7F4A_7C15) >> (64 - Self.baseBits))
      if bases.elements[slot].key == place { return bases.elements[slot].row }
      begin(shape)
      for number in regexes.accepted(state) { set(number) }
      let found = key.elements.baseAddress.map { row(ofKey: $0) } ?? 0
      bases.elements[slot] = Base(key: place, row: found)
      return found
    }
  }

  /// Begins a key with the predicates of a shape.
  private func begin(_ shape: WordShape) {
    let key = key.elements
    key.update(repeating: 0)
    var rest = shape.rawValue
    while rest != 0 {
      let own = rest.trailingZeroBitCount * key.count
      rest &= rest - 1
      for index in key.indices { key[index] |= words.keysOfShape.elements[own + index] }
    }
  }

  private func gatherLiterals(of lower: WordID, word: WordID, _ vocabulary: Vocabulary, areLemmas: Bool) {
    for number in words.predicates(ofLiteral: lower, in: vocabulary) {
      switch words.predicates[Int(number)].kind {
      case .literal: if !areLemmas { numbers.append(number) }
      case .exact: if !areLemmas, isExactly(Int(number), word, vocabulary) { numbers.append(number) }
      case .lemma: if areLemmas { numbers.append(number) }
      case .shape, .regex: break
      }
    }
  }

  private func isExactly(_ number: Int, _ word: WordID, _ vocabulary: Vocabulary) -> Bool {
    vocabulary.withBytes(word) { bytes in
      if bytes.elementsEqual(words.texts[number]) { return true }
      guard bytes.contains(where: { $0 >= 0x80 }) else { return false }
      return WordText.plain(String(decoding: bytes, as: UTF8.self)).utf8.elementsEqual(words.texts[number])
    }
  }

  @inline(__always) private func set(_ number: Int) { key.elements[number >> 6] |= 1 << UInt64(number & 63) }

  // MARK: Rows

  /// The row of a key, made where there is none: out of the row of a part of it, if one is given.
  private func row(ofKey key: UnsafePointer<UInt64>, from base: Int? = nil) -> Int32 {
    var slot = hash(key) & (slots.count - 1)
    while slots[slot] >= 0 {
      if isKey(key, ofRow: Int(slots[slot])) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    let row = addRow(key, from: base)
    slots[slot] = row
    growSlots()
    return row
  }

  private func isKey(_ key: UnsafePointer<UInt64>, ofRow row: Int) -> Bool {
    let known = keys.elements
    let start = row * words.keyStride
    for index in 0..<words.keyStride where known[start + index] != key[index] { return false }
    return true
  }

  private func hash(_ key: UnsafePointer<UInt64>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in 0..<words.keyStride { hash = (hash ^ key[index] ^ (hash >> 29)) &* 0x9E37_79B9_7F4A_7C15 }
    return Int(truncatingIfNeeded: hash >> 20)
  }

  /// Keeps the hash table at most half full.
  private func growSlots() {
    guard count * 2 > slots.count, let first = keys.elements.baseAddress else { return }
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for row in 0..<count {
      var slot = hash(first + row * words.keyStride) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(truncatingIfNeeded: row)
    }
  }

  /// Adds the row of a key: only the tests that name a predicate in it differ from those of no predicate, and only those
  /// of a predicate that the base has not from those of the base.
  private func addRow(_ key: UnsafePointer<UInt64>, from base: Int?) -> Int32 {
    let row = count
    let first = tests.count
    for word in 0..<words.testStride {
      tests.append(base.map { tests[$0 * words.testStride + word] } ?? words.baseTests[word])
    }
    let own = UnsafeMutableBufferPointer(rebasing: tests.mutableElements[first...])
    mixed.elements.update(repeating: 0)
    for word in 0..<words.keyStride {
      keys.append(key[word])
      var rest = base.map { key[word] & ~keys[$0 * words.keyStride + word] } ?? key[word]
      while rest != 0 {
        let predicate = word << 6 + rest.trailingZeroBitCount
        rest &= rest - 1
        for test in words.simpleTests[predicate] { own[Int(test) >> 6] |= 1 << UInt64(test & 63) }
        for test in words.mixedTests[predicate] { mixed.elements[Int(test) >> 6] |= 1 << UInt64(test & 63) }
      }
    }
    setMixedTests(own, key)
    addTriggers(own)
    return Int32(truncatingIfNeeded: row)
  }

  /// Works out the tests that are in `mixed`.
  private func setMixedTests(_ tests: UnsafeMutableBufferPointer<UInt64>, _ key: UnsafePointer<UInt64>) {
    guard let stack = stack.elements.baseAddress else { return }
    for word in tests.indices {
      var rest = mixed.elements[word]
      tests[word] &= ~rest
      while rest != 0 {
        let test = word << 6 + rest.trailingZeroBitCount
        if words.holds(test, key: key, stack: stack) { tests[word] |= 1 << UInt64(test & 63) }
        rest &= rest - 1
      }
    }
  }

  /// Adds what the tests of a row let begin, and what needs they meet.
  private func addTriggers(_ tests: UnsafeMutableBufferPointer<UInt64>) {
    let (starts, needs) = (starts.elements, needs.elements)
    starts.update(repeating: 0)
    needs.update(repeating: 0)
    for word in tests.indices {
      var rest = tests[word] & words.triggerTests.elements[word]
      while rest != 0 {
        let test = word << 6 + rest.trailingZeroBitCount
        rest &= rest - 1
        for start in words.startsOfTest[test] { starts[Int(start) >> 6] |= 1 << UInt64(start & 63) }
        for need in words.needsOfTest[test] { needs[Int(need) >> 6] |= 1 << UInt64(need & 63) }
      }
    }
    for (group, rows) in ofGroup.enumerated() {
      for word in rows.testWords { rows.tests.append(tests[word]) }
      for word in rows.startWords { rows.starts.append(starts[word]) }
      rows.needs.append(needs[group])
    }
    count += 1
  }
}
