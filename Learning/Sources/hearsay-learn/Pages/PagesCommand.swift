import ArgumentParser
import Foundation

/// Learns the weights of the signs of paragraphs, for `learners/pages.py`: a file of weights for each fold of the pages,
/// learnt from the other folds (`OUT/fold-N.tsv`), and one for all pages (`OUT/all.tsv`).
struct PagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pages",
    abstract: "Learn the weights of the signs of paragraphs, for pages.py.")

  @Argument(help: "What 'hearsay text --signs' prints.")
  var signs: String

  @Argument(help: "A page a line: name, site, benchmark, fold, weight, and a digit a paragraph.")
  var labels: String

  @Argument(help: "The folder of the files to write.")
  var out: String

  @OptionGroup var options: LearnerOptions

  @Option(help: "The share of the sites that are learnt from, for learning curves.")
  var share = 1.0

  @Option(help: "Beginnings of names of signs that are left aside, parted by commas, to see what they bring.")
  var without = ""

  @Flag(help: "No model of all pages beside those of the folds.")
  var foldsOnly = false

  func validate() throws {
    guard options.areInRange, share > 0 else { throw ValidationError("a number is out of its range") }
  }

  func run() throws {
    let left = without.split(separator: ",").map(String.init)
    guard let set = PageSet(signs: signs, labels: labels, without: left), !set.pages.isEmpty else {
      throw ValidationError("\(signs) and \(labels) hold no pages that can be learnt from")
    }
    let learner = Learner(set: set, options: options)
    let folds = Set(set.pages.map(\.fold)).sorted()
    for fold in folds.count > 1 ? folds : [] {
      try learn(set.pages.indices.filter { set.pages[$0].fold != fold }, learner, to: "fold-\(fold)")
    }
    if !foldsOnly { try learn(Array(set.pages.indices), learner, to: "all") }
  }

  /// The number that the draw of a share of the sites begins with.
  private static let shareSeed: UInt64 = 77

  private func learn(_ pages: [Int], _ learner: Learner, to name: String) throws {
    var chosen = pages
    if share < 1 {
      var random = SplitMix(seed: Self.shareSeed)
      let keeps = (0..<learner.set.siteCount).map { _ in Double(random.next(below: 1000)) < share * 1000 }
      chosen = chosen.filter { keeps[learner.set.pages[$0].site] }
    }
    let learnt = learner.learn(chosen)
    let table = WeightTable(learnt.chain, alone: learnt.alone, names: learner.set.names)
    try Data(table.text.utf8).write(to: URL(fileURLWithPath: "\(out)/\(name).tsv"))
  }
}

/// How the learner goes about it.
struct LearnerOptions: ParsableArguments {
  @Option(help: "Models of bootstrapped sites that are averaged.")
  var models = 16

  @Option(help: "How often each model sees every page.")
  var epochs = 6

  @Option(help: "The penalty on squared weights, against the sum of the losses of all pages.")
  var penalty = 2.0

  @Option(help: "The same for the weights that judge a paragraph alone.")
  var lonePenalty = 11.0

  @Option(help: "The first step of the optimizer.")
  var rate = 0.1

  @Option(help: "Sites that must have a sign.")
  var sites = 3

  /// Whether all of them are numbers that can be worked with.
  var areInRange: Bool {
    models > 0 && epochs > 0 && sites > 0 && penalty > 0 && lonePenalty > 0 && rate > 0
  }
}
