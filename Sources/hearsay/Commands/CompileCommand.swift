import ArgumentParser
import Extraction
import GazetteerIndex
import TextModel

/// Compiles lists and rules into the one file that the other commands map at their start.
struct CompileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: "Compile gazetteers and rules into one file that is ready at once.",
    discussion: """
      The other commands find the file beside the program, or are given it with
      '--resources'. All errors of all lists and rules are told at once, each with
      its file, line and column; the file is written only without any.

      A folder of gazetteers holds a folder for each kind and in it a file for each
      list: 'place/city.tsv' is '@place.city' in rules. The folders are the whole
      set. To lay lists or rules of your own over the built-in ones, give them to
      'extract' with '--gazetteers' and '--rules'; nothing has to be compiled for
      that.

      Examples:
        hearsay compile -o hearsay.resources
        hearsay compile --gazetteers Gazetteers --rules Rules -o hearsay.resources
      """)

  @Option(
    help: ArgumentHelp("The folder of lists; by default the one that the program was built with.", valueName: "folder"))
  var gazetteers: String?

  @Option(
    help: ArgumentHelp("The folder of rules; by default the one that the program was built with.", valueName: "folder"))
  var rules: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
  var output = ResourceLocator.fileName

  @Option(
    help: ArgumentHelp(
      "What '--version' is to say of the file, as the commit it was made of.", valueName: "words"))
  var note: String?

  /// The section of the file that the note stands in.
  static let noteSection = "note"

  @Flag(name: .shortAndLong, help: "Tell errors only.")
  var quiet = false

  mutating func run() throws {
    let tree = ResourceLocator.sourceTree
    guard let lists = gazetteers ?? tree.map({ $0 + "/Gazetteers" }) else {
      throw Failure("no folder of gazetteers found beside the program; give one with '--gazetteers'")
    }
    let compiled: ResourceCompiler
    do throws(DiagnosticsError) {
      compiled = try ResourceCompiler(gazetteersFolder: lists, rulesFolder: rules ?? tree.map { $0 + "/Rules" })
    } catch {
      for diagnostic in error.diagnostics { Console.print(diagnostic.description) }
      throw ExitStatus.failure.code
    }
    if !quiet { for warning in compiled.warnings { Console.print(warning.description) } }
    do throws(ResourceError) {
      var writer = compiled.writer
      if let note, !note.isEmpty { writer.add(Self.noteSection, Array(note.utf8)) }
      try writer.write(to: output)
    } catch {
      throw Failure(error.description)
    }
    if !quiet {
      Console.report(
        "\(output): \(compiled.listCount) lists, \(compiled.entryCount) entries, \(compiled.nameCount) names")
    }
  }
}
