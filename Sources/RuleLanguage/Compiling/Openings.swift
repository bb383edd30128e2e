import TextModel

/// What can begin a pattern, told apart by what is known of the next token.
struct Openings {
  /// What can begin it, whatever follows.
  private(set) var any: [Trigger] = []
  /// What can begin it where the token behind the first one is one of `seconds`.
  private(set) var pairs: [Trigger] = []
  /// Entries and spans that can begin it where the token behind their last one is one of `seconds`.
  private(set) var ends: [Trigger] = []
  private(set) var seconds: [Trigger] = []

  /// Adds triggers, and what can follow the first token; nil where that is not known.
  fileprivate mutating func add(_ triggers: [Trigger], before follow: [Trigger]?) {
    let isKnown = triggers.allSatisfy { $0.kind != .any && $0.kind != .tags }
    guard isKnown, let follow else { return Self.add(triggers, to: &any) }
    Self.add(triggers, to: &pairs)
    Self.add(follow, to: &seconds)
  }

  /// Adds lists or kinds, and what can follow their entries or spans; nil where that is not known.
  fileprivate mutating func add(_ triggers: [Trigger], endingBefore follow: [Trigger]?) {
    let isKnown = triggers.allSatisfy { $0.kind == .list || $0.kind == .kind }
    guard isKnown, let follow else { return Self.add(triggers, to: &any) }
    Self.add(triggers, to: &ends)
    Self.add(follow, to: &seconds)
  }

  fileprivate mutating func add(_ other: Openings) {
    Self.add(other.any, to: &any)
    Self.add(other.pairs, to: &pairs)
    Self.add(other.ends, to: &ends)
    Self.add(other.seconds, to: &seconds)
  }

  fileprivate static func add(_ triggers: [Trigger], to all: inout [Trigger]) {
    for trigger in triggers where !all.contains(trigger) { all.append(trigger) }
  }
}

extension PatternCompiler {
  /// What can begin a match of a rule's pattern; `after` must hold behind it.
  mutating func openings(_ match: SyntaxTree, after: [SyntaxTree]) -> Openings {
    openings(match, before: after.first.flatMap { follow($0, before: nil) })
  }

  /// What the first token of a pattern and what follows can be; nil where that is not known.
  private mutating func follow(_ tree: SyntaxTree, before next: [Trigger]?) -> [Trigger]? {
    let set = starts(tree)
    if set.triggers.contains(where: { $0.kind == .any }) { return nil }
    guard set.canBeEmpty else { return set.triggers }
    guard var all = next else { return nil }
    Openings.add(set.triggers, to: &all)
    return all
  }

  private mutating func openings(_ tree: SyntaxTree, before follow: [Trigger]?) -> Openings {
    var all = Openings()
    if single(tree) != nil {
      all.add(starts(tree).triggers, before: follow)
      return all
    }
    switch tree.pattern {
    case .list, .kind: all.add(starts(tree).triggers, endingBefore: follow)
    case .label(_, let inner): all = openings(inner, before: follow)
    case .repeated(let inner, _, let most, _):
      all = openings(inner, before: most == 1 ? follow : follow.flatMap { again(inner, before: $0) })
    case .choice(let trees): for part in trees { all.add(openings(part, before: follow)) }
    case .sequence(let trees): all = openings(sequence: trees, before: follow)
    case .both(let trees): all = openings(both: trees, of: tree, before: follow)
    case .literal(let text):
      let pieces = literals.pieces(of: text)
      let sets = wordSets(of: text)
      let isKnown = sets.count > 1 && pieces.prefix(2).allSatisfy(\.isOneToken)
      all.add(starts(tree).triggers, before: isKnown ? sets[1].triggers : nil)
    case .start, .end: break
    default: all.add(starts(tree).triggers, before: nil)
    }
    return all
  }

  /// What can follow something that may come again.
  private mutating func again(_ inner: SyntaxTree, before next: [Trigger]) -> [Trigger]? {
    let set = starts(inner)
    if set.triggers.contains(where: { $0.kind == .any }) { return nil }
    var all = next
    Openings.add(set.triggers, to: &all)
    return all
  }

  private mutating func openings(sequence trees: [SyntaxTree], before next: [Trigger]?) -> Openings {
    var all = Openings()
    for (index, part) in trees.enumerated() {
      var behind = next
      for later in trees[(index + 1)...].reversed() { behind = follow(later, before: behind) }
      all.add(openings(part, before: behind))
      if !starts(part).canBeEmpty { break }
    }
    return all
  }

  /// Of patterns on the same tokens any one tells what can follow: one of a single token, one that knows its own second
  /// token, or an entry or a span.
  private mutating func openings(both trees: [SyntaxTree], of tree: SyntaxTree, before next: [Trigger]?) -> Openings {
    var all = Openings()
    let first = starts(tree).triggers
    if width(tree) == (1, 1), next != nil {
      all.add(first, before: next)
      return all
    }
    for part in trees where !starts(part).canBeEmpty {
      let own = openings(part, before: nil)
      guard own.any.isEmpty, own.ends.isEmpty, !own.seconds.isEmpty else { continue }
      all.add(first, before: own.seconds)
      return all
    }
    for part in trees where next != nil && isListOrKind(part) {
      all.add(starts(part).triggers, endingBefore: next)
      return all
    }
    all.add(first, before: nil)
    return all
  }

  private func isListOrKind(_ tree: SyntaxTree) -> Bool {
    switch tree.pattern {
    case .list, .kind: true
    case .label(_, let inner): isListOrKind(inner)
    default: false
    }
  }
}
