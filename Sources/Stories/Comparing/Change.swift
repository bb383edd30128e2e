/// What was done to a text on its way from one document to another.
struct Change {
  /// The raw value is the word of the record.
  enum Kind: String, CaseIterable {
    case replaced
    case leftOut = "left out"
    case added, moved
  }
  /// The raw value is the word of the record; the first that holds is told.
  enum What: String, CaseIterable { case quotation, attribution, number, date, name, headline, sentence, wording }

  var kind: Kind
  var what: What
  /// In code points of the document; nil where the text stands in the other alone.
  var here: Range<Int>?
  /// In code points of the other document.
  var there: Range<Int>?
  var text: String?
  var fromText: String?
  /// The sentences round it, in the document or, where it stands there alone, in the other.
  var sentence: Range<Int>
  /// The ids of the records that it touches.
  var records: [String]
  var rule: String
  var confidence: Float
}

/// Finds the changes between a document and the one that it has its text from.
struct ChangeFinder {
  private let here: ComparedText
  private let there: ComparedText
  private let marksHere: RecordMarks
  private let marksThere: RecordMarks
  private let alignment: SentenceAlignment
  private(set) var changes: [Change] = []
  /// Stretches of text that both have, in code points.
  private(set) var passages: [(here: Range<Int>, there: Range<Int>)] = []
  /// No word differs in what both have.
  private(set) var isVerbatim = true

  /// Below this share of common words a sentence is another one in place of the old.
  private static let leastCommon = 0.35

  init(_ here: ComparedText, from there: ComparedText) {
    let language = here.language
    self.here = here
    self.there = there
    let cues = RecordMarks.cueWords(here.document) + RecordMarks.cueWords(there.document)
    marksHere = RecordMarks(here, cueWords: cues, words: language.words)
    marksThere = RecordMarks(there, cueWords: cues, words: language.words)
    alignment = SentenceAlignment(here, there)
    findHeadline()
    for pair in alignment.pairs { compare(pair) }
    findMoved()
    findWholeSentences()
    changes.sort { Self.order($0) < Self.order($1) }
    findPassages()
  }

  /// In the order of the document's text; what is left out stands where it stood in the other.
  private static func order(_ change: Change) -> (Int, Int, Int) {
    (
      change.here?.lowerBound ?? change.there?.lowerBound ?? 0, change.here == nil ? 1 : 0,
      change.there?.lowerBound ?? 0
    )
  }

  // MARK: Words

  private mutating func compare(_ pair: SentenceAlignment.Pair) {
    let ours = words(pair.here, of: here)
    let theirs = words(pair.there, of: there)
    let diff = WordDiff(here.words, ours, there.words, theirs)
    guard !diff.hunks.isEmpty else { return }
    isVerbatim = false
    if Double(diff.commonCount) < Self.leastCommon * Double(min(ours.count, theirs.count)) {
      add(.replaced, .sentence, ours, theirs, pair, rule: "change.sentences", confidence: 0.7)
      return
    }
    for hunk in diff.hunks where !isSameFigure(hunk) {
      let kind: Change.Kind = hunk.here.isEmpty ? .leftOut : hunk.there.isEmpty ? .added : .replaced
      let what = what(of: hunk, within: ours, theirs)
      add(kind, what, hunk.here, hunk.there, pair, rule: "change.words", confidence: 0.9)
    }
  }

  private func words(_ sentences: Range<Int>, of text: ComparedText) -> Range<Int> {
    text.sentences[sentences.lowerBound].words.lowerBound..<text.sentences[sentences.upperBound - 1].words.upperBound
  }

  private mutating func add(
    _ kind: Change.Kind, _ what: Change.What, _ ours: Range<Int>, _ theirs: Range<Int>,
    _ pair: SentenceAlignment.Pair, rule: String, confidence: Float
  ) {
    let sentence =
      ours.isEmpty
      ? there.sentences[pair.there.lowerBound].scalars
        .lowerBound..<there.sentences[pair.there.upperBound - 1].scalars.upperBound
      : here.sentences[pair.here.lowerBound].scalars
        .lowerBound..<here.sentences[pair.here.upperBound - 1].scalars.upperBound
    let (spanHere, spanThere) = (here.scalars(ours), there.scalars(theirs))
    changes.append(
      Change(
        kind: kind, what: what, here: spanHere, there: spanThere, text: ours.isEmpty ? nil : here.text(ours),
        fromText: theirs.isEmpty ? nil : there.text(theirs), sentence: sentence,
        records: marksHere.ids(spanHere) + marksThere.ids(spanThere), rule: rule, confidence: confidence))
  }

  /// What a change of words is about: the first that holds.
  private func what(of hunk: WordDiff.Hunk, within ours: Range<Int>, _ theirs: Range<Int>) -> Change.What {
    if isQuoted(hunk.here, here, within: ours), isQuoted(hunk.there, there, within: theirs) { return .quotation }
    if marksHere.isAttribution(hunk.here) || marksThere.isAttribution(hunk.there) { return .attribution }
    let isOneNumber = marksHere.hasNumbers(hunk.here, of: marksThere, hunk.there)
    let isOneDate = marksHere.hasDates(hunk.here, of: marksThere, hunk.there)
    if isFigures(hunk) { return .number }
    if !isOneNumber, marksHere.isNumber(hunk.here) || marksThere.isNumber(hunk.there) { return .number }
    if !isOneDate, marksHere.isDate(hunk.here) || marksThere.isDate(hunk.there) { return .date }
    if marksHere.isName(hunk.here) || marksThere.isName(hunk.there) { return .name }
    return .wording
  }

  /// Whether figures alone stand in place of figures.
  private func isFigures(_ hunk: WordDiff.Hunk) -> Bool {
    !hunk.here.isEmpty && !hunk.there.isEmpty && hunk.here.allSatisfy { here.words[$0].flags.contains(.digit) }
      && hunk.there.allSatisfy { there.words[$0].flags.contains(.digit) }
  }

  /// Whether the words are one number in another form: *five* and *5*.
  private func isSameFigure(_ hunk: WordDiff.Hunk) -> Bool {
    marksHere.isFigure(hunk.here) && marksThere.isFigure(hunk.there)
      && (marksHere.hasNumbers(hunk.here, of: marksThere, hunk.there)
        || marksHere.figures(hunk.here) == marksThere.figures(hunk.there))
  }

  /// Whether words stand inside quotation marks; where there are none, whether the words round the place do.
  private func isQuoted(_ words: Range<Int>, _ text: ComparedText, within range: Range<Int>) -> Bool {
    guard words.isEmpty else { return words.allSatisfy { text.words[$0].flags.contains(.quoted) } }
    guard words.lowerBound > range.lowerBound, words.lowerBound < range.upperBound else { return false }
    return text.words[words.lowerBound - 1].flags.contains(.quoted)
      && text.words[words.lowerBound].flags.contains(.quoted)
  }

  // MARK: Sentences

  private mutating func findWholeSentences() {
    if !alignment.onlyHere.isEmpty { isVerbatim = false }
    for run in Self.runs(alignment.onlyHere, of: here) {
      let span =
        here.sentences[run.lowerBound].scalars.lowerBound..<here.sentences[run.upperBound - 1].scalars.upperBound
      changes.append(
        Change(
          kind: .added, what: .sentence, here: span, there: nil, text: slice(span, of: here), fromText: nil,
          sentence: span, records: marksHere.ids(span), rule: "change.sentences", confidence: 0.9))
    }
    for run in Self.runs(alignment.onlyThere, of: there) {
      let span =
        there.sentences[run.lowerBound].scalars.lowerBound..<there.sentences[run.upperBound - 1].scalars.upperBound
      changes.append(
        Change(
          kind: .leftOut, what: .sentence, here: nil, there: span, text: nil, fromText: slice(span, of: there),
          sentence: span, records: marksThere.ids(span), rule: "change.sentences", confidence: 0.9))
    }
  }

  /// Sentences that follow one another in a paragraph are one change.
  private static func runs(_ sentences: [Int], of text: ComparedText) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for sentence in sentences {
      if let last = runs.last, last.upperBound == sentence,
        text.sentences[sentence].block == text.sentences[sentence - 1].block
      {
        runs[runs.count - 1] = last.lowerBound..<sentence + 1
      } else {
        runs.append(sentence..<sentence + 1)
      }
    }
    return runs
  }

  private mutating func findMoved() {
    var moved: [SentenceAlignment.Pair] = []
    for pair in alignment.pairs where pair.isMoved {
      if let last = moved.last, last.here.upperBound == pair.here.lowerBound,
        last.there.upperBound == pair.there.lowerBound,
        here.sentences[pair.here.lowerBound].block == here.sentences[last.here.lowerBound].block
      {
        moved[moved.count - 1].here = last.here.lowerBound..<pair.here.upperBound
        moved[moved.count - 1].there = last.there.lowerBound..<pair.there.upperBound
      } else {
        moved.append(pair)
      }
    }
    for pair in moved {
      isVerbatim = false
      let (ours, theirs) = (span(pair.here, of: here), span(pair.there, of: there))
      changes.append(
        Change(
          kind: .moved, what: .sentence, here: ours, there: theirs, text: slice(ours, of: here),
          fromText: slice(theirs, of: there), sentence: ours, records: marksHere.ids(ours) + marksThere.ids(theirs),
          rule: "change.moved", confidence: 0.85))
    }
  }

  private func span(_ sentences: Range<Int>, of text: ComparedText) -> Range<Int> {
    text.sentences[sentences.lowerBound].scalars
      .lowerBound..<text.sentences[sentences.upperBound - 1].scalars.upperBound
  }

  private func slice(_ span: Range<Int>, of text: ComparedText) -> String {
    TextSlice.text(span, of: text.document.text)
  }

  /// The longest stretches of sentences that both have in one order.
  private mutating func findPassages() {
    var runs: [SentenceAlignment.Pair] = []
    for pair in alignment.pairs {
      if let last = runs.last, last.here.upperBound == pair.here.lowerBound,
        last.there.upperBound == pair.there.lowerBound
      {
        runs[runs.count - 1].here = last.here.lowerBound..<pair.here.upperBound
        runs[runs.count - 1].there = last.there.lowerBound..<pair.there.upperBound
      } else {
        runs.append(pair)
      }
    }
    for run in runs { passages.append((here: span(run.here, of: here), there: span(run.there, of: there))) }
  }

  // MARK: Headline

  private mutating func findHeadline() {
    guard let ours = title(of: here), let theirs = title(of: there) else { return }
    let diff = WordDiff(here.words, ours.words, there.words, theirs.words)
    guard !diff.hunks.isEmpty else { return }
    changes.append(
      Change(
        kind: .replaced, what: .headline, here: ours.scalars, there: theirs.scalars,
        text: slice(ours.scalars, of: here), fromText: slice(theirs.scalars, of: there), sentence: ours.scalars,
        records: marksHere.ids(ours.scalars) + marksThere.ids(theirs.scalars), rule: "change.headline", confidence: 0.9)
    )
  }

  private func title(of text: ComparedText) -> (words: Range<Int>, scalars: Range<Int>)? {
    guard let first = text.sentences.firstIndex(where: { $0.role == .title }) else { return nil }
    var last = first
    while last + 1 < text.sentences.count, text.sentences[last + 1].block == text.sentences[first].block { last += 1 }
    return (
      text.sentences[first].words.lowerBound..<text.sentences[last].words.upperBound,
      text.sentences[first].scalars.lowerBound..<text.sentences[last].scalars.upperBound
    )
  }
}

/// Text by code points.
enum TextSlice {
  /// The text of a stretch of code points. O(bytes before its end).
  static func text(_ span: Range<Int>, of text: [UInt8]) -> String {
    var scalar = 0
    var start = text.count
    for (index, byte) in text.enumerated() where byte & 0xC0 != 0x80 {
      if scalar == span.lowerBound { start = index }
      if scalar == span.upperBound { return String(decoding: text[min(start, index)..<index], as: UTF8.self) }
      scalar += 1
    }
    return String(decoding: text[start...], as: UTF8.self)
  }
}
