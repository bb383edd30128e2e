import TextModel

/// What a word is in a date, beside the lists of calendar words: the classes of the list `date`.
enum DateWord: CaseIterable {
  /// *ago*; *later*: which way a stretch of time goes.
  case past, future
  case beforeChrist, morning, afternoon, half
  /// Of the words that say nothing, those with which no figure begins: *the morning of 9 June*.
  case mark
  case end, few, last, filler
}

/// The words of dates, one map from a word to what it is.
struct DateWords {
  private let kinds: [String: DateWord]
  /// What points to a date that the text has named: *the following day*.
  let backward: Set<String>
  /// Where *a day* is one.
  let articles: Set<String>
  /// What may stand behind the figures of an hour, and the zones behind four of them: *1430 GMT*.
  let halves: Set<String>
  let zones: Set<String>
  /// The endings of ranks: *9th*.
  let ranks: Set<String>
  /// The ending of *1990s*.
  let decades: Set<String>
  /// What stands right behind the figures of an hour, without stops: *9am*, *9a*.
  let hourLetters: (morning: Set<String>, afternoon: Set<String>)
  /// What may be joined to a date by a hyphen, with it: *mid-*.
  let prefixes: [String]
  /// The months in their order.
  let months: [String]

  private static let list = "date"  // names: a list

  init(_ classes: WordClasses) {
    var kinds: [String: DateWord] = [:]
    for kind in DateWord.allCases.reversed() {
      for word in classes.words(of: WordClasses.name(of: kind, in: Self.list)) { kinds[word] = kind }
    }
    self.kinds = kinds
    backward = classes.set(of: "date.backward")
    articles = classes.set(of: "date.article")
    halves = classes.set(of: "date.after-hour")
    zones = classes.set(of: "date.zone")
    ranks = classes.set(of: "date.rank")
    decades = classes.set(of: "date.decade")
    hourLetters = (Self.letters(of: "date.morning", classes), Self.letters(of: "date.afternoon", classes))
    prefixes = classes.words(of: "date.prefix")
    months = classes.words(of: "calendar.month")
  }

  /// The words of a class without stops, and their first letters.
  private static func letters(of name: String, _ classes: WordClasses) -> Set<String> {
    let words = classes.words(of: name).map { $0.filter { $0 != "." } }
    return Set(words + words.map { String($0.prefix(1)) })
  }

  /// What a small-letter word is; nil of most. O(length).
  func kind(of word: String) -> DateWord? { kinds[word] }
}
