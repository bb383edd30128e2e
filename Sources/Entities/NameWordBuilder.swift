import TextModel

/// Finds out the facts of one word, from its bytes.
final class NameWordBuilder {
  let rows: EvidenceRows
  private let fixed: FixedRows
  private let common: CommonWords
  private let compounds: CompoundReader
  /// The row of a name that another is joined to: *Russia-Ukraine*.
  private let joinedName: Int32
  let openings = Openings()
  let shapes: ShapeRows
  private let known: KnownWords
  /// The rows of words that are called by what they are like, by `WordCall`.
  private let callsBefore: [Int32]
  private let callsAfter: [Int32]
  /// The rows of words beyond connectors that have none of their own.
  let pairs: PairRows
  /// Connectors, and other spellings of them: curly marks for straight ones.
  private let connectorKeys: [(word: WordKey, connector: Int8)]

  /// How the names of the evidence about one word begin.
  struct Openings {
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
    let afterConnector = NameWordBuilder.connectors.map { EvidenceRows.Opening("after\($0) ") }
  }

  /// The rows of a word of a name.
  struct Rows {
    var first: Int32 = -1
    var last: Int32 = -1
    var only: Int32 = -1
    var inside: Int32 = -1
    var ending: Int32 = -1
    var longEnding: Int32 = -1
    var firstEnding: Int32 = -1
    var shapeOnly: Int32 = -1
    var shapePart: Int32 = -1
    var affix: Int32 = -1
    var classOnly: Int32 = -1
    var classFirst: Int32 = -1
    var classLast: Int32 = -1
  }

  /// Words that say little by themselves, with a blank before them: what stands beyond them is looked at as well.
  static let connectors: [StaticString] = [
    " the", " a", " an", " ,", " and", " (", " of", " 's", " )", " \"", " :", " -",
  ]
  private static let otherConnectors = [
    ("“", 9), ("”", 9), ("''", 9), ("``", 9), ("’s", 7), ("–", 11), ("—", 11), ("--", 11), ("[", 5),
  ]

  /// Rows are made for learning.
  var isGrowing: Bool { rows.isGrowing }

  init(rows: EvidenceRows, fixed: FixedRows, common: CommonWords, compounds: CompoundReader) {
    self.rows = rows
    self.compounds = compounds
    known = compounds.known
    joinedName = rows.row("joined -<Name>")
    self.fixed = fixed
    self.common = common
    shapes = ShapeRows(rows)
    let openings = openings
    callsBefore = WordCall.names.map { $0.withUTF8Buffer { rows.row(openings.before, $0) } }
    callsAfter = WordCall.names.map { $0.withUTF8Buffer { rows.row(openings.after, $0) } }
    pairs = PairRows(
      rows, before: openings.before, after: openings.afterConnector, connectors: Self.connectors,
      behind: openings.after)
    let spellings =
      Self.connectors.enumerated().map { ("\($1)".dropFirst(), $0) } + Self.otherConnectors.map { ($0[...], $1) }
    connectorKeys = spellings.map { (Array($0.utf8).withUnsafeBufferPointer { WordKey($0) }, Int8($1)) }
  }

  /// Tells the processor that these words will be asked for next.
  func prefetch(_ words: Range<Int>, of vocabulary: Vocabulary) {
    for word in words {
      vocabulary.withBytes(vocabulary.lower(WordID(word))) { lower in
        var hash = EvidenceHash()
        hash.add(lower)
        common.prefetch(hash)
      }
    }
  }

  /// The facts of a word; of a word of names the parts are added as well.
  func word(
    _ id: WordID, of vocabulary: Vocabulary, parts: FlatBuffer<NameParts>, inners: FlatBuffer<NameInner>
  ) -> NameWord {
    var word = NameWord()
    let shape = vocabulary.shape(id)
    let small = vocabulary.lower(id)
    vocabulary.withBytes(small) { lower in
      var hash = EvidenceHash()
      hash.add(lower)
      word.flags = Self.flags(shape: shape, lower, known: known.flags(of: hash))
      (word.bucket, word.wordClass) = common.word(of: hash)
      if lower.count <= 3 { word.connector = connector(lower) }
    }
    word.stem = small.rawValue
    let inner =
      shape.contains(.hasHyphen) && word.flags.contains(.nameable) ? addInner(of: id, to: &word, vocabulary) : nil
    word.call = Self.call(word).rawValue
    addContext(of: vocabulary.lower(id), to: &word, vocabulary)
    guard word.flags.contains(.nameable) || word.flags.contains(.joiner) else { return word }
    word.parts = Int32(truncatingIfNeeded: parts.count)
    if let inner {
      word.inner = Int32(truncatingIfNeeded: inners.count)
      inners.append(inner)
    }
    parts.append(self.parts(of: id, word, in: vocabulary))
    return word
  }

  private static func flags(
    shape: WordShape, _ lower: UnsafeBufferPointer<UInt8>, known: NameWord.Flags
  ) -> NameWord.Flags {
    var flags: NameWord.Flags = []
    if !shape.isDisjoint(with: [.capitalized, .allCapitals, .mixedCase]) { flags.insert(.nameable) }
    if isTechnical(lower) { flags = .technical }
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
  private static func isTechnical(_ lower: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = lower.first else { return false }
    if first == 0x40 || first == 0x23 { return true }
    guard lower.count > 2 else { return false }
    if lower.count > 3, first == 0x77, lower[1] == 0x77, lower[2] == 0x77, lower[3] == 0x2E { return true }
    for index in 0..<lower.count - 2
    where lower[index] == 0x3A && lower[index + 1] == 0x2F && lower[index + 2] == 0x2F { return true }
    return false
  }

  private func connector(_ lower: UnsafeBufferPointer<UInt8>) -> Int8 {
    let key = WordKey(lower)
    for spelling in connectorKeys where spelling.word == key { return spelling.connector }
    return -1
  }

  /// The name inside *Beirut-based* and *anti-Assad*; its small-letter form becomes the word's stem.
  private func addInner(of id: WordID, to word: inout NameWord, _ vocabulary: Vocabulary) -> NameInner? {
    let bytes = vocabulary.withBytes(id) { Array($0) }
    guard let (inner, flag) = compounds.inner(of: bytes, in: vocabulary) else { return nil }
    word.flags.insert(flag)
    word.stem = stem(of: inner, in: id, vocabulary).rawValue
    return inner
  }

  /// The small-letter form of the name inside a word.
  func stem(of inner: NameInner, in id: WordID, _ vocabulary: Vocabulary) -> WordID {
    // A copy: the vocabulary may grow.
    let bytes = vocabulary.withBytes(id) { Array($0) }
    let name = bytes[min(bytes.count, Int(inner.start))..<min(bytes.count, Int(inner.end))]
    return vocabulary.lower(name.withUnsafeBufferPointer { vocabulary.intern($0) })
  }

  /// The row of what is joined to the name inside a compound.
  private func affix(of bytes: UnsafeBufferPointer<UInt8>, _ flags: NameWord.Flags) -> Int32 {
    guard let last = bytes.lastIndex(of: 0x2D), let first = bytes.firstIndex(of: 0x2D) else { return -1 }
    if flags.contains(.compound) {
      if last + 1 < bytes.count, bytes[last + 1] < 0x61 { return joinedName }
      return rows.row(openings.joinedTail, UnsafeBufferPointer(rebasing: bytes[(last + 1)...]))
    }
    return flags.contains(.prefixed) ? rows.row(openings.joined, UnsafeBufferPointer(rebasing: bytes[...first])) : -1
  }

  // MARK: Beside a name

  /// How a word is called where it stands beside a name: itself if it is a common word or a mark, else what it is like.
  private static func call(_ word: NameWord) -> WordCall {
    if word.flags.contains(.calendar) { return .dayOrMonth }
    if word.flags.contains(.nameable), word.bucket < 3 { return .name }
    if word.flags.contains(.numeral), !word.flags.contains(.nameable) { return .number }
    return word.flags.contains(.punctuation) || word.bucket >= 3 ? .itself : .word
  }

  private func addContext(of small: WordID, to word: inout NameWord, _ vocabulary: Vocabulary) {
    if word.call == WordCall.itself.rawValue {
      vocabulary.withBytes(small) { lower in
        word.before = row(openings.before, beside: word, lower, isBefore: true)
        word.after = row(openings.after, beside: word, lower, isBefore: false)
      }
    } else {
      word.before = callsBefore[Int(word.call)]
      word.after = callsAfter[Int(word.call)]
    }
  }

  /// The row of a word right beside a name; of a word that has none, that of its class.
  private func row(
    _ opening: EvidenceRows.Opening, beside word: NameWord, _ lower: UnsafeBufferPointer<UInt8>, isBefore: Bool
  ) -> Int32 {
    if isGrowing { return row(opening, beside: word, lower) }
    let own = ownRow(opening, beside: word, lower)
    if own >= 0 || word.connector >= 0 { return own }
    return pairs.row(
      ofClass: word.wordClass, hasCapital: word.flags.contains(.nameable), isBefore: isBefore)
  }

  /// The row of an opening with what a word is called beside a name, and a connector; of a word that has none, that of
  /// its class.
  private func row(
    _ opening: EvidenceRows.Opening, beside word: NameWord, _ lower: UnsafeBufferPointer<UInt8>,
    ending: StaticString = ""
  ) -> Int32 {
    let own = ownRow(opening, beside: word, lower, ending: ending)
    return own >= 0 ? own : rowOfClass(opening, of: word, ending: ending)
  }

  /// The row of an opening with the class of a word that is called itself, and a connector; -1 where it has none.
  private func rowOfClass(_ opening: EvidenceRows.Opening, of word: NameWord, ending: StaticString = "") -> Int32 {
    guard word.wordClass > 0, word.connector < 0, word.call == WordCall.itself.rawValue else { return -1 }
    return CommonWords.classNames[Int(word.wordClass)].withUTF8Buffer {
      rows.row(opening, hasCapital: word.flags.contains(.nameable), $0, ending: ending)
    }
  }

  private func ownRow(
    _ opening: EvidenceRows.Opening, beside word: NameWord, _ lower: UnsafeBufferPointer<UInt8>,
    ending: StaticString = ""
  ) -> Int32 {
    if word.call != WordCall.itself.rawValue {
      return WordCall.names[Int(word.call)].withUTF8Buffer { rows.row(opening, $0, ending: ending) }
    }
    return withSpelling(of: word, lower) {
      rows.row(opening, hasCapital: word.flags.contains(.nameable), $0, ending: ending)
    }
  }

  /// The row of a word beyond a connector: before a name `before in the`, after one `after , who`.
  func pair(_ word: WordID, _ known: NameWord, connector: Int8, isBefore: Bool, vocabulary: Vocabulary) -> Int32 {
    vocabulary.withBytes(vocabulary.lower(word)) {
      isBefore
        ? row(openings.before, beside: known, $0, ending: Self.connectors[Int(connector)])
        : row(openings.afterConnector[Int(connector)], beside: known, $0)
    }
  }

  /// The connectors with which a word that is called itself has rows of its own, as bits, and the highest bit.
  func pairs(of word: WordID, _ known: NameWord, isBefore: Bool, in vocabulary: Vocabulary) -> UInt16 {
    let hasCapital = known.flags.contains(.nameable)
    var own: UInt16 = 1 << 15
    func note(_ row: Int32, _ connector: Int) { if row >= 0 { own |= 1 << UInt16(connector) } }
    vocabulary.withBytes(vocabulary.lower(word)) { lower in
      withSpelling(of: known, lower) { word in
        let before = openings.before.hash(hasCapital: hasCapital, word)
        for connector in Self.connectors.indices {
          if isBefore {
            note(rows.row(before, ending: Self.connectors[connector]), connector)
          } else {
            note(rows.row(openings.afterConnector[connector], hasCapital: hasCapital, word), connector)
          }
        }
      }
    }
    return own
  }

  /// Calls `body` with how a word beside a name is called that is called itself: a connector by its plain spelling.
  private func withSpelling<R>(
    of word: NameWord, _ lower: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> R
  ) -> R {
    guard word.connector >= 0 else { return body(lower) }
    return Self.connectors[Int(word.connector)].withUTF8Buffer { body(UnsafeBufferPointer(rebasing: $0.dropFirst())) }
  }

  /// The row of a word's class with a connector between it and a name.
  func pairOfClass(_ known: NameWord, connector: Int8, isBefore: Bool) -> Int32 {
    isBefore
      ? rowOfClass(openings.before, of: known, ending: Self.connectors[Int(connector)])
      : rowOfClass(openings.afterConnector[Int(connector)], of: known)
  }

  // MARK: Inside a name

  /// The rows of a word of a name by what it says.
  func rows(of id: WordID, _ known: NameWord, _ part: WordPart, in vocabulary: Vocabulary) -> [Int32] {
    switch part {
    case .before: return [known.before] + (isGrowing ? [rowOfClass(openings.before, of: known)] : [])
    case .after: return [known.after] + (isGrowing ? [rowOfClass(openings.after, of: known)] : [])
    case .only, .first, .last, .inside:
      return known.parts > 0 ? rows(rows(of: id, known, in: vocabulary), known, part) : []
    }
  }

  private func rows(_ own: Rows, _ known: NameWord, _ part: WordPart) -> [Int32] {
    let bucket = Int(known.bucket)
    switch part {
    case .only:
      return [
        fixed.rows[Slot.length + 1], own.only, own.ending, own.longEnding, own.shapeOnly, own.affix, own.classOnly,
        fixed.rows[Slot.commonOnly + bucket],
      ]
    case .first:
      return [
        own.first, own.firstEnding, own.shapePart, own.affix, own.classFirst, fixed.rows[Slot.commonFirst + bucket],
      ]
    case .last:
      return [own.last, own.ending, own.shapePart, own.affix, own.classLast, fixed.rows[Slot.commonLast + bucket]]
    case .inside: return [own.inside]
    case .before, .after: return []
    }
  }

  private func parts(of id: WordID, _ known: NameWord, in vocabulary: Vocabulary) -> NameParts {
    let own = rows(of: id, known, in: vocabulary)
    let weights = rows.table.weights
    let bucket = Int(known.bucket)
    let affix = weights[own.affix]
    let shape = weights[own.shapePart]
    let ending = weights[own.ending]
    var parts = NameParts(inside: weights[own.inside])
    parts.only = fixed.weights[Slot.length + 1] &+ weights[own.only] &+ ending &+ weights[own.longEnding]
    parts.only &+= weights[own.shapeOnly] &+ affix &+ fixed.weights[Slot.commonOnly + bucket]
    parts.only &+= weights[own.classOnly]
    parts.first = weights[own.first] &+ weights[own.firstEnding] &+ shape &+ affix
    parts.first &+= fixed.weights[Slot.commonFirst + bucket] &+ weights[own.classFirst]
    parts.last = weights[own.last] &+ ending &+ shape &+ affix &+ fixed.weights[Slot.commonLast + bucket]
    parts.last &+= weights[own.classLast]
    return parts
  }

  private func rows(of id: WordID, _ known: NameWord, in vocabulary: Vocabulary) -> Rows {
    var own = Rows()
    let shape = vocabulary.shape(id)
    if !known.flags.isDisjoint(with: [.compound, .prefixed]) {
      own.affix = vocabulary.withBytes(id) { affix(of: $0, known.flags) }
    }
    if known.wordClass > 0 {
      CommonWords.classNames[Int(known.wordClass)].withUTF8Buffer { name in
        own.classOnly = rows.row(openings.only, name)
        own.classFirst = rows.row(openings.first, name)
        own.classLast = rows.row(openings.last, name)
      }
    }
    vocabulary.withBytes(vocabulary.lower(id)) { lower in
      if known.bucket >= 3 || known.flags.contains(.nameHead) {
        own.first = rows.row(openings.first, lower)
        own.last = rows.row(openings.last, lower)
        own.only = rows.row(openings.only, lower)
        own.inside = rows.row(openings.inside, lower)
      }
      addShapeRows(lower, shape: shape, to: &own)
    }
    return own
  }
}
