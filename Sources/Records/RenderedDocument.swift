import TextModel

/// The records of a document as bytes, ready but for the two things that depend on the documents before it in the run:
/// the `-2` of an id met again, and `duplicate_of`.
///
/// Workers render documents in any order; the places of both are kept, so that whoever puts the documents in order can
/// fill them in without another look at the document.
public struct RenderedDocument: Sendable {
  private var bytes: RecordBytes
  /// Where the records of each type end, in the order of `RecordKind`, errors aside.
  private var limits: [Int32]
  private var idEnds: [Int32]
  private var duplicatePosition: Int
  /// The hash that the document's id is made of.
  public let hash: UInt64
  /// The hash of the article's words; nil where it has none.
  public let textHash: UInt64?
  /// Where the document came from.
  public let origin: String

  init(
    bytes: RecordBytes, limits: [Int32], idEnds: [Int32], duplicatePosition: Int, hash: UInt64, textHash: UInt64?,
    origin: String
  ) {
    self.bytes = bytes
    self.limits = limits
    self.idEnds = idEnds
    self.duplicatePosition = duplicatePosition
    self.hash = hash
    self.textHash = textHash
    self.origin = origin
  }

  /// The number of bytes. O(1).
  public var byteCount: Int { bytes.count }

  /// Fills in what depends on earlier documents. O(bytes) where something is filled in, else O(1).
  public mutating func complete(occurrence: Int, duplicateOf: DocumentID?) {
    guard occurrence > 1 || duplicateOf != nil else { return }
    let suffix = occurrence > 1 ? Array("-\(occurrence)".utf8) : []
    var insertions = idEnds.map { (position: Int($0), removed: 0, added: suffix) }
    if let duplicateOf, duplicatePosition >= 0 {
      let value = Array("\"\(duplicateOf)\"".utf8)
      insertions.append((duplicatePosition, 4, value))
      insertions.sort { $0.position < $1.position }
    }
    var completed = ByteBuffer()
    completed.reserve(bytes.count + insertions.count * suffix.count + 64)
    var start = 0
    var limit = 0
    // The end of a section is where a further insertion, of nothing, is made.
    func endSections(upTo position: Int) {
      while limit < limits.count, Int(limits[limit]) <= position {
        completed.append(bytes, from: start, to: Int(limits[limit]))
        start = Int(limits[limit])
        limits[limit] = Int32(truncatingIfNeeded: completed.count)
        limit += 1
      }
    }
    for insertion in insertions {
      endSections(upTo: insertion.position)
      completed.append(bytes, from: start, to: insertion.position)
      for byte in insertion.added {
        completed.reserve(1)
        completed.put(byte)
      }
      start = insertion.position + insertion.removed
    }
    endSections(upTo: .max)
    bytes = completed.take()
    idEnds = []
  }

  /// Calls `body` with all records. O(1).
  public func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    try bytes.withBytes(body)
  }

  /// Calls `body` with the records of each type that has any.
  public func forEachSection(_ body: (RecordKind, UnsafeBufferPointer<UInt8>) throws -> Void) rethrows {
    try bytes.withBytes { all in
      var start = 0
      for (kind, limit) in zip(RecordKind.allCases, limits) {
        if Int(limit) > start { try body(kind, UnsafeBufferPointer(rebasing: all[start..<Int(limit)])) }
        start = Int(limit)
      }
    }
  }
}
