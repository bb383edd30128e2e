import Entities
import Records

/// Takes the digests of documents as they are read. One a thread.
public struct DigestReader {
  private let common: CommonWords
  private var parser = DocumentParser()

  /// What the lines of a document have come to.
  public struct Outcome: Sendable {
    /// Nil where the document's own record is at fault.
    public var digest: Digest?
    /// Lines that are no records of the document.
    public var errors: [ErrorRecord]

    /// Makes an outcome.
    public init(digest: Digest?, errors: [ErrorRecord]) {
      self.digest = digest
      self.errors = errors
    }
  }

  /// Makes a reader; `common` has the frequencies of words.
  public init(common: CommonWords) { self.common = common }

  /// The digest of the document of some lines.
  public mutating func outcome(of lines: DocumentLines) -> Outcome {
    let document = lines.bytes.withUnsafeBufferPointer { parser.document(of: $0) }
    let errors = parser.faults.map { fault in
      ErrorRecord(origin: "\(lines.path):\(lines.place.line + fault.line)", stage: .input, reason: fault.reason)
    }
    return Outcome(digest: document.map { Digest($0, place: lines.place, common: common) }, errors: errors)
  }
}
