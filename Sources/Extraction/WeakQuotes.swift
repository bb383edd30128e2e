import Attribution
import TextModel

/// Leaves out the quotes that are far more likely wrong than right, and the sources that were those of no other quote: a wrong
/// record is worse than none.
///
/// The confidence of a quote is known once its source has been found.
public struct WeakQuotes: Stage {
  /// The least confidence that a quote must have. On articles of many outlets, cross-validated, the F1 of quotes with the
  /// right content and the right name is 73 to 74 with any bar from 0.15 to 0.3; the lowest loses least of what PolNeAR calls
  /// an attribution.
  public static let least: Float = 0.15
  private let isMeasured: Bool
  /// What was found in code: what an analyst's own rule found stays.
  private let constructions: Set<String>

  /// Makes the stage. Where no confidence was measured, nothing is left out; nor is what a written rule found whose id was
  /// that of a construction.
  public init(isMeasured: Bool, replaced: Set<String> = []) {
    self.isMeasured = isMeasured
    constructions = Attribution.constructions.subtracting(replaced)
  }

  /// Removes them and mends the indices that lead to those that stay. O(quotes + sources + figures + dates).
  public mutating func process(_ document: Document) {
    guard isMeasured, document.quotes.contains(where: isWeak) else { return }
    let quotes = document.quotes.placesOfRest { !isWeak($0) }
    document.quotes.removeAll(where: isWeak)
    var isUsed = [Bool](repeating: false, count: document.sources.count)
    for quote in document.quotes {
      if let source = quote.source, isUsed.indices.contains(source) { isUsed[source] = true }
    }
    let sources = isUsed.placesOfRest { $0 }
    var number = -1
    document.sources.removeAll { _ in
      number += 1
      return !isUsed[number]
    }
    for index in document.quotes.indices {
      document.quotes[index].source = sources.place(of: document.quotes[index].source)
    }
    for index in document.figures.indices {
      document.figures[index].quote = quotes.place(of: document.figures[index].quote)
    }
    for index in document.dates.indices {
      document.dates[index].quote = quotes.place(of: document.dates[index].quote)
    }
  }

  private func isWeak(_ quote: Quote) -> Bool { quote.confidence < Self.least && constructions.contains(quote.rule) }
}
