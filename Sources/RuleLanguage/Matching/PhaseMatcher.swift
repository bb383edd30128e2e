import GazetteerIndex
import TextModel

/// Runs the rules of one phase, or of several that are joined, over documents. A worker has its own: it keeps buffers from document to document.
public struct PhaseMatcher {
  private let rules: RuleSet
  private let engine: PhaseEngine?
  private var competition: Competition

  /// A matcher for the phase of that name; where no file has it, it finds nothing.
  public init(rules: RuleSet, gazetteers: Gazetteers, phase: String) {
    self.init(rules, PhaseEngine(rules: rules, gazetteers: gazetteers, phase: phase))
  }

  private init(_ rules: RuleSet, _ engine: PhaseEngine?) {
    self.rules = rules
    self.engine = engine
    competition = Competition(rules)
  }

  /// Matchers for the phases of those names, one for all that were compiled to be joined (`RuleSet.compile`). Only their
  /// candidates are what those of the phases one by one are: as annotations the finds of joined phases compete.
  public static func joined(rules: RuleSet, gazetteers: Gazetteers, phases: [String]) -> [PhaseMatcher] {
    rules.program.groups.indices.compactMap { group in
      PhaseEngine(rules: rules, gazetteers: gazetteers, group: group, phases: phases).map { PhaseMatcher(rules, $0) }
    }
  }

  /// Finds, lets the finds compete, and adds the winners to the document as annotations in the order of the text.
  public mutating func annotate(_ document: Document) {
    guard let engine else { return }
    engine.find(in: document)
    competition.run(engine.finds, engine.fields, tokens: document.tokens.count)
    for (index, find) in engine.finds.enumerated() where competition.isWinner[index] {
      let candidate = candidate(find, engine)
      document.annotate(
        Annotation(
          kind: candidate.kind, tokens: competition.whole(find, engine.fields), rule: candidate.rule,
          confidence: candidate.confidence),
        fields: Array(candidate.fields))
    }
  }

  /// Gives back what a large document needed.
  public mutating func rest() {
    engine?.rest()
    competition = Competition(rules)
  }

  /// Calls `body` with every find in the order of the text, overlaps and all; adds nothing.
  public mutating func candidates(in document: Document, _ body: (Candidate) -> Void) {
    guard let engine else { return }
    engine.find(in: document)
    for find in engine.finds { body(candidate(find, engine)) }
  }

  private func candidate(_ find: Find, _ engine: PhaseEngine) -> Candidate {
    let rule = rules.program.rules[Int(find.rule)]
    return Candidate(
      rule: RuleID(rawValue: find.rule), kind: KindID(rawValue: UInt8(truncatingIfNeeded: rule.kind)),
      match: find.match,
      span: find.span, confidence: rule.confidence, priority: Int(rule.priority),
      fields: engine.fields[find.fields.indices])
  }
}
