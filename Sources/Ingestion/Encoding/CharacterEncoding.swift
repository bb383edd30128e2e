import TextModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Decodes documents to clean UTF-8. Nothing is ever refused: what cannot be read becomes U+FFFD.
///
/// The order is WHATWG's with one exception: bytes that are valid UTF-8 are UTF-8 whatever the page says. Byte order mark;
/// UTF-16 by its zero bytes; the charset of the HTTP head; the declaration in the page; else windows-1252, which is also
/// what ISO-8859-1 and ASCII mean. Pages that are UTF-8 with stray bytes have those taken for windows-1252, as their
/// writers pasted them; in texts, and behind a byte order mark, they become U+FFFD. Text encoded twice is mended.
enum CharacterEncoding {
  /// The text as UTF-8. In pages NUL bytes are dropped, as browsers do; in texts they become U+FFFD.
  static func decode(_ bytes: [UInt8], charset: String?, isPage: Bool) -> [UInt8] {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      let marked = Array(bytes.dropFirst(3))
      let isValid = marked.withUnsafeBufferPointer { UTF8Check.isValid($0) }
      return finish(isValid ? marked : repaired(marked), isPage: isPage)
    }
    if let isBig = bytes.withUnsafeBufferPointer({ utf16($0) }) {
      return finish(fromUTF16(bytes, isBig: isBig), isPage: isPage)
    }
    let isASCII = bytes.withUnsafeBufferPointer { ASCII.isPlain($0) }
    if isASCII, !Memory.contains(0x1B, in: bytes) { return finish(bytes, isPage: isPage) }
    if !isASCII, bytes.withUnsafeBufferPointer({ UTF8Check.isValid($0) }) {
      return finish(DoubleEncoding.mended(bytes), isPage: isPage)
    }
    let name = label(charset) ?? (isPage ? label(declared(in: bytes)) : nil)
    if let name, let converted = convert(bytes, from: name) { return finish(converted, isPage: isPage) }
    let isRepaired = !isPage && (isUTF8(charset) || bytes.withUnsafeBufferPointer { UTF8Check.isMostly($0) })
    return finish(DoubleEncoding.mended(isRepaired ? repaired(bytes) : withStrayBytes(bytes)), isPage: isPage)
  }

  /// UTF-8 in which every byte, or beginning of a sequence, that is none is U+FFFD.
  private static func repaired(_ bytes: [UInt8]) -> [UInt8] { Array(String(decoding: bytes, as: UTF8.self).utf8) }

  private static func isUTF8(_ charset: String?) -> Bool {
    guard let charset = charset?.lowercased() else { return false }
    return charset == "utf-8" || charset == "utf8"
  }

  private static func finish(_ bytes: [UInt8], isPage: Bool) -> [UInt8] {
    guard Memory.contains(0, in: bytes) else { return bytes }
    if isPage { return bytes.filter { $0 != 0 } }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 64)
    for byte in bytes {
      if byte == 0 { out.append(contentsOf: [0xEF, 0xBF, 0xBD]) } else { out.append(byte) }
    }
    return out
  }

  // MARK: UTF-16

  /// Whether the bytes are UTF-16, and in which order: by the mark, or by zero bytes at every other place.
  static func utf16(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    if bytes.starts(with: [0xFF, 0xFE]) { return false }
    if bytes.starts(with: [0xFE, 0xFF]) { return true }
    let head = bytes.prefix(512)
    guard head.count >= 16, head.contains(0) else { return nil }
    var even = 0
    var odd = 0
    for (index, byte) in head.enumerated() where byte == 0 {
      if index & 1 == 0 { even += 1 } else { odd += 1 }
    }
    if odd * 5 > head.count * 2, even * 20 < head.count { return false }
    if even * 5 > head.count * 2, odd * 20 < head.count { return true }
    return nil
  }

  static func fromUTF16(_ bytes: [UInt8], isBig: Bool) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = 0
    while index + 1 < bytes.count {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isBig ? first << 8 | second : second << 8 | first)
      index += 2
    }
    if units.first == 0xFEFF { units.removeFirst() }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  // MARK: Declarations

  /// The charset that a page declares, wherever in its first 64 KiB.
  private static func declared(in bytes: [UInt8]) -> String? {
    bytes.withUnsafeBufferPointer { all in
      let head = UnsafeBufferPointer(rebasing: all[0..<min(all.count, 1 << 16)])
      for word: StaticString in ["charset", "encoding"] {
        var place = 0
        while let hit = ASCII.find(word, in: head, from: place) {
          place = hit + word.utf8CodeUnitCount
          var index = place
          while index < head.count, ASCII.isBlank(head[index]) { index += 1 }
          guard index < head.count, head[index] == 0x3D else { continue }
          index += 1
          while index < head.count, ASCII.isBlank(head[index]) || head[index] == 0x22 || head[index] == 0x27 {
            index += 1
          }
          let start = index
          while index < head.count, index - start < 40, isLabel(head[index]) { index += 1 }
          if index > start { return String(decoding: head[start..<index], as: UTF8.self) }
        }
      }
      return nil
    }
  }

  private static func isLabel(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 0x2D || byte == 0x5F || byte == 0x3A
  }

  /// The C library's name of a charset other than UTF-8 and those that mean windows-1252; nil for those.
  private static func label(_ said: String?) -> String? {
    guard let said = said?.lowercased(), said.utf8.allSatisfy(isLabel) else { return nil }
    switch said {
    case "utf-8", "utf8", "unicode-1-1-utf-8", "us-ascii", "ascii", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1",
      "latin-1", "l1", "windows-1252", "cp1252", "cp-1252", "x-cp1252", "utf-16", "utf-16le", "utf-16be", "":
      return nil
    case "gb2312", "gbk", "gb_2312-80", "x-gbk", "chinese": return "GB18030"
    case "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j": return "CP932"
    case "euc-kr", "ks_c_5601-1987", "korean", "ksc5601": return "CP949"
    case "big5", "big5-hkscs", "x-x-big5": return "BIG5-HKSCS"
    case "iso-8859-9", "latin5": return "WINDOWS-1254"
    case "iso-8859-11", "tis-620": return "WINDOWS-874"
    case "x-mac-cyrillic": return "MAC-CYRILLIC"
    case "macintosh", "mac", "x-mac-roman": return "MACINTOSH"
    default: return said.uppercased()
    }
  }

  /// The bytes converted by the C library; nil where it does not know the charset. A byte that has no meaning in it
  /// becomes U+FFFD.
  private static func convert(_ bytes: [UInt8], from name: String) -> [UInt8]? {
    guard let converter = iconv_open("UTF-8", name), converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count * 3 / 2)
    var room = [CChar](repeating: 0, count: 1 << 16)
    var input = bytes.map { CChar(bitPattern: $0) }
    var place = 0
    while place < input.count {
      var status = 0
      var code: Int32 = 0
      var used = 0
      var got = 0
      input.withUnsafeMutableBufferPointer { source in
        room.withUnsafeMutableBufferPointer { target in
          var from = source.baseAddress.map { $0 + place }
          var left = source.count - place
          var to = target.baseAddress
          var space = target.count
          status = Int(truncatingIfNeeded: iconv(converter, &from, &left, &to, &space))
          code = errno
          used = source.count - place - left
          got = target.count - space
        }
      }
      for byte in room[..<got] { out.append(UInt8(bitPattern: byte)) }
      place += used
      if status == -1, code != E2BIG {
        out.append(contentsOf: [0xEF, 0xBF, 0xBD])
        place += 1
      }
    }
    return out
  }

  /// UTF-8 in which the bytes that are none are windows-1252.
  private static func withStrayBytes(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + bytes.count / 8)
    bytes.withUnsafeBufferPointer { all in
      var index = 0
      while index < all.count {
        let length = UTF8Check.length(all, at: index)
        if length > 0 {
          for offset in 0..<length { out.append(all[index + offset]) }
          index += length
        } else {
          let scalar = Windows1252.scalar(all[index]) ?? "\u{FFFD}"
          out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
          index += 1
        }
      }
    }
    return out
  }
}

/// What bytes are valid UTF-8.
enum UTF8Check {
  /// The length of the valid sequence at an index; 0 where there is none.
  static func length(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let first = bytes[index]
    if first < 0x80 { return 1 }
    guard first >= 0xC2, first < 0xF5, index + 1 < bytes.count else { return 0 }
    let second = bytes[index + 1]
    guard second & 0xC0 == 0x80 else { return 0 }
    if first < 0xE0 { return 2 }
    if first == 0xE0 && second < 0xA0 || first == 0xED && second > 0x9F { return 0 }
    guard index + 2 < bytes.count, bytes[index + 2] & 0xC0 == 0x80 else { return 0 }
    if first < 0xF0 { return 3 }
    if first == 0xF0 && second < 0x90 || first == 0xF4 && second > 0x8F { return 0 }
    guard index + 3 < bytes.count, bytes[index + 3] & 0xC0 == 0x80 else { return 0 }
    return 4
  }

  /// Whether there are at least as many sequences of several bytes as bytes that belong to none. O(bytes).
  static func isMostly(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    var balance = 0
    while index < bytes.count {
      let length = length(bytes, at: index)
      balance += length > 1 ? 1 : length == 0 ? -1 : 0
      index += max(1, length)
    }
    return balance >= 0
  }

  /// Whether all bytes are valid UTF-8. O(bytes).
  static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index += 1
        while index + 8 <= raw.count,
          raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
          index += 8
        }
        continue
      }
      let length = length(bytes, at: index)
      if length == 0 { return false }
      index += length
    }
    return true
  }
}

/// Text whose UTF-8 was taken for windows-1252 and encoded again: *â€œ* for a quotation mark.
enum DoubleEncoding {
  /// The text with such stretches mended; most texts have none and come back as they are.
  static func mended(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.withUnsafeBufferPointer({ hasSigns($0) }) else { return bytes }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var stretch: [UInt8] = []
    var original: [UInt8] = []
    func end() {
      let isBetter = !stretch.isEmpty && stretch.withUnsafeBufferPointer { UTF8Check.isValid($0) }
      out.append(contentsOf: isBetter ? stretch : original)
      stretch.removeAll(keepingCapacity: true)
      original.removeAll(keepingCapacity: true)
    }
    // ASCII, which is most of a text, is taken as it is.
    var index = 0
    while index < bytes.count {
      let start = index
      while index < bytes.count, bytes[index] < 0x80 { index += 1 }
      if index > start {
        end()
        out.append(contentsOf: bytes[start..<index])
      }
      let first = index
      while index < bytes.count, bytes[index] >= 0x80 { index += 1 }
      for scalar in String(decoding: bytes[first..<index], as: UTF8.self).unicodeScalars {
        let own = UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        if let byte = byte(of: scalar) {
          stretch.append(byte)
          original.append(contentsOf: own)
        } else {
          end()
          out.append(contentsOf: own)
        }
      }
    }
    end()
    return out
  }

  /// One *â€*, which no writer means (`E2 80` is how dashes and quotation marks begin), or two of *Ã©* and its kin. The
  /// byte 80 was taken for windows-1252's euro sign or, by a stricter reader, for Latin-1's control.
  private static func hasSigns(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var letters = 0
    var start = 0
    while let index = Memory.find(0xC3, in: bytes, from: start), index + 4 < bytes.count {
      let next = (bytes[index + 1], bytes[index + 2], bytes[index + 3], bytes[index + 4])
      if next.0 == 0xA2, next.1 == 0xE2, next.2 == 0x82, next.3 == 0xAC { return true }
      if next.0 == 0xA2, next.1 == 0xC2, next.2 == 0x80, next.3 == 0xC2 { return true }
      if next.0 == 0x83, next.1 == 0xC2 { letters += 1 }
      if letters >= 2 { return true }
      start = index + 1
    }
    return false
  }

  private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    if scalar.value < 0x100 { return UInt8(scalar.value) }
    return Windows1252.upper.firstIndex(of: scalar.value).map { UInt8(0x80 + $0) }
  }
}
