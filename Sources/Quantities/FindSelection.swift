import RuleLanguage
import TextModel

/// Lets the finds of a phase compete where reading one may show that it is none: the next best then has its place.
///
/// As everywhere in the rule language, the longer made span wins, then `priority`, then the order in the files.
struct FindSelection {
  /// Tokens that have been given away.
  private(set) var isTaken: [Bool] = []
  private var finds: [Candidate] = []
  private var order: [Int] = []

  /// Calls `accept` with the finds of the matcher from the best to the worst, those left out that overlap one that was
  /// accepted before or a token that `blocked` holds for. O(n log n) of the finds.
  mutating func select(
    _ matcher: inout PhaseMatcher, in document: Document, blocked: [TokenRange], _ accept: (Candidate) -> Bool
  ) {
    finds.removeAll(keepingCapacity: true)
    var found: [Candidate] = []
    swap(&found, &finds)
    matcher.candidates(in: document) { found.append($0) }
    swap(&found, &finds)
    isTaken.removeAll(keepingCapacity: true)
    guard !finds.isEmpty else { return }
    isTaken.append(contentsOf: repeatElement(false, count: document.tokens.count))
    for range in blocked { take(range) }
    let finds = self.finds
    order.removeAll(keepingCapacity: true)
    order.append(contentsOf: finds.indices)
    order.sort { Self.isBetter(finds[$0], finds[$1], $0, $1) }
    for index in order where isFree(finds[index].span) && accept(finds[index]) { take(finds[index].span) }
  }

  private static func isBetter(_ left: Candidate, _ right: Candidate, _ first: Int, _ second: Int) -> Bool {
    if left.span.count != right.span.count { return left.span.count > right.span.count }
    if left.priority != right.priority { return left.priority > right.priority }
    if left.rule.rawValue != right.rule.rawValue { return left.rule.rawValue < right.rule.rawValue }
    return first < second
  }

  private func isFree(_ range: TokenRange) -> Bool {
    for token in range.indices where token < isTaken.count && isTaken[token] { return false }
    return !range.isEmpty
  }

  private mutating func take(_ range: TokenRange) {
    for token in range.indices where token < isTaken.count { isTaken[token] = true }
  }
}
