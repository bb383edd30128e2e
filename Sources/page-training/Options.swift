/// What the learner is told on the command line.
struct Options {
  var signs = ""
  var labels = ""
  var out = ""
  /// Models of bootstrapped sites that are averaged.
  var models = 16
  /// How often each model sees every page.
  var epochs = 6
  /// The penalty on squared weights, against the sum of the losses of all pages.
  var penalty = 2.0
  /// The same for the weights that judge a paragraph alone.
  var lonePenalty = 11.0
  /// The first step of the optimizer.
  var rate = 0.1
  /// The share of the sites that are learnt from, for learning curves.
  var share = 1.0
  /// Sites that must have a sign.
  var sites = 3
  /// Beginnings of names of signs that are left aside, to see what they bring.
  var without: [String] = []
  /// Whether a model of all pages is learnt beside those of the folds.
  var learnsAll = true

  static let usage = """
    page-training SIGNS LABELS OUT [--models N] [--epochs N] [--penalty X] [--lone-penalty X] [--rate X] [--share X] [--sites N] [--without SIGN,…] [--folds-only]

    """

  /// Nil where the arguments are none.
  init?(_ arguments: [String]) {
    var plain: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--") else {
        plain.append(argument)
        continue
      }
      if argument == "--folds-only" {
        learnsAll = false
        continue
      }
      guard let text = rest.popFirst() else { return nil }
      if argument == "--without" {
        without = text.split(separator: ",").map(String.init)
        continue
      }
      guard let value = Double(text), value > 0, value < 1e6 else { return nil }
      switch argument {
      case "--models": models = Int(value)
      case "--epochs": epochs = Int(value)
      case "--penalty": penalty = value
      case "--lone-penalty": lonePenalty = value
      case "--rate": rate = value
      case "--share": share = value
      case "--sites": sites = Int(value)
      default: return nil
      }
    }
    guard plain.count == 3 else { return nil }
    (signs, labels, out) = (plain[0], plain[1], plain[2])
  }
}
