/// What a run asks of ingestion.
public struct IngestionOptions: Sendable {
  /// The format that the user names where the input's name and content do not tell it.
  public enum Format: String, Sendable, CaseIterable {
    case text, html, jsonl, warc
  }

  /// The largest document that is read, in bytes after decompression; a larger one is an error record.
  public var maxDocument = 16 << 20
  /// Overrides what the name and the content of the inputs say.
  public var format: Format?
  /// Plain text is the article from its first line to its last: nothing is marked as boilerplate.
  public var allBody = false
  /// How many containers may lie one in the other (a page in a WARC in a WACZ in a tar is 4).
  public var maxNesting = 6

  /// Makes the options of a run without any.
  public init() {}
}
