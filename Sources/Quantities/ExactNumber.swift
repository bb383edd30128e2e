/// A figure as a fraction of two whole numbers for as long as they fit into 64 bits, so that *8.2 million* is 8200000
/// and *57 cents* are 0.57: one division, at the end, rounds once. What is larger or finer goes on as a `Double`.
struct ExactNumber: Equatable, Sendable {
  /// The fraction in lowest terms, `under` above 0; nil where it does not fit.
  private var ratio: (over: Int64, under: Int64)?
  private var rough: Double

  /// The nearest `Double`. Infinite where the figure is too large to hold.
  var double: Double { rough }

  static let zero = ExactNumber(0)

  init(_ whole: Int) {
    ratio = (Int64(whole), 1)
    rough = Double(whole)
  }

  /// `digits` over 10 to the power of `decimals`, 0 to 18.
  init(digits: Int, decimals: Int) {
    self.init(over: Int64(digits), under: Self.powers[min(max(decimals, 0), 18)])
  }

  /// A figure that no fraction here can hold.
  init(rough: Double) {
    ratio = nil
    self.rough = rough
  }

  /// What a list's column or a `Double` that was read elsewhere holds, by its shortest decimal form (0.3048).
  init(decimal value: Double) {
    if let whole = Int(exactly: value) {
      self.init(whole)
      return
    }
    var scaled = value
    for decimals in 1...9 {
      scaled = (value * Double(Self.powers[decimals])).rounded()
      if scaled.magnitude < 1e15, scaled / Double(Self.powers[decimals]) == value {
        self.init(digits: Int(scaled), decimals: decimals)
        return
      }
    }
    self.init(rough: value)
  }

  private init(over: Int64, under: Int64) {
    let divisor = Self.commonDivisor(over, under)
    let (over, under) = (over / divisor, under / divisor)
    ratio = (over, under)
    rough = Self.nearest(over, under)
  }

  private static let powers: [Int64] = (0...18).map { power in (0..<power).reduce(1) { value, _ in value * 10 } }

  static func == (one: Self, other: Self) -> Bool { one.rough == other.rough }

  var isWhole: Bool { ratio.map { $0.under == 1 } ?? (rough.rounded() == rough) }

  /// Euclid's way; at least 1.
  private static func commonDivisor(_ one: Int64, _ other: Int64) -> Int64 {
    var (large, small) = (other.magnitude, one.magnitude)
    while small != 0 { (large, small) = (small, large % small) }
    return Int64(exactly: max(large, 1)) ?? 1
  }

  /// A quotient of two numbers of at most 53 bits is rounded once; of larger ones the whole part is taken out first.
  private static func nearest(_ over: Int64, _ under: Int64) -> Double {
    let limit: UInt64 = 1 << 53
    if over.magnitude <= limit, under.magnitude <= limit { return Double(over) / Double(under) }
    let (whole, rest) = over.quotientAndRemainder(dividingBy: under)
    return Double(whole) + Double(rest) / Double(under)
  }
}

extension ExactNumber: Comparable, ExpressibleByIntegerLiteral {
  init(integerLiteral value: Int) { self.init(value) }

  static func < (one: Self, other: Self) -> Bool { one.rough < other.rough }

  static func + (one: Self, other: Self) -> Self {
    if let a = one.ratio, let b = other.ratio {
      let (left, isLeftOver) = a.over.multipliedReportingOverflow(by: b.under)
      let (right, isRightOver) = b.over.multipliedReportingOverflow(by: a.under)
      let (over, isSumOver) = left.addingReportingOverflow(right)
      let (under, isUnderOver) = a.under.multipliedReportingOverflow(by: b.under)
      if !isLeftOver, !isRightOver, !isSumOver, !isUnderOver { return ExactNumber(over: over, under: under) }
    }
    return ExactNumber(rough: one.rough + other.rough)
  }

  static func * (one: Self, other: Self) -> Self {
    if let a = one.ratio, let b = other.ratio {
      // Lowest terms crosswise first: *8.2 trillion* is 41/5 times 10 to the 12th.
      let (left, right) = (commonDivisor(a.over, b.under), commonDivisor(b.over, a.under))
      let (over, isOver) = (a.over / left).multipliedReportingOverflow(by: b.over / right)
      let (under, isUnder) = (a.under / right).multipliedReportingOverflow(by: b.under / left)
      if !isOver, !isUnder { return ExactNumber(over: over, under: under) }
    }
    return ExactNumber(rough: one.rough * other.rough)
  }

  /// Infinite or no number where `other` is 0.
  static func / (one: Self, other: Self) -> Self {
    if let b = other.ratio, b.over != 0, b.over != .min {
      let sign: Int64 = b.over < 0 ? -1 : 1
      return one * ExactNumber(over: sign * b.under, under: sign * b.over)
    }
    return ExactNumber(rough: one.rough / other.rough)
  }

  static prefix func - (one: Self) -> Self { ExactNumber(-1) * one }

  /// What is left over by whole hundreds, tens …; -1 of what is no whole number.
  func remainder(by divisor: Int) -> Int {
    guard let ratio, ratio.under == 1, divisor > 0 else {
      let rest = rough.truncatingRemainder(dividingBy: Double(max(divisor, 1)))
      return rest.isFinite && rest.rounded() == rest ? Int(rest) : -1
    }
    return Int(ratio.over % Int64(divisor))
  }
}
