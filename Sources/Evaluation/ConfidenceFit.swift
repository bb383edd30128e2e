import Calibration
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
package struct ConfidenceFit: Sendable {
  /// The table, of all verdicts.
  package let table: ConfidenceOverlay
  /// How many verdicts there were, and over how many documents.
  package let verdicts: Int
  package let documents: Int
  /// The confidences as the program gave them.
  package let before: CalibrationCurve
  /// As a table gives them that was learnt from the other documents alone.
  package let after: CalibrationCurve
  /// The confidence by the table from which so many are right, on documents that it was not learnt from.
  package let threshold: (confidence: Double, counts: Proportion)?

  /// Learns a table; nil where there are too few verdicts to say anything. `share` is the share of right ones asked for.
  package init?(_ result: EvaluationResult, share: Double) {
    let judged = result.rows.compactMap { row in
      row.quote.map { (row.document, ConfidenceLearning.Verdict(ConfidenceCase($0), isRight: row.verdict == .right)) }
    }
    let documents = Set(judged.map(\.0)).sorted()
    guard judged.count >= Self.leastVerdicts, documents.count >= 2 else { return nil }
    verdicts = judged.count
    self.documents = documents.count
    table = ConfidenceLearning.table(of: judged.map(\.1))
    let parts = min(Self.parts, documents.count)
    var partOf: [String: Int] = [:]
    for (number, document) in documents.enumerated() { partOf[document] = number % parts }
    var before = CalibrationCurve()
    var after = CalibrationCurve()
    var given: [(confidence: Double, isRight: Bool)] = []
    for part in 0..<parts {
      let learnt = ConfidenceLearning.table(of: judged.filter { partOf[$0.0] != part }.map(\.1))
      for (_, verdict) in judged.filter({ partOf[$0.0] == part }) {
        let confidence = learnt.confidence(of: verdict.quote)
        before.add(confidence: verdict.quote.confidence, isRight: verdict.isRight)
        after.add(confidence: confidence, isRight: verdict.isRight)
        given.append((confidence, verdict.isRight))
      }
    }
    self.before = before
    self.after = after
    threshold = Self.threshold(given, share)
  }

  private static let leastVerdicts = 20
  private static let parts = 5

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
