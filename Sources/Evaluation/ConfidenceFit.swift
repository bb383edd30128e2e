import Calibration
import Glibc
import Review

extension ConfidenceCase {
  /// What of a quote's record a confidence table knows.
  package init(_ quote: ReviewedQuote) {
    self.init(
      confidence: quote.confidence, rule: quote.rule, kind: quote.kind,
      form: quote.record["source"]["mention"]["form"].string ?? "none",
      cue: quote.record["cue"]["class"].string ?? "none")
  }
}

/// A confidence table learnt from judged quotes, with how well it does on documents that it was not learnt from.
///
/// How far the table goes from the program's own confidences is decided there as well: it goes the part of the way that makes the
/// verdicts of the other documents most likely, which may be none of it.
package struct ConfidenceFit: Sendable {
  /// The table, of all verdicts.
  package let table: ConfidenceOverlay
  /// The part of the way, 0 to 1.
  package let part: Double
  /// How many verdicts there were, and over how many documents.
  package let verdicts: Int
  package let documents: Int
  /// The confidences as the program gave them.
  package let before: CalibrationCurve
  /// As a table gives them that was learnt from the other documents alone.
  package let after: CalibrationCurve
  /// The confidence by the table from which so many are right, on documents that it was not learnt from.
  package let threshold: (confidence: Double, counts: Proportion)?

  private typealias Judged = (document: String, verdict: ConfidenceLearning.Verdict)
  private static let leastVerdicts = 20
  private static let folds = 5
  private static let partsOfTheWay = [0, 0.25, 0.5, 0.75, 1]

  /// Learns a table; nil where there are too few verdicts to say anything. `share` is the share of right ones asked for.
  package init?(_ result: EvaluationResult, share: Double) {
    let judged: [Judged] = result.rows.compactMap { row in
      row.quote.map { (row.document, ConfidenceLearning.Verdict(ConfidenceCase($0), isRight: row.verdict == .right)) }
    }
    let documents = Set(judged.map(\.document)).sorted()
    guard judged.count >= Self.leastVerdicts, documents.count >= 2 else { return nil }
    let learnt = Self.learntElsewhere(judged, documents)
    part = Self.likeliest(learnt)
    var before = CalibrationCurve()
    var after = CalibrationCurve()
    var given: [(confidence: Double, isRight: Bool)] = []
    for (verdict, table) in learnt {
      let confidence = table.drawn(by: part).confidence(of: verdict.quote)
      before.add(confidence: verdict.quote.confidence, isRight: verdict.isRight)
      after.add(confidence: confidence, isRight: verdict.isRight)
      given.append((confidence, verdict.isRight))
    }
    verdicts = judged.count
    self.documents = documents.count
    table = ConfidenceLearning.table(of: judged.map(\.verdict)).drawn(by: part)
    self.before = before
    self.after = after
    threshold = Self.threshold(given, share)
  }

  /// Each verdict with a table that was learnt from the documents of other fifths.
  private static func learntElsewhere(
    _ judged: [Judged], _ documents: [String]
  ) -> [(verdict: ConfidenceLearning.Verdict, table: ConfidenceOverlay)] {
    var fold: [String: Int] = [:]
    for (number, document) in documents.enumerated() { fold[document] = number % min(folds, documents.count) }
    return (0..<min(folds, documents.count)).flatMap { number in
      let table = ConfidenceLearning.table(of: judged.filter { fold[$0.document] != number }.map(\.verdict))
      return judged.filter { fold[$0.document] == number }.map { ($0.verdict, table) }
    }
  }

  /// The part of the way that makes the verdicts most likely; the shorter one of two that do as well.
  private static func likeliest(_ learnt: [(verdict: ConfidenceLearning.Verdict, table: ConfidenceOverlay)]) -> Double {
    var best = (part: 0.0, likelihood: -Double.infinity)
    for part in partsOfTheWay {
      let likelihood = learnt.reduce(0.0) { sum, pair in
        let share = pair.table.drawn(by: part).confidence(of: pair.verdict.quote)
        return sum + log(max(1e-6, pair.verdict.isRight ? share : 1 - share))
      }
      if likelihood > best.likelihood + 1e-9 { best = (part, likelihood) }
    }
    return best.part
  }

  private static func threshold(
    _ given: [(confidence: Double, isRight: Bool)], _ share: Double
  ) -> (confidence: Double, counts: Proportion)? {
    var counts = Proportion()
    var best: (confidence: Double, counts: Proportion)?
    for pair in given.sorted(by: { $0.confidence > $1.confidence }) {
      counts.add(pair.isRight)
      if counts.share >= share { best = (pair.confidence, counts) }
    }
    return best
  }
}
