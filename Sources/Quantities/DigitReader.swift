import TextModel

/// Reads figures in digits.
enum DigitReader {
  /// What stands in one token: its figure and the letters written to it (*30km*, *3m*, *10th*).
  struct Result: Equatable {
    var exact: ExactNumber
    /// The bytes of the token from here on are no part of the figure.
    var end: Int
    /// The nearest number; infinite where the figure is too large to hold.
    var value: Double { exact.double }
  }

  /// The figure with which the bytes begin: *4,500*, *3.5*, *.25*, *12,34,567*, *1.111,11*, *1/2*, *3½*; nil where
  /// they begin with none. O(bytes).
  static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Result? {
    var end = 0
    var digits = 0
    while end < bytes.count {
      let byte = bytes[end]
      if ASCII.isDigit(byte) {
        digits += 1
      } else if (byte == 0x2C || byte == 0x2E) && end + 1 < bytes.count && ASCII.isDigit(bytes[end + 1]) {
      } else if let blank = thinBlank(bytes, at: end), end + blank < bytes.count, ASCII.isDigit(bytes[end + blank]) {
        end += blank - 1
      } else {
        break
      }
      end += 1
    }
    guard !isVersion(UnsafeBufferPointer(rebasing: bytes[0..<end])) else { return nil }
    var value = digits > 0 ? number(UnsafeBufferPointer(rebasing: bytes[0..<end])) : .zero
    if end < bytes.count, bytes[end] == 0x2F, digits > 0 {
      guard let below = denominator(bytes, from: end + 1), below.value != 0 else {
        return Result(exact: value, end: end)
      }
      return Result(exact: value / below.exact, end: below.end)
    }
    if let (part, length) = fractionSign(bytes, at: end) {
      value = value + part
      end += length
      digits += 1
    }
    return digits > 0 ? Result(exact: value, end: end) : nil
  }

  /// *2.0.1*, *192.168.1.2*: several points that do not part thousands.
  private static func isVersion(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var stops = 0
    var length = 0
    var isUneven = false
    for byte in bytes {
      if byte == 0x2E {
        isUneven = isUneven || (stops > 0 && length != 3) || length > 3
        stops += 1
        length = 0
      } else {
        length += 1
      }
    }
    return stops > 1 && (isUneven || length != 3)
  }

  private static func denominator(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Result? {
    var end = start
    var value = 0
    while end < bytes.count, ASCII.isDigit(bytes[end]), end - start < 6 {
      value = value * 10 + Int(bytes[end] - 0x30)
      end += 1
    }
    return end > start ? Result(exact: ExactNumber(value), end: end) : nil
  }

  /// The length of a blank that groups digits (no-break, thin) at the offset.
  private static func thinBlank(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int? {
    if offset + 1 < bytes.count, bytes[offset] == 0xC2, bytes[offset + 1] == 0xA0 { return 2 }
    guard offset + 2 < bytes.count, bytes[offset] == 0xE2, bytes[offset + 1] == 0x80 else { return nil }
    return bytes[offset + 2] == 0xAF || bytes[offset + 2] == 0x89 ? 3 : nil
  }

  /// The value of a sign like ½ at the offset and its length in bytes.
  static func fractionSign(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (ExactNumber, Int)? {
    if offset + 1 < bytes.count, bytes[offset] == 0xC2 {
      switch bytes[offset + 1] {
      case 0xBC: return (ExactNumber(digits: 25, decimals: 2), 2)
      case 0xBD: return (ExactNumber(digits: 50, decimals: 2), 2)
      case 0xBE: return (ExactNumber(digits: 75, decimals: 2), 2)
      default: return nil
      }
    }
    guard offset + 2 < bytes.count, bytes[offset] == 0xE2, bytes[offset + 1] == 0x85 else { return nil }
    // U+2150 to U+215E: ⅐ ⅑ ⅒ ⅓ ⅔ ⅕ ⅖ ⅗ ⅘ ⅙ ⅚ ⅛ ⅜ ⅝ ⅞
    let signs: [(Int, Int)] = [
      (1, 7), (1, 9), (1, 10), (1, 3), (2, 3), (1, 5), (2, 5), (3, 5), (4, 5), (1, 6), (5, 6), (1, 8), (3, 8), (5, 8),
      (7, 8),
    ]
    let index = Int(bytes[offset + 2]) - 0x90
    guard signs.indices.contains(index) else { return nil }
    return (ExactNumber(signs[index].0) / ExactNumber(signs[index].1), 3)
  }

  /// The value of digits with grouping and decimal marks. The last of two kinds of mark is the decimal one; one kind
  /// alone groups where it stands several times or is a comma before three digits.
  private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> ExactNumber {
    let decimal = decimalMark(bytes)
    if let exact = exact(bytes, decimal: decimal) { return exact }
    var digits: [UInt8] = []
    digits.reserveCapacity(min(bytes.count, 400))
    for (offset, byte) in bytes.enumerated() {
      if ASCII.isDigit(byte) {
        // What comes after a thousand digits changes nothing but the size.
        if digits.count < 1000 {
          digits.append(byte)
        } else if decimal.map({ offset < $0 }) ?? true {
          return ExactNumber(rough: .infinity)
        }
      } else if offset == decimal {
        digits.append(0x2E)
      }
    }
    if digits.first == 0x2E { digits.insert(0x30, at: 0) }
    return ExactNumber(rough: Double(String(decoding: digits, as: UTF8.self)) ?? .infinity)
  }

  /// The value of at most fifteen digits.
  private static func exact(_ bytes: UnsafeBufferPointer<UInt8>, decimal: Int?) -> ExactNumber? {
    guard bytes.count <= 20 else { return nil }
    var whole = 0
    var digits = 0
    var decimals = 0
    for (offset, byte) in bytes.enumerated() where ASCII.isDigit(byte) {
      guard digits < 15 else { return nil }
      whole = whole * 10 + Int(byte - 0x30)
      digits += 1
      if let decimal, offset > decimal { decimals += 1 }
    }
    guard digits > 0 else { return nil }
    return decimals == 0 ? ExactNumber(whole) : ExactNumber(digits: whole, decimals: decimals)
  }

  private static func decimalMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var lastComma: Int?
    var lastStop: Int?
    var commas = 0
    var stops = 0
    for (offset, byte) in bytes.enumerated() {
      if byte == 0x2C {
        lastComma = offset
        commas += 1
      } else if byte == 0x2E {
        lastStop = offset
        stops += 1
      }
    }
    switch (lastComma, lastStop) {
    case (nil, nil): return nil
    case (let comma?, let stop?): return max(comma, stop)
    case (let comma?, nil): return commas == 1 && bytes.count - comma - 1 != 3 ? comma : nil
    case (nil, let stop?): return stops == 1 ? stop : nil
    }
  }
}
