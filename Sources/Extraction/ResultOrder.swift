import TextModel

/// Puts the results of each kind in the order of the text and mends the indices that lead from one to another, so that
/// `q7` is the seventh quote that a reader meets.
public struct ResultOrder: Stage {
  /// Makes the stage.
  public init() {}

  /// Sorts the results; those of one place stay in the order in which they were found.
  public mutating func process(_ document: Document) {
    for index in document.entities.indices { Self.sort(&document.entities[index].mentions) }
    let entities = Self.sort(&document.entities) { $0.mentions.first?.range }
    for index in document.sources.indices {
      document.sources[index].entity = entities.moved(document.sources[index].entity)
      Self.sort(&document.sources[index].mentions)
    }
    let sources = Self.sort(&document.sources) { $0.mentions.first?.range }
    for index in document.quotes.indices {
      document.quotes[index].source = sources.moved(document.quotes[index].source)
    }
    let quotes = Self.sort(&document.quotes) { $0.spans.first }
    for index in document.figures.indices {
      document.figures[index].quote = quotes.moved(document.figures[index].quote)
    }
    for index in document.dates.indices { document.dates[index].quote = quotes.moved(document.dates[index].quote) }
    let figures = Self.sort(&document.figures) { $0.range }
    for index in document.figures.indices {
      document.figures[index].of = figures.moved(document.figures[index].of)
    }
    _ = Self.sort(&document.dates) { $0.range }
  }

  /// Where results went when they were sorted.
  private struct Permutation {
    /// The number of results.
    var count: Int
    /// For each old place the new one; nil where all stayed.
    var places: [Int]?

    /// The new index of a result; nil where there is no such result.
    func moved(_ index: Int?) -> Int? {
      guard let index, index >= 0, index < count else { return nil }
      return places?[index] ?? index
    }
  }

  /// Sorts results by their ranges. Most are in order as they were found: that costs one look at each.
  private static func sort<Result>(_ results: inout [Result], by range: (Result) -> UTF8Range?) -> Permutation {
    var isOrdered = true
    var last = Int64.min
    for index in results.indices {
      let own = key(range(results[index]))
      isOrdered = isOrdered && last <= own
      last = own
    }
    guard !isOrdered else { return Permutation(count: results.count, places: nil) }
    let keys = results.map { key(range($0)) }
    let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    var places = [Int](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { places[old] = new }
    // By swaps, so that nothing is copied: `rest` says where what is now at a place belongs.
    var rest = places
    for index in results.indices {
      while rest[index] != index {
        let place = rest[index]
        results.swapAt(index, place)
        rest.swapAt(index, place)
      }
    }
    return Permutation(count: results.count, places: places)
  }

  private static func sort(_ mentions: inout [Mention]) { _ = sort(&mentions) { $0.range } }

  /// By the start, then by the end; what stands nowhere comes last.
  private static func key(_ range: UTF8Range?) -> Int64 {
    guard let range else { return Int64.max }
    return Int64(range.start.value) << 32 | Int64(UInt32(bitPattern: range.end.value))
  }
}
