import TextModel

extension Reading {
  /// The quotations that go on with what was said before: *"…," she said. "…" "…"*: each directly after the one before and
  /// a sentence of its own; in the paragraphs that follow, those that are nothing but a quotation.
  func continuation(after end: Int) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var token = end
    while token < count, pieces.count < 40 {
      if closed(token) == .stop || closed(token) == .comma, opening(token) < 0, !beginsBlock(token) {
        token += 1
        continue
      }
      guard opening(token) > token, isWholeSentence(token..<opening(token)) else { break }
      if beginsBlock(token), !isWholeBlock(token..<opening(token)) || leadsToCue(token) { break }
      pieces.append(token..<opening(token))
      token = opening(token)
    }
    return pieces
  }

  /// The paragraphs that lead to the quotation that opens a block: they open with a mark and do not close. O(quotations).
  func paragraphs(leadingTo token: Int) -> [Range<Int>] {
    let quotations = document.quotations
    guard var index = quotations.firstIndex(where: { $0.tokens.first == token && $0.depth == 0 }) else { return [] }
    var paragraphs: [Range<Int>] = []
    while quotations[index].isContinuation, index > 0, paragraphs.count < 20 {
      index -= 1
      while index > 0, quotations[index].depth > 0 { index -= 1 }
      guard quotations[index].continues, beginsBlock(quotations[index].tokens.first) else { break }
      paragraphs.insert(quotations[index].tokens.first..<quotations[index].tokens.limit, at: 0)
    }
    return paragraphs
  }

  /// The quotation does not close, and a later paragraph of it has a cue of its own.
  private func leadsToCue(_ token: Int) -> Bool {
    var token = token
    for _ in 0..<20 {
      let end = opening(token)
      guard end > token, end < count, beginsBlock(end), opening(end) > end, closing(end - 1) >= 0,
        document.quotations.contains(where: { $0.tokens.first == token && $0.depth == 0 && $0.continues })
      else { return false }
      if !isWholeBlock(end..<opening(end)) { return true }
      token = end
    }
    return false
  }

  /// The quotation, of more than four words, is all of its paragraph.
  private func isWholeBlock(_ quotation: Range<Int>) -> Bool {
    let end = quotation.upperBound
    return (end >= count || beginsBlock(end)) && wordsOfQuotation(at: quotation.lowerBound) > 4
  }

  /// The quotation ends with its sentence.
  private func isWholeSentence(_ quotation: Range<Int>) -> Bool {
    let end = quotation.upperBound
    if end >= count || beginsBlock(end) || closed(end) == .stop { return true }
    return sentenceStart(end) == end
  }
}
