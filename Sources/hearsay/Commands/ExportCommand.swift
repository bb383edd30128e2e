import ArgumentParser
import Exchange
import Glibc
import Records
import Review

/// `hearsay export`: records as other tools read them.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write records as other tools read them: brat, Web Annotation, CoNLL, Prodigy, doccano, CSV, Parquet.",
    discussion: """
      brat           a folder: ID.txt and ID.ann a document, with quotes, names, numbers and dates
      webannotation  JSON-LD, an annotation a line: the content of each quote by offsets and by its words
      conll          names, a token a line: token, start, end and tag with tabs between
      prodigy        JSON Lines, a quote a line, to be accepted or rejected
      doccano        JSON Lines, a quote a line, to be corrected
      csv            a folder: a file a type, formulas escaped
      parquet        a folder: a file a type, by the program duckdb

      Corrections come back by 'hearsay import'.

      Examples:
        hearsay export brat records/ -o annotations/
        hearsay export csv records.jsonl -o tables/
        hearsay export prodigy records.jsonl -o tasks.jsonl
      """)

  /// A format.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case brat, webannotation, conll, prodigy, doccano, csv, parquet

    var isFolder: Bool { self == .brat || self == .csv || self == .parquet }
  }

  @Argument(help: "The format.")
  var format: Format

  @Argument(help: "Files or folders of records.", completion: .file())
  var records: [String] = ["-"]

  @Option(name: .shortAndLong, help: ArgumentHelp("The file or the folder to write.", valueName: "path"))
  var output: String?

  @Option(help: ArgumentHelp("Only quotes of at least this confidence (0 to 1).", valueName: "share"))
  var minConfidence = 0.0

  func validate() throws {
    if format.isFolder, output == nil { throw ValidationError("'\(format.rawValue)' is a folder: name it with '-o'") }
  }

  func run() throws {
    switch format {
    case .brat: try exportBrat(to: output ?? ".")
    case .csv: try exportTables(to: output ?? ".")
    case .parquet: try ParquetExport(folder: output ?? ".").run { try forEachGroup($0) }
    case .webannotation, .conll, .prodigy, .doccano: try exportLines()
    }
  }

  /// Goes over the documents, their quotes of little confidence left out.
  private func forEachGroup(_ body: (RecordGroup) throws -> Void) throws {
    let groups = RecordGroups(inputs: records)
    while let group = try next(groups) {
      var kept = group
      if minConfidence > 0 {
        kept.records[.quote] = group[.quote].filter { ($0["confidence"].number ?? 0) >= minConfidence }
      }
      try body(kept)
    }
  }

  private func next(_ groups: RecordGroups) throws -> RecordGroup? {
    do throws(RecordReadError) {
      return try groups.next()
    } catch {
      throw Failure("cannot read records: \(error)")
    }
  }

  private func exportLines() throws {
    let file = try output.map { path throws(OutputError) in try OutputFile(path: path) } ?? OutputFile()
    var writer = JSONLinesWriter()
    try forEachGroup { group in
      guard !group.document.isNull else { return }
      writer.removeAll()
      switch format {
      case .webannotation: WebAnnotation.write(group, to: &writer)
      case .prodigy: SpanTasks.write(group, for: .prodigy, to: &writer)
      case .doccano: SpanTasks.write(group, for: .doccano, to: &writer)
      case .conll:
        return try file.write(Array(NameColumns.lines(of: group).map { $0 + "\n" }.joined().utf8))
      case .brat, .csv, .parquet: return
      }
      try file.write(writer.bytes)
    }
    try file.finish()
  }

  private func exportBrat(to folder: String) throws {
    try Folders.make(folder)
    try write(BratWriter.configuration, to: "\(folder)/annotation.conf")
    try forEachGroup { group in
      let document = ReviewedDocument(group.document)
      guard Self.isName(document.id) else { return }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: document.text)
      try write(String(text), to: "\(folder)/\(document.id).txt")
      try write(BratWriter.annotations(of: group, in: document), to: "\(folder)/\(document.id).ann")
    }
  }

  /// An id of ours: a file of this name lies in the folder and nowhere else.
  private static func isName(_ id: String) -> Bool {
    !id.isEmpty && id.utf8.count < 100
      && id.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 }
  }

  private func write(_ text: String, to path: String) throws {
    let file = try OutputFile(path: path)
    try file.write(Array(text.utf8))
    try file.finish()
  }

  private func exportTables(to folder: String) throws {
    try Folders.make(folder)
    var files: [RecordKind: OutputFile] = [:]
    for kind in SpreadsheetRows.kinds {
      let file = try OutputFile(path: "\(folder)/\(SpreadsheetRows.fileName(of: kind))")
      try file.write(Array(SpreadsheetRows.line(SpreadsheetRows.columns(of: kind)).utf8))
      files[kind] = file
    }
    try forEachGroup { group in
      for kind in SpreadsheetRows.kinds {
        let records = kind == .document ? [group.document].filter { !$0.isNull } : group[kind]
        let lines = records.map { SpreadsheetRows.line(SpreadsheetRows.row(of: $0, kind)) }.joined()
        if !lines.isEmpty { try files[kind]?.write(Array(lines.utf8)) }
      }
    }
    for kind in SpreadsheetRows.kinds { try files[kind]?.finish() }
  }
}
