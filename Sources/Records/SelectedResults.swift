import TextModel

/// The indices of the results that become records.
struct SelectedResults {
  private(set) var entities: [Int] = []
  private(set) var sources: [Int] = []
  private(set) var quotes: [Int] = []
  private(set) var figures: [Int] = []
  private(set) var dates: [Int] = []
  private var figureLists = QuoteLists()
  private var dateLists = QuoteLists()
  private var isQuoteSelected: [Bool] = []
  private var isFigureSelected: [Bool] = []

  /// Whether a quote becomes a record. O(1).
  func hasQuote(_ index: Int) -> Bool { isQuoteSelected.indices.contains(index) && isQuoteSelected[index] }

  /// Whether a number becomes a record. O(1).
  func hasFigure(_ index: Int) -> Bool { isFigureSelected.indices.contains(index) && isFigureSelected[index] }

  /// The numbers of a quote that become records, in the order of the text. O(numbers of the quote).
  func figures(ofQuote quote: Int) -> ArraySlice<Int> { figureLists[quote] }

  /// The dates of a quote that become records, in the order of the text. O(dates of the quote).
  func dates(ofQuote quote: Int) -> ArraySlice<Int> { dateLists[quote] }

  /// Picks the results of a document. A source that a picked quote has stays whatever its own confidence, and so does
  /// the entity that a picked source is: no record refers to one that is not there.
  mutating func select(from document: Document, _ selection: RecordSelection) {
    let least = selection.minimumConfidence
    isQuoteSelected = document.quotes.map { $0.confidence >= least }
    isFigureSelected = document.figures.map { $0.confidence >= least }
    quotes = document.quotes.indices.filter { isQuoteSelected[$0] }
    figures = document.figures.indices.filter { isFigureSelected[$0] }
    dates = document.dates.indices.filter { document.dates[$0].confidence >= least }
    figureLists.sort(figures, quotes: document.quotes.count) { document.figures[$0].quote }
    dateLists.sort(dates, quotes: document.quotes.count) { document.dates[$0].quote }
    var isSourceNeeded = document.sources.map { $0.confidence >= least }
    for index in quotes {
      guard let source = document.quotes[index].source, isSourceNeeded.indices.contains(source) else { continue }
      isSourceNeeded[source] = true
    }
    sources = document.sources.indices.filter { isSourceNeeded[$0] }
    var isEntityNeeded = document.entities.map { $0.confidence >= least }
    for index in sources {
      guard let entity = document.sources[index].entity, isEntityNeeded.indices.contains(entity) else { continue }
      isEntityNeeded[entity] = true
    }
    entities = document.entities.indices.filter { isEntityNeeded[$0] }
  }
}

/// Results sorted by the quote that they stand in: flat, and made in one pass.
private struct QuoteLists {
  private var results: [Int] = []
  /// For each quote where its results begin in `results`.
  private var starts: [Int] = [0]

  /// The results of a quote.
  subscript(quote: Int) -> ArraySlice<Int> {
    guard quote >= 0, quote + 1 < starts.count else { return [] }
    return results[starts[quote]..<starts[quote + 1]]
  }

  /// Takes results in, which keep their order within a quote. O(results + quotes).
  mutating func sort(_ indices: [Int], quotes: Int, quoteOf: (Int) -> Int?) {
    starts = [Int](repeating: 0, count: quotes + 1)
    let given = indices.filter { index in quoteOf(index).map { (0..<quotes).contains($0) } ?? false }
    for index in given { starts[(quoteOf(index) ?? 0) + 1] += 1 }
    for quote in 0..<quotes { starts[quote + 1] += starts[quote] }
    var next = starts
    results = [Int](repeating: 0, count: given.count)
    for index in given {
      let quote = quoteOf(index) ?? 0
      results[next[quote]] = index
      next[quote] += 1
    }
  }
}
