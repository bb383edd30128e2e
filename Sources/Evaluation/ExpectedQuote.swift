import Judgements
import Records
import Review

/// A quote that a reader or an annotator has found: what records are held against.
package struct ExpectedQuote: Sendable, Equatable {
  /// The pieces of its content, in code points.
  package var spans: [Range<Int>]
  package var cue: Range<Int>?
  package var mention: Range<Int>?
  /// Who said it; nil where the gold does not name anybody.
  package var sourceName: String?
  /// Whether the gold says who the source is, nobody included.
  package var hasSource: Bool
  package var act: String?

  /// Takes over what a judgement says should stand there.
  package init(_ located: LocatedQuote) {
    spans = located.spans
    cue = located.cue
    mention = located.mention
    sourceName = located.sourceName
    hasSource = true
    act = located.act
  }

  /// Takes over a quote's record.
  package init(_ quote: ReviewedQuote) {
    spans = quote.spans
    cue = quote.cue
    mention = quote.mention
    sourceName = quote.sourceName
    hasSource = true
    act = quote.record["act"].string
  }
}

/// What came of a record that is held against the gold.
package enum Verdict: String, Sendable, CaseIterable {
  case right
  /// There is no quote.
  case wrong
  case source, content, cue, act
  /// Nothing stands where there is a quote.
  case missed
}

/// Counts words of contents: two contents are as like as the share of words that both have of those that one has.
struct WordPlaces {
  /// For each code point of the text the number of its word, or of none.
  private var numbers: [Int32]

  init(_ text: [Unicode.Scalar]) {
    numbers = [Int32](repeating: -1, count: text.count)
    var number: Int32 = -1
    var isInWord = false
    for (index, scalar) in text.enumerated() {
      let isWord =
        scalar.value < 0x80
        ? scalar.value &- 0x30 < 10 || (scalar.value | 0x20) &- 0x61 < 26 : scalar.properties.isAlphabetic
      if isWord {
        if !isInWord { number += 1 }
        numbers[index] = number
      }
      isInWord = isWord
    }
  }

  /// The numbers of the words that spans touch, in their order.
  func words(of spans: [Range<Int>]) -> [Int32] {
    var words: [Int32] = []
    for span in spans {
      for index in span.clamped(to: 0..<numbers.count) where numbers[index] >= 0 && numbers[index] != words.last {
        words.append(numbers[index])
      }
    }
    return words
  }

  /// The share of common words of two lists in their order; 1 of nothing and nothing.
  static func likeness(_ one: [Int32], _ other: [Int32]) -> Double {
    var common = 0
    var (a, b) = (0, 0)
    while a < one.count, b < other.count {
      if one[a] == other[b] { common += 1 }
      let step = one[a] <= other[b]
      if one[a] >= other[b] { b += 1 }
      if step { a += 1 }
    }
    let all = one.count + other.count - common
    return all == 0 ? 1 : Double(common) / Double(all)
  }
}
