import RuleLanguage
import TextModel

/// Lets the finds of a phase compete where reading one may show that it is none: the next best then has its place.
///
/// As everywhere in the rule language, the longer made span wins, then `priority`, then the order in the files.
struct FindSelection {
  /// Tokens that have been given away.
  private(set) var isTaken: [Bool] = []
  private var finds: [Candidate] = []
  private var keys: [FindOrder] = []

  /// Calls `accept` with the finds of the matcher from the best to the worst, those left out that overlap one that was
  /// accepted before or one of `blocked`. O(n log n) of the finds.
  mutating func select(
    _ matcher: inout PhaseMatcher, in document: Document, blocked: [TokenRange], _ accept: (Candidate) -> Bool
  ) {
    var finds: [Candidate] = []
    swap(&finds, &self.finds)
    finds.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    matcher.candidates(in: document) { find in
      keys.append(
        FindOrder(
          length: find.span.end - find.span.start, priority: Int32(truncatingIfNeeded: find.priority),
          rule: find.rule.rawValue, index: Int32(truncatingIfNeeded: finds.count)))
      finds.append(find)
    }
    isTaken.removeAll(keepingCapacity: true)
    if !finds.isEmpty {
      isTaken.append(contentsOf: repeatElement(false, count: document.tokens.count))
      for range in blocked { take(range) }
      keys.sort { $0.isBefore($1) }
      for key in keys {
        let find = finds[Int(key.index)]
        if isFree(find.span) && accept(find) { take(find.span) }
      }
    }
    swap(&finds, &self.finds)
  }

  private func isFree(_ range: TokenRange) -> Bool {
    for token in range.indices where token < isTaken.count && isTaken[token] { return false }
    return !range.isEmpty
  }

  private mutating func take(_ range: TokenRange) {
    for token in range.indices where token < isTaken.count { isTaken[token] = true }
  }
}
