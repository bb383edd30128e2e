import Attribution
import RuleLanguage
import TextModel

/// Says which results of a document touch a token, and by which rule they are there.
public struct ResultExplainer {
  private let document: Document
  private let place: UTF8Range?
  private let rules: RuleCatalogue

  /// An explainer of the results at a token of a processed document, or of all where none is given.
  public init(document: Document, at token: Int?, rules: RuleCatalogue) {
    self.document = document
    self.rules = rules
    place = token.flatMap { $0 < document.tokens.count ? document.tokens[$0].range : nil }
  }

  /// Adds a section with a line for each result.
  public func explain(into explanation: inout Explanation) {
    explanation.begin("records")
    for entity in document.entities {
      for mention in entity.mentions where touches(mention.range) {
        add(entity.kind.rawValue, entity.rule, mention.range, "name \(entity.name)", &explanation)
      }
    }
    for date in document.dates where touches(date.range) {
      add("date", date.rule, date.range, date.iso ?? "without a value", &explanation)
    }
    for figure in document.figures where touches(figure.range) {
      add("number", figure.rule, figure.range, "\(figure.kind.rawValue), \(figure.bound.rawValue)", &explanation)
    }
    for source in document.sources {
      for mention in source.mentions where touches(mention.range) {
        add("source", source.rule, mention.range, "name \(source.name)", &explanation)
      }
    }
    for quote in document.quotes { explain(quote, into: &explanation) }
  }

  private func explain(_ quote: Quote, into explanation: inout Explanation) {
    let parts = quote.spans + [quote.cue?.range, quote.mention?.range].compactMap { $0 }
    guard parts.contains(where: touches), let first = quote.spans.first else { return }
    let cue = quote.cue.map { "cue '\(document.string($0.range))'" } ?? "no cue"
    let source = quote.mention.map { "source '\(document.string($0.range))'" } ?? "no source"
    add("quote", quote.rule, first, "\(quote.kind.rawValue), \(cue), \(source)", &explanation)
  }

  /// Adds a line for each quote that a rule has taken back.
  public func explain(
    rejected quotes: [Attribution.RejectedQuote], by set: RuleSet, into explanation: inout Explanation
  ) {
    for quote in quotes {
      let parts = quote.content + [quote.cue, quote.source].compactMap { $0 }
      guard parts.contains(where: touches), let first = quote.content.first else { continue }
      let cue = quote.cue.map { "cue '\(document.string($0))'" } ?? "no cue"
      let source = quote.source.map { "source '\(document.string($0))'" } ?? "no source"
      add("rejected", set.ruleName(quote.rule), first, "\(cue), \(source)", &explanation)
    }
  }

  private func touches(_ range: UTF8Range) -> Bool { place.map { range.overlaps($0) } ?? true }

  private func add(
    _ type: String, _ rule: String, _ range: UTF8Range, _ what: String, _ explanation: inout Explanation
  ) {
    let text = document.string(range)
    let short = text.count > 60 ? "\(text.prefix(40))…\(text.suffix(18))" : text
    let place = rules.place(of: rule) ?? "in no rule file"
    explanation.add("\(type)  \(rule)  \(place)  '\(short)'  \(what)")
  }
}
