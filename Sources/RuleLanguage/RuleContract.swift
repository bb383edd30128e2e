/// What the stages of a program take of rules: phases, kinds and the fields of each kind, and what they find without rules.
///
/// A kind of no stage is well where a later rule names it in a pattern; what neither does would be thrown away.
public struct RuleContract: Sendable {
  /// The phases that a stage runs.
  public var phases: [String]
  /// The fields of each kind that a stage reads, or that decide the made span.
  public var fields: [String: [String]]
  /// The constructions that stages find in code, by the ids that stand in records.
  public var constructions: [String]

  /// The fields of the parts of a quote that rules which reject can ask for, with their values; none where any word will do.
  public var parts: [String: [String: [String]]]

  /// Makes a contract.
  public init(
    phases: [String], fields: [String: [String]], constructions: [String] = [],
    parts: [String: [String: [String]]] = [:]
  ) {
    self.parts = parts
    self.phases = phases
    self.fields = fields
    self.constructions = constructions
  }
}
