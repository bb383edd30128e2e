import TextModel

/// Numbers by 64-bit keys, of one document; used again for the next.
final class KeyTable {
  private var keys: UnsafeMutablePointer<UInt64> = .allocate(capacity: 256)
  /// -1 is a free slot.
  private var values: UnsafeMutablePointer<Int32> = .allocate(capacity: 256)
  /// The number of slots, a power of two.
  private var size = 256
  private let used = FlatBuffer<Int32>()

  init() { values.initialize(repeating: -1, count: size) }

  deinit {
    keys.deallocate()
    values.deallocate()
  }

  /// Forgets all keys. O(keys).
  func clear() {
    for slot in used.elements { values[Int(slot)] = -1 }
    used.removeAll()
  }

  /// The number of a key.
  @inline(__always) func find(_ key: UInt64) -> Int? {
    let slot = slot(of: key)
    return values[slot] >= 0 ? Int(values[slot]) : nil
  }

  /// Gives a key its number; one that has one keeps it.
  func add(_ key: UInt64, _ value: Int) {
    if (used.count + 1) * 2 > size { grow() }
    let slot = slot(of: key)
    guard values[slot] < 0 else { return }
    keys[slot] = key
    values[slot] = Int32(truncatingIfNeeded: value)
    used.append(Int32(truncatingIfNeeded: slot))
  }

  @inline(__always) private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (size - 1)
    while values[slot] >= 0, keys[slot] != key { slot = (slot + 1) & (size - 1) }
    return slot
  }

  private func grow() {
    let old = used.elements.map { (keys[Int($0)], values[Int($0)]) }
    keys.deallocate()
    values.deallocate()
    size *= 2
    keys = .allocate(capacity: size)
    values = .allocate(capacity: size)
    values.initialize(repeating: -1, count: size)
    used.removeAll()
    for (key, value) in old { add(key, Int(value)) }
  }
}
