/// A regular expression over the letters of one word.
indirect enum RegexTree: Hashable, Sendable {
  case empty
  case set(ScalarSet)
  case sequence([RegexTree])
  case choice([RegexTree])
  /// `most` is -1 where there is no upper bound.
  case repeated(RegexTree, least: Int, most: Int)
}

/// A set of code points: ascending ranges that do not touch.
struct ScalarSet: Hashable, Sendable {
  private(set) var ranges: [ClosedRange<UInt32>] = []
  static let last: UInt32 = 0x10FFFF

  init() {}
  init(_ range: ClosedRange<UInt32>) { ranges = [range] }

  /// Every code point.
  static let all = ScalarSet(0...last)

  mutating func insert(_ range: ClosedRange<UInt32>) {
    var merged: [ClosedRange<UInt32>] = []
    var lower = range.lowerBound
    var upper = range.upperBound
    for old in ranges {
      if old.upperBound &+ 1 < lower || upper &+ 1 < old.lowerBound {
        merged.append(old)
      } else {
        lower = min(lower, old.lowerBound)
        upper = max(upper, old.upperBound)
      }
    }
    merged.append(lower...upper)
    ranges = merged.sorted { $0.lowerBound < $1.lowerBound }
  }

  var inverted: ScalarSet {
    var result = ScalarSet()
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { result.ranges.append(next...range.lowerBound - 1) }
      next = range.upperBound &+ 1
    }
    if next <= Self.last { result.ranges.append(next...Self.last) }
    return result
  }
}
