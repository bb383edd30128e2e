import TextModel

/// Puts the results of each kind in the order of the text and mends the indices that lead from one to another, so that
/// `q7` is the seventh quote that a reader meets.
public struct ResultOrder: Stage {
  /// Makes the stage.
  public init() {}

  /// Sorts the results; those of one place stay in the order in which they were found.
  public mutating func process(_ document: Document) {
    sortEntities(of: document)
    sortSources(of: document)
    sortQuotes(of: document)
    sortFigures(of: document)
    let dates = Self.permutation(document.dates.map { Self.key($0.range) })
    document.dates = dates.order.map { document.dates[$0] }
  }

  private func sortEntities(of document: Document) {
    for index in document.entities.indices { Self.sort(&document.entities[index].mentions) }
    let entities = Self.permutation(document.entities.map { Self.key($0.mentions.first?.range) })
    document.entities = entities.order.map { document.entities[$0] }
    for index in document.sources.indices {
      document.sources[index].entity = entities.moved(document.sources[index].entity)
    }
  }

  private func sortSources(of document: Document) {
    for index in document.sources.indices { Self.sort(&document.sources[index].mentions) }
    let sources = Self.permutation(document.sources.map { Self.key($0.mentions.first?.range) })
    document.sources = sources.order.map { document.sources[$0] }
    for index in document.quotes.indices {
      document.quotes[index].source = sources.moved(document.quotes[index].source)
    }
  }

  private func sortQuotes(of document: Document) {
    let quotes = Self.permutation(document.quotes.map { Self.key($0.spans.first) })
    document.quotes = quotes.order.map { document.quotes[$0] }
    for index in document.figures.indices {
      document.figures[index].quote = quotes.moved(document.figures[index].quote)
    }
    for index in document.dates.indices { document.dates[index].quote = quotes.moved(document.dates[index].quote) }
  }

  private func sortFigures(of document: Document) {
    let figures = Self.permutation(document.figures.map { Self.key($0.range) })
    document.figures = figures.order.map { document.figures[$0] }
    for index in document.figures.indices {
      document.figures[index].of = figures.moved(document.figures[index].of)
    }
  }

  /// Where results go when they are sorted.
  private struct Permutation {
    /// For each new place the old one.
    var order: [Int]
    /// For each old place the new one.
    var places: [Int]

    /// The new index of a result; nil where there is no such result.
    func moved(_ index: Int?) -> Int? {
      guard let index, places.indices.contains(index) else { return nil }
      return places[index]
    }
  }

  private static func permutation(_ keys: [Int64]) -> Permutation {
    let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    var places = [Int](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { places[old] = new }
    return Permutation(order: order, places: places)
  }

  /// By the start, then by the end; what stands nowhere comes last.
  private static func key(_ range: UTF8Range?) -> Int64 {
    guard let range else { return Int64.max }
    return Int64(range.start.value) << 32 | Int64(UInt32(bitPattern: range.end.value))
  }

  private static func sort(_ mentions: inout [Mention]) {
    guard mentions.count > 1 else { return }
    mentions = permutation(mentions.map { key($0.range) }).order.map { mentions[$0] }
  }
}
