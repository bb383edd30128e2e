import GazetteerIndex
import TextModel

/// Runs the rules of one phase over documents. A worker has its own: it keeps buffers from document to document.
public struct PhaseMatcher {
  let rules: RuleSet
  let gazetteers: Gazetteers

  /// A matcher for the phase of that name; where no file has it, it finds nothing.
  public init(rules: RuleSet, gazetteers: Gazetteers, phase: String) {
    self.rules = rules
    self.gazetteers = gazetteers
  }

  /// Finds, lets the finds compete, and adds the winners to the document as annotations in the order of the text.
  public mutating func annotate(_ document: Document) {}

  /// Calls `body` with every find in the order of the text, overlaps and all; adds nothing.
  public mutating func candidates(in document: Document, _ body: (Candidate) -> Void) {}
}
