import GazetteerIndex
import RuleLanguage
import TextModel

/// A name found in a document.
struct FoundName: BitwiseCopyable {
  var tokens: TokenRange
  /// Its bytes: of *Beirut-based* those of *Beirut*.
  var range: UTF8Range
  /// The index in `Entity.Kind`.
  var kind: Int
  /// How much more speaks for it than against it (`NameWeight`).
  var score: Int32
  /// The rule that found it; none where the evidence did.
  var rule = RuleID.none
  /// The small-letter form of a name that is the second one in its word (*Russia-Ukraine*), or -1.
  var stem: Int32 = -1
}

/// Decides which stretches of a document's runs are names, and of what kind.
///
/// Twice: first by each place's own evidence, then with what the first found all over the document: *Ash Carter* in the
/// first paragraph makes *Carter* in the tenth a person, and *Food and Agriculture Organization (FAO)* makes *FAO* an
/// organization wherever it stands.
final class NameResolution {
  let rows: EvidenceRows
  let fixed: FixedRows
  let classes: ListClasses
  private let headMasks: (low: UInt64, high: UInt64)
  let words: NameVocabulary
  private let written: WrittenWords
  private let postnominals: Postnominals
  /// The weights that are set by hand.
  let hand: Hand
  private let listWeights: ListWeights
  let segmenter: NameSegmenter
  private let decoder = NameDecoder()
  let table = NameTable()
  /// The names that stand somewhere in the document with enough for them, by their keys.
  let strong = KeyTable()
  let chosen = FlatBuffer<NameDecoder.Choice>()
  let runs = FlatBuffer<Run>()
  let segments = FlatBuffer<NameSegment>()
  /// By token of the run in hand: what holds of the segments that end with it.
  private let ends = FlatBuffer<SIMD4<Int32>>(capacity: NameRuns.runLimit)

  struct Run {
    var tokens: TokenRange
    /// Its segments are `firstSegment..<limit`.
    var firstSegment: Int
    var limit: Int
    /// The first of its choices.
    var firstChosen = 0

    var segments: Range<Int> { firstSegment..<limit }
  }

  init(gazetteers: Gazetteers, rows: EvidenceRows, common: CommonWords) {
    self.rows = rows
    hand = Hand(rows.table.hand)
    fixed = FixedRows(rows)
    classes = ListClasses(gazetteers)
    words = NameVocabulary(
      rows: rows, fixed: fixed, common: common, compounds: CompoundReader(gazetteers, classes))
    written = WrittenWords(words)
    postnominals = Postnominals(gazetteers.words)
    listWeights = ListWeights(fixed)
    segmenter = NameSegmenter(listWeights)
    var low: UInt64 = 0
    var high: UInt64 = 0
    if let list = gazetteers.list(named: "organization.head") {
      if list.id < 64 { low = 1 << UInt64(list.id) } else { high = 1 << UInt64(list.id & 63) }
    }
    headMasks = (low, high)
  }

  /// Gives back what a large document needed.
  func rest() {
    chosen.giveBack()
    runs.giveBack()
    segments.giveBack()
  }

  /// Fills `found` with the names of a document, in text order. Linear in the tokens.
  func resolve(_ document: Document, finds: RuleFinds, into found: FlatBuffer<FoundName>) {
    found.removeAll()
    look(at: document, finds: finds) { resolution, scanner, lists in
      resolution.score(document, scanner: scanner, lists: lists, finds: finds)
      resolution.choose(scanner)
      resolution.remember(document, scanner: scanner)
      resolution.remember(things: finds.things, scanner)
      resolution.rescore(scanner, lists: lists)
      resolution.choose(scanner)
      resolution.agree(scanner)
      resolution.report(document, scanner: scanner, finds: finds, into: found)
    }
  }

  func look(
    at document: Document, finds: RuleFinds, _ body: (NameResolution, NameRuns, DocumentLists) -> Void
  ) {
    words.refresh(document.vocabulary)
    DocumentLists.with(document) { lists in
      document.tokens.withUnsafeBufferPointer { tokens in
        finds.sure.withUnsafeBufferPointer { finds in
          document.text.withUnsafeBufferPointer { text in
            written.read(tokens)
            let scanner = NameRuns(
              tokens: tokens, text: text, words: words, written: written, lists: lists, classes: classes,
              weights: rows.table.weights.plain, finds: finds, headMasks: headMasks)
            body(self, scanner, lists)
          }
        }
      }
    }
  }

  /// Nothing yet, with all that evidence weighs.
  private var noWeight: WeightSum {
    WeightSum(fixed: fixed, words: words, weights: rows.table.weights, lists: listWeights)
  }

  // MARK: Each place by itself

  func score(_ document: Document, scanner: NameRuns, lists: DocumentLists, finds: RuleFinds) {
    runs.removeAll()
    segments.removeAll()
    let evidence = NameEvidence(
      document: document, runs: scanner, classes: classes, segmenter: segmenter, words: words)
    let none = noWeight
    var next = 0
    finds.withCursor { cursor in
      for sentence in document.sentences {
        evidence.sentence = sentence.tokens
        scanner.forEachRun(in: sentence.tokens, from: &next) { run in
          evidence.run = run
          let first = segments.count
          if run.count == 1 {
            segmenter.fillOne(run, lists: lists, runs: scanner, classes: classes, finds: &cursor, into: segments)
            segments.mutableElements[first].scores &+= evidence.weight(ofOne: run.first, none)
          } else {
            segmenter.fill(
              run: run, lists: lists, runs: scanner, classes: classes, finds: &cursor, into: segments)
            score(first..<segments.count, evidence, none)
          }
          if run.count > 1, scanner.isSpeakerLabel(run),
            let whole = segments.elements[first...].firstIndex(where: { Int($0.end) == run.limit })
          {
            segments[whole].scores &+= Self.speaker
          }
          runs.append(Run(tokens: run, firstSegment: first, limit: segments.count))
        }
      }
    }
  }

  /// What a label in capitals before a turn says (*ALICE MBEKI-HART: …*).
  private static let speaker = SIMD4<Int32>(
    NameWeight.of(4), NameWeight.of(-3), NameWeight.of(-3), NameWeight.of(-4))

  /// Adds the evidence for each of the segments of a run. What stands before and after is the same for all segments with
  /// that start, with that end: it is gathered once for each.
  private func score(_ range: Range<Int>, _ evidence: NameEvidence, _ none: WeightSum) {
    let run = evidence.run
    let segments = segments.mutableElements
    let ends = ends.room(for: NameRuns.runLimit)
    for token in run.indices where evidence.runs.isNameable(token) {
      ends[token &- run.first] = evidence.weight(ofEnd: token &+ 1, none)
    }
    var start = -1
    var before = SIMD4<Int32>()
    for index in range {
      if Int(segments[index].start) != start {
        start = Int(segments[index].start)
        before = evidence.weight(ofStart: start, none)
      }
      let end = Int(segments[index].end)
      segments[index].scores &+= before &+ ends[end &- 1 &- run.first] &+ evidence.weight(ofWords: start, end, none)
    }
  }

  func choose(_ scanner: NameRuns) {
    chosen.removeAll()
    let segments = segments.elements
    for index in 0..<runs.count {
      runs[index].firstChosen = chosen.count
      decoder.decode(segments, runs[index].segments, run: runs[index].tokens, into: chosen)
    }
  }

  // MARK: The whole document

  /// Writes the names that were chosen into the table, whole and in their parts.
  func remember(_ document: Document, scanner: NameRuns) {
    table.clear()
    for choice in chosen.elements {
      let segment = segments[Int(choice.segment)]
      let kind = Int(choice.kind)
      let place = table.insert(segment.key)
      table.entries[place].counts[kind] += 1
      let range = Int(segment.start)..<Int(segment.end)
      guard range.count > 1 else { continue }
      rememberParts(range, kind: kind, scanner: scanner)
      if kind == 2, let acronym = Acronym.word(of: range, scanner: scanner, vocabulary: document.vocabulary) {
        let key = NameKey.key(scanner.words[acronym.index], spelt: acronym)
        let place = table.insert(key)
        table.entries[place].traits.insert(.acronymOfOrganization)
      }
    }
  }

  private func rememberParts(_ range: Range<Int>, kind: Int, scanner: NameRuns) {
    PartsOfName.forEachPart(of: range) { part in
      let place = table.insert(NameKey.key(part, of: scanner))
      let entries = table.entries
      entries[place].partOf |= 1 << UInt8(kind)
      if kind == 2, part.count == 1, part.lowerBound == range.lowerBound {
        entries[place].traits.insert(.firstOfOrganization)
      }
      if kind == 0 {
        entries[place].traits.insert(part.upperBound == range.upperBound ? .lastOfPerson : .firstOfPerson)
      }
    }
  }

  /// Adds what the table says to every segment; a chosen one does not speak for itself.
  func rescore(_ scanner: NameRuns, lists: DocumentLists) {
    for choice in chosen.elements { segments[Int(choice.segment)].chosenKind = Int8(truncatingIfNeeded: choice.kind) }
    let none = noWeight
    let classes = classes
    let hand = hand
    let segments = segments.mutableElements
    let entries = table.entries
    for index in segments.indices {
      guard let place = table.place(of: segments[index].key) else { continue }
      let own = Int(segments[index].chosenKind)
      var sum = none
      sum.add(entries[place], without: own)
      segments[index].scores &+= sum.total
      if entries[place].traits.contains(.lastOfThing), entries[place].partOf == 0 {
        segments[index].scores &+= hand.thing
      }
      if own < 2, segments[index].end &- segments[index].start == 1 {
        segments[index].scores[2] += Self.shortOrganization(
          entries[place], at: Int(segments[index].start), scanner, lists, classes, hand)
      }
    }
  }

  /// *Strandline* after *Strandline Ferries*, if it was taken for a place, a person or nothing: the first word of an
  /// organization's name that is no common word, is in no person's name and in no list of names but that of towns.
  private static func shortOrganization(
    _ entry: NameTable.Entry, at token: Int, _ scanner: NameRuns, _ lists: DocumentLists, _ classes: ListClasses,
    _ hand: Hand
  ) -> Int32 {
    guard entry.traits.contains(.firstOfOrganization), entry.traits.isDisjoint(with: [.firstOfPerson, .lastOfPerson])
    else { return 0 }
    let word = scanner.word(token)
    guard word.bucket < 3, !word.flags.contains(.nameHead) else { return 0 }
    var listed: UInt64 = 0
    lists.forEachMatch(at: token) { match in
      let bits = classes.bits(of: match)
      if match.tokens.count == 1 { listed |= (bits | bits >> UInt64(ListClasses.conditionalShift)) & classes.names }
    }
    if listed == 0 { return hand.short }
    return listed & ~ListClasses.smallPlaces == 0 && tells(token, scanner, lists, classes) ? hand.shortAndTelling : 0
  }

  /// *Halden argued that …* after *Halden Foods Inc.*: at the start of a clause, with a verb of saying behind.
  private static func tells(
    _ token: Int, _ scanner: NameRuns, _ lists: DocumentLists, _ classes: ListClasses
  ) -> Bool {
    let isFirst =
      token == 0 || scanner.tokens[token].flags.contains(.sentenceStart)
      || scanner.word(token - 1).flags.contains(.punctuation)
    guard isFirst, token + 1 < scanner.tokens.count else { return false }
    var isDeed = false
    lists.forEachMatch(at: token + 1) { match in if classes.isDeed(match) { isDeed = true } }
    return isDeed
  }

  /// One name has one kind in a document: the one that has most for it over all its mentions.
  func agree(_ scanner: NameRuns) {
    table.clear()
    let segments = segments.elements
    var hasManyKinds = false
    for choice in chosen.elements {
      let place = table.insert(segments[Int(choice.segment)].key)
      let entries = table.entries
      let isNew = entries[place].counts == SIMD4()
      if !isNew, entries[place].counts[Int(choice.kind)] == 0 { hasManyKinds = true }
      entries[place].total &+= segments[Int(choice.segment)].scores
      entries[place].counts[Int(choice.kind)] += 1
    }
    guard hasManyKinds else { return }
    for index in 0..<chosen.count {
      let segment = segments[Int(chosen[index].segment)]
      guard segment.usersKind < 0, let place = table.place(of: segment.key) else { continue }
      let entry = table.entries[place]
      let kind = Int(chosen[index].kind)
      var best = kind
      for kind in 0..<4 where entry.counts[kind] > 0 && entry.total[kind] > entry.total[best] { best = kind }
      // A mention that has very much for another kind keeps it: *Jordan said* in an article on the country.
      if best != kind, segment.scores[kind] - segment.scores[best] < hand.ownKind {
        chosen[index].kind = Int32(truncatingIfNeeded: best)
      }
    }
  }

  private func report(_ document: Document, scanner: NameRuns, finds: RuleFinds, into found: FlatBuffer<FoundName>) {
    rememberStrong(scanner)
    for choice in chosen.elements {
      let segment = segments[Int(choice.segment)]
      let whole = TokenRange(segment.start, segment.end)
      let rule = finds.rule(of: whole, kind: Int(choice.kind))
      guard rule != .none || isAboveBar(choice, segment, scanner) else { continue }
      let tokens = choice.kind == 0 && whole.count > 2 ? postnominals.trimmed(whole, document) : whole
      found.append(
        FoundName(
          tokens: tokens, range: scanner.range(of: tokens), kind: Int(choice.kind), score: choice.score, rule: rule))
      if tokens.count == 1 || !scanner.inner(tokens.limit - 1).isWhole {
        reportSecond(in: tokens.limit - 1, score: choice.score, scanner, into: found)
      }
    }
    finds.addOthers(of: document, to: found)
  }
}

extension NameResolution {
  /// *Ukraine* of *Russia-Ukraine*.
  private func reportSecond(in token: Int, score: Int32, _ scanner: NameRuns, into found: FlatBuffer<FoundName>) {
    guard scanner.word(token).flags.contains(.compound) else { return }
    let inner = scanner.inner(token)
    guard inner.secondKind >= 0 else { return }
    let range = scanner.tokens[token].range
    found.append(
      FoundName(
        tokens: TokenRange(token, token + 1),
        range: UTF8Range(UTF8Offset(range.start.value + inner.secondStart), range.end), kind: Int(inner.secondKind),
        score: score, stem: inner.secondStem))
  }

  /// Calls `body` with every run and the evidence of its segments, for learning (`NameLearning`).
  func forEachRun(
    of document: Document, isSecondTime: Bool, _ body: (_ run: TokenRange, [(UTF8Range, [Int32])]) -> Void
  ) {
    let finds = RuleFinds()
    look(at: document, finds: finds) { resolution, scanner, lists in
      if isSecondTime {
        resolution.score(document, scanner: scanner, lists: lists, finds: finds)
        resolution.choose(scanner)
        resolution.remember(document, scanner: scanner)
      }
      resolution.describeAll(document, scanner: scanner, lists: lists, isSecondTime: isSecondTime, body)
    }
  }

  private func describeAll(
    _ document: Document, scanner: NameRuns, lists: DocumentLists, isSecondTime: Bool,
    _ body: (_ run: TokenRange, [(UTF8Range, [Int32])]) -> Void
  ) {
    let evidence = NameEvidence(
      document: document, runs: scanner, classes: classes, segmenter: segmenter, words: words)
    var number = 0
    var cursor = RuleFinds.Cursor(UnsafeBufferPointer(start: nil, count: 0))
    let segments = FlatBuffer<NameSegment>()
    var next = 0
    for sentence in document.sentences {
      evidence.sentence = sentence.tokens
      scanner.forEachRun(in: sentence.tokens, from: &next) { run in
        evidence.run = run
        segments.removeAll()
        segmenter.fill(run: run, lists: lists, runs: scanner, classes: classes, finds: &cursor, into: segments)
        var described: [(UTF8Range, [Int32])] = []
        for (offset, segment) in segments.elements.enumerated() {
          var list = RowList(fixed: fixed, words: words)
          evidence.describe(segment, into: &list)
          if isSecondTime { describeTable(segment, run: number, offset: offset, into: &list) }
          described.append((scanner.range(of: TokenRange(segment.start, segment.end)), list.rows))
        }
        body(run, described)
        number += 1
      }
    }
  }

  func describeTable(_ segment: NameSegment, run: Int, offset: Int, into list: inout RowList) {
    guard run < runs.count, let place = table.place(of: segment.key) else { return }
    let index = runs[run].firstSegment + offset
    let limit = run + 1 < runs.count ? runs[run + 1].firstChosen : chosen.count
    let own = chosen.elements[runs[run].firstChosen..<limit].first { Int($0.segment) == index }
    list.add(table.entries[place], without: own.map { Int($0.kind) } ?? -1)
  }
}
