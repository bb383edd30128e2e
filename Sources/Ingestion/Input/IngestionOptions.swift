/// What a run asks of ingestion.
public struct IngestionOptions: Sendable {
  /// The format that the user names where the input's name and content do not tell it.
  public enum Format: String, Sendable, CaseIterable {
    case text, html, jsonl, json, csv, tsv, warc
  }

  /// The largest document that is read, in bytes after decompression; a larger one is an error record.
  public var maxDocument = 16 << 20
  /// Overrides what the name and the content of the inputs say.
  public var format: Format?
  /// What a field of JSON or a column of a table means where its name does not say it: *text*, *title*, *url* by the name
  /// of the field, in small letters.
  public var fields: [String: String] = [:]
  /// Plain text is the article from its first line to its last: nothing is marked as boilerplate.
  public var allBody = false
  /// How many containers may lie one in the other (a page in a WARC in a WACZ in a tar is 4).
  public var maxNesting = 6

  /// The words that `fields` can have as meanings.
  public static var fieldMeanings: [String] { ScrapedFields.meanings }

  /// Makes the options of a run without any.
  public init() {}
}
