/// So many of so many, with how far the share can be trusted.
package struct Proportion: Sendable, Equatable {
  /// How many were right.
  package var right: Int
  /// How many there were.
  package var all: Int

  /// Makes a proportion; of nothing there is none right.
  package init(_ right: Int = 0, of all: Int = 0) {
    self.right = right
    self.all = all
  }

  /// Counts one more.
  package mutating func add(_ isRight: Bool) {
    right += isRight ? 1 : 0
    all += 1
  }

  /// The share; 0 of nothing.
  package var share: Double { all > 0 ? Double(right) / Double(all) : 0 }

  /// Wilson's interval, in which the true share lies in 95 of 100 cases; 0 to 1 of nothing.
  package var interval: ClosedRange<Double> {
    guard all > 0 else { return 0...1 }
    let (z, count) = (1.959964, Double(all))
    let middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    let reach = z / (1 + z * z / count) * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
    return max(0, min(middle - reach, share))...min(1, max(middle + reach, share))
  }
}
