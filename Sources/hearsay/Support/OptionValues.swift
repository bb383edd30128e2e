import ArgumentParser

/// When to do what depends on a terminal.
enum Choice: String, Sendable, CaseIterable, ExpressibleByArgument {
  case auto, always, never

  /// Decides it, given whether there is a terminal.
  func isOn(terminal: Bool) -> Bool {
    switch self {
    case .auto: terminal
    case .always: true
    case .never: false
    }
  }
}

/// A number of bytes as people write it: `16M`, `500K`, `1G`, `4096`.
struct ByteSize: Sendable, Equatable, ExpressibleByArgument, CustomStringConvertible {
  var bytes: Int
  init(_ bytes: Int) { self.bytes = bytes }

  init?(argument: String) {
    let units: [Character: Int] = ["k": 10, "m": 20, "g": 30]
    var digits = argument.lowercased()
    if digits.hasSuffix("ib") { digits.removeLast(2) } else if digits.hasSuffix("b") { digits.removeLast() }
    let shift = digits.last.flatMap { units[$0] } ?? 0
    if shift > 0 { digits.removeLast() }
    guard let number = Int(digits), number > 0, number <= Int.max >> (shift + 1) else { return nil }
    bytes = number << shift
  }

  var description: String {
    for (shift, unit) in [(30, "G"), (20, "M"), (10, "K")] where bytes >= 1 << shift && bytes & ((1 << shift) - 1) == 0
    {
      return "\(bytes >> shift)\(unit)"
    }
    return "\(bytes)"
  }

  var defaultValueDescription: String { description }
}
