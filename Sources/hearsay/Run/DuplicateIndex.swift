import Records

/// What the documents of a run have in common, in the order of the input: equal ids and equal articles.
struct DuplicateIndex {
  /// What a document is told of those before it.
  struct Place: Equatable {
    /// How many times its id has been met, itself counted.
    var occurrence: Int
    /// The first document with the same words.
    var duplicateOf: DocumentID?
  }

  private var occurrences: [UInt64: Int32] = [:]
  private var firstWithWords: [UInt64: DocumentID] = [:]

  /// Takes the next document in. O(1).
  mutating func place(hash: UInt64, textHash: UInt64?) -> Place {
    let occurrence = Int(occurrences[hash, default: 0]) + 1
    occurrences[hash] = Int32(truncatingIfNeeded: occurrence)
    guard let textHash else { return Place(occurrence: occurrence, duplicateOf: nil) }
    if let first = firstWithWords[textHash] { return Place(occurrence: occurrence, duplicateOf: first) }
    firstWithWords[textHash] = DocumentID(hash: hash, occurrence: occurrence)
    return Place(occurrence: occurrence, duplicateOf: nil)
  }
}
