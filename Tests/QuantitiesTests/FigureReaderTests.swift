import TextModel
import Testing

@testable import Quantities

/// Values of figures in words, and how far they reach.
struct FigureReaderTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var value: Double?
    /// The words that are no part of the figure.
    var rest = ""
    var testDescription: String { text }
  }

  @Test(arguments: rows) func reads(_ row: Row) throws {
    let document = try QuantityText.document(row.text)
    let lists = WordLists(try QuantityText.gazetteers.get())
    let reader = FigureReader(lists, pieces: PieceReader(lists))
    let result = reader.read(TokenRange(0, document.tokens.count), in: document)
    if let value = row.value, let found = result?.value.double {
      #expect(abs(found - value) <= 1e-9 * max(1, abs(value)))
    } else {
      #expect(result?.value.double == row.value)
    }
    if let result { #expect(document.string(TokenRange(result.end, document.tokens.count)) == row.rest) }
  }

  static let rows: [Row] = [
    Row(text: "nine", value: 9),
    Row(text: "forty-seven", value: 47),
    Row(text: "forty seven", value: 47),
    Row(text: "a hundred", value: 100),
    Row(text: "six hundred and twelve", value: 612),
    Row(text: "Eight hundred forty thousand", value: 840_000),
    Row(text: "three million two hundred thousand and five", value: 3_200_005),
    Row(text: "four thousand million", value: 4e9),
    Row(text: "a dozen", value: 12),
    Row(text: "half a dozen", value: 6),
    Row(text: "half-dozen", value: 6),
    Row(text: "two dozen", value: 24),
    Row(text: "half a million", value: 500_000),
    Row(text: "one and a half", value: 1.5),
    Row(text: "two and a half million", value: 2_500_000),
    Row(text: "five million and a half", value: 5_500_000),
    Row(text: "2.3 billion", value: 2.3e9),
    Row(text: "4.5bn", value: 4.5e9),
    Row(text: "9 lakh", value: 900_000),
    Row(text: "three crore", value: 30_000_000),
    Row(text: "seven point two five", value: 7.25),
    Row(text: "minus eleven", value: -11),
    Row(text: "negative 3.5", value: -3.5),
    Row(text: "a third", value: 1.0 / 3),
    Row(text: "two thirds", value: 2.0 / 3),
    Row(text: "three-quarters", value: 0.75),
    Row(text: "two and a quarter", value: 2.25),
    Row(text: "7 1/2", value: 7.5),
    Row(text: "one hundred twenty-fifth", value: 125),
    Row(text: "1,000th", value: 1000),
    Row(text: "two million and three million", value: 2_000_000, rest: "and three million"),
    Row(text: "two hundred and", value: 200, rest: "and"),
    Row(text: "twenty eleven", value: 20, rest: "eleven"),
    Row(text: "nine boats", value: 9, rest: "boats"),
    Row(text: "boats", value: nil),
    Row(text: "thirty-twoth", value: nil),
  ]

  /// A figure too large for any number is infinite, not a trap.
  @Test func overflow() throws {
    let text = "9" + String(repeating: " million", count: 80)
    let document = try QuantityText.document(text)
    let lists = WordLists(try QuantityText.gazetteers.get())
    let result = FigureReader(lists, pieces: PieceReader(lists)).read(
      TokenRange(0, document.tokens.count), in: document)
    #expect(result?.value.double == .infinity)
  }
}
