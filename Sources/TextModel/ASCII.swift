/// What bytes of ASCII are: the one place that says so.
public enum ASCII {
  /// Whether a byte is a letter.
  @inlinable @inline(__always) public static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  /// Whether a byte is a digit.
  @inlinable @inline(__always) public static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  /// Whether a byte is a capital letter.
  @inlinable @inline(__always) public static func isCapital(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
  /// Whether a byte is a small letter.
  @inlinable @inline(__always) public static func isSmall(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
  /// The small letter of a capital; any other byte as it is.
  @inlinable @inline(__always) public static func lower(_ byte: UInt8) -> UInt8 { isCapital(byte) ? byte | 0x20 : byte }
}
