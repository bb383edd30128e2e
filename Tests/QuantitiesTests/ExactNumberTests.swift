import TextModel
import Testing

@testable import Quantities

/// Fractions of whole numbers, and what goes on as a `Double` where they do not fit.
struct ExactNumberTests {
  @Test(arguments: [
    (82, 1, 1_000_000, 8_200_000.0), (1499, 1, 1, 149.9), (57, 2, 1, 0.57), (2, 1, 3, 0.6),
    (11, 2, 1_000_000_000, 1.1e8),
    (7, 0, 0, 0), (-82, 1, 1_000_000, -8_200_000),
  ])
  func products(digits: Int, decimals: Int, factor: Int, value: Double) {
    #expect((ExactNumber(digits: digits, decimals: decimals) * ExactNumber(factor)).double == value)
  }

  @Test func thirdsAndSums() {
    #expect((1 / ExactNumber(3)).double == 1.0 / 3)
    #expect((ExactNumber(2) + 1 / ExactNumber(3)).double == 7.0 / 3)
    #expect(((1 / ExactNumber(3)) * 3).double == 1)
    #expect((ExactNumber(digits: 1, decimals: 1) + ExactNumber(digits: 2, decimals: 1)).double == 0.3)
  }

  @Test func whatDoesNotFitIsRough() {
    let large = ExactNumber(Int.max) * ExactNumber(Int.max)
    #expect(large.double > 8e37 && large.double.isFinite)
    #expect((ExactNumber(1) / ExactNumber(0)).double == .infinity)
    #expect((ExactNumber(rough: .infinity) * 2).double == .infinity)
    #expect((-ExactNumber(Int.min)).double == 0x1p63)
    #expect((ExactNumber(1) / ExactNumber(Int.min)).double == -0x1p-63)
  }

  @Test func remainders() {
    #expect(ExactNumber(250).remainder(by: 100) == 50)
    #expect(ExactNumber(digits: 25, decimals: 1).remainder(by: 100) == -1)
    #expect(ExactNumber(rough: .infinity).remainder(by: 100) == -1)
  }

  @Test(arguments: [0.3048, 0.01, 1.0, 1609.344, 100_000, 1.0 / 3, 1e300, -2.5, 0])
  func decimalsKeepTheirValue(_ value: Double) { #expect(ExactNumber(decimal: value).double == value) }

  /// Made-up decimals with every scale: the value is the nearest to what is written, as reading it in one piece gives it.
  @Test func scaledDecimalsAreWhatIsWritten() throws {
    let lists = WordLists(try QuantityText.gazetteers.get())
    let reader = FigureReader(lists, pieces: PieceReader(lists))
    var state: UInt64 = 42
    func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    let scales = [("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12), ("crore", 7), ("lakh", 5)]
    for _ in 0..<400 {
      let (word, power) = scales[next(scales.count)]
      let whole = next(next(2) == 0 ? 10 : 1000)
      let decimals = String(repeating: "0", count: next(3)) + String(1 + next(99_999))
      let text = "\(whole).\(decimals) \(word)"
      let document = try QuantityText.document(text)
      let value = reader.read(TokenRange(0, document.tokens.count), in: document)?.value.double
      #expect(value == Double("\(whole).\(decimals)e\(power)"), "\(text)")
    }
  }

  /// Digits of any length, with thousands parted or not, end in a number, an infinity or nothing, and never in a trap.
  @Test func anyDigitsAreHarmless() {
    var state: UInt64 = 7
    func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    let marks: [UInt8] = Array("0123456789,./".utf8) + [0xC2, 0xA0, 0xBD, 0xE2, 0x80, 0xAF, 0x85, 0x93]
    for round in 0..<3000 {
      let length = 1 + next(round % 50 == 0 ? 500 : 24)
      let bytes = (0..<length).map { _ in next(4) > 0 ? marks[next(10)] : marks[next(marks.count)] }
      let result = bytes.withUnsafeBufferPointer { DigitReader.read($0) }
      if let result {
        #expect(result.end > 0 && result.end <= bytes.count)
        #expect(!result.value.isNaN && result.value >= 0)
      }
    }
    for count in 1...40 {
      let plain = String(repeating: "9", count: count)
      let grouped = Self.grouped(plain)
      #expect(Self.value(plain) == Double(plain))
      #expect(Self.value(grouped) == Double(plain))
    }
  }

  private static func value(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBufferPointer { DigitReader.read($0)?.value }
  }

  private static func grouped(_ digits: String) -> String {
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    return out
  }
}
