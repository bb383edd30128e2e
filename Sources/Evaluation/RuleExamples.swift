import Review

/// Writes judged quotes as examples and counterexamples of their rules, ready for a rule file.
package enum RuleExamples {
  /// The lines, those of a rule together: the right ones as `example`, those that are no quote as `counterexample`.
  package static func lines(of result: EvaluationResult) -> [String] {
    var byRule: [String: [(isRight: Bool, text: String)]] = [:]
    for row in result.rows {
      guard let quote = row.quote, row.verdict == .right || row.verdict == .wrong else { continue }
      guard let text = row.verdict == .right ? marked(quote) : plain(quote) else { continue }
      byRule[quote.rule, default: []].append((row.verdict == .right, text))
    }
    return byRule.keys.sorted().flatMap { rule in
      var lines = ["rule \(rule)"]
      var known: Set<String> = []
      for (isRight, text) in (byRule[rule] ?? []).sorted(by: { $0.isRight && !$1.isRight }) {
        if known.insert(text).inserted { lines.append("  \(isRight ? "example" : "counterexample")  \(text)") }
      }
      return lines + [""]
    }
  }

  /// The sentence with the quote's parts marked; nil where a part stands outside it or the text has marks of its own.
  private static func marked(_ quote: ReviewedQuote) -> String? {
    var marks = quote.spans.map { (range: $0, label: "content") }
    if let cue = quote.cue { marks.append((cue, "cue")) }
    if let mention = quote.mention { marks.append((mention, "source")) }
    marks.sort { $0.range.lowerBound < $1.range.lowerBound }
    let range = quote.sentence
    var text = ""
    var position = range.lowerBound
    for mark in marks {
      guard mark.range.lowerBound >= position, mark.range.upperBound <= range.upperBound else { return nil }
      guard let before = words(quote, position..<mark.range.lowerBound), let inside = words(quote, mark.range) else {
        return nil
      }
      text += before + "<\(mark.label)>" + inside + "</\(mark.label)>"
      position = mark.range.upperBound
    }
    guard position <= range.upperBound, let rest = words(quote, position..<range.upperBound) else { return nil }
    return text + rest
  }

  private static func plain(_ quote: ReviewedQuote) -> String? { words(quote, quote.sentence) }

  /// Words on one line; nil where they have angle brackets, which the language takes for marks.
  private static func words(_ quote: ReviewedQuote, _ range: Range<Int>) -> String? {
    var view = String.UnicodeScalarView()
    for scalar in quote.document.text[range] {
      if scalar == "<" || scalar == ">" { return nil }
      guard let shown = SafeText.shown(scalar) else { continue }
      if shown != " " || view.last != " " { view.append(shown) }
    }
    return String(view)
  }
}
