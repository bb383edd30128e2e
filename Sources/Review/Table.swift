/// Rows of text in columns, aligned for a terminal.
public struct Table: Sendable {
  /// A column.
  public struct Column: Sendable {
    /// Its heading.
    public var name: String
    /// Figures stand at the right of their column.
    public var isNumeric: Bool
    /// A path, whose end says more than its beginning where it has to be cut.
    public var isPath: Bool
    /// What the table is read for: it is cut last.
    public var isMain: Bool

    /// Makes a column.
    public init(_ name: String, isNumeric: Bool = false, isPath: Bool = false, isMain: Bool = false) {
      self.name = name
      self.isNumeric = isNumeric
      self.isPath = isPath
      self.isMain = isMain
    }
  }

  /// The columns.
  public let columns: [Column]
  /// The rows, a text a column.
  public private(set) var rows: [[String]] = []

  /// Makes a table without rows.
  public init(_ columns: [Column]) { self.columns = columns }

  /// Whether it has no rows.
  public var isEmpty: Bool { rows.isEmpty }

  /// Adds a row, a text a column.
  public mutating func append(_ row: [String]) { rows.append(row) }

  /// The rows as TSV, the names of the columns first.
  public func tabSeparated() -> [String] { TableFormat.tsv.lines(of: self) }

  /// The rows aligned for a terminal, the names of the columns first.
  public func aligned(for terminal: Terminal) -> [String] {
    let layout = TableLayout(columns, rows: rows.map { $0.map(SafeText.shown) }, terminal: terminal)
    return [layout.heading] + rows.map { layout.line($0) }
  }
}

/// How wide the columns of a table are in a terminal.
public struct TableLayout: Sendable {
  private let columns: [Table.Column]
  private let widths: [Int]
  private let hasColor: Bool

  private static let gap = "  "
  /// No column is cut below these: paths are of use only while their last name can be read.
  private static let leastWidth = 8
  private static let leastPathWidth = 16
  private static let leastMainWidth = 24

  /// Makes the columns as wide as the widest cell of these rows, which may be the first ones of many. Where that is more
  /// than the terminal has, paths are cut first, then what is not the matter of the table, and that last.
  public init(_ columns: [Table.Column], rows: [[String]], terminal: Terminal) {
    self.columns = columns
    hasColor = terminal.hasColor
    let room = max(40, terminal.width)
    var widths = columns.indices.map { column in
      rows.reduce(SafeText.width(of: columns[column].name)) {
        max($0, column < $1.count ? min(room, SafeText.width(of: $1[column])) : 0)
      }
    }
    var excess = widths.reduce(Self.gap.count * (columns.count - 1), +) - room
    for pass in 0..<4 where excess > 0 {
      let cut = columns.indices.filter {
        Self.rank(columns[$0]) == min(pass, 2) && (pass < 3 || !columns[$0].isNumeric)
      }
      excess = Self.shrink(&widths, cut, by: excess, least: pass < 3 ? columns.map(Self.least) : columns.map { _ in 4 })
    }
    if excess > 0 { _ = Self.shrink(&widths, Array(columns.indices), by: excess, least: columns.map { _ in 4 }) }
    self.widths = widths
  }

  private static func rank(_ column: Table.Column) -> Int { column.isPath ? 0 : column.isMain ? 2 : 1 }

  private static func least(_ column: Table.Column) -> Int {
    column.isPath ? leastPathWidth : column.isMain ? leastMainWidth : column.isNumeric ? Int.max : leastWidth
  }

  /// Makes the widest of some columns narrower; what is still too much.
  private static func shrink(_ widths: inout [Int], _ columns: [Int], by excess: Int, least: [Int]) -> Int {
    var excess = excess
    while excess > 0, let widest = columns.filter({ widths[$0] > least[$0] }).max(by: { widths[$0] < widths[$1] }) {
      widths[widest] -= 1
      excess -= 1
    }
    return excess
  }

  /// The line of the names.
  public var heading: String {
    let names = line(columns.map(\.name))
    return hasColor ? "\u{1B}[1m\(names)\u{1B}[0m" : names
  }

  /// The line of a row.
  public func line(_ row: [String]) -> String {
    var line = ""
    for (index, cell) in row.enumerated() where index < widths.count {
      if index > 0 { line += Self.gap }
      let shown = SafeText.shown(cell)
      let text =
        columns[index].isPath
        ? SafeText.cutAtStart(shown, to: widths[index]) : SafeText.cut(shown, to: widths[index])
      let blanks = String(repeating: " ", count: max(0, widths[index] - SafeText.width(of: text)))
      line += columns[index].isNumeric ? blanks + text : text + blanks
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
