import TextModel

/// Finds the dateline before the first sentence of a report: *LIMA (Reuters) - *, *MARSABIT, Kenya — *.
enum Dateline {
  /// A dateline has no more tokens than this.
  private static let longest = 14

  /// The first token behind the dateline of a sentence; its own first token where there is none. O(1).
  static func end(of sentence: TokenRange, in document: Document) -> Int {
    let start = sentence.first
    guard sentence.count > 3, document.tokens[start].flags.contains(.blockStart), opens(start, in: document) else {
      return start
    }
    var hasBracket = false
    for token in start..<min(sentence.limit - 1, start + longest) {
      let shape = document.shape(token)
      if token > start, isDash(token, in: document) {
        return hasBracket || isPlaceOrSite(start, in: document) ? token + 1 : start
      }
      if shape.contains(.punctuation) {
        hasBracket = hasBracket || document.text[Int(document.tokens[token].range.start.value)] == 0x28
      } else if shape.isDisjoint(with: [.capitalized, .allCapitals, .numeral, .initial]) {
        return start
      }
    }
    return start
  }

  private static func opens(_ token: Int, in document: Document) -> Bool {
    !document.shape(token).isDisjoint(with: [.capitalized, .allCapitals])
  }

  /// A place in capitals, or the address of a site: *LIMA*, *IslandWire.Net*.
  private static func isPlaceOrSite(_ token: Int, in document: Document) -> Bool {
    let shape = document.shape(token)
    if shape.contains(.allCapitals) || shape.isSuperset(of: [.hasStop, .mixedCase]) { return true }
    guard token + 2 < document.tokens.count, !document.tokens[token + 1].flags.contains(.spaceBefore) else {
      return false
    }
    return document.text[Int(document.tokens[token + 1].range.start.value)] == 0x2E
      && !document.tokens[token + 2].flags.contains(.spaceBefore)
  }

  /// A dash, or a hyphen between blanks.
  private static func isDash(_ token: Int, in document: Document) -> Bool {
    if document.shape(token).contains(.dash) { return true }
    let range = document.tokens[token].range
    return range.length == 1 && document.text[Int(range.start.value)] == 0x2D
      && document.tokens[token].flags.contains(.spaceBefore)
  }
}
