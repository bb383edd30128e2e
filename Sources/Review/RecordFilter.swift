import Records

/// Which records of a table are wanted; words are looked for in names whatever their case.
public struct RecordFilter: Sendable {
  /// In the name of the source; of a source's own record in its name.
  public var source: String?
  /// The word of `kind`.
  public var kind: String?
  /// In the id, the origin or the title of the document.
  public var document: String?
  /// Of quotes only those of an act and of at least a confidence.
  public var trust = QuoteTrust()

  /// Makes a filter that lets everything through.
  public init() {}

  /// Whether a document's records are wanted at all.
  public func includes(_ document: ReviewedDocument) -> Bool {
    guard let words = self.document else { return true }
    return [document.id, document.origin, document.title ?? ""].contains { ReviewFilter.contains($0, words) }
  }

  /// Whether a record is wanted.
  public func includes(_ record: JSONValue, _ type: RecordKind) -> Bool {
    if let kind, record["kind"].string != kind { return false }
    guard let source else { return true }
    let name = type == .source ? record["name"].string : record["source"]["name"].string
    return ReviewFilter.contains(name ?? "", source)
  }

  /// Whether a record that is wanted is, where it is a quote's, of the act and the confidence that are asked for.
  public func trusts(_ record: JSONValue, _ type: RecordKind) -> Bool { type != .quote || trust.includes(record) }
}
