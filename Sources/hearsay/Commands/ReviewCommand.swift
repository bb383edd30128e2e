import ArgumentParser
import Calibration
import Desk
import Records
import GazetteerIndex
import Review
import TextModel

/// `hearsay review`: the quotes, for reading.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Show quotes in a pager: content, cue and source marked in their sentence.",
    discussion: """
      Records are files of JSON Lines, - for standard input, or a folder that --into or --split wrote.

      Shown is what was said, written or shown, and likely to be right: nine of ten quotes are. --all shows the rest, \
      --act stance what people think and want.

      Content stands in «…», the cue in {…} and the source in […]. In less, n goes to the next quote and N back, /^▸.*mixed \
      finds the next mixed one, /^▸.*Smith the next one of Smith, /■ the next document. The pager is HEARSAY_PAGER, else \
      PAGER, else less. The address of a document is a link on a terminal with colour, where less is 566 or later.

      With --judge you judge them: a key a verdict, ? for all keys. Every verdict is a line that is added to the file of \
      judgements at once.
      """)

  @Argument(help: "Files or folders of records.", completion: .file())
  var records: [String] = ["-"]

  @Option(help: ArgumentHelp("Only quotes of this source; may be repeated for any of several.", valueName: "words"))
  var source: [String] = []

  @Option(help: ArgumentHelp("Only quotes with these words in them.", valueName: "words"))
  var text: String?

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

  @Option(help: "Order the quotes by source, date or confidence.")
  var sort: QuoteOrder?

  @Option(help: ArgumentHelp("Show so many sentences before and behind that of the quote.", valueName: "number"))
  var context = 0

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
    if !(0...1000).contains(context) {
      throw ValidationError("the number of sentences must be between 0 and 1000, found '\(context)'")
    }
  }

  func run() throws {
    if let story { return try StoryReview(records: records, display: display).show(story: story) }
    let table = try confidence.load()
    let wanted = WantedQuotes(records, makeFilter(), table)
    if desk.judge || desk.isPart { return try showPile(of: wanted) }
    defer { trusted.reportHidden(wanted.hidden) }
    var listing = QuoteListing(display.pagedTerminal, context: context, words: try contextWords())
    if let sort {
      var blocks = try listing.sorted(wanted, by: sort).makeIterator()
      return try show { blocks.next() }
    }
    // What can be read but once, and what nobody waits for, is not counted first.
    if TerminalOptions.isTerminal, !records.contains("-") {
      listing.total = try WantedQuotes(records, makeFilter(), table).count()
    }
    try show { try wanted.next().map { listing.lines(of: $0) } }
  }

  /// Shows blocks of lines until there are no more, or nobody reads any more.
  private func show(_ next: () throws -> [String]?) throws {
    guard let first = try next() else { return Console.report("no quotes to show") }
    let output = display.makeTextOutput(keys: .quotes)
    var block: [String]? = first
    while let lines = block {
      for line in lines { guard try output.write(line: line) else { return try output.finish() } }
      block = try next()
    }
    try output.finish()
  }

  /// Judges the quotes, or shows a part of them.
  private func showPile(of wanted: WantedQuotes) throws {
    var pile = DeskPile(desk.order, seed: desk.seed, threshold: DeskOptions.threshold)
    while let quotes = try wanted.next() {
      let names = DeskItem.names(of: wanted.group)
      for quote in quotes { pile.add(DeskItem(quote, names: names)) }
    }
    let items = pile.items()
    if desk.judge, !items.isEmpty {
      if desk.order == .document, pile.count > items.count {
        Console.report("only the first \(items.count) of \(pile.count) quotes; '--sample' draws from all")
      }
      return try DeskRun(desk, hasColor: display.terminal.hasColor).run(items)
    }
    var listing = QuoteListing(display.pagedTerminal, context: context, words: try contextWords())
    listing.total = items.count
    var next = items.makeIterator()
    try show { next.next().map { listing.lines(of: [$0.quote]) } }
  }

  /// What sentences are told by, where some are to stand beside a quote.
  private func contextWords() throws -> WordClasses {
    context == 0 ? WordClasses() : try ResourceOptions.parse([]).load(isQuiet: true).gazetteers.words
  }

  private func makeFilter() -> ReviewFilter {
    var filter = ReviewFilter()
    filter.sources = source
    filter.text = text
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

extension QuoteOrder: ExpressibleByArgument {}
