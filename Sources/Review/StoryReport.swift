import Records

/// A story with its documents and what was done to them.
public struct StoryReport: Sendable {
  /// The story's record; null where two documents are compared that are in none.
  public var story: JSONValue
  /// In the order of time.
  public var documents: [ReviewedDocument]
  /// The sites of the documents.
  public var outlets: [String]
  /// The story's records of text that was taken over.
  public var reuses: [JSONValue]
  /// The changes of all of them.
  public var changes: [JSONValue]
  /// What was said.
  public var sayings: [JSONValue]
  /// What was counted.
  public var figures: [JSONValue]

  /// Makes a report without anything in it.
  public init(story: JSONValue = .null) {
    self.story = story
    documents = []
    outlets = []
    reuses = []
    changes = []
    sayings = []
    figures = []
  }

  /// Adds a document; `record` is its record.
  public mutating func add(_ record: JSONValue) {
    documents.append(ReviewedDocument(record))
    let address = record["outlet"].string ?? record["site"].string ?? Self.host(of: record["url"].string)
    outlets.append(address ?? record["origin"].string ?? "")
  }

  private static func host(of address: String?) -> String? {
    guard let address else { return nil }
    let parts = address.split(separator: "/", omittingEmptySubsequences: true)
    guard parts.count > 1 else { return nil }
    return parts[1].hasPrefix("www.") ? String(parts[1].dropFirst(4)) : String(parts[1])
  }

  /// The place of a document in the order of time.
  func number(of id: String?) -> Int? { documents.firstIndex { $0.id == id } }
}
