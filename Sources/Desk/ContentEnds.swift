/// The ends of a content, moved word by word: the beginning of its first piece, the end of its last one. Marks are words of their
/// own, so that *hold* and *hold.* are two places to end.
struct ContentEnds {
  private(set) var spans: [Range<Int>]
  private let text: [Unicode.Scalar]

  init(_ spans: [Range<Int>], in text: [Unicode.Scalar]) {
    self.spans = spans
    self.text = text
  }

  private enum Kind { case blank, word, mark }

  private func kind(_ index: Int) -> Kind {
    let scalar = text[index]
    if scalar.properties.isWhitespace { return .blank }
    let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "-"
    return isWord || scalar == "'" || scalar == "’" ? .word : .mark
  }

  /// Where the run that ends before an index begins, blanks before the index passed over.
  private func before(_ index: Int) -> Int {
    var place = index
    while place > 0, kind(place - 1) == .blank { place -= 1 }
    guard place > 0 else { return place }
    let run = kind(place - 1)
    while place > 0, kind(place - 1) == run { place -= 1 }
    return place
  }

  /// Where the run that begins at an index ends, blanks at the index passed over.
  private func after(_ index: Int) -> Int {
    var place = index
    while place < text.count, kind(place) == .blank { place += 1 }
    guard place < text.count else { return index }
    let run = kind(place)
    while place < text.count, kind(place) == run { place += 1 }
    return place
  }

  /// Moves the beginning to the word before (-1) or the next word (1).
  mutating func moveStart(by direction: Int) {
    guard let first = spans.first else { return }
    var place = direction < 0 ? before(first.lowerBound) : after(first.lowerBound)
    if direction > 0 { while place < first.upperBound, kind(place) == .blank { place += 1 } }
    guard place < first.upperBound else { return }
    spans[0] = place..<first.upperBound
  }

  /// Moves the end to the word before (-1) or the next word (1).
  mutating func moveEnd(by direction: Int) {
    guard let last = spans.last else { return }
    var place = direction < 0 ? before(last.upperBound) : after(last.upperBound)
    if direction < 0 { while place > last.lowerBound, kind(place - 1) == .blank { place -= 1 } }
    guard place > last.lowerBound else { return }
    spans[spans.count - 1] = last.lowerBound..<place
  }
}
