/// Case of letters beyond ASCII, by Unicode's own properties.
public enum LetterCase {
  /// Appends the small-letter form of a word with straight apostrophes and plain hyphens; true where it differs.
  public static func fold(_ word: UnsafeBufferPointer<UInt8>, into folded: inout [UInt8]) -> Bool {
    var isChanged = false
    if word.allSatisfy({ $0 < 0x80 }) {
      for byte in word {
        let isCapital = byte >= 0x41 && byte <= 0x5A
        isChanged = isChanged || isCapital
        folded.append(isCapital ? byte | 0x20 : byte)
      }
      return isChanged
    }
    for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x2018, 0x2019, 0x02BC, 0xFF07:
        folded.append(0x27)
        isChanged = true
      case 0x2010, 0x2011:
        folded.append(0x2D)
        isChanged = true
      default:
        let mapped = scalar.properties.lowercaseMapping
        isChanged = isChanged || mapped.unicodeScalars.count != 1 || mapped.unicodeScalars.first != scalar
        folded.append(contentsOf: mapped.utf8)
      }
    }
    return isChanged
  }
}

extension WordShape {
  /// The shape of a word of UTF-8. O(length).
  public init(of word: UnsafeBufferPointer<UInt8>) {
    var reader = ShapeReader()
    if word.allSatisfy({ $0 < 0x80 }) {
      for byte in word { reader.read(UInt32(byte)) }
    } else {
      for scalar in String(decoding: word, as: UTF8.self).unicodeScalars { reader.read(scalar.value) }
    }
    self = reader.shape
  }
}

/// Gathers what `WordShape` says of a word, a code point at a time.
private struct ShapeReader {
  private enum Letter { case capital, small, uncased }
  private var seen: WordShape = []
  private var count = 0
  private var capitals = 0
  private var smalls = 0
  private var letters = 0
  private var digits = 0
  private var fractions = 0
  private var ends = 0
  private var stops = 0
  private var dashes = 0
  private var quotationMarks = 0
  private var apostrophes = 0
  private var numberMarks = 0
  private var startsCapital = false
  private var capitalAfterMark = false
  private var capitalAfterSmall = false
  private var afterMark = false
  private var afterSmall = false
  private var last: UInt32 = 0

  mutating func read(_ value: UInt32) {
    defer {
      count += 1
      last = value
    }
    if let letter = Self.letter(value) {
      readLetter(letter, value: value)
      return
    }
    afterSmall = false
    afterMark = false
    switch value {
    case 0x30...0x39: digits += 1
    case 0xBC...0xBE, 0x2150...0x215E: fractions += 1
    case 0x27, 0x2019:
      apostrophes += 1
      quotationMarks += 1
      afterMark = true
    case 0x22, 0x60, 0x2018, 0x201A...0x201F, 0xAB, 0xBB, 0x2039, 0x203A: quotationMarks += 1
    case 0x2D, 0x2010, 0x2011:
      dashes += 1
      seen.insert(.hasHyphen)
      afterMark = true
    case 0x2012...0x2015: dashes += 1
    case 0x2E:
      ends += 1
      stops += 1
      numberMarks += 1
    case 0x21, 0x3F, 0x2026: ends += 1
    case 0x2C, 0x2F, 0xA0, 0x202F, 0x2009: numberMarks += 1
    default: break
    }
  }

  private mutating func readLetter(_ letter: Letter, value: UInt32) {
    letters += 1
    switch letter {
    case .capital:
      capitals += 1
      if count == 0 { startsCapital = true }
      if afterMark { capitalAfterMark = true }
      if afterSmall { capitalAfterSmall = true }
      afterSmall = false
    case .small:
      smalls += 1
      afterSmall = true
    case .uncased:
      seen.insert(.otherScript)
      afterSmall = false
    }
    if value >= 0x370 && !(0x1E00...0x1EFF).contains(value) { seen.insert(.otherScript) }
    afterMark = false
  }

  private static func letter(_ value: UInt32) -> Letter? {
    switch value {
    case 0x41...0x5A: return .capital
    case 0x61...0x7A: return .small
    case 0..<0xAA: return nil
    default:
      guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic else { return nil }
      if scalar.properties.isUppercase { return .capital }
      return scalar.properties.isLowercase ? .small : .uncased
    }
  }

  var shape: WordShape {
    var shape = seen
    if startsCapital || capitalAfterMark { shape.insert(.capitalized) }
    if smalls > 0 && capitals == 0 { shape.insert(.lowercase) }
    if capitals > 1 && smalls == 0 { shape.insert(.allCapitals) }
    if capitals == 1 && letters == 1 && digits == 0 && count == 1 + stops && stops <= 1 { shape.insert(.initial) }
    if capitalAfterSmall { shape.insert(.mixedCase) }
    if digits + fractions > 0 { shape.insert(.hasDigit) }
    if digits + fractions > 0 && letters == 0 && digits + fractions + numberMarks == count { shape.insert(.numeral) }
    if letters == 0 && digits + fractions == 0 { shape.insert(.punctuation) }
    if apostrophes > 0 { shape.insert(.hasApostrophe) }
    if stops > 0 { shape.insert(.hasStop) }
    insertMarks(into: &shape)
    return shape
  }

  private func insertMarks(into shape: inout WordShape) {
    guard count > 0 else { return }
    if quotationMarks == count { shape.insert(.quotationMark) }
    if ends == count { shape.insert(.sentenceEnd) }
    if dashes == count { shape.insert(.dash) }
    let isEss = last == 0x73 || last == 0x53
    if apostrophes == 1 && (count == 1 || (count == 2 && letters == 1 && isEss)) { shape.insert(.possessive) }
  }
}
