import TextModel

/// Tells the language of a text by its small words.
enum Language {
  /// The code of English.
  static let code = "en"  // names: a code

  /// The words of some paragraphs, and those of them that are English.
  struct Count {
    private(set) var words = 0
    private(set) var english = 0

    mutating func add(_ fact: BlockFacts) {
      words += Int(fact.words)
      english += Int(fact.englishWords)
    }

    /// So many words, and so many of them English, that what follows need not be counted.
    var isSurelyEnglish: Bool { words >= 200 && english * 100 >= words * 20 }
  }

  /// Whether most letters of a text are of another script than ours. O(bytes).
  static func isOtherScript(_ text: some Sequence<UInt8>) -> Bool {
    var ours = 0
    var others = 0
    for byte in text {
      if ASCII.isLetter(byte) { ours += 1 }
      // First bytes of Greek, Cyrillic and what comes behind them; 0xE2 has the marks of our own texts.
      if byte >= 0xCD, byte != 0xE2, byte < 0xF0 { others += 1 }
    }
    return others >= 20 && others > ours
  }

  /// Whether a text is English; nil where it is too short to tell.
  static func isEnglish(facts: some Sequence<BlockFacts>) -> Bool? {
    var count = Count()
    for fact in facts { count.add(fact) }
    guard count.words >= 30 else { return nil }
    if count.english * 100 >= count.words * 12 { return true }
    return count.english * 100 < count.words * 5 ? false : nil
  }
}
