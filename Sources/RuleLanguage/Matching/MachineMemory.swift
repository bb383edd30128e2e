/// The memory of a machine, made once for a worker's phase.
final class MachineMemory {
  let frames = UnsafeMutablePointer<Machine.Frame>.allocate(capacity: Machine.capacity)
  let log = UnsafeMutablePointer<Machine.LogEntry>.allocate(capacity: Machine.capacity)

  deinit {
    // Frames and log entries are trivial: there is nothing to deinitialize.
    frames.deallocate()
    log.deallocate()
  }
}

/// The farthest token at which a pattern failed, and the steps that it failed at there.
struct FarthestFailure {
  private(set) var position: Int32 = -1
  private(set) var steps: [Int32] = []

  mutating func record(position: Int32, pc: Int32) {
    if position > self.position {
      self.position = position
      steps.removeAll(keepingCapacity: true)
    }
    if position == self.position, steps.count < 8, !steps.contains(pc) { steps.append(pc) }
  }
}
