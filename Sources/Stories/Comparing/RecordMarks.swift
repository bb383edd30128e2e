import Entities

/// Where the records of a document stand among its words.
struct RecordMarks {
  private let text: ComparedText
  private let cueWords: Set<UInt64>
  private let words: StoryWords
  /// All records with their stretches, by where they begin.
  private let spans: [(span: Range<Int>, id: String)]
  private let numbers: [Range<Int>]
  private let dates: [Range<Int>]
  private let names: [Range<Int>]
  /// Cues with the words that name their sources.
  private let attributions: [(cue: Range<Int>, source: Range<Int>)]

  init(_ text: ComparedText, cueWords: [UInt64], words: StoryWords) {
    self.text = text
    self.cueWords = Set(cueWords)
    self.words = words
    let document = text.document
    numbers = document.numbers.map(\.span)
    dates = document.dates.map(\.span)
    names = document.entities.flatMap(\.names)
    attributions = document.quotes.compactMap { quote in
      guard let cue = quote.cue, let mention = quote.mention else { return nil }
      return (cue: cue, source: mention)
    }
    var spans: [(span: Range<Int>, id: String)] = []
    for quote in document.quotes { for span in quote.spans { spans.append((span, quote.id)) } }
    for number in document.numbers { spans.append((number.span, number.id)) }
    for date in document.dates { spans.append((date.span, date.id)) }
    for entity in document.entities { for span in entity.names { spans.append((span, entity.id)) } }
    self.spans = spans
  }

  /// The hashes of the words that attribute in a document, where they are one word each.
  static func cueWords(_ document: StoryDocument) -> [UInt64] {
    document.quotes.compactMap { quote in
      guard let cue = quote.cue, cue.count <= 12 else { return nil }
      let word = Array(TextSlice.text(cue, of: document.text).lowercased().utf8)
      guard !word.contains(0x20) else { return nil }
      return word.withUnsafeBufferPointer { CommonWords.hash(of: $0) }
    }
  }

  /// The ids of the records in which a stretch lies or that lie in it, each once.
  func ids(_ span: Range<Int>?) -> [String] {
    guard let span else { return [] }
    var ids: [String] = []
    for record in spans where record.span.overlaps(span) && !ids.contains(record.id) { ids.append(record.id) }
    return ids
  }

  private func touches(_ words: Range<Int>, _ spans: [Range<Int>]) -> Bool {
    guard let span = text.scalars(words) else { return false }
    return spans.contains { $0.overlaps(span) }
  }

  /// Whether words are a cue with its source: *, The Associated Press said*.
  func isAttribution(_ words: Range<Int>) -> Bool {
    guard let span = text.scalars(words) else { return false }
    if attributions.contains(where: {
      span.lowerBound <= $0.cue.lowerBound && $0.cue.upperBound <= span.upperBound && $0.source.overlaps(span)
        && ($0.source.count <= 2 * span.count)
    }), words.count <= 24 {
      return true
    }
    guard words.count >= 2, words.count <= 8 else { return false }
    let isCued = words.contains { cueWords.contains(text.words[$0].hash) }
    return isCued
      && words.contains {
        text.words[$0].flags.contains(.capital) && !text.words[$0].flags.contains(.quoted)
          && !cueWords.contains(text.words[$0].hash)
      }
  }

  /// A longer stretch is not about the number in it.
  private static let numberLimit = 12

  /// Whether words are a number, or a few words with one.
  func isNumber(_ words: Range<Int>) -> Bool {
    guard words.count <= Self.numberLimit else { return false }
    if touches(words, numbers) { return true }
    return words.contains { text.words[$0].flags.contains(.digit) && !touches($0..<$0 + 1, dates) }
  }

  /// Whether words are figures, in digits or in words.
  func isFigure(_ range: Range<Int>) -> Bool {
    !range.isEmpty
      && range.allSatisfy { text.words[$0].flags.contains(.digit) || words.isFigure(text.words[$0].hash) }
  }

  /// The figures that words are, the same for words and digits.
  func figures(_ range: Range<Int>) -> [UInt64] { range.map { words.figure(of: text.words[$0].hash) } }

  /// Whether two stretches touch numbers, and these are worth the same.
  func hasNumbers(_ range: Range<Int>, of other: RecordMarks, _ there: Range<Int>) -> Bool {
    let (ours, theirs) = (numbers(at: range), other.numbers(at: there))
    return !ours.isEmpty && ours.count == theirs.count
      && zip(ours, theirs).allSatisfy {
        $0.value == $1.value && $0.low == $1.low && $0.high == $1.high && $0.unit == $1.unit && $0.kind == $1.kind
      }
  }

  private func numbers(at range: Range<Int>) -> [StoryDocument.Number] {
    guard let span = text.scalars(range) else { return [] }
    return text.document.numbers.filter { $0.span.overlaps(span) }
  }

  /// Whether two stretches touch dates, and these are the same days.
  func hasDates(_ range: Range<Int>, of other: RecordMarks, _ there: Range<Int>) -> Bool {
    // *last week* and *past week*
    if !range.isEmpty, days(of: range) == other.days(of: there) { return true }
    let (ours, theirs) = (days(at: range), other.days(at: there))
    return !ours.isEmpty && ours == theirs && !ours.contains(nil)
  }

  private func days(of range: Range<Int>) -> [UInt64] { range.map { words.plainOfDay(text.words[$0].hash) } }

  private func days(at range: Range<Int>) -> [String?] {
    guard let span = text.scalars(range) else { return [] }
    return text.document.dates.filter { $0.span.overlaps(span) }.map(\.iso)
  }

  /// Whether words are a date, or a few words with one.
  func isDate(_ words: Range<Int>) -> Bool { words.count <= Self.numberLimit && touches(words, dates) }

  /// Whether words are a name, or a name makes up a good part of them.
  func isName(_ words: Range<Int>) -> Bool {
    let named = words.reduce(0) {
      $0 + (text.words[$1].flags.contains(.capital) && touches($1..<$1 + 1, names) ? 1 : 0)
    }
    return named > 0 && named * 4 >= words.count
  }
}
