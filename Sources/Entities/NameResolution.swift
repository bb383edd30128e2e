import GazetteerIndex
import RuleLanguage
import TextModel

/// A name found in a document.
struct FoundName {
  var tokens: TokenRange
  /// Its bytes: of *Beirut-based* those of *Beirut*.
  var range: UTF8Range
  /// The index in `Entity.Kind`.
  var kind: Int
  /// How much more speaks for it than against it, in nats.
  var score: Float
  /// The rule that found it; none where the evidence did.
  var rule = RuleID.none
}

/// Decides which stretches of a document's runs are names, and of what kind.
///
/// Twice: first by each place's own evidence, then with what the first found all over the document: *Ash Carter* in the
/// first paragraph makes *Carter* in the tenth a person, and *Food and Agriculture Organization (FAO)* makes *FAO* an
/// organization wherever it stands.
struct NameResolution {
  let rows: EvidenceRows
  let fixed: FixedRows
  let classes: ListClasses
  private let headMasks: (low: UInt64, high: UInt64)
  let words: NameVocabulary
  private let written = WrittenWords()
  var segmenter = NameSegmenter()
  private var decoder = NameDecoder()
  private var table = NameTable()
  var chosen: [NameDecoder.Choice] = []
  var runs: [Run] = []
  var segments: [NameSegment] = []
  /// For each segment the kind under which it was chosen, or -1.
  private var chosenKinds: [Int8] = []
  private var listedEnds: [Int32] = []

  struct Run {
    var tokens: TokenRange
    var segments: Range<Int>
    var chosen: Range<Int> = 0..<0
  }

  init(gazetteers: Gazetteers, rows: EvidenceRows, common: CommonWords) {
    self.rows = rows
    fixed = FixedRows(rows)
    classes = ListClasses(gazetteers)
    words = NameVocabulary(rows: rows, fixed: fixed, common: common)
    var low: UInt64 = 0
    var high: UInt64 = 0
    if let list = gazetteers.list(named: "organization.head") {
      if list.id < 64 { low = 1 << UInt64(list.id) } else { high = 1 << UInt64(list.id & 63) }
    }
    headMasks = (low, high)
  }

  /// Fills `found` with the names of a document, in text order. Linear in the tokens.
  mutating func resolve(_ document: Document, finds: RuleFinds, into found: inout [FoundName]) {
    found.removeAll(keepingCapacity: true)
    look(at: document, finds: finds) { resolution, scanner, lists in
      resolution.score(document, scanner: scanner, lists: lists, finds: finds)
      resolution.choose(scanner)
      resolution.remember(document, scanner: scanner)
      resolution.rescore(scanner, lists: lists)
      resolution.choose(scanner)
      resolution.agree(scanner)
      resolution.report(document, scanner: scanner, finds: finds, into: &found)
    }
  }

  mutating func look(
    at document: Document, finds: RuleFinds, _ body: (inout Self, NameRuns, DocumentLists) -> Void
  ) {
    words.refresh(document.vocabulary)
    DocumentLists.with(document) { lists in
      findListed(lists, count: document.tokens.count, finds: finds)
      let listed = listedEnds
      document.tokens.withUnsafeBufferPointer { tokens in
        listed.withUnsafeBufferPointer { ends in
          written.read(tokens, words: words.words, count: document.vocabulary.count)
          let scanner = NameRuns(
            tokens: tokens, words: words.words, written: written, listMasks: lists.masks, listedEnds: ends,
            headMaskLow: headMasks.low, headMaskHigh: headMasks.high)
          body(&self, scanner, lists)
        }
      }
    }
  }

  /// Names of several words that our lists have or rules are sure of: what is between their words is no end of a run.
  private mutating func findListed(_ lists: DocumentLists, count: Int, finds: RuleFinds) {
    listedEnds.removeAll(keepingCapacity: true)
    listedEnds.append(contentsOf: repeatElement(0, count: count))
    listedEnds.withUnsafeMutableBufferPointer { ends in
      for index in lists.matches.indices where lists.matches[index].tokens.count > 1 {
        let match = lists.matches[index]
        guard !match.isConditional, classes.bits(of: match) & classes.names != 0,
          match.tokens.first >= 0, match.tokens.first < ends.count
        else { continue }
        ends[match.tokens.first] = max(ends[match.tokens.first], match.tokens.end)
      }
      for find in finds.finds where find.tokens.count > 1 && find.confidence >= 0.9 {
        guard find.tokens.first >= 0, find.tokens.first < ends.count else { continue }
        ends[find.tokens.first] = max(ends[find.tokens.first], find.tokens.end)
      }
    }
  }

  // MARK: Each place by itself

  mutating func score(_ document: Document, scanner: NameRuns, lists: DocumentLists, finds: RuleFinds) {
    runs.removeAll(keepingCapacity: true)
    segments.removeAll(keepingCapacity: true)
    var evidence = NameEvidence(document: document, runs: scanner, rows: fixed, classes: classes)
    let weights = rows.table.weights
    finds.finds.withUnsafeBufferPointer { found in
      var cursor = RuleFinds.Cursor(found)
      for sentence in document.sentences {
        evidence.sentence = sentence.tokens
        scanner.forEachRun(in: sentence.tokens) { run in
          evidence.run = run
          let first = segments.count
          segmenter.fill(
            run: run, lists: lists, runs: scanner, classes: classes, finds: &cursor, into: &segments)
          for index in first..<segments.count {
            var sum = WeightSum(weights: weights)
            evidence.describe(segments[index], with: segmenter, words: words, into: &sum)
            segments[index].scores = sum.total + finds.weights(of: segments[index])
          }
          runs.append(Run(tokens: run, segments: first..<segments.count))
        }
      }
    }
  }

  mutating func choose(_ scanner: NameRuns) {
    chosen.removeAll(keepingCapacity: true)
    segments.withUnsafeBufferPointer { segments in
      for index in runs.indices {
        let first = chosen.count
        decoder.decode(segments, runs[index].segments, run: runs[index].tokens, into: &chosen)
        runs[index].chosen = first..<chosen.count
      }
    }
  }

  // MARK: The whole document

  /// Writes the names that were chosen into the table, whole and in their parts.
  mutating func remember(_ document: Document, scanner: NameRuns) {
    table.clear()
    for choice in chosen {
      let segment = segments[choice.segment]
      let range = Int(segment.start)..<Int(segment.end)
      table.update(NameKey.key(range, of: scanner)) { $0.counts[choice.kind] += 1 }
      guard range.count > 1 else { continue }
      rememberParts(range, kind: choice.kind, scanner: scanner)
      if choice.kind == 2, let acronym = Acronym.word(of: range, scanner: scanner, vocabulary: document.vocabulary) {
        table.update(NameKey.key(scanner.words[acronym.index], spelt: acronym)) { $0.isAcronymOfOrganization = true }
      }
    }
  }

  private mutating func rememberParts(_ range: Range<Int>, kind: Int, scanner: NameRuns) {
    NameParts.forEachPart(of: range) { part in
      table.update(NameKey.key(part, of: scanner)) { entry in
        entry.partOf |= 1 << UInt8(kind)
        if kind == 2, part.count == 1, part.lowerBound == range.lowerBound { entry.isFirstOfOrganization = true }
        guard kind == 0 else { return }
        if part.upperBound == range.upperBound { entry.isLastOfPerson = true } else { entry.isFirstOfPerson = true }
      }
    }
  }

  /// Adds what the table says to every segment; a chosen one does not speak for itself.
  mutating func rescore(_ scanner: NameRuns, lists: DocumentLists) {
    let weights = rows.table.weights
    noteChosen()
    let classes = classes
    segments.withUnsafeMutableBufferPointer { segments in
      for index in segments.indices {
        let range = Int(segments[index].start)..<Int(segments[index].end)
        guard let entry = table.find(NameKey.key(range, of: scanner)) else { continue }
        var sum = WeightSum(weights: weights)
        let own = chosenKinds[index]
        fixed.describe(entry, without: own >= 0 ? Int(own) : nil, into: &sum)
        segments[index].scores += sum.total
        if own == 0 || own == 1, range.count == 1,
          Self.isShortOrganization(entry, at: range.lowerBound, scanner, lists, classes)
        {
          segments[index].scores[2] += Self.shortOrganization
        }
      }
    }
  }

  /// What speaks for a short name of an organization that the document names in full, in nats.
  private static let shortOrganization: Float = 3

  /// *Strandline* after *Strandline Ferries*, if it was taken for a place or a person: the first word of an organization's
  /// name that is no common word, is in no person's name and in no list of names.
  private static func isShortOrganization(
    _ entry: NameTable.Entry, at token: Int, _ scanner: NameRuns, _ lists: DocumentLists, _ classes: ListClasses
  ) -> Bool {
    guard entry.isFirstOfOrganization, !entry.isFirstOfPerson, !entry.isLastOfPerson else {
      return false
    }
    let word = scanner.word(token)
    guard word.bucket < 3, !word.flags.contains(.nameHead) else { return false }
    var isListed = false
    lists.forEachMatch(at: token) { match in
      let bits = classes.bits(of: match)
      if match.tokens.count == 1, (bits | bits >> UInt64(ListClasses.conditionalShift)) & classes.names != 0 {
        isListed = true
      }
    }
    return !isListed
  }

  private mutating func noteChosen() {
    chosenKinds.removeAll(keepingCapacity: true)
    chosenKinds.append(contentsOf: repeatElement(-1, count: segments.count))
    for choice in chosen { chosenKinds[choice.segment] = Int8(truncatingIfNeeded: choice.kind) }
  }

  /// One name has one kind in a document: the one that has most for it over all its mentions.
  mutating func agree(_ scanner: NameRuns) {
    table.clear()
    for choice in chosen {
      let segment = segments[choice.segment]
      table.update(NameKey.key(Int(segment.start)..<Int(segment.end), of: scanner)) {
        $0.total += segment.scores
        $0.counts[choice.kind] += 1
      }
    }
    for index in chosen.indices {
      let segment = segments[chosen[index].segment]
      guard segment.usersKind < 0,
        let entry = table.find(NameKey.key(Int(segment.start)..<Int(segment.end), of: scanner))
      else { continue }
      var best = chosen[index].kind
      for kind in 0..<4 where entry.counts[kind] > 0 && entry.total[kind] > entry.total[best] { best = kind }
      // A mention that has very much for another kind keeps it: *Jordan said* in an article on the country.
      if segment.scores[chosen[index].kind] - segment.scores[best] < 8 { chosen[index].kind = best }
    }
  }

  private func report(_ document: Document, scanner: NameRuns, finds: RuleFinds, into found: inout [FoundName]) {
    for choice in chosen {
      let segment = segments[choice.segment]
      let tokens = TokenRange(segment.start, segment.end)
      let rule = finds.rule(of: tokens, kind: choice.kind)
      found.append(
        FoundName(
          tokens: tokens, range: scanner.range(of: tokens), kind: choice.kind, score: choice.score, rule: rule))
    }
    finds.addOthers(of: document, to: &found)
  }
}

extension NameResolution {
  /// Calls `body` with every run and the evidence of its segments, for learning (`NameLearning`).
  mutating func forEachRun(
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

  private mutating func describeAll(
    _ document: Document, scanner: NameRuns, lists: DocumentLists, isSecondTime: Bool,
    _ body: (_ run: TokenRange, [(UTF8Range, [Int32])]) -> Void
  ) {
    var evidence = NameEvidence(document: document, runs: scanner, rows: fixed, classes: classes)
    var number = 0
    var cursor = RuleFinds.Cursor(UnsafeBufferPointer(start: nil, count: 0))
    var segments: [NameSegment] = []
    for sentence in document.sentences {
      evidence.sentence = sentence.tokens
      scanner.forEachRun(in: sentence.tokens) { run in
        evidence.run = run
        segments.removeAll(keepingCapacity: true)
        segmenter.fill(run: run, lists: lists, runs: scanner, classes: classes, finds: &cursor, into: &segments)
        var described: [(UTF8Range, [Int32])] = []
        for (offset, segment) in segments.enumerated() {
          var list = RowList()
          evidence.describe(segment, with: segmenter, words: words, into: &list)
          if isSecondTime { describeTable(segment, run: number, offset: offset, scanner: scanner, into: &list) }
          described.append((scanner.range(of: TokenRange(segment.start, segment.end)), list.rows))
        }
        body(run, described)
        number += 1
      }
    }
  }

  func describeTable(
    _ segment: NameSegment, run: Int, offset: Int, scanner: NameRuns, into list: inout RowList
  ) {
    guard run < runs.count, let entry = table.find(NameKey.key(Int(segment.start)..<Int(segment.end), of: scanner))
    else { return }
    let index = runs[run].segments.lowerBound + offset
    let own = chosen[runs[run].chosen].first { $0.segment == index }
    fixed.describe(entry, without: own?.kind, into: &list)
  }
}
