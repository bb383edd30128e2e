import Judgements
import Records
import Review

/// What came back of a task: a reader's answer in Prodigy, labels as they are now in doccano, or a verdict in a line of anybody's.
package struct TaskAnswer: Sendable {
  /// The id of the quote's record.
  package var quote: String
  private var verdict: Judgement.Verdict?
  private var labels: [(range: Range<Int>, label: String)]?
  private var offset: Int
  private var source: String?
  private var note: String?

  /// Reads a line; nil where it does not say which quote it is about, or says nothing of it.
  package init?(_ value: JSONValue) {
    guard let quote = value["meta"]["quote"].string ?? value["quote"].string else { return nil }
    self.quote = quote
    offset = value["meta"]["offset"].integer ?? 0
    source = value["correct_source"].string
    note = value["note"].string
    let spans = value["spans"].elements.isEmpty ? value["label"].elements : value["spans"].elements
    let isSpans = !value["spans"].isNull || !value["label"].isNull
    if isSpans, !value["text"].isNull {
      labels = spans.compactMap { span in
        if let range = span.textRange(limit: .max), let label = span["label"].string { return (range, label) }
        let parts = span.elements
        guard parts.count == 3, let start = parts[0].integer, let end = parts[1].integer, start >= 0, start < end,
          let label = parts[2].string
        else { return nil }
        return (start..<end, label)
      }
    }
    switch value["answer"].string {
    case "accept": break
    case "reject": verdict = .wrong
    case "ignore": return nil
    default:
      if let word = value["verdict"].string {
        guard let given = Judgement.Verdict(rawValue: word) else { return nil }
        verdict = given
      }
    }
    if verdict == nil, labels == nil, source == nil, value["answer"].string == nil { return nil }
  }

  /// The judgement on the quote's record.
  package func judgement(of quote: ReviewedQuote, version: String, who: String, when: String) -> Judgement {
    var corrected = JudgedQuote(quote)
    var found: Judgement.Verdict = .right
    if verdict == .wrong || labels?.isEmpty == true {
      return Judgement(of: quote, verdict: .wrong, version: version, who: who, when: when, note: note)
    }
    if let labels {
      let limit = quote.document.text.count
      let moved = labels.compactMap { label -> (range: Range<Int>, label: String)? in
        let start = label.range.lowerBound &+ offset
        let end = label.range.upperBound &+ offset
        return start >= 0 && start < end && end <= limit ? (start..<end, label.label) : nil
      }.sorted { $0.range.lowerBound < $1.range.lowerBound }
      let spans = moved.filter { $0.label == "CONTENT" }.map(\.range)
      if !spans.isEmpty, spans != quote.spans {
        corrected.move(to: spans, in: quote.document.text)
        found = .content
      }
      let cue = moved.first { $0.label == "CUE" }?.range
      if cue != quote.cue {
        corrected.cue = cue.map { .init(text: JudgedQuote.text($0, in: quote.document.text), range: $0, kind: nil) }
        found = .cue
      }
      let mention = moved.first { $0.label == "SOURCE" }?.range
      if let mention, mention != quote.mention {
        corrected.source = .init(
          name: JudgedQuote.text(mention, in: quote.document.text), kind: "unknown", isAnonymous: false,
          mention: mention)
        found = .source
      }
    }
    if let source {
      corrected.source = .init(
        name: source, kind: corrected.source?.kind ?? "unknown", isAnonymous: false, mention: nil)
      found = .source
    }
    if verdict == .right { found = .right }
    return Judgement(
      of: quote, verdict: found, correction: found == .right ? nil : corrected, version: version, who: who, when: when,
      note: note)
  }
}
