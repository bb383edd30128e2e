import ArgumentParser
import Glibc
import Records
import Review

/// `hearsay table`: one type of record in columns, or counts over all.
struct TableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract: "Print records as a table: aligned on a terminal, TSV in a pipe, or CSV, JSON and Markdown.",
    discussion: """
      Records are files of JSON Lines, - for standard input, or a folder that --into or --split wrote. 'stats' counts \
      by outlet, source and rule; 'summary' counts records of each type. Of quotes those are shown and counted that were \
      said and are likely to be right: nine of ten are. --all shows all, and 'summary' counts all. 'stories', 'sayings', \
      'identities' and 'figures' are what 'hearsay stories' wrote.

      A file gets all columns, a terminal those that fit; --columns names them: id, place, published, outlet, url, title, \
      story, source, cue, quote, sentence, conf, rule … (a name that is none tells all). In TSV and CSV a field with a \
      quotation mark or a separator stands in quotation marks, and one that a spreadsheet would take for a formula \
      begins with '.

      Examples:
        hearsay table quotes records.jsonl --to csv > quotes.csv
        hearsay table numbers records/ --columns published,source,value,counted,sentence
      """)

  /// What a table shows.
  enum Content: String, CaseIterable, ExpressibleByArgument {
    case documents, quotes, numbers, dates, entities, sources, errors, stats, summary
    case stories, sayings, identities, figures

    var kind: RecordKind? {
      switch self {
      case .documents: .document
      case .quotes: .quote
      case .numbers: .number
      case .dates: .date
      case .entities: .entity
      case .sources: .source
      case .errors: .error
      case .stats, .summary, .stories, .sayings, .identities, .figures: nil
      }
    }

    /// The type of records over documents.
    var storyKind: StoryKind? {
      switch self {
      case .stories: .story
      case .sayings: .saying
      case .identities: .identity
      case .figures: .figure
      default: nil
      }
    }
  }

  @Argument(help: "What to show.")
  var content: Content

  @Argument(help: "Files or folders of records.", completion: .file())
  var records: [String] = ["-"]

  @Option(help: ArgumentHelp("Only records of this source.", valueName: "words"))
  var source: String?

  @Option(help: ArgumentHelp("Only records of this kind.", valueName: "word"))
  var kind: String?

  @Option(help: ArgumentHelp("Only documents with this in their id, origin or title.", valueName: "words"))
  var document: String?

  @OptionGroup(title: "Trust") var quotes: QuoteOptions

  @Option(help: "The form: tsv, csv, json or markdown; aligned on a terminal where none is named.")
  var to: TableFormat?

  @Option(help: ArgumentHelp("The columns, in this order.", valueName: "name,name"))
  var columns: String?

  @Option(help: ArgumentHelp("What 'hearsay stories' wrote, for the column 'story'.", valueName: "file"))
  var stories: String?

  @OptionGroup(title: "Display") var display: TerminalOptions

  func run() throws {
    if let kind = content.storyKind { return try StoryReview.printTable(kind, of: records, display) }
    if let kind = content.kind { try printRecords(kind) } else { try printCounts() }
  }

  private var filter: RecordFilter {
    var filter = RecordFilter()
    filter.source = source
    filter.kind = kind
    filter.document = document
    if content != .summary { filter.trust = quotes.trust }
    return filter
  }

  private func printRecords(_ kind: RecordKind) throws {
    let isAligned = to == nil && TerminalOptions.isTerminal
    let (columns, unknown) = RecordTables.columns(of: kind, named: names, forTerminal: isAligned)
    if let unknown {
      let all = RecordTables.columns(of: kind).map(\.name).joined(separator: ", ")
      throw Failure("there is no column '\(unknown)' in a table of \(content.rawValue); there are: \(all)")
    }
    let filter = filter
    var hidden = 0
    let stories = try stories.map(StoryIndex.init(path:))
    let output = isAligned ? display.makeTextOutput() : TextOutput(pager: nil)
    var writer = RowWriter(columns.map(\.column), format: isAligned ? nil : to ?? .tsv, terminal: display.terminal)
    try forEachGroup { group, document in
      let records = kind == .document ? [group.document].filter { !$0.isNull } : group[kind]
      let story = stories?.story(of: document.id) ?? ""
      for record in records where filter.includes(record, kind) {
        guard filter.trusts(record, kind) else {
          hidden += 1
          continue
        }
        let row = RecordRow(record, document: group.document, reviewed: document, story: story)
        for line in writer.lines(of: columns.map { $0.value(row) }) {
          guard try output.write(line: line) else { return false }
        }
      }
      return true
    }
    for line in writer.rest() {
      guard try output.write(line: line) else { break }
    }
    try output.finish()
    quotes.reportHidden(hidden)
  }

  /// The names of the columns that the user wants.
  private var names: [String] {
    (columns ?? "").split(separator: ",").map { name in
      name.replacing("_", with: " ").split(separator: " ").joined(separator: " ")
    }
  }

  private func printCounts() throws {
    var counts = RecordCounts()
    let filter = filter
    try forEachGroup { group, _ in
      counts.add(group, filter: filter)
      return true
    }
    let tables = content == .summary ? [counts.summary()] : [counts.byOutlet(), counts.bySource(), counts.byRule()]
    let isAligned = TerminalOptions.isTerminal
    let output = isAligned && content == .stats ? display.makeTextOutput() : TextOutput(pager: nil)
    for (index, table) in tables.enumerated() {
      let isPlain = to == nil && (isAligned || content == .summary)
      let lines = isPlain ? table.aligned(for: display.terminal) : (to ?? .tsv).lines(of: table)
      for line in (index > 0 ? [""] : []) + lines {
        guard try output.write(line: line) else { return try output.finish() }
      }
    }
    try output.finish()
    quotes.reportHidden(counts.hidden)
  }

  /// Goes over the documents that the filter lets through until `body` returns false.
  private func forEachGroup(_ body: (RecordGroup, ReviewedDocument) throws -> Bool) throws {
    let groups = RecordGroups(inputs: records)
    while let group = try Self.next(groups) {
      let document = ReviewedDocument(group.document)
      guard filter.includes(document) else { continue }
      guard try body(group, document) else { return }
    }
  }

  fileprivate static func next(_ groups: RecordGroups) throws -> RecordGroup? {
    do throws(RecordReadError) {
      return try groups.next()
    } catch {
      throw Failure("cannot read records: \(error)")
    }
  }
}

extension TableFormat: ExpressibleByArgument {}

/// Makes lines of rows as they come: the widths of an aligned table are those of its first thousand rows.
private struct RowWriter {
  private let columns: [Table.Column]
  private let format: TableFormat?
  private let terminal: Terminal
  private var waiting: [[String]] = []
  private var layout: TableLayout?
  private var isFirst = true

  private static let measuredRows = 1000

  init(_ columns: [Table.Column], format: TableFormat?, terminal: Terminal) {
    self.columns = columns
    self.format = format
    self.terminal = terminal
  }

  /// The lines that a row makes ready.
  mutating func lines(of row: [String]) -> [String] {
    if let format {
      defer { isFirst = false }
      return (isFirst ? format.head(columns) : []) + [format.line(row, columns, isFirst: isFirst)]
    }
    if let layout { return [layout.line(row)] }
    waiting.append(row.map(SafeText.shown))
    return waiting.count < Self.measuredRows ? [] : measure()
  }

  private mutating func measure() -> [String] {
    let made = TableLayout(columns, rows: waiting, terminal: terminal)
    layout = made
    defer { waiting = [] }
    return [made.heading] + waiting.map { made.line($0) }
  }

  /// The lines that are left at the end.
  mutating func rest() -> [String] {
    if let format { return (isFirst ? format.head(columns) : []) + format.tail }
    return layout == nil ? measure() : []
  }
}

/// Which story a document belongs to, as `hearsay stories` has found it.
private struct StoryIndex {
  private var stories: [String: String] = [:]

  init(path: String) throws {
    do throws(RecordReadError) {
      let reader = try LineReader(path: path)
      while let line = try reader.next() {
        guard line.starts(with: "{\"type\":\"story\"".utf8) else { continue }
        guard let value = try? JSONParser.value(of: line), let id = value["id"].string else { continue }
        for document in value["documents"].elements.compactMap(\.string) { stories[document] = id }
      }
    } catch {
      throw Failure("cannot read stories: \(error)")
    }
  }

  func story(of document: String) -> String? { stories[document] }
}
