import TextModel

/// Reads a document in a worker: decodes it, finds the article in it and the metadata of it.
///
/// Keeps its buffers from document to document, and nothing that changes a result.
public struct DocumentReader {
  private let options: IngestionOptions
  private var extractor: ArticleExtractor
  private var texts: PlainTextReader
  private var isText = false
  /// Whether the signs of paragraphs are read even where all are known to be the article, for `explanation`.
  public var keepsSigns = false

  /// Makes a reader for the documents of a run.
  public init(options: IngestionOptions, rules: PageRules) {
    self.options = options
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
    return failure.map { IngestionError(.ingestion, origin: raw.origin, reason: $0) }
  }

  /// The paragraphs of the page read last with their signs and verdicts, a line of tab-separated fields each: state,
  /// role, names of signs, text. For those who ask why a paragraph was kept or left out, and for learning weights.
  public func explanation() -> [String] {
    let page = isText ? texts.content : extractor.page
    let signs = isText ? texts.signs : extractor.signs
    let facts = isText ? texts.facts : extractor.facts
    let states = isText ? texts.finder.states : extractor.finder.states
    return page.blocks.indices.map { index in
      var names = signs.signs[Int(signs.starts[index])..<Int(signs.starts[index + 1])].map { Sign.names[Int($0)] }
      if facts[index].flags.contains(.debris) { names.append("never") }
      let text = String(
        decoding: page.bytes(Int(page.blocks[index].start)..<Int(page.blocks[index].end)), as: UTF8.self)
      let line = text.split(whereSeparator: { $0.isNewline || $0 == "\t" }).joined(separator: " ")
      return "\(states[index])\t\(names.joined(separator: " "))\t\(line)"
    }
  }
}
