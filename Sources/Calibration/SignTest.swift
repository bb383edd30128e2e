import Glibc

/// The sign test: whether so many changes for the better and the worse can be chance.
package struct SignTest: Sendable, Equatable {
  /// Items that became right.
  package var won: Int
  /// Items that became wrong.
  package var lost: Int

  /// Makes a test.
  package init(won: Int, lost: Int) {
    self.won = won
    self.lost = lost
  }

  /// How likely a difference as large as this, or a larger one, is by chance alone (two-sided, exact); 1 without any change.
  package var probability: Double {
    let count = won + lost
    guard count > 0 else { return 1 }
    var tail = 0.0
    for wins in 0...min(won, lost) { tail += exp(Self.logChoose(count, wins) - Double(count) * log(2.0)) }
    return min(1, 2 * tail)
  }

  /// The logarithm of the number of ways to choose `k` of `n`.
  private static func logChoose(_ n: Int, _ k: Int) -> Double {
    var sum = 0.0
    for step in 0..<k { sum += log(Double(n - step)) - log(Double(step + 1)) }
    return sum
  }
}
