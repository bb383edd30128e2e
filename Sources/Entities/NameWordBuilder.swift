import TextModel

/// Finds out the facts of one word, from its bytes.
struct NameWordBuilder {
  private let rows: EvidenceRows
  private let fixed: FixedRows
  private let common: CommonWords
  private let openings = Openings()
  private let shapes: ShapeRows
  /// The word, its small-letter form, what it is called beside a name: reused.
  private var bytes: [UInt8] = []
  private var lower: [UInt8] = []
  private var context: [UInt8] = []

  /// How the names of the evidence about one word begin.
  private struct Openings {
    let before = EvidenceRows.Opening("before ")
    let after = EvidenceRows.Opening("after ")
    let first = EvidenceRows.Opening("first ")
    let last = EvidenceRows.Opening("last ")
    let only = EvidenceRows.Opening("only ")
    let inside = EvidenceRows.Opening("inside ")
    let ending = EvidenceRows.Opening("ending -")
    let firstEnding = EvidenceRows.Opening("first ending -")
    let joinedTail = EvidenceRows.Opening("joined -")
    let joined = EvidenceRows.Opening("joined ")
    let afterConnector = NameWordBuilder.connectors.map { EvidenceRows.Opening("after \($0) ") }
  }

  /// Words that say little by themselves: what stands beyond them is looked at as well.
  static let connectors = ["the", "a", "an", ",", "and", "(", "of", "'s", ")", "\"", ":", "-"]
  private static let connectorBytes = connectors.map { Array($0.utf8) }
  /// Other spellings of connectors: curly marks for straight ones.
  private static let connectorSpellings: [(word: [UInt8], connector: Int8)] =
    connectors.enumerated().map { (Array($1.utf8), Int8($0)) }
    + [("“", 9), ("”", 9), ("''", 9), ("``", 9), ("’s", 7), ("–", 11), ("—", 11), ("--", 11), ("[", 5)].map {
      (Array($0.0.utf8), $0.1)
    }

  init(rows: EvidenceRows, fixed: FixedRows, common: CommonWords) {
    self.rows = rows
    self.fixed = fixed
    self.common = common
    shapes = ShapeRows(rows)
  }

  /// The facts of a word.
  mutating func word(_ id: WordID, of vocabulary: Vocabulary) -> NameWord {
    var word = NameWord()
    let shape = vocabulary.shape(id)
    Self.copy(id, of: vocabulary, into: &bytes)
    Self.copy(vocabulary.lower(id), of: vocabulary, into: &lower)
    var hash = EvidenceHash()
    lower.withUnsafeBufferPointer { hash.add($0) }
    word.flags = flags(shape: shape, known: KnownWords.all.flags(of: hash))
    word.stem = vocabulary.lower(id).rawValue
    word.bucket = common.bucket(of: hash)
    word.connector = Self.connector(lower)
    if shape.contains(.hasHyphen), word.flags.contains(.nameable) {
      findInner(in: &word)
      if !word.inner.isEmpty {
        let inner = bytes[Int(word.inner.lowerBound)..<Int(word.inner.upperBound)]
        word.stem = vocabulary.lower(inner.withUnsafeBufferPointer { vocabulary.intern($0) }).rawValue
      }
    }
    makeContext(word)
    context.withUnsafeBufferPointer { context in
      word.before = rows.row(openings.before, context)
      word.after = rows.row(openings.after, context)
    }
    if word.flags.contains(.nameable) || word.flags.contains(.joiner) {
      lower.withUnsafeBufferPointer { lower in
        addLexicalRows(lower, to: &word)
        addShapeRows(lower, shape: shape, to: &word)
      }
    }
    if !rows.isGrowing {
      var sum = SIMD4<Float>()
      word.forEachRowOfOneWord(fixed) { sum += rows.table.weights[$0] }
      word.oneWordWeights = sum
    }
    return word
  }

  private static func copy(_ word: WordID, of vocabulary: Vocabulary, into bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    vocabulary.withBytes(word) { bytes.append(contentsOf: $0) }
  }

  private func flags(shape: WordShape, known: NameWord.Flags) -> NameWord.Flags {
    var flags: NameWord.Flags = []
    if shape.contains(.capitalized) || shape.contains(.allCapitals) || shape.contains(.mixedCase) {
      flags.insert(.nameable)
    }
    if isTechnical { flags = .technical }
    if known.contains(.pronoun) { flags.remove(.nameable) }
    flags.formUnion(known)
    if shape.contains(.possessive) { flags.insert(.possessive) }
    if shape.contains(.allCapitals) { flags.insert(.allCapitals) }
    if shape.contains(.initial) { flags.insert(.initial) }
    if shape.contains(.numeral) || shape.contains(.hasDigit) { flags.insert(.numeral) }
    if shape.contains(.lowercase) { flags.insert(.lowercase) }
    if shape.contains(.punctuation) { flags.insert(.punctuation) }
    return flags
  }

  /// A handle, a tag, an address.
  private var isTechnical: Bool {
    guard let first = lower.first else { return false }
    if first == 0x40 || first == 0x23 { return true }
    guard lower.count > 2 else { return false }
    if lower.count > 3, first == 0x77, lower[1] == 0x77, lower[2] == 0x77, lower[3] == 0x2E { return true }
    for index in 0..<lower.count - 2
    where lower[index] == 0x3A && lower[index + 1] == 0x2F && lower[index + 2] == 0x2F { return true }
    return false
  }

  private static func connector(_ lower: [UInt8]) -> Int8 {
    guard lower.count <= 3 else { return -1 }
    for spelling in connectorSpellings where spelling.word == lower { return spelling.connector }
    return -1
  }

  /// The name inside *Beirut-based* and *anti-Assad*.
  private func findInner(in word: inout NameWord) {
    guard let last = bytes.lastIndex(of: 0x2D), let first = bytes.firstIndex(of: 0x2D) else { return }
    bytes.withUnsafeBufferPointer { bytes in
      let tail = UnsafeBufferPointer(rebasing: bytes[(last + 1)...])
      let head = UnsafeBufferPointer(rebasing: bytes[..<first])
      if last > 1, KnownWords.all.flags(of: tail).contains(.compoundTail) {
        word.flags.insert(.compound)
        word.inner = 0..<Int32(truncatingIfNeeded: last)
        word.affix = rows.row(openings.joinedTail, tail)
      } else if first + 1 < bytes.count, bytes[first + 1] < 0x61, KnownWords.all.flags(of: head).contains(.prefix) {
        word.flags.insert(.prefixed)
        word.inner = Int32(truncatingIfNeeded: first + 1)..<Int32(truncatingIfNeeded: bytes.count)
        word.affix = rows.row(openings.joined, UnsafeBufferPointer(rebasing: bytes[...first]))
      }
    }
  }

  // MARK: Beside a name

  /// How a word is called where it stands beside a name: itself if it is a common word or a mark, else what it is like.
  private mutating func makeContext(_ facts: NameWord) {
    let flags = facts.flags
    context.removeAll(keepingCapacity: true)
    if flags.contains(.calendar) {
      context.append(contentsOf: "<day or month>".utf8)
    } else if flags.contains(.nameable), facts.bucket < 3 {
      context.append(contentsOf: "<Name>".utf8)
    } else if flags.contains(.numeral), !flags.contains(.nameable) {
      context.append(contentsOf: "<number>".utf8)
    } else if flags.contains(.punctuation) || facts.bucket >= 3 {
      if flags.contains(.nameable) { context.append(0x5E) }
      if facts.connector >= 0 {
        context.append(contentsOf: Self.connectorBytes[Int(facts.connector)])
      } else {
        context.append(contentsOf: lower)
      }
    } else {
      context.append(contentsOf: "<word>".utf8)
    }
  }

  /// The row of a word with a connector after it, before a name: `before in the`.
  mutating func beforePair(_ word: WordID, facts: NameWord, connector: Int8, vocabulary: Vocabulary) -> Int32 {
    Self.copy(vocabulary.lower(word), of: vocabulary, into: &lower)
    makeContext(facts)
    context.append(0x20)
    context.append(contentsOf: Self.connectorBytes[Int(connector)])
    return context.withUnsafeBufferPointer { rows.row(openings.before, $0) }
  }

  /// The row of a connector and the word after it, after a name: `after , who`.
  mutating func afterPair(_ word: WordID, facts: NameWord, connector: Int8, vocabulary: Vocabulary) -> Int32 {
    Self.copy(vocabulary.lower(word), of: vocabulary, into: &lower)
    makeContext(facts)
    return context.withUnsafeBufferPointer { rows.row(openings.afterConnector[Int(connector)], $0) }
  }

  // MARK: Inside a name

  private func addLexicalRows(_ lower: UnsafeBufferPointer<UInt8>, to word: inout NameWord) {
    guard word.bucket >= 3 || word.flags.contains(.nameHead) else { return }
    word.first = rows.row(openings.first, lower)
    word.last = rows.row(openings.last, lower)
    word.only = rows.row(openings.only, lower)
    word.inside = rows.row(openings.inside, lower)
  }

  private func addShapeRows(_ lower: UnsafeBufferPointer<UInt8>, shape: WordShape, to word: inout NameWord) {
    let row = ShapeRows.index(of: shape, lower)
    word.shapeOnly = shapes.only[row]
    word.shapePart = shapes.part[row]
    var letters = 0
    for index in lower.indices where Self.beginsLetter(lower, index) { letters += 1 }
    guard !shape.contains(.allCapitals), letters > 3 else { return }
    word.ending = rows.row(openings.ending, Self.suffix(2, of: lower))
    word.longEnding = rows.row(openings.ending, Self.suffix(min(4, letters - 1), of: lower))
    word.firstEnding = rows.row(openings.firstEnding, Self.suffix(min(3, letters - 1), of: lower))
  }

  /// The last letters of a word.
  private static func suffix(_ count: Int, of word: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = word.count
    var rest = count
    while start > 0, rest > 0 {
      start -= 1
      if beginsLetter(word, start) { rest -= 1 }
    }
    return UnsafeBufferPointer(rebasing: word[start...])
  }

  /// Whether a letter begins at a byte: not inside one, nor at a combining mark (U+0300 to U+036F).
  static func beginsLetter(_ word: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let byte = word[index]
    if byte < 0x80 { return true }
    if byte & 0xC0 == 0x80 || byte == 0xCC { return false }
    return byte != 0xCD || index + 1 >= word.count || word[index + 1] >= 0xB0
  }
}

/// The rows of what a word looks like, alone and in a longer name.
struct ShapeRows {
  private(set) var only: [Int32] = []
  private(set) var part: [Int32] = []

  /// The looks in the order of `index`.
  private static let names =
    ["initial", "capitals with stops"] + (0...6).map { "capitals \($0)" }
    + ["with digits", "hyphen", "apostrophe", "mixed case", "abbreviation", "Word"]

  init(_ rows: EvidenceRows) {
    only = Self.names.map { rows.row("only shape \($0)") }
    part = Self.names.map { rows.row("part shape \($0)") }
  }

  /// The number of the look of a word.
  static func index(of shape: WordShape, _ lower: UnsafeBufferPointer<UInt8>) -> Int {
    if shape.contains(.initial) { return 0 }
    if shape.contains(.allCapitals) {
      if shape.contains(.hasStop) { return 1 }
      var count = 0
      for index in lower.indices where lower[index] != 0x2E && NameWordBuilder.beginsLetter(lower, index) { count += 1 }
      return 2 + min(6, count)
    }
    if shape.contains(.hasDigit) { return 9 }
    if shape.contains(.hasHyphen) { return 10 }
    if shape.contains(.hasApostrophe) { return 11 }
    if shape.contains(.mixedCase) { return 12 }
    return shape.contains(.hasStop) ? 13 : 14
  }
}
