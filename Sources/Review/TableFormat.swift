/// The forms in which a table is written for other programs, row by row.
public enum TableFormat: String, Sendable, CaseIterable {
  case csv, tsv, json, markdown

  /// What stands before the first row.
  public func head(_ columns: [Table.Column]) -> [String] {
    let names = columns.map(\.name)
    switch self {
    case .csv: return [Self.separated(names, by: ",")]
    case .tsv: return [Self.separated(names, by: "\t")]
    case .json: return ["["]
    case .markdown:
      return [Self.piped(names), "|" + columns.map { $0.isNumeric ? " ---: |" : " --- |" }.joined()]
    }
  }

  /// The line of a row; `isFirst` where none came before it.
  public func line(_ row: [String], _ columns: [Table.Column], isFirst: Bool) -> String {
    switch self {
    case .csv: Self.separated(Self.plain(row, columns), by: ",")
    case .tsv: Self.separated(Self.plain(row, columns), by: "\t")
    case .json: (isFirst ? " " : ",") + Self.object(row, columns)
    case .markdown: Self.piped(row.map(Self.oneLine))
    }
  }

  /// All lines of a table.
  public func lines(of table: Table) -> [String] {
    let rows = table.rows.enumerated().map { line($1, table.columns, isFirst: $0 == 0) }
    return head(table.columns) + rows + tail
  }

  /// What stands behind the last row.
  public var tail: [String] { self == .json ? ["]"] : [] }

  /// A cell on one line, fit for a terminal that it may be shown on after all.
  private static func oneLine(_ cell: String) -> String { SafeText.shown(cell) }

  /// Cells that a spreadsheet takes for text: one that would be a formula there begins with `'`.
  private static func plain(_ row: [String], _ columns: [Table.Column]) -> [String] {
    zip(row, columns).map { cell, column in
      let cell = oneLine(cell)
      guard !column.isNumeric, let first = cell.unicodeScalars.first, ["=", "+", "-", "@"].contains(first) else {
        return cell
      }
      return "'" + cell
    }
  }

  /// Cells as RFC 4180 has them: those with a quotation mark or a separator stand in quotation marks.
  private static func separated(_ cells: [String], by separator: String) -> String {
    cells.map { cell in
      // Readers of tab-separated text have no marks round commas: a cell there is as it stands.
      let needsMarks = cell.unicodeScalars.contains {
        $0 == "\"" || $0 == "\t" || separator == "," && ($0 == "," || $0 == ";")
      }
      return needsMarks ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }.joined(separator: separator)
  }

  private static func piped(_ cells: [String]) -> String {
    "|" + cells.map { " " + $0.replacing("\\", with: "\\\\").replacing("|", with: "\\|") + " |" }.joined()
  }

  private static func object(_ row: [String], _ columns: [Table.Column]) -> String {
    let members = zip(row, columns).map { cell, column in
      let value = column.isNumeric && Double(cell) != nil ? cell : cell.isEmpty ? "null" : string(cell)
      return string(column.name.replacing(" ", with: "_")) + ":" + value
    }
    return "{" + members.joined(separator: ",") + "}"
  }

  private static func string(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
