import TextModel

/// A rule file as read: its bytes, and where its lines begin.
struct RuleFile: Sendable {
  let path: String
  let bytes: [UInt8]
  /// Rules of a higher layer lie over those of a lower one: nought are the program's own, one those of its user.
  let layer: Int
  /// The offsets at which lines begin; ascending, the first is 0.
  private let lines: [Int]

  init(path: String, bytes: [UInt8], layer: Int = 0) {
    self.path = path
    self.bytes = bytes
    self.layer = layer
    var lines = [0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0A { lines.append(offset + 1) }
    self.lines = lines
  }

  /// The line and column of an offset in bytes. O(log lines + length of the line).
  func location(of offset: Int) -> SourceLocation {
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle] <= offset { low = middle } else { high = middle }
    }
    let before = String(decoding: bytes[lines[low]..<min(max(offset, lines[low]), bytes.count)], as: UTF8.self)
    return SourceLocation(file: path, line: low + 1, column: before.count + 1)
  }

  /// The text of a stretch of bytes.
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The lines that say something, without the blank ones and the comments.
  var statements: [Line] {
    var found: [Line] = []
    for (index, start) in lines.enumerated() {
      var end = index + 1 < lines.count ? lines[index + 1] - 1 : bytes.count
      while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
      var first = start
      while first < end, Self.isBlank(bytes[first]) { first += 1 }
      if first < end, bytes[first] != UInt8(ascii: "#") {
        found.append(Line(range: first..<end, indent: first - start))
      }
    }
    return found
  }

  /// Blank, tab or carriage return.
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  /// A line of a rule file.
  struct Line: Sendable {
    /// Its bytes without the blanks round them.
    var range: Range<Int>
    /// The number of blanks before it.
    var indent: Int
  }
}

/// A place in one of the rule files that are compiled together.
struct Place: Hashable, Sendable {
  /// The index of the file.
  var file: Int
  var range: Range<Int>
}
