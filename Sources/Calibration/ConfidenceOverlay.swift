import Glibc

/// What of a quote its confidence is judged by.
package struct ConfidenceCase: Sendable, Equatable {
  /// The confidence that the program gave.
  package var confidence: Double
  /// The rule.
  package var rule: String
  /// `direct`, `indirect` or `mixed`.
  package var kind: String
  /// How the sentence names the source: `name`, `nominal`, `pronoun` or `none`.
  package var form: String
  /// The class of the cue, or `none`.
  package var cue: String

  /// Describes a quote.
  package init(confidence: Double, rule: String, kind: String, form: String, cue: String) {
    self.confidence = confidence
    self.rule = rule
    self.kind = kind
    self.form = form
    self.cue = cue
  }

  /// The rows of a table that are about it.
  var features: [String] { ["rule \(rule)", "kind \(kind)", "source \(form)", "cue \(cue)"] }

  /// The confidence as odds, by their logarithm; the ends of the scale are drawn in.
  var logOdds: Double {
    let share = min(0.99, max(0.01, confidence))
    return log(share / (1 - share))
  }
}

/// A confidence table of a user's own: what verdicts on their dumps say of the confidences that the program gives.
///
/// Rows of `what<TAB>weight<TAB>verdicts`. The logarithm of a quote's odds is `base` plus `slope` times that of the odds that
/// the program gave, plus the weights of its rule, its kind, the form of its source and the class of its cue: a logistic
/// regression over the given odds (Platt's scaling with offsets). What has no row weighs nothing.
package struct ConfidenceOverlay: Sendable, Equatable {
  /// A row of the table.
  package struct Row: Sendable, Equatable {
    /// `base`, `slope`, or a kind of case with its name, as `rule quote.cue-source-content`.
    package var what: String
    package var weight: Double
    /// How many verdicts there were on such quotes.
    package var verdicts: Int
  }

  /// A row that cannot be read.
  package struct RowError: Error, Sendable, Equatable {
    /// From 1.
    package var line: Int
    /// Lower case, no full stop.
    package var reason: String
  }

  /// The rows in their order.
  package let rows: [Row]
  private let weights: [String: Double]

  /// Makes a table of rows.
  package init(rows: [Row]) {
    self.rows = rows
    weights = Dictionary(rows.map { ($0.what, $0.weight) }) { first, _ in first }
  }

  /// Reads a table.
  package init(text: String) throws(RowError) {
    var rows: [Row] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      if line.isEmpty || line.hasPrefix("#") || fields.first == "what" { continue }
      guard fields.count == 3, let weight = Double(fields[1]), weight.isFinite, abs(weight) < 100,
        let verdicts = Int(fields[2])
      else {
        throw RowError(
          line: number + 1, reason: "a row is 'what', a weight and a number of verdicts, with tabs between")
      }
      let what = String(fields[0])
      if rows.contains(where: { $0.what == what }) {
        throw RowError(line: number + 1, reason: "'\(what)' has a row already")
      }
      rows.append(Row(what: what, weight: weight, verdicts: verdicts))
    }
    guard rows.contains(where: { $0.what == "base" }), rows.contains(where: { $0.what == "slope" }) else {
      throw RowError(line: 1, reason: "the rows 'base' and 'slope' are missing")
    }
    self.init(rows: rows)
  }

  /// The table as a file, with a comment above it.
  package func text(comment: String) -> String {
    var lines = comment.split(separator: "\n", omittingEmptySubsequences: false).map { "# \($0)" }
    lines.append("what\tweight\tverdicts")
    for row in rows { lines.append("\(row.what)\t\((row.weight * 1000).rounded() / 1000)\t\(row.verdicts)") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The table drawn to the program's own confidences: with 1 it is as it is, with 0 it changes nothing.
  package func drawn(by part: Double) -> ConfidenceOverlay {
    ConfidenceOverlay(
      rows: rows.map { row in
        Row(
          what: row.what, weight: row.what == "slope" ? 1 - part + part * row.weight : part * row.weight,
          verdicts: row.verdicts)
      })
  }

  /// A hash of all rows, for telling whether records were made with the same table.
  package var hash: String {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text(comment: "").utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String(value, radix: 16)
  }

  /// The confidence that a quote has by this table, 0 to 1.
  package func confidence(of quote: ConfidenceCase) -> Double {
    var sum = (weights["base"] ?? 0) + (weights["slope"] ?? 1) * quote.logOdds
    for feature in quote.features { sum += weights[feature] ?? 0 }
    return 1 / (1 + exp(-sum))
  }
}
