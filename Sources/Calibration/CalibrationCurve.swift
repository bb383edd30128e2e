import Glibc

/// How often records were right, by the confidence that they had: ten bands of a tenth.
package struct CalibrationCurve: Sendable, Equatable {
  /// Records of a band.
  package struct Band: Sendable, Equatable {
    /// How many were right.
    package var counts = Proportion()
    /// The sum of their confidences.
    package var confidence = 0.0
    /// The sum of the variances that right confidences would give.
    var variance = 0.0

    /// The mean confidence; 0 of nothing.
    package var mean: Double { counts.all > 0 ? confidence / Double(counts.all) : 0 }
  }

  /// From the lowest to the highest.
  package private(set) var bands = [Band](repeating: Band(), count: 10)

  /// Makes a curve of nothing.
  package init() {}

  /// Counts a record.
  package mutating func add(confidence: Double, isRight: Bool) {
    let share = min(1, max(0, confidence))
    let number = min(9, Int(share * 10))
    bands[number].counts.add(isRight)
    bands[number].confidence += share
    bands[number].variance += share * (1 - share)
  }

  /// How many records there are.
  package var count: Int { bands.reduce(0) { $0 + $1.counts.all } }

  /// The calibration error: the mean distance between a band's mean confidence and its share of right ones, each band by its
  /// number of records. 0 is best.
  package var error: Double {
    guard count > 0 else { return 0 }
    let sum = bands.reduce(0.0) { $0 + Double($1.counts.all) * abs($1.mean - $1.counts.share) }
    return sum / Double(count)
  }

  /// The error that confidences which are right would show with so few records, by chance alone.
  package var chance: Double {
    guard count > 0 else { return 0 }
    return bands.reduce(0.0) { $0 + (2 / Double.pi * $1.variance).squareRoot() } / Double(count)
  }
}
