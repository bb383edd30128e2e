import TextModel

/// The indices of the results that become records.
struct SelectedResults {
  private(set) var entities: [Int] = []
  private(set) var sources: [Int] = []
  private(set) var quotes: [Int] = []
  private(set) var figures: [Int] = []
  private(set) var dates: [Int] = []
  private var isQuoteSelected: [Bool] = []
  private var isFigureSelected: [Bool] = []

  /// Whether a quote becomes a record. O(1).
  func hasQuote(_ index: Int) -> Bool { isQuoteSelected.indices.contains(index) && isQuoteSelected[index] }

  /// Whether a number becomes a record. O(1).
  func hasFigure(_ index: Int) -> Bool { isFigureSelected.indices.contains(index) && isFigureSelected[index] }

  /// Picks the results of a document. A source that a picked quote has stays whatever its own confidence, and so does
  /// the entity that a picked source is: no record refers to one that is not there.
  mutating func select(from document: Document, _ selection: RecordSelection) {
    let least = selection.minimumConfidence
    isQuoteSelected = document.quotes.map { $0.confidence >= least }
    isFigureSelected = document.figures.map { $0.confidence >= least }
    quotes = document.quotes.indices.filter { isQuoteSelected[$0] }
    figures = document.figures.indices.filter { isFigureSelected[$0] }
    dates = document.dates.indices.filter { document.dates[$0].confidence >= least }
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
