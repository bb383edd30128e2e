import TextModel

/// What the match of a rule cannot do without: at its first token or behind it, and behind it.
struct MatchNeeds {
  var within: [StartSet] = []
  var behind: [StartSet] = []
}

extension PatternCompiler {
  /// What must stand somewhere in a match of the pattern: all of these.
  mutating func needs(of tree: SyntaxTree) -> [StartSet] {
    if single(tree) != nil { return known(starts(tree)) }
    switch tree.pattern {
    case .label(_, let inner): return needs(of: inner)
    case .repeated(let inner, let least, _, _): return least > 0 ? needs(of: inner) : []
    case .sequence(let trees), .both(let trees): return trees.flatMap { needs(of: $0) }
    case .choice(let trees): return Self.anyOf(trees.map { needs(of: $0) })
    case .literal(let text): return wordSets(of: text)
    case .start, .end, .not: return []
    case .regex, .list, .shape, .kind, .lemma, .tag: return known(starts(tree))
    }
  }

  /// What must stand in a match, that behind its first token told apart.
  mutating func needs(ofMatch tree: SyntaxTree) -> MatchNeeds {
    if single(tree) != nil { return MatchNeeds(within: known(starts(tree))) }
    switch tree.pattern {
    case .label(_, let inner): return needs(ofMatch: inner)
    case .repeated(let inner, let least, _, _): return least > 0 ? needs(ofMatch: inner) : MatchNeeds()
    case .sequence(let trees):
      guard let first = trees.firstIndex(where: { width($0).least > 0 }) else { return MatchNeeds() }
      var all = needs(ofMatch: trees[first])
      for part in trees[(first + 1)...] { all.behind += needs(of: part) }
      return all
    case .choice(let trees):
      let branches = trees.map { needs(ofMatch: $0) }
      return MatchNeeds(within: Self.anyOf(branches.map(\.within)), behind: Self.anyOf(branches.map(\.behind)))
    case .literal(let text):
      let sets = wordSets(of: text)
      return MatchNeeds(within: Array(sets.prefix(1)), behind: Array(sets.dropFirst()))
    default: return MatchNeeds(within: needs(of: tree))
    }
  }

  private func known(_ set: StartSet) -> [StartSet] { set.canBeEmpty || set.commonness >= 9 ? [] : [set] }

  /// Of each branch what is rarest; nothing where one has no needs.
  private static func anyOf(_ branches: [[StartSet]]) -> [StartSet] {
    var all = StartSet()
    for branch in branches {
      guard let rarest = branch.min(by: { $0.commonness < $1.commonness }) else { return [] }
      all.formUnion(rarest)
    }
    return all.triggers.isEmpty ? [] : [all]
  }

  /// One set for each word of a literal.
  mutating func wordSets(of text: String) -> [StartSet] {
    literals.pieces(of: text).map { piece in
      let whole = literal(piece.whole, of: text)
      return startSet(
        of: SingleToken(word: piece.isOneToken ? whole : .or(whole, literal(piece.parts[0], of: text))))
    }
  }
}
