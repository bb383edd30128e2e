#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Decides for every paragraph whether it is before, in, between or after the article.
///
/// The weights of the signs make a chain: what is before never comes after, and after the end hardly anything comes any more,
/// so the end is a decision of its own; a way back from there costs what is learnt. The sequences in which a paragraph is
/// in the article have a share of the weight of all sequences (forward and backward sums). One wrong turn of the chain
/// costs a section, so each paragraph is judged by its own signs alone as well; the mean of the two decides.
struct ArticleFinder {
  private(set) var states: [ArticleState] = []
  /// How likely each paragraph is in the article, 0 to 1: the mean of what the chain and its own signs say.
  private(set) var likelihoods: [Float] = []
  private var emissions: [Double] = []
  private var begins: [Double] = []
  private var ends: [Double] = []
  private var alone: [Double] = []
  private var forward: [Double] = []

  /// A paragraph is kept from this likelihood on: text lost costs more than a line too many. Of a text, where nothing but
  /// words is known, more lines too many come near it.
  static let threshold = 0.45
  static let textThreshold = 0.48
  /// Where that keeps fewer words than an article has, less is enough.
  private static let lowThreshold = 0.15
  private static let fewWords = 60
  private static let never = -1e9

  init() {}

  /// Decides for all paragraphs by the chain; `HoldingRules` come after. O(signs + paragraphs).
  mutating func find(
    signs: [Int16], starts: [Int32], units: Units, facts: [BlockFacts], weights: SignWeights,
    threshold: Double = Self.threshold
  ) -> [Bool] {
    likelihoods.removeAll(keepingCapacity: true)
    guard units.count > 0, starts.count > Int(units.starts[units.count]) else { return [] }
    addUp(signs, starts, units, weights)
    sumForward(units.count, weights: weights)
    sumBackward(units, weights: weights)
    return kept(facts, threshold)
  }

  /// The sums of the weights of each unit's signs: the mean of its paragraphs.
  private mutating func addUp(_ signs: [Int16], _ starts: [Int32], _ units: Units, _ weights: SignWeights) {
    emissions.removeAll(keepingCapacity: true)
    begins.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    alone.removeAll(keepingCapacity: true)
    for index in 0..<units.count {
      let (first, end) = (Int(units.starts[index]), Int(units.starts[index + 1]))
      // A unit can have as many paragraphs as a page: 64 bits.
      var sums = (0, 0, 0, 0, 0, 0)
      for place in Int(starts[first])..<Int(starts[end]) {
        let row = Int(signs[place]) * SignWeights.width
        sums.0 += Int(weights.values[row])
        sums.1 += Int(weights.values[row + 1])
        sums.2 += Int(weights.values[row + 2])
        sums.3 += Int(weights.values[row + 3])
        sums.4 += Int(weights.values[row + 4])
        sums.5 += Int(weights.values[row + 5])
      }
      let share = 1000 * Double(end - first)
      emissions.append(Double(sums.0) / share)
      emissions.append(0)
      emissions.append(Double(sums.1) / share)
      emissions.append(Double(sums.2) / share)
      begins.append(Double(sums.3) / share)
      ends.append(Double(sums.4) / share)
      alone.append(1 / (1 + exp(-Double(sums.5) / share)))
    }
  }

  /// The weight of a step into a paragraph; `never` where there is none.
  @inline(__always)
  private func step(_ from: Int, _ to: Int, _ index: Int, _ weights: SignWeights) -> Double {
    var weight = Double(weights.transitions[from * 4 + to]) / 1000
    if from == 0, to == 1 { weight += begins[index] }
    if from == 1, to == 3 { weight += ends[index] }
    return weight
  }

  private static let steps: [[Int]] = [[0], [0, 1, 2, 3], [1, 2], [1, 3]]
  private static let followers: [[Int]] = [[0, 1], [1, 2, 3], [1, 2], [1, 3]]

  private static func logSum(_ a: Double, _ b: Double) -> Double {
    let high = max(a, b)
    let difference = min(a, b) - high
    // Beyond it the smaller one is lost in rounding.
    return difference < -50 ? high : high + log1p(exp(difference))
  }

  private mutating func sumForward(_ count: Int, weights: SignWeights) {
    forward.removeAll(keepingCapacity: true)
    forward.append(contentsOf: [0, Self.never, Self.never, Self.never])
    for index in 0..<count {
      for to in 0..<4 {
        var sum = Self.never
        for from in Self.steps[to] {
          sum = Self.logSum(sum, forward[index * 4 + from] + step(from, to, index, weights))
        }
        forward.append(sum + emissions[index * 4 + to])
      }
    }
  }

  private mutating func sumBackward(_ units: Units, weights: SignWeights) {
    let count = units.count
    likelihoods.append(contentsOf: repeatElement(0, count: Int(units.starts[count])))
    var backward: [Double] = [0, 0, Self.never, 0]
    var next = backward
    var total = Self.never
    for state in [0, 1, 3] { total = Self.logSum(total, forward[count * 4 + state]) }
    for index in stride(from: count - 1, through: 0, by: -1) {
      let inChain = exp(min(0, forward[index * 4 + 5] + backward[1] - total))
      for place in Int(units.starts[index])..<Int(units.starts[index + 1]) {
        likelihoods[place] = Float((inChain + alone[index]) / 2)
      }
      for from in 0..<4 {
        var sum = Self.never
        for to in Self.followers[from] {
          sum = Self.logSum(sum, step(from, to, index, weights) + emissions[index * 4 + to] + backward[to])
        }
        next[from] = sum
      }
      swap(&backward, &next)
    }
  }

  private func kept(_ facts: [BlockFacts], _ threshold: Double) -> [Bool] {
    var inside = zip(likelihoods, facts).map { Double($0) > threshold && !$1.flags.contains(.debris) }
    let words = zip(inside, facts).reduce(0) { $0 + ($1.0 ? Int($1.1.words) : 0) }
    if words < Self.fewWords {
      inside = zip(likelihoods, facts).map { Double($0) > Self.lowThreshold && !$1.flags.contains(.debris) }
    }
    return inside
  }

  /// Names the state of each paragraph after what is kept.
  mutating func name(_ inside: [Bool]) {
    states.removeAll(keepingCapacity: true)
    let count = inside.count
    let first = inside.firstIndex(of: true) ?? count
    let last = inside.lastIndex(of: true) ?? -1
    for index in 0..<count {
      states.append(inside[index] ? .inside : index < first ? .before : index > last ? .after : .between)
    }
  }
}
