import TextModel

/// An example or a counterexample that needs the whole pipeline: of a construction, or of a rule that rejects.
public struct WholeExample: Sendable {
  /// The id of its construction or rule.
  public let rule: String
  /// It is of a rule that rejects.
  public let isRejection: Bool
  /// It is of a rule that lies over the program's own.
  public let isOverlaid: Bool
  /// Where the clause stands.
  public let location: SourceLocation
  /// Without its marks.
  public let text: String
  /// The marked bytes by part; none in a counterexample.
  public let marks: [(part: String, range: Range<Int>)]
  /// The rule is to find nothing.
  public let isCounterexample: Bool

  /// Those of all layers, in the order of their rules.
  static func all(of parser: RuleParser) -> [WholeExample] {
    let rejecting = parser.book.rules.filter { $0.kind == Rejection.kind }
    return (parser.book.constructions + rejecting).flatMap { rule in
      rule.examples.map { example in
        WholeExample(
          rule: rule.name, isRejection: rule.kind == Rejection.kind, isOverlaid: rule.layer > 0,
          location: parser.files[example.place.file].location(of: example.place.range.lowerBound), text: example.text,
          marks: example.marks.map { ($0.label, $0.range) }, isCounterexample: example.isCounterexample)
      }
    }
  }
}
