import TextModel

/// Looks every stretch of tokens up in all lists: fills `gazetteerMatches`, `firstMatch` and `listMasks`.
public struct GazetteerTagging: Stage {
  private let gazetteers: Gazetteers

  /// A tagger for these lists, one a worker.
  public init(_ gazetteers: Gazetteers) { self.gazetteers = gazetteers }

  /// Finds at every token the longest entry of each list, within the sentence.
  public mutating func process(_ document: Document) {
    let count = document.tokens.count
    document.gazetteerMatches.removeAll(keepingCapacity: true)
    document.firstMatch = [Int32](repeating: -1, count: count)
    document.listMasks = [UInt64](repeating: 0, count: count * 2)
    for sentence in document.sentences {
      for token in sentence.tokens.indices { tag(document, at: token, limit: sentence.tokens.limit) }
    }
  }

  private func tag(_ document: Document, at token: Int, limit: Int) {
    let first = document.vocabulary.string(document.lower(token))
    guard let names = gazetteers.names[first] else { return }
    var found: [GazetteerMatch] = []
    for name in names where isMatch(name, document, at: token, limit: limit) {
      let match = GazetteerMatch(
        list: name.list, entry: name.entry, tokens: TokenRange(token, token + name.words.count),
        isConditional: name.isConditional, next: -1)
      if let old = found.firstIndex(where: { $0.list == match.list && $0.isConditional == match.isConditional }) {
        if found[old].tokens.count < match.tokens.count { found[old] = match }
      } else {
        found.append(match)
      }
    }
    for match in found.reversed() {
      var match = match
      match.next = document.firstMatch[token]
      document.firstMatch[token] = Int32(truncatingIfNeeded: document.gazetteerMatches.count)
      document.gazetteerMatches.append(match)
      if !match.isConditional {
        document.listMasks[token * 2 + Int(match.list >> 6)] |= 1 << UInt64(match.list & 63)
      }
    }
  }

  private func isMatch(_ name: QuickName, _ document: Document, at token: Int, limit: Int) -> Bool {
    guard token + name.words.count <= limit else { return false }
    for (offset, word) in name.words.enumerated() {
      let here = document.tokens[token + offset]
      let spelling = NameWords.plain(document.vocabulary.string(here.word))
      if name.isExact && !here.flags.contains(.caseless) {
        if spelling != word { return false }
      } else if spelling.lowercased() != word.lowercased() {
        return false
      }
    }
    return true
  }
}
