import Glibc

/// Time, memory and their print.
enum Measuring {
  /// Seconds of the wall clock, from some start.
  static func now() -> Double { read(CLOCK_MONOTONIC) }

  /// Seconds of work of this process: what else the machine does is not in it.
  static func worked() -> Double { read(CLOCK_PROCESS_CPUTIME_ID) }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The seconds of work that `body` takes.
  static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = worked()
    try body()
    return worked() - start
  }

  /// The median of `count` runs, in seconds.
  static func median(of count: Int, _ body: () throws -> Void) rethrows -> Double {
    var runs: [Double] = []
    for _ in 0..<count { runs.append(try seconds(body)) }
    return runs.sorted()[count / 2]
  }

  /// The most memory that the process has had resident, in MB.
  static var peakMemory: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
  }

  /// How much of a mapped file is resident, in MB; 0 where the system does not tell.
  static func residentMemory(ofFile path: String) -> Double {
    guard let file = fopen("/proc/self/smaps", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 4096)
    var isFile = false
    var kilobytes = 0.0
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.contains("-"), text.contains("/") { isFile = text.hasSuffix("\(path)\n") }
      guard isFile, text.hasPrefix("Rss:") else { continue }
      kilobytes += Double(text.split(separator: " ")[1]) ?? 0
    }
    return kilobytes / 1024
  }

  /// `label     12.34 unit`.
  static func report(_ label: String, _ value: Double, _ unit: String) {
    let digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let whole = (value * scale).rounded()
    let text = digits == 0 ? "\(Int(whole))" : "\(whole / scale)"
    let gap = String(repeating: " ", count: max(1, 44 - label.count - text.count))
    print("\(label)\(gap)\(text) \(unit)")
  }
}
