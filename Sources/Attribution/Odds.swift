/// Log odds without a library.
enum Odds {
  /// The natural logarithm of `p / (1 - p)`, kept within ±5.
  static func of(_ share: Float) -> Float {
    let share = min(max(share, 0.0067), 0.9933)
    return logarithm(share) - logarithm(1 - share)
  }

  /// The share that has these log odds.
  static func share(_ odds: Float) -> Float { 1 / (1 + exponential(-odds)) }

  /// ln x by the series of artanh, after taking powers of two away. Exact to six digits.
  static func logarithm(_ value: Float) -> Float {
    guard value > 0 else { return -87 }
    let part = Double(value.significand)
    let ratio = (part - 1) / (part + 1)
    let square = ratio * ratio
    var sum = 0.0
    var power = ratio
    for step in 0..<12 {
      sum += power / Double(2 * step + 1)
      power *= square
    }
    return Float(2 * sum + Double(value.exponent) * 0.693147180559945)
  }

  /// e to the power of x by its series on x / 64.
  static func exponential(_ value: Float) -> Float {
    let small = Double(min(max(value, -60), 60)) / 64
    var sum = 1.0
    var term = 1.0
    for step in 1..<9 {
      term *= small / Double(step)
      sum += term
    }
    var result = sum
    for _ in 0..<6 { result *= result }
    return Float(result)
  }
}
