import TextModel

/// What was found out about pairs of words, of which a few come again and again: whether a name goes on from the first
/// over the second, the matches that both make, and over which third words names go on.
final class PairMemo {
  /// What is known of a pair.
  struct Known: BitwiseCopyable {
    fileprivate let value: Int32
    private static let further: Int32 = 1 << 30

    /// Nothing goes on: the first word is as if it stood alone.
    fileprivate init() { value = 0 }

    fileprivate init(place: Int, goesFurther: Bool) {
      value = Int32(truncatingIfNeeded: place) | (goesFurther ? Self.further : 0)
    }

    /// A name goes on from the first word over the second.
    var goesOn: Bool { value != 0 }
    /// A name goes on from both over a third one.
    var goesFurther: Bool { value & Self.further != 0 }
    /// Where the matches lie that both make.
    var place: Int { Int(value & ~Self.further) }
  }

  /// A place that a pair chooses: both words, or a pair and a third word, and what is known of them.
  private struct Slot: BitwiseCopyable {
    var key: UInt64 = .max
    var known = Known()
  }

  private let slots: UnsafeMutablePointer<Slot>
  private let matches = FlatBuffer<UInt64>(capacity: 4096)
  private static let sizeBits: UInt64 = 12
  private static let size = 1 << Int(sizeBits)
  /// Where matches take more room they are forgotten, and the pairs.
  private static let room = 1 << 15

  init() {
    slots = .allocate(capacity: Self.size)
    slots.initialize(repeating: Slot(), count: Self.size)
    clear()
  }

  deinit { slots.deallocate() }

  /// The matches (`PackedMatch`), at each place their number and they behind it; valid until the next pair is looked up.
  var names: UnsafeBufferPointer<UInt64> { matches.elements }

  func clear() {
    slots.update(repeating: Slot(), count: Self.size)
    matches.removeAll()
    // No matches lie at nought, which says that nothing goes on.
    matches.append(0)
  }

  @inline(__always) private static func key(_ word: WordID, _ next: WordID) -> UInt64 {
    UInt64(UInt32(bitPattern: word.rawValue)) &<< 32 | UInt64(UInt32(bitPattern: next.rawValue))
  }

  /// Another than that of any pair: their first words have no such high bit.
  @inline(__always) private static func key(_ pair: Known, _ third: WordID) -> UInt64 {
    1 &<< 63 | UInt64(truncatingIfNeeded: pair.place) &<< 32 | UInt64(UInt32(bitPattern: third.rawValue))
  }

  @inline(__always) private static func slot(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> (64 - sizeBits))
  }

  /// What is known of a pair, if it is kept.
  @inline(__always) func known(of word: WordID, _ next: WordID) -> Known? {
    let key = Self.key(word, next)
    let slot = slots[Self.slot(of: key)]
    return slot.key == key ? slot.known : nil
  }

  /// Whether a name goes on from a pair over a third word, if that is kept.
  @inline(__always) func goesOn(_ pair: Known, over third: WordID) -> Bool? {
    let key = Self.key(pair, third)
    let slot = slots[Self.slot(of: key)]
    return slot.key == key ? slot.known.goesOn : nil
  }

  /// Keeps that no name goes on over a pair.
  func remember(_ word: WordID, _ next: WordID) -> Known {
    let key = Self.key(word, next)
    slots[Self.slot(of: key)] = Slot(key: key)
    return Known()
  }

  /// Keeps the matches that a pair makes.
  func remember(
    _ word: WordID, _ next: WordID, _ found: UnsafeBufferPointer<GazetteerMatch>, goesFurther: Bool
  ) -> Known {
    if matches.count > Self.room { clear() }
    let known = Known(place: matches.count, goesFurther: goesFurther)
    PackedMatch.append(found, to: matches)
    let key = Self.key(word, next)
    slots[Self.slot(of: key)] = Slot(key: key, known: known)
    return known
  }

  /// Keeps whether a name goes on from a pair over a third word.
  func remember(_ pair: Known, _ third: WordID, goesOn: Bool) {
    let key = Self.key(pair, third)
    slots[Self.slot(of: key)] = Slot(key: key, known: goesOn ? pair : Known())
  }
}
