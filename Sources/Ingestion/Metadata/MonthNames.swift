import TextModel

/// The names of months and the endings of days, for dates of pages.
final class MonthNames: Sendable {
  /// The first three letters of the months, packed, in the order of the year.
  private let keys: [UInt32]
  /// The names in small letters, whole and short.
  let all: Set<String>
  /// The endings of *3rd*.
  private let ranks: Set<String>

  /// Finds the classes. O(words).
  init(_ classes: WordClasses) {
    let names = classes.words(of: "calendar.month")
    let shorts = names.map { String($0.prefix(3)) }
    keys = shorts.map { Self.key(Array($0.utf8)[...]) ?? 0 }
    all = Set(names + shorts + classes.words(of: "calendar.month-short").map { $0.filter(\.isLetter) })
    ranks = classes.set(of: "date.rank")
  }

  /// The first three letters of a word, packed; nil where it has fewer.
  private static func key(_ word: ArraySlice<UInt8>) -> UInt32? {
    word.count < 3 ? nil : word.prefix(3).reduce(0) { $0 << 8 | UInt32(ASCII.lower($1)) }
  }

  /// The month that begins with the first three letters of a word, from 1.
  func beginning(_ word: ArraySlice<UInt8>) -> Int? {
    Self.key(word).flatMap { keys.firstIndex(of: $0) }.map { $0 + 1 }
  }

  /// The month of a name, whole or short.
  func month(_ word: ArraySlice<UInt8>) -> Int? {
    guard let month = beginning(word), word.allSatisfy(ASCII.isLetter) else { return nil }
    return all.contains(String(decoding: word.map(ASCII.lower), as: UTF8.self)) ? month : nil
  }

  /// Whether letters end the number of a day.
  func isRank(_ letters: String) -> Bool { ranks.contains(letters) }
}
