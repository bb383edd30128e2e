/// What is known of the place that text is shown at.
public struct Terminal: Sendable, Equatable {
  /// In columns.
  public var width: Int
  /// Whether escape codes for colour are understood and wanted.
  public var hasColor: Bool

  /// Describes a terminal, or a pipe.
  public init(width: Int, hasColor: Bool) {
    self.width = width
    self.hasColor = hasColor
  }
}
