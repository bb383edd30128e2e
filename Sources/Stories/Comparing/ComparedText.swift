/// A document ready to be compared: its words, sentences and sequences of words.
final class ComparedText {
  let document: StoryDocument
  let language: StoryLanguage
  let words: [Word]
  let sentences: [WordSentence]
  let grams: Grams
  /// The sequences by their hash: hash, and the place in `grams.inOrder`.
  let sorted: [(hash: UInt64, place: Int32)]
  /// The words of the article's own text.
  let bodyCount: Int

  init(_ document: StoryDocument, language: StoryLanguage) {
    self.document = document
    self.language = language
    let text = TextWords(document, language: language)
    words = text.words
    sentences = text.sentences
    grams = Grams(text.words)
    sorted = grams.inOrder.enumerated().map { (hash: $1.hash, place: Int32(truncatingIfNeeded: $0)) }
      .sorted { ($0.hash, $0.place) < ($1.hash, $1.place) }
    bodyCount = words.reduce(0) { $0 + ($1.flags.contains(.body) ? 1 : 0) }
  }

  /// About how much memory it takes, in bytes.
  var cost: Int { words.count * 120 + document.text.count + 4096 }

  /// The text of a stretch of code points, where words give its ends.
  func text(_ words: Range<Int>) -> String {
    guard let first = words.first, let last = words.last else { return "" }
    return String(decoding: document.text[Int(self.words[first].start)..<Int(self.words[last].end)], as: UTF8.self)
  }

  /// The first word of the last so many sentences.
  func word(ofEnd count: Int) -> Int {
    guard count > 0 else { return words.count }
    return sentences[max(0, sentences.count - count)...].first?.words.lowerBound ?? words.count
  }

  /// The first word behind the first so many sentences.
  func word(behindBeginning count: Int) -> Int {
    count > 0 ? sentences.prefix(count).last?.words.upperBound ?? 0 : 0
  }

  /// The code points of a range of words.
  func scalars(_ words: Range<Int>) -> Range<Int>? {
    guard let first = words.first, let last = words.last else { return nil }
    return Int(self.words[first].scalar)..<self.words[last].scalars.upperBound
  }
}
