import Glibc

/// Learns averaged weights: models of sites drawn with replacement, each by AdaGrad over the pages in a shuffled order.
struct Learner {
  let set: PageSet
  let options: LearnerOptions

  /// The mean weights of all models learnt from the pages given, by their numbers: those of the chain, and those that
  /// judge a paragraph alone. The same for the same arguments.
  func learn(_ chosen: [Int]) -> (chain: ChainModel, alone: LoneModel) {
    var chain = ChainModel(signCount: set.names.count)
    var alone = LoneModel(signCount: set.names.count)
    let isKnown = common(chosen)
    let share = 1 / Double(options.models)
    for number in 0..<options.models {
      var random = SplitMix(seed: UInt64(number + 1))
      let drawn = options.models == 1 ? chosen : bootstrap(chosen, &random)
      let model = train(chain: drawn, isKnown: isKnown, &random)
      for index in model.indices { chain.weights[index] += model[index] * share }
      let lone = train(alone: drawn, isKnown: isKnown, &random)
      for index in lone.indices { alone.weights[index] += lone[index] * share }
    }
    return (chain, alone)
  }

  /// The signs that enough sites have.
  private func common(_ chosen: [Int]) -> [Bool] {
    var counts = [Int](repeating: 0, count: set.names.count)
    var last = [Int](repeating: -1, count: set.names.count)
    for index in chosen.sorted(by: { (set.pages[$0].site, $0) < (set.pages[$1].site, $1) }) {
      let page = set.pages[index]
      for sign in page.signs where last[Int(sign)] != page.site {
        last[Int(sign)] = page.site
        counts[Int(sign)] += 1
      }
    }
    return counts.map { $0 >= options.sites }
  }

  /// The pages of as many sites as there are, drawn with replacement.
  private func bootstrap(_ chosen: [Int], _ random: inout SplitMix) -> [Int] {
    var sites: [[Int]] = []
    var numbers = [Int](repeating: -1, count: set.siteCount)
    for index in chosen {
      let site = set.pages[index].site
      if numbers[site] < 0 {
        numbers[site] = sites.count
        sites.append([])
      }
      sites[numbers[site]].append(index)
    }
    return sites.indices.flatMap { _ in sites[random.next(below: sites.count)] }
  }

  private static let batch = 4

  private func train(chain drawn: [Int], isKnown: [Bool], _ random: inout SplitMix) -> [Double] {
    train(ChainModel(signCount: set.names.count), drawn, penalty: options.penalty, isKnown: isKnown, &random)
  }

  private func train(alone drawn: [Int], isKnown: [Bool], _ random: inout SplitMix) -> [Double] {
    train(LoneModel(signCount: set.names.count), drawn, penalty: options.lonePenalty, isKnown: isKnown, &random)
  }

  /// The mean of the weights over the second half of the epochs.
  private func train<Model: PageModel>(
    _ start: Model, _ drawn: [Int], penalty: Double, isKnown: [Bool], _ random: inout SplitMix
  ) -> [Double] {
    var model = start
    var squares = [Double](repeating: 1e-6, count: model.weights.count)
    var gradient = [Double](repeating: 0, count: model.weights.count)
    var mean = gradient
    var order = drawn
    let total = drawn.reduce(0) { $0 + set.pages[$1].weight }
    var kept = 0.0
    for epoch in 0..<options.epochs {
      random.shuffle(&order)
      for start in stride(from: 0, to: order.count, by: Self.batch) {
        let pages = order[start..<min(order.count, start + Self.batch)]
        let weight = pages.reduce(0) { $0 + set.pages[$1].weight }
        for index in gradient.indices { gradient[index] = penalty * weight / total * model.weights[index] }
        for page in pages {
          _ = model.addGradient(of: set.pages[page], scale: set.pages[page].weight, to: &gradient)
        }
        step(&model.weights, gradient, &squares, columns: Model.columns, isKnown: isKnown)
      }
      guard epoch * 2 >= options.epochs - 1 else { continue }
      kept += 1
      for index in mean.indices { mean[index] += model.weights[index] }
    }
    return mean.map { $0 / max(1, kept) }
  }

  private func step(
    _ weights: inout [Double], _ gradient: [Double], _ squares: inout [Double], columns: Int, isKnown: [Bool]
  ) {
    for index in weights.indices where gradient[index] != 0 {
      let sign = index / columns
      guard sign >= isKnown.count || isKnown[sign] else { continue }
      squares[index] += gradient[index] * gradient[index]
      weights[index] -= options.rate * gradient[index] / squares[index].squareRoot()
    }
  }
}

/// A model whose weights are learnt page by page.
protocol PageModel {
  /// Weights of a sign.
  static var columns: Int { get }
  var weights: [Double] { get set }
  /// Adds the gradient of a page's loss, times `scale`, to `gradient`; returns that loss.
  mutating func addGradient(of page: TrainingPage, scale: Double, to gradient: inout [Double]) -> Double
}

/// A generator of numbers that is the same everywhere (SplitMix64, Steele, Lea and Flood 2014).
struct SplitMix {
  private var state: UInt64

  /// A multiple of the step as the first state would begin the same sequence some numbers later: the state is drawn.
  init(seed: UInt64) {
    state = seed
    state = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func next(below limit: Int) -> Int { Int(next() % UInt64(max(1, limit))) }

  mutating func shuffle(_ values: inout [Int]) {
    for index in stride(from: values.count - 1, to: 0, by: -1) { values.swapAt(index, next(below: index + 1)) }
  }
}
