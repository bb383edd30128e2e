import ArgumentParser
import Extraction
import Review
import RuleLanguage
import TextModel

/// `hearsay rules`: the rules that stand in records, as a table, or one of them whole.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List the rules that stand in records, or show one with its examples.",
    discussion: """
      A record names the rule that made it. Without an id all rules are listed that
      can stand there: with what they make, where they are written, and a note, or
      where there is none their first example. With --all those come too that find
      what others are made of, as cues, and those that reject. With an id the rule is
      shown as it is written.

      A construction is found in the program and not by a pattern: it is declared
      among the rules with its examples, and 'drop ID' in a rule file of your own
      (--rules) switches it off as it does any rule.

      Examples:
        hearsay rules
        hearsay rules quote.passive
        hearsay rules --rules mine | grep mine/
      """)

  @Argument(help: ArgumentHelp("The rule to show.", valueName: "id"))
  var id: String?

  @Flag(help: "List the rules too that stand in no record.")
  var all = false

  @Option(help: "The form: tsv, csv, json or markdown; aligned on a terminal where none is named.")
  var to: TableFormat?

  @OptionGroup(title: "Display") var display: TerminalOptions

  @OptionGroup(title: "Resources") var resources: ResourceOptions

  func run() throws {
    let catalogue = try resources.load().ruleCatalogue
    if let id { try show(id, catalogue) } else { try list(catalogue.entries) }
  }

  private func show(_ id: String, _ catalogue: RuleCatalogue) throws {
    guard let entry = catalogue.entry(id) else {
      let meant = Spelling.nearest(to: id, in: catalogue.entries.map(\.id).sorted())
      throw Failure("there is no rule '\(id)'" + (meant.map { "; did you mean '\($0)'?" } ?? ""))
    }
    var lines = ["# \(Self.place(entry))"]
    for line in entry.text.split(separator: "\n", omittingEmptySubsequences: false) { lines.append(String(line)) }
    try OutputFile().write(Array(lines.map { SafeText.shown($0) + "\n" }.joined().utf8))
  }

  private static func place(_ entry: RuleCatalogue.Entry) -> String { "\(entry.location.file):\(entry.location.line)" }

  /// The kinds that become records where a rule with a pattern makes them.
  private static let kindsOfRecords = ["person", "place", "organization", "group", "quote", "number", "date"]

  /// The note, or else what it finds a part of.
  private static func note(_ entry: RuleCatalogue.Entry) -> String {
    entry.note.isEmpty && !entry.example.isEmpty ? "as in: \(entry.example)" : entry.note
  }

  private func list(_ entries: [RuleCatalogue.Entry]) throws {
    let isAligned = to == nil && TerminalOptions.isTerminal
    var table = Table([
      Table.Column("rule", isMain: true), Table.Column("kind"), Table.Column("place", isPath: true),
      Table.Column("note"),
    ])
    for entry in entries where all || entry.isConstruction || Self.kindsOfRecords.contains(entry.kind) {
      table.append([entry.id, entry.kind, Self.place(entry), Self.note(entry)])
    }
    let output = isAligned ? display.makeTextOutput() : TextOutput(pager: nil)
    let lines = isAligned ? table.aligned(for: display.terminal) : (to ?? .tsv).lines(of: table)
    for line in lines {
      guard try output.write(line: line) else { break }
    }
    try output.finish()
  }
}
