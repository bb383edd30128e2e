import TextModel

/// The families of features that decide whether a content ends before a token.
enum EndFeature: UInt8, CaseIterable {
  case bias, token, tokens, contentToken, length, contentLength, previous, contentPrevious, finite, finiteToken, rest
  case cueFollows, clauseFollows, clauseWithCueFollows, verbFollows, afterQuotation

  private static let contents = ContentClass.allCases.map { "\($0)" }
  private static let lengths = ["1", "2", "3-4", "5-8", "9-15", "16"]

  /// The families by raw value.
  static let families: [FeatureFamily] = allCases.map { feature in
    switch feature {
    case .token: FeatureFamily("token", TokenClass.names)
    case .tokens: FeatureFamily("tokens", TokenClass.names, TokenClass.names)
    case .contentToken: FeatureFamily("content-token", contents, TokenClass.names)
    case .length: FeatureFamily("length", lengths)
    case .contentLength: FeatureFamily("content-length", contents, lengths)
    case .previous: FeatureFamily("previous", TokenClass.names)
    case .contentPrevious: FeatureFamily("content-previous", contents, TokenClass.names)
    case .finite: FeatureFamily("finite", contents, ["no", "yes"])
    case .finiteToken: FeatureFamily("finite-token", ["no", "yes"], TokenClass.names)
    case .rest: FeatureFamily("rest", ["1", "2-3", "4-8", "9"])
    case .cueFollows: FeatureFamily("cue-follows", ["participle", "verb"], TokenClass.names)
    case .clauseFollows: FeatureFamily("clause-follows", TokenClass.names)
    case .clauseWithCueFollows: FeatureFamily("clause-with-cue-follows", TokenClass.names)
    case .verbFollows: FeatureFamily("verb-follows", TokenClass.names, TokenClass.names)
    case .afterQuotation: FeatureFamily("after-quotation", contents)
    case .bias: FeatureFamily("bias")
    }
  }
}

/// Finds the end of a content that is not a quotation: from its start, the first boundary whose weights say stop, else
/// the end of the sentence.
struct ContentEnd {
  let reading: Reading
  let tables: AttributionTables
  /// The sum of weights above which a content ends: a little below even odds, for most boundaries are none.
  static let threshold: Float = -0.5
  /// The end of the sentence without its closing marks.
  func sentenceEnd(from start: Int, limit: Int) -> Int {
    var end = limit
    while end > start + 1, reading.closing(end - 1) < 0 {
      switch reading.closed(end - 1) {
      case .stop, .exclamation, .question, .quoteMark: end -= 1
      default: return end
      }
    }
    return end
  }

  /// Whether a content may end before the token at all.
  @inline(__always)
  private func isBoundary(_ token: Int) -> Bool {
    let row = reading.row(token).pointee
    if !row.traits.isDisjoint(with: [.boundary, .preposition, .time]) || row.opening >= 0
      || reading.closing(token - 1) >= 0
    {
      return true
    }
    switch row.tag {
    case .VBG, .VBN, .WDT, .WP, .VBD, .VBZ, .VBP, .MD, .TO, .WRB, .RB: return true
    default: return false
    }
  }

  /// A dash with a second one later in the sentence: *the levy - a sort of tax - that …* goes on after it.
  private func opensParenthesis(_ token: Int, end: Int) -> Bool {
    guard reading.isDash(token), token + 2 < end else { return false }
    return (token + 2..<min(end, token + 30)).contains { reading.isDash($0) }
  }

  /// The comma before the main clause of a content that opens with another clause or a phrase, or -1: *said that if it
  /// rained, the match would stop*.
  private func openingComma(from start: Int, end: Int) -> Int {
    let first = reading.closed(start) == .that ? start + 1 : start
    switch reading.closed(first) {
    case .if, .when, .while, .because, .although, .though, .since, .once, .unless, .until, .after, .before, .as, .in,
      .on, .at, .despite, .during, .without, .with, .for, .under, .amid, .following:
      break
    default: return -1
    }
    var token = first + 1
    while token < min(end, first + 30) {
      if reading.closed(token) == .comma { return reading.clauseBegins(at: token + 1, limit: end) ? token : -1 }
      token = max(reading.opening(token), token + 1)
    }
    return -1
  }

  /// *that the food was bad but that he hoped*: the content goes on with its second *that*.
  private func isSecondThat(_ token: Int, _ start: Int) -> Bool {
    guard reading.closed(start) == .that else { return false }
    let that = reading.closed(token) == .that ? token : token + 1
    guard reading.closed(that) == .that else { return false }
    switch reading.closed(that - 1) {
    case .and, .but, .or: return true
    default: return false
    }
  }

  /// Calls `body` with every boundary from the start of a content on, until it says no.
  @inline(__always)
  func forEachBoundary(from start: Int, end: Int, _ body: (Int) -> Bool) {
    var token = reading.opening(start) > start ? reading.opening(start) : start + 1
    let comma = openingComma(from: start, end: end)
    while token < end {
      if isBoundary(token), token != comma, !isSecondThat(token, start), !opensParenthesis(token, end: end),
        !body(token)
      {
        return
      }
      token = max(reading.opening(token), token + 1)
    }
  }

  /// The end of the content that begins at `start`, of cues that were scored. O(length of the content, bounded by the
  /// sentence's reach).
  func end(from start: Int, limit: Int, content: ContentClass) -> Int {
    let end = sentenceEnd(from: start, limit: limit)
    let weights = tables.endWeights
    var found = end
    var scan = FiniteScan(next: start)
    forEachBoundary(from: start, end: end) { token in
      scan.advance(to: token, reading: reading)
      var sum: Float = 0
      forEachFeature(at: token, start: start, end: end, content: content, hasFinite: scan.hasFinite) {
        sum += weights.weight($0)
      }
      if sum > Self.threshold {
        found = token
        return false
      }
      return true
    }
    return found
  }

  /// Whether a finite verb was met so far.
  struct FiniteScan {
    var next: Int
    var hasFinite = false
    mutating func advance(to token: Int, reading: Reading) {
      while next < token, !hasFinite {
        hasFinite = reading.hasFiniteGroup(at: next)
        next += 1
      }
    }
  }

  /// Calls `body` with every feature of a boundary.
  @inline(__always)
  func forEachFeature(
    at token: Int, start: Int, end: Int, content: ContentClass, hasFinite: Bool, _ body: (Feature) -> Void
  ) {
    let here = reading.tokenClass(token).rawValue
    let next = reading.tokenClass(token + 1).rawValue
    let kind = content.rawValue
    let finite: UInt8 = hasFinite ? 1 : 0
    let count = token - start
    let length: UInt8 = count < 2 ? 0 : count < 3 ? 1 : count < 5 ? 2 : count < 9 ? 3 : count < 16 ? 4 : 5
    let previous = TokenClass(tag: reading.tag(token - 1).rawValue).rawValue
    let rest = end - token
    body(Feature(EndFeature.bias))
    body(Feature(EndFeature.token, here))
    body(Feature(EndFeature.tokens, here, next))
    body(Feature(EndFeature.contentToken, kind, here))
    body(Feature(EndFeature.length, length))
    body(Feature(EndFeature.contentLength, kind, length))
    body(Feature(EndFeature.previous, previous))
    body(Feature(EndFeature.contentPrevious, kind, previous))
    body(Feature(EndFeature.finite, kind, finite))
    body(Feature(EndFeature.finiteToken, finite, here))
    body(Feature(EndFeature.rest, rest < 2 ? 0 : rest < 4 ? 1 : rest < 9 ? 2 : 3))
    if reading.isQuoted(token - 1) { body(Feature(EndFeature.afterQuotation, kind)) }
    followers(of: token, end: end, here: here, body)
  }

  /// What begins after the boundary: another cue, a clause, a verb.
  @inline(__always)
  private func followers(of token: Int, end: Int, here: UInt8, _ body: (Feature) -> Void) {
    var next = token
    switch reading.closed(token) {
    case .comma, .and, .but, .semicolon, .dash, .hyphen: next += 1
    default: break
    }
    if next < end, isConjunction(next) { next += 1 }
    if next < end, reading.tag(next) == .RB { next += 1 }
    guard next < end else { return }
    if reading.row(next).pointee.marks.contains(.cueStart) {
      return body(Feature(EndFeature.cueFollows, reading.tag(next) == .VBG ? 0 : 1, here))
    }
    switch reading.closed(token) {
    case .comma, .and, .but, .semicolon, .as, .dash, .while, .though:
      let verb = reading.fullNounPhraseEnd(startingAt: next, limit: end)
      if verb > next, verb < end, let group = reading.group(at: verb), group.form == .finite {
        body(Feature(EndFeature.clauseFollows, here))
        if reading.row(group.head).pointee.marks.contains(.cueHead) {
          body(Feature(EndFeature.clauseWithCueFollows, here))
        }
        return
      }
    default: break
    }
    if let group = reading.group(at: next), group.form == .finite {
      let tag = TokenClass(tag: reading.tag(group.head).rawValue).rawValue
      body(Feature(EndFeature.verbFollows, here, tag))
    }
  }

  private func isConjunction(_ token: Int) -> Bool {
    switch reading.closed(token) {
    case .and, .but, .or, .then: true
    default: false
    }
  }
}
