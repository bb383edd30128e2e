import Records

/// Takes the digests of documents as they are read. One a thread.
public struct DigestReader {
  private let language: StoryLanguage
  private var parser = DocumentParser()

  /// What an item that was read has come to.
  public enum Outcome: Sendable {
    /// The digest of a document with its payload, nil where the document's own record is at fault, and errors of lines
    /// that are no records of it.
    case document(Digest, DigestPayload)
    /// Lines that could not be used, and the document if that could.
    case faults([ErrorRecord], (Digest, DigestPayload)?)
    case kept(KeptDigests)
    case end(key: UInt64?)
  }

  /// Makes a reader.
  public init(language: StoryLanguage) { self.language = language }

  /// What an item comes to.
  public mutating func outcome(of item: RecordLines.Item) -> Outcome {
    switch item {
    case .document(let lines): outcome(of: lines)
    case .failure(let error): .faults([error], nil)
    case .kept(let kept): .kept(kept)
    case .end(let key): .end(key: key)
    }
  }

  private mutating func outcome(of lines: DocumentLines) -> Outcome {
    let document = lines.bytes.withUnsafeBufferPointer { parser.document(of: $0) }
    let errors = parser.faults.map { fault in
      ErrorRecord(origin: "\(lines.path):\(lines.place.line + fault.line)", stage: .input, reason: fault.reason)
    }
    guard let document, let id = DocumentID(document.id) else { return .faults(errors, nil) }
    let stamp = lines.bytes.withUnsafeBytes { StampHash.of($0) }
    var digest = Digest(document, id: id, place: lines.place, stamp: stamp, language: language)
    let payload = DigestPayload(document, language: language, bodyCount: &digest.bodyCount)
    digest.payload = payload.place
    return errors.isEmpty ? .document(digest, payload) : .faults(errors, (digest, payload))
  }
}
