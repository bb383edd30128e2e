/// The memory of a scanner, made for the longest sentence so far.
final class ScanMemory {
  private(set) var tokens: UnsafeMutablePointer<Int32>
  private(set) var masks: UnsafeMutablePointer<UInt64>
  private(set) var behind: UnsafeMutablePointer<UInt64>
  private(set) var within: UnsafeMutablePointer<UInt64>
  /// The mask of rules that the document does not rule out.
  let possible: UnsafeMutablePointer<UInt64>
  /// The mask of rules that the sentence does not rule out.
  let wanted: UnsafeMutablePointer<UInt64>
  /// For each sentence the needs that are met in it, and whether a rule can begin there.
  private(set) var metInSentence: UnsafeMutablePointer<UInt64>
  private(set) var beginsInSentence: UnsafeMutablePointer<Bool>
  private var capacity = 256
  private var sentenceCapacity = 64
  private let stride: Int

  init(stride: Int) {
    self.stride = stride
    possible = .allocate(capacity: stride)
    possible.initialize(repeating: .max, count: stride)
    wanted = .allocate(capacity: stride)
    metInSentence = .allocate(capacity: sentenceCapacity)
    beginsInSentence = .allocate(capacity: sentenceCapacity)
    tokens = .allocate(capacity: capacity)
    masks = .allocate(capacity: capacity * stride)
    behind = .allocate(capacity: capacity)
    within = .allocate(capacity: capacity)
  }

  deinit {
    free()
    possible.deallocate()
    wanted.deallocate()
    metInSentence.deallocate()
    beginsInSentence.deallocate()
  }

  private func free() {
    // Numbers are trivial: there is nothing to deinitialize.
    tokens.deallocate()
    masks.deallocate()
    behind.deallocate()
    within.deallocate()
  }

  /// Makes room for so many sentences, the longest of so many tokens.
  func reserve(sentences: Int, tokens count: Int) {
    if sentences > sentenceCapacity {
      metInSentence.deallocate()
      beginsInSentence.deallocate()
      sentenceCapacity = max(sentences, 2 * sentenceCapacity)
      metInSentence = .allocate(capacity: sentenceCapacity)
      beginsInSentence = .allocate(capacity: sentenceCapacity)
    }
    // One more than there are tokens: a place is filled before it is known to be one.
    guard count >= capacity else { return }
    free()
    capacity = max(count + 1, 2 * capacity)
    tokens = .allocate(capacity: capacity)
    masks = .allocate(capacity: capacity * stride)
    behind = .allocate(capacity: capacity)
    within = .allocate(capacity: capacity)
  }
}
