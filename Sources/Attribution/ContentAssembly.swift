import TextModel

/// Puts together the pieces of a content round its cue and source.
struct ContentAssembly {
  let reading: Reading
  let ends: ContentEnd

  /// The quote that a candidate, which has its score, makes; nil where it has no content.
  func quote(of candidate: CueCandidate, number index: Int) -> FoundQuote? {
    var found = FoundQuote(
      cue: candidate.cue, source: candidate.source.isEmpty ? nil : candidate.source.tokens, pieces: [],
      candidate: index, head: candidate.head, probability: candidate.probability, rule: .object)
    switch candidate.frame.shape {
    case .preposition: accordance(candidate, &found)
    case .colon: label(candidate, &found)
    case .noun, .adjective, .light: nominal(candidate, &found)
    case .finite, .infinitive, .participle, .past, .passive: verbal(candidate, &found)
    }
    return makeDisjoint(&found) ? found : nil
  }

  // MARK: Constructions

  /// *According to the report, crime rose.* *Crime rose, according to the report.*
  private func accordance(_ candidate: CueCandidate, _ found: inout FoundQuote) {
    found.rule = candidate.frame.right == .in ? .document : .accordance
    let limit = reading.sentenceLimit(candidate.head)
    if candidate.frame.left != .clause {
      var start = reading.closed(candidate.start) == .comma ? candidate.start + 1 : candidate.start
      // *In a letter, seen by this paper, she wrote …*: another verb tells it.
      if start > candidate.start, reading.tag(start) == .VBN,
        let end = reading.asideEnd(candidate.start, limit: limit)
      {
        guard !isTold(end..<min(limit, end + 8)) else { return }
        start = end + 1
      }
      addRight(from: start, limit: limit, candidate, &found)
      return
    }
    guard let left = leftPiece(before: candidate.cue.lowerBound) else { return }
    found.pieces.append(left)
    guard candidate.start < limit, reading.closed(candidate.start) == .comma,
      isBrokenOff(left, before: candidate.start + 1, limit: limit)
    else { return }
    addRight(from: candidate.start + 1, limit: limit, candidate, &found)
  }

  private func label(_ candidate: CueCandidate, _ found: inout FoundQuote) {
    found.rule = .label
    if candidate.frame.left == .quotation {
      found.pieces.append(candidate.quotation..<candidate.head)
      return
    }
    let limit = max(reading.sentenceLimit(candidate.head), reading.opening(candidate.start))
    if reading.opening(candidate.start) >= 0 {
      addRight(from: candidate.start, limit: limit, candidate, &found)
    } else {
      // In a transcript the turn goes to the end of its paragraph.
      let isTurn = candidate.frame.left == .phrase
      let end = isTurn ? reading.blockLimit(candidate.head) : limit
      add(candidate.start..<ends.sentenceEnd(from: candidate.start, limit: end), to: &found)
    }
  }

  private func nominal(_ candidate: CueCandidate, _ found: inout FoundQuote) {
    found.rule = candidate.frame.shape == .noun ? .noun : candidate.frame.shape == .light ? .light : .adjective
    if candidate.sides.contains(.noSource), candidate.frame.shape == .adjective { found.source = nil }
    addRight(from: candidate.start, limit: reading.sentenceLimit(candidate.head), candidate, &found)
  }

  private func verbal(_ candidate: CueCandidate, _ found: inout FoundQuote) {
    let sides = candidate.sides
    if let start = reading.contentBehindAs(candidate) {
      found.rule = .accordance
      found.cue = reading.skippedParticle(candidate)
      add(start..<ends.sentenceEnd(from: start, limit: max(start, reading.sentenceLimit(candidate.head))), to: &found)
    } else if candidate.frame.right == .inverted {
      inverted(candidate, &found)
    } else if candidate.frame.shape == .passive, candidate.frame.left != .none {
      toldBefore(candidate, &found)
    } else if candidate.frame.shape == .passive {
      passive(candidate, sides, &found)
    } else if sides.isSuperset(of: [.noSource, .before]) {
      // *The mayor seems to be relieved*: nobody says so.
      return
    } else if candidate.frame.left != .none, sides.contains(.before) || isToldBefore(candidate), found.source != nil,
      !isOccasion(before: candidate)
    {
      after(candidate, &found)
    } else {
      before(candidate, sides, &found)
    }
  }

  /// *The boiler was old, the inquiry was told*: who was told is no source.
  private func toldBefore(_ candidate: CueCandidate, _ found: inout FoundQuote) {
    found.rule = .passive
    found.source = nil
    if let left = leftPiece(before: candidate.source.tokens.lowerBound) { found.pieces.append(left) }
  }

  /// *"…," said the minister. "…"*
  private func inverted(_ candidate: CueCandidate, _ found: inout FoundQuote) {
    found.rule = .inverted
    guard let left = leftPiece(before: candidate.cue.lowerBound) else { return }
    found.pieces += earlierParagraphs(of: left)
    found.pieces.append(left)
    let limit = reading.sentenceLimit(candidate.head)
    let end = max(candidate.source.tokens.upperBound, candidate.cue.upperBound)
    guard reading.closing(left.upperBound - 1) >= 0 else {
      // *The key to it, says Lee, is water.*
      if candidate.frame.left == .phrase, reading.closed(end) == .comma {
        add(end + 1..<ends.sentenceEnd(from: end + 1, limit: max(end + 1, limit)), to: &found)
      }
      return
    }
    if reading.closed(end) == .comma, reading.opening(end + 1) > 0, end + 1 < limit {
      found.pieces.append(end + 1..<reading.opening(end + 1))
      found.pieces += reading.continuation(after: reading.opening(end + 1))
    } else {
      found.pieces += reading.continuation(after: limit)
    }
  }

  /// *"…," the minister said. "…"*; *Taxes, she said, would fall*.
  private func after(_ candidate: CueCandidate, _ found: inout FoundQuote) {
    found.rule = .after
    guard let source = found.source, let group = candidate.group,
      var left = leftPiece(before: source.lowerBound - (reading.closed(source.lowerBound - 1) == .as ? 1 : 0))
    else { return }
    // *"…," the agency quoted him as saying*: the agency is no part of it.
    if candidate.frame.left == .quotation, reading.isVerb(source.lowerBound - 1), candidate.quotation >= 0 {
      left = candidate.quotation..<max(candidate.quotation, reading.opening(candidate.quotation))
    }
    // *Asked if he would go, Lee wouldn't say.*
    if group.isNegated, candidate.frame.right == .end, reading.closing(left.upperBound - 1) < 0 { return }
    found.pieces += earlierParagraphs(of: left)
    found.pieces.append(left)
    if reading.lemmaHas(.telling, candidate.head), candidate.frame.right == .end { found.source = nil }
    // *was quoted as saying*
    let isQuoted = reading.closed(group.start - 1) == .as && candidate.cue.lowerBound < group.start
    found.cue = (isQuoted ? candidate.cue.lowerBound : group.start)..<statementEnd(after: group.end)
    let limit = reading.sentenceLimit(candidate.head)
    if reading.closing(left.upperBound - 1) >= 0 || reading.opening(left.lowerBound) > left.lowerBound + 4 {
      addLater(from: group.end, limit: limit, to: &found)
    } else if candidate.frame.right == .comma, goesOn(after: candidate.start + 1, left: candidate.frame.left) {
      found.rule = .split
      addRight(from: candidate.start + 1, limit: limit, candidate, &found)
    }
  }

  /// The end of *in a statement* after a cue, which the statement is told in: part of the cue.
  private func statementEnd(after end: Int) -> Int {
    guard reading.closed(end) == .in else { return end }
    let limit = reading.nounPhraseEnd(startingAt: end + 1, limit: reading.sentenceLimit(end))
    return limit > end + 1 && limit <= end + 4 && reading.has(.statement, limit - 1) ? limit : end
  }

  /// The quotation after *he said,* in the same sentence, or those that follow the sentence.
  private func addLater(from start: Int, limit: Int, to found: inout FoundQuote) {
    var token = start
    while token < limit {
      if reading.opening(token) > token {
        if reading.closed(token - 1) == .comma || reading.closed(token - 1) == .colon {
          found.pieces.append(token..<reading.opening(token))
          found.pieces += reading.continuation(after: reading.opening(token))
          return
        }
        token = reading.opening(token)
      } else {
        token += 1
      }
    }
    found.pieces += reading.continuation(after: max(limit, token))
  }

  /// Whether the content goes on after *he said,*.
  private func goesOn(after token: Int, left: Frame.Left) -> Bool {
    switch reading.closed(token) {
    case .and, .but, .or, .who, .which, .as: return false
    case .in, .at, .on, .during: return left != .clause
    default: return reading.tag(token) != .VBG
    }
  }

  /// *Rates are expected to fall*, *the group was described as dangerous by its neighbours*.
  private func passive(_ candidate: CueCandidate, _ sides: CueLexicon.Sides, _ found: inout FoundQuote) {
    found.rule = .passive
    guard let group = candidate.group else { return }
    let limit = reading.sentenceLimit(candidate.head)
    let subject = reading.subject(of: group)
    var agent: Range<Int>?
    if reading.closed(group.end) == .by {
      let start = group.end + 1
      let end = reading.sourceEnd(startingAt: start, limit: limit)
      if end > start, end <= max(candidate.start, start + 1) || candidate.frame.right == .by { agent = start..<end }
    }
    // *Asked about the plan, she laughed*: what was asked is not told.
    if reading.lemmaHas(.asking, candidate.head), candidate.frame.right.isPreposition { return }
    // *The date had not been announced*: nothing is told.
    if group.isNegated, candidate.frame.right == .end || candidate.frame.right == .comma { return }
    let subjectIsSource = !sides.contains(.noSource) && agent == nil
    // *who is said to be ill*: the pronoun says nothing.
    if sides.contains(.before), !subject.isEmpty, !subjectIsSource, subject.kind != .relative || agent != nil {
      found.pieces.append(trimmed(subject.tokens))
    }
    if sides.contains(.after) || found.pieces.isEmpty {
      switch candidate.frame.right {
      case .by:
        // *Lee is accused by critics of hiding it*
        if let agent, reading.closed(agent.upperBound) == .of, reading.tag(agent.upperBound + 1) == .VBG {
          addRight(from: agent.upperBound, limit: limit, candidate, &found)
        }
      case .end, .comma: break
      case .other where reading.isConjunction(candidate.start): break
      default: addRight(from: candidate.start, limit: limit, candidate, &found)
      }
    }
    if reading.lemmaHas([.telling, .instructing, .asking], candidate.head) {
      // *The jury was told that …*, *Pupils urged to stay home*: who told them is not said.
      found.pieces = Pieces(found.pieces.filter { $0.upperBound > candidate.cue.lowerBound })
      found.source = agent
      return
    }
    found.source = agent ?? (subjectIsSource && !subject.isEmpty ? subject.tokens : nil)
    if agent == nil { giveLastAgent(candidate, &found) }
  }

  /// *The well was declared safe by the mayor*: who declares it stands at the end, behind *by*.
  private func giveLastAgent(_ candidate: CueCandidate, _ found: inout FoundQuote) {
    guard let piece = found.pieces.last, piece.lowerBound >= candidate.cue.upperBound,
      let by = piece.last(where: { reading.closed($0) == .by && !reading.isQuoted($0) }), by > piece.lowerBound,
      reading.tag(by + 1) == .NNP || reading.tag(by + 1) == .DT || reading.tag(by + 1) == .PRPS,
      !piece.contains(where: { reading.hasFiniteGroup(at: $0) })
    else { return }
    let end = reading.sourceEnd(startingAt: by + 1, limit: reading.sentenceLimit(by))
    guard end >= piece.upperBound, let head = reading.head(of: by + 1..<end),
      reading.row(head).pointee.name != .none || reading.tag(head) != .NNS && reading.tag(by + 1) == .DT
    else { return }
    found.source = by + 1..<end
    found.pieces = Pieces(found.pieces.dropLast() + [piece.lowerBound..<by])
  }

  /// *The minister said that …*, *denied the charge*, *called for an inquiry*.
  private func before(_ candidate: CueCandidate, _ sides: CueLexicon.Sides, _ found: inout FoundQuote) {
    found.rule = rule(of: candidate)
    let limit = reading.sentenceLimit(candidate.head)
    if let purpose = purpose(before: candidate) { found.pieces.append(purpose) }
    switch candidate.frame.right {
    case .end: return
    // *told the Clerks' Guild in Troy*: who is told is nothing that is said.
    case .object where reading.lemmaHas(.telling, candidate.head) && !holdsVerb(from: candidate.start, limit: limit):
      return
    // *The figure is low, she said, but it is true*: what is told stands before.
    case .comma where isAddition(candidate.start + 1): return
    case .comma: addRight(from: candidate.start + 1, limit: limit, candidate, &found)
    default: addRight(from: candidate.start, limit: limit, candidate, &found)
    }
    // *said in a statement that …*
    if candidate.frame.right == .occasionThat || candidate.frame.right == .occasionQuotation,
      let group = candidate.group, candidate.cue.upperBound == group.end
    {
      found.cue = candidate.cue.lowerBound..<statementEnd(after: group.end)
    }
    if found.source == nil, candidate.frame.shape == .participle || candidate.frame.shape == .past,
      candidate.source.kind == .start
    {
      found.source = reading.laterSubject(after: found.pieces.last?.upperBound ?? candidate.cue.upperBound)?.tokens
    }
    if sides.contains(.noSource), candidate.source.kind != .relative { found.source = nil }
  }

  private func rule(of candidate: CueCandidate) -> QuoteRule {
    if candidate.frame.shape == .participle { return .participle }
    switch candidate.frame.content {
    case .quotation: return .direct
    case .that: return .that
    case .clause: return .clause
    case .question: return .question
    case .infinitive: return .infinitive
    case .preposition, .as: return .preposition
    case .gerund, .complement, .pronoun, .object, .other: return .object
    }
  }

  // MARK: Pieces

  /// The content from a token on: a quotation with those that continue it, or up to where the weights end it.
  private func addRight(
    from start: Int, limit: Int, _ candidate: CueCandidate, _ found: inout FoundQuote
  ) {
    guard start < reading.count else { return }
    let close = reading.opening(start)
    guard start < limit || close > start else { return }
    if close > start, close >= limit || endsAfterQuotation(close), reading.wordsOfQuotation(at: start) > 3 {
      found.pieces.append(start..<close)
      let next = reading.closed(close) == .stop ? close + 1 : close
      if next >= min(limit, reading.sentenceLimit(start)) {
        found.pieces += reading.continuation(after: next)
      }
      return
    }
    if close > start, let end = endOfChain(from: close, limit: limit) {
      found.pieces.append(start..<end)
      return
    }
    let end = ends.end(from: start, limit: limit, kind: reading.contentKind(of: candidate))
    let piece = trimmed(start..<ownEnd(of: start..<max(start, end), limit: limit))
    guard !piece.isEmpty else { return }
    found.pieces.append(piece)
    guard piece.upperBound >= limit - 1 else { return }
    if reading.closing(piece.upperBound - 1) >= 0 {
      found.pieces += reading.continuation(after: limit)
    } else if candidate.frame.content == .that || candidate.frame.content == .clause {
      // *She said that the seas were warm. "Nobody can deny it."*
      found.standing += reading.continuation(after: limit)
    }
  }

  private func add(_ range: Range<Int>, to found: inout FoundQuote) {
    let piece = trimmed(range)
    if !piece.isEmpty { found.pieces.append(piece) }
  }

  /// The range without the marks at its end.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, reading.closing(end - 1) < 0 {
      switch reading.closed(end - 1) {
      case .comma, .stop, .semicolon, .colon, .dash, .hyphen: end -= 1
      default: return range.lowerBound..<end
      }
    }
    return range.lowerBound..<end
  }

  /// The paragraphs before that of a quotation which open with a mark and do not close: they are said by the same one.
  private func earlierParagraphs(of left: Range<Int>) -> [Range<Int>] {
    guard reading.opening(left.lowerBound) > 0, reading.beginsBlock(left.lowerBound) else { return [] }
    let earlier = reading.paragraphs(leadingTo: left.lowerBound)
    guard let first = earlier.first, reading.closed(first.lowerBound - 1) != .colon else { return [] }
    return earlier
  }

  /// What stands before a source or cue: from the start of the sentence to its comma.
  private func leftPiece(before limit: Int) -> Range<Int>? {
    var start = reading.sentenceStart(limit)
    var end = limit
    while end > start, reading.closing(end - 1) < 0 {
      switch reading.closed(end - 1) {
      case .comma, .dash, .hyphen, .semicolon: end -= 1
      default: return clauseStart(in: start..<end)..<end
      }
    }
    guard end > start else { return nil }
    let open = reading.closing(end - 1)
    if open >= 0, open < start || reading.closed(open - 1) == .colon { start = open }
    return start..<end
  }

  /// Leaves pieces in order that overlap neither cue nor source; false where nothing is left.
  private func makeDisjoint(_ quote: inout FoundQuote) -> Bool {
    if let cue = quote.cue { takeOut(cue, of: &quote.pieces) }
    if let source = quote.source { takeOut(source, of: &quote.pieces) }
    if quote.pieces.contains(where: { $0.isEmpty }) { quote.pieces = Pieces(quote.pieces.filter { !$0.isEmpty }) }
    if quote.pieces.count > 1 { quote.pieces = Pieces(quote.pieces.sorted { $0.lowerBound < $1.lowerBound }) }
    return !quote.pieces.isEmpty && !isPronoun(quote.pieces)
  }

  /// A pronoun alone, which says nothing of what is told (*to discuss it*).
  private func isPronoun(_ pieces: Pieces) -> Bool {
    guard pieces.count == 1, pieces[0].count == 1, !reading.isQuoted(pieces[0].lowerBound) else { return false }
    switch reading.closed(pieces[0].lowerBound) {
    case .it, .that, .this, .he, .she, .they, .we, .i, .you: return true
    default: return reading.has(.reflexive, pieces[0].lowerBound) || reading.tag(pieces[0].lowerBound) == .PRP
    }
  }

  private func takeOut(_ taken: Range<Int>, of pieces: inout Pieces) {
    guard pieces.contains(where: { $0.overlaps(taken) }) else { return }
    var parts = Pieces()
    for piece in pieces {
      guard piece.overlaps(taken) else {
        parts.append(piece)
        continue
      }
      if piece.lowerBound < taken.lowerBound { parts.append(trimmed(piece.lowerBound..<taken.lowerBound)) }
      if piece.upperBound > taken.upperBound { parts.append(taken.upperBound..<piece.upperBound) }
    }
    pieces = parts
  }
}
