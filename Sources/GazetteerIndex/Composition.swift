/// Finds letters with combining marks for which Unicode has one code point: names have to be in NFC, as the text is.
enum Composition {
  /// The first such letter of a line.
  static func fault(in bytes: UnsafeBufferPointer<UInt8>) -> (message: String, offset: Int)? {
    // The combining diacritical marks, U+0300 to U+036F, begin with these bytes.
    guard bytes.contains(where: { $0 == 0xCC || $0 == 0xCD }) else { return nil }
    var offset = 0
    var base: (scalar: Unicode.Scalar, offset: Int)?
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if (0x300...0x36F).contains(scalar.value), let base, let whole = composed(base.scalar, scalar) {
        return ("the name is not in NFC: '\(base.scalar)' and U+0\(hex(scalar)) have to be '\(whole)'", base.offset)
      }
      base = (scalar, offset)
      offset += UTF8.width(scalar)
    }
    return nil
  }

  private static func composed(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
    var pair = String(base)
    pair.unicodeScalars.append(mark)
    // Strings are equal where they are canonically equivalent.
    for range in [0xC0...0x24F, 0x370...0x45F, 0x1E00...0x1FFF] as [ClosedRange<UInt32>] {
      for value in range {
        if let whole = Unicode.Scalar(value), String(whole) == pair { return whole }
      }
    }
    return nil
  }

  private static func hex(_ scalar: Unicode.Scalar) -> String { String(scalar.value, radix: 16, uppercase: true) }
}

/// Tells whether bytes are UTF-8.
enum UTF8Validation {
  /// The offset of the first byte that is not of well-formed UTF-8. O(bytes).
  static func firstFault(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      guard let length = sequenceLength(bytes, at: index) else { return index }
      index += length
    }
    return nil
  }

  /// The length of the sequence of two to four bytes that begins here, by Unicode's table 3-7.
  private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    let second = index + 1 < bytes.count ? bytes[index + 1] : 0
    let length: Int
    let allowed: ClosedRange<UInt8>
    switch bytes[index] {
    case 0xC2...0xDF: (length, allowed) = (2, 0x80...0xBF)
    case 0xE0: (length, allowed) = (3, 0xA0...0xBF)
    case 0xED: (length, allowed) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, allowed) = (3, 0x80...0xBF)
    case 0xF0: (length, allowed) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, allowed) = (4, 0x80...0xBF)
    case 0xF4: (length, allowed) = (4, 0x80...0x8F)
    default: return nil
    }
    guard allowed.contains(second), index + length <= bytes.count else { return nil }
    for next in bytes[index + 2..<max(index + 2, index + length)] where next & 0xC0 != 0x80 { return nil }
    return length
  }
}
