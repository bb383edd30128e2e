import ArgumentParser
import Glibc
import Records
import Review

/// `hearsay table`: one type of record in columns, or counts over all.
struct TableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract: "Print records as a table: aligned on a terminal, with tabs in a pipe.",
    discussion: """
      Records are files of JSON Lines, - for standard input, or a folder that --into or --split wrote. 'stats' counts \
      by outlet, source and rule; 'summary' counts records of each type. Of quotes those are shown and counted that were \
      said and are likely to be right: nine of ten are. --all shows all, and 'summary' counts all. 'stories', 'sayings', \
      'identities' and 'figures' are what 'hearsay stories' wrote.
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
    let isAligned = TerminalOptions.isTerminal
    let filter = filter
    var hidden = 0
    let output = isAligned ? display.makeTextOutput() : TextOutput(pager: nil)
    var table = Table(RecordTables.columns(of: kind))
    if !isAligned { _ = try output.write(line: table.tabSeparated()[0]) }
    try forEachGroup { group, document in
      let records = kind == .document ? [group.document].filter { !$0.isNull } : group[kind]
      var rows = Table(RecordTables.columns(of: kind))
      for record in records where filter.includes(record, kind) {
        guard filter.trusts(record, kind) else {
          hidden += 1
          continue
        }
        let row = RecordTables.row(of: record, kind, in: document)
        if isAligned { table.append(row) } else { rows.append(row) }
      }
      for line in rows.tabSeparated().dropFirst() {
        guard try output.write(line: line) else { return false }
      }
      return true
    }
    if isAligned {
      for line in table.aligned(for: display.terminal) {
        guard try output.write(line: line) else { break }
      }
    }
    try output.finish()
    quotes.reportHidden(hidden)
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
      let lines = isAligned || content == .summary ? table.aligned(for: display.terminal) : table.tabSeparated()
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
    while let group = try next(groups) {
      let document = ReviewedDocument(group.document)
      guard filter.includes(document) else { continue }
      guard try body(group, document) else { return }
    }
  }

  private func next(_ groups: RecordGroups) throws -> RecordGroup? {
    do throws(RecordReadError) {
      return try groups.next()
    } catch {
      throw Failure("cannot read records: \(error)")
    }
  }
}
