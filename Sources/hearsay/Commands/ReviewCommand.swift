import ArgumentParser
import Records
import Review

/// `hearsay review`: the quotes, for reading.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Show quotes in a pager: content, cue and source marked in their sentence.",
    discussion: """
      Records are files of JSON Lines, - for standard input, or a folder that --into or --split wrote.

      Content stands in «…», the cue in {…} and the source in […]. In the pager, /▸ finds the next quote, /^▸.*mixed \
      the next mixed one, /^▸.*Smith the next one of Smith, /■ the next document. The pager is HEARSAY_PAGER, else PAGER, else less.
      """)

  @Argument(help: "Files or folders of records.", completion: .file())
  var records: [String] = ["-"]

  @Option(help: ArgumentHelp("Only quotes of this source.", valueName: "words"))
  var source: String?

  @Option(help: ArgumentHelp("Only quotes by or about this entity.", valueName: "words"))
  var entity: String?

  @Option(help: "Only quotes of this kind: direct, indirect or mixed.")
  var kind: String?

  @Option(help: ArgumentHelp("Only documents with this in their id, origin or title.", valueName: "words"))
  var document: String?

  @Flag(help: "Only quotes of anonymous sources.")
  var anonymous = false

  @Flag(help: "Only quotes with numbers in them.")
  var numbers = false

  @Option(help: ArgumentHelp("Only quotes of at least this confidence (0 to 1).", valueName: "share"))
  var minConfidence = 0.0

  @OptionGroup(title: "Display") var display: TerminalOptions

  func validate() throws {
    if let kind, !["direct", "indirect", "mixed"].contains(kind) {
      throw ValidationError("the kind must be 'direct', 'indirect' or 'mixed', found '\(kind)'")
    }
  }

  func run() throws {
    let groups = RecordGroups(inputs: records)
    let view = QuoteView(display.terminal)
    let filter = makeFilter()
    var first = try nextQuotes(of: groups, filter)
    guard first != nil else { return Console.report("no quotes to show") }
    let output = display.makeTextOutput()
    while let quotes = first, let document = quotes.first?.document {
      for line in view.lines(of: document) + quotes.flatMap({ view.lines(of: $0) }) {
        guard try output.write(line: line) else { return try output.finish() }
      }
      first = try nextQuotes(of: groups, filter)
    }
    try output.finish()
  }

  /// The quotes of the next document that has any to show; nil at the end.
  private func nextQuotes(of groups: RecordGroups, _ filter: ReviewFilter) throws -> [ReviewedQuote]? {
    do throws(RecordReadError) {
      while let group = try groups.next() {
        let document = ReviewedDocument(group.document)
        let quotes = group[.quote].compactMap { ReviewedQuote($0, in: document) }.filter {
          filter.includes($0, entities: group[.entity], sources: group[.source])
        }
        if !quotes.isEmpty { return quotes }
      }
      return nil
    } catch {
      throw Failure("cannot read records: \(error)")
    }
  }

  private func makeFilter() -> ReviewFilter {
    var filter = ReviewFilter()
    filter.source = source
    filter.entity = entity
    filter.kind = kind
    filter.document = document
    filter.isAnonymousOnly = anonymous
    filter.hasNumbers = numbers
    filter.minimumConfidence = minConfidence
    return filter
  }
}
