import GazetteerIndex
import RuleLanguage
import TextModel

/// Runs the phases `cue`, `source` and `quote` of the rules and takes what they find for quotes that compete with those of
/// the weighed cues.
struct RuleQuotes {
  private let rules: RuleSet
  private var phases: [PhaseMatcher]
  private let content: FieldID?
  private let cue: FieldID?
  private let source: FieldID?

  init(rules: RuleSet, gazetteers: Gazetteers) {
    self.rules = rules
    phases = ["cue", "source", "quote"].map { PhaseMatcher(rules: rules, gazetteers: gazetteers, phase: $0) }
    content = rules.field(named: "content")
    cue = rules.field(named: "cue")
    source = rules.field(named: "source")
  }

  /// Gives back what a large document needed.
  mutating func rest() {
    for index in phases.indices { phases[index].rest() }
  }

  /// Adds the quotes that rules find, in the order in which they were annotated.
  mutating func find(in document: Document, into found: inout [FoundQuote]) {
    guard let content else { return }
    for index in phases.indices { phases[index].annotate(document) }
    guard document.kinds & KindID.quote.bit != 0 else { return }
    let indices = document.annotations.withUnsafeBufferPointer { all in
      all.indices.filter { all[$0].kind == .quote }
    }
    for index in indices {
      let annotation = document.annotations[index]
      guard let piece = tokens(of: content, annotation, document), !piece.isEmpty else { continue }
      let cue = cue.flatMap { tokens(of: $0, annotation, document) }
      found.append(
        FoundQuote(
          cue: cue, source: source.flatMap { tokens(of: $0, annotation, document) }, pieces: [piece], candidate: -1,
          head: cue?.lowerBound ?? piece.lowerBound, probability: annotation.confidence, rule: .written,
          written: annotation.rule))
    }
  }

  private func tokens(of field: FieldID, _ annotation: Annotation, _ document: Document) -> Range<Int>? {
    switch document.field(field, of: annotation) {
    case .tokens(let range): range.first..<max(range.first, range.limit)
    case .column(_, _, let range): range.first..<max(range.first, range.limit)
    case .constant, nil: nil
    }
  }

  /// The class that a cue's rule gives, where one was annotated at the token.
  func cueClass(at token: Int, in document: Document) -> Cue.Class? {
    guard let name = rules.field(named: "class") else { return nil }
    var found: Cue.Class?
    document.forEachAnnotation(.cue, at: token) { index in
      if case .constant(let text) = document.field(name, of: document.annotations[index]) {
        found = Cue.Class(rawValue: rules.constant(text))
      }
    }
    return found
  }
}
