import TextModel

extension RecordWriter {
  /// Writes the text of a quote: its pieces as they stand, each without the one pair of marks that encloses the whole
  /// of it, without a leading *that* of the first, joined by one blank.
  mutating func writeQuoteText(of quote: Quote) {
    writer.beginString()
    var isFirst = true
    for span in quote.spans {
      let whole = bytes(of: span)
      var piece = withoutEnclosingMarks(whole)
      if isFirst, piece == whole { piece = withoutLeadingThat(piece) }
      guard !piece.isEmpty else { continue }
      if !isFirst { writer.stringPart(plain: [0x20]) }
      writer.stringPart(document.text, in: piece)
      isFirst = false
    }
    writer.endString()
  }

  /// A piece without the pair of marks that encloses the whole of it: *"We won" and "they lost"* keeps its marks, for
  /// the first and the last are no pair.
  private func withoutEnclosingMarks(_ piece: Range<Int>) -> Range<Int> {
    guard let opening = openingMark(at: piece), !opening.marks.continues else { return piece }
    let tokens = opening.marks.tokens
    guard tokens.count >= 2, tokens.limit <= document.tokens.count else { return piece }
    let close = document.tokens[tokens.limit - 1]
    guard close.flags.contains(.closesQuotation), Int(close.range.end.value) == piece.upperBound else { return piece }
    return trimmed(Int(opening.end)..<max(Int(opening.end), Int(close.range.start.value)))
  }

  /// The quotation that begins where a piece does, and where its opening mark ends.
  private func openingMark(at piece: Range<Int>) -> (marks: Quotation, end: Int32)? {
    var low = 0
    var high = document.quotations.count
    while low < high {
      let middle = (low + high) / 2
      if start(of: document.quotations[middle]) < piece.lowerBound { low = middle + 1 } else { high = middle }
    }
    while low < document.quotations.count, start(of: document.quotations[low]) == piece.lowerBound {
      let marks = document.quotations[low]
      if marks.tokens.first < document.tokens.count {
        let mark = document.tokens[marks.tokens.first]
        if mark.flags.contains(.opensQuotation) { return (marks, mark.range.end.value) }
      }
      low += 1
    }
    return nil
  }

  private func start(of quotation: Quotation) -> Int {
    let token = quotation.tokens.first
    guard document.tokens.indices.contains(token) else { return document.text.count }
    return Int(document.tokens[token].range.start.value)
  }

  /// A piece without the conjunction at its head: *that the border is secured*, and not *that is not enough*, where the
  /// word stands for something, as it does inside quotation marks.
  private func withoutLeadingThat(_ piece: Range<Int>) -> Range<Int> {
    let word = Array("that".utf8)
    guard piece.count > word.count, document.text[piece].starts(with: word) else { return piece }
    let rest = trimmed(piece.lowerBound + word.count..<piece.upperBound)
    guard rest.lowerBound > piece.lowerBound + word.count else { return piece }
    return Self.verbsAfterPronoun.contains(nextWord(of: rest)) ? piece : rest
  }

  private static let verbsAfterPronoun: Set<String> = [
    "is", "was", "isn't", "wasn't", "isn’t", "wasn’t", "has", "had", "hasn't", "hadn't", "hasn’t", "hadn’t", "will",
    "would", "won't", "wouldn't", "won’t", "wouldn’t", "can", "could", "cannot", "can't", "couldn't", "can’t",
    "couldn’t", "may", "might", "must", "should", "does", "did", "doesn't", "didn't", "doesn’t", "didn’t",
  ]

  private func nextWord(of piece: Range<Int>) -> String {
    let bytes = document.text[piece].prefix(16)
    let end = bytes.firstIndex { $0 <= 0x20 } ?? bytes.endIndex
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, document.text[start] <= 0x20 { start += 1 }
    while end > start, document.text[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }
}
