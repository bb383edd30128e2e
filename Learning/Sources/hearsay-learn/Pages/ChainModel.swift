import Glibc

/// The chain over the states before, inside, between and after: the likelihood of a page's states and its gradient.
///
/// A sign has six weights: what it says for the three states outside together, for each of them beside that, and for
/// the article's beginning and its end at that paragraph. Inside is what the others are measured against.
struct ChainModel: PageModel {
  static let columns = 6
  /// Steps from state to state that there are.
  static let steps: [(from: Int, to: Int)] = [(0, 0), (0, 1), (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (3, 3), (3, 1)]
  private static let never = -1e9

  let signCount: Int
  var weights: [Double]
  private var emissions: [Double] = []
  private var forward: [Double] = []
  private var marginals: [Double] = []

  init(signCount: Int) {
    self.signCount = signCount
    weights = [Double](repeating: 0, count: signCount * Self.columns + Self.steps.count)
  }

  /// Where the weight of a step is.
  func place(ofStep index: Int) -> Int { signCount * Self.columns + index }

  /// Adds the gradient of a page's loss (the negative logarithm of the likelihood of its states), times `scale`, to
  /// `gradient`; returns that loss. O(signs + paragraphs).
  mutating func addGradient(of page: TrainingPage, scale: Double, to gradient: inout [Double]) -> Double {
    let count = page.states.count
    guard count > 0 else { return 0 }
    addUp(page)
    let logarithm = sumForward(count)
    marginals.removeAll(keepingCapacity: true)
    marginals.append(contentsOf: repeatElement(0, count: count * 5))
    let loss = logarithm - score(page.states)
    sumBackward(page.states, logarithm: logarithm, scale: scale, to: &gradient)
    scatter(page, to: &gradient)
    return loss * scale
  }

  /// Five sums a paragraph: the three states outside, begins, ends.
  private mutating func addUp(_ page: TrainingPage) {
    emissions.removeAll(keepingCapacity: true)
    weights.withUnsafeBufferPointer { weights in
      for index in page.states.indices {
        var sums = (0.0, 0.0, 0.0, 0.0, 0.0)
        for place in Int(page.starts[index])..<Int(page.starts[index + 1]) {
          let row = Int(page.signs[place]) * Self.columns
          let common = weights[row]
          sums.0 += common + weights[row + 1]
          sums.1 += common + weights[row + 2]
          sums.2 += common + weights[row + 3]
          sums.3 += weights[row + 4]
          sums.4 += weights[row + 5]
        }
        let share = page.shares[index]
        emissions.append(contentsOf: [sums.0 * share, sums.1 * share, sums.2 * share, sums.3 * share, sums.4 * share])
      }
    }
  }

  @inline(__always)
  private func value(of step: Int, at index: Int) -> Double {
    let (from, to) = Self.steps[step]
    var value = weights[place(ofStep: step)]
    switch to {
    case 0: value += emissions[index * 5]
    case 2: value += emissions[index * 5 + 1]
    case 3: value += emissions[index * 5 + 2]
    default: break
    }
    if from == 0, to == 1 { value += emissions[index * 5 + 3] }
    if from == 1, to == 3 { value += emissions[index * 5 + 4] }
    return value
  }

  @inline(__always)
  private static func logSum(_ a: Double, _ b: Double) -> Double {
    let high = max(a, b)
    let difference = min(a, b) - high
    return difference < -40 ? high : high + log1p(exp(difference))
  }

  private mutating func sumForward(_ count: Int) -> Double {
    forward.removeAll(keepingCapacity: true)
    forward.append(contentsOf: [0, Self.never, Self.never, Self.never])
    for index in 0..<count {
      forward.append(contentsOf: [Self.never, Self.never, Self.never, Self.never])
      for (step, ends) in Self.steps.enumerated() {
        let sum = forward[index * 4 + ends.from] + value(of: step, at: index)
        forward[index * 4 + 4 + ends.to] = Self.logSum(forward[index * 4 + 4 + ends.to], sum)
      }
    }
    // A page may end before, in or after the article.
    return Self.logSum(Self.logSum(forward[count * 4], forward[count * 4 + 1]), forward[count * 4 + 3])
  }

  private func score(_ states: [UInt8]) -> Double {
    var score = 0.0
    var before = 0
    for (index, state) in states.enumerated() {
      guard let step = Self.steps.firstIndex(where: { $0.from == before && $0.to == Int(state) }) else { return 0 }
      score += value(of: step, at: index)
      before = Int(state)
    }
    return score
  }

  private mutating func sumBackward(
    _ states: [UInt8], logarithm: Double, scale: Double, to gradient: inout [Double]
  ) {
    var backward = [0, 0, Self.never, 0]
    for index in stride(from: states.count - 1, through: 0, by: -1) {
      var next = [Self.never, Self.never, Self.never, Self.never]
      let before = index > 0 ? Int(states[index - 1]) : 0
      for (step, ends) in Self.steps.enumerated() {
        let onward = value(of: step, at: index) + backward[ends.to]
        let power = forward[index * 4 + ends.from] + onward - logarithm
        var share = power < -40 ? 0 : exp(min(0, power))
        if ends.from == before, ends.to == Int(states[index]) { share -= 1 }
        next[ends.from] = Self.logSum(next[ends.from], onward)
        if share != 0 { note(share * scale, step: ends, at: index, place: place(ofStep: step), to: &gradient) }
      }
      backward = next
    }
  }

  @inline(__always)
  private mutating func note(
    _ share: Double, step: (from: Int, to: Int), at index: Int, place: Int, to gradient: inout [Double]
  ) {
    gradient[place] += share
    switch step.to {
    case 0: marginals[index * 5] += share
    case 2: marginals[index * 5 + 1] += share
    case 3: marginals[index * 5 + 2] += share
    default: break
    }
    if step == (0, 1) { marginals[index * 5 + 3] += share }
    if step == (1, 3) { marginals[index * 5 + 4] += share }
  }

  /// Hands what each paragraph is off by on to its signs.
  private func scatter(_ page: TrainingPage, to gradient: inout [Double]) {
    gradient.withUnsafeMutableBufferPointer { gradient in
      for index in page.states.indices {
        let row = index * 5
        let share = page.shares[index]
        let (a, b, c) = (marginals[row] * share, marginals[row + 1] * share, marginals[row + 2] * share)
        let (begins, ends) = (marginals[row + 3] * share, marginals[row + 4] * share)
        guard abs(a) + abs(b) + abs(c) + abs(begins) + abs(ends) > 1e-9 else { continue }
        for place in Int(page.starts[index])..<Int(page.starts[index + 1]) {
          let row = Int(page.signs[place]) * Self.columns
          gradient[row] += a + b + c
          gradient[row + 1] += a
          gradient[row + 2] += b
          gradient[row + 3] += c
          gradient[row + 4] += begins
          gradient[row + 5] += ends
        }
      }
    }
  }
}
