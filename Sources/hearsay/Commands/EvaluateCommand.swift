import ArgumentParser
import Calibration
import Evaluation
import Review

/// `hearsay evaluate`: how many of the quotes are right.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Hold quotes against judgements or gold: how many are right, by rule, confidence, genre and outlet.",
    discussion: """
      A quote is right whose content, source and cue are. 'from' and 'to' bound Wilson's interval, in which the true share lies \
      in 95 of 100 cases. Recall is told where the gold has all quotes of its documents.

      With --against the records of an earlier run, what was won and lost, and how likely so large a difference is by \
      chance (sign test).

      Examples:
        hearsay evaluate records.jsonl --judgements judgements.jsonl
        hearsay evaluate new.jsonl --gold brat/ --against old.jsonl
        hearsay evaluate records.jsonl --judgements judgements.jsonl --examples
      """)

  @Argument(help: "Files or folders of records.", completion: .file())
  var records: [String] = ["-"]

  @OptionGroup(title: "Gold") var gold: GoldOptions

  @Option(
    help: ArgumentHelp("Records of an earlier run over the same documents, to compare with.", valueName: "records"),
    completion: .file())
  var against: String?

  @Flag(help: "List what is wrong and what is missed, a line each.")
  var errors = false

  @Flag(help: "Print right and wrong quotes as examples and counterexamples of their rules.")
  var examples = false

  @OptionGroup(title: "Display") var display: TerminalOptions

  func validate() throws {
    if examples && (errors || against != nil) {
      throw ValidationError("'--examples' cannot stand beside '--errors' or '--against'")
    }
  }

  func run() throws {
    var hasProblems = false
    let gold = try self.gold.read(&hasProblems)
    let result = try self.gold.evaluate(records, gold)
    let output = display.makeTextOutput()
    for line in try lines(result, gold) {
      guard try output.write(line: line) else { break }
    }
    try output.finish()
    if result.lost > 0 { Console.report("\(result.lost) judgements are about words that these documents do not have") }
    if hasProblems { throw ExitStatus.someFailed.code }
  }

  private func lines(_ result: EvaluationResult, _ gold: Gold) throws -> [String] {
    if examples { return RuleExamples.lines(of: result) }
    if let against {
      let earlier = try self.gold.evaluate([against], gold)
      return comparison(RunComparison(before: earlier, now: result), earlier, result)
    }
    if errors { return shown(result.errorTable()) }
    var lines = summary(result)
    for grouping in EvaluationResult.Grouping.allCases {
      lines += ["", "by \(grouping.rawValue)"] + shown(result.table(by: grouping))
    }
    return lines + ["", "confidence and share of right ones"] + shown(result.calibrationTable())
  }

  private func shown(_ table: Table) -> [String] {
    TerminalOptions.isTerminal ? table.aligned(for: display.terminal) : table.tabSeparated()
  }

  private func summary(_ result: EvaluationResult) -> [String] {
    var lines = ["right\t" + Self.text(result.precision)]
    if result.isWhole { lines.append("recall\t" + Self.text(result.recall)) }
    let curve = result.curve
    lines.append(
      "calibration error\t\(Self.thousandths(curve.error)) (\(Self.thousandths(curve.chance)) by chance alone)")
    if let threshold = result.threshold(forShare: 0.9) {
      let interval = threshold.counts.interval
      lines.append(
        "90 % right\tfrom confidence \(Self.thousandths(threshold.confidence)) on: \(threshold.counts.right) of \(threshold.counts.all) (\(Self.percent(interval.lowerBound)) to \(Self.percent(interval.upperBound)) %)"
      )
    }
    return lines
  }

  private func comparison(
    _ comparison: RunComparison, _ before: EvaluationResult, _ now: EvaluationResult
  ) -> [String] {
    var lines = ["before\t" + Self.text(before.precision), "now\t" + Self.text(now.precision)]
    if now.isWhole { lines += ["recall before\t" + Self.text(before.recall), "recall now\t" + Self.text(now.recall)] }
    let probability = comparison.test.probability
    lines.append(
      "\(comparison.won.count) won, \(comparison.lost.count) lost\tby chance with probability \(Self.thousandths(probability)) (sign test)"
    )
    return lines + [""] + shown(comparison.table())
  }

  /// `61 of 75, 81.3 % (71.1 to 88.5)`.
  static func text(_ counts: Proportion) -> String {
    let interval = counts.interval
    return
      "\(counts.right) of \(counts.all), \(percent(counts.share)) % (\(percent(interval.lowerBound)) to \(percent(interval.upperBound)))"
  }

  static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  static func thousandths(_ value: Double) -> String {
    let whole = Int((value * 1000).rounded())
    let digits = "\(whole % 1000)"
    return "\(whole / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
