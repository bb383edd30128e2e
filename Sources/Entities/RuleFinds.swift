import RuleLanguage
import TextModel

/// What the rules of the phases person, place, organization, group and thing found in a document.
struct RuleFinds {
  struct Find {
    var tokens: TokenRange
    var kind: Int
    var confidence: Float
    var rule: RuleID
  }
  /// Ordered by their first token.
  private(set) var finds: [Find] = []
  /// What rules say is no name: stretches that do not overlap, in the order of the text.
  private(set) var things: [TokenRange] = []
  /// What speaks against each kind of name that overlaps a thing.
  private static let againstThings: Float = -6

  /// Takes the finds of one document.
  mutating func set(_ unordered: [Find], things unjoined: [TokenRange] = []) {
    join(unjoined)
    finds.removeAll(keepingCapacity: true)
    finds.append(contentsOf: unordered)
    finds.sort(by: Self.isBefore)
  }

  private mutating func join(_ unjoined: [TokenRange]) {
    things.removeAll(keepingCapacity: true)
    for thing in unjoined.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      if let last = things.last, thing.start < last.end {
        things[things.count - 1] = TokenRange(last.first, max(last.limit, thing.limit))
      } else {
        things.append(thing)
      }
    }
  }

  /// Whether a thing shares a token with a segment. O(log things).
  @inline(__always) private func hasThing(over segment: NameSegment) -> Bool {
    var low = 0
    var high = things.count
    while low < high {
      let middle = (low + high) / 2
      if things[middle].start < segment.end { low = middle + 1 } else { high = middle }
    }
    return low > 0 && things[low - 1].end > segment.start
  }

  private static func isBefore(_ left: Find, _ right: Find) -> Bool {
    if left.tokens.start != right.tokens.start { return left.tokens.start < right.tokens.start }
    if left.tokens.end != right.tokens.end { return left.tokens.end < right.tokens.end }
    if left.kind != right.kind { return left.kind < right.kind }
    return left.rule.rawValue < right.rule.rawValue
  }

  /// Walks over the finds beside names that come in the order of their first tokens.
  struct Cursor {
    private let finds: UnsafeBufferPointer<Find>
    /// The first find at or behind the token in hand, and the first behind it.
    private var index = 0
    private var limit = 0

    init(_ finds: UnsafeBufferPointer<Find>) { self.finds = finds }

    /// Goes to a token that is not before the last one; false where nothing was found there.
    @inline(__always) mutating func move(to token: Int32) -> Bool {
      if index < limit, finds[index].tokens.start == token { return true }
      index = limit
      while index < finds.count, finds[index].tokens.start < token { index += 1 }
      limit = index
      while limit < finds.count, finds[limit].tokens.start == token { limit += 1 }
      return limit > index
    }

    /// Whether a rule found the tokens from the one in hand to this one.
    @inline(__always) func has(_ end: Int) -> Bool {
      for find in index..<limit where finds[find].tokens.limit == end { return true }
      return false
    }
  }

  /// What the rules say of a segment, by kind: the log odds of the surest.
  @inline(__always)
  func weights(of segment: NameSegment) -> SIMD4<Float> {
    var weights = SIMD4<Float>()
    if !things.isEmpty, hasThing(over: segment) { weights = SIMD4(repeating: Self.againstThings) }
    guard !finds.isEmpty else { return weights }
    var index = firstIndex(at: segment.start)
    while index < finds.count, finds[index].tokens.start == segment.start {
      let find = finds[index]
      if find.tokens.end == segment.end { weights[find.kind] = max(weights[find.kind], Self.weight(find.confidence)) }
      index += 1
    }
    return weights
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
