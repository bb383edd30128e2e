import RuleLanguage
import TextModel

/// What the rules of the phases person, place, organization and group found in a document.
struct RuleFinds {
  struct Find {
    var tokens: TokenRange
    var kind: Int
    var confidence: Float
    var rule: RuleID
  }
  /// Ordered by their first token.
  private(set) var finds: [Find] = []
  /// Takes the finds of one document.
  mutating func set(_ unordered: [Find]) {
    finds = unordered.sorted {
      ($0.tokens.start, $0.tokens.end, $0.kind, $0.rule.rawValue) < (
        $1.tokens.start, $1.tokens.end, $1.kind, $1.rule.rawValue
      )
    }
  }

  /// What the rules say of a segment, by kind: the log odds of the surest.
  @inline(__always)
  func weights(of segment: NameSegment) -> SIMD4<Float> {
    var weights = SIMD4<Float>()
    guard !finds.isEmpty else { return weights }
    var index = firstIndex(at: segment.start)
    while index < finds.count, finds[index].tokens.start == segment.start {
      let find = finds[index]
      if find.tokens.end == segment.end { weights[find.kind] = max(weights[find.kind], Self.weight(find.confidence)) }
      index += 1
    }
    return weights
  }

  /// Whether a rule found exactly these tokens.
  @inline(__always)
  func has(_ start: Int, _ end: Int) -> Bool {
    guard !finds.isEmpty else { return false }
    var index = firstIndex(at: Int32(truncatingIfNeeded: start))
    while index < finds.count, finds[index].tokens.first == start {
      if finds[index].tokens.limit == end { return true }
      index += 1
    }
    return false
  }

  /// The rule that found the name, if one did.
  func rule(of tokens: TokenRange, kind: Int) -> RuleID {
    var index = firstIndex(at: tokens.start)
    while index < finds.count, finds[index].tokens.start == tokens.start {
      if finds[index].tokens.end == tokens.end, finds[index].kind == kind { return finds[index].rule }
      index += 1
    }
    return .none
  }

  /// Adds the finds that touch no name found so far: names that do not begin with a capital.
  func addOthers(of document: Document, to found: inout [FoundName]) {
    guard !finds.isEmpty else { return }
    var others: [FoundName] = []
    var next = 0
    var end: Int32 = 0
    for find in finds where find.confidence >= 0.5 {
      while next < found.count, found[next].tokens.end <= find.tokens.start { next += 1 }
      let isFree = next == found.count || found[next].tokens.start >= find.tokens.end
      guard isFree, find.tokens.start >= end, !find.tokens.isEmpty else { continue }
      end = find.tokens.end
      others.append(
        FoundName(
          tokens: find.tokens, range: document.range(of: find.tokens), kind: find.kind,
          score: Self.weight(find.confidence), rule: find.rule))
    }
    guard !others.isEmpty else { return }
    found.append(contentsOf: others)
    found.sort { $0.tokens.start < $1.tokens.start }
  }

  private func firstIndex(at token: Int32) -> Int {
    var low = 0
    var high = finds.count
    while low < high {
      let middle = (low + high) / 2
      if finds[middle].tokens.start < token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// From -4 to 4 nats.
  private static func weight(_ confidence: Float) -> Float {
    let share = min(max(confidence, 0.02), 0.98)
    return 2 * (share - 0.5) * 4
  }
}
