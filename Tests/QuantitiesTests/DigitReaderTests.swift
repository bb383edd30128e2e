import Testing

@testable import Quantities

/// What a token that begins with digits is worth, and where its figure ends.
struct DigitReaderTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var id: String
    var text: String
    var value: Double?
    /// What is left of the token.
    var rest = ""
    var testDescription: String { id }
  }

  @Test(arguments: rows) func reads(_ row: Row) {
    let bytes = Array(row.text.utf8)
    let result = bytes.withUnsafeBufferPointer { DigitReader.read($0) }
    #expect(result?.value == row.value)
    if let result { #expect(String(decoding: bytes[result.end...], as: UTF8.self) == row.rest) }
  }

  static let rows: [Row] = [
    Row(id: "one digit", text: "7", value: 7),
    Row(id: "grouped by commas", text: "4,500", value: 4500),
    Row(id: "grouped twice", text: "1,234,567", value: 1_234_567),
    Row(id: "grouped as in India", text: "12,34,567", value: 1_234_567),
    Row(id: "decimal point", text: "3.75", value: 3.75),
    Row(id: "grouped with a decimal point", text: "1,674.5", value: 1674.5),
    Row(id: "decimal comma after points", text: "1.111,25", value: 1111.25),
    Row(id: "decimal comma", text: "5,25", value: 5.25),
    Row(id: "three decimals", text: "4.125", value: 4.125),
    Row(id: "no digit before the point", text: ".25", value: 0.25),
    Row(id: "no-break blanks", text: "12\u{A0}500", value: 12500),
    Row(id: "thin blanks", text: "1\u{202F}000\u{202F}000", value: 1_000_000),
    Row(id: "sign of a half", text: "3½", value: 3.5),
    Row(id: "sign alone", text: "¾", value: 0.75),
    Row(id: "two thirds as a sign", text: "⅔", value: 2.0 / 3),
    Row(id: "slash", text: "3/4", value: 0.75),
    Row(id: "slash over zero", text: "3/0", value: 3, rest: "/0"),
    Row(id: "ordinal", text: "1,000th", value: 1000, rest: "th"),
    Row(id: "unit", text: "30km", value: 30, rest: "km"),
    Row(id: "no figure", text: "abc", value: nil),
    Row(id: "nothing", text: "", value: nil),
    Row(id: "twenty digits", text: "12345678901234567890", value: 12_345_678_901_234_567_168),
    Row(id: "sixteen digits with a point", text: "123456789.1234567", value: 123_456_789.1234567),
    Row(id: "fifteen digits with a point", text: "0.00000000000001", value: 1e-14),
    Row(id: "too large", text: String(repeating: "9", count: 400), value: .infinity),
    Row(id: "a million digits", text: String(repeating: "7", count: 1_000_000), value: .infinity),
    Row(id: "many decimals", text: "0." + String(repeating: "3", count: 5000), value: 1.0 / 3),
  ]
}
