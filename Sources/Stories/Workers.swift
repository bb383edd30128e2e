/// Runs pieces of work on several threads and hands on their results in order.
public protocol StoryWorkers {
  /// Takes items from `next` until there is none, by one thread at a time; each thread works with what `makeWorker` gave it;
  /// `commit` takes the results in the order of the items, by one thread at a time.
  func run<Item, Output>(
    next: @escaping () throws -> Item?, makeWorker: @escaping () -> (Item) -> Output,
    commit: @escaping (Output) throws -> Void
  ) throws
}

/// A result that is kept: made now, or found by an earlier run.
struct KeptResult: Sendable {
  var key: UInt64
  var bytes: [UInt8]
  /// Where an earlier run left it; nil where it is new.
  var found: StoryKeep.Found?

  /// The result of a key: what is kept, else what is made.
  init(_ keep: StoryKeep?, key: () -> UInt64, make: () -> [UInt8]) {
    guard let keep else {
      self.key = 0
      bytes = make()
      return
    }
    self.key = key()
    if let (bytes, found) = keep.result(of: self.key) {
      self.bytes = bytes
      self.found = found
    } else {
      bytes = make()
    }
  }

  /// Keeps it for later runs; returns where it lies if it is kept.
  @discardableResult
  func settle(_ keep: StoryKeep?) -> Int? {
    guard let keep else { return nil }
    guard let found else { return keep.add(key, bytes) }
    keep.use(found)
    return found.offset
  }
}
