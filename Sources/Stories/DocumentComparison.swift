import Records

/// Two documents held against each other, whether or not one was made of the other.
public struct DocumentComparison {
  /// The record of the reuse and those of its changes, as lines of JSON.
  public let records: [UInt8]

  /// Compares the documents of two stretches of lines; nil where one has no document.
  public init?(from: [UInt8], to: [UInt8], language: StoryLanguage) {
    var parser = DocumentParser()
    guard let first = from.withUnsafeBufferPointer({ parser.document(of: $0) }),
      let second = to.withUnsafeBufferPointer({ parser.document(of: $0) })
    else { return nil }
    let (there, here) = (ComparedText(first, language: language), ComparedText(second, language: language))
    let overlap = Overlap(here, there)
    let tie = ReuseTie(
      document: 1, from: 0, share: Float(overlap.share), of: Float(overlap.of), isIdentical: false,
      isMostly: overlap.isMostly)
    let found = ChangeFinder(here, from: there)
    var writer = StoryWriter(id: "y" + first.id.dropFirst())
    writer.writeReuse(ReuseRecord(tie, here, there, found, language), changes: found.changes)
    records = writer.takeSections().flatMap(\.bytes)
  }

  /// The lines of the document whose id begins so, among records; nil where there is none.
  public static func lines(of id: String, in records: [String]) -> [UInt8]? {
    let reader = RecordLines(inputs: records, store: RecordStore(temporaryFolder: "/tmp"))
    let start = Array(id.utf8)
    guard !start.isEmpty else { return nil }
    while let item = reader.next() {
      guard case .document(let lines) = item else { continue }
      if let found = RecordHead.document(of: lines.bytes[...]), found.starts(with: start) { return lines.bytes }
    }
    return nil
  }
}
