import GazetteerIndex
import TextModel

/// Finds the words that may be cues: verbs, nouns and adjectives of the lists, *according to*, colons.
///
/// A cue inside a quotation is none: what is told there is told by the one who is quoted.
struct CueTagging {
  let reading: Reading
  let lexicon: CueLexicon
  /// Takes every verb for one of a list, to learn the lists from.
  var takesAllVerbs = false
  var candidates: [CueCandidate] = []
  private(set) var matches = MatchView(first: .init(start: nil, count: 0), matches: .init(start: nil, count: 0))

  init(reading: Reading, lexicon: CueLexicon) {
    self.reading = reading
    self.lexicon = lexicon
  }

  /// Finds the candidates of the document that the reading holds, in the order of their heads.
  mutating func run() {
    candidates.removeAll(keepingCapacity: true)
    reading.document.firstMatch.withUnsafeBufferPointer { first in
      reading.document.gazetteerMatches.withUnsafeBufferPointer { all in
        let none = matches
        matches = MatchView(first: first, matches: all)
        find()
        matches = none
      }
    }
  }

  private mutating func find() {
    for look in reading.cueTokens {
      let token = Int(look)
      let row = reading.row(token).pointee
      if row.marks.contains(.quoted) { continue }
      if row.group >= 0, reading.group(Int(row.group)).head == token {
        addVerb(reading.group(Int(row.group)))
      } else if row.tag == .NN || row.tag == .NNS {
        addNoun(token)
      } else if row.closed == .colon {
        addColon(token)
      } else if row.closed == .in {
        addDocument(token)
      } else if row.closed == .dash || row.closed == .hyphen {
        addDash(token)
      }
    }
  }

  // MARK: Verbs

  private mutating func addVerb(_ group: VerbGroup) {
    guard reading.tag(group.head) != .MD else { return }
    // *the mayor's warning that …*
    if isPossessedNoun(group) { return addListedNoun(group.head) }
    let entry = lexicon.entry(.verb, at: group.head, in: matches)
    let isLight = reading.lemmaHas(.light, group.head)
    let isKnown = entry != nil || takesAllVerbs
    let isCue = isKnown || isLight || tellsQuotation(group, limit: reading.sentenceLimit(group.start))
    // Most verbs are none of these.
    guard isCue || reading.has([.be, .linking], group.head) || reading.closed(group.head) == .according,
      !isModifier(group), !isAsked(group)
    else { return }
    let limit = reading.sentenceLimit(group.start)
    if addAccordance(group, limit: limit) || addAdjective(group, limit: limit) { return }
    guard isCue, !leadsToSaying(group, limit: limit) else { return }
    let next = reading.skippingAdverbs(from: group.end, limit: limit)
    var following = reading.following(next, limit: limit)
    if following.right == .object, reading.lemmaHas(.telling, group.head),
      let that = reading.contentBehindAddressee(next, limit: limit)
    {
      following = Reading.Following(right: .objectThat, start: that)
    }
    if following.right == .objectQuotation, reading.lemmaHas(.calling, group.head) {
      following = Reading.Following(right: .objectWords, start: next)
    }
    if isLight, addLightVerb(group, object: next, following: following, limit: limit) { return }
    guard isKnown || tellsQuotation(group, limit: limit) else { return }
    correctObject(&following, of: group, object: next)
    var group = group
    if isInstructed(group, following) { group.isPassive = true }
    let start = reading.governorStart(of: group)
    // *were not authorised to discuss it*
    if start < group.start, let governor = reading.group(at: start), reading.lemmaHas(.permitting, governor.head) {
      return
    }
    var cue = start..<group.end
    if following.particle >= 0 { cue = start..<following.particle + 1 }
    if isManner(group.end), following.particle < 0 { cue = start..<group.end + 1 }
    if following.right.isPreposition, following.start <= next + 2 { cue = start..<following.start }
    if following.right == .objectQuotation, entry == nil, reading.closed(following.start - 1) == .colon {
      cue = start..<following.start
    }
    let shape: Frame.Shape = group.isPassive ? .passive : Self.shape(group.form)
    var candidate = CueCandidate(
      word: .verb, entry: entry ?? -1, frame: Frame(shape, .none, following.right), cue: cue, head: group.head,
      group: group, start: following.start, source: .none)
    candidate.particle = following.particle
    if let source = sourceBehindOpening(group, following: following, subject: next, limit: limit) {
      candidate.frame = Frame(shape, .none, .quotation)
      candidate.source = source
    } else if isInverted(group, following: following, subject: next, limit: limit) {
      invert(&candidate, subject: next, limit: limit)
    } else {
      giveSubject(&candidate)
    }
    if !isUntold(candidate) { candidates.append(candidate) }
  }

  /// *Pupils told to stay home*: who is told stands before the verb, not who tells.
  private func isInstructed(_ group: VerbGroup, _ following: Reading.Following) -> Bool {
    guard following.right == .infinitive, reading.lemmaHas(.instructing, group.head) else { return false }
    return group.form == .past || group.form == .finite && group.auxiliaries == 0 && reading.tag(group.head) == .VBD
  }

  private static func shape(_ form: VerbGroup.Form) -> Frame.Shape {
    switch form {
    case .finite: .finite
    case .infinitive: .infinitive
    case .participle: .participle
    case .past: .past
    }
  }

  /// *Who decided that she should swim?*: the question's own *who* tells nothing.
  private func isAsked(_ group: VerbGroup) -> Bool {
    let low = reading.sentenceStart(group.start)
    return group.start == low + 1 && reading.closed(low) == .who && group.form == .finite
  }

  private func giveSubject(_ candidate: inout CueCandidate) {
    guard let group = candidate.group else { return }
    if giveIssuer(&candidate, group) || giveQuoted(&candidate, group) { return }
    if isSecondVerb(group), takesObject(candidate) { setFinite(&candidate) }
    var source = reading.subject(of: candidate.group ?? group)
    if let subject = subjectBehindComma(candidate, group) {
      source = subject
      setFinite(&candidate)
    }
    if source.kind == .reduced, !source.isEmpty {
      // *"…," Kelly charged*, *The judge ordered them to*: a past form taken for a participle.
      let (left, _) = reading.preceding(source.tokens.lowerBound)
      let isPronoun = source.tokens.count == 1 && reading.tag(source.tokens.lowerBound) == .PRP
      let isLast = left == .clause && candidate.frame.right == .end && reading.lemmaHas(.inverting, candidate.head)
      if left == .quotation || isPronoun || isLast || takesObject(candidate) {
        source.kind = .phrase
        setFinite(&candidate)
      }
    }
    candidate.source = source
    if reading.contentBehindAs(candidate) != nil || isHeard(candidate) { candidate.isCertain = true }
    switch source.kind {
    case .phrase, .pronoun, .apposition, .parenthesis: break
    default: return
    }
    let isTold = candidate.frame.shape == .passive && reading.lemmaHas(.telling, candidate.head) && isLast(candidate)
    guard candidate.frame.shape == .finite || isTold, !source.isEmpty else { return }
    // *The road, as the mayor says, is closed*
    let hasAs = reading.closed(source.tokens.lowerBound - 1) == .as
    let (left, quotation) = reading.preceding(source.tokens.lowerBound - (hasAs ? 1 : 0))
    if left == .clause || left == .phrase, !candidate.frame.right.mayFollowContent, !isToldUs(candidate) { return }
    if left == .phrase { leaveOccasion(&candidate, group) }
    // *Asked, "Is it over?" Lee replied: "It is."*: what follows the colon is told.
    if left == .quotation, candidate.frame.right == .quotation, reading.closed(candidate.start - 1) == .colon { return }
    candidate.frame.left = left
    candidate.quotation = quotation
    // *…, a court heard.*: a clause, who told it, and nothing else.
    if left == .clause, candidate.frame.right == .end, reading.lemmaHas(.inverting, candidate.head),
      group.auxiliaries == 0 || group.auxiliaries == 1 && reading.has(.have, group.start)
    {
      candidate.isCertain = true
    }
  }

  /// *The court heard that he had been drinking*
  private func isHeard(_ candidate: CueCandidate) -> Bool {
    guard candidate.frame.right == .that || candidate.frame.right == .clause, candidate.frame.shape == .finite,
      reading.lemmaHas(.hearing, candidate.head), let head = reading.head(of: candidate.source.tokens)
    else { return false }
    return reading.has(.court, head)
  }

  /// *It is by weight, not by value, a spokesman told us.*
  private func isToldUs(_ candidate: CueCandidate) -> Bool {
    candidate.frame.right == .pronoun && reading.lemmaHas(.telling, candidate.head)
  }

  /// Nothing but a day or an occasion follows in the sentence.
  private func isLast(_ candidate: CueCandidate) -> Bool {
    let limit = reading.sentenceLimit(candidate.head)
    let end = reading.skippingOccasion(from: candidate.group?.end ?? limit, limit: limit)
    return end >= limit || reading.closed(end) == .stop
  }

  /// What follows would not follow a participle: a clause, an object (but *a man called Trump*, *a group given money*).
  func takesObject(_ candidate: CueCandidate) -> Bool {
    switch candidate.frame.right {
    case .that, .clause, .question, .pronoun, .objectThat, .objectInfinitive, .objectQuestion, .objectClause,
      .objectQuotation, .quotation:
      !reading.lemmaHas(.naming, candidate.head) || candidate.frame.right == .pronoun
    case .object: !reading.lemmaHas(.naming, candidate.head)
    default: false
    }
  }

  private mutating func addAccordance(_ group: VerbGroup, limit: Int) -> Bool {
    guard reading.closed(group.head) == .according, reading.closed(group.head + 1) == .to else { return false }
    let start = group.head + 2
    // *They were grouped according to income*
    if let verb = reading.group(at: group.start - 1), verb.end == group.start, verb.isPassive { return true }
    let isFirst = group.start - reading.sentenceStart(group.start) <= 1
    var end = reading.sourceEnd(startingAt: start, limit: limit)
    // *According to state law, …*: a noun that is taken for a verb.
    if end == start, isFirst {
      while end < limit, end - start < 8, !reading.isPause(end), !reading.hasFiniteGroup(at: end) { end += 1 }
      if reading.closed(end) != .comma { end = start }
    }
    // *According to the board, a survey in May found …*: what no second comma closes is no apposition.
    let plain = reading.fullNounPhraseEnd(startingAt: start, limit: limit)
    if isFirst, end > plain, reading.closed(plain) == .comma, end < limit,
      !reading.isPause(end) || reading.isRelative(end + 1)
    {
      end = plain
    }
    // *according to a study released Tuesday by the bank*
    if end < limit, end > start, goesOn(at: end) {
      while end < limit, !reading.isPause(end), reading.opening(end) < 0 { end += 1 }
    }
    candidates.append(
      CueCandidate(
        word: .verb, entry: -1, frame: Frame(.preposition, isFirst ? .none : .clause, .to),
        cue: group.start..<start, head: group.head, group: group, start: end,
        source: FoundSource(kind: .accordance, tokens: start..<end)))
    return true
  }

  /// What tells of the source that ends before a token: *released Tuesday*, *by the bank*, *that …*.
  private func goesOn(at token: Int) -> Bool {
    switch reading.closed(token) {
    case .by, .from, .that, .who, .which: true
    default: reading.tag(token) == .VBN
    }
  }

  private mutating func addAdjective(_ group: VerbGroup, limit: Int) -> Bool {
    guard reading.has(.be, group.head) || reading.has(.linking, group.head) else { return false }
    var token = group.end
    while token < limit, reading.tag(token) == .RB, token - group.end < 4 { token += 1 }
    switch reading.tag(token) {
    case .JJ, .VBN, .JJR: break
    default: return false
    }
    guard token < limit, let entry = lexicon.entry(.adjective, at: token, in: matches) else { return false }
    let following = reading.following(token + 1, limit: limit)
    let start = reading.governorStart(of: group)
    var cue = start..<token + 1
    if following.right.isPreposition { cue = start..<min(following.start, token + 2) }
    candidates.append(
      CueCandidate(
        word: .adjective, entry: entry, frame: Frame(.adjective, .none, following.right), cue: cue, head: token,
        group: group, start: following.start, source: reading.subject(of: group)))
    return true
  }

  /// *made calls for*, *raised questions about*: the noun tells what the verb does.
  private mutating func addLightVerb(
    _ group: VerbGroup, object: Int, following: Reading.Following, limit: Int
  ) -> Bool {
    switch following.right {
    case .object, .objectInfinitive, .objectThat: break
    default: return false
    }
    let end = reading.nounPhraseEnd(startingAt: object, limit: limit)
    guard end > object, end < limit, let entry = lexicon.entry(.noun, at: end - 1, in: matches) else {
      return false
    }
    let after = reading.following(end, limit: limit)
    // *released a statement on the site*: what it says is not told.
    let mayLead = after.right.isPreposition && !reading.has(.statement, end - 1)
    guard after.right == .that || after.right == .infinitive || mayLead else { return false }
    candidates.append(
      CueCandidate(
        word: .noun, entry: entry, frame: Frame(.light, .none, after.right),
        cue: reading.governorStart(of: group)..<(after.right.isPreposition ? end + 1 : end), head: group.head,
        group: group,
        start: after.start, source: reading.subject(of: group)))
    return true
  }

  // MARK: Nouns, colons, documents

  /// *In a poll released Monday, half of them chose …*: the document is the source, *in* the cue.
  private mutating func addDocument(_ token: Int) {
    let low = reading.sentenceStart(token)
    guard token - low <= 1 else { return }
    let limit = reading.sentenceLimit(token)
    let head = reading.nounPhraseEnd(startingAt: token + 1, limit: limit)
    guard head > token + 1, reading.has(.document, head - 1) else { return }
    var end = reading.fullNounPhraseEnd(startingAt: token + 1, limit: limit)
    while end < limit, end - token < 24, !reading.isPause(end), reading.opening(end) < 0,
      !reading.hasFiniteGroup(at: end)
    {
      end += 1
    }
    guard end < limit, reading.closed(end) == .comma else { return }
    candidates.append(
      CueCandidate(
        word: .noun, entry: -1, frame: Frame(.preposition, .phrase, .in), cue: token..<token + 1, head: token,
        group: nil, start: end, source: FoundSource(kind: .accordance, tokens: token + 1..<end)))
  }

  private mutating func addNoun(_ token: Int) {
    if let group = verbTakenForNoun(token) {
      reading.add(group)
      return addVerb(group)
    }
    addListedNoun(token)
  }

  private mutating func addListedNoun(_ token: Int) {
    guard let entry = lexicon.entry(.noun, at: token, in: matches) else { return }
    let limit = reading.sentenceLimit(token)
    var following = reading.following(token + 1, limit: limit)
    var source = possessor(of: token)
    if source.isEmpty, let agent = agent(after: token, limit: limit) {
      source = FoundSource(kind: .agent, tokens: agent)
      following = reading.following(agent.upperBound, limit: limit)
    }
    guard following.right.mayFollowNoun else { return }
    let takesPreposition = following.right.isPreposition && source.kind != .agent
    let left: Frame.Left = source.kind == .possessive ? .quotation : source.kind == .agent ? .clause : .none
    candidates.append(
      CueCandidate(
        word: .noun, entry: entry, frame: Frame(.noun, left, following.right),
        cue: token..<token + (takesPreposition ? 2 : 1), head: token, group: nil, start: following.start,
        source: source))
  }

  /// *his claim that*, *the mayor's call for*.
  private func possessor(of noun: Int) -> FoundSource {
    let low = reading.sentenceStart(noun)
    let end = reading.tag(noun) == .VBG ? noun : noun + 1
    let start = reading.nounPhraseStart(endingAt: end, after: low)
    var token = noun - 1
    while token >= start {
      if reading.tag(token) == .PRPS { return FoundSource(kind: .possessive, tokens: token..<token + 1) }
      if reading.tag(token) == .POS {
        let first = reading.nounPhraseStart(endingAt: token, after: low)
        return first < token ? FoundSource(kind: .possessive, tokens: first..<token) : .none
      }
      token -= 1
    }
    return .none
  }

  /// *calls by Democrats for*, *reports from the front that*.
  private func agent(after noun: Int, limit: Int) -> Range<Int>? {
    switch reading.closed(noun + 1) {
    case .by, .from, .among, .of: break
    default: return nil
    }
    guard noun + 2 < limit else { return nil }
    let end = reading.nounPhraseEnd(startingAt: noun + 2, limit: limit)
    guard end > noun + 2, end < limit else { return nil }
    switch reading.closed(end) {
    case .that, .for, .of, .to, .about, .on, .against: return noun + 2..<end
    default: return nil
    }
  }

}

extension Reading {
  /// *And*, *but*, *or*.
  func isConjunction(_ token: Int) -> Bool {
    switch closed(token) {
    case .and, .but, .or: true
    default: false
    }
  }

  /// A comma, a full stop or a semicolon.
  func isPause(_ token: Int) -> Bool {
    switch closed(token) {
    case .comma, .stop, .semicolon: true
    default: false
    }
  }
}

extension Frame.Right {
  /// What leads from a noun to what it tells of: *his claim that*, *calls for*.
  var mayFollowNoun: Bool {
    switch self {
    case .that, .infinitive, .question: true
    default: isPreposition
    }
  }

  /// After such a follower, what stands before the source may be the content (*…, he told reporters*).
  var mayFollowContent: Bool {
    switch self {
    case .end, .comma, .to, .in, .on, .at, .by, .with, .of, .from, .otherPreposition, .as, .object, .other: true
    default: false
    }
  }
}
