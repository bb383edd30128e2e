import TextModel

/// Quotations without a cue of their own, whole sentences in marks, in a text that has quoted somebody before.
///
///     The chair should fit its user, says Dr Hale.
///
///     Armrests matter too. "Find a chair that lets your elbows rest."
///
/// Who was quoted last goes on (`DiscourseWalk.resolveFloating`). How likely that is, is weighed as for all quotes. Words in
/// marks inside a sentence (*the "war on cars"*), titles and headings are none.
struct LoneQuotations {
  private let reading: Reading
  /// For each token whether it is content of a quote that has been put together; nought between two documents.
  private let taken = FlatBuffer<UInt8>(capacity: 1024)
  /// The speaker was quoted so many tokens before, at most.
  private static let reach = 400
  /// A quotation has so many words at least.
  private static let leastWords = 6
  private static let probability: Float = 0.5

  init(reading: Reading) { self.reading = reading }

  /// Adds a quote for each, behind what was put together before it. O(tokens).
  mutating func find(in document: Document, into found: inout [FoundQuote]) {
    guard !found.isEmpty else { return }
    while taken.count < reading.count { taken.append(0) }
    let marks = taken.mutableElements
    for quote in found where quote.probability >= Self.probability { mark(quote, 1, marks) }
    let before = found.count
    for quotation in document.quotations where quotation.depth == 0 {
      let tokens = quotation.tokens
      guard tokens.first >= 0, tokens.limit <= reading.count, isSaid(tokens.first..<tokens.limit),
        !tokens.indices.contains(where: { marks[$0] != 0 }), isQuoted(before: tokens.first, marks)
      else { continue }
      found.append(
        FoundQuote(
          cue: nil, source: nil, pieces: [tokens.first..<tokens.limit], candidate: -1, head: tokens.first,
          probability: Self.probability, rule: .alone))
    }
    for quote in found.prefix(before) { mark(quote, 0, marks) }
  }

  private func mark(_ quote: FoundQuote, _ value: UInt8, _ marks: UnsafeMutableBufferPointer<UInt8>) {
    for piece in quote.pieces { marks[piece.clamped(to: marks.indices)].update(repeating: value) }
  }

  /// Some quote's content stands within reach before the token.
  private func isQuoted(before token: Int, _ marks: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    (max(0, token - Self.reach)..<token).contains { marks[$0] != 0 }
  }

  /// Whole sentences: the first begins one, the last ends inside the marks, and nothing follows in the sentence.
  private func isSaid(_ tokens: Range<Int>) -> Bool {
    guard reading.opening(tokens.lowerBound) == tokens.upperBound,
      !reading.row(tokens.lowerBound).pointee.flags.contains(.heading),
      reading.beginsBlock(tokens.lowerBound) || reading.sentenceStart(tokens.lowerBound) == tokens.lowerBound,
      reading.wordsOfQuotation(at: tokens.lowerBound) >= Self.leastWords
    else { return false }
    let end = tokens.upperBound
    switch reading.closed(end - 2) {
    case .stop, .question, .exclamation: break
    default: return false
    }
    return end >= reading.count || reading.beginsBlock(end) || reading.sentenceStart(end) == end
  }
}
