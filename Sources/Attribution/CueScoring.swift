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
  private let known = KnownFrames()

  init(reading: Reading, tables: AttributionTables) {
    self.reading = reading
    self.tables = tables
    sourceHeads = HeadOdds(table: tables.sourceHeads, isOfSources: true)
    contentHeads = HeadOdds(table: tables.contentHeads, isOfSources: false)
  }

  /// Gives every candidate its score, and marks the tokens of those whose words are often cues. O(candidates × length of
  /// the sentence, bounded).
  func score(_ candidates: inout [CueCandidate], lexicon: CueLexicon) {
    let weights = tables.cueWeights
    candidates.withUnsafeMutableBufferPointer { candidates in
      for index in candidates.indices {
        let frame = candidates[index].frame
        known.prefetch(entry: candidates[index].entry, frame: frame.index)
        let start = reading.tokenClass(candidates[index].start).rawValue
        weights.prefetch(Feature(CueFeature.start, frame.right.rawValue, start))
      }
      for index in candidates.indices {
        let known = knowledge(of: candidates[index], lexicon)
        var sum: Float = 0
        forEachFeature(of: candidates[index], known) { sum += weights.weight($0) }
        candidates[index].setScore(candidates[index].isCertain ? max(sum, tables.hand.certain) : sum)
        candidates[index].odds = known.isListed ? known.lemma : 0
        candidates[index].sides = known.sides
        candidates[index].cueClass = known.cueClass
        let isOften = candidates[index].odds > tables.hand.often
        reading.set(isOften ? .cueHead : [], of: .cueHead, at: candidates[index].head)
        reading.set(isOften ? .cueStart : [], of: .cueStart, at: candidates[index].cue.lowerBound)
      }
    }
  }

  /// What the lists know of a candidate's word and frame.
  struct Knowledge: BitwiseCopyable {
    /// Of whom it is: the word's entry and the frame.
    fileprivate var key: Int = -1
    /// The log odds of the word, those of the frame where no list has it; of the frame; of the word in the frame.
    var lemma: Float = 0
    var frame: Float = 0
    var inFrame: Float = 0
    var isListed = false
    var sides: CueLexicon.Sides = []
    /// The word's class by its place in `Cue.Class`, plus one; 0 where no list has it.
    var cueClass: UInt8 = 0
  }

  /// What is known of a candidate's word and frame, worked out where it is asked for the first time.
  @inline(__always)
  func knowledge(of candidate: CueCandidate, _ lexicon: CueLexicon) -> Knowledge {
    known.row(entry: candidate.entry, frame: candidate.frame.index) {
      lookUp(entry: candidate.entry, frame: candidate.frame.index, lexicon)
    }
  }

  /// Looks a word of the lists, -1 for none, up. O(frames of the word).
  @inline(never)
  private func lookUp(entry number: Int, frame: Int, _ lexicon: CueLexicon) -> Knowledge {
    var known = Knowledge(frame: tables.frames.odds[frame], sides: tables.frames.sides[frame])
    known.lemma = known.frame
    var (cues, uses): (Float, Float) = (0, 0)
    if number >= 0 {
      let entry = lexicon.entries[number]
      known.isListed = true
      known.lemma = entry.odds
      known.cueClass = entry.classNumber
      for count in lexicon.counts[Int(entry.firstCount)..<Int(entry.lastCount)] where Int(count.frame) == frame {
        (cues, uses) = (count.cues, count.uses)
        if !count.sides.isEmpty { known.sides = count.sides }
        break
      }
    }
    let base = Odds.share(known.lemma + 0.6 * (known.frame - Odds.of(tables.mean)))
    let prior = tables.hand.prior
    known.inFrame = Odds.of((cues + prior * base) / (uses + prior))
    return known
  }

  /// Calls `body` with every feature of a candidate.
  @inline(__always)
  func forEachFeature(of candidate: CueCandidate, _ known: Knowledge, _ body: (Feature) -> Void) {
    body(Feature(CueFeature.bias))
    body(Feature(CueFeature.lemmaInFrame, value: known.inFrame))
    body(Feature(CueFeature.lemma, value: known.lemma))
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
    var token = max(0, start)
    let rows = reading.row(0)
    let end = min(candidate.cue.lowerBound, reading.count)
    while token < end {
      if rows[token].marks.isDisjoint(with: [.finite, .opens]) {
        token += 1
        continue
      }
      if rows[token].opening > token {
        hasQuotation = true
        token = rows[token].opening
        continue
      }
      if rows[token].marks.contains(.finite), reading.group(Int(rows[token].group)).head == token { finite += 1 }
      token += 1
    }
    return (finite, hasQuotation)
  }
}

/// What is known of words in their frames, kept from the last time that it was worked out.
private final class KnownFrames {
  private static let count = 16384
  private let rows = FlatBuffer<CueScoring.Knowledge>(capacity: count)

  init() { for _ in 0..<Self.count { rows.append(CueScoring.Knowledge()) } }

  @inline(__always) private func key(_ entry: Int, _ frame: Int) -> Int { (entry + 1) * Frame.count + frame }
  @inline(__always) private func place(_ key: Int) -> Int { (key &* 0x9E37_79B1) >> 16 & (Self.count - 1) }

  @inline(__always) func prefetch(entry: Int, frame: Int) { rows.prefetch(place(key(entry, frame))) }

  /// What is known of an entry, -1 for none, in the frame of a number, worked out where it is not there.
  @inline(__always)
  func row(entry: Int, frame: Int, _ work: () -> CueScoring.Knowledge) -> CueScoring.Knowledge {
    let key = key(entry, frame)
    let row = rows.address(of: place(key))
    if row.pointee.key != key {
      row.pointee = work()
      row.pointee.key = key
    }
    return row.pointee
  }
}

/// The log odds of heads (*officials*, *poll*, any name), kept with the word as they are asked for.
private struct HeadOdds {
  let table: HeadTable
  /// Of sources or of contents.
  let isOfSources: Bool

  /// The log odds of the head at a token; of none for nil.
  func odds(of head: Int?, in reading: Reading) -> Float {
    guard let head else { return table.none }
    if reading.tag(head) == .NNP || reading.tag(head) == .NNPS { return table.name }
    guard let row = reading.wordWithLemma(head) else { return table.unknown }
    let known = isOfSources ? row.pointee.sourceHead : row.pointee.contentHead
    if !known.isNaN { return known }
    let found = reading.document.vocabulary.withBytes(WordID(rawValue: row.pointee.lemma)) { table.odds(of: $0) }
    if isOfSources { row.pointee.sourceHead = found } else { row.pointee.contentHead = found }
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
      case .into, .by, .about, .against, .between:
        // *Research into sleep*, *a poll by Hale*
        if let head, isNominal(head) { return head }
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
