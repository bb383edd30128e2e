import Glibc

/// The line on standard error that tells how far a run is, at most ten times a second; in a file or a pipe a line every
/// half minute, and the last one.
struct ProgressDisplay {
  private let clock = RunClock()
  private var lastShown = 0.0
  private var isShown = false
  private let isOn: Bool
  /// The bytes of all inputs; nil where they cannot be known.
  private let total: Int?

  init(isOn: Bool, total: Int?) {
    self.isOn = isOn
    self.total = total
  }

  /// Shows the counts, unless that was done a moment ago.
  mutating func update(_ counts: RunCounts) {
    guard isOn else { return }
    let time = clock.seconds
    let isTerminal = Console.isTerminal
    guard time - lastShown >= (isTerminal ? 0.1 : 30) else { return }
    lastShown = time
    isShown = isTerminal
    Console.write(
      isTerminal ? "\r\u{1B}[K" + line(counts, seconds: time) : line(counts, seconds: time) + "\n")
  }

  /// Takes the line away, so that a message can stand there.
  mutating func clear() {
    guard isShown else { return }
    isShown = false
    Console.write("\r\u{1B}[K")
  }

  /// Shows the last counts and ends the line.
  mutating func finish(_ counts: RunCounts) {
    guard isOn else { return }
    clear()
    Console.write(line(counts, seconds: clock.seconds) + "\n")
  }

  private func line(_ counts: RunCounts, seconds: Double) -> String {
    let speed = seconds > 0 ? Double(counts.bytes) / seconds / 1e6 : 0
    var parts = ["\(counts.documents) \(counts.documents == 1 ? "document" : "documents")"]
    if counts.bytes > 0 { parts.append("\(Self.tenths(speed)) MB/s") }
    if counts.failures > 0 { parts.append("\(counts.failures) errors") }
    if counts.unchangedDumps > 0 { parts.append("\(counts.unchangedDumps) dumps unchanged") }
    if let total, total > counts.inputBytes, counts.inputBytes > 0, seconds > 1 {
      let left = seconds * Double(total - counts.inputBytes) / Double(counts.inputBytes)
      parts.append("\(Self.duration(left)) left")
    }
    return parts.joined(separator: ", ")
  }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(.up), 1e6))
    return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
  }
}

/// Measures the time of a run.
struct RunClock {
  private let start = Self.now()

  /// The seconds since it was made.
  var seconds: Double { Self.now() - start }

  /// In seconds of a clock that nobody sets.
  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
