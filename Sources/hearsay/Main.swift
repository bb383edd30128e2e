import ArgumentParser
import GazetteerIndex
import Glibc
import Ingestion
import Review

/// The program: who said what, out of raw dumps of news.
struct Hearsay: ParsableCommand {
  /// The version that `--version` prints.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "hearsay",
    abstract: "Read raw dumps of news and write who said what: quotes, sources, numbers, dates and names.",
    discussion: """
      Try:
        hearsay extract article.html                  records of one page, as JSON Lines
        hearsay extract dumps/ -o records.jsonl       of all files of a folder
        hearsay review records.jsonl                  the quotes, in a pager
        hearsay table quotes records.jsonl            the quotes, as a table
      """,
    version: version,
    subcommands: [
      ExtractCommand.self, TextCommand.self, ReviewCommand.self, TableCommand.self, MergeCommand.self,
      StoriesCommand.self, DiffCommand.self, EvaluateCommand.self, CalibrateCommand.self, ReportCommand.self,
      ExportCommand.self, ImportCommand.self, SchemaCommand.self,
      ManualCommand.self, CompileCommand.self, CheckCommand.self, ExplainCommand.self, RulesCommand.self,
      GazetteerCommand.self,
    ])
}

/// What `--version` prints: the version, and the lists and rules that the program finds, as they were compiled.
enum VersionText {
  static var text: String {
    guard case .compiled(let path)? = ResourceLocator.find(),
      let file = try? ResourceFile(path: path)
    else {
      return Hearsay.version
    }
    let hash = String(file.sourcesHash, radix: 16)
    let note =
      file.section(CompileCommand.noteSection).map { "\(SafeText.shown($0.string)), " } ?? ""
    return "\(Hearsay.version) (\(note)lists and rules \(hash))"
  }
}

@main
enum Main {
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    StandardStreams.fill()
    do {
      let arguments = SystemPath.arguments
      if arguments == ["--version"] {
        return try OutputFile().write(Array((VersionText.text + "\n").utf8))
      }
      var command = try command(arguments)
      try command.run()
    } catch {
      exit(finish(error))
    }
  }

  /// The command of the arguments. Those of `extract` are read without the table of all commands, which takes longer than
  /// to read them: where that fails, and for its help, the long way says what there is to say.
  private static func command(_ arguments: [String]) throws -> any ParsableCommand {
    guard arguments.first == ExtractCommand.configuration.commandName else { return try Hearsay.parseAsRoot(arguments) }
    ResourcePreload.start(arguments)
    if let command = try? ExtractCommand.parseAsRoot(Array(arguments.dropFirst())) as? ExtractCommand {
      return command
    }
    return try Hearsay.parseAsRoot(arguments)
  }

  /// Says what went wrong, and gives the status to end with.
  private static func finish(_ error: any Error) -> Int32 {
    switch error {
    case OutputError.closedPipe: return ExitStatus.success.rawValue
    case OutputError.failed(let path, let reason, _):
      Console.report("error: cannot write \(path): \(reason)")
      return ExitStatus.failure.rawValue
    case let failure as Failure:
      Console.report("error: \(failure)")
      return ExitStatus.failure.rawValue
    case let status as ExitCode: return status.rawValue
    default: return finishParsing(error)
    }
  }

  /// Help and version go to standard output; mistakes in the arguments to standard error.
  private static func finishParsing(_ error: any Error) -> Int32 {
    let message = Hearsay.fullMessage(for: error)
    guard Hearsay.exitCode(for: error) == .success else {
      Console.write(message + "\n")
      return ExitStatus.failure.rawValue
    }
    do throws(OutputError) {
      try OutputFile().write(Array((message + "\n").utf8))
      return ExitStatus.success.rawValue
    } catch {
      return finish(error)
    }
  }
}
