import TextModel

/// What masks of lists weigh at each place of a name: added up once for each mask, of which there are a few hundred.
final class ListWeights {
  private let fixed: FixedRows
  /// By slot that a mask chooses the sums of all places, and behind them the mask, 0 where it is free: two lines of the
  /// cache that are asked for at once.
  private let rows: UnsafeMutableRawPointer
  private var count = 0

  fileprivate static let size = 1 << 10
  /// Bytes of a row, and where the mask lies in it.
  fileprivate static let stride = 128
  fileprivate static let maskOffset = ListPlace.count * MemoryLayout<SIMD4<Int32>>.stride

  init(_ fixed: FixedRows) {
    self.fixed = fixed
    rows = .allocate(byteCount: Self.size * Self.stride, alignment: 64)
    rows.initializeMemory(as: UInt8.self, repeating: 0, count: Self.size * Self.stride)
  }

  deinit { rows.deallocate() }

  /// The table as an address, valid as long as this is kept.
  var view: View { View(rows: rows, owner: .passUnretained(self)) }

  /// A `ListWeights` for loops, which need not count who holds it.
  struct View {
    fileprivate let rows: UnsafeMutableRawPointer
    fileprivate let owner: Unmanaged<ListWeights>

    /// What a mask weighs that is not empty.
    @inline(__always) func sum(of bits: UInt64, _ place: ListPlace) -> SIMD4<Int32> {
      var slot = ListWeights.slot(of: bits)
      while mask(slot) != bits {
        if mask(slot) == 0 { return owner.takeUnretainedValue().add(bits, place) }
        slot = (slot &+ 1) & (ListWeights.size - 1)
      }
      return (rows + (slot &* ListWeights.stride &+ place.rawValue &* MemoryLayout<SIMD4<Int32>>.stride)).load(
        as: SIMD4<Int32>.self)
    }

    fileprivate func isTaken(_ slot: Int) -> Bool { mask(slot) != 0 }

    @inline(__always) private func mask(_ slot: Int) -> UInt64 {
      (rows + (slot &* ListWeights.stride &+ ListWeights.maskOffset)).load(as: UInt64.self)
    }

    /// Tells the processor that a mask will be asked for soon.
    @inline(__always) func prefetch(_ bits: UInt64) {
      if bits == 0 { return }
      let row = UnsafeRawPointer(rows) + ListWeights.slot(of: bits) &* ListWeights.stride
      row.prefetch(0)
      row.prefetch(64)
    }
  }

  @inline(__always) fileprivate static func slot(of bits: UInt64) -> Int {
    Int(truncatingIfNeeded: (bits &* 0x9E37_79B9_7F4A_7C15) &>> 54)
  }

  /// Adds a mask; where there are too many, all others are forgotten.
  @inline(never) fileprivate func add(_ bits: UInt64, _ place: ListPlace) -> SIMD4<Int32> {
    if count == Self.size / 2 {
      rows.initializeMemory(as: UInt8.self, repeating: 0, count: Self.size * Self.stride)
      count = 0
    }
    var slot = Self.slot(of: bits)
    while view.isTaken(slot) { slot = (slot + 1) & (Self.size - 1) }
    let row = rows + slot * Self.stride
    for number in 0..<ListPlace.count {
      var sum = SIMD4<Int32>()
      ListPlace(rawValue: number)?.forEachSlot(of: bits) { sum &+= fixed.weights[$0] }
      row.storeBytes(of: sum, toByteOffset: number * MemoryLayout<SIMD4<Int32>>.stride, as: SIMD4<Int32>.self)
    }
    row.storeBytes(of: bits, toByteOffset: Self.maskOffset, as: UInt64.self)
    count += 1
    return row.load(fromByteOffset: place.rawValue * MemoryLayout<SIMD4<Int32>>.stride, as: SIMD4<Int32>.self)
  }
}
