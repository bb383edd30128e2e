import TextModel

/// The columns of a list's file.
struct GazetteerHeader {
  /// All names, in order.
  var columns: [String]
  var id: Int?
  var aliases: Int?
  var letterCase: Int?
  var onlyIf: Int?
  /// The acronyms that need no support in the text.
  var known: Int?
  /// Why an alias that has nothing of the name in it is one.
  var why: Int?

  /// The columns that mean something to every list.
  static let standard = ["name", "id", "aliases", "case", "only-if", "known", "why"]

  init(columns: [String]) {
    self.columns = columns
    id = columns.firstIndex(of: "id")
    aliases = columns.firstIndex(of: "aliases")
    letterCase = columns.firstIndex(of: "case")
    onlyIf = columns.firstIndex(of: "only-if")
    known = columns.firstIndex(of: "known")
    why = columns.firstIndex(of: "why")
  }

  /// What is wrong with a column's name, nil where nothing is.
  static func fault(of column: String, at index: Int) -> (message: String, hint: String?)? {
    if column.isEmpty { return ("the column has no name", nil) }
    if index == 0 {
      if column == "name" { return nil }
      return ("the first column has to be 'name', not '\(column)'", nil)
    }
    if standard.contains(column) { return nil }
    if let meant = standardColumn(meantBy: column) {
      return ("there is no column '\(column)'", "did you mean '\(meant)'?")
    }
    let isWritable = column.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    if isWritable { return nil }
    return ("the column '\(column)' cannot be written in a rule: small letters, digits and '-' only", nil)
  }

  /// `Alias`, `only_if` and `cases` are slips; `class` and `code` are columns of their own.
  private static func standardColumn(meantBy column: String) -> String? {
    let plain = column.lowercased()
    for name in standard where plain == name || plain == "\(name)s" { return name }
    return Spelling.nearest(to: plain, in: ["aliases", "only-if"])
  }
}
