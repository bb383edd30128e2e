import ArgumentParser
import Glibc
import Ingestion
import Records

/// `hearsay extract`: dumps in, records out.
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Read dumps and write records: quotes, sources, numbers, dates, entities.",
    discussion: """
      Inputs are files, folders (walked in the order of their names' bytes, links not followed) or - for standard \
      input, which is also read when no input is named. What a file is shows from its bytes, then from its name: pages, \
      texts, JSON Lines, JSON, CSV, TSV, Parquet (by the program duckdb), WARC, ARC, feeds, MHTML, in tar and zip \
      archives and compressed; --format says it where neither does. What this program has written is never its input.

      --into keeps a place for every dump over all runs, and does a dump again only where it, the lists or the options \
      have changed. With --prune the folder holds the records of the named inputs alone: those of dumps that are gone are \
      taken away, and a folder with the records of others is refused.

      Exit status: 0 all well, 1 some documents failed, 2 wrong usage, resources or output, 130 interrupted.
      """)

  @Argument(help: "Files, folders, or - for standard input.", completion: .file())
  var inputs: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write the records to a file; compressed where its name ends in .gz or .zst.",
      valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Write one records file a dump into a folder, where it changed.", valueName: "folder"))
  var into: String?

  @Option(help: ArgumentHelp("Write one file a record type into a folder.", valueName: "folder"))
  var split: String?

  @Option(
    name: [.customShort("j", allowingJoined: true), .long],
    help: ArgumentHelp("Threads; 0 is one a core.", valueName: "number"))
  var jobs = 0

  @Option(help: "Take the inputs for this format, whatever their names.")
  var format: IngestionOptions.Format?

  @Option(help: ArgumentHelp("Leave out results below this confidence (0 to 1).", valueName: "share"))
  var minConfidence: Float = 0

  @Option(
    help: ArgumentHelp("The largest document that is read, as 500K, 16M or a number of bytes.", valueName: "size"))
  var maxDocument = ByteSize(16 << 20)

  @Option(
    help: ArgumentHelp(
      "The seconds of work that one document may take; 0 for no end. It is an error record, with nothing found in it.",
      valueName: "number"))
  var maxSeconds = 600.0

  @Option(
    help: ArgumentHelp(
      "The seconds that one input may take; 0 for no end. What is left of it is not read, and an error record says so.",
      valueName: "number"))
  var maxDumpSeconds = 0.0

  @Option(
    help: ArgumentHelp(
      "Take a field or column for this: text=Body, url=Link. May be repeated.", valueName: "name=column"))
  var field: [String] = []

  @Flag(help: "With --into: take away the records of dumps that are gone, and refuse a folder of others.")
  var prune = false

  @Option(
    help: ArgumentHelp(
      "Write only these types: documents, quotes, sources, … by commas.", valueName: "types"))
  var only: String?

  @Option(help: ArgumentHelp("Leave out the text of documents: text.", valueName: "field"))
  var without: String?

  @Option(
    help: ArgumentHelp(
      "Write counts, errors by reason, time and versions to a file, as JSON.", valueName: "file"))
  var report: String?

  @Flag(help: "Take the inputs for files found in a folder: pass over those that hold no documents.")
  var members = false

  @Flag(help: "Leave out articles whose words an earlier document of the run has.")
  var skipDuplicates = false

  @Flag(help: "Take all of a plain text for the article.")
  var allBody = false

  @Flag(name: .shortAndLong, help: "Say nothing of documents that failed.")
  var quiet = false

  @Option(
    help: "Show how far the run is: auto, always or never; outside a terminal a line every 30 s.")
  var progress = Choice.auto

  @Option(help: "Colour in messages: auto, always or never.")
  var color = Choice.auto

  @OptionGroup var confidence: ConfidenceOptions

  @OptionGroup(title: "Resources") var resources: ResourceOptions

  func validate() throws {
    if [output, into, split].compactMap({ $0 }).count > 1 {
      throw ValidationError("give only one of '--output', '--into' and '--split'")
    }
    if prune && into == nil { throw ValidationError("'--prune' goes with '--into'") }
    if let without, without != "text" {
      throw ValidationError("only 'text' can be left out of documents, found '\(without)'")
    }
    if maxDocument.bytes > 512 << 20 {
      throw ValidationError("a document can have 512M at most, found '\(maxDocument)'")
    }
    for seconds in [maxSeconds, maxDumpSeconds] where !(0...1e9).contains(seconds) {
      throw ValidationError("a number of seconds must be between 0 and 1000000000, found '\(seconds)'")
    }
    if jobs < 0 || jobs > 1024 {
      throw ValidationError("the number of jobs must be between 0 and 1024, found '\(jobs)'")
    }
    if !(0...1).contains(minConfidence) {
      throw ValidationError("the least confidence must be between 0 and 1, found '\(minConfidence)'")
    }
  }

  func run() throws {
    let options = try ExtractOptions(self)
    let status = try ExtractionRun(options, resources: try resources.load(isQuiet: quiet)).run()
    if status != .success { throw status.code }
  }
}

extension IngestionOptions.Format: ExpressibleByArgument {}
