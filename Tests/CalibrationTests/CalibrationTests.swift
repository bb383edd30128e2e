import Testing

@testable import Calibration

@Suite struct ProportionTests {
  // By the formula of Wilson, worked out by hand to four places.
  static let rows: [(right: Int, all: Int, low: Double, high: Double)] = [
    (0, 10, 0, 0.2775), (10, 10, 0.7225, 1), (5, 10, 0.2366, 0.7634), (81, 100, 0.7222, 0.8749), (0, 0, 0, 1),
  ]

  @Test(arguments: rows) func bounds(_ right: Int, _ all: Int, _ low: Double, _ high: Double) {
    let interval = Proportion(right, of: all).interval
    #expect(abs(interval.lowerBound - low) < 0.0001 && abs(interval.upperBound - high) < 0.0001)
  }
}

@Suite struct SignTestTests {
  // Binomial tails: 2 · (1 + 10 + 45) / 1024 for 2 against 8, and so on.
  static let rows: [(won: Int, lost: Int, probability: Double)] = [
    (8, 2, 0.1094), (2, 8, 0.1094), (5, 5, 1), (0, 0, 1), (10, 0, 0.00195), (60, 40, 0.0569),
  ]

  @Test(arguments: rows) func tells(_ won: Int, _ lost: Int, _ probability: Double) {
    #expect(abs(SignTest(won: won, lost: lost).probability - probability) < 0.0001)
  }
}

@Suite struct CalibrationCurveTests {
  @Test func measuresTheError() {
    var curve = CalibrationCurve()
    for number in 0..<10 { curve.add(confidence: 0.95, isRight: number < 5) }
    for number in 0..<10 { curve.add(confidence: 0.25, isRight: number < 2) }
    #expect(abs(curve.error - (0.45 + 0.05) / 2) < 1e-9)
    #expect(curve.count == 20)
    #expect(curve.chance > 0.03 && curve.chance < 0.12)
  }

  @Test func takesConfidencesOutsideTheScale() {
    var curve = CalibrationCurve()
    for value in [-1, 2, 1, 0.0] { curve.add(confidence: value, isRight: true) }
    #expect(curve.count == 4)
  }
}

@Suite struct ConfidenceOverlayTests {
  private static func quote(_ confidence: Double, rule: String = "quote.a") -> ConfidenceCase {
    ConfidenceCase(confidence: confidence, rule: rule, kind: "direct", form: "name", cue: "statement")
  }

  @Test func withoutVerdictsNothingChanges() {
    let table = ConfidenceLearning.table(of: [])
    for share in [0.1, 0.5, 0.83] { #expect(abs(table.confidence(of: Self.quote(share)) - share) < 1e-9) }
  }

  @Test func learnsWhatARuleIsWorth() {
    var verdicts: [ConfidenceLearning.Verdict] = []
    for number in 0..<200 {
      verdicts.append(.init(Self.quote(0.8, rule: "quote.good"), isRight: number % 10 != 0))
      verdicts.append(.init(Self.quote(0.8, rule: "quote.bad"), isRight: number % 10 < 3))
    }
    let table = ConfidenceLearning.table(of: verdicts)
    #expect(abs(table.confidence(of: Self.quote(0.8, rule: "quote.good")) - 0.9) < 0.03)
    #expect(abs(table.confidence(of: Self.quote(0.8, rule: "quote.bad")) - 0.3) < 0.03)
    let other = table.confidence(of: Self.quote(0.8, rule: "quote.never-judged"))
    #expect(other > 0.3 && other < 0.9)
  }

  @Test func aTableIsReadBack() throws {
    let table = ConfidenceLearning.table(of: [
      .init(Self.quote(0.7), isRight: false), .init(Self.quote(0.9), isRight: true),
    ])
    let again = try ConfidenceOverlay(text: table.text(comment: "a\nb"))
    #expect(again.rows.map(\.what) == table.rows.map(\.what))
    #expect(abs(again.confidence(of: Self.quote(0.7)) - table.confidence(of: Self.quote(0.7))) < 0.002)
    #expect(again.hash == table.hash)
  }

  static let broken: [(id: String, text: String, line: Int)] = [
    ("nothing", "", 1), ("no slope", "base\t0\t1\n", 1), ("no number", "base\t0\t1\nslope\tx\t1\n", 2),
    ("not finite", "base\tnan\t1\nslope\t1\t1\n", 1), ("twice", "base\t0\t1\nslope\t1\t1\nbase\t0\t1\n", 3),
    ("too few fields", "base\t0\n", 1),
  ]

  @Test(arguments: broken) func aBrokenTableNamesItsLine(_ id: String, _ text: String, _ line: Int) {
    #expect(throws: ConfidenceOverlay.RowError.self, "\(id)") { try ConfidenceOverlay(text: text) }
    do throws(ConfidenceOverlay.RowError) { _ = try ConfidenceOverlay(text: text) } catch {
      #expect(error.line == line, "\(id)")
    }
  }
}
