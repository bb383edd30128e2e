import GazetteerIndex
import RuleLanguage
import TextModel

/// What a rule of the phase `number` has labelled, as stretches of tokens.
struct NumberFields {
  var kind = ""
  var value: TokenRange?
  var low: TokenRange?
  var high: TokenRange?
  var unit: TokenRange?
  var per: TokenRange?
  var bound: TokenRange?
  var tail: TokenRange?
  /// Of a proportion or a rate: how many the figure is out of.
  var base: TokenRange?
  /// *6 feet 4 inches*: the second figure and its unit.
  var second: TokenRange?
  var lesser: TokenRange?
  /// *two hours and a half*.
  var half: TokenRange?
}

/// The numbers of the fields' names in a set of rules; nil where no rule makes the field.
struct NumberFieldIDs: Sendable {
  private let ids: [(id: FieldID, path: WritableKeyPath<NumberFields, TokenRange?> & Sendable)]
  private let kind: FieldID?
  private let rules: RuleSet

  init(_ rules: RuleSet) {
    let paths: [(String, WritableKeyPath<NumberFields, TokenRange?> & Sendable)] = [
      ("value", \.value), ("low", \.low), ("high", \.high), ("unit", \.unit), ("per", \.per), ("bound", \.bound),
      ("tail", \.tail), ("base", \.base), ("second", \.second), ("lesser", \.lesser), ("half", \.half),
    ]
    ids = paths.compactMap { name, path in rules.field(named: name).map { ($0, path) } }
    kind = rules.field(named: "kind")
    self.rules = rules
  }

  /// The fields of a find of the phase.
  func fields(of find: Candidate) -> NumberFields {
    var fields = NumberFields()
    for field in find.fields {
      switch field.value {
      case .constant(let text): if field.name == kind { fields.kind = rules.constant(text) }
      case .tokens(let range), .column(_, _, let range):
        guard !range.isEmpty, let path = ids.first(where: { $0.id == field.name })?.path else { continue }
        if fields[keyPath: path] == nil { fields[keyPath: path] = range }
      }
    }
    return fields
  }
}
