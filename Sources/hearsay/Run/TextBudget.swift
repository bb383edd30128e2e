/// How much text large documents may have in work at once, over all threads: some fifty times as much is in memory.
///
/// A document that is larger than the whole budget waits until no other is in work. Those that wait hold nothing but
/// their text.
final class TextBudget: @unchecked Sendable {
  private let monitor = Monitor()
  private let limit: Int
  private var used = 0

  /// A budget in bytes.
  init(_ limit: Int) { self.limit = limit }

  /// Does `body` when there is room for so many bytes more.
  func spending<R>(_ bytes: Int, _ body: () -> R) -> R {
    monitor.locked {
      while used > 0, used + bytes > limit { monitor.wait() }
      used += bytes
    }
    defer {
      monitor.locked {
        used -= bytes
        monitor.broadcast()
      }
    }
    return body()
  }
}
