/// What is known of the place that text is shown at.
public struct Terminal: Sendable, Equatable {
  /// In columns.
  public var width: Int
  /// Whether escape codes for colour are understood and wanted.
  public var hasColor: Bool
  /// Whether addresses may be made links (OSC 8): what does not know them would show their codes.
  public var hasLinks: Bool

  /// Describes a terminal, or a pipe.
  public init(width: Int, hasColor: Bool, hasLinks: Bool = false) {
    self.width = width
    self.hasColor = hasColor
    self.hasLinks = hasLinks
  }
}
