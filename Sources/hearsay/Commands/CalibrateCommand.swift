import ArgumentParser
import Calibration
import Evaluation

/// `hearsay calibrate`: a confidence table of the user's own.
struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Write a confidence table of your own, learnt from judgements, to lay over the built-in one.",
    discussion: """
      The table is laid over ours by '--confidence FILE' of 'extract' and 'review'. What it says is tried on documents \
      that it was not learnt from, in five parts, and told: the calibration error before and after, and the confidence from \
      which the wanted share of quotes is right.

      Records must have the confidences that the program gave: make them without '--confidence'.

      Example:
        hearsay calibrate records.jsonl --judgements judgements.jsonl -o confidence.tsv
        hearsay extract dumps/ --confidence confidence.tsv -o records.jsonl
      """)

  @Argument(help: "Files or folders of records.", completion: .file())
  var records: [String] = ["-"]

  @OptionGroup(title: "Gold") var gold: GoldOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("Write the table to a file.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Say from which confidence on this share of quotes is right.", valueName: "share"))
  var share = 0.9

  func run() throws {
    var hasProblems = false
    let result = try gold.evaluate(records, gold.read(&hasProblems))
    guard let fit = ConfidenceFit(result, share: share) else {
      throw Failure("too few verdicts: a table needs 20, in two documents or more")
    }
    let lines = [
      "\(fit.verdicts) verdicts in \(fit.documents) documents; the table goes \(Int((fit.part * 100).rounded())) % of the way that they show",
      "calibration error on other documents: \(Self.share(fit.before.error)) before, \(Self.share(fit.after.error)) with the table (\(Self.share(fit.after.chance)) by chance alone)",
      fit.threshold.map {
        "\(EvaluateCommand.percent(share)) % are right from confidence \(Self.share($0.confidence)) on (\($0.counts.right) of \($0.counts.all))"
      } ?? "no confidence has \(EvaluateCommand.percent(share)) % right",
    ]
    let comment = (["Made by 'hearsay calibrate'; laid over the built-in confidences by '--confidence'."] + lines)
      .joined(separator: "\n")
    let file = try output.map { path throws(OutputError) in try OutputFile(path: path) } ?? OutputFile()
    try file.write(Array(fit.table.text(comment: comment).utf8))
    try file.finish()
    for line in lines { Console.report(line) }
    if hasProblems { throw ExitStatus.someFailed.code }
  }

  private static func share(_ value: Double) -> String { EvaluateCommand.thousandths(value) }
}
