import TextModel

/// Honours, offices and degrees that stand behind a person's name and are no part of it: *Jane Holt KC*, *Sir Alan Reeve
/// OBE FRS*; not *Jr.* and *III*, which tell people of one name apart.
struct Postnominals {
  private var words: Set<WordKey> = []

  init(_ classes: WordClasses) {
    classes.forEachWord(of: "name.postnominal") { words.insert(WordKey($0)) }
  }

  private static let shapes: WordShape = [.allCapitals, .mixedCase, .hasStop]

  /// A person's name without what stands behind it; a name of two words keeps it, and so does one all in capitals, whose
  /// last word may be anything (*JACK LEE MP*).
  func trimmed(_ name: TokenRange, _ document: Document) -> TokenRange {
    var limit = name.limit
    while limit - name.first > 2, isPostnominal(limit - 1, document) { limit -= 1 }
    return document.shape(limit - 1).contains(.allCapitals) ? name : TokenRange(name.first, limit)
  }

  private func isPostnominal(_ token: Int, _ document: Document) -> Bool {
    guard !document.shape(token).isDisjoint(with: Self.shapes) else { return false }
    return document.vocabulary.withBytes(document.tokens[token].word) { words.contains(WordKey($0)) }
  }
}
