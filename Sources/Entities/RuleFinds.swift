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
  /// Those of several tokens of which their rules are sure, in the order of the text.
  private(set) var sure: [TokenRange] = []
  /// What rules say is no name: stretches that do not overlap, in the order of the text.
  private(set) var things: [TokenRange] = []
  /// What speaks against each kind of name that overlaps a thing, in nats.
  fileprivate static let againstThings: Float = -6

  /// Takes the finds of one document.
  mutating func set(_ unordered: [Find], things unjoined: [TokenRange] = []) {
    join(unjoined)
    finds.removeAll(keepingCapacity: true)
    finds.append(contentsOf: unordered)
    finds.sort(by: Self.isBefore)
    sure.removeAll(keepingCapacity: true)
    for find in finds where find.tokens.count > 1 && find.confidence >= 0.9 { sure.append(find.tokens) }
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

  private static func isBefore(_ left: Find, _ right: Find) -> Bool {
    if left.tokens.start != right.tokens.start { return left.tokens.start < right.tokens.start }
    if left.tokens.end != right.tokens.end { return left.tokens.end < right.tokens.end }
    if left.kind != right.kind { return left.kind < right.kind }
    return left.rule.rawValue < right.rule.rawValue
  }

  /// Calls `body` with a walk over what was found.
  func withCursor(_ body: (inout Cursor) -> Void) {
    finds.withUnsafeBufferPointer { finds in
      things.withUnsafeBufferPointer { things in
        var cursor = Cursor(finds, things: things)
        body(&cursor)
      }
    }
  }

  /// Walks over the finds beside names that come in the order of their first tokens.
  struct Cursor {
    private let finds: UnsafeBufferPointer<Find>
    private let things: UnsafeBufferPointer<TokenRange>
    /// The first find at or behind the token in hand, and the first behind it.
    private var index = 0
    private var limit = 0
    /// The token of the find at `limit`.
    private var next: Int32

    /// Over the finds and things of `RuleFinds`.
    init(
      _ finds: UnsafeBufferPointer<Find>,
      things: UnsafeBufferPointer<TokenRange> = UnsafeBufferPointer(start: nil, count: 0)
    ) {
      self.finds = finds
      self.things = things
      next = finds.first?.tokens.start ?? .max
    }

    /// Goes to a token that is not before the last one; false where nothing was found there.
    @inline(__always) mutating func move(to token: Int32) -> Bool {
      if index < limit, finds[index].tokens.start == token { return true }
      index = limit
      return token < next ? false : find(token)
    }

    private mutating func find(_ token: Int32) -> Bool {
      while index < finds.count, finds[index].tokens.start < token { index += 1 }
      limit = index
      while limit < finds.count, finds[limit].tokens.start == token { limit += 1 }
      next = limit < finds.count ? finds[limit].tokens.start : .max
      return limit > index
    }

    /// What rules say of the tokens from the one in hand to this one, by kind: the weights of the surest, or what speaks
    /// against them if that is more; nil where none found them.
    @inline(__always) func weights(to end: Int, against: SIMD4<Int32>) -> SIMD4<Int32>? {
      var weights: SIMD4<Int32>?
      for find in index..<limit where finds[find].tokens.limit == end {
        var own = weights ?? against
        let kind = finds[find].kind
        own[kind] = max(own[kind], NameWeight.of(RuleFinds.weight(finds[find].confidence)))
        weights = own
      }
      return weights
    }

    /// What speaks against tokens of which one is of a thing; nothing for most. O(log things).
    @inline(__always) func against(_ start: Int, _ end: Int) -> SIMD4<Int32> {
      if things.isEmpty || !hasThing(start, end) { return SIMD4() }
      return SIMD4(repeating: NameWeight.of(RuleFinds.againstThings))
    }

    private func hasThing(_ start: Int, _ end: Int) -> Bool {
      var low = 0
      var high = things.count
      while low < high {
        let middle = (low + high) / 2
        if things[middle].first < end { low = middle + 1 } else { high = middle }
      }
      return low > 0 && things[low - 1].limit > start
    }
  }

  /// The rule that found the name, if one did.
  func rule(of tokens: TokenRange, kind: Int) -> RuleID {
    if finds.isEmpty { return .none }
    var index = firstIndex(at: tokens.start)
    while index < finds.count, finds[index].tokens.start == tokens.start {
      if finds[index].tokens.end == tokens.end, finds[index].kind == kind { return finds[index].rule }
      index += 1
    }
    return .none
  }

  /// Adds the finds that touch no name found so far: names that do not begin with a capital.
  func addOthers(of document: Document, to found: FlatBuffer<FoundName>) {
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
          score: NameWeight.of(Self.weight(find.confidence)), rule: find.rule))
    }
    guard !others.isEmpty else { return }
    let all = (Array(found.elements) + others).sorted { $0.tokens.start < $1.tokens.start }
    found.removeAll()
    for name in all { found.append(name) }
  }

  /// The end of the longest of `sure` names that begins at a token, or 0. O(log names).
  static func sureEnd(at token: Int, _ sure: UnsafeBufferPointer<TokenRange>) -> Int {
    guard let first = sure.first, first.first <= token, sure[sure.count - 1].first >= token else { return 0 }
    var low = 0
    var high = sure.count
    while low < high {
      let middle = (low + high) / 2
      if sure[middle].first < token { low = middle + 1 } else { high = middle }
    }
    var end = 0
    while low < sure.count, sure[low].first == token {
      end = max(end, sure[low].limit)
      low += 1
    }
    return end
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

  /// The log odds of a confidence, about: from -4 to 4 nats.
  fileprivate static func weight(_ confidence: Float) -> Float {
    let share = min(max(confidence, 0.02), 0.98)
    return 2 * (share - 0.5) * 4
  }
}
