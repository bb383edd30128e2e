import TextModel

/// The families of features that decide whether a candidate attributes a content.
enum CueFeature: UInt8, CaseIterable {
  case bias, lemmaInFrame, lemma, frame, sourceHead, contentHead
  case source, shape, right, negated, modal, headTag, auxiliaries, title, before, first, quotationAfter
  case quotationBefore, finiteBefore, rest, particle, caseless, start, next, sourceName

  /// The families by raw value.
  static let families: [FeatureFamily] = allCases.map { feature in
    switch feature {
    case .source: FeatureFamily("source", SourceKind.allCases.map { "\($0)" })
    case .shape: FeatureFamily("shape", Frame.Shape.allCases.map { "\($0)" })
    case .right: FeatureFamily("right", Frame.Right.allCases.map { "\($0)" })
    case .headTag: FeatureFamily("head", TokenClass.names)
    case .auxiliaries: FeatureFamily("auxiliaries", ["0", "1", "2"])
    case .before: FeatureFamily("before", TokenClass.names)
    case .finiteBefore: FeatureFamily("finite-before", ["0", "1", "2", "3"])
    case .start: FeatureFamily("start", Frame.Right.allCases.map { "\($0)" }, TokenClass.names)
    case .sourceName: FeatureFamily("source-name", NameKind.allCases.map { "\($0)" })
    case .next: FeatureFamily("next", TokenClass.names)
    case .rest: FeatureFamily("rest", ["0-2", "3-6", "7-14", "15"])
    default: FeatureFamily("\(feature)")
    }
  }
}

/// Decides how likely a candidate is to attribute a content, by weights over its lemma, frame, source and surroundings.
struct CueScoring {
  let reading: Reading
  let tables: AttributionTables
  private let sourceHeads: HeadOdds
  private let contentHeads: HeadOdds
  private let frameOdds = FrameOdds()
  /// How much the counts of a lemma in a frame are drawn to what lemma and frame say alone.
  private static let prior: Float = 4
  /// The least log odds of a candidate whose place makes it a cue.
  private static let certain: Float = 2
  /// A cue of at least this share begins a statement of its own, before which a content may end.
  private static let oftenCue: Float = -0.85

  init(reading: Reading, tables: AttributionTables) {
    self.reading = reading
    self.tables = tables
    sourceHeads = HeadOdds(tables.sourceHeads)
    contentHeads = HeadOdds(tables.contentHeads)
  }

  /// Gives every candidate its score, and marks the tokens of those whose words are often cues. O(candidates × length of
  /// the sentence, bounded).
  func score(_ candidates: inout [CueCandidate], lexicon: CueLexicon) {
    sourceHeads.update(reading.document.vocabulary)
    contentHeads.update(reading.document.vocabulary)
    let weights = tables.cueWeights
    candidates.withUnsafeMutableBufferPointer { candidates in
      for index in candidates.indices {
        let known = knowledge(of: candidates[index], lexicon)
        var sum: Float = 0
        forEachFeature(of: candidates[index], known) { sum += weights.weight($0) }
        candidates[index].setScore(candidates[index].isCertain ? max(sum, Self.certain) : sum)
        candidates[index].odds = known.lemma ?? 0
        candidates[index].sides = known.sides
        candidates[index].cueClass = known.cueClass
        let isOften = candidates[index].odds > Self.oftenCue
        reading.set(isOften ? .cueHead : [], of: .cueHead, at: candidates[index].head)
        reading.set(isOften ? .cueStart : [], of: .cueStart, at: candidates[index].cue.lowerBound)
      }
    }
  }

  /// What the lists know of a candidate's word and frame.
  struct Knowledge {
    /// The log odds of the word, nil where no list has it, and of the frame.
    var lemma: Float?
    var frame: Float
    /// Cues and uses of the word in the frame.
    var cues: Float = 0
    var uses: Float = 0
    var sides: CueLexicon.Sides
    /// The word's class by its place in `Cue.Class`, plus one; 0 where no list has it.
    var cueClass: UInt8 = 0
  }

  /// Looks a candidate's word up. O(frames of the word).
  func knowledge(of candidate: CueCandidate, _ lexicon: CueLexicon) -> Knowledge {
    let frame = candidate.frame.index
    var known = Knowledge(frame: tables.frames.odds[frame], sides: tables.frames.sides[frame])
    guard candidate.entry >= 0 else { return known }
    let entry = lexicon.entries[candidate.entry]
    known.lemma = entry.odds
    known.cueClass = entry.classNumber
    let number = UInt16(truncatingIfNeeded: frame)
    lexicon.counts.withUnsafeBufferPointer { counts in
      for count in counts[Int(entry.firstCount)..<Int(entry.lastCount)] where count.frame == number {
        known.cues = count.cues
        known.uses = count.uses
        if !count.sides.isEmpty { known.sides = count.sides }
        return
      }
    }
    return known
  }

  /// Calls `body` with every feature of a candidate.
  @inline(__always)
  func forEachFeature(of candidate: CueCandidate, _ known: Knowledge, _ body: (Feature) -> Void) {
    let lemma = known.lemma ?? known.frame
    body(Feature(CueFeature.bias))
    body(Feature(CueFeature.lemmaInFrame, value: inFrame(known, of: candidate, lemma: lemma)))
    body(Feature(CueFeature.lemma, value: lemma))
    body(Feature(CueFeature.frame, value: known.frame))
    let sourceHead = reading.head(of: candidate.source.tokens)
    body(Feature(CueFeature.sourceHead, value: sourceHeads.odds(of: sourceHead, in: reading)))
    body(Feature(CueFeature.contentHead, value: contentHeads.odds(of: reading.contentHead(of: candidate), in: reading)))
    body(Feature(CueFeature.sourceName, sourceHead.map { reading.row($0).pointee.name.rawValue } ?? 0))
    body(Feature(CueFeature.source, candidate.source.kind.rawValue))
    body(Feature(CueFeature.shape, candidate.frame.shape.rawValue))
    body(Feature(CueFeature.right, candidate.frame.right.rawValue))
    if let group = candidate.group {
      if group.isNegated { body(Feature(CueFeature.negated)) }
      if group.isModal { body(Feature(CueFeature.modal)) }
      body(Feature(CueFeature.auxiliaries, UInt8(min(group.auxiliaries, 2))))
    }
    body(Feature(CueFeature.headTag, TokenClass(tag: reading.tag(candidate.head).rawValue).rawValue))
    if candidate.particle >= 0 { body(Feature(CueFeature.particle)) }
    body(
      Feature(
        CueFeature.start, candidate.frame.right.rawValue, reading.tokenClass(candidate.start).rawValue))
    body(Feature(CueFeature.next, reading.tokenClass(candidate.cue.upperBound).rawValue))
    surroundings(of: candidate, body)
  }

  private func inFrame(_ known: Knowledge, of candidate: CueCandidate, lemma: Float) -> Float {
    frameOdds.odds(entry: candidate.entry, frame: candidate.frame.index) {
      let base = Odds.share(lemma + 0.6 * (known.frame - Odds.of(tables.mean)))
      return Odds.of((known.cues + Self.prior * base) / (known.uses + Self.prior))
    }
  }

  @inline(__always)
  private func surroundings(of candidate: CueCandidate, _ body: (Feature) -> Void) {
    let flags = reading.row(candidate.head).pointee.flags
    if flags.contains(.heading) { body(Feature(CueFeature.title)) }
    if flags.contains(.caseless) { body(Feature(CueFeature.caseless)) }
    let low = reading.sentenceStart(candidate.head)
    let limit = reading.sentenceLimit(candidate.head)
    let source = candidate.source.tokens
    let start =
      !source.isEmpty && source.lowerBound < candidate.head ? source.lowerBound : candidate.cue.lowerBound
    if start - 1 >= low {
      body(Feature(CueFeature.before, reading.tokenClass(start - 1).rawValue))
    } else {
      body(Feature(CueFeature.first))
    }
    let before = before(candidate, from: max(low, candidate.head - Self.reach))
    body(Feature(CueFeature.finiteBefore, UInt8(min(before.finite, 3))))
    if before.hasQuotation { body(Feature(CueFeature.quotationBefore)) }
    let end = candidate.cue.upperBound
    if reading.hasOpening(from: end, to: min(limit, end + Self.reach)) { body(Feature(CueFeature.quotationAfter)) }
    let rest = limit - end
    body(Feature(CueFeature.rest, rest < 3 ? 0 : rest < 7 ? 1 : rest < 15 ? 2 : 3))
  }

  /// How far round a cue the surroundings go, in tokens.
  private static let reach = 60

  /// How many finite verbs stand before a cue, and whether a quotation does.
  private func before(_ candidate: CueCandidate, from start: Int) -> (finite: Int, hasQuotation: Bool) {
    var finite = 0
    var hasQuotation = false
    var token = start
    while token < candidate.cue.lowerBound {
      let row = reading.row(token).pointee
      if row.opening > token {
        hasQuotation = true
        token = row.opening
        continue
      }
      if row.marks.contains(.finite), reading.group(Int(row.group)).head == token { finite += 1 }
      token += 1
    }
    return (finite, hasQuotation)
  }
}

/// The log odds of lemmas in their frames, kept from the last time that they were worked out.
private final class FrameOdds {
  private static let count = 4096
  private var keys = [Int](repeating: -1, count: count)
  private var odds = [Float](repeating: 0, count: count)

  /// The odds of an entry, -1 for none, in the frame of a number, worked out where they are not known.
  @inline(__always)
  func odds(entry: Int, frame: Int, _ work: () -> Float) -> Float {
    let key = (entry + 1) * Frame.count + frame
    let place = (key ^ (key >> 11)) & (Self.count - 1)
    if keys[place] == key { return odds[place] }
    let found = work()
    keys[place] = key
    odds[place] = found
    return found
  }
}

/// The log odds of heads (*officials*, *poll*, any name), by word, kept as they are asked for.
private final class HeadOdds {
  private let table: HeadTable
  private var odds: [Float] = []
  private var generation = -1

  init(_ table: HeadTable) { self.table = table }

  /// Forgets the words of a vocabulary that has begun anew.
  func update(_ vocabulary: Vocabulary) {
    guard generation != vocabulary.generation else { return }
    generation = vocabulary.generation
    odds.removeAll(keepingCapacity: true)
  }

  /// The log odds of the head at a token; of none for nil.
  func odds(of head: Int?, in reading: Reading) -> Float {
    guard let head else { return table.none }
    if reading.tag(head) == .NNP || reading.tag(head) == .NNPS { return table.name }
    let word = reading.lemma(head)
    if word.index < odds.count, !odds[word.index].isNaN { return odds[word.index] }
    let vocabulary = reading.document.vocabulary
    while odds.count < vocabulary.count { odds.append(.nan) }
    let found = vocabulary.withBytes(word) { table.odds(of: $0) }
    odds[word.index] = found
    return found
  }
}

extension Reading {
  /// The head noun of a source: the last noun before the first preposition, comma or relative.
  func head(of source: Range<Int>) -> Int? {
    var head: Int?
    for token in source {
      switch closed(token) {
      case .of, .for, .at, .in, .from, .with, .on, .comma, .who, .and,
        .which where head != nil:
        return head
      default: break
      }
      switch tag(token) {
      case .NN, .NNS, .NNP, .NNPS, .PRP, .WP, .WDT, .CD, .DT, .PRPS, .JJ: head = token
      default: break
      }
    }
    return head
  }

  /// The noun that a content begins with, where it is an object (*denied the charges*, *called for an inquiry*); nil for
  /// other contents.
  func contentHead(of candidate: CueCandidate) -> Int? {
    switch candidate.frame.content {
    case .object, .preposition, .other, .pronoun: break
    default: return nil
    }
    let end = nounPhraseEnd(startingAt: candidate.start, limit: sentenceLimit(candidate.head))
    return end > candidate.start && isNominal(end - 1) ? end - 1 : nil
  }

  /// A head as the files write it: a base form, `<NNP>` for any name, `-` for none.
  func headName(_ head: Int?) -> String {
    guard let head else { return "-" }
    if tag(head) == .NNP || tag(head) == .NNPS { return "<NNP>" }
    return document.vocabulary.string(lemma(head))
  }
}
