import ArgumentParser
import Extraction
import GazetteerIndex
import RuleLanguage
import TextModel

/// Reads all lists and rules and runs the examples that rules carry.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check gazetteers and rules, and run the examples of the rules.",
    discussion: """
      Tells every error with its file, line and column: in lists and rules, and
      where an example does not hold. Warns of rules without an example or a
      counterexample, of rules that in their examples always lose to another, and
      of lists that nothing uses. An alias of a body or a person that has nothing of
      the name in it is an error, unless its line has a reason in the column 'why'.
      The status is 2 where there are errors.

      Examples:
        hearsay check
        hearsay check --rules Rules --gazetteers Gazetteers
      """)

  @Option(
    help: ArgumentHelp("The folder of lists; by default the one that the program was built with.", valueName: "folder"))
  var gazetteers: String?

  @Option(
    help: ArgumentHelp("The folder of rules; by default the one that the program was built with.", valueName: "folder"))
  var rules: String?

  @Flag(name: .shortAndLong, help: "Tell errors only.")
  var quiet = false

  mutating func run() throws {
    let tree = ResourceLocator.sourceTree
    guard let lists = gazetteers ?? tree.map({ $0 + "/Gazetteers" }) else {
      throw Failure("no folder of gazetteers found beside the program; give one with '--gazetteers'")
    }
    guard let folder = rules ?? tree.map({ $0 + "/Rules" }) else {
      throw Failure("no folder of rules found beside the program; give one with '--rules'")
    }
    let resources: Resources
    do throws(DiagnosticsError) {
      resources = try Resources.compile(gazetteersFolder: lists, rulesFolder: folder)
    } catch {
      show(error.diagnostics)
      throw ExitStatus.failure.code
    }
    var preparation = PhasePreparation(resources)
    var tests = RuleTests(
      rules: resources.rules, gazetteers: resources.gazetteers, usedLists: ListUses.names)
    let found = resources.rules.warnings + tests.run { preparation.document($0, before: $1) }
    let strangers = Self.strangeAliases(inFolder: lists)
    show(found + strangers)
    let errors = found.filter { $0.severity == .error }.count
    if !quiet {
      let ofLists = strangers.isEmpty ? "" : ", \(strangers.count) aliases with nothing of the name"
      Console.report("\(resources.rules.count) rules, \(tests.count) examples, \(errors) do not hold\(ofLists)")
    }
    if errors + strangers.count > 0 { throw ExitStatus.failure.code }
  }

  /// Aliases that have nothing of the name in them.
  private static func strangeAliases(inFolder folder: String) -> [Diagnostic] {
    // What cannot be read has been told when the lists were compiled.
    let sources = (try? GazetteerSource.sources(inFolder: folder)) ?? []
    let check = AliasCheck(sources)
    return sources.flatMap { check.check($0) }
  }

  private func show(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics where !quiet || diagnostic.severity == .error {
      Console.print(diagnostic.description)
    }
  }
}
