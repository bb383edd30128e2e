import ArgumentParser
import Desk
import Glibc
import Records

/// What `review` takes for judging, and for showing a part of the quotes only.
struct DeskOptions: ParsableArguments {
  @Flag(help: "Judge the quotes one by one, a key a verdict.")
  var judge = false

  @Option(help: ArgumentHelp("Add the verdicts to this file.", valueName: "file"), completion: .file())
  var judgements = "judgements.jsonl"

  @Option(help: ArgumentHelp("Only so many quotes, drawn from every rule and confidence.", valueName: "number"))
  var sample: Int?

  @Flag(help: "Those quotes first whose confidence is nearest to the default one.")
  var doubtful = false

  @Option(help: ArgumentHelp("Which sample is drawn.", valueName: "number"))
  var seed = 1

  @Option(help: ArgumentHelp("Your name in the verdicts; by default that of your account.", valueName: "name"))
  var who: String?

  func validate() throws {
    if let sample, !(1...DeskPile.limit).contains(sample) {
      throw ValidationError("a sample has 1 to \(DeskPile.limit) quotes, found '\(sample)'")
    }
  }

  /// Whether only a part of the quotes is wanted, or in another order.
  var isPart: Bool { sample != nil || doubtful }

  /// The order that the flags ask for.
  var order: DeskOrder {
    if doubtful { return .doubtful(sample ?? 1000) }
    return sample.map { .sample($0) } ?? .document
  }

  /// The name of whoever judges.
  var reader: String { who ?? Environment.value("USER") ?? Environment.value("LOGNAME") ?? "nobody" }

  /// The confidence near which a quote is doubtful.
  static let threshold = ShownQuotes.leastConfidence
}

/// The time as judgements have it.
enum Clock {
  /// UTC with thousandths of a second: `2026-11-30T09:41:07.250Z`.
  static func now() -> String {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    var parts = tm()
    gmtime_r(&time.tv_sec, &parts)
    func padded(_ value: Int32, _ digits: Int = 2) -> String {
      let text = "\(value)"
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
    let day = "\(padded(parts.tm_year + 1900, 4))-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
    let clock = "\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))"
    return "\(day)T\(clock).\(padded(Int32(time.tv_nsec / 1_000_000), 3))Z"
  }

  /// Seconds since the machine was started.
  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
