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
      input, which is also read when no input is named. The name tells the format: .txt, .html, .htm, .xhtml, .jsonl, \
      each also with .gz; --format says it where the name does not.

      Exit status: 0 all well, 1 some documents failed, 2 wrong usage, resources or output, 130 interrupted.
      """)

  @Argument(help: "Files, folders, or - for standard input.", completion: .file())
  var inputs: [String] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("Write the records to a file.", valueName: "file"))
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

  @Flag(help: "Leave out articles whose words an earlier document of the run has.")
  var skipDuplicates = false

  @Flag(help: "Take all of a plain text for the article.")
  var allBody = false

  @Flag(name: .shortAndLong, help: "Say nothing of documents that failed.")
  var quiet = false

  @Option(help: "Show how far the run is: auto, always or never.")
  var progress = Choice.auto

  @Option(help: "Colour in messages: auto, always or never.")
  var color = Choice.auto

  @OptionGroup var confidence: ConfidenceOptions

  @OptionGroup(title: "Resources") var resources: ResourceOptions

  func validate() throws {
    if [output, into, split].compactMap({ $0 }).count > 1 {
      throw ValidationError("give only one of '--output', '--into' and '--split'")
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
