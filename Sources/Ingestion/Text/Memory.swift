import Glibc

/// Searches in bytes through the C library.
enum Memory {
  /// The first place of a byte at or after `start`.
  @inline(__always)
  static func find(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
    guard let base = bytes.baseAddress, start >= 0, start < bytes.count,
      let hit = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(hit) - UnsafeRawPointer(base)
  }

  /// Whether a byte is anywhere in `bytes`.
  static func contains(_ byte: UInt8, in bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { find(byte, in: $0) != nil }
  }

  /// The first place of `part` in `bytes`; nil where it is not there or empty.
  static func find(_ part: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0)
    -> Int?
  {
    guard let base = bytes.baseAddress, let needle = part.baseAddress, !part.isEmpty, start >= 0 else { return nil }
    var place = start
    let last = bytes.count - part.count
    while place <= last {
      guard let hit = memchr(base + place, Int32(needle[0]), last - place + 1) else { return nil }
      place = UnsafeRawPointer(hit) - UnsafeRawPointer(base)
      if memcmp(base + place, needle, part.count) == 0 { return place }
      place += 1
    }
    return nil
  }
}
