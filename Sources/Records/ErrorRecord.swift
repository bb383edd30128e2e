/// The record of a document that could not be read or finished.
public struct ErrorRecord: Sendable {
  /// The step of the run that failed; the raw value is the word of the record.
  public enum Stage: String, Sendable, CaseIterable { case input, ingestion, extraction, output }

  /// Where the bytes came from.
  public var origin: String
  /// The document's id, where it got as far as having one.
  public var document: DocumentID?
  /// The step that failed.
  public var stage: Stage
  /// Lower case, no full stop.
  public var reason: String

  /// Makes a record.
  public init(origin: String, document: DocumentID? = nil, stage: Stage, reason: String) {
    self.origin = origin
    self.document = document
    self.stage = stage
    self.reason = reason
  }

  static let fields: [SchemaField] = [
    SchemaField("type", .constant("error")),
    SchemaField("origin", .string),
    SchemaField("document", .nullable(SharedFields.documentID)),
    SchemaField("stage", .words(Stage.allCases.map(\.rawValue))),
    SchemaField("reason", .string),
  ]

  /// The record as a line of JSON with its line end.
  public func json() -> [UInt8] {
    var writer = JSONLinesWriter()
    writer.beginObject()
    writer.key("type")
    writer.string("error")
    writer.key("origin")
    writer.string(origin)
    writer.key("document")
    writer.string(orNull: document?.description)
    writer.key("stage")
    writer.string(stage.rawValue)
    writer.key("reason")
    writer.string(reason)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }
}
