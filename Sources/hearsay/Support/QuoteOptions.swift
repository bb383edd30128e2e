import ArgumentParser
import Records
import Review

/// Which quotes are shown, by how far they are to be trusted and by what they tell.
struct QuoteOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only quotes of this act: speech, stance (what somebody thinks or wants) or both. (default: speech)",
      valueName: "act"))
  var act: String?

  @Option(
    help: ArgumentHelp(
      "Only quotes of at least this confidence (0 to 1). (default: \(ShownQuotes.leastConfidence))", valueName: "share")
  )
  var minConfidence: Double?

  @Flag(help: "All quotes, of whatever act and confidence.")
  var all = false

  func validate() throws {
    if let act, !["speech", "stance", "both"].contains(act) {
      throw ValidationError("the act must be 'speech', 'stance' or 'both', found '\(act)'")
    }
  }

  /// What is asked for, without what holds by itself.
  var asked: QuoteTrust {
    QuoteTrust(act: act.flatMap { $0 == "both" ? nil : $0 }, leastConfidence: minConfidence ?? 0)
  }

  /// What is asked for.
  var trust: QuoteTrust {
    let act = act ?? (all ? "both" : ShownQuotes.act)
    return QuoteTrust(
      act: act == "both" ? nil : act, leastConfidence: minConfidence ?? (all ? 0 : ShownQuotes.leastConfidence))
  }

  /// Says on standard error how many quotes were left out.
  func reportHidden(_ count: Int) {
    guard count > 0 else { return }
    Console.report(
      "\(count) \(count == 1 ? "quote" : "quotes") of another act or of less confidence not shown; --all shows them")
  }
}
