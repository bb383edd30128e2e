import Calibration
import Glibc
import Ingestion
import Records

/// What a run of `extract` is asked to do: the command line, checked.
struct ExtractOptions: Sendable {
  /// Where the records go.
  enum Target: Sendable, Equatable {
    case standardOutput
    case file(String)
    case perDump(folder: String)
    case perType(folder: String)
  }

  var inputs: [String]
  /// The inputs are files that somebody has found in a folder: what holds no documents is passed over.
  var inputsAreMembers: Bool
  var target: Target
  var jobs: Int
  var ingestion: IngestionOptions
  var selection: RecordSelection
  /// The user's own confidences; nil for those of the program.
  var confidence: ConfidenceOverlay?
  var skipsDuplicates: Bool
  /// The seconds of work that one document may take, and those that a dump may; 0 for no end.
  var documentSeconds: Double
  var dumpSeconds: Double
  /// The folder of `perDump` is to hold the records of these inputs alone.
  var prunes: Bool
  /// The file of the report, if one is wanted.
  var report: String?
  var isQuiet: Bool
  var showsProgress: Bool

  init(_ command: ExtractCommand) throws {
    inputs = command.inputs
    if inputs.isEmpty {
      guard isatty(STDIN_FILENO) == 0 else { throw Failure("name an input, or - for standard input; see --help") }
      inputs = ["-"]
    }
    inputsAreMembers = command.members
    target =
      command.output.map { $0 == "-" ? .standardOutput : .file($0) } ?? command.into.map { .perDump(folder: $0) }
      ?? command.split.map { .perType(folder: $0) } ?? .standardOutput
    jobs = command.jobs > 0 ? command.jobs : max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    ingestion = IngestionOptions()
    ingestion.format = command.format
    ingestion.maxDocument = command.maxDocument.bytes
    ingestion.allBody = command.allBody
    ingestion.fields = try FieldNames.meanings(command.field)
    selection = RecordSelection(minimumConfidence: command.minConfidence)
    confidence = try command.confidence.load()
    selection.leavesOutText = command.without != nil
    if let only = command.only { selection.kinds = try RecordNames.kinds(only) }
    report = command.report
    skipsDuplicates = command.skipDuplicates
    documentSeconds = command.maxSeconds
    dumpSeconds = command.maxDumpSeconds
    prunes = command.prune
    isQuiet = command.quiet
    showsProgress = command.progress.isOn(terminal: Console.isTerminal && !command.quiet)
  }
}
