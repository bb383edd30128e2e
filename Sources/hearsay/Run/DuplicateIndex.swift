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

  /// The ids that were met; how often those that were met more than once.
  private var met: Set<UInt64> = []
  private var occurrences: [UInt64: Int] = [:]
  /// The id of the first document with certain words; how often it had been met, where that is more than once.
  private var firstWithWords: [UInt64: UInt64] = [:]
  private var firstOccurrences: [UInt64: Int] = [:]

  /// Takes the next document in. O(1).
  mutating func place(hash: UInt64, textHash: UInt64?) -> Place {
    var occurrence = 1
    if !met.insert(hash).inserted {
      occurrence = occurrences[hash, default: 1] + 1
      occurrences[hash] = occurrence
    }
    guard let textHash else { return Place(occurrence: occurrence, duplicateOf: nil) }
    if let first = firstWithWords[textHash] {
      let first = DocumentID(hash: first, occurrence: firstOccurrences[textHash, default: 1])
      return Place(occurrence: occurrence, duplicateOf: first)
    }
    firstWithWords[textHash] = hash
    if occurrence > 1 { firstOccurrences[textHash] = occurrence }
    return Place(occurrence: occurrence, duplicateOf: nil)
  }
}
