import Calibration
import Review

/// What came of records that were held against gold: shares by rule, confidence, genre and outlet, and the list behind them.
package struct EvaluationResult: Sendable {
  /// All that was compared.
  package let rows: [EvaluatedQuote]
  /// Whether the gold has all quotes of its documents, so that what is missed can be told.
  package let isWhole: Bool
  /// How many judgements are about quotes whose words were not found.
  package let lost: Int

  init(_ rows: [EvaluatedQuote], isWhole: Bool, lost: Int) {
    self.rows = rows
    self.isWhole = isWhole
    self.lost = lost
  }

  /// Of the records, how many are right.
  package var precision: Proportion {
    var counts = Proportion()
    for row in rows where row.quote != nil { counts.add(row.verdict == .right) }
    return counts
  }

  /// Of the quotes that should be there, for how many there is a right record.
  package var recall: Proportion {
    var counts = Proportion()
    for row in rows where row.expected != nil { counts.add(row.verdict == .right) }
    return counts
  }

  /// How often the records are right by the confidence they have.
  package var curve: CalibrationCurve {
    var curve = CalibrationCurve()
    for row in rows {
      if let quote = row.quote { curve.add(confidence: quote.confidence, isRight: row.verdict == .right) }
    }
    return curve
  }

  /// The least confidence from which so many of the records are right, with how many these are; nil where there is none.
  package func threshold(forShare share: Double) -> (confidence: Double, counts: Proportion)? {
    let judged = rows.compactMap { row in row.quote.map { ($0.confidence, row.verdict == .right) } }
      .sorted { $0.0 > $1.0 }
    var counts = Proportion()
    var best: (confidence: Double, counts: Proportion)?
    for (number, pair) in judged.enumerated() {
      counts.add(pair.1)
      let isLast = number + 1 == judged.count || judged[number + 1].0 < pair.0
      if isLast, counts.share >= share { best = (pair.0, counts) }
    }
    return best
  }

  // MARK: Tables

  /// What is counted together.
  package enum Grouping: String, Sendable, CaseIterable {
    case rule, confidence, kind, genre, outlet
  }

  /// Shares with their intervals, a row a group, those with most records first.
  package func table(by grouping: Grouping) -> Table {
    var groups: [String: (counts: Proportion, wrong: [Verdict: Int])] = [:]
    for row in rows {
      guard let quote = row.quote else { continue }
      let name = Self.name(of: row, quote, grouping)
      groups[name, default: (Proportion(), [:])].counts.add(row.verdict == .right)
      groups[name]?.wrong[row.verdict, default: 0] += 1
    }
    var table = Table(
      [Table.Column(grouping.rawValue)]
        + ["records", "right", "share", "from", "to", "no quote", "content", "source", "cue", "act"]
        .map { Table.Column($0, isNumeric: true) })
    let ranked = groups.sorted { one, other in
      if grouping == .confidence { return one.key > other.key }
      let (a, b) = (one.value.counts.all, other.value.counts.all)
      return a != b ? a > b : one.key < other.key
    }
    for (name, group) in ranked {
      let interval = group.counts.interval
      table.append(
        [name, "\(group.counts.all)", "\(group.counts.right)"]
          + [group.counts.share, interval.lowerBound, interval.upperBound].map(Self.percent)
          + [Verdict.wrong, .content, .source, .cue, .act].map { "\(group.wrong[$0] ?? 0)" })
    }
    return table
  }

  private static func name(of row: EvaluatedQuote, _ quote: ReviewedQuote, _ grouping: Grouping) -> String {
    switch grouping {
    case .rule: quote.rule
    case .confidence: "0.\(min(9, max(0, Int(quote.confidence * 10))))"
    case .kind: quote.kind
    case .genre: row.genre
    case .outlet: row.outlet
    }
  }

  /// A share in percent with one place.
  static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// Confidence and share of right ones, a row a band.
  package func calibrationTable() -> Table {
    var table = Table(
      ["confidence", "records", "mean", "right", "from", "to"].map { Table.Column($0, isNumeric: $0 != "confidence") })
    for (number, band) in curve.bands.enumerated() where band.counts.all > 0 {
      let interval = band.counts.interval
      table.append(
        ["0.\(number) to \(number == 9 ? "1.0" : "0.\(number + 1)")", "\(band.counts.all)"]
          + [band.mean, band.counts.share, interval.lowerBound, interval.upperBound].map(Self.percent))
    }
    return table
  }

  /// The records that are not right, and what is missed, those of a rule together.
  package func errorTable() -> Table {
    var table = Table([
      .init("rule"), .init("fault"), .init("conf", isNumeric: true), .init("quote"), .init("source"), .init("expected"),
      .init("id"),
    ])
    let wrong = rows.filter { $0.verdict != .right }.enumerated().sorted { one, other in
      let (a, b) = (one.element.quote?.rule ?? "~", other.element.quote?.rule ?? "~")
      return a != b ? a < b : one.offset < other.offset
    }
    for (_, row) in wrong {
      table.append([
        row.quote?.rule ?? "-", row.verdict == .wrong ? "no quote" : row.verdict.rawValue,
        row.quote.map { QuoteView.hundredths($0.confidence) } ?? "", row.quote?.record["text"].string ?? "",
        row.quote?.sourceName ?? "", Self.expected(row), row.quote?.id ?? row.item,
      ])
    }
    return table
  }

  /// What should stand in a record, of that which is wrong.
  private static func expected(_ row: EvaluatedQuote) -> String {
    guard let expected = row.expected else { return "" }
    switch row.verdict {
    case .source: return expected.sourceName ?? "nobody"
    case .act: return expected.act ?? ""
    case .right, .wrong, .cue, .content, .missed:
      return expected.spans.map { "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: " ")
    }
  }
}
