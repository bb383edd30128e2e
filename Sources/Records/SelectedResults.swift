import TextModel

/// The indices of the results that become records. Its buffers are used again for every document.
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
  /// Of sources, and of entities, which ones become records.
  private var isNeeded: [Bool] = []

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
  mutating func select(from view: DocumentView, _ selection: RecordSelection) {
    let least = selection.minimumConfidence
    Self.mark(&isQuoteSelected, view.quotes) { $0.confidence >= least }
    Self.mark(&isFigureSelected, view.figures) { $0.confidence >= least }
    Self.collect(&quotes, isQuoteSelected)
    Self.collect(&figures, isFigureSelected)
    Self.mark(&isNeeded, view.dates) { $0.confidence >= least }
    Self.collect(&dates, isNeeded)
    figureLists.sort(figures, quotes: view.quotes.count) { view.figures[$0].quote }
    dateLists.sort(dates, quotes: view.quotes.count) { view.dates[$0].quote }
    Self.mark(&isNeeded, view.sources) { $0.confidence >= least }
    for index in quotes {
      guard let source = view.quotes[index].source, isNeeded.indices.contains(source) else { continue }
      isNeeded[source] = true
    }
    Self.collect(&sources, isNeeded)
    Self.mark(&isNeeded, view.entities) { $0.confidence >= least }
    for index in sources {
      guard let entity = view.sources[index].entity, isNeeded.indices.contains(entity) else { continue }
      isNeeded[entity] = true
    }
    Self.collect(&entities, isNeeded)
  }

  /// Notes of each result whether a condition holds.
  @inline(__always) private static func mark<Result>(
    _ marks: inout [Bool], _ results: UnsafeBufferPointer<Result>, _ holds: (borrowing Result) -> Bool
  ) {
    marks.removeAll(keepingCapacity: true)
    for index in results.indices { marks.append(holds(results[index])) }
  }

  /// The indices of those that are marked.
  private static func collect(_ indices: inout [Int], _ marks: [Bool]) {
    indices.removeAll(keepingCapacity: true)
    for index in marks.indices where marks[index] { indices.append(index) }
  }
}

/// Results sorted by the quote that they stand in: flat, and made in one pass.
private struct QuoteLists {
  private var results: [Int] = []
  /// For each quote where its results begin in `results`.
  private var starts: [Int] = [0]
  private var next: [Int] = []

  /// The results of a quote.
  subscript(quote: Int) -> ArraySlice<Int> {
    guard quote >= 0, quote + 1 < starts.count else { return [] }
    return results[starts[quote]..<starts[quote + 1]]
  }

  /// Takes results in, which keep their order within a quote. O(results + quotes).
  @inline(__always) mutating func sort(_ indices: [Int], quotes: Int, quoteOf: (Int) -> Int?) {
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: repeatElement(0, count: quotes + 1))
    for index in indices {
      if let quote = quoteOf(index), quote >= 0, quote < quotes { starts[quote + 1] += 1 }
    }
    for quote in 0..<quotes { starts[quote + 1] += starts[quote] }
    next.removeAll(keepingCapacity: true)
    next.append(contentsOf: starts)
    results.removeAll(keepingCapacity: true)
    results.append(contentsOf: repeatElement(0, count: starts[quotes]))
    for index in indices {
      guard let quote = quoteOf(index), quote >= 0, quote < quotes else { continue }
      results[next[quote]] = index
      next[quote] += 1
    }
  }
}
