import TextModel

/// The memory of a scanner.
final class ScanMemory {
  /// The mask of rules that the document does not rule out.
  let possible: UnsafeMutablePointer<UInt64>
  /// The masks of rules that have been looked at in the sentence, and of those that lack something there.
  let known: UnsafeMutablePointer<UInt64>
  let lacking: UnsafeMutablePointer<UInt64>
  /// A bit a token: where rules may begin, and the tokens of sentences in which they may.
  private var begins = PlainBuffer<UInt64>()
  private(set) var kept = PlainBuffer<UInt64>()

  init(stride: Int) {
    possible = .allocate(capacity: stride)
    possible.initialize(repeating: .max, count: stride)
    known = .allocate(capacity: stride)
    lacking = .allocate(capacity: stride)
    known.initialize(repeating: 0, count: stride)
    lacking.initialize(repeating: 0, count: stride)
  }

  deinit {
    // Numbers are trivial: there is nothing to deinitialize.
    possible.deallocate()
    known.deallocate()
    lacking.deallocate()
    begins.deallocate()
    kept.deallocate()
  }

  /// The bits to be changed, as they are or all of them set.
  func begins(_ bits: UnsafeBufferPointer<UInt64>, isAnywhere: Bool) -> UnsafeMutableBufferPointer<UInt64> {
    begins.reserve(bits.count)
    for index in bits.indices { begins.base[index] = isAnywhere ? .max : bits[index] }
    return UnsafeMutableBufferPointer(start: begins.base, count: bits.count)
  }

  /// Begins `kept` with no token.
  func beginKept(_ count: Int) {
    kept.reserve(count)
    kept.base.update(repeating: 0, count: count)
  }
}
