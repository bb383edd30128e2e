/// Chooses for every paragraph whether it is before, in, between or after the article: the sequence of states with the
/// highest sum of weights. After the end nothing comes any more, so the end is a decision of its own.
struct ArticleFinder {
  private(set) var states: [ArticleState] = []
  private var back: [UInt8] = []

  init() {}

  /// Decides for all paragraphs. O(signs + paragraphs).
  mutating func find(signs: [Int16], starts: [Int32], weights: SignWeights) {
    let count = starts.count - 1
    states.removeAll(keepingCapacity: true)
    back.removeAll(keepingCapacity: true)
    guard count > 0 else { return }
    back.append(contentsOf: repeatElement(0, count: count * 4))
    var scores: [Int] = [0, -1_000_000_000, -1_000_000_000, -1_000_000_000]
    for index in 0..<count {
      var sums = [Int](repeating: 0, count: 5)
      for place in Int(starts[index])..<Int(starts[index + 1]) {
        let row = Int(signs[place]) * 5
        for column in 0..<5 { sums[column] += Int(weights.values[row + column]) }
      }
      scores = step(scores, sums, index: index, weights: weights)
    }
    trace(from: scores, count: count)
  }

  private mutating func step(_ scores: [Int], _ sums: [Int], index: Int, weights: SignWeights) -> [Int] {
    let emissions = [sums[0], 0, sums[1], sums[2]]
    var next = [Int](repeating: Int.min / 2, count: 4)
    for to in 0..<4 {
      for from in 0..<4 {
        if index == 0, from != 0 { continue }
        var score = scores[from] + emissions[to]
        score += Int(weights.transitions[from * 4 + to])
        if from == 0, to == 1 { score += sums[3] }
        if from == 1, to == 3 { score += sums[4] }
        if score > next[to] {
          next[to] = score
          back[index * 4 + to] = UInt8(truncatingIfNeeded: from)
        }
      }
    }
    return next
  }

  private mutating func trace(from scores: [Int], count: Int) {
    states.append(contentsOf: repeatElement(.before, count: count))
    var state = 0
    for other in 1..<4 where other != 2 && scores[other] > scores[state] { state = other }
    for index in stride(from: count - 1, through: 0, by: -1) {
      states[index] = ArticleState(rawValue: state) ?? .before
      state = Int(back[index * 4 + state])
    }
  }
}
