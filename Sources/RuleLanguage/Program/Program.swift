import TextModel

/// The compiled rules: flat arrays that refer to one another by index.
struct Program: Sendable, Equatable {
  var strings: [String] = []
  /// Strings: the fixed kinds, then those that rules make.
  var kinds: [Int32] = []
  /// Strings.
  var fields: [Int32] = []
  var phases: [PhaseRecord] = []
  var rules: [RuleRecord] = []
  var code: [Instruction] = []
  var tests: [TokenTest] = []
  var wordTests: [WordTest] = []
  /// Postfix expressions over a group's predicates, see `WordOperator`.
  var wordCode: [Int32] = []
  var predicates: [Predicate] = []
  var regexes: [RegexAutomaton] = []
  var lists: [ListReference] = []
  /// Indices into `lists`, in stretches.
  var listSets: [Int32] = []
  var kindReferences: [KindReference] = []
  var filters: [Filter] = []
  /// Strings, in stretches.
  var filterValues: [Int32] = []
  var makes: [MakeField] = []
  /// Where the patterns of `unless` and `before` begin in `code`, in stretches.
  var contexts: [Context] = []
  var triggers: [Trigger] = []
  /// What can begin a part of a pattern, or what a rule cannot do without.
  var tokenSets: [TokenSet] = []
  var needs: [Need] = []

  /// A string by its index; "" past the end.
  func string(_ index: Int32) -> String {
    index >= 0 && Int(index) < strings.count ? strings[Int(index)] : ""
  }
}

/// A stretch of another array.
struct Stretch: Sendable, Equatable {
  var start: Int32 = 0
  var count: Int32 = 0
  var indices: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

/// A phase: its name, its rules, and its predicates on words: its own, and those of the phases before it in its group.
struct PhaseRecord: Sendable, Equatable {
  var name: Int32
  var rules = Stretch()
  var predicates = Stretch()
  var wordTests = Stretch()
  /// The steps of its rules: none goes outside.
  var code = Stretch()
  /// Neighbours of one number are looked for together (`PhaseGroup`).
  var group: Int32 = 0
}

/// A rule as it runs; strings are indices into `Program.strings`.
struct RuleRecord: Sendable, Equatable {
  var name: Int32
  var note: Int32
  var file: Int32
  var line: Int32
  var kind: Int32
  var confidence: Float
  var priority: Int32
  /// Where its pattern begins in `code`.
  var entry: Int32 = 0
  /// Begins with `^`.
  var isAnchored = false
  var makes = Stretch()
  var unless = Stretch()
  var before = Stretch()
  /// What can begin it, whatever follows.
  var starts = Stretch()
  /// What can begin it, if the token behind its first one is in the set `second`.
  var pairs = Stretch()
  /// Entries and spans that can begin it, if the token behind them is in the set `second`.
  var ends = Stretch()
  var second: Int32 = -1
  /// What stands in every sentence in which it matches: all of these.
  var needs = Stretch()
  /// The label that makes the span, or -1 for the whole match.
  var spanLabel: Int32 = -1
  /// The label whose tokens at the end are cut from the whole match (`counted`), or -1.
  var cutLabel: Int32 = -1
}

/// A step of the matcher; what `a`, `b` and `c` are depends on the operation.
struct Instruction: Sendable, Equatable {
  var operation: Operation
  var a: Int32 = 0
  var b: Int32 = 0
  var c: Int32 = 0
  /// What the step expects, in the words of the rule: a string, or -1.
  var expected: Int32 = -1

  enum Operation: Int32, Sendable {
    case fail
    /// One token for which word test `a` (of its group) holds.
    case word
    /// One token for which token test `a` holds.
    case test
    case any
    /// An entry of list reference `a`, the longest first.
    case list
    /// A span of kind reference `a`, the longest first.
    case kind
    /// Goes on at `a`, and where that fails at `b`. `c`: the token set that must hold for `a` to be worth a try, or -1.
    case split
    case jump
    /// Token test `a`, `b` to `c` times (-1: no bound), as often as possible.
    case greedy
    case lazy
    /// Label `a` begins, ends.
    case open, close
    /// Start and end of the sentence.
    case start, end
    /// What follows up to `cut` must not match; then one token is taken and it goes on at `a`. `b`: number of its own.
    case not
    case cut
    /// Both on the same tokens: `mark a` first `again a` second `same a`.
    case mark, again, same
    /// The match ends; context follows.
    case matchEnd
    /// Found.
    case accept
    /// Found, where it ends at the given token.
    case acceptExactly
  }
}

/// What must hold of a single token.
struct TokenTest: Sendable, Equatable {
  /// A word test of the group, or -1.
  var word: Int32
  /// A mask of parts of speech; all bits where any will do.
  var tags: UInt64
  /// Kinds that must not begin here.
  var noKinds: UInt64
  /// Lists that must not have an entry here.
  var noLists: Stretch
}

/// A Boolean expression over predicates: a stretch of `wordCode`.
struct WordTest: Sendable, Equatable {
  var code: Stretch
}

/// An element of a postfix expression: a predicate's number (from 0), or one of these.
enum WordOperator {
  static let and: Int32 = -1
  static let or: Int32 = -2
  static let not: Int32 = -3
  static let always: Int32 = -4
  /// The deepest stack that an expression may need.
  static let depthLimit = 256
}

/// What can be known of a word without its place.
struct Predicate: Sendable, Hashable {
  enum Kind: Int32, Sendable { case literal, exact, lemma, shape, regex }
  var kind: Kind
  /// A string, a mask of `WordShape`, or an automaton.
  var value: Int32
}

/// A list or a folder with conditions on its columns.
struct ListReference: Sendable, Hashable {
  var name: Int32
  /// The string of `only-if` that is permitted, or -1.
  var permission: Int32
  var filters: Stretch
  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// A kind with conditions on its fields.
struct KindReference: Sendable, Equatable {
  var kind: Int32
  var filters: Stretch
}

/// The name (a string) of a column, or of a field (by `Program.fields`), and its permitted values.
struct Filter: Sendable, Equatable {
  var name: Int32
  var values: Stretch
}

/// A field that a rule makes.
struct MakeField: Sendable, Equatable {
  var field: Int32
  /// A string, or -1 for a constant.
  var label: Int32
  /// The string of the constant or of the column, or -1.
  var text: Int32
  /// The field of that name, or -1: for `label.field` of an earlier span.
  var inherited: Int32
}

/// A pattern beside the match.
struct Context: Sendable, Equatable {
  var entry: Int32
  /// The token set that begins it, or -1 where that is not known.
  var starts: Int32
  var shortest: Int32
  var longest: Int32
}

/// What can begin a rule.
struct Trigger: Sendable, Equatable {
  enum Kind: Int32, Sendable { case any, word, list, kind, tags }
  var kind: Kind
  /// A word test of the group, a list reference, a kind, the low half of a mask of tags.
  var value: Int32
  /// The high half of a mask of tags.
  var high: Int32 = 0
}

/// What one token can be: any one of these will do.
struct TokenSet: Sendable, Hashable {
  /// A word test of the group, or -1.
  var word: Int32
  /// Kinds of which a span begins here, and parts of speech.
  var kinds: UInt64
  var tags: UInt64
  /// Lists of which an entry begins here.
  var lists: Stretch
  func hash(into hasher: inout Hasher) {
    hasher.combine(word)
    hasher.combine(kinds)
  }
}

/// What a rule cannot do without, and where.
struct Need: Sendable, Equatable {
  enum Place: Int32, Sendable {
    /// At a token behind the first of the match.
    case behind
    /// At the first token of the match or behind it.
    case within
    /// Anywhere in the sentence.
    case anywhere
  }
  var set: Int32
  var place: Place
  /// From 1 (a word) to 6.
  var commonness: Int32
}
