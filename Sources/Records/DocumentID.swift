/// The id of a document: `d`, 16 hexadecimal digits of a hash of its bytes, and from the second time that a run meets
/// it `-2`, `-3` …
public struct DocumentID: Hashable, Sendable, CustomStringConvertible {
  /// A hash of the bytes of the document and of the metadata given with it.
  public var hash: UInt64
  /// How many times the run has met it, itself counted.
  public var occurrence: Int

  /// Makes an id from the hash of a document's bytes.
  public init(hash: UInt64, occurrence: Int = 1) {
    self.hash = hash
    self.occurrence = occurrence
  }

  /// The id as it stands in records.
  public var description: String {
    "d" + Self.digits(of: hash) + (occurrence > 1 ? "-\(occurrence)" : "")
  }

  /// The 16 hexadecimal digits of a hash.
  static func digits(of hash: UInt64) -> String {
    let text = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }
}
