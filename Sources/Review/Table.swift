/// Rows of text in columns: aligned for a terminal, with tabs between them for a program.
public struct Table: Sendable {
  /// A column.
  public struct Column: Sendable {
    /// Its heading.
    public var name: String
    /// Figures stand at the right of their column.
    public var isNumeric: Bool
    /// A path, whose end says more than its beginning where it has to be cut.
    public var isPath: Bool

    /// Makes a column.
    public init(_ name: String, isNumeric: Bool = false, isPath: Bool = false) {
      self.name = name
      self.isNumeric = isNumeric
      self.isPath = isPath
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

  private static let gap = "  "
  /// No column is cut below this.
  private static let leastWidth = 4
  private static let leastPathWidth = 16

  /// The columns as wide as their widest cell; where that is more than the terminal has, the widest ones are cut.
  private func columnWidths(for terminal: Terminal) -> [Int] {
    var widths = columns.indices.map { column in
      rows.reduce(SafeText.width(of: columns[column].name)) {
        max($0, column < $1.count ? SafeText.width(of: $1[column]) : 0)
      }
    }
    let room = max(40, terminal.width)
    for column in widths.indices { widths[column] = min(widths[column], room) }
    var excess = widths.reduce(Self.gap.count * (columns.count - 1), +) - room
    // A path is of use only while its last name can be read.
    func spare(_ column: Int) -> Int {
      widths[column] - (columns[column].isPath ? Self.leastPathWidth : Self.leastWidth)
    }
    while excess > 0, let widest = widths.indices.max(by: { spare($0) < spare($1) }), spare(widest) > 0 {
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() where index < widths.count {
      if index > 0 { line += Self.gap }
      let text =
        columns[index].isPath
        ? SafeText.cutAtStart(cell, to: widths[index]) : SafeText.cut(cell, to: widths[index])
      let blanks = String(repeating: " ", count: max(0, widths[index] - SafeText.width(of: text)))
      line += columns[index].isNumeric ? blanks + text : text + blanks
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
