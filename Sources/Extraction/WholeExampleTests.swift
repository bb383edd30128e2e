import Attribution
import RuleLanguage
import TextModel

/// Runs the examples of constructions and of rules that reject through all stages.
///
/// An example of a construction holds where it finds the marked parts; one of a rule that rejects where it takes back a
/// quote of these parts. In a counterexample neither does anything. What is too weak for a record counts here.
public struct WholeExampleTests {
  private let rules: RuleSet
  private var pipeline: Pipeline
  private let vocabulary = Vocabulary()
  private let hasOverlay: Bool
  /// The stage that leaves out what is weak: it and those behind it do not run.
  private static let lastStep = "weak"

  /// The number of examples and counterexamples of constructions; those of rules count with the rules.
  public var constructionCount: Int { rules.wholeExamples.count { !$0.isRejection } }

  /// The tests of rules that were compiled from their files.
  public init(_ resources: Resources) {
    rules = resources.rules
    pipeline = Pipeline(resources)
    hasOverlay = resources.hasOverlaidRules
  }

  /// Errors for those that do not hold. Where an example of the program's own does not hold because of the rules that lie
  /// over it, that is a warning: it may be what they are for.
  public mutating func run() -> [Diagnostic] { rules.wholeExamples.compactMap { check($0) } }

  private mutating func check(_ example: WholeExample) -> Diagnostic? {
    let document = Document(paragraphs: example.text, vocabulary: vocabulary)
    document.clearExtraction()
    for index in pipeline.steps.indices {
      if pipeline.steps[index].name == Self.lastStep { break }
      pipeline.process(document, step: index)
    }
    let rejected = pipeline.rejectedQuotes(in: document)
    let finds = example.isRejection ? FoundParts.rejected(rejected, rules) : FoundParts.all(in: document)
    guard let (message, hint) = fault(of: example, finds, document) else { return nil }
    let severity = hasOverlay && !example.isOverlaid ? Diagnostic.Severity.warning : .error
    return Diagnostic(severity, at: example.location, message, hint: hint)
  }

  private func fault(of example: WholeExample, _ finds: [FoundParts], _ document: Document) -> (String, String?)? {
    let own = finds.filter { $0.rule == example.rule }
    if example.isCounterexample {
      guard let range = own.first?.whole else { return nil }
      let verb = example.isRejection ? "rejects" : "gives"
      return ("counterexample of '\(example.rule)' \(verb) '\(document.string(range))'", nil)
    }
    guard !own.contains(where: { $0.missing(of: example.marks) == nil }) else { return nil }
    // Of the find that is right in the most marks the first that is not.
    let best = own.max { $0.missing(of: example.marks) ?? 0 < $1.missing(of: example.marks) ?? 0 }
    let index = best.flatMap { $0.missing(of: example.marks) } ?? 0
    guard example.marks.indices.contains(index) else { return nil }
    let mark = example.marks[index]
    let expected = "(expected '\(String(decoding: Array(example.text.utf8)[mark.range], as: UTF8.self))')"
    if let other = best?.parts.first(where: { $0.name == mark.part }) {
      let text = document.string(other.range)
      return ("example of '\(example.rule)' gives '\(mark.part)' as '\(text)' \(expected)", nil)
    }
    let verb = example.isRejection ? "rejects" : "gives"
    return (
      "example of '\(example.rule)' \(verb) no '\(mark.part)' \(expected)",
      best == nil ? seen(example, finds, document) : nil
    )
  }

  /// What stands there instead.
  private func seen(_ example: WholeExample, _ finds: [FoundParts], _ document: Document) -> String {
    if let other = finds.first(where: { $0.missing(of: example.marks) == nil }) {
      return example.isRejection ? "'\(other.rule)' rejects it" : "'\(other.rule)' finds it"
    }
    let quotes = FoundParts.all(in: document).filter { $0.rule.hasPrefix("quote.") }
    if example.isRejection,
      let kept = quotes.first(where: { $0.missing(of: example.marks) == nil })
    {
      return "the quote is there, by '\(kept.rule)', and the pattern does not match it"
    }
    guard !quotes.isEmpty else { return "no quote is found there" }
    let found = quotes.map { "'\($0.rule)' with '\(document.string($0.whole))'" }
    return "found are " + found.joined(separator: ", ")
  }
}

/// What a rule has found or rejected: its parts by their names in examples.
private struct FoundParts {
  var rule: String
  var parts: [(name: String, range: UTF8Range)]

  /// The content, or the first part that there is.
  var whole: UTF8Range { parts.first?.range ?? UTF8Range(0, 0) }

  /// The first of some marks that is no part of it; nil where all are.
  func missing(of marks: [(part: String, range: Range<Int>)]) -> Int? {
    marks.firstIndex { mark in
      !parts.contains { part in
        part.name == mark.part && Int(part.range.start.value)..<Int(part.range.end.value) == mark.range
      }
    }
  }

  static func rejected(_ quotes: [Attribution.RejectedQuote], _ rules: RuleSet) -> [FoundParts] {
    quotes.map { quote in
      FoundParts(
        rule: rules.ruleName(quote.rule),
        parts: quote.content.map { ("content", $0) } + [quote.cue.map { ("cue", $0) }].compactMap { $0 }
          + [quote.source.map { ("source", $0) }].compactMap { $0 })
    }
  }

  /// The quotes, the sources by the quotes that have them, and the entities.
  static func all(in document: Document) -> [FoundParts] {
    var found: [FoundParts] = []
    for quote in document.quotes {
      var parts = quote.spans.map { (name: "content", range: $0) }
      if let cue = quote.cue { parts.append(("cue", cue.range)) }
      if let mention = quote.mention { parts.append(("source", mention.range)) }
      found.append(FoundParts(rule: quote.rule, parts: parts))
      guard let source = quote.source, document.sources.indices.contains(source) else { continue }
      found.append(FoundParts(rule: document.sources[source].rule, parts: parts))
    }
    for entity in document.entities {
      found.append(FoundParts(rule: entity.rule, parts: entity.mentions.map { ("name", $0.range) }))
    }
    return found
  }
}
