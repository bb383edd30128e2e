import TextModel

/// What the walk over a document notes by token and by quote, in buffers that the next document uses again.
final class DiscourseBuffers {
  var discourse = Discourse()
  /// For each quote its referent, or -1.
  var referentOfQuote: [Int] = []
  /// For each token 1 + the entity whose name begins there, or 0, and where that name ends.
  private(set) var entityAt: [Int32] = []
  private(set) var entityLimit: [Int32] = []
  /// For each token 1 + the quote whose source mention holds it, or 0.
  private(set) var sourceAt: [Int32] = []
  /// For each token 1 + the first quote whose source mention begins there, or 0; for each quote the next one, or -1.
  private(set) var firstQuote: [Int32] = []
  private(set) var nextQuote: [Int32] = []
  private(set) var quoteTokens: [TokenRange] = []
  /// For each token 1 + the role noun that begins there, or 0.
  private(set) var nounIndexAt: [Int32] = []

  /// Looks at a document's names, role nouns and sources.
  func begin(_ view: DocumentView) {
    let document = view.document
    let count = view.tokens.count
    Self.clear(&entityAt, count)
    Self.clear(&entityLimit, count)
    Self.clear(&sourceAt, count)
    Self.clear(&firstQuote, count)
    Self.clear(&nounIndexAt, count)
    for index in view.nouns.indices where view.nouns[index].tokens.first < count {
      nounIndexAt[view.nouns[index].tokens.first] = Int32(truncatingIfNeeded: index + 1)
    }
    for number in document.entities.indices {
      for mention in document.entities[number].mentions where mention.form == .name {
        let tokens = view.tokens(of: mention.range)
        guard !tokens.isEmpty else { continue }
        entityAt[tokens.first] = Int32(truncatingIfNeeded: number + 1)
        entityLimit[tokens.first] = tokens.end
      }
    }
    noteQuotes(view)
    view.modifiers.clear()
    discourse.begin(entities: document.entities.count)
  }

  private func noteQuotes(_ view: DocumentView) {
    let quotes = view.document.quotes
    referentOfQuote.removeAll(keepingCapacity: true)
    referentOfQuote.append(contentsOf: repeatElement(-1, count: quotes.count))
    nextQuote.removeAll(keepingCapacity: true)
    nextQuote.append(contentsOf: repeatElement(-1, count: quotes.count))
    quoteTokens.removeAll(keepingCapacity: true)
    for number in quotes.indices {
      let tokens = quotes[number].mention.map { view.tokens(of: $0.range) } ?? TokenRange(0, 0)
      quoteTokens.append(tokens)
      for token in tokens.indices where sourceAt[token] == 0 { sourceAt[token] = Int32(truncatingIfNeeded: number + 1) }
    }
    // From the last to the first, so that a chain is in the order of the quotes.
    for number in quotes.indices.reversed() where !quoteTokens[number].isEmpty {
      let token = quoteTokens[number].first
      nextQuote[number] = firstQuote[token] - 1
      firstQuote[token] = Int32(truncatingIfNeeded: number + 1)
    }
  }

  static func clear(_ numbers: inout [Int32], _ count: Int) {
    numbers.removeAll(keepingCapacity: true)
    numbers.append(contentsOf: repeatElement(0, count: count))
  }
}

/// Compares words of the lists, which are ASCII, with names.
enum AsciiText {
  /// Whether a name has the word in it, in whatever case.
  static func contains(_ name: String, _ word: [UInt8]) -> Bool {
    guard !word.isEmpty else { return true }
    var name = name
    return name.withUTF8 { bytes in
      guard bytes.count >= word.count else { return false }
      return (0...bytes.count - word.count).contains { start in
        word.indices.allSatisfy { small(bytes[start + $0]) == word[$0] }
      }
    }
  }

  /// A capital letter's small one.
  static func small(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
