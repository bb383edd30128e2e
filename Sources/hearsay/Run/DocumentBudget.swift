import Glibc
import TextModel

/// How much of one document is looked through, and for how long: memory and records grow with its words and marks.
enum DocumentBudget {
  /// The seconds of work that the calling thread has done.
  static var secondsOfWork: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Seconds as messages have them.
  static func shown(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? String("\(seconds)".prefix { $0 != "." }) : "\(seconds)"
  }

  /// The words and marks of a document; a long book has some hundred thousand.
  static let tokens = 1_000_000

  /// Marks what is behind the budget as no part of the article, so that nothing is looked for there; where that begins,
  /// as an offset in bytes, or nil where all of the text is within the budget. O(bytes) of large texts, else O(1).
  static func cut(_ document: Document) -> Int? {
    guard document.text.count > tokens, let limit = end(of: document.text) else { return nil }
    var blocks: [Block] = []
    for block in document.blocks {
      var (first, second) = (block, block)
      let start = Int(block.range.start.value)
      let end = Int(block.range.end.value)
      if start < limit, end > limit {
        first.range = UTF8Range(start, limit)
        second.range = UTF8Range(limit, end)
        second.role = .boilerplate
        blocks += [first, second]
      } else {
        if start >= limit { first.role = .boilerplate }
        blocks.append(first)
      }
    }
    document.blocks = blocks
    return limit
  }

  /// Where the budget ends, behind a blank or a line break if one is near; nil where it is enough.
  private static func end(of text: [UInt8]) -> Int? {
    var count = 0
    var last = Kind.blank
    for (index, byte) in text.enumerated() {
      let kind = Kind(byte)
      if kind == .mark || (kind != last && kind != .blank) { count += 1 }
      last = kind
      guard count > tokens else { continue }
      let near = text[max(0, index - 4096)..<index].lastIndex { $0 == 0x20 || $0 == 0x0A }
      var end = near.map { $0 + 1 } ?? index
      while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
      return end
    }
    return nil
  }

  private enum Kind {
    case blank, letter, digit, mark

    init(_ byte: UInt8) {
      switch byte {
      case 0x30...0x39: self = .digit
      case 0x41...0x5A, 0x61...0x7A, 0x80...: self = .letter
      case 0...0x20: self = .blank
      default: self = .mark
      }
    }
  }
}
