/// What the order depends on in which finds compete: the longer made span, then priority, then the order in the files.
///
/// A total order: finds of one rule keep the order in which they were found.
@frozen
public struct FindOrder {
  /// In tokens; of a quote that of its contents.
  public var length: Int32
  /// The priority of the rule.
  public var priority: Int32
  /// The number of the rule, in the order of the files.
  public var rule: Int32
  /// The number of the find.
  public var index: Int32

  /// The place of a find in the order.
  @inlinable
  public init(length: Int32, priority: Int32, rule: Int32, index: Int32) {
    self.length = length
    self.priority = priority
    self.rule = rule
    self.index = index
  }

  /// Whether the find is the better one.
  @inlinable
  public func isBefore(_ other: Self) -> Bool {
    if length != other.length { return length > other.length }
    if priority != other.priority { return priority > other.priority }
    return rule != other.rule ? rule < other.rule : index < other.index
  }
}
