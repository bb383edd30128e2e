/// Tells English from other languages by its small words.
enum Language {
  static let english = ByteTable(
    tsv: Array(
      ("word\n"
        + "the and of to that is was for with on are have from they which were his her has been this will said not but by"
        .split(separator: " ").joined(separator: "\n")).utf8)
  ) { _ in 1 }

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
