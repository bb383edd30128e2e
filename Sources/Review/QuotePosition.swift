/// Which quote of those shown one is.
public struct QuotePosition: Sendable, CustomStringConvertible {
  /// From 1.
  public var number: Int
  /// Nil where it is not known, as of records that are read once.
  public var total: Int?

  /// A place among so many.
  public init(number: Int, total: Int?) {
    self.number = number
    self.total = total
  }

  /// `312 of 11,026`, or `312`.
  public var description: String {
    Self.grouped(number) + (total.map { " of \(Self.grouped($0))" } ?? "")
  }

  /// A whole number with a comma before every three digits.
  package static func grouped(_ number: Int) -> String {
    let digits = Array("\(number)")
    var shown = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { shown.append(",") }
      shown.append(digit)
    }
    return shown
  }
}
