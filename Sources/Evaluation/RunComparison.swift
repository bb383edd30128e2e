import Calibration
import Review

/// Two runs over the same documents, held against the same gold: what was won and what was lost.
package struct RunComparison: Sendable {
  /// Items that are right in the new run alone, with what was there before.
  package let won: [(before: EvaluatedQuote?, now: EvaluatedQuote?)]
  /// Items that were right in the old run alone.
  package let lost: [(before: EvaluatedQuote?, now: EvaluatedQuote?)]

  /// Compares a run with the one before. What one run does not have at all is a false record less, or one more.
  package init(before: EvaluationResult, now: EvaluationResult) {
    var old: [String: EvaluatedQuote] = [:]
    for row in before.rows { old[row.item] = row }
    var won: [(before: EvaluatedQuote?, now: EvaluatedQuote?)] = []
    var lost: [(before: EvaluatedQuote?, now: EvaluatedQuote?)] = []
    var met: Set<String> = []
    for row in now.rows {
      met.insert(row.item)
      let earlier = old[row.item]
      let (was, isNow) = (earlier?.verdict ?? .right, row.verdict)
      if was != .right, isNow == .right { won.append((earlier, row)) }
      if was == .right, isNow != .right { lost.append((earlier, row)) }
    }
    for row in before.rows where !met.contains(row.item) && row.verdict == .wrong { won.append((row, nil)) }
    self.won = won
    self.lost = lost
  }

  /// Whether the difference can be chance.
  package var test: SignTest { SignTest(won: won.count, lost: lost.count) }

  /// The changes, a row each.
  package func table() -> Table {
    var table = Table([
      .init("change"), .init("before"), .init("now"), .init("rule"), .init("quote"), .init("source"), .init("document"),
    ])
    for (word, changes) in [("won", won), ("lost", lost)] {
      for (before, now) in changes {
        let shown = now?.quote ?? before?.quote
        table.append([
          word, Self.word(before), Self.word(now), shown?.rule ?? "", shown?.record["text"].string ?? "",
          shown?.sourceName ?? "", (now ?? before)?.document ?? "",
        ])
      }
    }
    return table
  }

  private static func word(_ row: EvaluatedQuote?) -> String {
    guard let row else { return "no record" }
    return row.verdict == .wrong ? "no quote" : row.verdict.rawValue
  }
}
