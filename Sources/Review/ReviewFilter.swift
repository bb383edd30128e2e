import Records

/// Which quotes a reader wants to see; words are looked for in names whatever their case.
public struct ReviewFilter: Sendable {
  /// One of them in the name of the source, or in the words that name it; all sources where there are none.
  public var sources: [String] = []
  /// In the words of the quote.
  public var text: String?
  /// In the name of an entity that is the source, or that the quote speaks of.
  public var entity: String?
  /// `direct`, `indirect` or `mixed`.
  public var kind: String?
  /// In the id, the origin or the title of the document.
  public var document: String?
  /// Only quotes of sources without a name.
  public var isAnonymousOnly = false
  /// Only quotes of an act and of at least a confidence.
  public var trust = QuoteTrust()
  /// Only quotes with numbers in them.
  public var hasNumbers = false

  /// Makes a filter that lets everything through.
  public init() {}

  /// Whether a quote is wanted; `entities` are the records of its document's entities.
  public func includes(_ quote: ReviewedQuote, entities: [JSONValue], sources: [JSONValue]) -> Bool {
    if let kind, quote.kind != kind { return false }
    if isAnonymousOnly, !quote.record["source"]["anonymous"].isTrue { return false }
    if hasNumbers, quote.record["numbers"].elements.isEmpty { return false }
    if !self.sources.isEmpty {
      let names = Self.names(of: quote)
      guard self.sources.contains(where: { words in names.contains { Self.contains($0, words) } }) else { return false }
    }
    if let text, !Self.contains(quote.record["text"].string ?? "", text) { return false }
    if let document, !Self.names(of: quote.document).contains(where: { Self.contains($0, document) }) { return false }
    if let entity, !concerns(quote, entity, entities: entities, sources: sources) { return false }
    return true
  }

  /// Whether a quote that is wanted is of the act and the confidence that are asked for.
  public func trusts(_ quote: ReviewedQuote) -> Bool {
    trust.includes(act: quote.record["act"].string, confidence: quote.confidence)
  }

  private static func names(of quote: ReviewedQuote) -> [String] {
    [quote.sourceName, quote.record["source"]["mention"]["text"].string].compactMap { $0 }
  }

  private static func names(of document: ReviewedDocument) -> [String] {
    [document.id, document.origin, document.title].compactMap { $0 }
  }

  private func concerns(_ quote: ReviewedQuote, _ name: String, entities: [JSONValue], sources: [JSONValue]) -> Bool {
    let source = sources.first { $0["id"] == quote.record["source"]["id"] && !$0["id"].isNull }
    return entities.contains { entity in
      guard Self.contains(entity["name"].string ?? "", name) else { return false }
      if let source, source["entity"] == entity["id"] { return true }
      return entity["mentions"].elements.contains { mention in
        guard let range = mention.textRange(limit: quote.document.text.count) else { return false }
        return quote.spans.contains { $0.overlaps(range) }
      }
    }
  }

  /// Whether a text has the words in it, whatever the case.
  package static func contains(_ text: String, _ words: String) -> Bool {
    let words = Array(words.lowercased().utf8)
    let text = Array(text.lowercased().utf8)
    guard !words.isEmpty, words.count <= text.count else { return words.isEmpty }
    return (0...(text.count - words.count)).contains { text[$0..<$0 + words.count].elementsEqual(words) }
  }
}
