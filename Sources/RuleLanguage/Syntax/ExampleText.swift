/// Reads `text with <label>spans</label>` of an example; `¶`, with the blanks round it, is the end of a paragraph.
struct ExampleText {
  private(set) var text: [UInt8] = []
  private(set) var marks: [RuleExample.Mark] = []
  /// What is wrong with the marks.
  private(set) var error: String?
  private static let paragraphMark = Array("¶".utf8)
  private var open: [(label: String, start: Int)] = []

  init(_ marked: String) {
    let bytes = Array(marked.utf8)
    var position = 0
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "<"), let end = read(bytes, at: position) {
        position = end
      } else if bytes[position...].starts(with: Self.paragraphMark) {
        while text.last == 0x20 { text.removeLast() }
        text.append(0x0A)
        position += Self.paragraphMark.count
        while position < bytes.count, bytes[position] == 0x20 { position += 1 }
      } else {
        text.append(bytes[position])
        position += 1
      }
    }
    if let last = open.last { error = error ?? "'<\(last.label)>' is never closed" }
  }

  /// Reads a mark and returns where it ends; nil where `<` is only a character.
  private mutating func read(_ bytes: [UInt8], at start: Int) -> Int? {
    var position = start + 1
    let isClosing = position < bytes.count && bytes[position] == UInt8(ascii: "/")
    if isClosing { position += 1 }
    let first = position
    while position < bytes.count, Self.isLabel(bytes[position]) { position += 1 }
    guard position > first, position < bytes.count, bytes[position] == UInt8(ascii: ">") else { return nil }
    let label = String(decoding: bytes[first..<position], as: UTF8.self)
    if !isClosing {
      open.append((label, text.count))
    } else if let last = open.popLast(), last.label == label {
      marks.append(RuleExample.Mark(label: label, range: last.start..<text.count))
    } else {
      error = error ?? "'</\(label)>' closes nothing"
    }
    return position + 1
  }

  private static func isLabel(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }
}
