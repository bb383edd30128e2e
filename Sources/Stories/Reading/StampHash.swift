/// A hash by which kept results are known again: of the bytes and numbers that a result was made of. Not for secrets.
struct StampHash {
  private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Adds a number.
  @inline(__always) mutating func add(_ number: UInt64) {
    value = (value ^ number) &* 0xFF51_AFD7_ED55_8CCD
    value ^= value >> 32
  }

  /// Adds the bits of a number.
  @inline(__always) mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

  /// Adds bytes and how many they are. O(bytes).
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    add(bytes.count)
    var place = 0
    // Two chains of multiplications, for speed.
    var other: UInt64 = 0xC4CE_B9FE_1A85_EC53
    while place &+ 16 <= bytes.count {
      add(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      other = (other ^ bytes.loadUnaligned(fromByteOffset: place &+ 8, as: UInt64.self)) &* 0x9FB2_1C65_1E98_DF25
      other ^= other >> 32
      place &+= 16
    }
    while place < bytes.count {
      add(UInt64(bytes[place]))
      place &+= 1
    }
    add(other)
  }

  /// The hash of bytes.
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = StampHash()
    hash.add(bytes)
    return hash.value
  }
}
