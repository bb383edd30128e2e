/// A pattern as written, names of `let` already put in.
struct SyntaxTree: Sendable {
  var pattern: Pattern
  var place: Place

  indirect enum Pattern: Sendable {
    /// Words, in any case unless one has a capital.
    case literal(String)
    case regex(RegexTree)
    case list(name: String, filters: [FieldFilter])
    case shape(ShapeClass)
    /// An earlier span; the name in small letters.
    case kind(name: String, filters: [FieldFilter])
    case lemma(String)
    /// A mask over `PennTag.rawValue`.
    case tag(UInt64)
    case label(String, SyntaxTree)
    case sequence([SyntaxTree])
    case choice([SyntaxTree])
    case both([SyntaxTree])
    case not(SyntaxTree)
    /// `most` is -1 where there is no upper bound.
    case repeated(SyntaxTree, least: Int, most: Int, isLazy: Bool)
    case start
    case end
  }

  /// The trees right below this one.
  var children: [SyntaxTree] {
    switch pattern {
    case .label(_, let tree), .not(let tree), .repeated(let tree, _, _, _): [tree]
    case .sequence(let trees), .choice(let trees), .both(let trees): trees
    default: []
    }
  }
}

/// `[column="value"]` behind a list or a kind; several values are alternatives.
struct FieldFilter: Hashable, Sendable {
  var name: String
  var values: [String]
}

/// `label`, `label.column` or a string, in a `make` clause.
struct MadeField: Sendable {
  var field: String
  var value: Value
  var place: Place

  enum Value: Sendable {
    case label(String, column: String?)
    case constant(String)
  }
}

/// An `example` or a `counterexample`.
struct RuleExample: Sendable {
  /// The text without its marks.
  var text: String
  /// The marked spans by label, as bytes of `text`; empty for a counterexample.
  var marks: [Mark]
  var isCounterexample: Bool
  /// Of the clause's word.
  var place: Place

  struct Mark: Sendable {
    var label: String
    var range: Range<Int>
  }
}

/// A rule as written.
struct RuleSyntax: Sendable {
  var name: String
  var place: Place
  /// The bytes of its file from the word `rule` or `construction` to the end of its last clause.
  var extent: Range<Int>
  /// The layer of its file.
  var layer = 0
  /// The index of its phase.
  var phase: Int
  var match: SyntaxTree?
  /// Else `match` stands in for what could not be read, and its labels are not known.
  var isMatchReadable = true
  var unless: [SyntaxTree] = []
  var before: [SyntaxTree] = []
  var after: [SyntaxTree] = []
  var kind = ""
  var kindPlace: Place?
  var fields: [MadeField] = []
  var confidence: Float = 0.5
  var priority = 0
  var note = ""
  var examples: [RuleExample] = []
}

/// A phase as written.
struct PhaseSyntax: Sendable {
  var name: String
  var place: Place
}
