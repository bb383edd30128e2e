/// What masks of lists weigh at each place of a name: added up once for each mask, of which there are a few hundred.
final class ListWeights {
  private let fixed: FixedRows
  /// By slot that a mask chooses: the mask, 0 where it is free, and its place in `sums`.
  private let slots: UnsafeMutablePointer<Slot>
  /// By mask the sums of all places, and one more, so that they are two lines of the cache.
  private let sums: UnsafeMutablePointer<SIMD4<Int32>>
  private var count = 0

  fileprivate struct Slot: BitwiseCopyable {
    var bits: UInt64 = 0
    var place = 0
  }

  fileprivate static let size = 1 << 10
  private static let stride = 8

  init(_ fixed: FixedRows) {
    self.fixed = fixed
    slots = .allocate(capacity: Self.size)
    slots.initialize(repeating: Slot(), count: Self.size)
    let room = UnsafeMutableRawPointer.allocate(
      byteCount: Self.size / 2 * Self.stride * MemoryLayout<SIMD4<Int32>>.stride, alignment: 64)
    sums = room.bindMemory(to: SIMD4<Int32>.self, capacity: Self.size / 2 * Self.stride)
    sums.initialize(repeating: SIMD4(), count: Self.size / 2 * Self.stride)
  }

  deinit {
    slots.deallocate()
    sums.deallocate()
  }

  /// The table as addresses, valid as long as this is kept.
  var view: View { View(slots: slots, sums: sums, owner: .passUnretained(self)) }

  /// A `ListWeights` for loops, which need not count who holds it.
  struct View {
    fileprivate let slots: UnsafeMutablePointer<Slot>
    fileprivate let sums: UnsafeMutablePointer<SIMD4<Int32>>
    fileprivate let owner: Unmanaged<ListWeights>

    /// What a mask weighs that is not empty.
    @inline(__always) func sum(of bits: UInt64, _ place: ListPlace) -> SIMD4<Int32> {
      var slot = ListWeights.slot(of: bits)
      while slots[slot].bits != bits {
        if slots[slot].bits == 0 { return sums[owner.takeUnretainedValue().add(bits) &+ place.rawValue] }
        slot = (slot &+ 1) & (ListWeights.size - 1)
      }
      return sums[slots[slot].place &+ place.rawValue]
    }
  }

  @inline(__always) fileprivate static func slot(of bits: UInt64) -> Int {
    Int(truncatingIfNeeded: (bits &* 0x9E37_79B9_7F4A_7C15) &>> 54)
  }

  /// Adds a mask; where there are too many, all others are forgotten.
  @inline(never) fileprivate func add(_ bits: UInt64) -> Int {
    if count == Self.size / 2 {
      slots.update(repeating: Slot(), count: Self.size)
      count = 0
    }
    let first = count * Self.stride
    for number in 0..<ListPlace.count {
      var sum = SIMD4<Int32>()
      ListPlace(rawValue: number)?.forEachSlot(of: bits) { sum &+= fixed.weights[$0] }
      sums[first + number] = sum
    }
    var slot = Self.slot(of: bits)
    while slots[slot].bits != 0 { slot = (slot + 1) & (Self.size - 1) }
    slots[slot] = Slot(bits: bits, place: first)
    count += 1
    return first
  }
}
