import Attribution
import Coreference
import Entities
import GazetteerIndex
import Genres
import Ingestion
import Phrases
import Quantities
import TextModel

/// What the lines of a table among the rules must be: the files that are learnt, and the lists of what stands on pages.
///
/// The stages read them leniently; here a slip of the writer's is told with its place before the first document.
struct TableSchema {
  /// What a cell holds.
  enum Cell {
    case text, integer, number
    /// None or some of a few letters.
    case letters(String)
    /// One word of a closed set; what the words are, for messages.
    case word(String, Set<String>)
    /// Parts of speech, each with a count behind it.
    case tags
  }

  /// The path in the folder of rules.
  let path: String
  /// The names of the columns and what is in their cells. The header names them, behind `# ` or not.
  let columns: [(name: String, cell: Cell)]
  /// How many of the last columns may be left out.
  var optional = 0
  /// Cells are parted by a blank, and there is no header.
  var isBare = false

  /// All tables, in the order of their paths.
  static let all: [TableSchema] = [
    counts("learnt/attribution/content-heads.tsv", of: "head"),
    counts("learnt/attribution/source-heads.tsv", of: "head"),
    weights("learnt/attribution/content-end.tsv"), weights("learnt/attribution/cue-weights.tsv"),
    weights("learnt/attribution/quote-keep.tsv"), weights("learnt/attribution/quote-right.tsv"),
    weights("learnt/attribution/report-signs.tsv"), weights("learnt/attribution/quote-name.tsv"),
    weights("learnt/attribution/quote-speech.tsv"),
    TableSchema(
      path: "attribution/by-hand.tsv",
      columns: [("weight", .word("weight", Set(HandWeights.rowNames))), ("value", .number), ("for", .text)], optional: 1
    ),
    TableSchema(
      path: "learnt/attribution/cue-frames.tsv",
      columns: [("frame", .text), ("cues", .integer), ("uses", .integer), ("sides", .letters("ab0"))]),
    TableSchema(
      path: "learnt/genre/weights.tsv", columns: [("sign", .text)] + GenreTables.kindNames.map { ($0, .integer) }),
    TableSchema(
      path: "genre/words.tsv",
      columns: [("where", .word("place", Set(GenreTables.placeNames))), ("class", .text), ("words", .text)]),
    TableSchema(
      path: "learnt/names/common-words.txt",
      columns: [("word", .text), ("small", .integer), ("capital", .integer), ("class", .text)], optional: 1,
      isBare: true),
    TableSchema(
      path: "names/by-hand.tsv",
      columns: [("weight", .word("weight", Set(NameHandWeights.rowNames))), ("value", .number), ("for", .text)],
      optional: 1),
    TableSchema(
      path: "learnt/names/confidence.tsv",
      columns: [
        ("finder", .word("finder", Set(NameConfidence.finders))), ("kind", .word("kind", Set(NameConfidence.kinds))),
      ] + NameConfidence.stepNames.map { ($0, .integer) }),
    TableSchema(
      path: "learnt/names/evidence.tsv",
      columns: [
        ("evidence", .text), ("person", .number), ("place", .number), ("organization", .number), ("group", .number),
      ]),
    TableSchema(
      path: "names/namesakes.tsv",
      columns: [("name", .text), ("code", .text), ("id", .text), ("mark", .word("mark", ["rival"]))], optional: 1),
    TableSchema(path: "page/names.tsv", columns: [("name", .text), ("mark", mark)]),
    TableSchema(
      path: "page/phrases.tsv",
      columns: [("phrase", .text), ("mark", mark), ("place", .word("place", Set(PageRules.phrasePlaces)))]),
    TableSchema(
      path: "page/sites.tsv",
      columns: [
        ("site", .text), ("verdict", .word("verdict", Set(PageRules.siteVerdicts))),
        ("by", .word("way", Set(PageRules.siteWays))), ("value", .text),
      ]),
    TableSchema(path: "page/suffixes.tsv", columns: [("suffix", .text)]),
    signs("learnt/page/text-weights.tsv"), signs("learnt/page/weights.tsv"),
    TableSchema(
      path: NominalTable.path,
      columns: [("sign", .word("sign", Set(NominalTable.rowNames))), ("weight", .number), ("for", .text)], optional: 1),
    TableSchema(
      path: PronounTable.path,
      columns: [("sign", .word("sign", Set(PronounTable.rowNames)))] + PronounTable.columns.map { ($0, .number) }),
    TableSchema(
      path: "learnt/quantities.tsv",
      columns: [
        ("rule", .text), ("condition", .word("condition", Set(QuantityConfidence.conditionNames))), ("right", .integer),
        ("all", .integer),
      ]),
    TableSchema(
      path: StoryFiles.path,
      columns: [
        (
          "class",
          .word(
            "class", ["agency", "caption", "count", "day", "ending", "figure", "filler", "name-suffix", "people"])
        ), ("of", .text), ("words", .text),
      ]),
    TableSchema(path: "learnt/tags/endings.tsv", columns: [("ending", .text), ("tags", .tags)]),
    TableSchema(path: "learnt/tags/words.tsv", columns: [("word", .text), ("tags", .tags)]),
  ]

  private static let mark = Cell.word("mark", Set(PageRules.markNames))

  private static func counts(_ path: String, of name: String) -> TableSchema {
    TableSchema(path: path, columns: [(name, .text), ("cues", .integer), ("uses", .integer)])
  }

  private static func weights(_ path: String) -> TableSchema {
    TableSchema(path: path, columns: [("feature", .text), ("weight", .number), ("uses", .integer)])
  }

  private static func signs(_ path: String) -> TableSchema {
    TableSchema(
      path: path,
      columns: [("sign", .word("sign", Set(PageRules.signNames)))]
        + ["before", "between", "after", "begins", "ends", "alone"].map { ($0, .integer) })
  }

  /// Checks the tables of a folder of rules that are there; throws what is wrong with all of them.
  static func check(rulesFolder: String) throws(DiagnosticsError) {
    var diagnostics: [Diagnostic] = []
    for schema in all {
      let path = "\(rulesFolder)/\(schema.path)"
      guard FileTree.isFile(path), let bytes = FileTree.bytes(of: path, into: &diagnostics) else { continue }
      schema.check(bytes, file: path, into: &diagnostics)
    }
    checkPaths(in: rulesFolder, into: &diagnostics)
    if !diagnostics.isEmpty { throw DiagnosticsError(diagnostics) }
  }

  /// The paths of all tables; the context rules of tags are checked where they are read.
  private static let paths = all.map(\.path) + TaggerFiles.paths.suffix(1)

  /// Tells of tables that nothing reads: one that has another name, or lies in another folder.
  private static func checkPaths(in rulesFolder: String, into diagnostics: inout [Diagnostic]) {
    let known = paths.map { $0.split(separator: "/").dropLast() }
    let moved = known.map { $0.first == "learnt" ? $0.dropFirst() : $0 }
    let folders = Set((known + moved).map { $0.joined(separator: "/") })
    for folder in folders.sorted() {
      let place = folder.isEmpty ? rulesFolder : "\(rulesFolder)/\(folder)"
      guard FileTree.isFolder(place) else { continue }
      for name in FileTree.names(in: place, into: &diagnostics) where name.hasSuffix(".tsv") {
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        guard !paths.contains(path), FileTree.isFile("\(place)/\(name)") else { continue }
        let meant = paths.contains("learnt/\(path)") ? "learnt/\(path)" : Spelling.nearest(to: path, in: paths)
        diagnostics.append(
          Diagnostic(
            .error, at: SourceLocation(file: "\(place)/\(name)", line: 1, column: 1),
            "there is no table '\(path)' among the rules", hint: meant.map { "did you mean '\($0)'?" }))
      }
    }
  }

  /// Checks the lines of a table.
  func check(_ bytes: [UInt8], file: String, into diagnostics: inout [Diagnostic]) {
    var hasHeader = isBare
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let text = line.last == 0x0D ? line.dropLast() : line
      guard !text.isEmpty, hasHeader || !isHeader(text, &hasHeader) else { continue }
      if text.starts(with: "# ".utf8) { continue }
      let fault =
        hasHeader ? fault(of: text) : (text.startIndex, "the columns are not named before the first line", nil)
      guard let (place, message, hint) = fault else { continue }
      let column = 1 + String(decoding: text[text.startIndex..<place], as: UTF8.self).unicodeScalars.count
      diagnostics.append(
        Diagnostic(.error, at: SourceLocation(file: file, line: index + 1, column: column), message, hint: hint))
      guard hasHeader else { return }
    }
  }

  /// Whether a line names the columns.
  private func isHeader(_ line: ArraySlice<UInt8>, _ hasHeader: inout Bool) -> Bool {
    let header = columns.map(\.name).joined(separator: "\t")
    hasHeader = line.elementsEqual(header.utf8) || line.elementsEqual("# \(header)".utf8)
    return hasHeader
  }

  private typealias Fault = (place: Int, message: String, hint: String?)

  /// What is wrong with a line: where, what, and what may have been meant.
  private func fault(of line: ArraySlice<UInt8>) -> Fault? {
    let cells = line.split(separator: isBare ? 0x20 : 0x09, omittingEmptySubsequences: false)
    guard cells.count >= columns.count - optional else {
      return (line.endIndex, "the column '\(columns[cells.count].name)' is missing", nil)
    }
    guard cells.count <= columns.count else {
      return (cells[columns.count].startIndex, "there are \(columns.count) columns, not \(cells.count)", nil)
    }
    for (cell, column) in zip(cells, columns) {
      guard let (message, hint) = Self.fault(of: String(decoding: cell, as: UTF8.self), column) else { continue }
      return (cell.startIndex, message, hint)
    }
    return nil
  }

  private static func fault(of text: String, _ column: (name: String, cell: Cell)) -> (String, String?)? {
    switch column.cell {
    case .text: return text.isEmpty ? ("'\(column.name)' is empty", nil) : nil
    case .letters(let letters):
      return text.allSatisfy(letters.contains)
        ? nil : ("\(column.name) are letters of '\(letters)', not '\(text)'", nil)
    case .integer: return Int32(text) == nil ? ("\(column.name) is a whole number, not '\(text)'", nil) : nil
    case .number:
      return Double(text)?.isFinite == true ? nil : ("\(column.name) is a number, not '\(text)'", nil)
    case .word(let name, let words):
      if words.contains(text) { return nil }
      let meant = Spelling.nearest(to: text, in: words.sorted())
      return ("there is no \(name) '\(text)'", meant.map { "did you mean '\($0)'?" })
    case .tags: return tagFault(text)
    }
  }

  /// What is wrong with parts of speech and counts: `NN 18 VB 2`.
  private static func tagFault(_ text: String) -> (String, String?)? {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count % 2 == 0 else { return ("every tag has a count behind it: 'NN 18 VB 2'", nil) }
    for index in stride(from: 0, to: parts.count, by: 2) {
      guard PennTag(named: String(parts[index])) != nil else { return ("there is no tag '\(parts[index])'", nil) }
      guard UInt32(parts[index + 1]) != nil else {
        return ("the count of a tag is a whole number, not '\(parts[index + 1])'", nil)
      }
    }
    return nil
  }
}
