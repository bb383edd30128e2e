import RuleLanguage
import TextModel

/// Leaves out the entities and sources of constructions that are switched off. Their quotes stay, without a source.
struct DroppedResults: Stage {
  private let dropped: Set<String>

  /// The stage; nil where nothing that it looks at is switched off.
  init?(_ rules: RuleSet) {
    dropped = rules.dropped.intersection(Constructions.names)
    if dropped.isEmpty { return nil }
  }

  /// Removes them and mends the indices that lead to those that stay. O(entities + sources + quotes).
  mutating func process(_ document: Document) {
    let entities = document.entities.placesOfRest { !dropped.contains($0.rule) }
    document.entities.removeAll { dropped.contains($0.rule) }
    let sources = document.sources.placesOfRest { !dropped.contains($0.rule) }
    document.sources.removeAll { dropped.contains($0.rule) }
    for index in document.sources.indices {
      document.sources[index].entity = entities.place(of: document.sources[index].entity)
    }
    for index in document.quotes.indices {
      document.quotes[index].source = sources.place(of: document.quotes[index].source)
    }
  }
}

extension Array {
  /// For each element its place among those that stay; nil for the others.
  func placesOfRest(_ stays: (Element) -> Bool) -> [Int?] {
    var next = 0
    return map { element in
      guard stays(element) else { return nil }
      next += 1
      return next - 1
    }
  }

  /// The new place of an index; nil where its element is gone, or there is none.
  func place(of index: Int?) -> Int? where Element == Int? {
    index.flatMap { indices.contains($0) ? self[$0] : nil }
  }
}
