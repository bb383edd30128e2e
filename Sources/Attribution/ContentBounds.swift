/// On which side of a cue its content stands, and where another's begins.
extension ContentAssembly {
  /// *The man*, *He had*, *the posts which* (, according to the police, were deleted): the clause has its verb behind what is
  /// put between.
  func isBrokenOff(_ left: Range<Int>, before next: Int, limit: Int) -> Bool {
    if !left.contains(where: { reading.hasFiniteGroup(at: $0) }) { return true }
    let verb = reading.skippingAdverbs(from: next, limit: limit)
    if reading.hasFiniteGroup(at: verb) { return true }
    return reading.group(at: verb) != nil && reading.has(.auxiliary, left.upperBound - 1)
  }

  func isAddition(_ token: Int) -> Bool {
    switch reading.closed(token) {
    case .and, .but, .or, .who, .which, .while, .though, .although: true
    default: false
    }
  }

  /// A verb stands from a token on.
  func holdsVerb(from start: Int, limit: Int) -> Bool {
    (start..<max(start, limit)).contains { reading.group(at: $0) != nil }
  }

  /// *In a talk with "Town Hour," Lee pointed …*: what ends with words in quotation marks and has no verb is not told.
  func isOccasion(before candidate: CueCandidate) -> Bool {
    guard candidate.frame.left == .words, candidate.quotation > 0 else { return false }
    let low = reading.sentenceStart(candidate.quotation)
    return candidate.quotation > low && reading.tag(low) == .IN
      && !(low..<candidate.quotation).contains { reading.hasFiniteGroup(at: $0) }
  }

  /// *The road is closed, the mayor said at a meeting*: what follows is the occasion, not what is said. Where it is a
  /// quotation that is told so, whatever a preposition leads to is: *"It hurts," he said through tears*.
  func isToldBefore(_ candidate: CueCandidate) -> Bool {
    guard candidate.frame.left != .phrase else { return false }
    switch candidate.frame.right {
    case .at, .on, .in, .to:
      return (candidate.frame.left == .clause || isSpoken(candidate)) && reading.lemmaHas(.inverting, candidate.head)
    case .object:
      // *The road is closed, her lawyers told the Courier.*
      return (candidate.frame.left == .clause || isSpoken(candidate)) && reading.lemmaHas(.telling, candidate.head)
        && isLastObject(candidate)
    case .pronoun:
      // *It is by weight, not by value, a spokesman told us.*
      return (candidate.frame.left == .clause || isSpoken(candidate)) && reading.lemmaHas(.telling, candidate.head)
    default:
      return candidate.frame.content == .preposition && isSpoken(candidate)
        && reading.lemmaHas(.inverting, candidate.head)
    }
  }

  /// Nothing but a name or a noun, and an occasion, stands behind the verb.
  private func isLastObject(_ candidate: CueCandidate) -> Bool {
    !holdsVerb(from: candidate.start, limit: reading.sentenceLimit(candidate.head))
  }

  /// A quotation of some length, or one that a comma, a question mark or an exclamation mark ends.
  private func isSpoken(_ candidate: CueCandidate) -> Bool {
    guard candidate.frame.left == .words else { return candidate.frame.left == .quotation }
    let close = reading.opening(candidate.quotation)
    guard close - 2 > candidate.quotation else { return false }
    switch reading.closed(close - 2) {
    case .comma, .question, .exclamation: return true
    default: return false
    }
  }

  /// *The club said it was sorry; nobody was hurt, police said*: what stands behind the semicolon is told by another.
  func ownEnd(of piece: Range<Int>, limit: Int) -> Int {
    let end = piece.upperBound
    guard end < limit, reading.closed(end) == .comma else { return end }
    var token = piece.lowerBound
    while token < end, reading.closed(token) != .semicolon || reading.isQuoted(token) { token += 1 }
    guard token < end, isTold(end..<limit) else { return end }
    return token
  }

  /// Whether there is a verb of saying.
  func isTold(_ range: Range<Int>) -> Bool {
    range.contains { reading.hasFiniteGroup(at: $0) && reading.lemmaHas(.inverting, $0) }
  }

  /// *The club said it was sorry; nobody was hurt, police said*: what stands before the semicolon is told by another.
  func clauseStart(in piece: Range<Int>) -> Int {
    var token = piece.upperBound - 1
    while token > piece.lowerBound, reading.closed(token) != .semicolon || reading.isQuoted(token) { token -= 1 }
    guard token > piece.lowerBound else { return piece.lowerBound }
    return isTold(piece.lowerBound..<token) ? token + 1 : piece.lowerBound
  }

  /// *To curb the damage, officials said the dam was opened*: the purpose is told of what is said, not of the saying.
  func purpose(before candidate: CueCandidate) -> Range<Int>? {
    let start = reading.sentenceStart(candidate.head)
    let end = candidate.source.tokens.lowerBound - 1
    guard candidate.frame.right == .clause, candidate.frame.shape == .finite, !candidate.source.isEmpty, end > start,
      reading.closed(start) == .to, reading.tag(start + 1) == .VB, reading.closed(end) == .comma,
      reading.lemmaHas(.inverting, candidate.head), !(start..<end).contains(where: { reading.hasFiniteGroup(at: $0) })
    else { return nil }
    return start..<end
  }

  /// *chanted, "Fund our schools," and "Put kids first," as they marched*: the end of quotations that *and* joins, where a
  /// comma inside the last one says that it is whole.
  func endOfChain(from close: Int, limit: Int) -> Int? {
    var end = close
    for _ in 0..<8 {
      let isJoint = reading.closed(end) == .and || reading.closed(end) == .or
      let next = reading.opening(isJoint ? end + 1 : end)
      guard next > end, next <= limit else { break }
      end = next
    }
    return end > close && reading.closed(end - 2) == .comma ? end : nil
  }

  /// A quotation that is all of the content: a mark follows it, or it ends its sentence itself.
  func endsAfterQuotation(_ close: Int) -> Bool {
    switch reading.closed(close) {
    case .stop, .comma, .semicolon: return true
    default: break
    }
    switch reading.closed(close - 2) {
    case .stop, .exclamation, .question: return true
    default: return false
    }
  }
}
