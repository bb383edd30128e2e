import ArgumentParser
import GazetteerIndex
import TextModel

/// `hearsay gazetteer import`: lists of ours from other files.
struct GazetteerImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make lists from spaCy's EntityRuler patterns or from files with a name a line.",
    discussion: """
      The lists are written into a folder that 'extract', 'explain' and the others take with '--gazetteers'. A name \
      goes to the list of ours in which names stand for themselves: person.notable, place.city, organization.company, \
      group.people; with '--list' to any other. Nothing is written where a line is wrong: each is told with its place.

      Of EntityRuler patterns (.jsonl) the label says the kind: PERSON, PER; GPE, LOC, FAC; ORG; NORP. 'LOWER' makes a \
      name that counts in any case; patterns with one 'id' are one entry with aliases. A pattern with operators is no \
      name: write it as a rule.

      Examples:
        hearsay gazetteer import patterns.jsonl --into my-lists
        hearsay gazetteer import staff.txt --kind person --into my-lists
        hearsay extract dumps --gazetteers my-lists
      """)

  /// The form of a file.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case lines, jsonl
  }

  @Argument(help: "The files to read.", completion: .file())
  var files: [String]

  @Option(help: "What the names are names of; needed for files with a name a line.")
  var kind: EntityKind?

  @Option(help: ArgumentHelp("The list to write, as rules name it: 'place.region'.", valueName: "list"))
  var list: String?

  @Option(help: "The form of the files; by default jsonl where the name ends in .jsonl or .json.")
  var format: Format?

  @Flag(help: "The names count in any case.")
  var anyCase = false

  @Flag(help: "Write over lists that are there already.")
  var replace = false

  @Option(help: ArgumentHelp("The folder to write the lists into.", valueName: "folder"))
  var into: String

  func run() throws {
    var names = NameImport()
    for file in files { try read(file, into: &names) }
    do throws(DiagnosticsError) {
      let lists = try names.lists()
      for list in lists { try write(list) }
      if lists.isEmpty { Console.report("the files have no names") }
    } catch {
      for diagnostic in error.diagnostics { Console.print(diagnostic.description) }
      throw ExitStatus.failure.code
    }
    if names.repeatedCount > 0 { Console.report("\(names.repeatedCount) names came twice and were taken once") }
  }

  private func read(_ file: String, into names: inout NameImport) throws {
    var diagnostics: [Diagnostic] = []
    guard let bytes = FileTree.bytes(of: file, into: &diagnostics) else {
      throw Failure(diagnostics.map(\.message).joined(separator: "; "))
    }
    let isJSON = file.hasSuffix(".jsonl") || file.hasSuffix(".json")
    switch format ?? (isJSON ? .jsonl : .lines) {
    case .jsonl:
      EntityRulerFile(path: file) { label in list ?? (kind ?? EntityKind(label: label))?.list }
        .read(bytes, into: &names)
    case .lines:
      guard let list = list ?? kind?.list else {
        throw Failure("what '\(file)' holds names of is not known; say it with '--kind' or '--list'")
      }
      NameLines.read(bytes, path: file, list: list, ignoresCase: anyCase, into: &names)
    }
  }

  private func write(_ list: GazetteerSource) throws(DiagnosticsError) {
    let path = "\(into)/\(list.path)"
    if Folders.exists(path), !replace {
      throw DiagnosticsError([
        Diagnostic(
          .error, "'\(path)' is there already", hint: "take another '--list', or write over it with '--replace'")
      ])
    }
    do throws(OutputError) {
      try Folders.make(path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/"))
      let output = try OutputFile(path: path)
      try output.write(list.bytes)
      try output.finish()
    } catch {
      let reason = if case .failed(_, let reason, _) = error { reason } else { "closed" }
      throw DiagnosticsError([Diagnostic(.error, "cannot write '\(path)': \(reason)")])
    }
    let count = list.bytes.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) } - 1
    Console.report("\(path): \(count) entries, '@\(list.list)' in rules")
  }
}
