/// Compares the names of sources as a reader does: articles, possessives, case and titles aside.
package enum SourceNames {
  private static let articles: Set<String> = ["the", "a", "an", "some", "his", "her", "their", "its", "our", "my"]

  /// The words of a name in small letters, without an article before them or a possessive.
  static func words(_ name: String) -> [String] {
    var text = ""
    for character in name.lowercased().replacing("’", with: "'") {
      text.append(character.isLetter || character.isNumber || "'-&/".contains(character) ? character : " ")
    }
    var words = text.split(separator: " ").map { word in
      word.hasSuffix("'s") ? String(word.dropLast(2)) : String(word.filter { $0 != "'" })
    }
    if words.count > 1, articles.contains(words[0]) { words.removeFirst() }
    return words.filter { !$0.isEmpty }
  }

  /// Whether a name says who another one is: the same words, or all of two or more in a row (*President Ann Roe* for *Ann
  /// Roe*), or the same word in singular and plural.
  package static func isSame(_ name: String, as expected: String) -> Bool {
    let (one, other) = (words(name), words(expected))
    guard !one.isEmpty, !other.isEmpty else { return name == expected }
    if one.joined() == other.joined() { return true }
    if other.count > 1, one.count > other.count {
      for start in 0...(one.count - other.count) where Array(one[start..<start + other.count]) == other { return true }
    }
    return stem(one) == stem(other)
  }

  private static func stem(_ words: [String]) -> String {
    let text = words.joined(separator: " ")
    return text.hasSuffix("s") ? String(text.dropLast()) : text
  }
}
