import TextModel

/// Ties every number and date that stands in a content to its quote, whose source it is then given by.
struct QuoteLinks {
  /// Sets `quote` of the document's figures and dates. O(n log n) in the number of pieces.
  func link(_ document: Document) {
    var pieces: [(range: UTF8Range, quote: Int)] = []
    for (index, quote) in document.quotes.enumerated() {
      for span in quote.spans { pieces.append((span, index)) }
    }
    pieces.sort { ($0.range.start, $0.quote) < ($1.range.start, $1.quote) }
    guard !pieces.isEmpty else { return }
    for index in document.figures.indices {
      document.figures[index].quote = Self.quote(holding: document.figures[index].range, in: pieces)
    }
    for index in document.dates.indices {
      document.dates[index].quote = Self.quote(holding: document.dates[index].range, in: pieces)
    }
  }

  /// The quote of the last piece that begins at or before a range, if it holds it: pieces of one document do not nest.
  private static func quote(holding range: UTF8Range, in pieces: [(range: UTF8Range, quote: Int)]) -> Int? {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].range.start <= range.start { low = middle + 1 } else { high = middle }
    }
    guard low > 0, pieces[low - 1].range.contains(range) else { return nil }
    return pieces[low - 1].quote
  }
}
