import TextModel

/// The families of features that decide how likely a quote whose source has been found is right as a whole.
enum NameFeature: UInt8, CaseIterable {
  case bias, content, way, margin, form, kind, anonymous, words, entity, wayKind, rule, wayRule, act, spoke

  private static let ways = ["none"] + Resolution.Way.allCases.map(\.rawValue)
  private static let sourceKinds = ["none"] + Source.Kind.allCases.map(\.rawValue)
  static let bounds: [Float] = [0.25, 0.5, 1, 2, 4, Resolution.certain]

  /// The families by raw value.
  static let families: [FeatureFamily] = allCases.map { feature in
    switch feature {
    case .way: FeatureFamily("way", ways)
    case .margin: FeatureFamily("margin", ways, ["0", "0.25", "0.5", "1", "2", "4", "8"])
    case .form: FeatureFamily("form", ["none"] + Mention.Form.allCases.map(\.rawValue))
    case .kind: FeatureFamily("kind", sourceKinds)
    case .anonymous: FeatureFamily("anonymous", ["no", "yes"], ["none"] + Mention.Form.allCases.map(\.rawValue))
    case .words: FeatureFamily("words", ["0", "1", "2", "3", "4"])
    case .wayKind: FeatureFamily("way-kind", ways, sourceKinds)
    case .rule: FeatureFamily("rule", QuoteFeature.rules)
    case .wayRule: FeatureFamily("way-rule", ways, QuoteFeature.rules)
    case .act: FeatureFamily("act", Quote.Act.allCases.map(\.rawValue), sourceKinds)
    case .spoke: FeatureFamily("spoke", sourceKinds, ["1", "2", "3", "5", "9"])
    default: FeatureFamily("\(feature)")
    }
  }
}

/// Makes the confidence of every quote the share of quotes like it that a reader would keep: content and source right.
///
/// How likely the content is right was weighed before. What is known now is who speaks, and how that was found. *She said it
/// was over*: whom *she* means is plain where one woman was named and a guess where two were. *I knew it was over*: the
/// author, who is hardly ever a source.
public struct QuoteConfidence: Stage {
  private let tables: AttributionTables

  /// Makes the stage.
  public init(tables: AttributionTables) { self.tables = tables }

  /// Sets the confidence of quotes whose sources have been found. O(quotes).
  public mutating func process(_ document: Document) {
    guard tables.hasNameWeights else { return }
    let counts = Self.quotesBySource(document)
    for index in document.quotes.indices {
      var sum: Float = 0
      Self.forEachFeature(ofQuote: index, in: document, counts) { sum += tables.nameWeights.weight($0) }
      document.quotes[index].confidence = Odds.share(sum)
    }
  }

  /// How many quotes each source of the document has.
  private static func quotesBySource(_ document: Document) -> [Int] {
    var counts = [Int](repeating: 0, count: document.sources.count)
    for quote in document.quotes {
      if let source = quote.source, counts.indices.contains(source) { counts[source] += 1 }
    }
    return counts
  }

  /// Calls `body` with every feature of a quote whose source has been found and whose confidence is its content's alone.
  private static func forEachFeature(
    ofQuote index: Int, in document: Document, _ counts: [Int], _ body: (Feature) -> Void
  ) {
    document.quotes.withUnsafeBufferPointer { quotes in
      document.sources.withUnsafeBufferPointer { sources in
        let number = quotes[index].source ?? -1
        forEachFeature(of: quotes, index, sources.indices.contains(number) ? number : nil, sources, counts, body)
      }
    }
  }

  /// The same by the places of quote and source: no copies of strings are made.
  private static func forEachFeature(
    of quotes: UnsafeBufferPointer<Quote>, _ index: Int, _ source: Int?, _ sources: UnsafeBufferPointer<Source>,
    _ counts: [Int], _ body: (Feature) -> Void
  ) {
    let resolution = quotes[index].resolution
    let way = source == nil ? 0 : resolution?.way.number ?? 1
    let kind = source.map { sources[$0].kind.number } ?? 0
    let form = quotes[index].mention?.form.number ?? 0
    body(Feature(NameFeature.bias))
    body(Feature(NameFeature.content, value: Odds.of(quotes[index].confidence)))
    body(Feature(NameFeature.way, way))
    body(Feature(NameFeature.form, form))
    body(Feature(NameFeature.kind, kind))
    body(Feature(NameFeature.wayKind, way, kind))
    let rule = ruleNumbers[quotes[index].rule] ?? QuoteRule.written.rawValue
    body(Feature(NameFeature.rule, rule))
    body(Feature(NameFeature.wayRule, way, rule))
    body(Feature(NameFeature.act, Self.number(of: quotes[index].act), kind))
    guard let source else { return }
    body(Feature(NameFeature.spoke, kind, UInt8(Self.spokeBounds.count { $0 <= counts[source] } - 1)))
    let margin = resolution?.margin ?? 0
    body(Feature(NameFeature.margin, way, UInt8(NameFeature.bounds.count { $0 <= margin })))
    body(Feature(NameFeature.anonymous, sources[source].isAnonymous ? 1 : 0, form))
    let words = sources[source].name.utf8.count { $0 == 0x20 } + 1
    body(Feature(NameFeature.words, UInt8(min(4, words))))
    if sources[source].entity != nil { body(Feature(NameFeature.entity)) }
  }

  /// From how many quotes of one source on it counts for more.
  private static let spokeBounds = [1, 2, 3, 5, 9]
  private static let ruleNumbers = Dictionary(uniqueKeysWithValues: QuoteRule.allCases.map { ($0.name, $0.rawValue) })
  private static func number(of act: Quote.Act) -> UInt8 {
    UInt8(Quote.Act.allCases.firstIndex(of: act) ?? 0)
  }

  /// Writes down, of every quote whose source has been found, what its confidence is made from: for the script that learns
  /// the weights. Tab-separated lines, offsets in bytes: spans, name of the source, whether it is anonymous, rule, confidence of the content,
  /// features with their values.
  @_spi(Learning) public func lines(of document: Document) -> [String] {
    let counts = Self.quotesBySource(document)
    return document.quotes.indices.map { index in
      let quote = document.quotes[index]
      var features: [String] = []
      Self.forEachFeature(ofQuote: index, in: document, counts) { feature in
        let name = feature.name(in: NameFeature.families)
        features.append(feature.value == 1 ? name : "\(name)=\(feature.value)")
      }
      let source = quote.source.flatMap { document.sources.indices.contains($0) ? document.sources[$0] : nil }
      let spans = quote.spans.map { "\($0.start.value)-\($0.end.value)" }.joined(separator: ",")
      let fields = [
        "N", spans, source?.name ?? "", source?.isAnonymous == true ? "1" : "0", quote.rule, "\(quote.confidence)",
        features.joined(separator: "|"),
      ]
      return fields.joined(separator: "\t")
    }
  }
}

// Their places among all cases, from 1 on: nought is for none.

extension Resolution.Way {
  fileprivate var number: UInt8 {
    switch self {
    case .name: 1
    case .pronoun: 2
    case .nominal: 3
    case .relative: 4
    case .label: 5
    case .continued: 6
    case .author: 7
    case .new: 8
    }
  }
}

extension Source.Kind {
  fileprivate var number: UInt8 {
    switch self {
    case .person: 1
    case .group: 2
    case .organization: 3
    case .document: 4
    case .place: 5
    case .unknown: 6
    }
  }
}

extension Mention.Form {
  fileprivate var number: UInt8 {
    switch self {
    case .name: 1
    case .nominal: 2
    case .pronoun: 3
    }
  }
}
