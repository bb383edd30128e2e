import TextModel

/// The families of features that decide whether a candidate attributes a content.
enum CueFeature: UInt8, CaseIterable {
  case bias, lemmaInFrame, lemma, frame, sourceHead
  case source, shape, right, negated, modal, headTag, auxiliaries, title, before, first, quotationAfter
  case quotationBefore, finiteBefore, rest, particle, caseless, start, next

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
  private let heads: SourceHeads
  /// How much the counts of a lemma in a frame are drawn to what lemma and frame say alone.
  private static let prior: Float = 4

  init(reading: Reading, tables: AttributionTables) {
    self.reading = reading
    self.tables = tables
    heads = SourceHeads(tables)
  }

  /// Gives every candidate its score. O(candidates × length of the sentence, bounded).
  func score(_ candidates: inout [CueCandidate], lexicon: CueLexicon) {
    for index in candidates.indices {
      var sum: Float = 0
      forEachFeature(of: candidates[index], lexicon: lexicon) { sum += tables.cueWeights.weight($0) }
      candidates[index].score = sum
      let entry = candidates[index].entry
      candidates[index].odds = entry >= 0 ? lexicon.entries[entry].odds : 0
    }
  }

  /// Calls `body` with every feature of a candidate.
  func forEachFeature(
    of candidate: CueCandidate, lexicon: CueLexicon, _ body: (Feature) -> Void
  ) {
    let frame = tables.frameOdds[candidate.frame.index]
    let entry = candidate.entry >= 0 ? lexicon.entries[candidate.entry] : nil
    let lemma = entry?.odds ?? frame
    body(Feature(CueFeature.bias))
    body(Feature(CueFeature.lemmaInFrame, value: inFrame(candidate.frame, entry: entry, lemma: lemma, frame: frame)))
    body(Feature(CueFeature.lemma, value: lemma))
    body(Feature(CueFeature.frame, value: frame))
    body(Feature(CueFeature.sourceHead, value: heads.odds(ofHeadOf: candidate.source.tokens, in: reading)))
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

  private func inFrame(_ frame: Frame, entry: CueLexicon.Entry?, lemma: Float, frame odds: Float) -> Float {
    let base = Odds.share(lemma + 0.6 * (odds - Odds.of(tables.mean)))
    let number = UInt16(truncatingIfNeeded: frame.index)
    let count = entry?.counts.first { $0.frame == number }
    return Odds.of(((count?.cues ?? 0) + Self.prior * base) / ((count?.uses ?? 0) + Self.prior))
  }

  private func surroundings(of candidate: CueCandidate, _ body: (Feature) -> Void) {
    let flags = reading.document.tokens[candidate.head].flags
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
    var finite = 0
    var hasQuotation = false
    var token = max(low, candidate.head - 60)
    while token < candidate.cue.lowerBound {
      if reading.opening(token) > token {
        hasQuotation = true
        token = reading.opening(token)
        continue
      }
      if let group = reading.group(at: token), group.head == token, group.form == .finite { finite += 1 }
      token += 1
    }
    body(Feature(CueFeature.finiteBefore, UInt8(min(finite, 3))))
    if hasQuotation { body(Feature(CueFeature.quotationBefore)) }
    let end = min(limit, candidate.cue.upperBound + 60)
    if (candidate.cue.upperBound..<max(end, candidate.cue.upperBound)).contains(where: { reading.opening($0) >= 0 }) {
      body(Feature(CueFeature.quotationAfter))
    }
    let rest = limit - candidate.cue.upperBound
    body(Feature(CueFeature.rest, rest < 3 ? 0 : rest < 7 ? 1 : rest < 15 ? 2 : 3))
  }
}

/// The log odds of the heads of sources (*officials*, *poll*, any name), by word, kept as they are asked for.
private final class SourceHeads {
  private let tables: AttributionTables
  private let unknown: Float
  private var odds: [Float] = []
  private var generation = -1

  init(_ tables: AttributionTables) {
    self.tables = tables
    unknown = Odds.of(tables.mean)
  }

  func odds(ofHeadOf source: Range<Int>, in reading: Reading) -> Float {
    let vocabulary = reading.document.vocabulary
    if generation != vocabulary.generation {
      generation = vocabulary.generation
      odds.removeAll(keepingCapacity: true)
    }
    guard let head = reading.head(of: source) else { return tables.headOdds["-"] ?? unknown }
    if reading.tag(head) == .NNP || reading.tag(head) == .NNPS { return tables.headOdds["<NNP>"] ?? unknown }
    let word = reading.lemma(head)
    while odds.count < vocabulary.count { odds.append(.nan) }
    if odds[word.index].isNaN { odds[word.index] = tables.headOdds[vocabulary.string(word)] ?? unknown }
    return odds[word.index]
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

  /// The head as the file of sources' heads writes it: a base form, `<NNP>` for any name, `-` for none.
  func headName(of source: Range<Int>) -> String {
    guard let head = head(of: source) else { return "-" }
    if tag(head) == .NNP || tag(head) == .NNPS { return "<NNP>" }
    return document.vocabulary.string(lemma(head))
  }
}
