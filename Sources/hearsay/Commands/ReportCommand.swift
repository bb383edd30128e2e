import ArgumentParser
import Records
import Report

/// `hearsay report`: what was read and who is quoted, as one page.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a report as one HTML file: who is quoted, where, how often, and the quotes behind every figure.",
    discussion: """
      The page loads nothing from anywhere and shows everything without a script; search and filters need the one in it. It has \
      at most 3 MB: the least interesting lists are cut where there is more, and the page says which.

      Examples:
        hearsay report records/ -o report.html
        hearsay report records.jsonl --stories stories.jsonl -o report.html
      """)

  @Argument(help: "Files or folders of records.", completion: .file())
  var records: [String] = ["-"]

  @Option(name: .shortAndLong, help: ArgumentHelp("Write the page to a file.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("What 'hearsay stories' wrote of these records.", valueName: "file"), completion: .file())
  var stories: String?

  @Option(help: "The heading of the page.")
  var title = "Who said what"

  @Option(help: ArgumentHelp("Only quotes of at least this confidence (0 to 1).", valueName: "share"))
  var minConfidence = ShownQuotes.leastConfidence

  @Flag(help: "Also what people think and want without saying it.")
  var stances = false

  func validate() throws {
    if !(0...1).contains(minConfidence) {
      throw ValidationError("the least confidence must be between 0 and 1, found '\(minConfidence)'")
    }
  }

  func run() throws {
    var data = ReportData()
    var told = StoryData()
    do throws(RecordReadError) {
      let groups = RecordGroups(inputs: records)
      while let group = try groups.next() { data.add(group, leastConfidence: minConfidence, stances: stances) }
      if let stories { try told.read(path: stories) }
    } catch {
      throw Failure("cannot read records: \(error)")
    }
    let file = try output.map { path throws(OutputError) in try OutputFile(path: path) } ?? OutputFile()
    try file.write(ReportPage(data, stories: told, title: title).bytes())
    try file.finish()
  }
}
