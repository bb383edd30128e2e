import TextModel

/// What a rule has found: its match, the span and the fields that it makes.
public struct Candidate: Sendable {
  /// The rule that found it.
  public let rule: RuleID
  /// The kind that the rule makes.
  public let kind: KindID
  /// All tokens of the match, context (`before`, `after`) left out.
  public let match: TokenRange
  /// The made span: of a name the name, of a cue or source that, of a quote the content, of others what `span` labels or
  /// else the match without what it counts.
  public let span: TokenRange
  /// From 0 to 1.
  public let confidence: Float
  /// The rule's `priority`; 0 where it has none.
  public let priority: Int
  /// The fields that `make` names, in its order; one whose label has no part in the match is left out, and one whose label
  /// matched several times is there several times, in the order of the text.
  public let fields: ArraySlice<AnnotationField>

  /// The value of the first field of that name. O(fields).
  public func value(_ field: FieldID) -> AnnotationField.Value? { fields.first { $0.name == field }?.value }

  /// The tokens of the first field of that name, if it is made of tokens. O(fields).
  public func tokens(of field: FieldID) -> TokenRange? {
    switch value(field) {
    case .tokens(let range), .column(_, _, let range): range
    case .constant, nil: nil
    }
  }
}
