/// Does work on several threads and hands the results on in the order in which the work came.
///
/// Each thread takes an item, works on it, and puts the result into a window; whoever completes the oldest one hands on
/// all that are ready. A thread takes no further item while the window is full, in number or in bytes: one slow document
/// cannot make the others pile up behind it.
final class OrderedPool<Item, Output>: @unchecked Sendable {
  /// What may be under way at once.
  struct Window {
    var items: Int
    var bytes: Int
  }

  private let jobs: Int
  private let window: Window
  /// The next item with its bytes; nil at the end. Called by one thread at a time, in order.
  private let next: () -> (item: Item, bytes: Int)?
  /// Makes what a thread works with, on that thread.
  private let makeWorker: () -> (Item) -> Output
  /// Takes a result; false stops the run. Called by one thread at a time, in order.
  private let commit: (Output) -> Bool

  private let input = Monitor()
  private var taken = 0
  private var isExhausted = false

  private let state = Monitor()
  private var ready: [Int: (output: Output, bytes: Int)] = [:]
  private var committed = 0
  private var inFlight = 0
  private var bytesInFlight = 0
  private var isCommitting = false
  private var isStopped = false

  init(
    jobs: Int, window: Window, next: @escaping () -> (item: Item, bytes: Int)?,
    makeWorker: @escaping () -> (Item) -> Output, commit: @escaping (Output) -> Bool
  ) {
    self.jobs = max(1, jobs)
    self.window = window
    self.next = next
    self.makeWorker = makeWorker
    self.commit = commit
  }

  /// Works until the items are at their end or `commit` has stopped the run; this thread works too.
  func run() {
    let threads = (1..<jobs).map { _ in SystemThread { self.work() } }
    work()
    for thread in threads { thread.join() }
  }

  private func work() {
    let worker = makeWorker()
    while reserve() {
      guard let (number, item, bytes) = take() else { return release() }
      finish(number, worker(item), bytes: bytes)
    }
  }

  /// Waits for a place in the window; false where the run has stopped.
  private func reserve() -> Bool {
    state.locked {
      while !isStopped, inFlight >= window.items || (inFlight > 0 && bytesInFlight >= window.bytes) { state.wait() }
      if !isStopped { inFlight += 1 }
      return !isStopped
    }
  }

  private func release() {
    state.locked {
      inFlight -= 1
      state.broadcast()
    }
  }

  private func take() -> (number: Int, item: Item, bytes: Int)? {
    let item: (Int, Item, Int)? = input.locked {
      guard !isExhausted, let (item, bytes) = next() else {
        isExhausted = true
        return nil
      }
      taken += 1
      return (taken - 1, item, bytes)
    }
    if let item { state.locked { bytesInFlight += item.2 } }
    return item
  }

  private func finish(_ number: Int, _ output: Output, bytes: Int) {
    state.lock()
    defer { state.unlock() }
    ready[number] = (output, bytes)
    guard !isCommitting else { return }
    isCommitting = true
    while !isStopped, let (output, bytes) = ready.removeValue(forKey: committed) {
      state.unlock()
      let goesOn = commit(output)
      state.lock()
      committed += 1
      inFlight -= 1
      bytesInFlight -= bytes
      if !goesOn { isStopped = true }
      state.broadcast()
    }
    isCommitting = false
  }
}
