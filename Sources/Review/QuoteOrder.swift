/// In which order quotes are shown.
public enum QuoteOrder: String, Sendable, CaseIterable {
  /// By the name of the source; quotes without one last.
  case source
  /// By the day of the document, the earliest first; those without one last.
  case date
  /// The surest first.
  case confidence

  /// What quotes are ordered by, smaller first; quotes with the same key stay in the order of the records.
  public func key(of quote: ReviewedQuote) -> Key {
    switch self {
    case .source: Key(text: quote.sourceName.map { Array($0.lowercased().utf8) })
    case .date: Key(text: quote.document.published.map { Array($0.utf8) })
    case .confidence: Key(number: -quote.confidence)
    }
  }

  /// A name, a day or a number.
  public struct Key: Sendable, Comparable {
    var text: [UInt8]?
    var number = 0.0

    /// Whether a key comes before another.
    public static func < (one: Key, other: Key) -> Bool {
      if one.number != other.number { return one.number < other.number }
      guard let mine = one.text else { return false }
      return other.text.map { mine.lexicographicallyPrecedes($0) } ?? true
    }
  }
}
