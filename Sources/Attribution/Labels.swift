import TextModel

/// Colons and dashes as cues: *Ryan: I will not run*, *"…" — Ann Lee, 22*.
extension CueTagging {
  /// *Ryan: I will not run*, *Poll: …*.
  mutating func addColon(_ token: Int) {
    let low = reading.sentenceStart(token)
    guard token > low, token + 1 < reading.count else { return }
    if addColonOfClause(token, low: low) { return }
    guard token - low <= 8 else { return }
    // What looks like a verb may be part of a name: *Met Éireann: "…"*.
    for index in low..<token where reading.group(at: index) != nil {
      guard reading.beginsBlock(low), reading.document.shape(index).contains(.capitalized), reading.isNoun(token - 1)
      else { return }
    }
    let isQuotation = reading.opening(token + 1) >= 0
    let isLabel =
      reading.nounPhraseStart(endingAt: token, after: low) == low && reading.isNoun(token - 1)
    let isTitle = reading.row(token).pointee.flags.contains(.heading)
    let left: Frame.Left = !isLabel ? .none : isTitle ? .clause : reading.beginsBlock(low) ? .phrase : .words
    candidates.append(
      CueCandidate(
        word: .noun, entry: -1, frame: Frame(.colon, left, isQuotation ? .quotation : .other),
        cue: token..<token + 1, head: token, group: nil, start: token + 1,
        source: FoundSource(kind: .label, tokens: low..<token)))
  }

  /// *Our reporter Ann Lee is in Troy: "The wind is picking up."*: a clause without a verb of saying that leads to a
  /// quotation is about who is quoted.
  private mutating func addColonOfClause(_ token: Int, low: Int) -> Bool {
    guard reading.opening(token + 1) > 0, reading.wordsOfQuotation(at: token + 1) > 3 else { return false }
    if let last = candidates.last, last.head >= low, last.start == token + 1 { return true }
    var index = low
    while index < token {
      if let group = reading.group(at: index), group.form == .finite {
        let source = reading.subject(of: group)
        guard !source.isEmpty, source.tokens.upperBound <= group.start else { return false }
        candidates.append(
          CueCandidate(
            word: .noun, entry: -1, frame: Frame(.colon, .none, .quotation), cue: token..<token + 1, head: token,
            group: nil, start: token + 1, source: FoundSource(kind: .phrase, tokens: source.tokens), isCertain: true))
        return true
      }
      index = max(reading.opening(index), index + 1)
    }
    return false
  }

  /// *"I will not go back." — Ann Lee, 22, a nurse*: what follows a quotation and a dash to the end of its paragraph names
  /// who is quoted.
  mutating func addDash(_ token: Int) {
    guard reading.closing(token - 1) >= 0, reading.isSpaced(token + 1) || reading.closed(token) == .dash else { return }
    let limit = reading.blockLimit(token)
    guard token + 1 < limit, limit - token <= 24, reading.isNoun(token + 1) else { return }
    for index in token + 1..<limit where reading.hasFiniteGroup(at: index) { return }
    let end = reading.sourceEnd(startingAt: token + 1, limit: limit)
    guard end > token + 1, end == limit || end == limit - 1 && reading.isPause(end) else { return }
    let open = reading.closing(token - 1)
    candidates.append(
      CueCandidate(
        word: .noun, entry: -1, frame: Frame(.colon, .quotation, .end), cue: token..<token + 1, head: token,
        group: nil, start: end, source: FoundSource(kind: .label, tokens: token + 1..<end), quotation: open,
        isCertain: true))
  }
}
