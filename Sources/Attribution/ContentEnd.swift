import TextModel

/// Finds the end of a content that is not a quotation: from its start, the first boundary whose weights say stop, else
/// the end of the sentence.
struct ContentEnd {
  let reading: Reading
  let tables: AttributionTables
  let budget = BoundaryBudget()
  /// The sum of weights above which a content ends.
  var threshold: Float { tables.hand.contentEnd }

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
    let row = reading.row(token)
    return !row.pointee.traits.isDisjoint(with: [.boundary, .preposition, .time])
      || TagSet.boundaries.contains(row.pointee.tag) || row.pointee.marks.contains(.opens)
      || reading.row(token - 1).pointee.marks.contains(.closes)
  }

  /// A dash with a second one later in the sentence: *the levy - a sort of tax - that …* goes on after it.
  private func opensParenthesis(_ token: Int, end: Int) -> Bool {
    guard reading.isDash(token), token + 2 < end else { return false }
    return (token + 2..<min(end, token + 30)).contains { reading.isDash($0) }
  }

  /// The second of two dashes in a content, or the word after it: *the levy - a sort of tax - that …*.
  private func closesParenthesis(_ token: Int, _ start: Int) -> Bool {
    let dash = reading.isDash(token) ? token : token - 1
    guard dash > start + 1, reading.isDash(dash) else { return false }
    return (max(start, dash - 30)..<dash).contains { reading.isDash($0) }
  }

  /// The comma before the main clause of a content that opens with another clause or a phrase, or -1: *said that if it
  /// rained, the match would stop*.
  private func openingComma(from start: Int, end: Int, kind: ContentKind) -> Int {
    // *Asked if it rained, she laughed*
    if kind.content == .question || kind.setting == .opening { return -1 }
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

  /// *said the fraud began in 2011, when he opened an account*: the clause is told with what it hangs on.
  private func goesOnWithTime(_ token: Int) -> Bool {
    guard reading.closed(token) == .comma else { return false }
    return reading.closed(token + 1) == .when || reading.closed(token + 1) == .because
  }

  /// *said they met in Turin, fell out twice, and married*: the first comma of a list of verbs in the past.
  private func listsVerbs(_ token: Int, end: Int) -> Bool {
    guard reading.closed(token) == .comma, reading.tag(token + 1) == .VBD,
      !reading.row(token + 1).pointee.marks.contains(.cueStart)
    else { return false }
    var next = token + 2
    while next < min(end, token + 20) {
      if reading.closed(next) == .and, reading.tag(next + 1) == .VBD,
        !reading.row(next + 1).pointee.marks.contains(.cueStart)
      {
        return true
      }
      next += 1
    }
    return false
  }

  /// What stands at a boundary ties the content to what follows.
  private func goesOn(at token: Int, start: Int, end: Int) -> Bool {
    isSecondThat(token, start) || opensParenthesis(token, end: end) || closesParenthesis(token, start)
      || goesOnWithTime(token) || listsVerbs(token, end: end) || isOpen(token)
  }

  /// *praised the nurse, who cannot be named, as brave*: the token behind the *as* to which a content goes on after a
  /// relative clause between commas; nil where the token begins no such clause. O(length of the clause, bounded).
  private func behindRelative(_ comma: Int, end: Int) -> Int? {
    guard reading.closed(comma) == .comma else { return nil }
    switch reading.closed(comma + 1) {
    case .who, .whose, .which: break
    default: return nil
    }
    var token = comma + 2
    while token + 1 < min(end, comma + 30) {
      if reading.closed(token) == .comma {
        switch reading.closed(token + 1) {
        case .as, .for, .of, .to: return token + 2
        default: return nil
        }
      }
      token = max(reading.opening(token), token + 1)
    }
    return nil
  }

  /// *said the road, the bridge and the school were closed*: a clause does not end before its verb. The start where it has
  /// none of its own.
  private func firstVerb(from start: Int, end: Int) -> Int {
    let first = reading.closed(start) == .that ? start + 1 : start
    guard reading.hasLaterVerb(from: first, limit: end) else { return start }
    return (first..<end).first { reading.hasFiniteGroup(at: $0) } ?? start
  }

  /// Calls `body` with every boundary from the start of a content on, until it says no.
  @inline(__always)
  func forEachBoundary(from start: Int, end: Int, kind: ContentKind, _ body: (Int) -> Bool) {
    var token = reading.opening(start) > start ? reading.opening(start) : start + 1
    if kind.content == .that || kind.content == .clause { token = max(token, firstVerb(from: start, end: end)) }
    let comma = openingComma(from: start, end: end, kind: kind)
    while token < end {
      if kind.content == .object, let behind = behindRelative(token, end: end) {
        token = behind
        continue
      }
      if isBoundary(token), token != comma, !goesOn(at: token, start: start, end: end), !body(token) { return }
      token = max(reading.opening(token), token + 1)
    }
  }

  /// The end of the content that begins at `start`, of cues that were scored. O(length of the content, bounded by the
  /// sentence's reach).
  func end(from start: Int, limit: Int, kind: ContentKind) -> Int {
    let end = sentenceEnd(from: start, limit: limit)
    var found = end
    var sum = EndSum(weights: tables.endRows)
    var scan = ContentScan(next: start)
    let hasAnd = lastAnd(from: start, end: end)
    forEachBoundary(from: start, end: end, kind: kind) { token in
      if !budget.spend() || beginsStatement(token, kind: kind) {
        found = token
        return false
      }
      scan.advance(to: token, reading: reading)
      sum.sum = 0
      describe(at: token, start: start, end: end, kind: kind, scan: scan, lastAnd: hasAnd, into: &sum)
      if sum.sum > threshold {
        found = token
        return false
      }
      return true
    }
    return found
  }

  /// What was met of a content so far.
  struct ContentScan {
    var next: Int
    var hasFinite = false
    /// Finite verbs without those that a relative or a conjunction of their own leads to.
    var balance = 0
    var commas = 0
    /// The part of speech of the last finite verb's first word.
    var tense: PennTag = .none

    mutating func advance(to token: Int, reading: Reading) {
      let rows = reading.row(0)
      let end = min(token, reading.count)
      while next < end {
        if rows[next].marks.contains(.finite), reading.group(Int(rows[next].group)).head == next {
          hasFinite = true
          balance += 1
          tense = reading.tag(reading.group(Int(rows[next].group)).start)
        } else if rows[next].traits.contains(.subordinator) {
          balance -= 1
        } else if rows[next].closed == .comma {
          commas += 1
        }
        next += 1
      }
      next = max(next, token)
    }
  }

  /// The last *and* or *or* of a sentence from a token on, or -1.
  func lastAnd(from start: Int, end: Int) -> Int {
    var token = end - 1
    while token > start {
      if reading.closed(token) == .and || reading.closed(token) == .or { return token }
      token -= 1
    }
    return -1
  }

  /// Tells every feature of a boundary.
  @inline(__always)
  func describe(
    at token: Int, start: Int, end: Int, kind: ContentKind, scan: ContentScan, lastAnd: Int,
    into sink: inout some FeatureSink
  ) {
    let here = reading.tokenClass(token).rawValue
    let next = reading.tokenClass(token + 1).rawValue
    let content = kind.content.rawValue
    let finite: UInt8 = scan.hasFinite ? 1 : 0
    let count = token - start
    let length = Self.length(count)
    let previous = TokenClass(tag: reading.tag(token - 1).rawValue).rawValue
    let rest = end - token
    sink.add(Feature(EndFeature.bias))
    sink.add(Feature(EndFeature.token, here))
    sink.add(Feature(EndFeature.tokens, here, next))
    sink.add(Feature(EndFeature.contentToken, content, here))
    sink.add(Feature(EndFeature.length, length))
    sink.add(Feature(EndFeature.contentLength, content, length))
    sink.add(Feature(EndFeature.previous, previous))
    sink.add(Feature(EndFeature.contentPrevious, content, previous))
    sink.add(Feature(EndFeature.finite, content, finite))
    sink.add(Feature(EndFeature.finiteToken, finite, here))
    sink.add(Feature(EndFeature.rest, rest < 2 ? 0 : rest < 4 ? 1 : rest < 9 ? 2 : 3))
    if reading.isQuoted(token - 1) { sink.add(Feature(EndFeature.afterQuotation, content)) }
    sink.add(Feature(EndFeature.classToken, kind.cueClass, here))
    sink.add(Feature(EndFeature.previousToken, reading.tokenClass(token - 1).rawValue, here))
    sink.add(Feature(EndFeature.setting, kind.setting.rawValue, content))
    sink.add(Feature(EndFeature.settingToken, kind.setting.rawValue, here))
    let balance = UInt8(min(3, max(0, scan.balance + 1)))
    sink.add(Feature(EndFeature.balance, content, balance))
    sink.add(Feature(EndFeature.balanceToken, balance, here))
    phrase(at: token, end: end, here: here, kind: kind, into: &sink)
    if reading.closed(token) == .comma {
      let follower = reading.tokenClass(token + 1).rawValue
      sink.add(Feature(EndFeature.parallel, follower, isParallel(token, start: start) ? 1 : 0))
      sink.add(Feature(EndFeature.laterAnd, follower, lastAnd > token + 1 ? 1 : 0))
      sink.add(Feature(EndFeature.commas, follower, UInt8(min(2, scan.commas))))
    }
    followers(of: token, end: end, here: here, kind: kind, scan: scan, into: &sink)
  }

  private static func length(_ count: Int) -> UInt8 {
    count < 2 ? 0 : count < 3 ? 1 : count < 5 ? 2 : count < 9 ? 3 : count < 16 ? 4 : 5
  }

  /// The word after a comma is of the kind of the content's first word, or of the one after the comma before.
  private func isParallel(_ comma: Int, start: Int) -> Bool {
    let tag = reading.tag(comma + 1)
    if tag == reading.tag(start) { return true }
    var token = comma - 1
    while token > start, comma - token < 20 {
      if reading.closed(token) == .comma { return reading.tag(token + 1) == tag }
      token -= 1
    }
    return false
  }

  /// What the preposition at a boundary leads to.
  @inline(__always)
  private func phrase(at token: Int, end: Int, here: UInt8, kind: ContentKind, into sink: inout some FeatureSink) {
    guard reading.has(.preposition, token), reading.tag(token) == .IN || reading.tag(token) == .TO else { return }
    let found = phraseClass(after: token, end: end).rawValue
    sink.add(Feature(EndFeature.phrase, found, here))
    sink.add(Feature(EndFeature.contentPhrase, kind.content.rawValue, found))
    sink.add(Feature(EndFeature.classPhrase, kind.cueClass, found))
  }

  private func phraseClass(after preposition: Int, end: Int) -> PhraseClass {
    let start = preposition + 1
    guard start < end else { return .none }
    if reading.opening(start) > start { return .quotation }
    switch reading.tag(start) {
    case .PRP: return .pronoun
    case .VBG: return .gerund
    default: break
    }
    let limit = reading.nounPhraseEnd(startingAt: start, limit: end)
    guard limit > start else { return .none }
    let head = limit - 1
    if reading.has([.time, .timeUnit], head) { return .time }
    if reading.has([.occasionNoun, .issued, .interview], head) { return .occasion }
    switch reading.row(head).pointee.name {
    case .person: return .person
    case .place: return .place
    case .organization: return .organization
    case .group: return .group
    case .none: return reading.tag(head) == .CD ? .number : .noun
    }
  }

  /// What begins after the boundary: another cue, a clause, a verb.
  @inline(__always)
  private func followers(
    of token: Int, end: Int, here: UInt8, kind: ContentKind, scan: ContentScan, into sink: inout some FeatureSink
  ) {
    var next = token
    switch reading.closed(token) {
    case .comma, .and, .but, .semicolon, .dash, .hyphen: next += 1
    default: break
    }
    if next < end, isConjunction(next) { next += 1 }
    if next < end, reading.tag(next) == .RB { next += 1 }
    guard next < end else { return }
    verb(at: next, here: here, kind: kind, scan: scan, into: &sink)
    if reading.row(next).pointee.marks.contains(.cueStart) {
      return sink.add(Feature(EndFeature.cueFollows, reading.tag(next) == .VBG ? 0 : 1, here))
    }
    switch reading.closed(token) {
    case .comma, .and, .but, .semicolon, .as, .dash, .while, .though:
      let verb = reading.fullNounPhraseEnd(startingAt: next, limit: end)
      if verb > next, verb < end, let group = reading.group(at: verb), group.form == .finite {
        sink.add(Feature(EndFeature.clauseFollows, here))
        if reading.row(group.head).pointee.marks.contains(.cueHead) {
          sink.add(Feature(EndFeature.clauseWithCueFollows, here))
        }
        return
      }
    default: break
    }
    if let group = reading.group(at: next), group.form == .finite {
      let tag = TokenClass(tag: reading.tag(group.head).rawValue).rawValue
      sink.add(Feature(EndFeature.verbFollows, here, tag))
    }
  }

  /// Whose verb it may be that stands behind a boundary, by its tense.
  @inline(__always)
  private func verb(
    at token: Int, here: UInt8, kind: ContentKind, scan: ContentScan, into sink: inout some FeatureSink
  ) {
    guard let group = reading.group(at: token), group.form != .infinitive else { return }
    let tag = reading.tag(group.start)
    var tense: UInt8 = (tag == kind.tag ? 1 : 0) | (tag == scan.tense ? 2 : 0)
    if reading.row(group.head).pointee.marks.contains(.cueHead) { tense |= 4 }
    sink.add(Feature(EndFeature.tense, here, tense))
  }

  private func isConjunction(_ token: Int) -> Bool {
    switch reading.closed(token) {
    case .and, .but, .or, .then: true
    default: false
    }
  }
}
