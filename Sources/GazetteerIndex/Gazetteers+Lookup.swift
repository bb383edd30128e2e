import Segmentation
import TextModel

/// An entry that has a name, and how.
public struct NamedEntry: Sendable {
  /// How a name stands to what was asked for.
  public enum Reading: Sendable {
    /// As it is spelt, or its list does not care about case.
    case same
    /// In other letters than it was asked for: it matches in sentences in capitals only.
    case otherCase
  }

  /// The entry's number.
  public let entry: Int32
  /// How it reads.
  public let reading: Reading
}

extension Gazetteers {
  /// All entries of which the whole name, or an alias, is the text: the users' first, then in the order of the files.
  ///
  /// Unlike `GazetteerTagging` this leaves none out: neither the namesakes nor what the users' entries hide.
  public func entries(named name: String) -> [NamedEntry] {
    let document = Document()
    document.text = Array(name.utf8)
    var tokenizer = Tokenizer(words)
    document.text.withUnsafeBufferPointer {
      tokenizer.tokenize($0, in: 0..<$0.count, vocabulary: document.vocabulary, into: &document.tokens)
    }
    guard !document.tokens.isEmpty else { return [] }
    let exact = entries(spanning: document)
    for index in document.tokens.indices { document.tokens[index].flags.insert(.caseless) }
    let others = entries(spanning: document).filter { !exact.contains($0) }
    return exact.map { NamedEntry(entry: $0, reading: .same) }
      + others.map { NamedEntry(entry: $0, reading: .otherCase) }
  }

  /// The entries of the names that are all of the document, each once.
  private func entries(spanning document: Document) -> [Int32] {
    var found: [Int32] = []
    let count = document.tokens.count
    for (index, layer) in layers.enumerated().reversed() {
      let hits = FlatBuffer<NameHit>()
      let cursor = AutomatonCursor(layer.content.automaton, layer: index)
      for word in 0..<document.vocabulary.count { _ = cursor.add(WordID(word), of: document.vocabulary) }
      document.tokens.withUnsafeBufferPointer { cursor.collect(at: 0, limit: count, $0, into: hits) }
      let tree = layer.content.automaton.tree
      for hit in hits.elements where Int(hit.end) == count {
        for output in tree.outputs(of: hit.node) {
          let own = tree.output(output).entry
          guard Int(own) < layer.content.entries.count else { continue }
          let entry = Int32(truncatingIfNeeded: own & 0x7FFF_FFFF) | (layer.isUsers ? Int32.min : 0)
          if !found.contains(entry) { found.append(entry) }
        }
      }
    }
    return found.sorted { (isUsers($0) ? 0 : 1, $0) < (isUsers($1) ? 0 : 1, $1) }
  }

  /// What is known of an entry: its list and the columns that are not empty, in the order of the file.
  public func description(of entry: Int32) -> (list: String, columns: [(name: String, value: String)]) {
    let number = Int(list(of: entry))
    guard number < lists.count else { return ("", []) }
    let columns = lists[number].columns.enumerated().map { (name: $1, value: value($0, of: entry)) }
    return (lists[number].name, columns.filter { !$0.value.isEmpty })
  }
}
