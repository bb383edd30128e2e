import TextModel

/// Reads a document in a worker: decodes it, finds the article in it and the metadata of it.
///
/// Keeps its buffers from document to document, and nothing that changes a result.
public struct DocumentReader {
  private let options: IngestionOptions
  private let rules: PageRules
  private var extractor: ArticleExtractor
  private var texts: PlainTextReader
  private var isText = false
  /// Whether the signs of paragraphs are read even where all are known to be the article, for `explanation`.
  public var keepsSigns = false

  /// Makes a reader for the documents of a run.
  public init(options: IngestionOptions, rules: PageRules) {
    self.options = options
    self.rules = rules
    extractor = ArticleExtractor(rules: rules)
    texts = PlainTextReader(rules: rules)
  }

  /// Fills `document` (which is cleared first) with text, blocks and metadata.
  ///
  /// Returns an error where something is wrong with the document. What could be read of it is in `document` all the
  /// same; its text is empty where that is nothing.
  public mutating func read(_ raw: RawDocument, into document: Document) -> IngestionError? {
    document.clear()
    document.metadata.origin = raw.origin
    document.metadata.key = raw.given.key
    let bytes = CharacterEncoding.decode(raw.bytes, charset: raw.given.charset, isPage: raw.format == .html)
    isText = raw.format == .text
    var failure: String?
    switch raw.format {
    case .html: failure = extractor.read(bytes, given: raw.given, into: document)
    case .text:
      let isWhole = options.allBody || raw.isExtracted
      texts.read(bytes, raw: raw, isWhole: isWhole, keepsSigns: keepsSigns, into: document)
    }
    fillOutlet(&document.metadata)
    return failure.map { IngestionError(.ingestion, origin: raw.origin, reason: $0) }
  }

  /// The site's domain, and its host where nothing names the site.
  private func fillOutlet(_ metadata: inout Metadata) {
    metadata.outlet = metadata.url.flatMap { rules.suffixes.domain(of: $0) }
    if metadata.outlet == nil { metadata.outlet = metadata.canonical.flatMap { rules.suffixes.domain(of: $0) } }
    if metadata.site == nil { metadata.site = metadata.url.flatMap { MetadataReader.host($0) } }
    if metadata.site == nil { metadata.site = metadata.canonical.flatMap { MetadataReader.host($0) } }
  }

  /// The paragraphs that were left out of the page or text read last, a line of tab-separated fields each: why (a rule, or
  /// the state and the signs that spoke most for it), text. Empty for a text of which all is the article.
  public func leftOut() -> [String] {
    let page = isText ? texts.content : extractor.page
    let signs = isText ? texts.signs : extractor.signs
    let reasons = isText ? texts.holding.reasons : extractor.holding.reasons
    let states = isText ? texts.finder.states : extractor.finder.states
    guard states.count == page.blocks.count, signs.starts.count == states.count + 1 else { return [] }
    return page.blocks.indices.filter { states[$0] != .inside }.map { index in
      let own = signs.signs[Int(signs.starts[index])..<Int(signs.starts[index + 1])]
      let weights = isText ? rules.textWeights : rules.weights
      let why = reasons[index] == .none ? weights.reasons(for: states[index], signs: own) : reasons[index].rawValue
      return "\(why)\t\(Self.line(page, index))"
    }
  }

  private static func line(_ page: PageContent, _ index: Int) -> String {
    let block = page.blocks[index]
    return String(decoding: page.bytes(Int(block.start)..<Int(block.end)), as: UTF8.self)
      .split(whereSeparator: { $0.isNewline || $0 == "\t" }).joined(separator: " ")
  }

  /// The paragraphs of the page read last with their signs and verdicts, a line of tab-separated fields each: state,
  /// names of signs, `unit.joins` where it is judged with the one before it and, where a rule has decided, `why.` and the
  /// rule, text. For those who ask why a paragraph was kept or
  /// left out, and for learning weights.
  public func explanation() -> [String] {
    let page = isText ? texts.content : extractor.page
    let signs = isText ? texts.signs : extractor.signs
    let reasons = isText ? texts.holding.reasons : extractor.holding.reasons
    let states = isText ? texts.finder.states : extractor.finder.states
    return page.blocks.indices.map { index in
      var names = signs.signs[Int(signs.starts[index])..<Int(signs.starts[index + 1])].map { Sign.names[Int($0)] }
      if signs.units.joins(index) { names.append("unit.joins") }
      if reasons[index] != .none { names.append("why.\(reasons[index].rawValue)") }
      return "\(states[index])\t\(names.joined(separator: " "))\t\(Self.line(page, index))"
    }
  }
}
