import TextModel

/// Gathers the evidence for a segment: its words, the lists, what stands before and after it, how the document writes
/// it.
struct NameEvidence {
  let document: Document
  let runs: NameRuns
  let rows: FixedRows
  let classes: ListClasses
  var run = TokenRange(0, 0)
  var sentence = TokenRange(0, 0)

  init(document: Document, runs: NameRuns, rows: FixedRows, classes: ListClasses) {
    self.classes = classes
    self.document = document
    self.runs = runs
    self.rows = rows
  }

  /// Gives a segment's evidence to the sink.
  @inline(__always)
  func describe<Sink: EvidenceSink>(
    _ segment: NameSegment, with segmenter: NameSegmenter, words: NameVocabulary, into sink: inout Sink
  ) {
    let start = Int(segment.start)
    let end = Int(segment.end)
    if end - start == 1 {
      describeOne(start, segmenter: segmenter, into: &sink)
    } else {
      describeMany(start, end, segmenter: segmenter, into: &sink)
    }
    describeBefore(start, segmenter: segmenter, words: words, into: &sink)
    describeAfter(end, segmenter: segmenter, words: words, into: &sink)
    describePlace(start, into: &sink)
    describeAcronym(start, end, into: &sink)
  }

  @inline(__always)
  private func add<Sink: EvidenceSink>(_ bits: UInt64, _ rows: [Int32], into sink: inout Sink) {
    var rest = bits
    while rest != 0 {
      sink.add(rows[rest.trailingZeroBitCount])
      rest &= rest &- 1
    }
  }

  @inline(__always)
  private func addKinds<Sink: EvidenceSink>(_ bits: UInt64, _ rows: [Int32], into sink: inout Sink) {
    guard bits & classes.names != 0 else { return }
    for kind in 0..<4 where bits & classes.namesOfKind[kind] != 0 { sink.add(rows[kind]) }
  }

  @inline(__always)
  private func describeOne<Sink: EvidenceSink>(_ token: Int, segmenter: NameSegmenter, into sink: inout Sink) {
    let word = runs.word(token)
    let flags = runs.tokens[token].flags
    sink.begin(oneWord: word, rows)
    if flags.contains(.sentenceStart) { sink.add(rows.commonAtStart[Int(word.bucket)]) }
    if !flags.isDisjoint(with: [.caseless, .titleCase]) { sink.add(rows.commonInHeading[Int(word.bucket)]) }
    if word.flags.contains(.calendar) { sink.add(rows.calendar) }
    let bits = segmenter.bits(token, token + 1, run: run)
    if bits == 0 { sink.add(rows.unlistedOnly) }
    add(bits, rows.list, into: &sink)
    addKinds(bits, rows.listOfKind, into: &sink)
    if runs.written.isSmall(word) { sink.add(rows.smallElsewhere) }
    if flags.contains(.sentenceStart), !runs.written.isCapital(runs.tokens[token].word) { sink.add(rows.startsOnly) }
  }

  @inline(__always)
  private func describeMany<Sink: EvidenceSink>(
    _ start: Int, _ end: Int, segmenter: NameSegmenter, into sink: inout Sink
  ) {
    let first = runs.word(start)
    let last = runs.word(end - 1)
    sink.add(rows.length[min(end - start, 7)])
    sink.add(first.first)
    sink.add(first.firstEnding)
    sink.add(first.shapePart)
    sink.add(first.affix)
    sink.add(last.last)
    sink.add(last.ending)
    sink.add(last.shapePart)
    sink.add(last.affix)
    sink.add(rows.commonFirst[Int(first.bucket)])
    sink.add(rows.commonLast[Int(last.bucket)])
    let bits = segmenter.bits(start, end, run: run)
    // What a list has as a whole needs no looking inside: *al-Qaeda in Iraq*.
    if bits & classes.names == 0 {
      describeInside(start, end, segmenter: segmenter, into: &sink)
    }
    add(bits, rows.listOfMany, into: &sink)
    addKinds(bits, rows.listOfKindMany, into: &sink)
    var firstBits = segmenter.bits(start, start + 1, run: run)
    var lastBits = segmenter.bits(end - 1, end, run: run)
    if firstBits & classes.givenNames != 0, lastBits & classes.surnames != 0 { sink.add(rows.personPair) }
    if firstBits | lastBits == 0 { sink.add(rows.unlistedMany) }
    if end - start > 2 {
      firstBits |= segmenter.bits(start, start + 2, run: run)
      lastBits |= segmenter.bits(end - 2, end, run: run)
    }
    add(firstBits, rows.first, into: &sink)
    add(lastBits, rows.last, into: &sink)
    if first.flags.contains(.calendar) || last.flags.contains(.calendar) { sink.add(rows.calendar) }
    if runs.written.isSmall(first) { sink.add(rows.smallElsewhereFirst) }
    if runs.written.isSmall(last) { sink.add(rows.smallElsewhereLast) }
  }

  @inline(__always)
  private func describeInside<Sink: EvidenceSink>(
    _ start: Int, _ end: Int, segmenter: NameSegmenter, into sink: inout Sink
  ) {
    var capitals = 2
    var crossed: NameWord.Flags = []
    var particle = false
    for token in start + 1..<end - 1 {
      let word = runs.word(token)
      if runs.isNameable(token) {
        capitals += 1
        sink.add(word.inside)
        add(segmenter.bits(token, token + 1, run: run), rows.inside, into: &sink)
      } else {
        if word.flags.contains(.joiner), word.flags.isDisjoint(with: [.of, .and]) { particle = true }
        crossed.formUnion(word.flags)
      }
    }
    sink.add(rows.capitals[min(capitals, 7)])
    if crossed.contains(.of) { sink.add(rows.crossesOf) }
    if crossed.contains(.and) {
      sink.add(crossed.contains(.ampersand) ? rows.crossesAmpersand : rows.crossesAnd)
    }
    if crossed.contains(.comma) { sink.add(rows.crossesComma) }
    if crossed.contains(.possessive) { sink.add(rows.crossesPossessive) }
    if crossed.contains(.headJoiner) { sink.add(rows.crossesHeadJoiner) }
    if particle { sink.add(rows.crossesParticle) }
  }

  @inline(__always)
  private func describeBefore<Sink: EvidenceSink>(
    _ start: Int, segmenter: NameSegmenter, words: NameVocabulary, into sink: inout Sink
  ) {
    guard start > sentence.first else {
      sink.add(rows.sentenceStart)
      if runs.tokens[start].flags.contains(.blockStart) { sink.add(rows.blockStart) }
      return
    }
    let before = runs.word(start - 1)
    sink.add(before.before)
    if runs.tokens[start].flags.contains(.sentenceStart) { sink.add(rows.sentenceStart) }
    if before.connector >= 0, start - 1 > sentence.first {
      let beyond = runs.tokens[start - 2].word
      sink.add(words.beforePair(beyond, connector: before.connector, vocabulary: document.vocabulary))
    }
    guard start > run.first, runs.isNameable(start - 1) else { return }
    sink.add(rows.nameLeft)
    let bits = segmenter.bits(start - 1, start, run: run)
    add(bits, rows.left, into: &sink)
    if bits & classes.titles != 0 { sink.add(rows.titleAndName) }
  }

  @inline(__always)
  private func describeAfter<Sink: EvidenceSink>(
    _ end: Int, segmenter: NameSegmenter, words: NameVocabulary, into sink: inout Sink
  ) {
    guard end < sentence.limit else {
      sink.add(rows.sentenceEnd)
      return
    }
    let after = runs.word(end)
    sink.add(after.after)
    if after.connector >= 0, end + 1 < sentence.limit {
      let beyond = runs.tokens[end + 1].word
      sink.add(words.afterPair(beyond, connector: after.connector, vocabulary: document.vocabulary))
    }
    guard end < run.limit, runs.isNameable(end) else { return }
    sink.add(rows.nameRight)
    add(segmenter.bits(end, end + 1, run: run), rows.right, into: &sink)
  }

  @inline(__always)
  private func describePlace<Sink: EvidenceSink>(_ start: Int, into sink: inout Sink) {
    let flags = runs.tokens[start].flags
    if flags.contains(.caseless) { sink.add(rows.caseless) }
    if flags.contains(.titleCase) { sink.add(rows.titleCase) }
    if flags.contains(.heading) { sink.add(rows.heading) }
  }

  /// *Full Name (FN)*, seen from both sides.
  @inline(__always)
  private func describeAcronym<Sink: EvidenceSink>(_ start: Int, _ end: Int, into sink: inout Sink) {
    if end - start > 1, let acronym = acronym(after: end), Acronym.matches(acronym, start..<end, of: document, runs) {
      sink.add(rows.acronymFollows)
    }
    if end - start == 1, start - 2 >= sentence.first, runs.word(start).flags.contains(.allCapitals),
      runs.word(start - 1).flags.contains(.openBracket), end < sentence.limit,
      runs.word(end).flags.contains(.closeBracket)
    {
      sink.add(rows.bracketedAcronym)
    }
  }

  /// The token of an acronym in brackets after a name.
  @inline(__always)
  func acronym(after end: Int) -> Int? {
    guard end + 2 < sentence.limit, runs.word(end).flags.contains(.openBracket) else { return nil }
    guard runs.word(end + 1).flags.contains(.allCapitals) else { return nil }
    return end + 1
  }
}

/// Ties an acronym to the words it is made of.
enum Acronym {
  /// The most initials that are looked at.
  private static let limit = 8

  /// Whether the capitals of the acronym are first letters of the words, in their order, the first word's first.
  static func matches(_ acronym: Int, _ words: Range<Int>, of document: Document, _ runs: NameRuns) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: NameSegmenter.wordLimit) { initials in
      var count = 0
      for token in words where runs.isNameable(token) && count < initials.count {
        initials[count] = (document.vocabulary.firstByte(of: runs.tokens[token].word) ?? 0) & 0xDF
        count += 1
      }
      return document.vocabulary.withBytes(runs.tokens[acronym].word) { letters in
        var at = 0
        var matched = 0
        for letter in letters where letter >= 0x41 && letter <= 0x5A {
          while at < count, initials[at] != letter { at += 1 }
          guard at < count else { break }
          if matched == 0, at > 0 { return false }
          matched += 1
          at += 1
        }
        return matched >= 2 && matched * 3 >= count * 2
      }
    }
  }

  /// The acronym of the words as a word of the vocabulary, in capitals, or as *Nato* is written.
  ///
  /// Whether an earlier document had it in capitals must not show: of a word that is not told apart by its capitals
  /// the small form has the same key.
  static func word(of words: Range<Int>, scanner: NameRuns, vocabulary: Vocabulary) -> WordID? {
    withInitials(of: words, vocabulary: vocabulary, tokens: scanner.tokens, isCounted: { scanner.isNameable($0) }) {
      initials in
      for index in initials.indices { initials[index] &= 0xDF }
      if let capitals = vocabulary.find(UnsafeBufferPointer(initials)) { return capitals }
      for index in initials.indices { initials[index] |= 0x20 }
      guard let small = vocabulary.find(UnsafeBufferPointer(initials)), small.index < scanner.words.count,
        scanner.words[small.index].bucket < 3
      else { return nil }
      return small
    }
  }

  /// Calls `body` with the first letters, in small letters, of the words that count; nil where one is not ASCII, and
  /// where there are too few or too many.
  static func withInitials(
    of words: Range<Int>, vocabulary: Vocabulary, tokens: UnsafeBufferPointer<Token>, isCounted: (Int) -> Bool,
    _ body: (UnsafeMutableBufferPointer<UInt8>) -> WordID?
  ) -> WordID? {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: limit) { initials in
      var count = 0
      for token in words where isCounted(token) {
        guard let first = vocabulary.firstByte(of: tokens[token].word), first < 0x80, count < limit else { return nil }
        initials[count] = first | 0x20
        count += 1
      }
      return count > 1 ? body(UnsafeMutableBufferPointer(rebasing: initials[..<count])) : nil
    }
  }
}
