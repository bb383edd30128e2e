import ArgumentParser
import Glibc
import Ingestion
import Stories

/// `hearsay stories`: the same news over many documents.
struct StoriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stories",
    abstract: "Read the records of many documents and say which tell one story, who copied whom, and what was changed.",
    discussion: """
      Records are files of JSON Lines, - for standard input, or folders that --into or --split wrote, of any number of \
      runs. The records written are 'story', 'reuse', 'change', 'saying', 'identity' and 'figure'; the order of the \
      inputs and the number of threads change nothing in them.

      --keys prints a key a document instead: documents that share one may be done together on another machine, and \
      give the same records there.

      --keep names a folder for what was found. A later run over the same files and more does again only what new or \
      changed documents have to do with, and writes the same records as a run from nothing.
      """)

  @Argument(help: "Files or folders of records, or - for standard input.", completion: .file())
  var records: [String] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("Write the records to a file.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Write one file a record type into a folder.", valueName: "folder"))
  var split: String?

  @Option(
    name: [.customShort("j", allowingJoined: true), .long],
    help: ArgumentHelp("Threads; 0 is one a core.", valueName: "number"))
  var jobs = 0

  @Flag(help: "Print a key a document, by which documents may be parted.")
  var keys = false

  @Option(help: ArgumentHelp("Keep what was found in a folder, for later runs.", valueName: "folder"))
  var keep: String?

  @Flag(name: .shortAndLong, help: "Say nothing of records that could not be used.")
  var quiet = false

  @OptionGroup(title: "Resources") var resources: ResourceOptions

  func validate() throws {
    if [output, split].compactMap({ $0 }).count + (keys ? 1 : 0) > 1 {
      throw ValidationError("give only one of '--output', '--split' and '--keys'")
    }
    if jobs < 0 || jobs > 1024 {
      throw ValidationError("the number of jobs must be between 0 and 1024, found '\(jobs)'")
    }
  }

  func run() throws {
    var inputs = records
    if inputs.isEmpty {
      guard isatty(STDIN_FILENO) == 0 else { throw Failure("name records, or - for standard input; see --help") }
      inputs = ["-"]
    }
    let target: StoriesRun.Target =
      output.map { $0 == "-" ? .standardOutput : .file($0) } ?? split.map { .perType(folder: $0) } ?? .standardOutput
    let run = StoriesRun(
      inputs: inputs, target: target, jobs: jobs > 0 ? jobs : max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))),
      isQuiet: quiet, keepFolder: keep, resources: try resources.load(isQuiet: quiet))
    do {
      let status = keys ? try run.runKeys() : try run.run()
      if status != .success { throw status.code }
    } catch StoryError.noRoom {
      throw Failure("no room for a temporary file, or records that have gone while they were read")
    } catch StoryError.cannotKeep(let folder, let reason) {
      throw Failure("cannot keep results in '\(SystemPath.shown(folder))': \(reason)")
    }
  }
}
