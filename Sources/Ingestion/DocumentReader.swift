import TextModel

/// Reads a document in a worker: decodes it, finds the article in it and the metadata of it.
///
/// Keeps its buffers from document to document, and nothing that changes a result.
public struct DocumentReader {
  private let options: IngestionOptions

  /// Makes a reader for the documents of a run.
  public init(options: IngestionOptions) {
    self.options = options
  }

  /// Fills `document` (which is cleared first) with text, blocks and metadata.
  ///
  /// Returns an error where something is wrong with the document. What could be read of it is in `document` all the
  /// same; its text is empty where that is nothing.
  public mutating func read(_ raw: RawDocument, into document: Document) -> IngestionError? {
    document.clear()
    document.metadata.origin = raw.origin
    document.metadata.key = raw.given.key
    document.metadata.url = raw.given.url
    document.metadata.title = raw.given.title
    document.metadata.published = raw.given.published
    document.text = Array(String(decoding: raw.bytes, as: UTF8.self).utf8)
    document.blocks.append(Block(range: UTF8Range(0, document.text.count), role: .body, line: 1))
    return nil
  }
}
