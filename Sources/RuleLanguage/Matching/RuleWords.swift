import Segmentation
import TextModel

/// What the rules of all phases say of the words of a worker and of the tokens of its document: found out once a word and
/// once a document, whichever phase asks first.
///
/// Words of which all predicates say the same share a row: most words differ from one another in nothing that rules ask
/// for.
final class RuleWords {
  let resolved: ResolvedProgram
  private let words: WordProgram
  private var generation = -1
  private var lemmatizer = Lemmatizer()

  /// For each word its row, or -1 where no token has been that word.
  private var rowOfWord: [Int32] = []
  /// For each row: test bits, rules that can begin, needs that are met (a word a phase).
  private(set) var testBits: [UInt64] = []
  private(set) var startMasks: [UInt64] = []
  private(set) var needMasks: [UInt64] = []
  /// For each row which phases it begins a rule of (the low half) and meets a need of.
  private var phasesOfRow: [UInt64] = []

  /// The literals and lemmas of each word, by its number: a place in `literalNumbers`, or -1.
  private var literalsOfWord: [Int32] = []
  private var literalNumbers: [[Int32]] = []

  /// The keys of all rows, one after the other, and an open hash table of rows by their keys.
  private var keys: [UInt64] = []
  private var slots = [Int32](repeating: -1, count: 1024)
  private var key: [UInt64]
  private var numbers: [Int32] = []
  private var stack = [Bool](repeating: false, count: WordOperator.depthLimit + 1)

  // The document.
  private var revision = -1
  private var matchCount = -1
  /// For each token the row of its word.
  private(set) var rows: [Int32] = []
  /// For each token which phases its word or an entry of a list that begins there begins a rule of (the low half) and
  /// meets a need of.
  private(set) var phases: [UInt64] = []
  /// All of `phases` together, and those of each sentence.
  private(set) var allPhases: UInt64 = 0
  private(set) var phasesOfSentence: [UInt64] = []
  /// For each sentence the needs that its words and entries meet, a word a phase.
  private(set) var needsOfSentence: [UInt64] = []

  /// Phases from here on share a bit.
  static let lastPhase = 30
  /// In `phases`: the half that tells of needs.
  static let needBits: UInt64 = 0x7FFF_FFFF << 32
  /// In `phases`: an entry with an `only-if` that some rule permits begins at the token.
  static let conditionalBit: UInt64 = 1 << 63

  private init(_ resolved: ResolvedProgram) {
    self.resolved = resolved
    words = resolved.words
    key = [UInt64](repeating: 0, count: words.keyStride)
  }

  /// Those of a vocabulary, made where it has none of these rules.
  static func of(_ vocabulary: Vocabulary, _ resolved: ResolvedProgram) -> RuleWords {
    if let known = vocabulary.companion as? RuleWords, known.resolved === resolved { return known }
    let made = RuleWords(resolved)
    vocabulary.companion = made
    return made
  }

  // MARK: Documents

  /// Makes rows and phases of the document's tokens, where that has not been done. O(tokens).
  func prepare(_ document: Document) {
    let count = document.tokens.count
    let matches = document.firstMatch.count >= count ? document.gazetteerMatches.count : 0
    guard
      revision != document.revision || rows.count != count || matchCount != matches
        || phasesOfSentence.count != document.sentences.count || generation != document.vocabulary.generation
    else { return }
    (revision, matchCount) = (document.revision, matches)
    if generation != document.vocabulary.generation { begin(document.vocabulary) }
    fillRows(document.tokens, document.vocabulary)
    fillPhases(document.gazetteerMatches[..<matches])
    fillSentences(document, document.gazetteerMatches[..<matches])
  }

  private func fillRows(_ tokens: [Token], _ vocabulary: Vocabulary) {
    rows.removeAll(keepingCapacity: true)
    rows.reserveCapacity(tokens.count)
    let missing = vocabulary.count - rowOfWord.count
    if missing > 0 { rowOfWord.append(contentsOf: repeatElement(-1, count: missing)) }
    for token in tokens {
      var row = rowOfWord[token.word.index]
      if row < 0 {
        row = makeRow(of: token.word, vocabulary)
        rowOfWord[token.word.index] = row
      }
      rows.append(row)
    }
  }

  private func fillPhases(_ matches: ArraySlice<GazetteerMatch>) {
    phases.removeAll(keepingCapacity: true)
    phases.append(contentsOf: repeatElement(0, count: rows.count))
    phases.withUnsafeMutableBufferPointer { phases in
      phasesOfRow.withUnsafeBufferPointer { ofRow in
        for (token, row) in rows.enumerated() { phases[token] = ofRow[Int(row)] }
      }
      let (plain, conditional) = (resolved.phasesOfList.pointer, resolved.phasesOfConditionalList.pointer)
      for match in matches {
        let list = Int(match.list & 127)
        let mask = match.isConditional ? conditional[list] : plain[list]
        guard mask != 0, match.tokens.first >= 0, match.tokens.first < phases.count else {
          continue
        }
        phases[match.tokens.first] |= mask
      }
    }
  }

  /// Sums up the words and entries of each sentence: most sentences have nothing that the rules of a phase cannot do
  /// without, and are done with by one look.
  private func fillSentences(_ document: Document, _ matches: ArraySlice<GazetteerMatch>) {
    let count = document.sentences.count
    phasesOfSentence.removeAll(keepingCapacity: true)
    phasesOfSentence.append(contentsOf: repeatElement(0, count: count))
    needsOfSentence.removeAll(keepingCapacity: true)
    needsOfSentence.append(contentsOf: repeatElement(0, count: count * words.phaseCount))
    allPhases = 0
    needsOfSentence.withUnsafeMutableBufferPointer { needs in
      for (number, sentence) in document.sentences.enumerated() {
        let met = UnsafeMutableBufferPointer(
          rebasing: needs[number * words.phaseCount..<(number + 1) * words.phaseCount])
        phasesOfSentence[number] = addNeeds(of: sentence.tokens.indices.clamped(to: rows.indices), to: met)
        allPhases |= phasesOfSentence[number]
      }
      guard let needs = needs.baseAddress else { return }
      document.sentenceOfToken.withUnsafeBufferPointer { sentences in
        forEachNeed(in: matches) { token, phase, found in
          guard token >= 0, token < sentences.count, sentences[token] >= 0, sentences[token] < count else { return }
          needs[Int(sentences[token]) * words.phaseCount + phase] |= found
        }
      }
    }
  }

  /// Adds the needs that the words of a sentence meet, and returns the phases of its tokens.
  private func addNeeds(of sentence: Range<Int>, to met: UnsafeMutableBufferPointer<UInt64>) -> UInt64 {
    var all: UInt64 = 0
    phases.withUnsafeBufferPointer { phases in
      rows.withUnsafeBufferPointer { rows in
        needMasks.withUnsafeBufferPointer { masks in
          for token in sentence {
            let own = phases[token]
            all |= own
            guard own & Self.needBits != 0 else { continue }
            let row = Int(rows[token]) * words.phaseCount
            words.forEachPhase(ofNeeds: own) { met[$0] |= masks[row + $0] }
          }
        }
      }
    }
    return all
  }

  /// Calls `body` with the token, the phase and the needs of each entry that meets one.
  private func forEachNeed(in matches: ArraySlice<GazetteerMatch>, _ body: (Int, Int, UInt64) -> Void) {
    let (plain, conditional) = (resolved.phasesOfList.pointer, resolved.phasesOfConditionalList.pointer)
    for match in matches {
      let list = Int(match.list & 127)
      let mask = match.isConditional ? conditional[list] : plain[list]
      guard mask & Self.needBits != 0 else { continue }
      words.forEachPhase(ofNeeds: mask) { phase in
        let needs = resolved.phases[phase].needs
        body(
          match.tokens.first, phase,
          (match.isConditional ? needs.rulesOfConditionalList : needs.rulesOfList).pointer[list])
      }
    }
  }

  // MARK: Words

  private func begin(_ vocabulary: Vocabulary) {
    generation = vocabulary.generation
    rowOfWord.removeAll(keepingCapacity: true)
    literalsOfWord.removeAll(keepingCapacity: true)
    literalNumbers.removeAll(keepingCapacity: true)
    for (number, predicate) in words.predicates.enumerated() {
      switch predicate.kind {
      case .literal, .exact, .lemma:
        let word = words.texts[number].withUnsafeBufferPointer { vocabulary.intern($0) }
        note(number, at: vocabulary.lower(word).index)
      case .shape, .regex: break
      }
    }
  }

  private func note(_ number: Int, at word: Int) {
    let missing = word + 1 - literalsOfWord.count
    if missing > 0 { literalsOfWord.append(contentsOf: repeatElement(-1, count: missing)) }
    if literalsOfWord[word] < 0 {
      literalsOfWord[word] = Int32(truncatingIfNeeded: literalNumbers.count)
      literalNumbers.append([])
    }
    literalNumbers[Int(literalsOfWord[word])].append(Int32(truncatingIfNeeded: number))
  }

  private func makeRow(of word: WordID, _ vocabulary: Vocabulary) -> Int32 {
    key.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    numbers.removeAll(keepingCapacity: true)
    let lower = vocabulary.lower(word)
    setLiterals(of: lower, word: word, vocabulary, areLemmas: false)
    if words.hasLemmas {
      let lemma = lemmatizer.lemma(of: word, in: vocabulary)
      setLiterals(of: lemma, word: word, vocabulary, areLemmas: true)
      if lemma != lower { setLiterals(of: lower, word: word, vocabulary, areLemmas: true) }
    }
    let shape = vocabulary.shape(word)
    for (number, wanted) in words.shapes where !shape.isDisjoint(with: wanted) { set(number) }
    vocabulary.withBytes(word) { bytes in words.regexes.forEachMatch(bytes) { set($0) } }
    var slot = hash(0, of: key) & (slots.count - 1)
    while slots[slot] >= 0 {
      if isKey(ofRow: Int(slots[slot])) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    let row = addRow()
    slots[slot] = row
    growSlots()
    return row
  }

  private func setLiterals(of lower: WordID, word: WordID, _ vocabulary: Vocabulary, areLemmas: Bool) {
    guard lower.index < literalsOfWord.count, literalsOfWord[lower.index] >= 0 else { return }
    for number in literalNumbers[Int(literalsOfWord[lower.index])] {
      switch words.predicates[Int(number)].kind {
      case .literal: if !areLemmas { set(Int(number)) }
      case .exact: if !areLemmas, isExactly(words.texts[Int(number)], word, vocabulary) { set(Int(number)) }
      case .lemma: if areLemmas { set(Int(number)) }
      case .shape, .regex: break
      }
    }
  }

  private func isExactly(_ text: [UInt8], _ word: WordID, _ vocabulary: Vocabulary) -> Bool {
    vocabulary.withBytes(word) { bytes in
      if bytes.elementsEqual(text) { return true }
      guard bytes.contains(where: { $0 >= 0x80 }) else { return false }
      return WordText.plain(String(decoding: bytes, as: UTF8.self)).utf8.elementsEqual(text)
    }
  }

  private func set(_ number: Int) {
    let bit: UInt64 = 1 << UInt64(number & 63)
    guard key[number >> 6] & bit == 0 else { return }
    key[number >> 6] |= bit
    numbers.append(Int32(truncatingIfNeeded: number))
  }

  // MARK: Rows

  private func isKey(ofRow row: Int) -> Bool {
    keys.withUnsafeBufferPointer { keys in
      key.withUnsafeBufferPointer { key in
        let start = row * key.count
        for index in 0..<key.count where keys[start + index] != key[index] { return false }
        return true
      }
    }
  }

  /// A hash of as many numbers as a key has, from a place in an array.
  private func hash(_ start: Int, of numbers: [UInt64]) -> Int {
    let count = key.count
    return numbers.withUnsafeBufferPointer { numbers in
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for index in start..<start + count { hash = (hash ^ numbers[index] ^ (hash >> 29)) &* 0x9E37_79B9_7F4A_7C15 }
      return Int(truncatingIfNeeded: hash >> 20)
    }
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

  /// Adds the row of `key`: of the tests only those that name a predicate in it differ from those of no predicate.
  private func addRow() -> Int32 {
    let row = phasesOfRow.count
    let (testStart, startStart, needStart) = (testBits.count, startMasks.count, needMasks.count)
    testBits += words.baseTests
    startMasks.append(contentsOf: repeatElement(0, count: words.startStride))
    needMasks.append(contentsOf: repeatElement(0, count: words.phaseCount))
    for number in numbers {
      for test in words.simpleTests[Int(number)] { testBits[testStart + Int(test) >> 6] |= 1 << UInt64(test & 63) }
      for test in words.mixedTests[Int(number)] {
        let bit: UInt64 = 1 << UInt64(test & 63)
        if words.holds(Int(test), key: key, stack: &stack) {
          testBits[testStart + Int(test) >> 6] |= bit
        } else {
          testBits[testStart + Int(test) >> 6] &= ~bit
        }
      }
    }
    for word in 0..<words.testStride {
      var bits = testBits[testStart + word]
      while bits != 0 {
        let test = word << 6 + bits.trailingZeroBitCount
        bits &= bits - 1
        for start in words.startsOfTest[test] { startMasks[startStart + Int(start) >> 6] |= 1 << UInt64(start & 63) }
        for need in words.needsOfTest[test] { needMasks[needStart + Int(need) >> 6] |= 1 << UInt64(need & 63) }
      }
    }
    keys += key
    phasesOfRow.append(phases(startStart, needStart))
    return Int32(truncatingIfNeeded: row)
  }

  /// The phases of a row by its masks.
  private func phases(_ startStart: Int, _ needStart: Int) -> UInt64 {
    var phases: UInt64 = 0
    for phase in 0..<words.phaseCount {
      let bit: UInt64 = 1 << UInt64(min(phase, Self.lastPhase))
      let end = phase + 1 < words.phaseCount ? words.startOffsets[phase + 1] : words.startStride
      for word in words.startOffsets[phase]..<end where startMasks[startStart + word] != 0 { phases |= bit }
      if needMasks[needStart + phase] != 0 { phases |= bit << 32 }
    }
    return phases
  }
}
