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

  /// Where rules can begin among 64 tokens.
  let beginnings: UnsafeMutablePointer<Beginning>

  init(stride: Int) {
    beginnings = .allocate(capacity: UInt64.bitWidth * stride)
    beginnings.initialize(
      repeating: Beginning(token: 0, word: 0, sentence: TokenRange(0, 0), rules: 0), count: UInt64.bitWidth * stride)
    possible = .allocate(capacity: stride)
    possible.initialize(repeating: .max, count: stride)
    known = .allocate(capacity: stride)
    lacking = .allocate(capacity: stride)
    known.initialize(repeating: 0, count: stride)
    lacking.initialize(repeating: 0, count: stride)
  }

  deinit {
    // Numbers are trivial: there is nothing to deinitialize.
    beginnings.deallocate()
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

/// A token at which some of 64 rules of a group can begin, and its sentence.
struct Beginning {
  var token: Int32
  /// Which 64 rules.
  var word: Int32
  var sentence: TokenRange
  var rules: UInt64
}
