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
      if beginsBlock(token), !isWholeBlock(token..<opening(token)) { break }
      pieces.append(token..<opening(token))
      token = opening(token)
    }
    return pieces
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
