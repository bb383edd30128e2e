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

      Rules and lists of your own are checked as 'extract' takes them: laid over the
      built-in ones, whose examples run too. One that no longer holds because of
      yours is a warning. With --whole the folders are the whole set, as 'compile'
      takes them.

      Examples:
        hearsay check
        hearsay check --rules mine
        hearsay check --whole --rules Rules --gazetteers Gazetteers
      """)

  @OptionGroup(title: "Resources") var resources: ResourceOptions

  @Flag(help: "Take the folders of rules and lists for the whole set, over nothing.")
  var whole = false

  @Flag(name: .shortAndLong, help: "Tell errors only.")
  var quiet = false

  mutating func run() throws {
    let isOverlay = !whole && (resources.rulesFolder != nil || resources.gazetteersFolder != nil)
    let tree = ResourceLocator.sourceTree
    let lists = resources.gazetteersFolder ?? (isOverlay ? nil : tree.map { $0 + "/Gazetteers" })
    let loaded = isOverlay ? try resources.load(forCheck: true) : try compile(lists, tree)
    var preparation = PhasePreparation(loaded)
    var tests = RuleTests(rules: loaded.rules, gazetteers: loaded.gazetteers, usedLists: ListUses.names)
    var wholeTests = WholeExampleTests(loaded)
    var found = loaded.rules.warnings + tests.run { preparation.document($0, before: $1) } + wholeTests.run()
    let own = loaded.overlaidRulePaths
    // Of the built-in rules an overlay is told only what it has changed.
    if isOverlay { found.removeAll { !($0.location.map { own.contains($0.file) } ?? false) && !Self.isFault($0) } }
    let strangers = lists.map { Self.strangeAliases(inFolder: $0, words: loaded.gazetteers.words) } ?? []
    show(found + strangers)
    let errors = found.count { $0.severity == .error }
    if !quiet {
      let ofLists = strangers.isEmpty ? "" : ", \(strangers.count) aliases with nothing of the name"
      let examples = tests.count + wholeTests.constructionCount
      Console.report("\(loaded.rules.count) rules, \(examples) examples, \(errors) do not hold\(ofLists)")
    }
    if errors + strangers.count > 0 { throw ExitStatus.failure.code }
  }

  /// An error, or an example that does not hold.
  private static func isFault(_ diagnostic: Diagnostic) -> Bool {
    diagnostic.severity == .error || diagnostic.message.contains("example of '")
  }

  /// The folders, or those of the source tree, as the whole set.
  private func compile(_ lists: String?, _ tree: String?) throws -> Resources {
    guard let lists else {
      throw Failure("no folder of gazetteers found beside the program; give one with '--gazetteers'")
    }
    guard let folder = resources.rulesFolder ?? tree.map({ $0 + "/Rules" }) else {
      throw Failure("no folder of rules found beside the program; give one with '--rules'")
    }
    do throws(DiagnosticsError) {
      return try Resources.compile(gazetteersFolder: lists, rulesFolder: folder)
    } catch {
      show(error.diagnostics)
      throw ExitStatus.failure.code
    }
  }

  /// Aliases that have nothing of the name in them.
  private static func strangeAliases(inFolder folder: String, words: WordClasses) -> [Diagnostic] {
    // What cannot be read has been told when the lists were compiled.
    let sources = (try? GazetteerSource.sources(inFolder: folder)) ?? []
    let check = AliasCheck(sources, words: words)
    return sources.flatMap { check.check($0) }
  }

  private func show(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics where !quiet || diagnostic.severity == .error {
      Console.print(diagnostic.description)
    }
  }
}
