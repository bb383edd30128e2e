/// The words of rules that reject: they stand in a phase of their own and say `reject quote` where others say `make`.
enum Rejection {
  static let phase = "reject"
  /// What such rules are said to make, and what their ids begin with.
  static let kind = "reject"
  static let clause = "reject"
  static let rejected = "quote"
  /// The clauses that only rules which reject have, and those that only others have.
  static let clauses = ["reject", "make", "confidence", "priority"]
  /// The parts of the quote at hand, by their names in patterns.
  static let kinds = ["CONTENT": "part-content", "CUE": "part-cue", "SOURCE": "part-source"]
  /// What examples can mark.
  static let parts = ["content", "cue", "source"]

  /// A clause in a phase where it says nothing.
  static func misplaced(_ statement: Statement) -> SyntaxError {
    let range = statement.wordRange
    if statement.word == clause {
      let message = "'reject' stands in a rule of the phase 'reject'"
      return SyntaxError(range: range, message, hint: "write 'phase reject' first")
    }
    let message = "a rule of the phase 'reject' has no '\(statement.word)'"
    return SyntaxError(range: range, message, hint: "write 'reject quote'")
  }
}

extension SyntaxTree {
  /// Whether the pattern names a part of the quote at hand, other than as what must not be there.
  var namesPart: Bool {
    switch pattern {
    case .kind(let name, _): Rejection.kinds.values.contains(name)
    case .not: false
    default: children.contains(where: \.namesPart)
    }
  }
}
