import ArgumentParser
import Calibration
import Desk
import Records
import Review

/// `hearsay review`: the quotes, for reading.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Show quotes in a pager: content, cue and source marked in their sentence.",
    discussion: """
      Records are files of JSON Lines, - for standard input, or a folder that --into or --split wrote.

      Shown is what was said, written or shown, and likely to be right: nine of ten quotes are. --all shows the rest, \
      --act stance what people think and want.

      Content stands in «…», the cue in {…} and the source in […]. In the pager, /▸ finds the next quote, /^▸.*mixed \
      the next mixed one, /^▸.*Smith the next one of Smith, /■ the next document. The pager is HEARSAY_PAGER, else PAGER, else less.

      With --judge you judge them: a key a verdict, ? for all keys. Every verdict is a line that is added to the file of \
      judgements at once.
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

  @OptionGroup(title: "Trust") var trusted: QuoteOptions

  @OptionGroup var confidence: ConfidenceOptions

  @OptionGroup(title: "Judging") var desk: DeskOptions

  @Option(
    help: ArgumentHelp(
      "Show this story in place of quotes: its documents and what each left out or changed.", valueName: "id"))
  var story: String?

  @OptionGroup(title: "Display") var display: TerminalOptions

  func validate() throws {
    if let kind, !["direct", "indirect", "mixed"].contains(kind) {
      throw ValidationError("the kind must be 'direct', 'indirect' or 'mixed', found '\(kind)'")
    }
  }

  func run() throws {
    if let story { return try StoryReview(records: records, display: display).show(story: story) }
    let groups = RecordGroups(inputs: records)
    let view = QuoteView(display.terminal)
    let filter = makeFilter()
    let table = try confidence.load()
    if desk.judge || desk.isPart { return try showPile(of: groups, filter, table) }
    var hidden = 0
    defer { trusted.reportHidden(hidden) }
    var first = try nextQuotes(of: groups, filter, table, &hidden)
    guard first != nil else { return Console.report("no quotes to show") }
    let output = display.makeTextOutput()
    while let quotes = first, let document = quotes.first?.document {
      for line in view.lines(of: document) + quotes.flatMap({ view.lines(of: $0) }) {
        guard try output.write(line: line) else { return try output.finish() }
      }
      first = try nextQuotes(of: groups, filter, table, &hidden)
    }
    try output.finish()
  }

  /// Judges the quotes, or shows a part of them.
  private func showPile(of groups: RecordGroups, _ filter: ReviewFilter, _ table: ConfidenceOverlay?) throws {
    var pile = DeskPile(desk.order, seed: desk.seed, threshold: DeskOptions.threshold)
    while let group = try nextGroup(of: groups) {
      let names = DeskItem.names(of: group)
      for quote in quotes(of: group, filter, table) where filter.trusts(quote) {
        pile.add(DeskItem(quote, names: names))
      }
    }
    let items = pile.items()
    guard !items.isEmpty else { return Console.report("no quotes to show") }
    if desk.judge {
      if desk.order == .document, pile.count > items.count {
        Console.report("only the first \(items.count) of \(pile.count) quotes; '--sample' draws from all")
      }
      return try DeskRun(desk, hasColor: display.terminal.hasColor).run(items)
    }
    let view = QuoteView(display.terminal)
    let output = display.makeTextOutput()
    for line in items.lazy.flatMap({ view.lines(of: $0.quote.document) + view.lines(of: $0.quote) }) {
      guard try output.write(line: line) else { break }
    }
    try output.finish()
  }

  private func nextGroup(of groups: RecordGroups) throws -> RecordGroup? {
    do throws(RecordReadError) {
      return try groups.next()
    } catch {
      throw Failure("cannot read records: \(error)")
    }
  }

  private func quotes(of group: RecordGroup, _ filter: ReviewFilter, _ table: ConfidenceOverlay?) -> [ReviewedQuote] {
    let document = ReviewedDocument(group.document)
    return group[.quote].compactMap { record in
      ReviewedQuote(record, in: document).flatMap { quote in table.map { $0.applied(to: quote) } ?? quote }
    }.filter {
      filter.includes($0, entities: group[.entity], sources: group[.source])
    }
  }

  /// The quotes of the next document that has any to show; nil at the end. Counts those that are not trusted enough.
  private func nextQuotes(
    of groups: RecordGroups, _ filter: ReviewFilter, _ table: ConfidenceOverlay?, _ hidden: inout Int
  ) throws -> [ReviewedQuote]? {
    while let group = try nextGroup(of: groups) {
      let wanted = quotes(of: group, filter, table)
      let quotes = wanted.filter(filter.trusts)
      hidden += wanted.count - quotes.count
      if !quotes.isEmpty { return quotes }
    }
    return nil
  }

  private func makeFilter() -> ReviewFilter {
    var filter = ReviewFilter()
    filter.source = source
    filter.entity = entity
    filter.kind = kind
    filter.document = document
    filter.isAnonymousOnly = anonymous
    filter.hasNumbers = numbers
    // What is judged must not be chosen by how likely it is right, unless that is asked for.
    filter.trust = desk.judge || desk.isPart ? trusted.asked : trusted.trust
    return filter
  }
}
