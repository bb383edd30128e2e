/// Rows of text in columns: aligned for a terminal, with tabs between them for a program.
public struct Table: Sendable {
  /// A column.
  public struct Column: Sendable {
    /// Its heading.
    public var name: String
    /// Figures stand at the right of their column.
    public var isNumeric: Bool
    /// The column that is cut where the terminal is too narrow for all.
    public var isFlexible: Bool

    /// Makes a column.
    public init(_ name: String, isNumeric: Bool = false, isFlexible: Bool = false) {
      self.name = name
      self.isNumeric = isNumeric
      self.isFlexible = isFlexible
    }
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  /// Makes a table without rows.
  public init(_ columns: [Column]) { self.columns = columns }

  /// Whether it has no rows.
  public var isEmpty: Bool { rows.isEmpty }

  /// Adds a row, a text a column.
  public mutating func append(_ row: [String]) { rows.append(row.map(SafeText.shown)) }

  /// The rows with tabs between the columns, the names of the columns first.
  public func tabSeparated() -> [String] {
    ([columns.map(\.name)] + rows).map { $0.joined(separator: "\t") }
  }

  /// The rows aligned for a terminal.
  public func aligned(for terminal: Terminal) -> [String] {
    let widths = columnWidths(for: terminal)
    let heading = line(columns.map(\.name), widths)
    let shownHeading = terminal.hasColor ? "\u{1B}[1m\(heading)\u{1B}[0m" : heading
    return [shownHeading] + rows.map { line($0, widths) }
  }

  /// No other column is wider than this.
  private static let widthLimit = 36
  private static let gap = "  "

  private func columnWidths(for terminal: Terminal) -> [Int] {
    var widths = columns.indices.map { column in
      let widest = rows.reduce(SafeText.width(of: columns[column].name)) {
        max($0, column < $1.count ? SafeText.width(of: $1[column]) : 0)
      }
      return columns[column].isFlexible ? widest : min(widest, Self.widthLimit)
    }
    guard let flexible = columns.firstIndex(where: \.isFlexible) else { return widths }
    let others = widths.indices.filter { $0 != flexible }.reduce(0) { $0 + widths[$1] + Self.gap.count }
    widths[flexible] = min(widths[flexible], max(16, terminal.width - others))
    return widths
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() where index < widths.count {
      if index > 0 { line += Self.gap }
      let text = SafeText.cut(cell, to: widths[index])
      let blanks = String(repeating: " ", count: max(0, widths[index] - SafeText.width(of: text)))
      line += columns[index].isNumeric ? blanks + text : text + blanks
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
