/// A judged quote at its place in a text.
public struct LocatedQuote: Sendable, Equatable {
  /// The pieces of the content, in code points.
  public var spans: [Range<Int>]
  /// The words that attribute; nil where there are none, or they are gone.
  public var cue: Range<Int>?
  /// The words that name the source.
  public var mention: Range<Int>?
  /// The source's name; nil where there is none.
  public var sourceName: String?
  /// Whether the source is not named by the document; nil where there is no source.
  public var isAnonymous: Bool?
  /// `speech` or `stance`.
  public var act: String?
}

/// Finds judged quotes in a text by their words.
struct QuoteLocator {
  private let text: FoldedText
  init(_ text: FoldedText) { self.text = text }

  /// A content this short is taken only where what stands before or behind it is there as well.
  private static let shortContent = 12
  private static let leastContext = 8
  /// Cue and mention are looked for so near to where they should be.
  private static let reach = 400

  /// The quote in this text; nil where its words are not there.
  func locate(_ quote: JudgedQuote) -> LocatedQuote? {
    var spans: [Range<Int>] = []
    for (piece, old) in zip(quote.pieces, quote.spans) {
      let expected = spans.last.flatMap { last in
        quote.spans.dropFirst(spans.count - 1).first.map { last.upperBound + old.lowerBound - $0.upperBound }
      }
      guard let place = place(of: piece, near: expected ?? old.lowerBound, isAfter: spans.last?.upperBound ?? 0) else {
        return nil
      }
      spans.append(place)
    }
    guard let first = spans.first, let oldFirst = quote.spans.first else { return nil }
    let shift = first.lowerBound - oldFirst.lowerBound
    let cue = quote.cue.flatMap { nearest($0.text, to: $0.range.lowerBound + shift) }
    return LocatedQuote(
      spans: spans, cue: cue, mention: quote.source?.mention.map { moved($0, by: shift) },
      sourceName: quote.source?.name,
      isAnonymous: quote.source?.isAnonymous, act: quote.act)
  }

  private func moved(_ range: Range<Int>, by shift: Int) -> Range<Int> {
    let start = max(0, range.lowerBound &+ shift)
    return start..<max(start, range.upperBound &+ shift)
  }

  /// Where the words of a piece stand: of several places the one with most of what stood round them, and of these the
  /// nearest to where it was.
  private func place(of piece: JudgedQuote.Piece, near offset: Int, isAfter limit: Int) -> Range<Int>? {
    let words = FoldedText.words(piece.text)
    let before = FoldedText(piece.before.unicodeScalars).scalars
    let after = FoldedText(piece.after.unicodeScalars).scalars
    var best: (place: Range<Int>, context: Int, distance: Int)?
    for found in text.places(of: words) {
      let place = text.original(of: found)
      guard place.lowerBound >= limit else { continue }
      let context = agreement(before, endingAt: found.lowerBound) + agreement(after, startingAt: found.upperBound)
      let distance = abs(place.lowerBound - offset)
      if words.count < Self.shortContent, context < Self.leastContext, distance > 0 { continue }
      if let best, (best.context, -best.distance) >= (context, -distance) { continue }
      best = (place, context, distance)
    }
    return best?.place
  }

  /// How many of the last code points of `words` stand before an index, blanks aside.
  private func agreement(_ words: [Unicode.Scalar], endingAt index: Int) -> Int {
    var count = 0
    var position = index - 1
    for scalar in words.reversed() where scalar != " " {
      while position >= 0, text.scalars[position] == " " { position -= 1 }
      guard position >= 0, text.scalars[position] == scalar else { break }
      count += 1
      position -= 1
    }
    return count
  }

  /// How many of the first code points of `words` stand from an index on, blanks aside.
  private func agreement(_ words: [Unicode.Scalar], startingAt index: Int) -> Int {
    var count = 0
    var position = index
    for scalar in words where scalar != " " {
      while position < text.scalars.count, text.scalars[position] == " " { position += 1 }
      guard position < text.scalars.count, text.scalars[position] == scalar else { break }
      count += 1
      position += 1
    }
    return count
  }

  /// The place of words that is nearest to an offset; nil where none is near.
  private func nearest(_ words: String, to offset: Int) -> Range<Int>? {
    let places = text.places(of: FoldedText.words(words)).map { text.original(of: $0) }
    let near = places.filter { abs($0.lowerBound - offset) <= Self.reach }
    return near.min { (abs($0.lowerBound - offset), $0.lowerBound) < (abs($1.lowerBound - offset), $1.lowerBound) }
  }
}
