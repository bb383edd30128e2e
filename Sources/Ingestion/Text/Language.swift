/// Tells English from other languages by its small words.
enum Language {
  /// Whether a text is English; nil where it is too short to tell.
  static func isEnglish(facts: some Sequence<BlockFacts>) -> Bool? {
    var words = 0
    var english = 0
    for fact in facts {
      words += Int(fact.words)
      english += Int(fact.englishWords)
    }
    guard words >= 30 else { return nil }
    if english * 100 >= words * 12 { return true }
    return english * 100 < words * 5 ? false : nil
  }
}
