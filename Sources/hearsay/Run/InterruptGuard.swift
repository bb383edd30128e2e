import Glibc

/// Ends the program on an interrupt with status 130, when it is told to end with 143, and with 129 when its terminal goes: never in the middle of a record.
///
/// A thread of its own waits for the signal, then for the write that is under way; a write that nobody reads is waited
/// for two seconds.
final class InterruptGuard: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let cleanUp: () -> Void

  /// Takes over the signals of an interrupt; to be made before any other thread is. It lives as long as the program.
  init(cleanUp: @escaping () -> Void) {
    self.cleanUp = cleanUp
    pthread_mutex_init(mutex, nil)
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] { sigaddset(&signals, number) }
    // Where the caller lets a run outlive its terminal (nohup), that stays so.
    var action = sigaction()
    sigaction(SIGHUP, nil, &action)
    let isIgnored = action.__sigaction_handler.sa_handler.map { unsafeBitCast($0, to: Int.self) == 1 } ?? false
    if !isIgnored { sigaddset(&signals, SIGHUP) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    _ = SystemThread { self.wait(for: signals) }
  }

  /// Does what must not be interrupted.
  func holdingOff<R>(_ body: () -> R) -> R {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  private func wait(for signals: sigset_t) {
    var signals = signals
    var signal: Int32 = 0
    guard sigwait(&signals, &signal) == 0 else { return }
    var deadline = timespec()
    clock_gettime(CLOCK_REALTIME, &deadline)
    deadline.tv_sec += 2
    if pthread_mutex_timedlock(mutex, &deadline) == 0 { cleanUp() }
    _exit(128 + signal)
  }
}
