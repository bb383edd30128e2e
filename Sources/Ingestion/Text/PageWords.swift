import TextModel

/// The words of a language that ingestion asks for: classes of `Gazetteers/class/page.tsv` and of the calendar, each in the
/// form in which it is looked up. Made once, shared by all workers.
final class PageWords: Sendable {
  /// What paragraphs are measured by.
  let scanned: ScannedWords
  /// What dates are read by.
  let months: MonthNames
  /// What lines of authors are cut by.
  let bylines: BylineWords
  /// Titles of pages that say that there is none, levelled.
  let errorTitles: [String]
  /// What the way down a site calls its front page.
  let frontNames: Set<String>
  /// Paragraphs that say that the text ends, levelled; of numbers only behind a dash.
  let ends: [[UInt8]]

  /// Finds the classes. O(words).
  init(_ classes: WordClasses) {
    scanned = ScannedWords(classes)
    months = MonthNames(classes)
    bylines = BylineWords(classes, months: months)
    errorTitles = classes.words(of: "page.error")
    frontNames = classes.set(of: "page.front")
    ends = classes.words(of: "page.end").map { Array($0.utf8) }
  }
}
