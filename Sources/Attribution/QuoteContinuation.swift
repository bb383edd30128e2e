import TextModel

extension Reading {
  /// The quotations that go on with what was said before: *"…," she said. "…" "…"*: each directly after the one before, in
  /// the same paragraph, and each a sentence of its own; or over paragraphs, where the marks say so.
  func continuation(after end: Int) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var token = end
    while token < count, pieces.count < 40 {
      if closed(token) == .stop || closed(token) == .comma, opening(token) < 0, !beginsBlock(token) {
        token += 1
        continue
      }
      guard !beginsBlock(token), opening(token) > token, isWholeSentence(token..<opening(token)) else { break }
      pieces.append(token..<opening(token))
      token = opening(token)
    }
    return pieces
  }

  /// The quotation ends with its sentence.
  private func isWholeSentence(_ quotation: Range<Int>) -> Bool {
    let end = quotation.upperBound
    if end >= count || beginsBlock(end) || closed(end) == .stop { return true }
    return sentenceStart(end) == end
  }
}
