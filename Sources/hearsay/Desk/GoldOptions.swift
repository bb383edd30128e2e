import ArgumentParser
import Evaluation
import Judgements
import Records

/// What records are held against.
struct GoldOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Verdicts that 'review --judge' wrote; may be given again.", valueName: "file"),
    completion: .file())
  var judgements: [String] = []

  @Option(
    help: ArgumentHelp(
      "All quotes of some documents: a folder of brat's .txt and .ann, or records.", valueName: "path"),
    completion: .file())
  var gold: String?

  @Option(
    help: ArgumentHelp(
      "A content is right that has this share of the expected words; by default 1 for judgements, 0.5 for gold.",
      valueName: "share"))
  var overlap: Double?

  @Option(help: ArgumentHelp("Only records of at least this confidence (0 to 1).", valueName: "share"))
  var minConfidence = 0.0

  func validate() throws {
    if judgements.isEmpty == (gold == nil) { throw ValidationError("give either '--judgements' or '--gold'") }
    if let overlap, !(0...1).contains(overlap) {
      throw ValidationError("the share of words must be between 0 and 1, found '\(overlap)'")
    }
  }

  /// Reads the gold; lines that are no judgements are told, and the others count. `hasProblems` is set where there are such.
  func read(_ hasProblems: inout Bool) throws -> Gold {
    do throws(RecordReadError) {
      if let gold { return .whole(try WholeGold(path: gold)) }
      let contents = try JudgementFile.read(judgements)
      for problem in contents.problems { Console.report("\(problem)") }
      if !contents.problems.isEmpty { hasProblems = true }
      if contents.shared > 0 {
        Console.report(
          "\(contents.shared) quotes were judged by two or more, \(contents.agreed) of them alike; the latest verdict counts"
        )
      }
      return .judgements(JudgementIndex(contents.standing))
    } catch {
      throw Failure("cannot read gold: \(error)")
    }
  }

  /// Holds records against the gold.
  func evaluate(_ inputs: [String], _ gold: Gold) throws -> EvaluationResult {
    let isWhole = if case .whole = gold { true } else { false }
    var evaluator = Evaluator(gold, overlap: overlap ?? (isWhole ? 0.5 : 1), leastConfidence: minConfidence)
    do throws(RecordReadError) {
      let groups = RecordGroups(inputs: inputs)
      while let group = try groups.next() { evaluator.add(group) }
    } catch {
      throw Failure("cannot read records: \(error)")
    }
    guard evaluator.documents > 0 else { throw Failure("the gold says nothing of these documents") }
    return evaluator.result()
  }
}
