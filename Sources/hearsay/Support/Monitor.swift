import Glibc

/// A lock that threads can wait at for a change of what it guards.
final class Monitor: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  func lock() { pthread_mutex_lock(mutex) }
  func unlock() { pthread_mutex_unlock(mutex) }

  /// Gives the lock up until somebody calls `broadcast`, and takes it again.
  func wait() { pthread_cond_wait(condition, mutex) }

  /// Wakes all that wait.
  func broadcast() { pthread_cond_broadcast(condition) }

  /// Holds the lock round `body`.
  func locked<R>(_ body: () throws -> R) rethrows -> R {
    lock()
    defer { unlock() }
    return try body()
  }
}

/// A thread of the operating system.
struct SystemThread {
  private final class Body {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
  }

  private var handle = pthread_t()
  private let isStarted: Bool

  /// Starts a thread; where the system gives none, `body` does not run.
  init(_ body: @escaping () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, Self.stackSize)
    let context = Unmanaged.passRetained(Body(body))
    let status = pthread_create(
      &handle, &attributes,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    pthread_attr_destroy(&attributes)
    isStarted = status == 0
    if status != 0 { context.release() }
  }

  /// 16 MiB, of which only what is touched takes memory.
  private static let stackSize = 16 << 20

  /// Waits for the thread's end.
  func join() {
    if isStarted { pthread_join(handle, nil) }
  }
}
