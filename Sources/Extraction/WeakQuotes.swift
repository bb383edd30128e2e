import Attribution
import TextModel

/// Leaves out the quotes that are far more likely wrong than right, and the sources that were those of no other quote: a wrong
/// record is worse than none.
///
/// The confidence of a quote is known once its source has been found. Of the quotes below the least, one in six is right.
public struct WeakQuotes: Stage {
  /// The least confidence that a quote must have. On articles of many outlets, cross-validated, the F1 of quotes with the
  /// right content and the right name is highest from 0.24 to 0.3.
  public static let least: Float = 0.26
  private let isMeasured: Bool

  /// Makes the stage. Where no confidence was measured, nothing is left out.
  public init(isMeasured: Bool) { self.isMeasured = isMeasured }

  /// Removes them and mends the indices that lead to those that stay. O(quotes + sources + figures + dates).
  public mutating func process(_ document: Document) {
    guard isMeasured, document.quotes.contains(where: { Self.isWeak($0) }) else { return }
    let quotes = Self.places(document.quotes) { !Self.isWeak($0) }
    document.quotes.removeAll { Self.isWeak($0) }
    var isUsed = [Bool](repeating: false, count: document.sources.count)
    for quote in document.quotes {
      if let source = quote.source, isUsed.indices.contains(source) { isUsed[source] = true }
    }
    let sources = Self.places(isUsed) { $0 }
    var number = -1
    document.sources.removeAll { _ in
      number += 1
      return !isUsed[number]
    }
    for index in document.quotes.indices {
      document.quotes[index].source = document.quotes[index].source.flatMap {
        sources.indices.contains($0) ? sources[$0] : nil
      }
    }
    func moved(_ quote: Int?) -> Int? { quote.flatMap { quotes.indices.contains($0) ? quotes[$0] : nil } }
    for index in document.figures.indices { document.figures[index].quote = moved(document.figures[index].quote) }
    for index in document.dates.indices { document.dates[index].quote = moved(document.dates[index].quote) }
  }

  /// What a rule of an analyst's own found stays.
  private static func isWeak(_ quote: Quote) -> Bool {
    quote.confidence < least && Attribution.constructions.contains(quote.rule)
  }

  /// For each element its place among those that stay; nil for the others.
  private static func places<Element>(_ list: [Element], stays: (Element) -> Bool) -> [Int?] {
    var next = 0
    return list.map { element in
      guard stays(element) else { return nil }
      next += 1
      return next - 1
    }
  }
}
