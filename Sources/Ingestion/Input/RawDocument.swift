/// A document before it is read: its bytes and what came with them. Cheap to hand to a worker.
public struct RawDocument: Sendable {
  /// What the bytes are.
  public enum Format: Sendable {
    /// A text with the debris of a page perhaps round it.
    case text
    /// A page, or the part of one that holds the article.
    case html
  }

  /// What a container gave with a document, before anything is read from the document itself.
  public struct Given: Sendable {
    /// The id that the input gave it.
    public var key: String?
    /// The address that it was fetched from.
    public var url: String?
    /// The title, as another program found it or as a feed gives it.
    public var title: String?
    /// The authors, a name or a line each.
    public var byline: [String] = []
    /// The outlet.
    public var site: String?
    /// The section of the outlet.
    public var section: String?
    /// A day or a time stamp, as it stood there.
    public var published: String?
    /// When it was last changed, as it stood there.
    public var modified: String?
    /// A code of a language, as it stood there.
    public var language: String?
    /// Notices of rights in the HTTP head.
    public var rights: String?
    /// The charset of the HTTP or MIME head.
    public var charset: String?

    /// Nothing given.
    public init() {}
  }

  /// The document's own bytes, not decoded yet.
  public var bytes: [UInt8]
  /// How the bytes are read.
  public var format: Format
  /// Where the bytes came from: a path, `dump.jsonl:12`, `dump.warc.gz#81920`, `dump.zip#member`.
  public var origin: String
  /// What came with it.
  public var given = Given()
  /// The bytes are a value that a program has cut out before (the `text` of JSON Lines): all of it is the article.
  public var isExtracted = false

  /// Makes a document of bytes.
  public init(bytes: [UInt8], format: Format, origin: String) {
    self.bytes = bytes
    self.format = format
    self.origin = origin
  }
}

/// A document, or a part of the input, that could not be read: the payload of an error record.
public struct IngestionError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What went wrong: in the input (a file that cannot be opened) or in a document.
  public enum Stage: String, Sendable { case input, ingestion }
  /// Where it went wrong.
  public var stage: Stage
  /// The file, line, member or record that it is about.
  public var origin: String
  /// Lower case, no full stop.
  public var reason: String

  /// Makes an error with its place.
  public init(_ stage: Stage, origin: String, reason: String) {
    self.stage = stage
    self.origin = origin
    self.reason = reason
  }

  /// Place and reason, as a message shows them.
  public var description: String { "\(origin): \(reason)" }
}

/// What the reader of inputs hands out.
public enum InputItem: Sendable {
  case document(RawDocument)
  case failure(IngestionError)
}
