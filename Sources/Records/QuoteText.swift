import TextModel

extension RecordWriter {
  /// Writes the text of a quote: its pieces as they stand, each without the one pair of marks that encloses the whole
  /// of it, without a leading *that* of the first, joined by one blank.
  mutating func writeQuoteText(of spans: [UTF8Range]) {
    writer.beginString()
    var isFirst = true
    for span in spans {
      let whole = bytes(of: span)
      var piece = withoutEnclosingMarks(whole)
      if isFirst, piece == whole { piece = withoutLeadingThat(piece) }
      guard !piece.isEmpty else { continue }
      if !isFirst { writer.stringPart(plain: UInt8(ascii: " ")) }
      textPart(piece)
      isFirst = false
    }
    writer.endString()
  }

  /// A piece without the pair of marks that encloses the whole of it: *"We won" and "they lost"* keeps its marks, for
  /// the first and the last are no pair.
  private func withoutEnclosingMarks(_ piece: Range<Int>) -> Range<Int> {
    guard let opening = openingMark(at: piece), !opening.marks.continues else { return piece }
    let tokens = opening.marks.tokens
    guard tokens.count >= 2, tokens.first >= 0, tokens.limit <= view.tokens.count else { return piece }
    let close = view.tokens[tokens.limit - 1]
    guard close.flags.contains(.closesQuotation), Int(close.range.end.value) == piece.upperBound else { return piece }
    return trimmed(Int(opening.end)..<max(Int(opening.end), Int(close.range.start.value)))
  }

  /// The quotation that begins where a piece does, and where its opening mark ends.
  private func openingMark(at piece: Range<Int>) -> (marks: Quotation, end: Int32)? {
    var low = 0
    var high = view.quotations.count
    while low < high {
      let middle = (low + high) / 2
      if start(of: view.quotations[middle]) < piece.lowerBound { low = middle + 1 } else { high = middle }
    }
    while low < view.quotations.count, start(of: view.quotations[low]) == piece.lowerBound {
      let marks = view.quotations[low]
      if view.tokens.indices.contains(marks.tokens.first) {
        let mark = view.tokens[marks.tokens.first]
        if mark.flags.contains(.opensQuotation) { return (marks, mark.range.end.value) }
      }
      low += 1
    }
    return nil
  }

  private func start(of quotation: Quotation) -> Int {
    let token = quotation.tokens.first
    guard view.tokens.indices.contains(token) else { return view.text.count }
    return Int(view.tokens[token].range.start.value)
  }

  /// A piece without the conjunction at its head: *that the border is secured*, and not *that is not enough*, where the
  /// word stands for something, as it does inside quotation marks.
  private func withoutLeadingThat(_ piece: Range<Int>) -> Range<Int> {
    let first = piece.lowerBound
    let length = 4
    guard piece.count > length, view.text[first] == UInt8(ascii: "t"), view.text[first + 1] == UInt8(ascii: "h"),
      view.text[first + 2] == UInt8(ascii: "a"), view.text[first + 3] == UInt8(ascii: "t")
    else { return piece }
    let rest = trimmed(first + length..<piece.upperBound)
    guard rest.lowerBound > first + length else { return piece }
    return Self.verbsAfterPronoun.contains(nextWord(of: rest)) ? piece : rest
  }

  private static let verbsAfterPronoun: Set<String> = [
    "is", "was", "isn't", "wasn't", "isn’t", "wasn’t", "has", "had", "hasn't", "hadn't", "hasn’t", "hadn’t", "will",
    "would", "won't", "wouldn't", "won’t", "wouldn’t", "can", "could", "cannot", "can't", "couldn't", "can’t",
    "couldn’t", "may", "might", "must", "should", "does", "did", "doesn't", "didn't", "doesn’t", "didn’t",
  ]

  private func nextWord(of piece: Range<Int>) -> String {
    let bytes = view.text[piece].prefix(16)
    let end = bytes.firstIndex { $0 <= 0x20 } ?? bytes.endIndex
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, view.text[start] <= 0x20 { start += 1 }
    while end > start, view.text[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }
}
