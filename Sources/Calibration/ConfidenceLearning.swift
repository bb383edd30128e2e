import Glibc

/// Learns a confidence table from verdicts.
package struct ConfidenceLearning: Sendable {
  /// A quote with what was said of it.
  package struct Verdict: Sendable {
    package var quote: ConfidenceCase
    package var isRight: Bool

    /// Makes a verdict.
    package init(_ quote: ConfidenceCase, isRight: Bool) {
      self.quote = quote
      self.isRight = isRight
    }
  }

  /// How hard the weights are drawn to what the program says without them: a few verdicts move little.
  static let basePull = 2.0
  static let slopePull = 15.0
  static let featurePull = 3.0
  private static let steps = 40

  /// The table that fits best, by Newton's steps on the likelihood with a normal prior on each weight. O(verdicts · rows²).
  package static func table(of verdicts: [Verdict]) -> ConfidenceOverlay {
    var names = ["base", "slope"]
    let features = Set(verdicts.flatMap(\.quote.features)).sorted()
    names += features
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    var weights = [Double](repeating: 0, count: names.count)
    weights[1] = 1
    let start = weights
    let pulls = names.indices.map { $0 == 0 ? basePull : $0 == 1 ? slopePull : featurePull }
    let rows = verdicts.map { verdict in
      [(0, 1.0), (1, verdict.quote.logOdds)] + verdict.quote.features.compactMap { places[$0].map { ($0, 1.0) } }
    }
    for _ in 0..<steps {
      var gradient = names.indices.map { pulls[$0] * (start[$0] - weights[$0]) }
      var curvature = Matrix(names.count)
      for index in names.indices { curvature[index, index] = pulls[index] }
      for (row, verdict) in zip(rows, verdicts) {
        let sum = row.reduce(0.0) { $0 + weights[$1.0] * $1.1 }
        let share = 1 / (1 + exp(-sum))
        for (place, value) in row {
          gradient[place] += ((verdict.isRight ? 1 : 0) - share) * value
          for (other, factor) in row { curvature[place, other] += share * (1 - share) * value * factor }
        }
      }
      let step = curvature.solved(for: gradient)
      for index in names.indices { weights[index] += step[index] }
      if step.allSatisfy({ abs($0) < 1e-7 }) { break }
    }
    let counts = names.map { name in
      name == "base" || name == "slope"
        ? verdicts.count : verdicts.reduce(0) { $0 + ($1.quote.features.contains(name) ? 1 : 0) }
    }
    return ConfidenceOverlay(
      rows: names.indices.map { .init(what: names[$0], weight: weights[$0], verdicts: counts[$0]) })
  }
}

/// A square matrix of few rows.
private struct Matrix {
  private let size: Int
  private var values: [Double]

  init(_ size: Int) {
    self.size = size
    values = [Double](repeating: 0, count: size * size)
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * size + column] }
    set { values[row * size + column] = newValue }
  }

  /// The solution for a right side, of a matrix that is symmetric and positive definite: by Cholesky's factors.
  func solved(for right: [Double]) -> [Double] {
    var lower = self
    for column in 0..<size {
      for row in column..<size {
        var sum = self[row, column]
        for place in 0..<column { sum -= lower[row, place] * lower[column, place] }
        lower[row, column] = row == column ? max(1e-12, sum).squareRoot() : sum / lower[column, column]
      }
    }
    var solution = right
    for row in 0..<size {
      for place in 0..<row { solution[row] -= lower[row, place] * solution[place] }
      solution[row] /= lower[row, row]
    }
    for row in (0..<size).reversed() {
      for place in row + 1..<size { solution[row] -= lower[place, row] * solution[place] }
      solution[row] /= lower[row, row]
    }
    return solution
  }
}
