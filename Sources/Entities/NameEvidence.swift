import TextModel

/// Gathers the evidence for a segment: its words, the lists, what stands before and after it, how the document writes
/// it.
final class NameEvidence {
  let document: Document
  let runs: NameRuns
  let classes: ListClasses
  let segmenter: NameSegmenter
  let words: NameVocabulary
  var run = TokenRange(0, 0)
  var sentence = TokenRange(0, 0)

  init(
    document: Document, runs: NameRuns, classes: ListClasses, segmenter: NameSegmenter, words: NameVocabulary
  ) {
    self.document = document
    self.runs = runs
    self.classes = classes
    self.segmenter = segmenter
    self.words = words
  }

  /// Gives a segment's evidence to the sink: what `describeStart`, `describeWords` and `describeEnd` say.
  func describe<Sink: EvidenceSink>(_ segment: NameSegment, into sink: inout Sink) {
    describeStart(Int(segment.start), into: &sink)
    describeWords(Int(segment.start), Int(segment.end), into: &sink)
    describeEnd(Int(segment.end), into: &sink)
  }

  /// What these weigh, by `Entity.Kind`.
  @inline(__always) func weight(ofStart start: Int, _ none: WeightSum) -> SIMD4<Int32> {
    var sum = none
    describeStart(start, into: &sum)
    return sum.total
  }

  @inline(__always) func weight(ofEnd end: Int, _ none: WeightSum) -> SIMD4<Int32> {
    var sum = none
    describeEnd(end, into: &sum)
    return sum.total
  }

  @inline(__always) func weight(ofWords start: Int, _ end: Int, _ none: WeightSum) -> SIMD4<Int32> {
    var sum = none
    if end &- start == 1 {
      describeOne(start, into: &sum)
    } else {
      describeMany(start, end, into: &sum)
    }
    return sum.total
  }

  /// All that speaks for the one segment of a run of one token.
  @inline(__always) func weight(ofOne token: Int, _ none: WeightSum) -> SIMD4<Int32> {
    var sum = none
    describeStart(token, into: &sum)
    describeOne(token, into: &sum)
    describeEnd(token &+ 1, into: &sum)
    return sum.total
  }

  /// What holds of every segment that begins at a token.
  @inline(__always)
  func describeStart<Sink: EvidenceSink>(_ start: Int, into sink: inout Sink) {
    describeBefore(start, into: &sink)
    let flags = runs.tokens[start].flags
    if flags.isDisjoint(with: [.caseless, .titleCase, .heading]) { return }
    if flags.contains(.caseless) { sink.add(Slot.caseless) }
    if flags.contains(.titleCase) { sink.add(Slot.titleCase) }
    if flags.contains(.heading) { sink.add(Slot.heading) }
  }

  /// What its words say of a segment, and an acronym beside it.
  @inline(__always)
  func describeWords<Sink: EvidenceSink>(_ start: Int, _ end: Int, into sink: inout Sink) {
    if end &- start == 1 {
      describeOne(start, into: &sink)
    } else {
      describeMany(start, end, into: &sink)
    }
  }

  @inline(__always)
  private func bits(_ start: Int, _ end: Int) -> UInt64 { segmenter.bits(start, end, run: run) }

  @inline(__always)
  private func describeOne<Sink: EvidenceSink>(_ token: Int, into sink: inout Sink) {
    let id = runs.tokens[token].word
    let word = runs.word(token)
    let flags = runs.tokens[token].flags
    sink.add(.only, of: id)
    if flags.contains(.sentenceStart) { sink.add(Slot.commonAtStart + Int(word.bucket)) }
    if !flags.isDisjoint(with: [.caseless, .titleCase]) { sink.add(Slot.commonInHeading + Int(word.bucket)) }
    if word.flags.contains(.calendar) { sink.add(Slot.calendar) }
    let bits = bits(token, token &+ 1)
    if bits == 0 { sink.add(Slot.unlistedOnly) }
    sink.add(bits, .one)
    if runs.written.isSmall(word) { sink.add(Slot.smallElsewhere) }
    if flags.contains(.sentenceStart), !runs.written.isCapital(id) { sink.add(Slot.startsOnly) }
    // *Full Name (FN)*, seen from the acronym.
    if word.flags.contains(.allCapitals), token - 2 >= sentence.first,
      runs.word(token - 1).flags.contains(.openBracket),
      token + 1 < sentence.limit, runs.word(token + 1).flags.contains(.closeBracket)
    {
      sink.add(Slot.bracketedAcronym)
    }
  }

  @inline(__always)
  private func describeMany<Sink: EvidenceSink>(_ start: Int, _ end: Int, into sink: inout Sink) {
    let first = runs.word(start)
    let last = runs.word(end &- 1)
    sink.add(Slot.length &+ min(end &- start, 7))
    sink.add(.first, of: runs.tokens[start].word)
    sink.add(.last, of: runs.tokens[end &- 1].word)
    let bits = bits(start, end)
    // What a list has as a whole needs no looking inside: *al-Qaeda in Iraq*.
    if bits & classes.names == 0 { describeInside(start, end, into: &sink) }
    sink.add(bits, .many)
    var firstBits = self.bits(start, start &+ 1)
    var lastBits = self.bits(end &- 1, end)
    if firstBits & classes.givenNames != 0, lastBits & classes.surnames != 0 { sink.add(Slot.personPair) }
    if firstBits | lastBits == 0 { sink.add(Slot.unlistedMany) }
    if end - start > 2 {
      firstBits |= self.bits(start, start + 2)
      lastBits |= self.bits(end - 2, end)
    }
    sink.add(firstBits, .first)
    sink.add(lastBits, .last)
    if first.flags.contains(.calendar) || last.flags.contains(.calendar) { sink.add(Slot.calendar) }
    if runs.written.isSmall(first) { sink.add(Slot.smallElsewhereFirst) }
    if runs.written.isSmall(last) { sink.add(Slot.smallElsewhereLast) }
    // *Full Name (FN)*, seen from the name.
    if let acronym = acronym(after: end), Acronym.matches(acronym, start..<end, of: document, runs) {
      sink.add(Slot.acronymFollows)
    }
  }

  @inline(__always)
  private func describeInside<Sink: EvidenceSink>(_ start: Int, _ end: Int, into sink: inout Sink) {
    var capitals = 2
    var crossed: NameWord.Flags = []
    var particle = false
    for token in start + 1..<end - 1 {
      if runs.isNameable(token) {
        capitals += 1
        sink.add(.inside, of: runs.tokens[token].word)
        sink.add(bits(token, token &+ 1), .inside)
      } else {
        let flags = runs.word(token).flags
        if flags.contains(.joiner), flags.isDisjoint(with: [.of, .and]) { particle = true }
        crossed.formUnion(flags)
      }
    }
    sink.add(Slot.capitals + min(capitals, 7))
    if crossed.isEmpty { return }
    if crossed.contains(.of) { sink.add(Slot.crossesOf) }
    if crossed.contains(.and) {
      sink.add(crossed.contains(.ampersand) ? Slot.crossesAmpersand : Slot.crossesAnd)
    }
    if crossed.contains(.comma) { sink.add(Slot.crossesComma) }
    if crossed.contains(.possessive) { sink.add(Slot.crossesPossessive) }
    if crossed.contains(.headJoiner) { sink.add(Slot.crossesHeadJoiner) }
    if particle { sink.add(Slot.crossesParticle) }
  }

  @inline(__always)
  private func describeBefore<Sink: EvidenceSink>(_ start: Int, into sink: inout Sink) {
    guard start > sentence.first else {
      sink.add(Slot.sentenceStart)
      if runs.tokens[start].flags.contains(.blockStart) { sink.add(Slot.blockStart) }
      return
    }
    let before = runs.word(start &- 1)
    sink.add(.before, of: runs.tokens[start &- 1].word)
    if runs.tokens[start].flags.contains(.sentenceStart) { sink.add(Slot.sentenceStart) }
    if before.connector >= 0, start &- 1 > sentence.first {
      let beyond = runs.tokens[start &- 2].word
      sink.add(
        row: words.pair(beyond, connector: before.connector, isBefore: true, vocabulary: document.vocabulary))
      if sink.takesClasses {
        sink.add(row: words.pairOfClass(beyond, connector: before.connector, isBefore: true))
      }
    }
    guard start > run.first, runs.isNameable(start &- 1) else { return }
    sink.add(Slot.nameLeft)
    let bits = bits(start &- 1, start)
    sink.add(bits, .left)
    if bits & classes.titles != 0 { sink.add(Slot.titleAndName) }
  }

  /// What holds of every segment that ends before a token.
  @inline(__always)
  func describeEnd<Sink: EvidenceSink>(_ end: Int, into sink: inout Sink) {
    guard end < sentence.limit else {
      sink.add(Slot.sentenceEnd)
      return
    }
    let after = runs.word(end)
    sink.add(.after, of: runs.tokens[end].word)
    if after.connector >= 0, end &+ 1 < sentence.limit {
      let beyond = runs.tokens[end &+ 1].word
      sink.add(
        row: words.pair(beyond, connector: after.connector, isBefore: false, vocabulary: document.vocabulary))
      if sink.takesClasses {
        sink.add(row: words.pairOfClass(beyond, connector: after.connector, isBefore: false))
      }
    }
    guard end < run.limit, runs.isNameable(end) else { return }
    sink.add(Slot.nameRight)
    sink.add(bits(end, end &+ 1), .right)
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
