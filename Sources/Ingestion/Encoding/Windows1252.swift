/// The charset that pages mean when they say ISO-8859-1.
enum Windows1252 {
  /// The code points of the bytes 0x80 to 0x9F.
  static let upper: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
  ]

  /// The code point of a byte.
  static func scalar(_ byte: UInt8) -> Unicode.Scalar? {
    byte >= 0x80 && byte < 0xA0 ? Unicode.Scalar(upper[Int(byte - 0x80)]) : Unicode.Scalar(byte)
  }

  /// The UTF-8 of the bytes 0x80 to 0x9F, three bytes each, the first of them 0 where there are two only.
  static let utf8: [[UInt8]] = upper.map { code in
    Array(String(String.UnicodeScalarView([Unicode.Scalar(code) ?? "\u{FFFD}"])).utf8)
  }
}
